/**
 * Digests: several alarms in one mail.
 *
 *   every Monday morning  rep, manager   the small alarms that are open, the oldest first
 *   any working morning   director       the serious alarms that nobody took on, each after 1, 2, 4, 8 weeks
 *
 * Both are one mail where they fall together, and there is none where there is nothing to tell. Mornings are the reader's
 * own (`mornings.ts`); Monday is the first morning of the week on which they are there.
 */
import { addDays, dayOf, isWorkingDay, type Calendar } from '../core/calendar';
import type { Instant } from '../core/json';
import type { AlarmAsk } from '../told/asks';
import { isAway, ladderHolders, type Absence, type Delivery, type NamedLadder } from './people';
import { nextBriefAt, nextThere } from './mornings';

/** How somebody is to be told. */
export interface DigestReader {
  readonly delivery: Delivery;
  readonly absences: readonly Absence[];
  /** True for somebody who directs a group, or stands on that rung where none is named. */
  readonly directs: boolean;
}

/** True for the first morning of a week (Monday to Sunday) on which they work and are there. */
export function isFirstOfWeek(at: Instant, calendar: Calendar, absences: readonly Absence[]): boolean {
  const day = dayOf(at, calendar.zone);
  const weekday = new Date(day).getUTCDay() || 7;
  return !Array.from({ length: weekday - 1 }, (_, back) => addDays(day, -back - 1)).some(
    (before) => isWorkingDay(before, calendar) && !isAway({ absences }, before),
  );
}

/** The next first morning of a week. */
function nextFirstOfWeek(after: Instant, calendar: Calendar, absences: readonly Absence[]): Instant | null {
  let at = nextThere(after, calendar, absences);
  while (at !== null && !isFirstOfWeek(at, calendar, absences)) at = nextThere(at, calendar, absences);
  return at;
}

/** The next morning on which there may be something to tell: a brief, or a digest; null for who never works. */
export function nextMorningAt({ directs, ...wishes }: DigestReader, calendar: Calendar, now: Instant): Instant | null {
  if (directs) return nextThere(now, calendar, wishes.absences);
  const mornings = [nextBriefAt(wishes, calendar, now), nextFirstOfWeek(now, calendar, wishes.absences)];
  return mornings.flatMap((at) => at ?? []).toSorted()[0] ?? null;
}

/** True where a brief is written on that morning. */
export function isBriefDue(wishes: Omit<DigestReader, 'directs'>, calendar: Calendar, at: Instant): boolean {
  const before = new Date(Date.parse(at) - 1).toISOString();
  return wishes.delivery === 'brief' || nextBriefAt(wishes, calendar, before) === at;
}

/** True for a small alarm: a digest tells it to its rep, and to its manager once it has come to them. */
export function isTold(ask: AlarmAsk, to: 'rep' | 'manager'): boolean {
  return ask.severity === 'small' && (to === 'rep' || ask.asked?.some(({ role }) => role !== 'rep') === true);
}

/** True for an alarm that is the director's: serious, and nobody took it on. */
export function isUntaken(ask: AlarmAsk): boolean {
  return ask.severity === 'serious' && ask.acknowledged !== true;
}

/**
 * True for somebody whose digest tells an untaken alarm: the director, or who stands on that rung where none is named. The
 * latter hear of it there alone where no lower rung of the ladder has told them by mail.
 */
export function isTheirsToDirect(ask: AlarmAsk, named: NamedLadder, person: string): boolean {
  const holders = ladderHolders(named);
  if (!isUntaken(ask) || holders.director !== person) return false;
  return (
    named.director !== null || ask.asked?.some(({ role }) => role !== 'director' && holders[role] === person) !== true
  );
}
