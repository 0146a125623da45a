/**
 * What each signal costs: its badness, from 0 to 1, times the policy's weight; and what good news gives back. The points of
 * all reasons together are what the score lacks of 100.
 */
import { daysBetween } from '../core/calendar';
import type { CivilDate } from '../core/json';
import type { Rules, SignalName, DangerSignal } from '../core/policy';
import type { OwnBucket, TicketBucket, UsageBucket } from '../core/reading';
import { inWords, units } from '../core/words';
import type { HealthHeard } from './health-evidence';
import { incidents } from './health-incidents';

export interface HealthReason {
  readonly signal: SignalName;
  /** Points lost; below 0: won. */
  readonly points: number;
  readonly detail: string;
  /** Of a signal of the house's own: its code, and its name. */
  readonly code?: string;
  readonly name?: string;
  /** Of an overdue invoice that ages: the day on which it fell due. */
  readonly since?: CivilDate;
}

/** What moved the score: points won (above 0) or lost, by signal. */
export interface HealthMove {
  readonly signal: SignalName;
  readonly by: number;
  readonly code?: string;
  readonly name?: string;
}

/** What stands against a client though nothing that they say or are measured tells it. */
export interface Danger {
  readonly signal: DangerSignal;
  readonly detail: string;
}

/** What health looks at beside its own signals, as it stands at a moment. */
export interface Around {
  readonly today: CivilDate | null;
  /** Nobody has heard of the client for so many days; null: somebody has. */
  readonly silentDays: number | null;
  /** Days for which an alarm has stood open that health did not raise; null where none has for long. */
  readonly alarmDays: number | null;
  readonly undecided: boolean;
  readonly dangers: readonly Danger[];
  /** Good news that still counts: what, and the part of it that does. */
  readonly good: { readonly what: string; readonly part: number } | null;
}

/** Nothing to look at. */
export const nothingAround: Around = {
  today: null,
  silentDays: null,
  alarmDays: null,
  undecided: false,
  dangers: [],
  good: null,
};

/** Silence is not proof that nobody uses it, but nobody knows that anybody does. */
const usageBadness: Record<UsageBucket, number> = { silent: 0.6, none: 1, low: 0.7, some: 0.35, good: 0, full: 0 };
const usageDetails: Partial<Record<UsageBucket, string>> = { silent: 'no reading for thirty days' };
const ticketBadness: Record<TicketBucket, number> = { few: 0, several: 0.3, many: 0.7, flood: 1 };
const ownBadness: Record<OwnBucket, number> = { fine: 0, warn: 0.5, alarm: 1, silent: 0 };
export const ownDetails: Record<OwnBucket, string> = {
  fine: 'as it should be',
  warn: 'past the warning threshold',
  alarm: 'past the alarm threshold',
  silent: 'no reading for thirty days',
};

/** The scale on which people rate, in whole numbers. */
export const worstRating = 0;
export const bestRating = 10;

/** Rated 0–10, for happiness and service calls alike: up to 3 is as bad as can be, from 7 on all is well. */
export function ratingBadness(rating: number): number {
  if (rating <= 3) return 1;
  if (rating <= 5) return 0.6;
  return rating < 7 ? 0.3 : 0;
}

/** Days overdue at which an invoice weighs more. */
export const overdueStages = [30, 60] as const;

/** Badness of an overdue invoice, by its days overdue. */
export function overdueBadness(days: number): number {
  const [long, veryLong] = overdueStages;
  if (days >= veryLong) return 1;
  return days >= long ? 0.6 : 0.25;
}

/** Each missed contact is a third; from three running on it is as bad as can be. */
export function missedBadness(missed: number): number {
  return Math.min(1, missed / 3);
}

/** What a signal of the house's own weighs where the policy does not name it. */
export const ownWeight = 20;

interface FoundSignal {
  readonly signal: SignalName;
  readonly badness: number;
  readonly weight?: number;
  readonly detail: string;
  readonly more?: Pick<HealthReason, 'code' | 'name' | 'since'>;
}

/** Days overdue of the oldest invoice: counted to today where invoices age, as it was told otherwise. */
function overdueIn(
  { invoiceOverdueDays, invoiceDueOn }: HealthHeard,
  { today }: Around,
  { invoicesAge }: Rules['health'],
): FoundSignal | null {
  if (invoiceOverdueDays === null) return null;
  const isAging = invoicesAge && invoiceDueOn !== undefined && today !== null;
  const days = isAging ? overdueFrom(invoiceDueOn, today) : invoiceOverdueDays;
  return {
    signal: 'invoiceOverdue',
    badness: overdueBadness(days),
    detail: isAging ? `overdue since ${invoiceDueOn}` : `${days} days`,
    ...(isAging ? { more: { since: invoiceDueOn } } : {}),
  };
}

/** Whole days overdue on a day; the day on which it fell due counts as one. */
export const overdueFrom = (since: CivilDate, day: CivilDate): number => Math.max(1, daysBetween(since, day));

function measuredIn({ usage, tickets, happiness }: HealthHeard): readonly FoundSignal[] {
  return [
    ...(usage === null
      ? []
      : [{ signal: 'usage' as const, badness: usageBadness[usage], detail: usageDetails[usage] ?? usage }]),
    ...(tickets === null ? [] : [{ signal: 'tickets' as const, badness: ticketBadness[tickets], detail: tickets }]),
    ...(happiness === null
      ? []
      : [{ signal: 'happiness' as const, badness: ratingBadness(happiness), detail: `${happiness} of 10` }]),
  ];
}

function ownIn({ own = [] }: HealthHeard, { ownSignals }: Rules['health']): readonly FoundSignal[] {
  if (ownSignals === null) return [];
  return own.map(({ code, name, bucket }) => ({
    signal: 'ownSignal',
    badness: ownBadness[bucket],
    weight: ownSignals[code] ?? ownWeight,
    detail: ownDetails[bucket],
    more: { code, ...(name === undefined ? {} : { name }) },
  }));
}

function neglectIn({ evidence }: HealthHeard, { silentDays, alarmDays, undecided }: Around): readonly FoundSignal[] {
  const missed = evidence?.missed.length ?? 0;
  return [
    ...(missed === 0
      ? []
      : [{ signal: 'missedContact' as const, badness: missedBadness(missed), detail: `${missed} since the last one` }]),
    ...(alarmDays === null
      ? []
      : [{ signal: 'openAlarm' as const, badness: 1, detail: `for more than ${units(alarmDays, 'day')}` }]),
    ...(undecided ? [{ signal: 'renewalUndecided' as const, badness: 1, detail: 'its date has passed' }] : []),
    ...(silentDays === null
      ? []
      : [{ signal: 'silence' as const, badness: 1, detail: `nothing heard for ${units(silentDays, 'day')}` }]),
  ];
}

function incidentsIn(health: HealthHeard): readonly FoundSignal[] {
  return incidents.flatMap((incident) => {
    const ofKind = health.incidents.filter((one) => one.incident === incident);
    if (ofKind.length === 0) return [];
    const badness = Math.max(...ofKind.map((one) => one.badness));
    return [{ signal: incident, badness, detail: `${ofKind.reduce((sum, { count = 1 }) => sum + count, 0)} lately` }];
  });
}

const weightOfFound = ({ signal, weight = 0 }: FoundSignal, { weights }: Rules['health']): number =>
  signal === 'ownSignal' ? weight : weights[signal];

const countingDangers = ({ dangers }: Around, { weights }: Rules['health']): readonly Danger[] =>
  dangers.filter(({ signal }) => weights[signal] > 0);

/**
 * What dangers take of what the signals leave: their weight, and as much as it takes to be below green; never so much that
 * they make red, or keep it red, where the band between is wide enough.
 */
function takenByDangers(lost: number, around: Around, rules: Rules['health']): readonly HealthReason[] {
  const { weights, redBelow, amberBelow, hysteresis } = rules;
  const top = amberBelow - 1;
  const bottom = Math.min(top, redBelow + hysteresis);
  let rest = 100 - lost;
  return countingDangers(around, rules).flatMap(({ signal, detail }): HealthReason[] => {
    const points = Math.min(Math.max(weights[signal], rest - top), rest - bottom);
    if (points <= 0) return [];
    rest -= points;
    return [{ signal, points, detail }];
  });
}

/**
 * What good news gives back of what was lost. It never talks an alarm away: a red client stays red, however kind one
 * answer was, and nobody is green in danger.
 */
function wonBack(lost: number, around: Around, rules: Rules['health']): readonly HealthReason[] {
  const { good } = around;
  const { weights, redBelow, amberBelow } = rules;
  if (good === null) return [];
  const rest = 100 - lost;
  const top = rest < redBelow ? redBelow - 1 : countingDangers(around, rules).length > 0 ? amberBelow - 1 : 100;
  const room = Math.min(lost, top - rest);
  const points = Math.min(Math.round(good.part * weights.goodNews), room);
  return points <= 0 ? [] : [{ signal: 'goodNews', points: -points, detail: good.what }];
}

/**
 * Points lost per signal and by dangers, the heaviest first, and what good news gives back; of several incidents of a
 * kind the worst counts. `contacts`: how many are still there, null where nobody counted them.
 */
export function reasonsOf(
  health: HealthHeard,
  rules: Rules,
  contacts: number | null = null,
  around: Around = nothingAround,
): readonly HealthReason[] {
  const overdue = overdueIn(health, around, rules.health);
  const found: readonly FoundSignal[] = [
    ...measuredIn(health),
    ...(overdue === null ? [] : [overdue]),
    ...(contacts !== null && contacts <= 1
      ? [
          {
            signal: 'singleContact' as const,
            badness: 1,
            detail: contacts === 1 ? 'only one contact' : 'no contact left',
          },
        ]
      : []),
    ...incidentsIn(health),
    ...ownIn(health, rules.health),
    ...neglectIn(health, around),
  ];
  const lost = found
    .map((one): HealthReason => {
      const { signal, badness, detail, more } = one;
      return { signal, points: Math.round(badness * weightOfFound(one, rules.health)), detail, ...more };
    })
    .filter(({ points }) => points > 0);
  const all = [...lost, ...takenByDangers(pointsOf(lost), around, rules.health)].sort(
    (a, b) => b.points - a.points || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
  return [...all, ...wonBack(pointsOf(all), around, rules.health)];
}

const pointsOf = (reasons: readonly HealthReason[]): number => reasons.reduce((sum, { points }) => sum + points, 0);

/** 100 less the points of every reason; never below 0, nor above 100. */
export function scoreOf(reasons: readonly HealthReason[]): number {
  return Math.min(100, Math.max(0, 100 - pointsOf(reasons)));
}

/** A signal in words for people: `service call`. */
export function signalText(signal: SignalName): string {
  return inWords(signal);
}

/** Points with their sign, below 0 for what was lost. */
export const signedPoints = (points: number): string => (points > 0 ? `+${points}` : `−${-points}`);

const keyOf = ({ signal, code }: Pick<HealthReason, 'signal' | 'code'>): string =>
  code === undefined ? signal : `${signal} ${code}`;

/** What differs between two lists of reasons, in points won or lost. */
export function movesOf(before: readonly HealthReason[], after: readonly HealthReason[]): readonly HealthMove[] {
  const points = (reasons: readonly HealthReason[], key: string): number =>
    reasons.find((reason) => keyOf(reason) === key)?.points ?? 0;
  const all = new Map([...before, ...after].map((reason) => [keyOf(reason), reason]));
  return [...all]
    .map(([key, { signal, code, name }]) => ({
      signal,
      by: points(before, key) - points(after, key),
      ...(code === undefined ? {} : { code }),
      ...(name === undefined ? {} : { name }),
    }))
    .filter(({ by }) => by !== 0);
}
