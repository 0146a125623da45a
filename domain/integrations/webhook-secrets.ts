/**
 * Secrets by which a webhook's messages are signed: the newest, and each that was replaced less than a day ago. So the
 * receiver can change over, however often the secret is rotated meanwhile.
 */
import { afterDays } from '../core/calendar';
import type { Instant } from '../core/json';

export interface WebhookSecret {
  /** `whsec_` and base64, as Standard Webhooks writes it. */
  readonly secret: string;
  /** Until when it is good; null for the newest. */
  readonly until: Instant | null;
}

const overlapDays = 1;

const isGood = ({ until }: WebhookSecret, now: Instant): boolean => until === null || until > now;

/** Those that a message is signed with at a moment, the newest first. */
export function currentSecrets(secrets: readonly WebhookSecret[], now: Instant): readonly string[] {
  return secrets.filter((one) => isGood(one, now)).map(({ secret }) => secret);
}

/** So many secrets are good at once: each signs every message. */
export const mostSecrets = 20;

/**
 * With a new one in front. The newest before it is good for one more day, older ones for as long as they were; so whoever
 * was given one has it for a day. Null where too many are good still: none of them is dropped before its day is over.
 */
export function rotated(
  secrets: readonly WebhookSecret[],
  secret: string,
  now: Instant,
): readonly WebhookSecret[] | null {
  const until = afterDays(now, overlapDays);
  const before = secrets.filter((one) => isGood(one, now)).map((one) => ({ ...one, until: one.until ?? until }));
  return before.length >= mostSecrets ? null : [{ secret, until: null }, ...before];
}
