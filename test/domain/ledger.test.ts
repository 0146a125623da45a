/** What is recorded where the record ends earlier than it should. */
import type { Recorded } from '../../domain/core/concern';
import { sinceRecorded } from '../../domain/core/ledger';

const line = (seq: number): Recorded => ({
  seq,
  at: '2027-03-01T09:00:00.000Z',
  event: { kind: 'resumed', since: '2027-02-01T09:00:00.000Z', by: 'person' },
});
const lines = (from: number, to: number): readonly Recorded[] =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index));

test.each([
  ['the record ends right before them', lines(31, 32), 30, lines(31, 32)],
  ['they are recorded again', lines(31, 32), 32, lines(31, 32)],
  ['lines are missing that the life remembers', lines(31, 32), 28, lines(29, 32)],
  ['more are missing than the life remembers: those that it does', lines(31, 32), 2, lines(13, 32)],
] as const)('%s', (_, events, recordedSeq, expected) => {
  expect(sinceRecorded(events, lines(13, 32), recordedSeq)).toEqual(expected);
});

test('a life that remembers nothing more records what it has', () => {
  expect(sinceRecorded(lines(31, 32), [], 3)).toEqual(lines(31, 32));
});
