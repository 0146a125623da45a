/** Cohorts of clients by when they came, and periods cut by the calendar. */
import { addMonths } from '../core/calendar';
import { groupBy } from '../core/grouped';
import type { CivilDate } from '../core/json';
import { isThere, linesByClient, type BookTerm, type Period } from './book';
import { behindLines, within, type Behind } from './counted';

export const cohortLengths = { month: 1, quarter: 3, year: 12 } as const;
export type CohortLength = keyof typeof cohortLengths;

/** The first day of the month, quarter or year in which a day lies. */
export function periodStart(day: CivilDate, length: CohortLength): CivilDate {
  const months = cohortLengths[length];
  const month = Number(day.slice(5, 7)) - 1;
  return `${day.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, '0')}-01`;
}

/** A period cut by the calendar's months, quarters or years; its first and last part may be shorter than the others. */
export function calendarParts({ from, to }: Period, length: CohortLength): readonly Period[] {
  const parts: Period[] = [];
  for (let start = periodStart(from, length); start < to; start = addMonths(start, cohortLengths[length])) {
    const end = addMonths(start, cohortLengths[length]);
    parts.push({ from: start < from ? from : start, to: end < to ? end : to });
  }
  return parts;
}

export interface Cohort {
  /** First day of the period in which its clients came. */
  readonly from: CivilDate;
  readonly clients: number;
  /** After 1, 2, 3 … periods: how many are still there, and the share. */
  readonly after: readonly { readonly periods: number; readonly there: number; readonly retention: number }[];
  readonly behind: readonly Behind[];
}

/** Cohorts whose clients came within the period, each as far as all of its clients are that old on the day. */
export function cohorts(
  terms: readonly BookTerm[],
  period: Period,
  length: CohortLength,
  day: CivilDate,
): readonly Cohort[] {
  const months = cohortLengths[length];
  const clients = linesByClient(terms).map((lines) => ({
    lines,
    since: lines.reduce((first, line) => (line.since < first ? line.since : first), lines[0]?.since ?? ''),
  }));
  const came = clients.filter(({ since }) => within(since, period));
  return [...groupBy(came, ({ since }) => periodStart(since, length))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, cohort]) => {
      const after: { periods: number; there: number; retention: number }[] = [];
      for (let periods = 1; addMonths(from, (periods + 1) * months) <= day; periods += 1) {
        const there = cohort.filter(({ lines, since }) =>
          lines.some((line) => isThere(line, addMonths(since, periods * months))),
        ).length;
        after.push({ periods, there, retention: there / cohort.length });
      }
      return {
        from,
        clients: cohort.length,
        after,
        behind: cohort.flatMap(({ lines, since }) =>
          behindLines(lines, since, lines.some((l) => isThere(l, day)) ? 'there' : 'gone'),
        ),
      };
    });
}
