/** An invitation is moved: who hears of it, what becomes of their answers, and on which day the rep is asked. */
import { advance, begin, type LifecycleState } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import { campaignAsOf, type Campaign } from '../../domain/told/campaign';
import { mailKeyOf, mailsOf } from '../../domain/told/mails';
import { present } from '../../domain/told/present';
import { happened } from '../support/happened';
import { dayOne, happening, retained, say } from '../support/lives';

const contacts = [
  { id: 'c_1', level: 'manager' as const },
  { id: 'c_2', level: 'executive' as const },
];
const startsAt = '2027-02-10T13:00:00.000Z';
const other = '2027-02-17T14:00:00.000Z';
const later = '2027-01-12T10:00:00.000Z';
const invitation = { campaign: 'campaign-x', kind: 'training', startsAt, minutes: 60, contacts: ['c_1', 'c_2'] };
const invited = (rules = {}): LifecycleState => say(retained({ contacts }, rules), dayOne, 'invite', invitation);
const answered = (state: LifecycleState, contact: string, answer: string): LifecycleState =>
  say(state, '2027-01-11T10:00:00.000Z', 'invitationAnswered', { campaign: 'campaign-x', contact, answer });
const move = (data: { startsAt?: string; sequence?: number } = {}) => {
  const { sequence = 1 } = data;
  return happened('moveInvitation', `moved-${sequence}`, {
    campaign: 'campaign-x',
    startsAt: other,
    ...data,
    sequence,
  });
};
const moved = (state = invited(), data: { startsAt?: string; sequence?: number } = {}, at = later) =>
  advance(state, move(data), at);
const askedAt = (state: LifecycleState, until = '2027-05-01'): readonly string[] =>
  happening(state, until).flatMap(({ at, event }) =>
    event.kind === 'item-due' && event.item === 'invitation-1' ? [at.slice(0, 10)] : [],
  );

test('who did not decline hears of it and is asked anew; who declined is left alone', () => {
  const state = answered(answered(invited(), 'c_1', 'accepted'), 'c_2', 'declined');
  const { events, state: after } = moved(state);
  expect(events.map(({ event }) => event)).toMatchObject([
    { kind: 'invitation-moved', from: startsAt, startsAt: other, minutes: 60, sequence: 1, contacts: ['c_1'] },
  ]);
  expect(events.flatMap(({ event }) => mailsOf(event)).map(({ kind, recipient }) => [kind, recipient])).toEqual([
    ['invitation-moved', 'c_1'],
  ]);
  expect(present(after).invitations).toMatchObject([
    { startsAt: other, movedAt: later, answers: { c_2: 'declined' }, pending: true },
  ]);
  expect(answered(after, 'c_1', 'accepted').slices.invitations.list[0]?.answers).toEqual({
    c_1: 'accepted',
    c_2: 'declined',
  });
});

test.each([
  ['after the new day', {}, ['2027-02-18']],
  ['on the new day, where the rules ask on the day', { invitations: { askAfterwards: false } }, ['2027-02-17']],
])('the rep is asked %s, and not about the old one', (_, rules, expected) => {
  expect(askedAt(moved(invited(rules)).state)).toEqual(expected);
});

test('a rep who was asked already is asked again after the new day', () => {
  const due = advance(invited({ invitations: { askAfterwards: false } }), null, '2027-02-10T10:00:00.000Z').state;
  expect(due.slices.items.find(({ id }) => id === 'invitation-1')).toMatchObject({ state: 'due' });
  const { state } = moved(due, {}, '2027-02-10T11:00:00.000Z');
  expect(state.slices.items.find(({ id }) => id === 'invitation-1')).toMatchObject({ state: 'planned', reminders: 0 });
  expect(askedAt(state)).toEqual(['2027-02-17']);
});

test.each<[string, LifecycleState, { startsAt?: string; sequence?: number }, string, string]>([
  ['nobody was invited', retained({ contacts }), {}, later, 'not-asked'],
  ['it was called off', say(invited(), dayOne, 'callOff', { campaign: 'campaign-x' }), {}, later, 'item-closed'],
  ['it has begun', invited(), {}, '2027-02-10T13:30:00.000Z', 'past-date'],
  ['the new date lies in the past', invited(), { startsAt: '2027-01-11T10:00:00.000Z' }, later, 'past-date'],
  ['that move was heard before', moved().state, {}, later, 'already-there'],
  ['a later move was heard before', moved(invited(), { sequence: 2 }).state, { sequence: 1 }, later, 'already-there'],
  [
    'they were invited to the new date',
    say(retained({ contacts }), dayOne, 'invite', { ...invitation, startsAt: other, sequence: 1 }),
    {},
    later,
    'already-there',
  ],
])('it is refused where %s', (_, state, data, at, refused) => {
  const again = { ...move(data), id: 'again' };
  expect(advance(state, again, at).refused).toBe(refused);
});

test('each move is told once to a person, and the calendar file of each is higher than the one before', () => {
  const twice = moved(moved().state, { sequence: 2, startsAt: '2027-03-03T09:00:00.000Z' }, '2027-01-13T10:00:00.000Z');
  const off = advance(twice.state, happened('callOff', 'off', { campaign: 'campaign-x' }), '2027-01-14T10:00:00.000Z');
  const events = [...moved().events, ...twice.events, ...off.events].map(({ event }) => event);
  expect(events.flatMap((event) => ('sequence' in event ? [event.sequence] : []))).toEqual([1, 2, 3]);
  const keys = events
    .flatMap((event) => mailsOf(event))
    .map((mail) => mailKeyOf({ lifecycle: 'any', seq: 1 }, mail, '2027-01-14'));
  expect(keys).toEqual([
    'mail.campaign-x.moved-1.contact.c_1',
    'mail.campaign-x.moved-1.contact.c_2',
    'mail.campaign-x.moved-2.contact.c_1',
    'mail.campaign-x.moved-2.contact.c_2',
    'mail.campaign-x.off.contact.c_1',
    'mail.campaign-x.off.contact.c_2',
  ]);
});

test('a term that was renewed meanwhile takes the move', () => {
  const renewed = say(invited(), '2027-01-10T10:00:00.000Z', 'renew', {
    termMonths: 12,
    annualValue: { amount: 1, currency: 'EUR' },
  });
  const seed = nextTerm(renewed);
  if (seed === null) throw new Error('it was not renewed');
  const next = begin(seed, '2027-01-10T10:00:00.000Z').state;
  expect(askedAt(moved(next).state)).toEqual(['2027-02-18']);
});

test('a mail tells the date of its own event, a page the date that the lifecycle knows', () => {
  const campaign: Campaign = { kind: 'event', title: 'T', startsAt: other, minutes: 90, perClient: 1, filter: {} };
  const known = { startsAt: other };
  const [event = null] = advance(retained({ contacts }), happened('invite', 'x', invitation), dayOne).events;
  expect(campaignAsOf(campaign, 'campaign-x', event?.event ?? null, known)).toMatchObject({ startsAt, minutes: 60 });
  expect(campaignAsOf(campaign, 'campaign-y', event?.event ?? null, known)).toMatchObject({ startsAt: other });
  expect(campaignAsOf(campaign, 'campaign-x', null, { startsAt })).toMatchObject({ startsAt, minutes: 90 });
});
