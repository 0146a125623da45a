/** What fails again and again is tried ever more seldom. */
import { backOffMs } from '../../domain/core/back-off';

test.each([
  [1, 15],
  [2, 30],
  [3, 60],
  [4, 120],
  [5, 240],
  [6, 480],
  [7, 900],
  [8, 900],
  [100, 900],
  [10_000, 900],
])('after %i failures in a row it waits %i seconds', (failures, seconds) => {
  expect(backOffMs(failures, 15_000)).toBe(seconds * 1_000);
});

test('it never waits less than the first time, whoever chose that', () => {
  expect(backOffMs(0, 15_000)).toBe(15_000);
  expect(backOffMs(3, 60 * 60_000)).toBe(60 * 60_000);
});
