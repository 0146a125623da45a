/** How long a server asks us to wait, by the headers of its answer. Whether we do is a rule: domain/integrations/feeds.ts. */
import type { Instant } from '../domain/core/json';

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
