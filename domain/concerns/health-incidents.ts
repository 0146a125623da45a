/** Incidents: what happens once, counts against health for a while, and fades. Several of one kind within days count together. */
import { afterDays } from '../core/calendar';
import type { EventOf, See } from '../core/concern';
import type { Instant } from '../core/json';
import { isBounded } from '../core/ledger';
import { changeIn } from '../core/listed';

export const incidents = ['serviceCall', 'billingError', 'contactDeparted', 'competitorSeen', 'news'] as const;
export type Incident = (typeof incidents)[number];

/** An incident, or several of one kind that are as bad as each other and came within `togetherDays`: they fade together. */
export interface Noted {
  readonly id: string;
  readonly incident: Incident;
  readonly badness: number;
  /** The last of them. */
  readonly at: Instant;
  /** How many they are, and when the first of them was; absent for one. */
  readonly count?: number;
  readonly since?: Instant;
}

/** What health keeps of incidents: those that count still, and how many there ever were. */
interface Incidents {
  readonly incidents: readonly Noted[];
  readonly counted: number;
}

/** So many days after the first, a further incident is no longer counted with it. */
const togetherDays = 7;

/** The incident as noted: with one of its kind that is as bad and not long past, or by itself. */
export function noted(
  slice: Incidents,
  { seed, now }: See,
  incident: Incident,
  badness = 1,
): EventOf<'incident-noted'> {
  const before = slice.incidents.findLast(
    (one) =>
      isBounded(seed) &&
      one.incident === incident &&
      one.badness === badness &&
      afterDays(one.since ?? one.at, togetherDays) > now,
  );
  return { kind: 'incident-noted', id: before?.id ?? `incident-${slice.counted + 1}`, incident, badness };
}

/** With one more incident. */
export function withNoted<S extends Incidents>(
  slice: S,
  { id, incident, badness }: EventOf<'incident-noted'>,
  at: Instant,
): S {
  const before = slice.incidents.find((one) => one.id === id);
  if (before === undefined)
    return { ...slice, counted: slice.counted + 1, incidents: [...slice.incidents, { id, incident, badness, at }] };
  const { since = before.at, count = 1 } = before;
  return { ...slice, incidents: changeIn(slice.incidents, id, (one) => ({ ...one, at, since, count: count + 1 })) };
}
