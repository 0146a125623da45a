/** A client is asked once: what claims in its lifecycles mean for the one that made them, and for its mails. */
import type { Event } from '../../domain/core/concern';
import { accept, agenda } from '../../domain/lifecycle';
import {
  afterClaims,
  claimsThen,
  coveredNow,
  doneEarly,
  givenUpIn,
  heirAmong,
  holderAmong,
  learnedIn,
  sameMeeting,
  saidForOthers,
  shareable,
  type ClaimedItem,
  type SharedAsk,
  type Covered,
} from '../../domain/organisation/sharing';
import type { PresentedItem } from '../../domain/told/present';
import { onboarded, retained, say, until } from '../support/lives';

const contacts = [{ id: 'c_user', birthday: '02-29' }];
const item = 'birthday-c_user-2027';
const by = { lifecycle: 'D-2.x.t1', item };

const free = until(retained({ contacts }), '2027-03-01');
const coveredBefore = say(free, '2027-03-01T13:00:00.000Z', 'itemsCovered', { items: [{ item, by }] });

const card: SharedAsk = { seq: 9, item, share: { key: 'card', days: 0 }, day: '2027-02-28' };
const question: SharedAsk = { ...card, item: 'satisfaction-review-1' };
const open: Covered = { by, done: false };
const elsewhere: Covered = { by: { ...by, lifecycle: 'D-3.x.t1' }, done: false };
const done: Covered = { by, done: true };

const claims = (state: typeof free, asking: SharedAsk, covered: Covered | null) =>
  afterClaims(state, [{ asking, covered }], (...parts) => parts.join('/'));

test.each([
  ['it stands for itself, as before: nothing is to be said', free, card, null, []],
  ['another asks already', free, card, open, ['itemsCovered']],
  ['it was known that this one asks', coveredBefore, card, open, []],
  ['now a third one asks', coveredBefore, card, elsewhere, ['itemsCovered']],
  ['another has done it', free, card, done, ['itemsCovered', 'itemCompleted']],
  ['what covered it has done it', coveredBefore, card, done, ['itemCompleted']],
  ['what covered it is gone', coveredBefore, card, null, ['itemUncovered']],
  ['a question is covered as a question', free, question, open, ['satisfactionCovered']],
  ['a question that stands for itself', free, question, null, []],
] as const)('%s', (_, state, asking, covered, expected) => {
  expect(claims(state, asking, covered).map(({ name }) => name)).toEqual(expected);
});

test('a fact of the same claim has the same id, so that it counts once', () => {
  expect(claims(free, card, done).map(({ id }) => id)).toEqual([
    `D-1.crm-pro.t1/${item}/covered/9`,
    `D-1.crm-pro.t1/${item}/done/9`,
  ]);
});

test.each([
  ['what another asks for is not asked for by mail', free, open, [item]],
  ['what stands for itself is', free, null, []],
  ['what is uncovered is asked for by the event that uncovers it, once', coveredBefore, null, [item]],
] as const)('%s', (_, state, covered, expected) => {
  const facts = claims(state, card, covered);
  expect([...coveredNow([{ asking: card, covered }], facts)]).toEqual(expected);
});

test.each<[string, typeof free, Covered | null, Covered | null]>([
  ['it stood for itself', free, null, null],
  ['another asked already', free, open, open],
  ['it was known that this one asks', coveredBefore, open, open],
  ['a third one asked', coveredBefore, elsewhere, elsewhere],
  ['another had done it', free, done, done],
  ['what covered it had done it', coveredBefore, done, done],
  ['what covered it was gone', coveredBefore, null, null],
])('what came of a claim is read off what was learned then: %s', (_, state, covered, expected) => {
  const asks = [
    {
      seq: 9,
      at: '2027-03-01T13:00:00.000Z',
      event: { kind: 'item-due' as const, item, itemKind: 'birthday-card' as const },
    },
  ];
  const then = claimsThen(state, asks, claims(state, card, covered));
  expect(then.map((claim) => claim.covered)).toEqual([expected]);
});

test('what was learned of a claim stands in the events that it led to', () => {
  const lines = [
    { kind: 'item-covered' as const, item, itemKind: 'birthday-card' as const, by },
    { kind: 'satisfaction-covered' as const, question: 'q', by },
    { kind: 'resumed' as const, since: '2027-02-01T09:00:00.000Z', by: 'person' as const },
    { kind: 'item-uncovered' as const, item, itemKind: 'birthday-card' as const, due: true },
  ].map((event, index) => ({ seq: 10 + index, at: '2027-03-01T13:00:00.000Z', event, cause: `s_${index}` }));
  expect(learnedIn(lines)).toEqual([
    { name: 'itemsCovered', id: 's_0', data: { items: [{ item, by }] } },
    { name: 'satisfactionCovered', id: 's_1', data: { question: 'q', by } },
    { name: 'itemUncovered', id: 's_3', data: { item } },
  ]);
});

describe('who holds what a client shares', () => {
  const own = 'D-1.crm-pro.t1';
  const share = { key: 'review', days: 14 };
  const claimed = (lifecycle: string, parts: Partial<ClaimedItem> = {}): ClaimedItem => ({
    lifecycle,
    item: 'review-1',
    key: 'review',
    day: '2027-03-10',
    covered: false,
    closed: false,
    outcome: null,
    ...parts,
  });

  test.each<[string, readonly ClaimedItem[], string | null]>([
    ['nobody else: it stands for itself', [], null],
    ['who holds it already keeps it', [claimed(own), claimed('D-0.x.t1')], null],
    ['who was covered looks anew', [claimed(own, { covered: true }), claimed('D-2.x.t1')], 'D-2.x.t1'],
    ['who has closed its own looks anew', [claimed(own, { closed: true }), claimed('D-2.x.t1')], 'D-2.x.t1'],
    ['another of its own lifecycle is no holder', [claimed(own, { item: 'review-0' })], null],
    ['not what has another key', [claimed('D-2.x.t1', { key: 'satisfaction' })], null],
    ['not what is covered itself', [claimed('D-2.x.t1', { covered: true })], null],
    ['what is done still covers', [claimed('D-2.x.t1', { closed: true, outcome: 'done' })], 'D-2.x.t1'],
    ['not what nobody answered', [claimed('D-2.x.t1', { closed: true, outcome: 'no-answer' })], null],
    ['not what ended with its lifecycle', [claimed('D-2.x.t1', { closed: true })], null],
    ['the last day that is near enough', [claimed('D-2.x.t1', { day: '2027-02-24' })], 'D-2.x.t1'],
    ['not a day further', [claimed('D-2.x.t1', { day: '2027-02-23' })], null],
    ['nor a day further ahead', [claimed('D-2.x.t1', { day: '2027-03-25' })], null],
    [
      'what is open before what is done, however early',
      [claimed('D-2.x.t1', { closed: true, outcome: 'done', day: '2027-03-01' }), claimed('D-3.x.t1')],
      'D-3.x.t1',
    ],
    ['the earliest', [claimed('D-2.x.t1'), claimed('D-3.x.t1', { day: '2027-03-09' })], 'D-3.x.t1'],
    ['of two on one day the first by lifecycle', [claimed('D-3.x.t1'), claimed('D-2.x.t1')], 'D-2.x.t1'],
  ])('%s', (_, rows, expected) => {
    const holder = holderAmong(rows, own, { item: 'review-1', share, day: '2027-03-10' });
    expect(holder?.lifecycle ?? null).toBe(expected);
  });

  test.each<[string, readonly ClaimedItem[], string | undefined]>([
    ['the first of those that were covered', [claimed('D-3.x.t1'), claimed('D-2.x.t1')], 'D-2.x.t1'],
    ['nobody where nobody was', [], undefined],
  ])('where a holder is gone, who asks is %s', (_, covered, expected) => {
    expect(heirAmong(covered)?.lifecycle).toBe(expected);
  });
});

const completed = { kind: 'item-completed', item, itemKind: 'birthday-card', programme: 'birthday' } as const;

test.each([
  ['what was done', { ...completed, outcome: 'done' }, { kind: 'completed', item, outcome: 'done' }],
  [
    'with how happy they are',
    { ...completed, outcome: 'done', happiness: 8 },
    { kind: 'completed', item, outcome: 'done', happiness: 8 },
  ],
  [
    'an answer, and not what is the lowest here',
    { kind: 'satisfaction-answered', question: 'satisfaction-review-1', contact: 'c_user', score: 9, lowest: 2 },
    { kind: 'answered', item: 'satisfaction-review-1', contact: 'c_user', score: 9 },
  ],
  ['not what was missed', { kind: 'item-missed', item, itemKind: 'birthday-card', programme: 'birthday' }, null],
  ['nothing that is about one line', { kind: 'usage-changed', bucket: 'low' }, null],
] as const)('what counts for the client’s other lifecycles too: %s', (_, event, expected) => {
  expect(shareable(event)).toEqual(expected);
});

describe('what is passed on to the client’s other lifecycles', () => {
  const asked = until(retained({ contacts }), '2027-03-01');
  const answered = { kind: 'satisfaction-answered', question: 'q', contact: 'c_user', score: 9, lowest: 9 } as const;
  const cardDone = { ...completed, outcome: 'done' } as const;

  test.each([
    ['what was said here', answered, undefined, {}, true],
    ['what a person decided', answered, 'u_1', { u_1: 'decision' as const }, true],
    ['not what another lifecycle passed on', answered, 's_1', { s_1: 'ours' as const }, false],
    ['an item that is shared', cardDone, 'e_1', {}, true],
    ['not one that is about this lifecycle alone', { ...cardDone, item: 'touch-1' }, 'e_1', {}, false],
    ['nothing that says nothing to others', { kind: 'usage-changed', bucket: 'low' } as const, 'e_1', {}, false],
  ])('%s', (_, event, cause, via, passedOn) => {
    const line = { seq: 7, at: '2027-03-01T10:00:00.000Z', event, ...(cause === undefined ? {} : { cause }) };
    expect(saidForOthers(asked, [line], via)).toHaveLength(passedOn ? 1 : 0);
  });
});

describe('what is said once for all lines of a deal', () => {
  const asked = until(onboarded({ criteria: false }), '2027-01-12');
  const criteria = 'success-criteria-1';
  const line = (event: Event) => ({ seq: 7, at: '2027-01-12T10:00:00.000Z', event });
  const asks = { item: criteria, itemKind: 'success-criteria', programme: 'success-criteria' } as const;

  test.each<[string, Event, readonly string[]]>([
    ['a question that nobody answered', { kind: 'item-missed', ...asks }, [criteria]],
    [
      'a question that passed silently',
      { kind: 'item-skipped', item: criteria, itemKind: 'success-criteria', reason: 'paused' },
      [criteria],
    ],
    ['not one that was answered', { kind: 'item-completed', ...asks, outcome: 'done' }, []],
    ['not what is no such question', { kind: 'item-missed', ...asks, item: 'success-criteria-9' }, []],
  ])('another line may ask for %s', (_, event, expected) => {
    expect(givenUpIn(asked, [line(event)]).map(({ item: id }) => id)).toEqual(expected);
  });

  test('a card that was missed is nobody else’s: its day is over', () => {
    const event = { kind: 'item-missed', item, itemKind: 'birthday-card', programme: 'birthday' } as const;
    expect(givenUpIn(free, [line(event)])).toEqual([]);
  });

  test('the question is claimed where it is answered before it falls due; a touch is about one line', () => {
    expect(doneEarly(asked, criteria)).toMatchObject({ item: criteria, share: { key: 'success-criteria D-1' } });
    expect(doneEarly(free, item)).toMatchObject({ item });
    expect(doneEarly(free, 'touch-1')).toBeNull();
    expect(doneEarly(free, 'review-1')).toBeNull();
  });

  test('a line that missed the question at the same moment does not ask once more when the other gives it up', () => {
    const covered = say(asked, '2027-01-12T10:00:00.000Z', 'itemsCovered', { items: [{ item: criteria, by }] });
    const last = agenda(covered).find(
      ({ tells }) => tells.kind === 'item-counts-missed' && tells.itemKind === 'success-criteria',
    );
    const { events } = accept(
      covered,
      { name: 'itemUncovered', id: 'given-up', via: 'ours', data: { item: criteria } },
      last?.at ?? '',
    );
    expect(events.map(({ event }) => event.kind)).toContain('item-missed');
    expect(events.map(({ event }) => event.kind)).not.toContain('item-uncovered');
  });
});

describe('reviews that are one meeting', () => {
  const reviewOn = (day: string, parts: Partial<PresentedItem> = {}): PresentedItem => ({
    id: 'review-1',
    programme: 'review',
    kind: 'quarterly-review',
    dueAt: `${day}T07:00:00.000Z`,
    state: 'planned',
    ...parts,
  });
  const ours = reviewOn('2027-04-01');
  const coveredBy = (lifecycle: string, review = 'review-1') => ({ covered: { lifecycle, item: review } });
  const covers = [{ lifecycle: 'D-2.x.t1', item: 'review-9' }];
  const meeting = (other: PresentedItem, review = ours, days = 21) =>
    sameMeeting(
      { lifecycle: 'D-1.x.t1', covers, review },
      [{ lifecycle: { id: 'D-2.x.t1', reviews: [other] } }],
      days,
    ).map((one) => one.review.dueAt.slice(0, 10));

  test.each([
    ['on the last day within reach', reviewOn('2027-04-22'), true],
    ['as long before', reviewOn('2027-03-11'), true],
    ['a day too late', reviewOn('2027-04-23'), false],
    ['a day too early', reviewOn('2027-03-10'), false],
    ['due', reviewOn('2027-04-02', { state: 'due' }), true],
    ['overdue', reviewOn('2027-03-30', { state: 'overdue' }), true],
    ['held already', reviewOn('2027-04-02', { state: 'done' }), false],
    ['missed', reviewOn('2027-04-02', { state: 'missed' }), false],
    ['covered by it, however far away', reviewOn('2027-06-30', coveredBy('D-1.x.t1')), true],
    [
      'covered by one that is gone, and by it by now',
      reviewOn('2027-06-30', { id: 'review-9', ...coveredBy('D-1.x.t0') }),
      true,
    ],
    ['covered by another lifecycle', reviewOn('2027-04-02', coveredBy('D-3.x.t1')), false],
    ['covered by another review of the lifecycle', reviewOn('2027-04-02', coveredBy('D-1.x.t1', 'review-2')), false],
  ])('another review, %s', (_, other, together) => {
    expect(meeting(other)).toEqual(together ? [other.dueAt.slice(0, 10)] : []);
  });

  test.each([
    ['one that is covered itself covers none', reviewOn('2027-04-01', coveredBy('D-2.x.t1')), 21],
    ['where the policy holds each by itself there are none', ours, 0],
  ])('%s', (_, review, days) => {
    expect(meeting(reviewOn('2027-04-01'), review, days)).toEqual([]);
  });
});
