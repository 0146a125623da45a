/**
 * What a leader’s brief tells: who of their people needs help, and nobody’s list of things to do.
 *
 *   alarms    serious ones of their people that nobody has taken on since the day before
 *   behind    of whom things are overdue for days: how many, and the oldest
 *   uncovered who is away, or has left, while nobody stands in for them
 *   leaving   clients who gave notice, or left, since the brief before
 *   at risk   the dearest contracts of the next months that may not be renewed
 *
 * Who hears of what: `organisation/leading.ts`.
 */
import { addDays } from '../core/calendar';
import type { CivilDate, Money } from '../core/json';
import type { EndReason } from '../concerns/standing';
import type { Ask } from './asks';
import type { RenewalAhead } from './brief';
import type { NamedAlarm } from './digest';

/** Things are overdue for so long before a leader hears of it; so many days ahead it is told who is away, and on any day in the last of them. */
export const leading = { overdueDays: 3, awayAheadDays: 7, awaySoonDays: 3 } as const;

/** Somebody in whose place the reader is told; null where it is the reader’s own. */
export type InPlaceOf = { readonly id: string; readonly name: string } | null;

/** An alarm to which nobody has reacted. */
export interface UntakenAlarm extends NamedAlarm {
  readonly forLeader: InPlaceOf;
}

/** Somebody with whom things are overdue for days. */
export interface RepBehind {
  readonly rep: string;
  readonly things: number;
  readonly oldest: { readonly client: string; readonly product: string; readonly ask: Ask };
}

/** Somebody who is not there, and for whom nobody stands in. `until`: null for who has left. */
export interface Uncovered {
  readonly rep: string;
  readonly clients: number;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
}

/** A client who gave notice, or has left. */
export interface ClientLeaving {
  readonly client: string;
  readonly product: string;
  readonly rep: string;
  readonly worth: Money;
  readonly on: CivilDate;
  readonly reason: EndReason | null;
  readonly isGone: boolean;
}

/** A contract that may not be renewed, with who looks after it. */
export interface RenewalAtRisk extends RenewalAhead {
  readonly rep: string;
}

export interface LeadersDay {
  readonly alarms: readonly UntakenAlarm[];
  readonly behind: readonly RepBehind[];
  readonly uncovered: readonly Uncovered[];
  readonly leaving: readonly ClientLeaving[];
  readonly atRisk: readonly RenewalAtRisk[];
  /** What is at risk besides those that are named, by currency. */
  readonly moreAtRisk: readonly { readonly count: number; readonly worth: Money }[];
}

/** So much of each is named; the rest is counted. */
export const leadersNamed = { alarms: 10, behind: 10, uncovered: 10, leaving: 10, atRisk: 3 } as const;

/** The dearest of each currency, and what there is besides: values of two currencies are never compared. */
export function dearestAtRisk(renewals: readonly RenewalAtRisk[]): Pick<LeadersDay, 'atRisk' | 'moreAtRisk'> {
  const currencies = [...new Set(renewals.map(({ worth }) => worth.currency))].toSorted();
  const byCurrency = currencies.map((currency) =>
    renewals.filter(({ worth }) => worth.currency === currency).toSorted((a, b) => b.worth.amount - a.worth.amount),
  );
  return {
    atRisk: byCurrency.flatMap((of) => of.slice(0, leadersNamed.atRisk)),
    moreAtRisk: byCurrency.flatMap((of, index) => {
      const more = of.slice(leadersNamed.atRisk);
      const amount = more.reduce((sum, { worth }) => sum + worth.amount, 0);
      return more.length === 0 ? [] : [{ count: more.length, worth: { amount, currency: currencies[index] ?? '' } }];
    }),
  };
}

/** True for a morning or two, from the one on which things are overdue for long enough. */
const isNewlyBehind = ({ oldest }: RepBehind, day: CivilDate): boolean =>
  oldest.ask.at.slice(0, 10) >= addDays(day, -(leading.overdueDays + 1));

/**
 * True for what a leader should hear of on any day. Who is behind still, who is away and for how long, and contracts at risk
 * are told with it, and by themselves once a week: nobody reads the same every morning.
 */
export function isLeadersDayWorth(
  { alarms, behind, uncovered, leaving: leavers, atRisk }: LeadersDay,
  day: CivilDate,
  isWeekly: boolean,
): boolean {
  const soon = addDays(day, leading.awaySoonDays);
  return (
    alarms.length + leavers.length > 0 ||
    behind.some((one) => isNewlyBehind(one, day)) ||
    uncovered.some(({ from }) => from >= day && from <= soon) ||
    (isWeekly && behind.length + uncovered.length + atRisk.length > 0)
  );
}
