/** How a client's health went: its changes in a row, and the same in a line. */
import { signedPoints, type HealthMove, type HealthReason } from '../concerns/health-weighing';
import type { Band } from '../concerns/health-bands';
import { afterDays } from '../core/calendar';
import type { EventOf } from '../core/concern';
import type { Instant } from '../core/json';
import { monthIn, type Locale } from './locale';
import { reasonNamed, wordsFor } from './sentences';

/** Health as it stood from a moment on, and what moved it there. */
export interface CoursePoint {
  readonly at: Instant;
  readonly score: number;
  readonly band: Band;
  readonly reasons: readonly HealthReason[];
  readonly moved: readonly HealthMove[];
}

/** What a change of health says of its course. */
export function coursePoint(at: Instant, event: EventOf<'health-changed'>): CoursePoint {
  const { score, band, reasons, moved = [] } = event;
  return { at, score, band, reasons, moved };
}

/** The days that a review looks back. */
const lookBackDays = 90;
/** So many reasons are named in a line. */
const mostNamed = 3;

/**
 * The course until a moment in a line: `green, 90 of 100 in March → amber, 64 of 100 now: usage −36`. `points` are in order; null where
 * there are none.
 */
export function courseLine(points: readonly CoursePoint[], now: Instant, locale: Locale): string | null {
  const past = points.filter(({ at }) => at <= now);
  const from = afterDays(now, -lookBackDays);
  const first = past.findLast(({ at }) => at <= from) ?? past[0];
  const last = past.at(-1);
  if (first === undefined || last === undefined) return null;
  const why = last.reasons
    .slice(0, mostNamed)
    .map((reason) => `${reasonNamed(reason, locale)} ${signedPoints(-reason.points)}`)
    .join(', ');
  const because = why === '' ? '' : `: ${why}`;
  const { course } = wordsFor(locale);
  if (first === last) return `${course.since(first.band, first.score, monthIn(locale, first.at, now))}${because}`;
  // What stood when the look back begins is of that month, however long before it began.
  const month = monthIn(locale, first.at < from ? from : first.at, now);
  return `${course.fromTo({ ...first, month }, last)}${because}`;
}
