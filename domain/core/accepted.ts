/**
 * When a message counts. It acts at the moment at which it was accepted, so that an outage of ours turns no answer into
 * a missed touch and no renewal into a loss. A life whose clock was skipped lives in a time of its own: the moment of
 * acceptance says nothing there, so its messages act when they are taken.
 */
import type { Instant } from './json';

/** Where a life's clock stood when something was recorded last; null where that is not known. */
export interface LifeClock {
  /** The moment of its last event, by its own clock. */
  readonly lastAt: Instant | null;
  /** When that was recorded, by the real clock. */
  readonly recordedAt: Instant | null;
}

/** An event is recorded after it happened. A life that is ahead of its recording by more than this was skipped. */
const driftMs = 60_000;

/** True for a life whose clock was skipped; an outage can only make a recording late, never early. */
export function isFastForwarded({ lastAt, recordedAt }: LifeClock): boolean {
  if (lastAt === null || recordedAt === null) return false;
  return Date.parse(lastAt) - Date.parse(recordedAt) > driftMs;
}

/** What a message to that life says of its moment: when it was accepted, or nothing where the clock was skipped. */
export function acceptance(clock: LifeClock, acceptedAt: Instant): { readonly acceptedAt?: Instant } {
  return isFastForwarded(clock) ? {} : { acceptedAt };
}
