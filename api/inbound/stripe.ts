/**
 * Stripe's events of invoices, whichever of them tells how one stands:
 *
 *   overdue, or the last try to charge it failed, or its subscription is past due ──► overdue
 *   open, and less of it than was due; or a part came in ──► remains
 *   paid │ uncollectible │ void ──► paid │ written off │ voided
 *
 * While Stripe will try again to charge an invoice by itself, that alone is nobody's business; but a subscription that is past
 * due is at stake, for Stripe ends it when the last try fails. Read in the shapes of the API since 2019; what a version moved is
 * looked for where it was and where it is.
 */
import { z } from 'zod';
import { daysOverdue } from '../../domain/concerns/receivables';
import type { Money } from '../../domain/core/json';
import { isMomentInSpan } from '../../domain/core/span';
import type { SourceNews } from '../../records/columns/sources';
import { envelope, perhaps, said, text, nothingTold, type SourceEvent, type NothingTold } from './event';
import { stripeAmount } from './stripe-amount';

const seconds = (description: string) =>
  z
    .number()
    .int()
    .min(0)
    .refine((at) => isMomentInSpan(at * 1_000))
    .meta({ description: `${description}, in seconds since 1970`, examples: [1_805_097_600] });

/** Text that may be missing or empty. */
const word = (description: string, example: string) => perhaps.meta({ description, examples: [example] });
/** Another object, by its id or in full. */
const reference = (description: string, example: string) =>
  z.union([perhaps, z.object({ id: text.describe('Its id') })]).meta({ description, examples: [example] });
const amount = (description: string, example: number) =>
  z
    .number()
    .int()
    .nullish()
    .meta({ description: `${description}, in Stripe’s minor units`, examples: [example] });

const metadata = z
  .object({ holdfast_lifecycle: word('The lifecycle that it is about', 'D-1042.crm-pro.t1') })
  .meta({ id: 'StripeMetadata', description: 'What was noted with the invoice or its subscription' })
  .nullish();
const ofSubscription = z
  .object({ metadata })
  .meta({ id: 'StripeSubscriptionDetails', description: 'The subscription that made the invoice' })
  .nullish();

export const stripeEvent = z
  .object({
    id: text.meta({ description: 'The event’s id', examples: ['evt_1042'] }),
    created: seconds('When it happened'),
    type: text.meta({ description: 'The event’s type', examples: ['invoice.overdue'] }),
    livemode: z
      .boolean()
      .nullish()
      .meta({ description: 'False: it did not really happen', examples: [true] }),
    data: z
      .object({
        object: z
          .object({
            id: word('The invoice’s id', 'in_1042'),
            number: word('The invoice’s number', 'INV-2027-031'),
            customer: reference('The client, by Stripe’s id', 'cus_alpine'),
            status: word('How the invoice, or the subscription, stands', 'open'),
            amount_due: amount('What was due', 1_200_000),
            amount_remaining: amount('What is open', 1_200_000),
            currency: word('ISO 4217 code in small letters', 'eur'),
            created: seconds('When it was made').nullish().describe('When it was made, in seconds since 1970'),
            due_date: seconds('When it was due').nullish().describe('When it was due, in seconds since 1970'),
            status_transitions: z
              .object({ finalized_at: seconds('When it was sent').nullish().describe('In seconds since 1970') })
              .meta({ id: 'StripeTransitions', description: 'When it came to stand so' })
              .nullish(),
            collection_method: word('Whether Stripe charges it, or the client is sent it', 'send_invoice'),
            next_payment_attempt: seconds('When Stripe will charge it again')
              .nullish()
              .describe('When Stripe will charge it again; null where it will not'),
            amount_paid: amount('Of a payment: what came in', 100_000),
            invoice: reference('Of a payment: the invoice for which it came in', 'in_1042'),
            latest_invoice: reference('Of a subscription: its newest invoice', 'in_1042'),
            metadata,
            parent: z
              .object({ subscription_details: ofSubscription })
              .meta({ id: 'StripeParent', description: 'What made the invoice; since 2025-03-31' })
              .nullish(),
            subscription_details: ofSubscription.describe('What made the invoice; before 2025-03-31'),
          })
          .meta({ id: 'StripeInvoice', description: 'The invoice, its payment, or the subscription' }),
        previous_attributes: z
          .record(z.string(), z.unknown())
          .nullish()
          .meta({ description: 'What was changed, as it was before', examples: [{ amount_paid: 0 }] }),
      })
      .meta({ id: 'StripeEventData', description: 'What the event is about' }),
  })
  .meta({ id: 'StripeEvent', description: 'An event of Stripe’s webhooks; more fields may stand in it' });

type AnyStripeEvent = z.output<typeof stripeEvent>;
type StripeNews = SourceNews | NothingTold;

const idOf = (one: string | { readonly id: string } | null | undefined): string | null =>
  said(typeof one === 'object' ? one?.id : one);

const moneyOf = (amountOf: number | null | undefined, currency: string | null | undefined): Money | null =>
  typeof amountOf === 'number' && amountOf > 0 && typeof currency === 'string'
    ? stripeAmount(amountOf, currency)
    : null;

/** What the client was to pay, and whether Stripe tries to charge it by itself. */
function failed({
  created: at,
  data: { object: invoice },
}: AnyStripeEvent): 'again' | 'not-due' | { readonly dueMs: number } {
  const { due_date: due, collection_method: method, next_payment_attempt: next } = invoice;
  const sent = due ?? invoice.status_transitions?.finalized_at ?? invoice.created ?? at;
  // The client tried to pay what they were sent: it is late when its day is past.
  if (method === 'send_invoice')
    return due !== null && due !== undefined && due <= at ? { dueMs: due * 1_000 } : 'not-due';
  return next === null || next === undefined ? { dueMs: sent * 1_000 } : 'again';
}

function ofInvoice(event: AnyStripeEvent): StripeNews {
  const { type, created, data } = event;
  const { object: invoice, previous_attributes: previous } = data;
  const id = said(invoice.id);
  const name = said(invoice.number) ?? id;
  if (name === null) return 'nothing-about-health';
  const known = { invoice: name, ...(id === null || id === name ? {} : { alias: id }) };
  const { status } = invoice;
  if (status === 'void' || type === 'invoice.voided') return { kind: 'invoice-paid', ...known, end: 'voided' };
  if (status === 'paid' || type === 'invoice.paid' || type === 'invoice.payment_succeeded')
    return { kind: 'invoice-paid', ...known };
  if (status === 'uncollectible' || type === 'invoice.marked_uncollectible')
    return { kind: 'invoice-paid', ...known, end: 'written-off' };
  if (status === 'draft') return 'nothing-about-health';
  const open = moneyOf(invoice.amount_remaining, invoice.currency);
  const overdue = (dueMs: number | null): StripeNews => ({
    kind: 'invoice-overdue',
    ...known,
    days: daysOverdue(dueMs, created * 1_000),
    ...(open === null ? {} : { amount: open }),
  });
  if (type === 'invoice.overdue')
    return overdue(typeof invoice.due_date === 'number' ? invoice.due_date * 1_000 : null);
  const changed = Object.keys(previous ?? {});
  const tried = type === 'invoice.payment_failed' ? failed(event) : null;
  if (tried === 'not-due') return tried;
  if (tried !== null && tried !== 'again') return overdue(tried.dueMs);
  const { amount_due: due, amount_remaining: remaining } = invoice;
  const isLess = typeof due === 'number' && typeof remaining === 'number' && remaining < due;
  if (open === null || !(isLess || tried === 'again' || changed.includes('amount_remaining')))
    return 'nothing-about-health';
  const credited = changed.includes('pre_payment_credit_notes_amount') && !changed.includes('amount_paid');
  return { kind: 'invoice-remains', ...known, amount: open, ...(credited ? { credited } : {}) };
}

/** A payment of an invoice, one of several perhaps; since 2025-03-31. */
function ofPayment({ data: { object: payment } }: AnyStripeEvent): StripeNews {
  const invoice = idOf(payment.invoice);
  const paid = moneyOf(payment.amount_paid, payment.currency);
  return invoice === null || paid === null ? 'nothing-about-health' : { kind: 'invoice-part-paid', invoice, paid };
}

/** A subscription is late with its newest invoice. */
function ofLateSubscription({
  data: { object: subscription, previous_attributes: previous },
}: AnyStripeEvent): StripeNews {
  const invoice = idOf(subscription.latest_invoice);
  if (invoice === null || !['past_due', 'unpaid'].includes(subscription.status ?? '')) return 'nothing-about-health';
  const isNews =
    typeof previous !== 'object' || previous === null || 'status' in previous || 'latest_invoice' in previous;
  return isNews ? { kind: 'invoice-overdue', invoice, days: 1 } : 'nothing-new';
}

const readers: readonly (readonly [RegExp, (event: AnyStripeEvent) => StripeNews])[] = [
  [/^invoice\./, ofInvoice],
  [/^invoice_payment\.paid$/, ofPayment],
  [/^customer\.subscription\.(created|updated)$/, ofLateSubscription],
];

/** What an event of Stripe tells; null for what is no event of an invoice or a subscription, though it says so. */
export function readStripe(body: unknown): SourceEvent | null {
  const { type } = envelope.parse(body);
  const read = readers.find(([types]) => types.test(type))?.[1];
  if (read === undefined) return nothingTold(body, 'nothing-about-health');
  const { success, data: event } = stripeEvent.safeParse(body);
  if (!success) return null;
  const { customer, metadata: noted, parent, subscription_details: before } = event.data.object;
  const heard = read(event);
  return {
    eventId: event.id,
    at: new Date(event.created * 1_000),
    externalId: idOf(customer),
    lifecycle:
      said(noted?.holdfast_lifecycle) ??
      said(parent?.subscription_details?.metadata?.holdfast_lifecycle) ??
      said(before?.metadata?.holdfast_lifecycle),
    ...(typeof heard === 'string' ? { told: null, ignored: heard } : { told: heard }),
    ...(event.livemode === false ? { ofTest: true } : {}),
  };
}
