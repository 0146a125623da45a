/**
 * The one place in the domain where civil dates become instants.
 *
 * Dates stay civil for as long as possible (a contract starts on a day, not at a moment). They become instants by the
 * client's zone, working days, opening hour and holidays. An item that is planned for a day off falls due on the working
 * day before, never after.
 */
import { DateTime } from 'luxon';
import type { CivilDate, Instant } from './json';

/** Days in a row on which a client is closed, both included: a holiday of its own. */
export interface Closing {
  readonly from: CivilDate;
  readonly until: CivilDate;
}

export interface Calendar {
  /** IANA zone of the client, for example `Europe/Vienna`. */
  readonly zone: string;
  /** ISO weekdays (1 Monday … 7 Sunday) on which people work. */
  readonly workingDays: readonly number[];
  /** `HH:MM` on the client's wall clock at which a working day's items fall due. */
  readonly opensAt: string;
  /** Public ones. */
  readonly holidays: readonly CivilDate[];
  /** Absent: none are known. */
  readonly closed?: readonly Closing[];
}

/** What is known of a client's days. */
export interface ClientDays {
  readonly zone: string;
  /** ISO weekdays on which they do not work; absent: they work on the days of the policy. */
  readonly weekend?: readonly number[];
  readonly closed?: readonly Closing[];
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** The client's calendar: the hours of the policy, on its days or on those that the client has of its own. */
export function calendarOfClient(
  { zone, weekend, closed }: ClientDays,
  { opensAt, days }: { readonly opensAt: string; readonly days: readonly number[] },
  holidays: readonly CivilDate[],
): Calendar {
  const workingDays = weekend === undefined ? days : weekdays.filter((day) => !weekend.includes(day));
  return { zone, workingDays, opensAt, holidays, ...(closed === undefined ? {} : { closed }) };
}

/** The calendar of our own people with a client: what they do among themselves does not wait until the client opens again. */
export function withoutClosings(calendar: Calendar): Calendar {
  return calendar.closed === undefined ? calendar : { ...calendar, closed: [] };
}

/** The zone of a client: the one that was named, else the first of its country's, else UTC. */
export function zoneOfClient(named: string | undefined, zonesOfCountry: readonly string[]): string {
  return named ?? zonesOfCountry[0] ?? 'UTC';
}

/** A day without a clock change, in milliseconds. */
export const dayMs = 86_400_000;
const text = (utcMs: number): CivilDate => new Date(utcMs).toISOString().slice(0, 10);

/**
 * What luxon computes is the costly part of an agenda, and pure: remembering it changes nothing but speed.
 * Returns what the key stands for; computes it where it is not remembered.
 */
function remembered<T>(known: Map<string, T>, key: string, compute: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= 20_000) known.clear();
  const computed = compute();
  known.set(key, computed);
  return computed;
}

const monthsLater = new Map<string, CivilDate>();
const days = new Map<string, CivilDate>();
const openings = new Map<string, Instant>();

/** The date that many months later; where that month is too short, its last day (31 January plus one: 28 February). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return remembered(monthsLater, `${date} ${months}`, () =>
    text(DateTime.fromISO(date, { zone: 'utc' }).plus({ months }).toMillis()),
  );
}

/** The date that many days later; earlier for a negative number. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return text(Date.parse(date) + days * dayMs);
}

/** Whole days from one civil date to another; negative when it lies before. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

/** The day that it is in a zone at that moment. */
export function dayOf(at: Instant, zone: string): CivilDate {
  return remembered(days, `${at} ${zone}`, () => DateTime.fromISO(at, { zone }).toFormat('yyyy-MM-dd'));
}

/** The last millisecond of a day in a zone. */
export function endOfDay(date: CivilDate, zone: string): Instant {
  return new Date(DateTime.fromISO(date, { zone }).endOf('day').toMillis()).toISOString();
}

/** The closing in which a day lies; undefined where they are open, as far as that is known. */
export function closingOn(date: CivilDate, { closed = [] }: Pick<Calendar, 'closed'>): Closing | undefined {
  return closed.find(({ from, until }) => from <= date && date <= until);
}

const isHoliday = (date: CivilDate, calendar: Calendar): boolean =>
  calendar.holidays.includes(date) || closingOn(date, calendar) !== undefined;

/** True for a weekday on which people work that is no holiday, and on which they are not closed. */
export function isWorkingDay(date: CivilDate, calendar: Calendar): boolean {
  const weekday = new Date(date).getUTCDay() || 7;
  return calendar.workingDays.includes(weekday) && !isHoliday(date, calendar);
}

/** What a client may say of its own days leaves at least one working day within `longestLook`. */
export const mostOwnDays = { weekend: 6, closings: 24, closedDays: 183 } as const;
/** A working day is looked for over so many days. */
const longestLook = 400;

/** The day itself, or the last working day before it; a calendar without any keeps the day. */
export function workingDayOnOrBefore(date: CivilDate, calendar: Calendar): CivilDate {
  for (let back = 0, day = date; back < longestLook; back += 1, day = addDays(day, -1)) {
    if (isWorkingDay(day, calendar)) return day;
  }
  return date;
}

/**
 * The day that comes `count` working days after a date; the date itself is not counted. With 0 it is the date itself, even
 * on a day off. A calendar with too few working days in 400 days gives the last day that was looked at.
 */
export function addWorkingDays(date: CivilDate, count: number, calendar: Calendar): CivilDate {
  let day = date;
  let left = count;
  for (let guard = 0; left > 0 && guard < longestLook; guard += 1) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** The last days before the feasts that close the year: nobody reads mail on them, however short the run of days off. */
const lastDays = /-12-(?:24|31)$/;
/** So many days off in a row are a run, when a holiday is among them: an ordinary weekend is none. */
const shortestRun = 3;
/** Days off in a row are looked for so far ahead. */
const longestRun = 31;

/**
 * True for the eve of a run of holidays: a working day that three or more days off follow, at least one of them a holiday on
 * a weekday on which people work otherwise; and a working 24 or 31 December before a holiday, whatever comes after it.
 */
export function isEveOfHolidays(date: CivilDate, calendar: Calendar): boolean {
  if (!isWorkingDay(date, calendar)) return false;
  const off: CivilDate[] = [];
  for (let day = addDays(date, 1); !isWorkingDay(day, calendar) && off.length < longestRun; day = addDays(day, 1))
    off.push(day);
  if (lastDays.test(date) && isHoliday(addDays(date, 1), calendar)) return true;
  const ordinary = { ...calendar, holidays: [], closed: [] };
  return off.length >= shortestRun && off.some((day) => isWorkingDay(day, ordinary));
}

/** The day, or the first working day after the run of holidays on whose eve it lies. */
export function clearOfHolidays(date: CivilDate, calendar: Calendar): CivilDate {
  let day = date;
  for (let guard = 0; isEveOfHolidays(day, calendar) && guard < longestRun; guard += 1)
    day = addWorkingDays(day, 1, calendar);
  return day;
}

/** The moment at which that day's work opens on the client's wall clock (in a DST gap: when the gap ends). */
export function opening(date: CivilDate, { opensAt, zone }: Calendar): Instant {
  const wall = `${date}T${opensAt}`;
  return remembered(openings, `${wall} ${zone}`, () =>
    new Date(DateTime.fromISO(wall, { zone }).toMillis()).toISOString(),
  );
}

/** The opening of the day, or of the last working day before it. */
export function dueMoment(date: CivilDate, calendar: Calendar): Instant {
  return opening(workingDayOnOrBefore(date, calendar), calendar);
}

/** The opening of the working day that lies `count` working days after the moment. */
export function workingDaysAfter(at: Instant, count: number, calendar: Calendar): Instant {
  return opening(addWorkingDays(dayOf(at, calendar.zone), count, calendar), calendar);
}

/** The later of two moments. */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** The moment that many minutes later. */
export function minutesAfter(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

/** The moment that many days of 24 hours later. */
export function afterDays(at: Instant, days: number): Instant {
  return new Date(Date.parse(at) + days * dayMs).toISOString();
}
