/** A client's notice, and a contract that renews by itself: which days count, and what follows, as tables. */
import fc from 'fast-check';
import type { SeedContract } from '../../domain/core/concern';
import { addDays, dayOf } from '../../domain/core/calendar';
import { isNoticeWithinTerm, lastNoticeOn } from '../../domain/core/contract';
import { advance, agenda, begin, type LifecycleState } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import { asksOf } from '../../domain/told/asks';
import { present } from '../../domain/told/present';
import { happened } from '../support/happened';
import { daysOf, happening, retained, say, until } from '../support/lives';
import { seeds, start } from '../support/random-lives';
import { seedOf } from '../support/seeds';
import { size } from '../support/size';
import { agendaFor } from '../support/told';

const worth = { amount: 1_200_000, currency: 'EUR' };
const yearly: SeedContract = { startsOn: '2027-01-01', termMonths: 12, annualValue: worth };
const rolling: SeedContract = { ...yearly, autoRenews: true, noticeDays: 30 };
const monthly: SeedContract = { ...yearly, termMonths: 1, autoRenews: true };

const noon = (day: string): string => `${day}T12:00:00.000Z`;
const life = (contract: SeedContract, zone = 'Europe/Vienna'): LifecycleState =>
  retained({ contract, client: { ...seedOf().client, zone } });

interface Asked {
  readonly receivedOn: string;
  readonly endsOn?: string;
}

/** What becomes of a notice on a day: the day on which it takes effect, or the code of its refusal. */
function effect(state: LifecycleState, on: string, asked: Asked): string | undefined {
  const { refused, events } = advance(
    until(state, on),
    happened('notice', 'n', { ...asked, reason: 'price' }),
    noon(on),
  );
  const given = events.flatMap(({ event }) => (event.kind === 'notice-given' ? [event.endsOn] : []));
  return refused ?? given[0];
}

const leaving = (
  state: LifecycleState,
  on: string,
  asked: Partial<Asked> & { readonly reason?: string } = {},
): LifecycleState => say(until(state, on), noon(on), 'notice', { receivedOn: on, reason: 'price', ...asked });
const kinds = (state: LifecycleState, to: string): readonly string[] =>
  happening(state, to).map(({ event }) => event.kind);

describe('when a notice takes effect', () => {
  test.each<[string, SeedContract, string, Asked, string]>([
    ['at the end of the term, where nothing is said', yearly, '2027-05-03', { receivedOn: '2027-05-03' }, '2028-01-01'],
    ['on the day that is said', yearly, '2027-05-03', { receivedOn: '2027-05-01', endsOn: '2027-06-30' }, '2027-06-30'],
    [
      'on the day of its receipt at the earliest',
      yearly,
      '2027-05-03',
      { receivedOn: '2027-05-03', endsOn: '2027-05-03' },
      '2027-05-03',
    ],
    [
      'never before its receipt',
      yearly,
      '2027-05-03',
      { receivedOn: '2027-05-03', endsOn: '2027-05-02' },
      'effect-too-early',
    ],
    [
      'never after the end of the term',
      yearly,
      '2027-05-03',
      { receivedOn: '2027-05-03', endsOn: '2028-01-02' },
      'effect-too-late',
    ],
    ['nothing was received on a day to come', yearly, '2027-05-03', { receivedOn: '2027-05-05' }, 'not-yet-received'],
    ['what is today elsewhere on earth was received', yearly, '2027-05-03', { receivedOn: '2027-05-04' }, '2028-01-01'],
    ['in grace the contract has ended', yearly, '2028-01-10', { receivedOn: '2028-01-09' }, 'term-over'],
    ['on the last day for it, a notice is in time', rolling, '2027-12-02', { receivedOn: '2027-12-02' }, '2028-01-01'],
    [
      'a day later it is too late, and the day must be said',
      rolling,
      '2027-12-03',
      { receivedOn: '2027-12-03' },
      'too-late',
    ],
    [
      'received in time and told later, it is in time',
      rolling,
      '2027-12-20',
      { receivedOn: '2027-12-02' },
      '2028-01-01',
    ],
    [
      'too late, it may end with the term by goodwill',
      rolling,
      '2027-12-03',
      { receivedOn: '2027-12-03', endsOn: '2028-01-01' },
      '2028-01-01',
    ],
    [
      'too late, it may end with the term that follows',
      rolling,
      '2027-12-03',
      { receivedOn: '2027-12-03', endsOn: '2029-01-01' },
      '2029-01-01',
    ],
    [
      'but not later than that',
      rolling,
      '2027-12-03',
      { receivedOn: '2027-12-03', endsOn: '2029-01-02' },
      'effect-too-late',
    ],
    [
      'in time, it does not reach into the term that follows',
      rolling,
      '2027-12-01',
      { receivedOn: '2027-12-01', endsOn: '2028-02-01' },
      'effect-too-late',
    ],
    [
      'a contract that ends by itself has no period of notice',
      { ...yearly, noticeDays: 90 },
      '2027-12-20',
      { receivedOn: '2027-12-20' },
      '2028-01-01',
    ],
    [
      'after it renewed by itself, at the end of the term that runs now',
      rolling,
      '2028-03-01',
      { receivedOn: '2028-03-01' },
      '2029-01-01',
    ],
    [
      'without a period, until the last day of the term',
      monthly,
      '2027-01-31',
      { receivedOn: '2027-01-31' },
      '2027-02-01',
    ],
  ])('%s', (_, contract, on, asked, expected) => {
    expect(effect(life(contract), on, asked)).toBe(expected);
  });

  test('after an early renewal it goes to the next term, and may take effect when that begins', () => {
    const renewed = say(until(life(yearly), '2027-10-04'), noon('2027-10-04'), 'renew', {
      termMonths: 12,
      annualValue: worth,
    });
    const next = begin(nextTerm(renewed) ?? seedOf(), noon('2027-10-04')).state;
    const receivedOn = '2027-11-02';
    expect(effect(next, '2027-11-02', { receivedOn })).toBe('2029-01-01');
    expect(effect(next, '2027-11-02', { receivedOn, endsOn: '2028-01-01' })).toBe('2028-01-01');
    expect(effect(next, '2027-11-02', { receivedOn, endsOn: '2027-12-31' })).toBe('effect-too-early');
  });

  test.each([
    ['Europe/Vienna', '2028-01-01T08:00:00.000Z'],
    ['Pacific/Auckland', '2027-12-31T20:00:00.000Z'],
    ['America/Los_Angeles', '2028-01-01T17:00:00.000Z'],
  ])('it ends on the day itself in the client’s zone, a holiday and a Saturday or not: %s', (zone, at) => {
    const state = leaving(life(yearly, zone), '2027-11-02');
    const ended = happening(state, '2028-01-03').find(({ event }) => event.kind === 'stage-changed');
    expect(ended).toMatchObject({ at, event: { to: 'churned', reason: 'price', on: '2028-01-01' } });
    expect(dayOf(at, zone)).toBe('2028-01-01');
  });

  test('one that is told after its day ends the lifecycle at once, without an alarm, on the day that it names', () => {
    const { events } = advance(
      until(life(yearly), '2027-06-10'),
      happened('notice', 'n', { receivedOn: '2027-05-03', endsOn: '2027-06-01', reason: 'unused' }),
      noon('2027-06-10'),
    );
    expect(events.map(({ event }) => event)).toMatchObject([
      { kind: 'notice-given', endsOn: '2027-06-01' },
      { kind: 'stage-changed', to: 'churned', reason: 'unused', on: '2027-06-01' },
    ]);
  });
});

describe('while a client is leaving', () => {
  test('the programme goes on, nobody is asked to decide, and nothing is planned beyond the day', () => {
    const state = leaving(life(yearly), '2027-05-03');
    const events = kinds(state, '2028-03-01');
    expect(events).toEqual(expect.arrayContaining(['item-due', 'item-prepared']));
    expect(events.filter((kind) => kind.startsWith('renewal-'))).toEqual([]);
    expect(agenda(state).filter(({ at }) => at > '2028-01-01T08:00:00.000Z')).toEqual([]);
    expect(agendaFor(state).at(-1)).toMatchObject({
      what: 'The notice takes effect: the client leaves.',
      why: 'The client gave notice on Mon 3 May 2027, effective Sat 1 Jan 2028: the price.',
    });
  });

  test('an alarm asks at once for a call within a working day', () => {
    const { escalations, items } = leaving(life(yearly), '2027-02-01').slices;
    expect(escalations.list).toMatchObject([{ reasons: ['notice-given'], state: 'open' }]);
    expect(items.filter(({ programme }) => programme === 'rescue')).toMatchObject([
      { kind: 'save-call', on: '2027-02-02', about: 'escalation-1' },
    ]);
  });

  test('it is shown with its dates and reason, speaks against the renewal, and no brief asks for a decision', () => {
    const before = until(life(yearly), '2027-12-20');
    expect(asksOf(before).some(({ kind }) => kind === 'renewal')).toBe(true);
    const state = leaving(before, '2027-12-21');
    expect(present(state)).toMatchObject({
      leaving: { receivedOn: '2027-12-21', endsOn: '2028-01-01', reason: 'price' },
      renewal: { renewsOn: '2028-01-01', autoRenews: false, forecast: { outlook: 'at-risk' } },
    });
    expect(present(state).renewal.forecast.reasons).toContain('the client gave notice, effective Sat 1 Jan 2028');
    expect(asksOf(state).some(({ kind }) => kind === 'renewal')).toBe(false);
  });

  test('a second notice replaces the first; the same once more changes nothing', () => {
    const first = leaving(life(yearly), '2027-05-03');
    const second = leaving(first, '2027-06-01', { endsOn: '2027-09-01', reason: 'competitor' });
    expect(second.slices.renewal.leaving).toMatchObject({ receivedOn: '2027-06-01', endsOn: '2027-09-01' });
    const events = happening(second, '2028-03-01');
    expect(daysOf(events, 'stage-changed', 'reason')).toEqual(['2027-09-01 competitor']);
    const again = happened('notice', 'n', { receivedOn: '2027-06-01', endsOn: '2027-09-01', reason: 'competitor' });
    expect(advance(second, again, noon('2027-06-02')).refused).toBe('already-there');
  });

  test.each([
    ['a pause', 'pause', { reason: 'dispute' }],
    ['a recycle', 'recycle', { reason: 'training' }],
  ] as const)('%s leaves it', (_, name, data) => {
    const state = say(leaving(life(yearly), '2027-05-03'), noon('2027-05-10'), name, data);
    expect(state.slices.renewal.leaving).toMatchObject({ endsOn: '2028-01-01' });
    expect(happening(state, '2028-01-02').at(-1)?.event).toMatchObject({ to: 'churned', reason: 'price' });
  });

  test('a renewal ends it, and the next term knows nothing of it', () => {
    const state = until(leaving(life(rolling), '2027-05-03'), '2027-06-01');
    const renewed = advance(state, happened('renew', 'r', { termMonths: 24, annualValue: worth }), noon('2027-06-01'));
    expect(renewed.events.map(({ event }) => event).slice(0, 2)).toMatchObject([
      { kind: 'notice-withdrawn', by: 'renewal', reason: 'price' },
      { kind: 'renewal-decided', by: 'person' },
    ]);
    const next = nextTerm(renewed.state);
    expect(next?.contract).toEqual({ ...rolling, startsOn: '2028-01-01', termMonths: 24 });
    expect(begin(next ?? seedOf(), noon('2027-06-01')).state.slices.renewal.leaving).toBeUndefined();
  });

  test('who stays after all is asked to decide as before; what was passed over meanwhile is not caught up', () => {
    const left = leaving(life(yearly), '2027-08-02');
    const stays = say(until(left, '2027-11-15'), noon('2027-11-15'), 'withdrawNotice');
    expect(present(stays).leaving).toBeUndefined();
    const events = happening(stays, '2028-01-03');
    expect(daysOf(events, 'renewal-noticed', 'days')).toEqual(['2027-12-02 30']);
    expect(daysOf(events, 'renewal-undecided')).toEqual(['2027-12-31']);
  });

  test('there must be a notice to be withdrawn', () => {
    const withdraw = happened('withdrawNotice', 'w');
    expect(advance(life(yearly), withdraw, noon('2027-05-03')).refused).toBe('no-notice');
    const stays = say(leaving(life(yearly), '2027-05-03'), noon('2027-05-04'), 'withdrawNotice');
    expect(advance(stays, withdraw, noon('2027-05-05')).refused).toBe('no-notice');
  });

  test('a notice that is withdrawn at once leaves the contract as it was: what comes for it, comes when it came before', () => {
    const ofContract = (state: LifecycleState) =>
      agenda(state).filter(({ task }) => /notice|date|prolong|grace/.test(String((task as { kind?: string }).kind)));
    fc.assert(
      fc.property(seeds, fc.boolean(), fc.integer({ min: 1, max: 600 }), (seed, autoRenews, days) => {
        const contract = { ...seed.contract, ...(autoRenews ? { autoRenews, noticeDays: 20 } : {}) };
        const at = noon(addDays(start.slice(0, 10), days));
        const before = advance(begin({ ...seed, contract }, start).state, null, at).state;
        const given = say(before, at, 'notice', {
          receivedOn: at.slice(0, 10),
          endsOn: present(before).renewal.renewsOn,
          reason: 'price',
        });
        fc.pre(given.slices.renewal.leaving !== undefined && given.slices.standing.stage !== 'churned');
        const after = say(given, at, 'withdrawNotice');
        expect(ofContract(after)).toEqual(ofContract(before));
        // An alarm that was open grew with the notice, and goes on from there.
        const others = agenda(before).filter(({ task }) => !('escalation' in (task as object)));
        expect(agenda(after)).toEqual(expect.arrayContaining(others));
      }),
      { numRuns: size(40, 80) },
    );
  });
});

describe('a contract that renews by itself', () => {
  const prolongations = (contract: SeedContract, to: string): readonly string[] =>
    daysOf(happening(life(contract), to), 'term-prolonged', 'until');

  test.each<[string, SeedContract, string, readonly string[]]>([
    ['year by year', rolling, '2029-02-01', ['2028-01-01 2029-01-01', '2029-01-01 2030-01-01']],
    [
      'month by month from the 31st: months are counted from the start',
      { ...monthly, startsOn: '2027-01-31' },
      '2027-06-01',
      ['2027-02-28 2027-03-31', '2027-03-31 2027-04-30', '2027-04-30 2027-05-31', '2027-05-31 2027-06-30'],
    ],
    [
      'in a leap year, to 29 February and back to the 31st',
      { ...monthly, startsOn: '2027-12-31' },
      '2028-04-01',
      ['2028-01-31 2028-02-29', '2028-02-29 2028-03-31', '2028-03-31 2028-04-30'],
    ],
    [
      'from 29 February every year: 28 in other years, 29 again in four',
      { ...yearly, startsOn: '2024-02-29', termMonths: 36, autoRenews: true },
      '2030-03-01',
      ['2027-02-28 2030-02-28', '2030-02-28 2033-02-28'],
    ],
  ])('goes on %s', (_, contract, to, expected) => {
    expect(prolongations(contract, to)).toEqual(expected);
  });

  test('raises no alarm and asks nobody to decide, and no stage changes', () => {
    const events = happening(
      retained({ contract: rolling, concerns: ['standing', 'items', 'escalations', 'renewal'] }),
      '2030-01-02',
    );
    const term = ['renewal-noticed', 'renewal-noticed', 'renewal-noticed', 'last-notice-day', 'term-prolonged'];
    expect(events.map(({ event }) => event.kind)).toEqual([...term, ...term, ...term]);
  });

  test('goes on at the opening of the day itself, never on the working day before', () => {
    const [prolonged] = happening(life(rolling, 'Pacific/Auckland'), '2028-01-03').filter(
      ({ event }) => event.kind === 'term-prolonged',
    );
    expect(prolonged?.at).toBe('2027-12-31T20:00:00.000Z');
  });

  test('shows the last day for a notice, and says why, before it comes and not after', () => {
    const step = { at: '2027-12-02T08:00:00.000Z', what: 'The last day for a notice.' };
    const before = present(life(rolling));
    expect(before.renewal).toMatchObject({ renewsOn: '2028-01-01', autoRenews: true, lastNoticeOn: '2027-12-02' });
    expect(before.agenda).toContainEqual({
      ...step,
      why: 'A notice must be there 30 days before Sat 1 Jan 2028; without one the contract renews by itself.',
    });
    const after = present(until(life(rolling), '2027-12-02'));
    expect(after.agenda).not.toContainEqual(expect.objectContaining(step));
    expect(after.agenda).toContainEqual({
      at: '2028-01-01T08:00:00.000Z',
      what: 'The contract renews by itself for 12 months.',
      why: 'The contract says so where no notice came by Thu 2 Dec 2027.',
    });
  });

  test('of which the last day for a notice was past at the hand-off says nothing of it', () => {
    const contract = { ...rolling, startsOn: '2026-01-15' };
    const events = happening(life(contract), '2027-01-20');
    expect(events.map(({ event }) => event.kind).filter((kind) => /notice|undecided|escalation/.test(kind))).toEqual(
      [],
    );
    expect(daysOf(events, 'term-prolonged', 'until')).toEqual(['2027-01-15 2028-01-15']);
  });

  test.each<[string, SeedContract, string]>([
    ['in the first term', monthly, '2027-02-01'],
    ['in the third year', { ...monthly, startsOn: '2024-10-31' }, '2027-01-31'],
    ['on the very day', { ...monthly, startsOn: '2024-01-04' }, '2027-02-04'],
    ['by the year', { ...rolling, startsOn: '2019-05-01' }, '2027-05-01'],
  ])('enters %s by the end of the term that runs then, and what it did before is not counted', (_, contract, ends) => {
    const state = life(contract);
    expect(present(state).renewal.renewsOn).toBe(ends);
    expect(daysOf(state.recent, 'term-prolonged')).toEqual([]);
    const next = daysOf(happening(state, ends), 'term-prolonged', 'on');
    expect(next).toEqual([`${ends} ${ends}`]);
  });

  test('keeps its touches and reviews coming in every term, on the same grid and without a gap', () => {
    const quarterly = { ...monthly, termMonths: 3 };
    const long = happening(life({ ...yearly, termMonths: 36 }), '2029-12-01');
    const short = happening(life(quarterly), '2029-12-01');
    const due = (events: typeof long, programme: string): readonly string[] =>
      daysOf(events, 'item-due', 'item').filter((day) => day.includes(` ${programme}-`));
    expect(due(short, 'touch')).toEqual(due(long, 'touch'));
    expect(due(short, 'review')).toEqual(due(long, 'review'));
    expect(due(short, 'review').length).toBe(11);
  });

  test('month by month costs few events, however long it lives', () => {
    const quiet = retained({
      contract: { ...monthly, noticeDays: 14 },
      concerns: ['standing', 'items', 'touches', 'reviews', 'renewal'],
    });
    const months = 24;
    const events = happening(quiet, '2029-01-02');
    expect(events.filter(({ event }) => event.kind === 'term-prolonged')).toHaveLength(months);
    expect(events.filter(({ event }) => event.kind === 'renewal-noticed')).toEqual([]);
    const ofContract = events.filter(({ event }) => event.kind !== 'items-planned' && !event.kind.startsWith('item-'));
    expect(ofContract.length / months).toBeLessThanOrEqual(2);
    expect(events.filter(({ event }) => event.kind === 'items-planned').length / months).toBeLessThanOrEqual(1);
  });

  test('is renewed by a person from the end of the term that runs now, on the same terms', () => {
    const state = until(life({ ...rolling, steps: [] }), '2028-06-01');
    const renewed = say(state, noon('2028-06-01'), 'renew', { termMonths: 24, annualValue: worth });
    expect(nextTerm(renewed)?.contract).toEqual({ ...rolling, startsOn: '2029-01-01', termMonths: 24 });
  });

  test('is shown, asked about and planned for by the end of the term that runs now', () => {
    const state = until(life(rolling), '2028-10-05');
    expect(present(state).renewal).toMatchObject({
      renewsOn: '2029-01-01',
      lastNoticeOn: '2028-12-02',
      noticed: [120, 90],
    });
    expect(asksOf(state)).toContainEqual(expect.objectContaining({ kind: 'renewal', on: '2029-01-01' }));
  });

  test('a notice that came too late holds through the term that follows', () => {
    const state = leaving(life(rolling), '2027-12-20', { endsOn: '2029-01-01' });
    const events = happening(state, '2029-02-01');
    expect(daysOf(events, 'term-prolonged', 'until')).toEqual(['2028-01-01 2029-01-01']);
    expect(daysOf(events, 'renewal-noticed')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ at: '2029-01-01T08:00:00.000Z', event: { to: 'churned', on: '2029-01-01' } });
  });

  test('a notice in time ends it at its date, and nothing is prolonged', () => {
    const events = happening(leaving(life(rolling), '2027-12-02'), '2029-02-01');
    expect(daysOf(events, 'term-prolonged')).toEqual([]);
    expect(daysOf(events, 'stage-changed', 'to')).toEqual(['2028-01-01 churned']);
  });
});

test.each([
  [30, '2028-01-01', '2027-12-02'],
  [1, '2028-03-01', '2028-02-29'],
  [0, '2028-03-01', '2028-02-29'],
  [undefined, '2027-03-01', '2027-02-28'],
  [366, '2029-01-01', '2028-01-01'],
])('with %s days of notice before %s the last day for it is %s', (noticeDays, end, expected) => {
  expect(lastNoticeOn(end, { noticeDays })).toBe(expected);
});

test.each([
  [1, '2027-02-01', 27, true],
  [1, '2027-02-01', 28, false],
  [1, '2027-01-01', 30, true],
  [1, '2027-01-01', 31, false],
  [12, '2028-01-01', 365, true],
  [12, '2027-01-01', 365, false],
  [1, '2027-01-01', 0, true],
])(
  'in a term of %i months from %s a period of notice of %i days is shorter than it: %s',
  (termMonths, startsOn, noticeDays, expected) => {
    expect(isNoticeWithinTerm({ termMonths, startsOn, noticeDays })).toBe(expected);
  },
);
