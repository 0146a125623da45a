/** When a feed is asked again: as seldom as we were told, as it asks, and ever more seldom while it fails. */
import type { Instant } from '../domain/core/json';

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

/** Nobody makes us wait for longer, whatever they ask for. */
const longestMinutes = 7 * 24 * 60;
const mostDoublings = 5;

/** The moment of the next poll. */
export function nextPollAt(
  now: Instant,
  { everyMinutes, ttlMinutes = 0, serverSeconds = 0, failures }: PollRhythm,
): Instant {
  const patient = everyMinutes * 2 ** Math.min(failures, mostDoublings);
  const minutes = Math.min(longestMinutes, Math.max(patient, ttlMinutes, serverSeconds / 60));
  return new Date(Date.parse(now) + Math.ceil(minutes) * 60_000).toISOString();
}

/** Seconds of a `Retry-After` header: a number, or a moment. */
export function retryAfterSeconds(header: string | undefined, now: Instant): number {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, (at - Date.parse(now)) / 1_000);
}

/** Seconds of a `Cache-Control` header for which an answer stays fresh. */
export function maxAgeSeconds(header: string | undefined): number {
  return Number(/(?:^|[\s,])max-age=(\d{1,9})/.exec(header ?? '')?.[1] ?? 0);
}

/** True when one of the words stands in the text; any text will do where no words are given. */
export function speaksOf(words: readonly string[], text: string): boolean {
  if (words.length === 0) return true;
  const spelled = (one: string): string =>
    one
      .toLowerCase()
      .normalize('NFC')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  const where = ` ${spelled(text)} `;
  return words.some((word) => where.includes(` ${spelled(word).trim()} `));
}
