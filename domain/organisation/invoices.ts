/** Whose invoice it is that a billing system tells of, and how it stands: news may overtake each other. */
import type { UnpaidEnd } from '../concerns/receivables';
import type { Instant, Money } from '../core/json';

/** What was told of an invoice before. */
export interface InvoiceNews {
  /** Overdue, settled in whatever way, open with so much, or paid by so much. */
  readonly kind: 'invoice-overdue' | 'invoice-paid' | 'invoice-remains' | 'invoice-part-paid';
  /** When it happened, by the billing system. */
  readonly at: Instant;
  /** The lifecycle that was told of it, or was about to be when something failed; null for none. */
  readonly lifecycle: string | null;
  /** What the invoice was called then. */
  readonly invoice?: string;
  /** The billing system's id of it, where it was called by its number. */
  readonly alias?: string;
  /** By which name a lifecycle was told of it. */
  readonly calledAs?: string;
  /** How it was settled without being paid. */
  readonly end?: UnpaidEnd;
  /** What was open. */
  readonly amount?: Money;
  /** What came in. */
  readonly paid?: Money;
}

/** True where news of an invoice being overdue come too late: it was settled at that moment, or has been since. */
export function isPaidSince(overdueAt: Instant, news: readonly InvoiceNews[]): boolean {
  return news.some(({ kind, at }) => kind === 'invoice-paid' && at >= overdueAt);
}

const newestFirst = (news: readonly InvoiceNews[]): readonly InvoiceNews[] =>
  news.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));

const lastOverdue = (news: readonly InvoiceNews[]): InvoiceNews | undefined =>
  newestFirst(news.filter(({ kind, lifecycle }) => kind === 'invoice-overdue' && lifecycle !== null))[0];

/**
 * The lifecycle in which an invoice is collected: the one to which it went last that it is overdue; null for none. One of
 * which nobody knows whether it arrived counts too: who hears of a payment without a debt has nothing to do.
 */
export function collectedIn(news: readonly InvoiceNews[]): string | null {
  return lastOverdue(news)?.lifecycle ?? null;
}

/** By which name an invoice is collected: the one under which it went out, else its number as far as anybody told it. */
export function collectedAs(invoice: string, news: readonly InvoiceNews[]): string {
  const last = lastOverdue(news);
  return last?.calledAs ?? last?.invoice ?? news.find(({ alias }) => alias === invoice)?.invoice ?? invoice;
}

/** True where its lifecycle knows already that an invoice is settled so. */
export function isSettledSo(end: UnpaidEnd | undefined, news: readonly InvoiceNews[]): boolean {
  const overdue = lastOverdue(news);
  return news.some(
    (one) => one.kind === 'invoice-paid' && one.lifecycle !== null && one.end === end && one.at >= (overdue?.at ?? ''),
  );
}

/** What somebody said is open, and when. */
interface SaidOpen {
  readonly at: Instant;
  readonly amount: Money;
}

/** Of two that happened at one moment the one that leaves less open came later. */
const isLater = (one: SaidOpen, { at, amount }: SaidOpen): boolean =>
  one.at > at || (one.at === at && one.amount.amount < amount.amount);

const saidOpen = (news: readonly InvoiceNews[]): readonly SaidOpen[] =>
  news.flatMap(({ at, amount }) => (amount === undefined ? [] : [{ at, amount }]));

/** True where something newer was told of what is open. */
export function isOvertaken(at: Instant, amount: Money, news: readonly InvoiceNews[]): boolean {
  return saidOpen(news).some((one) => one.amount.currency === amount.currency && isLater(one, { at, amount }));
}

/** What is told of an invoice so soon before or after a payment has that payment in it. */
const togetherMs = 60_000;

const isIn = (payment: Instant, { at }: SaidOpen): boolean => Date.parse(payment) <= Date.parse(at) + togetherMs;

/**
 * What is open of an invoice: what was said of it last, less what came in after that; undefined where nobody said it. `own`:
 * what is being told now.
 */
export function openOf(own: SaidOpen | null, news: readonly InvoiceNews[]): Money | undefined {
  const known = saidOpen(news).filter(({ amount }) => own === null || amount.currency === own.amount.currency);
  const [last] = [...(own === null ? [] : [own]), ...known].toSorted((a, b) => (isLater(a, b) ? -1 : 1));
  if (last === undefined) return undefined;
  const { amount, currency } = last.amount;
  const since = news.filter(({ at, paid }) => paid?.currency === currency && !isIn(at, last));
  return {
    currency,
    amount: Math.max(
      0,
      since.reduce((rest, { paid }) => rest - (paid?.amount ?? 0), amount),
    ),
  };
}

/** True where what is said of an invoice has a payment in it already. */
export function isCounted(payment: Instant, news: readonly InvoiceNews[]): boolean {
  return saidOpen(news).some((one) => isIn(payment, one));
}

/** An overdue invoice before anybody knows whose it is. */
export interface UnplacedInvoice {
  /** The lifecycle that the invoice names, in its newest term; null where it names none that we know. */
  readonly named: string | null;
  /** The billing system's id of the client; null where it names nobody. */
  readonly externalId: string | null;
  /** Running lifecycles of that client, in the order of their ids; null while nobody has said who the client is. */
  readonly running: readonly string[] | null;
}

/** Where an overdue invoice goes, or why it goes nowhere. */
export type InvoicePlace =
  { readonly lifecycle: string } | { readonly nowhere: 'unmapped' | 'nobody-named' | 'no-running-lifecycle' };

/** An invoice goes to the lifecycle that it names, else to the first that runs of its client. */
export function invoicePlace({ named, externalId, running }: UnplacedInvoice): InvoicePlace {
  if (named !== null) return { lifecycle: named };
  if (externalId === null) return { nowhere: 'nobody-named' };
  if (running === null) return { nowhere: 'unmapped' };
  const [first] = running;
  return first === undefined ? { nowhere: 'no-running-lifecycle' } : { lifecycle: first };
}
