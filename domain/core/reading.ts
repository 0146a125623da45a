/**
 * Readings (usage in percent, open tickets) arrive daily; a lifecycle is told only when they come to lie in another
 * bucket. Buckets are sticky: a reading that wobbles around an edge stays in the bucket it was in. They do not depend on
 * policy, so a policy may weigh a bucket otherwise without a new reading.
 */
import { afterDays } from './calendar';
import type { Instant } from './json';
import type { Better } from './measure';

const usageBuckets = ['none', 'low', 'some', 'good', 'full'] as const;
/** `silent` is no reading but the lack of any for thirty days. */
export const usageWords = [...usageBuckets, 'silent'] as const;
export type UsageBucket = (typeof usageWords)[number];
export const ticketBuckets = ['few', 'several', 'many', 'flood'] as const;
export type TicketBucket = (typeof ticketBuckets)[number];

/** Where a signal of the house's own lies by its thresholds; `silent` as of usage. */
export const ownBuckets = ['fine', 'warn', 'alarm', 'silent'] as const;
export type OwnBucket = (typeof ownBuckets)[number];

/** How a kind of the house's own is read: which way is better, and from where on it warns and alarms. */
export interface OwnThresholds {
  readonly better: Better;
  readonly warnAt: number;
  readonly alarmAt: number;
}

/** A reading's kind, and the bucket that it lies in. */
export type Bucket =
  | { readonly kind: 'usage'; readonly bucket: UsageBucket }
  | { readonly kind: 'tickets'; readonly bucket: TicketBucket }
  /** Of the house's own, with the name of its kind. */
  | { readonly kind: 'own'; readonly code: string; readonly name?: string; readonly bucket: OwnBucket };

/** Lower edges of the buckets after the first, and how far beyond an edge a reading must lie to leave its bucket. */
const edges = {
  usage: { names: usageBuckets, from: [5, 25, 50, 80], stick: 3 },
  tickets: { names: ticketBuckets, from: [2, 5, 10], stick: 1 },
} as const;

export type ReadingKind = keyof typeof edges;

function index(value: number, from: readonly number[]): number {
  return from.filter((edge) => value >= edge).length;
}

function sticky(value: number, from: readonly number[], stick: number, previous: number): number {
  const here = index(value, from);
  if (here > previous) return Math.max(previous, index(value - stick, from));
  return here < previous ? Math.min(previous, index(value + stick, from)) : here;
}

/** The bucket of a usage reading (0–100, percent of what was bought), given the one it was in. */
export function usageBucket(value: number, previous: UsageBucket | null): UsageBucket {
  const { names, from, stick } = edges.usage;
  const to =
    previous === null || previous === 'silent'
      ? index(value, from)
      : sticky(value, from, stick, names.indexOf(previous));
  return names[to] ?? 'full';
}

/** The bucket of a count of open tickets, given the one it was in. */
export function ticketBucket(value: number, previous: TicketBucket | null): TicketBucket {
  const { names, from, stick } = edges.tickets;
  const to = previous === null ? index(value, from) : sticky(value, from, stick, names.indexOf(previous));
  return names[to] ?? 'flood';
}

/** The part of the way from warning to alarm by which a reading must be better than a threshold to leave its bucket. */
const ownStick = 0.1;

/**
 * The bucket of a reading of the house's own, given the one it was in. A worse bucket is entered at its threshold, and left
 * with something to spare.
 */
export function ownBucket(
  value: number,
  { better, warnAt, alarmAt }: OwnThresholds,
  previous: OwnBucket | null,
): OwnBucket {
  const sign = better === 'higher' ? -1 : 1;
  const spare = Math.abs(alarmAt - warnAt) * ownStick;
  const isPast = (threshold: number, stays: boolean): boolean => sign * value >= sign * threshold - (stays ? spare : 0);
  if (isPast(alarmAt, previous === 'alarm')) return 'alarm';
  return isPast(warnAt, previous === 'alarm' || previous === 'warn') ? 'warn' : 'fine';
}

/** The bucket of a reading of the house's own, given the name of the one before; a name that is none counts as no reading. */
export function ownBucketAfter(value: number, thresholds: OwnThresholds, previous: string | null): OwnBucket {
  return ownBucket(value, thresholds, ownBuckets.find((one) => one === previous) ?? null);
}

/**
 * The bucket of a reading of either kind, given the bucket it was in. A name that is no bucket of that kind counts as if
 * there had been no reading before.
 */
export function bucketOf(kind: ReadingKind, value: number, previous: string | null): UsageBucket | TicketBucket {
  return kind === 'usage'
    ? usageBucket(value, usageWords.find((one) => one === previous) ?? null)
    : ticketBucket(value, ticketBuckets.find((one) => one === previous) ?? null);
}

/** Days without a usage reading after which a lifecycle that had some counts as silent; of any kind of the house's own too. */
export const silentAfterDays = 30;

/** A lifecycle whose last usage reading was heard before this moment is silent. */
export function silentBefore(now: Instant): Instant {
  return afterDays(now, -silentAfterDays);
}
