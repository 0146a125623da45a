/** How a client's health went, in a line for the agenda of a review. */
import type { Band } from '../../domain/concerns/health-bands';
import type { HealthReason } from '../../domain/concerns/health-weighing';
import { courseLine, coursePoint, type CoursePoint } from '../../domain/told/health-course';
import { plainEnglish } from '../../domain/told/locale';

const point = (day: string, band: Band, score: number, reasons: readonly HealthReason[] = []): CoursePoint => ({
  at: `${day}T10:00:00.000Z`,
  band,
  score,
  reasons,
  moved: [],
});
const usage: HealthReason = { signal: 'usage', points: 36, detail: 'silent' };
const logins: HealthReason = { signal: 'ownSignal', code: 'logins', name: 'Daily logins', points: 10, detail: 'warn' };
const now = '2027-06-15T10:00:00.000Z';

test.each<[string, readonly CoursePoint[], string | null]>([
  ['nothing changed yet', [], null],
  ['one change', [point('2027-02-01', 'green', 100)], 'green, 100 of 100 since February'],
  [
    'a fall since the last review',
    [point('2027-01-10', 'green', 90), point('2027-05-10', 'amber', 54, [usage, logins])],
    'green, 90 of 100 in March → amber, 54 of 100 now: usage −36, Daily logins −10',
  ],
  [
    'what stood when the quarter began, not what came before it',
    [point('2026-09-01', 'red', 30), point('2026-12-01', 'amber', 64), point('2027-04-20', 'green', 100)],
    'amber, 64 of 100 in March → green, 100 of 100 now',
  ],
  [
    'a younger life: from its first change on',
    [point('2027-04-20', 'green', 100), point('2027-06-01', 'amber', 64, [usage])],
    'green, 100 of 100 in April → amber, 64 of 100 now: usage −36',
  ],
  [
    'where nobody knows it',
    [point('2027-02-01', 'unknown', 90), point('2027-05-01', 'unknown', 75, [usage])],
    'not known, as in March: usage −36',
  ],
  [
    'as it was',
    [point('2027-02-01', 'green', 90), point('2027-04-20', 'amber', 60), point('2027-06-01', 'green', 90)],
    'green, 90 of 100, as in March',
  ],
  ['from the year before', [point('2026-12-24', 'green', 100)], 'green, 100 of 100 since December 2026'],
  [
    'nothing of what came later, however late the mail goes out',
    [point('2027-02-01', 'green', 100), point('2027-07-01', 'red', 40, [usage])],
    'green, 100 of 100 since February',
  ],
])('%s', (_, points, expected) => expect(courseLine(points, now, plainEnglish)).toBe(expected));

test('a change of long ago, which said nothing of what moved it, is a point all the same', () => {
  const event = { kind: 'health-changed', score: 64, band: 'amber', from: 'green', reasons: [usage] } as const;
  expect(coursePoint(now, event)).toEqual({ at: now, score: 64, band: 'amber', reasons: [usage], moved: [] });
});
