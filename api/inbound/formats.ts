/**
 * What a helpdesk and a billing system send, in their own public formats, and how they sign it:
 *
 * - `zendesk`: Zendesk's event webhooks (ticket created, status changed, deleted); `X-Zendesk-Webhook-Signature`,
 *   HMAC-SHA256 over timestamp and body, in base64.
 * - `stripe`: Stripe's events (invoice.overdue, paid, voided, …); `Stripe-Signature`, `t=…,v1=…`, HMAC-SHA256 over
 *   timestamp, a point and the body, in hex.
 */
import { sourceFormats, type SourceFormat } from '../schemas/sources';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { wordOf } from '../../records/columns/column';
import { daysOverdue } from '../../domain/concerns/receivables';
import { isMomentInSpan } from '../../domain/core/span';
import { moment } from '../schemas/common';
import type { SourceNews } from '../../records/columns/sources';
import { stripeAmount } from './stripe-amount';

/** The format in which a source speaks; throws `BrokenRecord`. */
export function formatOf(row: { readonly id: string; readonly format: string }): SourceFormat {
  return wordOf(sourceFormats, { table: 'sources', column: 'format', id: row.id }, row.format);
}

export interface SourceEvent {
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

/** Text that a database keeps. */
const text = z
  .string()
  .min(1)
  .max(200)
  .refine((given) => !given.includes('\0') && given.isWellFormed());
/** A number beyond these is another one once it was read. */
const code = z.union([text, z.int().transform(String)]);

export const zendeskEvent = z
  .object({
    id: text.meta({ description: 'The event’s id', examples: ['zev-1042'] }),
    time: moment('2027-03-15T08:00:00Z').describe('When it happened'),
    type: text.meta({ description: 'The event’s type', examples: ['zen:event-type:ticket.status_changed'] }),
    detail: z
      .object({
        id: code.meta({ description: 'The ticket’s id', examples: ['35436'] }),
        organization_id: code.nullish().meta({ description: 'The client, by Zendesk’s id', examples: ['360001234'] }),
        status: text.nullish().meta({ description: 'The ticket’s status', examples: ['OPEN'] }),
      })
      .meta({ id: 'ZendeskTicket', description: 'The ticket' }),
  })
  .meta({ id: 'ZendeskEvent', description: 'An event of Zendesk’s event webhooks; more fields may stand in it' });
/** Statuses of a ticket that still waits for somebody. */
const openStatuses: readonly string[] = ['NEW', 'OPEN', 'PENDING', 'HOLD'];

const seconds = (description: string) =>
  z
    .number()
    .int()
    .min(0)
    .refine((at) => isMomentInSpan(at * 1_000))
    .meta({ description: `${description}, in seconds since 1970`, examples: [1_805_097_600] });
export const stripeEvent = z
  .object({
    id: text.meta({ description: 'The event’s id', examples: ['evt_1042'] }),
    created: seconds('When it happened'),
    type: text.meta({ description: 'The event’s type', examples: ['invoice.overdue'] }),
    data: z
      .object({
        object: z
          .object({
            id: text.meta({ description: 'The invoice’s id', examples: ['in_1042'] }).optional(),
            number: text.nullish().meta({ description: 'The invoice’s number', examples: ['INV-2027-031'] }),
            customer: text.nullish().meta({ description: 'The client, by Stripe’s id', examples: ['cus_alpine'] }),
            amount_remaining: z
              .number()
              .int()
              .min(0)
              .meta({ description: 'What is open, in minor units', examples: [1_200_000] })
              .optional(),
            currency: z
              .string()
              .regex(/^[A-Za-z]{3}$/)
              .meta({ description: 'ISO 4217 code in small letters', examples: ['eur'] })
              .optional(),
            due_date: seconds('When it was due').nullish().describe('When it was due, in seconds since 1970'),
            metadata: z
              .object({
                holdfast_lifecycle: text
                  .meta({ description: 'The lifecycle that it is about', examples: ['D-1042.crm-pro.t1'] })
                  .optional(),
              })
              .meta({ id: 'StripeMetadata', description: 'What was noted with the invoice' })
              .nullish(),
          })
          .meta({ id: 'StripeInvoice', description: 'The invoice' }),
      })
      .meta({ id: 'StripeEventData', description: 'What the event is about' }),
  })
  .meta({ id: 'StripeEvent', description: 'An event of Stripe’s webhooks; more fields may stand in it' });

const readers: Readonly<Record<SourceFormat, (body: unknown) => SourceEvent | null>> = {
  zendesk: (body) => {
    const { success, data } = zendeskEvent.safeParse(body);
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
    const { success, data } = stripeEvent.safeParse(body);
    if (!success) return null;
    const { id: eventId, created, type } = data;
    const { id, number, customer, amount_remaining: amount, currency, due_date: due, metadata } = data.data.object;
    const invoice = number ?? id;
    const days = daysOverdue(due === null || due === undefined ? null : due * 1_000, created * 1_000);
    const told = (): SourceNews | null => {
      if (invoice === undefined) return null;
      if (type === 'invoice.overdue' && amount !== undefined && currency !== undefined) {
        const open = stripeAmount(amount, currency);
        return { kind: 'invoice-overdue', invoice, days, ...(open === null ? {} : { amount: open }) };
      }
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
export function readEvent(format: SourceFormat, body: unknown): SourceEvent | null {
  return readers[format](body);
}
