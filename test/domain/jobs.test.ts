/** Long work in rows: which phase a job is in, by which workflow, and how far it is. */
import {
  cancellable,
  jobStates,
  jobWorkflowId,
  phaseOf,
  progressLine,
  statesAtWork,
  type Progress,
} from '../../domain/organisation/job';

test('a job works while it is previewed and while it is done, and rests in every other state', () => {
  expect(jobStates.map((state) => [state, phaseOf(state)])).toEqual([
    ['previewing', 'preview'],
    ['previewed', null],
    ['working', 'work'],
    ['done', null],
    ['cancelled', null],
  ]);
  expect(statesAtWork).toEqual(['previewing', 'working']);
});

test('a job can be cancelled until it is over', () => {
  expect(jobStates.filter((state) => !cancellable.some((one) => one === state))).toEqual(['done', 'cancelled']);
});

test.each([
  ['work', 0, 'campaign-x'],
  ['work', 3, 'campaign-x'],
  ['preview', 0, 'campaign-x.preview-1'],
  ['preview', 1, 'campaign-x.preview-2'],
] as const)('every preview has a workflow of its own, the work one alone: %s, round %i', (phase, round, expected) => {
  expect(jobWorkflowId('campaign-x', phase, round)).toBe(expected);
});

const rows: Progress = { state: 'working', total: 9, previewed: 4, waiting: 0, done: 9, skipped: 0, failed: 0 };

test.each<[Partial<Progress>, string]>([
  [{ state: 'previewing' }, '4 of 9 previewed'],
  [{ state: 'done' }, 'done: 9 of 9 done'],
  [{ done: 4, skipped: 2, failed: 1, waiting: 2 }, 'working: 4 of 9 done, 2 did not apply, 1 failed, 2 to go'],
  [
    { done: 6, waiting: 3, waitsFor: { NotBegun: 1, TemporalAway: 2 } },
    'working: 6 of 9 done, 3 to go, 1 of them wait for NotBegun, 2 of them wait for TemporalAway',
  ],
])('where it stands: %j', (parts, expected) => {
  expect(progressLine({ ...rows, ...parts })).toBe(expected);
});
