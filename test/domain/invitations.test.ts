/** Invitations and the cap: who is asked, what they answer, and how many days of a month may belong to us. */
import fc from 'fast-check';
import { addDays, daysBetween } from '../../domain/core/calendar';
import { isPending } from '../../domain/concerns/invitations';
import { capAllows, reachedBy } from '../../domain/organisation/contact-cap';
import { advance, begin, type LifecycleState } from '../../domain/lifecycle';
import { present } from '../../domain/told/present';
import { nextTerm } from '../../domain/seam';
import { mailKeyOf, mailsOf } from '../../domain/told/mails';
import { happened } from '../support/happened';
import { dayOne, daysOf, happening, retained, say } from '../support/lives';

const contacts = [
  { id: 'c_1', level: 'manager' as const },
  { id: 'c_2', level: 'executive' as const },
];
const startsAt = '2027-02-10T13:00:00.000Z';
const invitation = { campaign: 'campaign-x', kind: 'training', startsAt, contacts: ['c_1', 'c_2'] };
const client = () => retained({ contacts });
const invited = (state = client(), data: object = invitation) => say(state, dayOne, 'invite', data);
const answered = (state: LifecycleState, contact: string, answer: string) =>
  say(state, '2027-01-11T10:00:00.000Z', 'invitationAnswered', { campaign: 'campaign-x', contact, answer });

test.each<[string, LifecycleState, boolean]>([
  ['invited', invited(), true],
  ['everybody declined', answered(answered(invited(), 'c_1', 'declined'), 'c_2', 'declined'), true],
  ['called off', say(invited(), dayOne, 'callOff', { campaign: 'campaign-x' }), false],
  [
    'the rep said what came of it',
    say(invited(), dayOne, 'itemCompleted', { item: 'invitation-1', outcome: 'done' }),
    false,
  ],
])('an invitation waits for answers or not: %s', (_, { slices }, expected) => {
  expect(slices.invitations.list.map((one) => isPending(one, slices.items))).toEqual([expected]);
});

/** A client with so many invitations, one after the other: `c` is called off, `p` still waits for answers. */
const invitedTo = (kinds: string): LifecycleState =>
  kinds.split('').reduce((state, kind, index) => {
    const campaign = `campaign-${index + 1}`;
    const more = say(state, dayOne, 'invite', { ...invitation, campaign });
    return kind === 'p' ? more : say(more, dayOne, 'callOff', { campaign });
  }, client());

test.each([
  ['past ones up to twelve', 'c'.repeat(12), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ['of thirteen past ones the newest twelve', 'c'.repeat(13), [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]],
  ['every one that waits, however many', 'p'.repeat(14), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]],
  ['the oldest, while it waits, before past ones', `p${'c'.repeat(12)}`, [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]],
  ['no past one beside twelve that wait', `c${'p'.repeat(12)}`, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]],
])('a state keeps %s', (_, kinds, kept) => {
  const { list } = invitedTo(kinds).slices.invitations;
  expect(list.map(({ campaign }) => campaign)).toEqual(kept.map((number) => `campaign-${number}`));
});

test('the first of thirteen invitations that wait is still answered', () => {
  const answer = { campaign: 'campaign-1', contact: 'c_1', answer: 'accepted' };
  const { refused } = advance(invitedTo('p'.repeat(13)), happened('invitationAnswered', 'x', answer), dayOne);
  expect(refused).toBeUndefined();
});

test('contacts are invited, and on the first working day after it the rep is asked what came of it', () => {
  const state = invited();
  expect(present(state).invitations).toMatchObject([{ contacts: ['c_1', 'c_2'], pending: true }]);
  const due = happening(state, '2027-03-01').filter(({ event }) => event.kind === 'item-due');
  expect(due.map(({ at, event }) => [at.slice(0, 10), 'item' in event ? event.item : ''])).toContainEqual([
    '2027-02-11',
    'invitation-1',
  ]);
  const attended = say(
    advance(state, null, '2027-02-11T15:00:00.000Z').state,
    '2027-02-11T16:00:00.000Z',
    'itemCompleted',
    {
      item: 'invitation-1',
      outcome: 'done',
    },
  );
  expect(present(attended).invitations).toMatchObject([{ pending: false }]);
});

test.each([
  ['the same campaign', invited(), invitation, 'already-there'],
  ['a moment that is past', client(), { ...invitation, startsAt: '2026-12-01T10:00:00.000Z' }, 'past-date'],
  ['a client who is paused', say(client(), dayOne, 'pause', { reason: 'season' }), invitation, 'already-paused'],
  ['a client who opted out', say(client(), dayOne, 'clientOptedOut'), invitation, 'nobody-to-invite'],
  ['somebody who is not there', client(), { ...invitation, contacts: ['c_9'] }, 'nobody-to-invite'],
])('%s is refused', (_, state, data, refused) => {
  expect(advance(state, happened('invite', 'x', data), dayOne).refused).toBe(refused);
});

test('who opted out is left out, and the others are invited', () => {
  const state = invited(say(client(), dayOne, 'contactOptedOut', { contact: 'c_2' }));
  expect(present(state).invitations).toMatchObject([{ contacts: ['c_1'] }]);
});

test('contacts may change their minds; an answer after it took place is ignored', () => {
  const state = answered(answered(answered(invited(), 'c_1', 'accepted'), 'c_2', 'declined'), 'c_1', 'declined');
  expect(present(state).invitations).toMatchObject([{ answers: { c_1: 'declined', c_2: 'declined' } }]);
  const again = advance(
    state,
    { name: 'invitationAnswered', id: 'y', data: { campaign: 'campaign-x', contact: 'c_1', answer: 'declined' } },
    dayOne,
  );
  expect(again.refused).toBe('already-answered');
});

test('called off: nobody is asked on the day, and who did not decline hears of it, once', () => {
  const state = answered(invited(), 'c_2', 'declined');
  const off = advance(
    state,
    { name: 'callOff', id: 'off', data: { campaign: 'campaign-x' } },
    '2027-01-12T10:00:00.000Z',
  );
  const mails = off.events.flatMap(({ event }) => mailsOf(event));
  expect(mails.map(({ kind, recipient }) => [kind, recipient])).toEqual([['invitation-called-off', 'c_1']]);
  expect(daysOf(happening(off.state, '2027-03-01'), 'item-due', 'item')).not.toContain('2027-02-10 invitation-1');
  expect(advance(off.state, { name: 'callOff', id: 'off2', data: { campaign: 'campaign-x' } }, startsAt).refused).toBe(
    'item-closed',
  );
});

test('a mail of a campaign has one key for each person, whichever lifecycle causes it', () => {
  const [one] = mailsOf({
    kind: 'campaign-invited',
    campaign: 'campaign-x',
    invitation: 'invitation-1',
    touchKind: 'event',
    startsAt,
    contacts: ['c_1'],
  });
  const keyIn = (lifecycle: string, seq: number) => one && mailKeyOf({ lifecycle, seq }, one, '2027-01-20');
  expect([keyIn('a', 1), keyIn('b', 7)]).toEqual(['mail.campaign-x.contact.c_1', 'mail.campaign-x.contact.c_1']);
});

test('an invitation runs on into the next term, and an erased person is gone from it', () => {
  const renewed = say(invited(), '2027-01-20T10:00:00.000Z', 'renew', {
    termMonths: 12,
    annualValue: { amount: 1, currency: 'EUR' },
  });
  const seed = nextTerm(renewed);
  if (seed === null) throw new Error('it was not renewed');
  const next = begin(seed, '2027-01-20T10:00:00.000Z').state;
  expect(present(next).invitations).toMatchObject([{ campaign: 'campaign-x', pending: true }]);
  expect(present(say(next, '2027-01-21T10:00:00.000Z', 'contactErased', { contact: 'c_2' })).invitations).toMatchObject(
    [{ contacts: ['c_1'] }],
  );
});

describe('the contact cap', () => {
  const cap = { touches: 3, days: 30 };
  test.each([
    ['an empty month has room', [], true],
    ['two days leave one', ['2027-03-01', '2027-03-10'], true],
    ['three do not', ['2027-03-01', '2027-03-10', '2027-03-20'], false],
    [
      'one day counts once, however many lifecycles it reaches them for',
      ['2027-03-10', '2027-03-10', '2027-03-20'],
      true,
    ],
    ['a day on which they hear of us anyway costs nothing more', ['2027-03-01', '2027-03-10', '2027-03-15'], true],
    ['what is planned counts as what has been', ['2027-03-16', '2027-03-20', '2027-04-02'], false],
    ['windows slide: thirty days from the first', ['2027-02-13', '2027-02-14', '2027-03-16'], true],
    ['… and one day nearer is too near', ['2027-02-14', '2027-02-15', '2027-02-20'], false],
  ])('%s', (_, reached, room) => {
    expect(capAllows(cap, '2027-03-15', reached)).toBe(room);
  });

  test('whatever is added while there is room, no window ever holds more than the cap', () => {
    const day = fc.integer({ min: 0, max: 200 }).map((n) => addDays('2027-01-01', n));
    fc.assert(
      fc.property(
        fc.array(day, { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 45 }),
        (wanted, touches, days) => {
          const taken: string[] = [];
          for (const one of wanted) if (capAllows({ touches, days }, one, taken)) taken.push(one);
          const distinct = [...new Set(taken)];
          for (const from of distinct) {
            const within = distinct.filter((one) => daysBetween(from, one) >= 0 && daysBetween(from, one) < days);
            expect(within.length).toBeLessThanOrEqual(touches);
          }
        },
      ),
    );
  });

  test('planned, open and done touches reach the client; reviews, cards and what was called off do not', () => {
    const items = retained({ contacts }).slices.items;
    const days = reachedBy(items);
    expect(days.length).toBe(items.filter(({ programme }) => programme === 'touch').length);
  });
});
