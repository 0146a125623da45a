/** What has an hour of its own is asked about after it took place, wherever the client is and whatever days are off. */
import fc from 'fast-check';
import type { Seed } from '../../domain/core/concern';
import { dayOf, isWorkingDay } from '../../domain/core/calendar';
import { defaultRules } from '../../domain/core/policy';
import { calendarOf, type LifecycleState } from '../../domain/lifecycle';
import { asksOf } from '../../domain/told/asks';
import { reachedBy } from '../../domain/organisation/contact-cap';
import { dayOne, happening, retained, say } from '../support/lives';
import { seedOf } from '../support/seeds';

const contacts = [{ id: 'c_1', level: 'manager' as const }];
/** No touches near the day, and nothing but the invitation asks for anything. */
const concerns = ['standing', 'contacts', 'items', 'invitations'];

const clientIn = (zone: string, dates: readonly string[] = [], rules: object = {}): LifecycleState => {
  const seed: Partial<Seed> = { contacts, concerns, client: { ...seedOf().client, zone } };
  const state = retained(seed, { ...defaultRules, ...rules });
  return dates.length === 0 ? state : say(state, dayOne, 'holidaysRefreshed', { dates, through: '2028-12-31' });
};

const invitedTo = (state: LifecycleState, startsAt: string, minutes?: number): LifecycleState =>
  say(state, dayOne, 'invite', {
    campaign: 'campaign-x',
    kind: 'training',
    startsAt,
    contacts: ['c_1'],
    ...(minutes === undefined ? {} : { minutes }),
  });

const momentsOfAsking = (state: LifecycleState, until = '2027-12-01'): readonly string[] =>
  happening(state, until).flatMap(({ at, event }) =>
    (event.kind === 'item-due' || event.kind === 'item-reminded') && event.item === 'invitation-1' ? [at] : [],
  );

test.each<[string, string, readonly string[], string, number | undefined, string]>([
  ['a Wednesday', 'UTC', [], '2027-02-10T13:00:00.000Z', 60, '2027-02-11T09:00:00.000Z'],
  ['a Friday: on Monday', 'UTC', [], '2027-02-12T13:00:00.000Z', 60, '2027-02-15T09:00:00.000Z'],
  ['a Saturday', 'UTC', [], '2027-02-13T13:00:00.000Z', 60, '2027-02-15T09:00:00.000Z'],
  [
    'days off in a row',
    'Europe/Vienna',
    ['2027-12-24', '2027-12-27', '2027-12-28'],
    '2027-12-23T13:50:00.000Z',
    60,
    '2027-12-29T08:00:00.000Z',
  ],
  [
    'a holiday on which it takes place',
    'Europe/Vienna',
    ['2027-05-06'],
    '2027-05-06T12:00:00.000Z',
    60,
    '2027-05-07T07:00:00.000Z',
  ],
  ['an evening that ends after midnight', 'UTC', [], '2027-02-10T23:30:00.000Z', 60, '2027-02-12T09:00:00.000Z'],
  [
    'a day that is the next one at the client’s',
    'Asia/Tokyo',
    [],
    '2027-02-10T20:00:00.000Z',
    60,
    '2027-02-12T00:00:00.000Z',
  ],
  [
    'the evening before the clocks change',
    'Europe/Vienna',
    [],
    '2027-03-26T18:00:00.000Z',
    60,
    '2027-03-29T07:00:00.000Z',
  ],
  [
    'an hour that lasts beyond the change of clocks',
    'America/New_York',
    [],
    '2027-03-14T06:30:00.000Z',
    120,
    '2027-03-15T13:00:00.000Z',
  ],
  [
    'an invitation that does not say how long',
    'UTC',
    [],
    '2027-02-10T13:00:00.000Z',
    undefined,
    '2027-02-11T09:00:00.000Z',
  ],
])('of %s the rep is asked on the first working day after', (_, zone, holidays, startsAt, minutes, expected) => {
  expect(momentsOfAsking(invitedTo(clientIn(zone, holidays), startsAt, minutes), '2028-02-01')[0]).toBe(expected);
});

test('wherever the client is, whenever it takes place and whatever days are off: nobody is asked before its end', () => {
  const day = fc
    .integer({ min: 30, max: 300 })
    .map((n) => new Date(Date.UTC(2027, 0, 1) + n * 86_400_000).toISOString());
  fc.assert(
    fc.property(
      fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Lima', 'Europe/Vienna', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'),
      fc.array(
        day.map((at) => at.slice(0, 10)),
        { maxLength: 8 },
      ),
      day,
      fc.integer({ min: 0, max: 1_439 }),
      fc.integer({ min: 5, max: 1_440 }),
      (zone, holidays, on, minute, minutes) => {
        const startsAt = new Date(Date.parse(on) + minute * 60_000).toISOString();
        const end = new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();
        const state = invitedTo(clientIn(zone, holidays), startsAt, minutes);
        const [first = '', ...later] = momentsOfAsking(state);
        expect(first > end).toBe(true);
        expect(isWorkingDay(dayOf(first, zone), calendarOf(state))).toBe(true);
        expect(later.every((at) => at > first)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('reminders count from the day on which the rep was asked', () => {
  expect(momentsOfAsking(invitedTo(clientIn('UTC'), '2027-02-12T13:00:00.000Z', 60)).slice(0, 3)).toEqual([
    '2027-02-15T09:00:00.000Z',
    '2027-02-18T09:00:00.000Z',
    '2027-02-25T09:00:00.000Z',
  ]);
});

test('a life whose rules do not say so is asked on the day, as before', () => {
  const rules = { invitations: { askAfterwards: false } };
  expect(momentsOfAsking(invitedTo(clientIn('UTC', [], rules), '2027-02-10T13:00:00.000Z', 60))[0]).toBe(
    '2027-02-10T09:00:00.000Z',
  );
});

test('holidays that are heard of later move the asking, and never to before it took place', () => {
  const state = invitedTo(clientIn('UTC'), '2027-02-10T13:00:00.000Z', 60);
  const known = say(state, dayOne, 'holidaysRefreshed', { dates: ['2027-02-10', '2027-02-11'], through: '2028-12-31' });
  expect(momentsOfAsking(known)[0]).toBe('2027-02-12T09:00:00.000Z');
});

test('the brief names the day on which it took place', () => {
  const state = invitedTo(clientIn('UTC'), '2027-02-12T13:00:00.000Z', 60);
  expect(asksOf(state)).toContainEqual(
    expect.objectContaining({ id: 'invitation-1', at: '2027-02-15T09:00:00.000Z', tookPlace: '2027-02-12' }),
  );
});

test('the contact cap counts the day on which it takes place, not the day on which the rep is asked', () => {
  const state = invitedTo(clientIn('UTC'), '2027-02-12T13:00:00.000Z', 60);
  const asked = state.slices.items.filter(({ id }) => id === 'invitation-1');
  expect(reachedBy(asked)).toEqual(['2027-02-12']);
});
