/**
 * Who hears of an open alarm next, and when.
 *
 *   serious  rep ──► manager (the ladder's days) ──► director after 1, 2, 4, 8 weeks, then every 8; on those days rep and
 *            manager are asked again
 *   small    rep ──► manager (some days more); then both read of it every Monday, and nobody climbs further
 *
 * Weeks count from the moment it was opened, opened again, or became serious. Under rules without `directorWeeks` a serious
 * alarm climbs as the ladder says, and its last rung is told again and again. Our own people do not wait until a client that
 * is closed opens again.
 */
import {
  addDays,
  addWorkingDays,
  dayOf,
  isWorkingDay,
  later,
  opening,
  withoutClosings,
  workingDaysAfter,
  type Calendar,
} from '../core/calendar';
import type { View } from '../core/concern';
import type { Instant } from '../core/json';
import type { LadderRole, Rules, Rung } from '../core/policy';
import { severityOf, type AlarmReason, type Severity } from './alarm-reasons';

/** When a role was told first and last of an alarm. */
export interface AskedRole {
  readonly role: LadderRole;
  readonly first: Instant;
  readonly last: Instant;
}

/** What is remembered of who was told; absent in alarms whose rules do not weigh. */
export interface Watch {
  /** From here on its weeks are counted. */
  readonly since: Instant;
  /** So many of them have been told. */
  readonly weeks: number;
  /** Each role once, in the order in which they were told first. */
  readonly asked: readonly AskedRole[];
}

/** An open alarm, as far as it matters for who hears next. */
interface Climber {
  readonly reasons: readonly AlarmReason[];
  readonly level: number;
  readonly toldAt: Instant;
  readonly watch?: Watch;
}

/** The next telling of an alarm. */
export interface NextTelling {
  readonly at: Instant;
  readonly level: number;
  readonly role: LadderRole;
  /** True when this role has been told before. */
  readonly again: boolean;
  /** Not said under rules that do not weigh. */
  readonly severity?: Severity;
  /** Which week of the director's it is, counted from 1. */
  readonly week?: number;
  /** Who is asked again on that day. */
  readonly also?: readonly LadderRole[];
}

type Ruled = Pick<View, 'rules'>;

/** The rung of a level; beyond the last it is the last. */
export const rungOf = (level: number, { rules }: Ruled): Rung =>
  rules.escalation.ladder[level] ?? rules.escalation.ladder.at(-1) ?? { role: 'rep', workingDays: 1 };

/** True under rules that tell serious alarms from small ones, or have weeks of their own for the director. */
export function weighs({ escalation: { serious, directorWeeks } }: Rules): boolean {
  return serious !== null || directorWeeks.length > 0;
}

/** How heavy an alarm is; undefined under rules that do not weigh. */
export const weightOf = (reasons: readonly AlarmReason[], rules: Rules): Severity | undefined =>
  weighs(rules) ? severityOf(reasons, rules) : undefined;

/** How many rungs come before the director; at least one, whoever stands on it. */
function belowDirector({ escalation: { ladder } }: Rules): number {
  const director = ladder.findIndex(({ role }) => role === 'director');
  return Math.max(1, director < 0 ? ladder.length : director);
}

/** The level of an alarm that is opened again: one rung higher, and below the director where weeks say when they hear. */
export function levelAgain(before: number, reasons: readonly AlarmReason[], { rules }: Ruled): number {
  const isHeld = weightOf(reasons, rules) === 'small' || rules.escalation.directorWeeks.length > 0;
  return Math.min(before + 1, (isHeld ? belowDirector(rules) : Math.max(1, rules.escalation.ladder.length)) - 1);
}

/** After the last week that the policy names the director hears every so many weeks. */
const everyWeeks = 8;

/** After how many weeks the telling of that number comes, counted from 0. */
export function weekOf(number: number, weeks: readonly number[]): number {
  const sorted = weeks.toSorted((a, b) => a - b);
  return sorted[number] ?? (sorted.at(-1) ?? 0) + everyWeeks * (number - sorted.length + 1);
}

/** The opening of a working day: the day itself, or the next one. */
function openingOnOrAfter(at: Instant, days: number, calendar: Calendar): Instant {
  const day = addDays(dayOf(at, calendar.zone), days);
  return opening(isWorkingDay(day, calendar) ? day : addWorkingDays(day, 1, calendar), calendar);
}

function asTheLadderSays({ level, toldAt }: Climber, view: View, severity: Severity | undefined): NextTelling {
  const top = Math.max(0, view.rules.escalation.ladder.length - 1);
  const next = Math.min(level + 1, top);
  return {
    at: workingDaysAfter(toldAt, rungOf(level, view).workingDays, withoutClosings(view.calendar)),
    level: next,
    role: rungOf(next, view).role,
    again: next === level,
    ...(severity === undefined ? {} : { severity }),
  };
}

/** Who hears of an open alarm next, and when; null when nobody does. */
export function nextTelling(one: Climber, view: View): NextTelling | null {
  const { rules } = view;
  const calendar = withoutClosings(view.calendar);
  const { ladder, directorWeeks, smallWorkingDays } = rules.escalation;
  const { level, toldAt, watch } = one;
  const severity = weightOf(one.reasons, rules);
  const below = belowDirector(rules);
  if (severity === 'small') {
    if (level + 1 >= below) return null;
    const at = workingDaysAfter(toldAt, smallWorkingDays, calendar);
    return { at, level: level + 1, role: rungOf(level + 1, view).role, again: false, severity };
  }
  if (directorWeeks.length === 0 || level + 1 < below) return asTheLadderSays(one, view, severity);
  const { since, weeks } = watch ?? { since: toldAt, weeks: 0 };
  const role: LadderRole = ladder.some((rung) => rung.role === 'director') ? 'director' : rungOf(level, view).role;
  const top = Math.max(0, ladder.length - 1);
  const byWeek = openingOnOrAfter(since, 7 * weekOf(weeks, directorWeeks), calendar);
  return {
    at: later(byWeek, workingDaysAfter(toldAt, rungOf(Math.min(level, below - 1), view).workingDays, calendar)),
    level: top,
    role,
    again: level === top,
    severity: 'serious',
    week: weeks + 1,
    also: [...new Set(ladder.slice(0, below).map((rung) => rung.role))].filter((one) => one !== role),
  };
}

/** What is remembered after a role was told. */
export function told(before: Watch | undefined, at: Instant, roles: readonly LadderRole[], week?: number): Watch {
  const { since, weeks, asked } = before ?? { since: at, weeks: 0, asked: [] };
  const known = asked.map((one) => (roles.includes(one.role) ? { ...one, last: at } : one));
  const added = roles.filter((role) => !asked.some((one) => one.role === role));
  return { since, weeks: week ?? weeks, asked: [...known, ...added.map((role) => ({ role, first: at, last: at }))] };
}
