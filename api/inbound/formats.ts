/**
 * What a helpdesk and a billing system send, in their own public formats, and how they sign it:
 *
 * - `zendesk`: Zendesk's event webhooks (`zendesk.ts`); `X-Zendesk-Webhook-Signature`, HMAC-SHA256 over timestamp and
 *   body, in base64.
 * - `stripe`: Stripe's events (`stripe.ts`); `Stripe-Signature`, `t=…,v1=…`, HMAC-SHA256 over timestamp, a point and the
 *   body, in hex.
 *
 * A sender is free: an endpoint hears of anything, fields come empty, and new types come without a word. All of that is
 * taken and ignored, with the reason, for a sender who is refused tries for days and then stops sending at all.
 */
import { sourceFormats, type SourceFormat } from '../schemas/sources';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { wordOf } from '../../records/columns/column';
import { envelope, type SourceEvent } from './event';
import { readStripe } from './stripe';
import { readZendesk } from './zendesk';

/** The format in which a source speaks; throws `BrokenRecord`. */
export function formatOf(row: { readonly id: string; readonly format: string }): SourceFormat {
  return wordOf(sourceFormats, { table: 'sources', column: 'format', id: row.id }, row.format);
}

/** Headers by their lower-case names. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** A signature older than that may have been kept by somebody, to be used again. */
const toleranceMs = 5 * 60_000;

const one = (header: string | string[] | undefined): string =>
  Array.isArray(header) ? (header[0] ?? '') : (header ?? '');

function isSame(expected: Buffer, given: Buffer): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given);
}

const isRecent = (at: number, now: Date): boolean => Math.abs(now.getTime() - at) <= toleranceMs;

const signatures: Readonly<
  Record<SourceFormat, (secret: string, headers: Headers, body: string, now: Date) => boolean>
> = {
  zendesk: (secret, headers, body, now) => {
    const stamp = one(headers['x-zendesk-webhook-signature-timestamp']);
    const expected = createHmac('sha256', secret)
      .update(stamp + body)
      .digest();
    const given = Buffer.from(one(headers['x-zendesk-webhook-signature']), 'base64');
    return isRecent(Date.parse(stamp), now) && isSame(expected, given);
  },
  stripe: (secret, headers, body, now) => {
    const parts = one(headers['stripe-signature'])
      .split(',')
      .map((part) => part.split('=', 2));
    const stamp = parts.find(([name]) => name === 't')?.[1] ?? '';
    const expected = createHmac('sha256', secret).update(`${stamp}.${body}`).digest();
    return (
      isRecent(Number(stamp) * 1_000, now) &&
      parts.some(([name, value = '']) => name === 'v1' && isSame(expected, Buffer.from(value, 'hex')))
    );
  },
};

/** True when the body was signed lately, by somebody who knows the secret. */
export function isSignedBy(format: SourceFormat, secret: string, headers: Headers, body: string, now: Date): boolean {
  return signatures[format](secret, headers, body, now);
}

const readers: Readonly<Record<SourceFormat, (body: unknown) => SourceEvent | null>> = {
  zendesk: readZendesk,
  stripe: readStripe,
};

/** What a signed body tells; null when it is no event. What is of a test is ignored, unless the source is one for tests. */
export function readEvent(format: SourceFormat, body: unknown, forTests = false): SourceEvent | null {
  if (!envelope.safeParse(body).success) return null;
  const event = readers[format](body);
  return event?.ofTest === true && !forTests ? { ...event, told: null, ignored: 'test-mode' } : event;
}
