/** Secrets by which webhooks are signed: the newest, and for a day the one that it replaced. */
import type { Instant } from '../domain/core/json';

export interface HookSecret {
  /** `whsec_` and base64, as Standard Webhooks writes it. */
  readonly secret: string;
  /** Until when it is good; null for the newest. */
  readonly until: Instant | null;
}

const overlapMs = 86_400_000;

const isGood = ({ until }: HookSecret, now: Date): boolean => until === null || until > now.toISOString();

/** Those that a message is signed with at a moment, the newest first. */
export function currentSecrets(secrets: readonly HookSecret[], now: Date): readonly string[] {
  return secrets.filter((one) => isGood(one, now)).map(({ secret }) => secret);
}

/** With a new one in front; the ones before are good for one more day. */
export function rotated(secrets: readonly HookSecret[], secret: string, now: Date): readonly HookSecret[] {
  const until = new Date(now.getTime() + overlapMs).toISOString();
  const before = secrets.filter((one) => isGood(one, now)).map((one) => ({ ...one, until: one.until ?? until }));
  return [{ secret, until: null }, ...before];
}
