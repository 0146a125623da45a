/** Items: what each state means, when one is prepared and due, when it keeps silent, and what comes next. */
import { dueMoment } from '../../domain/core/calendar';
import {
  isOpen,
  isStillToDo,
  itemStates,
  onlyPlanned,
  openOrPlanned,
  type Item,
  type Rest,
} from '../../domain/core/item';
import { isDue, momentsOf, planned, restOf, stepsOf } from '../../domain/core/item-steps';
import { planAnew } from '../../domain/core/item-events';
import { viewOf, type LifecycleState } from '../../domain/lifecycle';
import { askedNow, present, type PresentedItem } from '../../domain/told/present';
import { dayOne, onboarded, retained, say } from '../support/lives';

const plan = { id: 'touch-1', ordinal: 1, programme: 'touch', kind: 'call', on: '2027-03-01', leadDays: 0 } as const;
const { calendar } = viewOf(retained());
type Parts = Partial<Omit<Item, 'closedAt' | 'outcome' | 'happiness'>>;

/** An item of the plan in a state, as one that came to be so. */
function item({ state = 'planned', ...parts }: Parts = {}): Item {
  const base = { ...planned(plan, calendar), ...parts };
  switch (state) {
    case 'done':
      return { ...base, state, closedAt: dayOne, outcome: 'done', happiness: null };
    case 'missed':
    case 'cancelled':
      return { ...base, state, closedAt: dayOne, outcome: null, happiness: null };
    default:
      return { ...base, state, closedAt: null, outcome: null, happiness: null };
  }
}

test.each([
  ['planned', false, true, false],
  ['due', true, true, true],
  ['overdue', true, true, true],
  ['done', false, false, false],
  ['missed', false, false, false],
  ['cancelled', false, false, false],
] as const)('an item that is %s waits for an answer: %s; is still to do: %s; is open: %s', (state, due, toDo, open) => {
  expect([isDue({ state }), isStillToDo({ state }), isOpen(item({ state }))]).toEqual([due, toDo, open]);
});

test('one that is prepared is open before its day, and a new plan does not replace it', () => {
  const prepared = item({ id: 'touch-2', preparedAt: dayOne });
  const all = [item(), prepared, ...itemStates.map((state) => item({ id: state, state }))];
  expect(isOpen(prepared)).toBe(true);
  expect(onlyPlanned(all, 'touch').map(({ id }) => id)).toEqual(['touch-1', 'planned']);
  expect(onlyPlanned(all, 'review')).toEqual([]);
  expect(openOrPlanned(all).map(({ id }) => id)).toEqual(['touch-1', 'touch-2', 'planned', 'due', 'overdue']);
});

test.each([
  ['on a working day, without a lead', '2027-03-01', 0, '2027-03-01T08:00:00.000Z', null],
  ['with a lead of a week', '2027-03-01', 7, '2027-03-01T08:00:00.000Z', '2027-02-22T08:00:00.000Z'],
  ['on a Sunday: the Friday before', '2027-03-07', 0, '2027-03-05T08:00:00.000Z', null],
  ['with a lead that begins on a Saturday', '2027-03-01', 2, '2027-03-01T08:00:00.000Z', '2027-02-26T08:00:00.000Z'],
])('an item falls due %s', (_, on, leadDays, dueAt, prepareAt) => {
  expect(momentsOf({ ...plan, on, leadDays }, calendar)).toEqual({ dueAt, prepareAt });
});

test.each([
  ['nothing before', [], [plan], 1],
  ['the same once more', [item()], [plan], 0],
  ['another day', [item()], [{ ...plan, on: '2027-03-02' }], 1],
  ['one less', [item(), item({ id: 'touch-2' })], [plan], 1],
  ['one that is begun is not planned anew', [item({ state: 'due' })], [], 0],
])('a programme is planned anew only where that changes something: %s', (_, items, plans, events) => {
  expect(planAnew(items, 'touch', plans)).toHaveLength(events);
});

const paused = say(retained(), dayOne, 'pause', { reason: 'season' });
const alone = say(retained(), dayOne, 'clientOptedOut');

test.each<[string, LifecycleState, Rest | null, Rest | null]>([
  ['in retention', retained(), null, null],
  ['in onboarding', onboarded(), 'onboarding', null],
  ['while it is paused', paused, 'paused', 'paused'],
  ['of a client who wants to be left alone', alone, 'opted-out', 'opted-out'],
])('%s a touch and a card keep silent or not', (_, state, touch, card) => {
  const view = viewOf(state);
  expect([restOf(plan, view), restOf({ ...plan, programme: 'birthday' }, view)]).toEqual([touch, card]);
});

const day = (on: string): string => dueMoment(on, calendar).slice(0, 10);
const review = { programme: 'check-in', kind: 'check-in' } as const;

test.each<[string, Parts, readonly string[]]>([
  ['planned, without a lead', {}, [`due ${day('2027-03-01')}`]],
  [
    'planned, with a lead',
    { leadDays: 7, prepareAt: dueMoment('2027-02-22', calendar) },
    ['prepare 2027-02-22', 'due 2027-03-01'],
  ],
  ['prepared', { leadDays: 7, prepareAt: dueMoment('2027-02-22', calendar), preparedAt: dayOne }, ['due 2027-03-01']],
  ['due, in a series: the next one ends it', { state: 'due' }, ['remind 2027-03-04']],
  ['reminded once', { state: 'overdue', reminders: 1 }, ['remind 2027-03-11']],
  ['reminded as often as the rules say', { state: 'overdue', reminders: 2 }, []],
  ['due, alone: it is missed in the end', { state: 'due', ...review }, ['remind 2027-03-04', 'missed 2027-03-29']],
  ['covered by another lifecycle', { state: 'due', covered: { lifecycle: 'D-2.x.t1', item: 'touch-1' } }, []],
  ['done', { state: 'done' }, []],
  ['missed', { state: 'missed' }, []],
])('what comes next for an item that is %s', (_, parts, expected) => {
  const steps = [...stepsOf(item(parts), viewOf(retained()))];
  expect(steps.map(({ task, at }) => `${task.kind} ${at.slice(0, 10)}`)).toEqual(expected);
});

test('a due item of a paused lifecycle is neither brought up nor missed', () => {
  expect([...stepsOf(item({ state: 'due', ...review }), viewOf(paused))]).toEqual([]);
});

test.each<[string, Partial<PresentedItem>, boolean]>([
  ['due', { state: 'due' }, true],
  ['overdue', { state: 'overdue' }, true],
  ['planned', { state: 'planned' }, false],
  ['done', { state: 'done' }, false],
  ['due, but asked for elsewhere', { state: 'due', covered: { lifecycle: 'D-2.x.t1', item: 'touch-1' } }, false],
])('somebody is asked now for what is %s, or not', (_, parts, expected) => {
  const { touches } = present(retained());
  const [first] = touches;
  if (first === undefined) throw new Error('a retained lifecycle has touches');
  expect(askedNow({ touches: [{ ...first, ...parts }], reviews: [], items: [] })).toHaveLength(expected ? 1 : 0);
});
