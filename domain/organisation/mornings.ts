/** What comes in the morning: a rep's brief, by the rep's own calendar, and the look at figures, by UTC. */
import { addDays, dayMs, dayOf, isWorkingDay, opening, type Calendar } from '../core/calendar';
import type { CivilDate, Instant } from '../core/json';
import { isAway, type Absence, type Delivery } from './people';

/** When a day's work begins, and on which ISO weekdays. */
export interface WorkingHours {
  /** `HH:MM` on the rep's wall clock. */
  readonly opensAt: string;
  readonly days: readonly number[];
}

/** When a rep's day begins where nobody said. */
const usualHours: WorkingHours = { opensAt: '08:00', days: [1, 2, 3, 4, 5] };

/** A rep's own calendar; a rep without a zone lives by UTC. */
export function repCalendar(
  { timeZone, workingHours }: { readonly timeZone: string | null; readonly workingHours: WorkingHours | null },
  holidays: readonly CivilDate[],
): Calendar {
  const { opensAt, days } = workingHours ?? usualHours;
  return { zone: timeZone ?? 'UTC', workingDays: days, opensAt, holidays };
}

/** The next opening of a working day after the moment; null for a calendar without any in a year. */
export function nextMorning(after: Instant, calendar: Calendar): Instant | null {
  const today = dayOf(after, calendar.zone);
  for (let ahead = 0; ahead < 366; ahead += 1) {
    const day = addDays(today, ahead);
    const at = opening(day, calendar);
    if (at > after && isWorkingDay(day, calendar)) return at;
  }
  return null;
}

/** The first morning after a moment on which they are there. */
export function nextThere(after: Instant, calendar: Calendar, absences: readonly Absence[]): Instant | null {
  let at = nextMorning(after, calendar);
  while (at !== null && isAway({ absences }, dayOf(at, calendar.zone))) at = nextMorning(at, calendar);
  return at;
}

/** The morning on which they are back from an absence. */
function backFrom({ until }: Absence, calendar: Calendar, absences: readonly Absence[]): Instant | null {
  const midnight = opening(addDays(until, 1), { ...calendar, opensAt: '00:00' });
  return nextThere(midnight, calendar, absences);
}

/**
 * The next moment at which a rep gets a brief; null where none is to come. With `brief` it comes on every working morning on
 * which they are there. With `single` it comes only on the morning they are back: what is open went to their deputy.
 */
export function nextBriefAt(
  { delivery, absences }: { readonly delivery: Delivery; readonly absences: readonly Absence[] },
  calendar: Calendar,
  now: Instant,
): Instant | null {
  if (delivery === 'brief') return nextThere(now, calendar, absences);
  const mornings = absences.flatMap((absence) => backFrom(absence, calendar, absences) ?? []);
  return mornings.filter((at) => at > now).toSorted()[0] ?? null;
}

/** How long after midnight, UTC, figures are looked at: five hours, in milliseconds. */
const lookMs = 5 * 3_600_000;

/** The next moment at which figures are looked at, in milliseconds like `nowMs`: five in the morning, UTC. */
export function nextLookMs(nowMs: number): number {
  const today = Math.floor(nowMs / dayMs) * dayMs;
  return today + lookMs > nowMs ? today + lookMs : today + dayMs + lookMs;
}
