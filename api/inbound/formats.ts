/**
 * What a helpdesk and a billing system send, in their own public formats, and how they sign it:
 *
 * - `zendesk`: Zendesk's event webhooks (ticket created, status changed, deleted); `X-Zendesk-Webhook-Signature`,
 *   HMAC-SHA256 over timestamp and body, in base64.
 * - `stripe`: Stripe's events (invoice.overdue, paid, voided, …); `Stripe-Signature`, `t=…,v1=…`, HMAC-SHA256 over
 *   timestamp, a point and the body, in hex.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { SourceNews } from '../../records/columns/messages';

export const sourceFormats = ['zendesk', 'stripe'] as const;
export type SourceFormat = (typeof sourceFormats)[number];

export interface Event {
  readonly eventId: string;
  readonly at: Date;
  /** Their id of whom it is about; null where they name nobody. */
  readonly externalId: string | null;
  /** The lifecycle that they name themselves. */
  readonly lifecycle: string | null;
  /** Null for what says nothing about a client's health. */
  readonly told: SourceNews | null;
}

/** Headers by their lower-case names. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** A signature older than that was kept by somebody. */
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

/** True when whoever knows the secret has signed this body lately. */
export function isSignedBy(format: SourceFormat, secret: string, headers: Headers, body: string, now: Date): boolean {
  return signatures[format](secret, headers, body, now);
}

/** Text that a database keeps. */
const text = z
  .string()
  .min(1)
  .max(200)
  .refine((given) => !given.includes('\0') && given.isWellFormed());
const code = z.union([text, z.number().transform(String)]);

const zendesk = z.object({
  id: text,
  time: z.iso.datetime({ offset: true }),
  type: text,
  detail: z.object({ id: code, organization_id: code.nullish(), status: text.nullish() }),
});
/** Statuses of a ticket that still waits for somebody. */
const openStatuses: readonly string[] = ['NEW', 'OPEN', 'PENDING', 'HOLD'];

const stripe = z.object({
  id: text,
  created: z.number().int().min(0).max(1e11),
  type: text,
  data: z.object({
    object: z.object({
      id: text.optional(),
      number: text.nullish(),
      customer: text.nullish(),
      amount_remaining: z.number().int().min(0).optional(),
      currency: z.string().length(3).optional(),
      due_date: z.number().int().min(0).max(1e11).nullish(),
      metadata: z.object({ holdfast_lifecycle: text.optional() }).nullish(),
    }),
  }),
});

const daySeconds = 86_400;

const readers: Readonly<Record<SourceFormat, (body: unknown) => Event | null>> = {
  zendesk: (body) => {
    const { success, data } = zendesk.safeParse(body);
    if (!success) return null;
    const { id, time, type, detail } = data;
    const gone = /ticket\.(deleted|soft_deleted|permanently_deleted|marked_as_spam)$/.test(type);
    const status = (detail.status ?? '').toUpperCase();
    const isTicket = type.startsWith('zen:event-type:ticket.') && (gone || status !== '');
    const open = !gone && openStatuses.includes(status);
    return {
      eventId: id,
      at: new Date(time),
      externalId: detail.organization_id ?? null,
      lifecycle: null,
      told: isTicket ? { kind: 'ticket', ticket: detail.id, open } : null,
    };
  },
  stripe: (body) => {
    const { success, data } = stripe.safeParse(body);
    if (!success) return null;
    const { id: eventId, created, type } = data;
    const { id, number, customer, amount_remaining: amount, currency, due_date: due, metadata } = data.data.object;
    const invoice = number ?? id;
    const days = Math.max(1, Math.floor((created - (due ?? created)) / daySeconds));
    const told = (): SourceNews | null => {
      if (invoice === undefined) return null;
      if (type === 'invoice.overdue' && amount !== undefined && currency !== undefined)
        return { kind: 'invoice-overdue', invoice, days, amount: { amount, currency: currency.toUpperCase() } };
      // Voided is not owed any more.
      return type === 'invoice.paid' || type === 'invoice.voided' ? { kind: 'invoice-paid', invoice } : null;
    };
    return {
      eventId,
      at: new Date(created * 1_000),
      externalId: customer ?? null,
      lifecycle: metadata?.holdfast_lifecycle ?? null,
      told: told(),
    };
  },
};

/** What a signed body tells; null when it does not have the shape of its format. */
export function readEvent(format: SourceFormat, body: unknown): Event | null {
  return readers[format](body);
}
