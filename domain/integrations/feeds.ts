/** When a feed is asked again: as seldom as we were told, as it asks itself, and ever more seldom while it fails. */
import type { Instant } from '../core/json';

/** A feed is somebody else's server: it is asked every hour at most, whatever somebody of ours sets. */
export const leastMinutes = 60;
/** Twice a day, where nobody says how often. */
export const usualMinutes = 12 * 60;
/** Nobody makes us wait for longer than a week, whatever they ask for. */
export const longestMinutes = 7 * 24 * 60;
/** The time between two polls doubles with every failed one, so many times. */
const mostDoublings = 5;
/** However often somebody asks for a poll, a feed's server rests for so long between two of them. */
const restSeconds = 60;

/** What decides how often a feed is asked. */
export interface PollRhythm {
  readonly everyMinutes: number;
  /** What the feed itself asks for; 0: nothing. */
  readonly ttlMinutes?: number;
  /** What its server asks for (`Retry-After`, `Cache-Control: max-age`), in seconds; 0: nothing. */
  readonly serverSeconds?: number;
  /** Failed polls in a row. */
  readonly failures: number;
}

/** The moment of the next poll, in whole minutes from now. */
export function nextPollAt(
  now: Instant,
  { everyMinutes, ttlMinutes = 0, serverSeconds = 0, failures }: PollRhythm,
): Instant {
  const patient = everyMinutes * 2 ** Math.min(failures, mostDoublings);
  const minutes = Math.min(longestMinutes, Math.max(patient, ttlMinutes, serverSeconds / 60));
  return new Date(Date.parse(now) + Math.ceil(minutes) * 60_000).toISOString();
}

/** True while a feed that was asked at a moment is left in peace; `polledAt` is null where it never was. */
export function isResting(polledAt: Instant | null, now: Instant): boolean {
  return polledAt !== null && Date.parse(now) - Date.parse(polledAt) < restSeconds * 1_000;
}
