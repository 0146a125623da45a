/** Calendar files of reviews follow what happened: who has one hears that it was moved or is taken back, and nobody else. */
import type { Event, Recorded } from '../../domain/core/concern';
import { filesToLookUp, reviewFileMails, type ReviewFile } from '../../domain/organisation/review-files';
import type { Recipient } from '../../domain/organisation/people';
import type { LifecycleState } from '../../domain/lifecycle';
import { defaultRules } from '../../domain/core/policy';
import { retained, say, until } from '../support/lives';

const id = 'D-1.crm-pro.t1';
const review = 'review-1';
/** The first review is prepared, and lies ahead. */
const prepared = until(retained({}, { reviews: { ...defaultRules.reviews, leadDays: 14 } }), '2027-03-25');
const item = { item: review, itemKind: 'quarterly-review' } as const;
const later = '2027-03-26T10:00:00.000Z';

const file = (recipient: string, parts: Partial<ReviewFile> = {}): ReviewFile => ({
  lifecycle: id,
  seq: 10,
  kind: 'item-prepared',
  review,
  recipient,
  inPlaceOf: null,
  startsAt: null,
  left: false,
  ...parts,
});
const there = (rep: string, parts: Partial<Recipient> = {}): Recipient => ({
  id: rep,
  absences: [],
  deputy: null,
  delivery: 'brief',
  ...parts,
});

interface Case {
  readonly files?: readonly ReviewFile[];
  readonly people?: readonly Recipient[];
  readonly state?: LifecycleState;
  readonly at?: string;
}

/** What goes out because of an event: `<mail> to <recipient>`. */
function told(
  events: readonly Event[],
  { files = [file('rita')], people = [], state = prepared, at = later }: Case = {},
): readonly string[] {
  const lines = events.map((event, index): Recorded => ({ seq: 100 + index, at, event }));
  if (filesToLookUp(state, lines) === null) return ['nothing is looked up'];
  const followed = { state, files, people: new Map(people.map((one) => [one.id, one])) };
  return reviewFileMails(lines, followed).map(
    ({ kind, recipient, inPlaceOf }) => `${kind} to ${recipient}${inPlaceOf === null ? '' : `, for ${inPlaceOf}`}`,
  );
}

const putOff: Event = { kind: 'item-postponed', ...item, until: '2027-04-12', reason: 'ill' };
const said = (outcome: 'done' | 'declined' | 'no-answer'): Event => ({
  kind: 'item-completed',
  ...item,
  programme: 'review',
  outcome,
});
const missed: Event = { kind: 'item-missed', ...item, programme: 'review' };
const skipped: Event = { kind: 'item-skipped', ...item, reason: 'paused' };
const covered: Event = { kind: 'item-covered', ...item, by: { lifecycle: 'D-2.desk.t1', item: 'review-1' } };
const passedOn: Event = { kind: 'reassigned', from: 'rita', to: 'next' };
const churned: Event = { kind: 'stage-changed', from: 'retention', to: 'churned', reason: 'price' };
const gone = say(prepared, later, 'churn', { reason: 'price' });
const holidays: Event = { kind: 'holidays-refreshed', through: '2028-01-01', dates: [] };

test('the review that is looked at here is prepared, and lies ahead', () => {
  expect(prepared.slices.items.find((one) => one.id === review)).toMatchObject({
    state: 'planned',
    preparedAt: expect.any(String),
  });
});

test.each<[string, Event, readonly string[]]>([
  ['put off: it moves', putOff, ['review-moved to rita']],
  ['held: nothing', said('done'), []],
  ['declined: taken back', said('declined'), ['review-called-off to rita']],
  ['nobody answered: taken back', said('no-answer'), ['review-called-off to rita']],
  ['missed while it lies ahead: taken back', missed, ['review-called-off to rita']],
  ['skipped: taken back', skipped, ['review-called-off to rita']],
  ['covered by another line’s meeting: taken back', covered, ['review-called-off to rita']],
  [
    'somebody else keeps the client: taken back, and theirs',
    passedOn,
    ['review-called-off to rita', 'item-prepared to next'],
  ],
  [
    'something of a touch: nothing is looked up',
    { kind: 'item-skipped', item: 'touch-1', itemKind: 'call', reason: 'paused' },
    ['nothing is looked up'],
  ],
  [
    'an alarm: nothing is looked up',
    { kind: 'escalation-opened', escalation: 'escalation-1', reasons: ['usage'], role: 'rep' },
    ['nothing is looked up'],
  ],
])('%s', (_, event, expected) => {
  expect(told([event])).toEqual(expected);
  // Where no file was ever sent, nobody hears of one.
  expect(told([event], { files: [] }).filter((one) => one !== 'nothing is looked up')).toEqual([]);
});

test('the client leaves: what was open is taken back, what was closed before stays', () => {
  expect(told([churned], { state: gone })).toEqual(['review-called-off to rita']);
  const held = say(prepared, '2027-03-25T13:00:00.000Z', 'itemCompleted', { item: review, outcome: 'done' });
  expect(told([churned], { state: say(held, later, 'churn', { reason: 'price' }) })).toEqual([]);
});

test('it renews: nothing is taken back, for the next term holds the review', () => {
  const renewed: Event = { kind: 'stage-changed', from: 'retention', to: 'renewed', reason: 'decision' };
  expect(told([renewed])).toEqual(['nothing is looked up']);
});

test('before any review is prepared, and for a stage that goes on, nothing is looked up', () => {
  expect(told([putOff, passedOn, churned], { state: retained() })).toEqual(['nothing is looked up']);
  const onboards: Event = {
    kind: 'stage-changed',
    from: 'onboarding',
    to: 'retention',
    reason: 'onboarding-completed',
  };
  expect(told([onboards])).toEqual(['nothing is looked up']);
});

test('nobody said what came of one that is past: it stays in the calendar', () => {
  expect(told([missed], { at: '2027-07-01T10:00:00.000Z' })).toEqual([]);
});

test('whoever stood in and got the file hears of it, and who has left does not', () => {
  const files = [file('dora', { inPlaceOf: 'rita' }), file('gone', { left: true })];
  expect(told([putOff], { files })).toEqual(['review-moved to dora, for rita']);
  expect(told([passedOn], { files })).toEqual(['review-called-off to dora, for rita', 'item-prepared to next']);
});

test('who has the file already keeps it where the client becomes theirs', () => {
  expect(told([passedOn], { files: [file('next', { inPlaceOf: 'rita' })] })).toEqual([]);
});

test('for a rep who is away their deputy gets it', () => {
  const people = [
    there('next', { absences: [{ from: '2027-03-01', until: '2027-04-30' }], deputy: 'dora' }),
    there('dora'),
  ];
  expect(told([passedOn], { people })).toEqual(['review-called-off to rita', 'item-prepared to dora, for next']);
});

test('one that was taken back is not taken back again, and one that was sent anew is', () => {
  const off = file('rita', { seq: 20, kind: 'review-called-off' });
  expect(told([skipped], { files: [file('rita'), off] })).toEqual([]);
  expect(told([skipped], { files: [file('rita'), off, file('rita', { seq: 30 })] })).toEqual([
    'review-called-off to rita',
  ]);
});

test('what came after an event is not looked at, so that it is told the same however often it is recorded', () => {
  const files = [file('rita'), file('rita', { seq: 100, kind: 'review-called-off' }), file('next', { seq: 100 })];
  expect(told([passedOn], { files })).toEqual(['review-called-off to rita', 'item-prepared to next']);
});

test('a file of the term before is followed in the next', () => {
  expect(told([skipped], { files: [file('rita', { lifecycle: 'D-1.crm-pro.t0', seq: 900 })] })).toEqual([
    'review-called-off to rita',
  ]);
});

test('its moment changes with holidays and hours: it moves where the file says another one', () => {
  const dueAt = prepared.slices.items.find((one) => one.id === review)?.dueAt ?? '';
  expect(told([holidays], { files: [file('rita', { startsAt: '2027-04-02T07:00:00.000Z' })] })).toEqual([
    'review-moved to rita',
  ]);
  expect(told([holidays], { files: [file('rita', { startsAt: dueAt })] })).toEqual([]);
  // It is on its way and will say the moment that is right then, or a release before sent it.
  expect(told([holidays])).toEqual([]);
});

test('several events at once are followed one after the other', () => {
  expect(told([putOff, skipped])).toEqual(['review-moved to rita', 'review-called-off to rita']);
  expect(told([skipped, passedOn])).toEqual(['review-called-off to rita']);
});
