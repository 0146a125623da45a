/** Whose invoice it is that a billing system tells of, and whether it is still owed: news may overtake each other. */
import type { Instant } from '../core/json';

/** What was told of an invoice before. */
export interface InvoiceNews {
  readonly kind: 'invoice-overdue' | 'invoice-paid';
  /** When it happened, by the billing system. */
  readonly at: Instant;
  /** The lifecycle that was told of it, or was about to be when something failed; null for none. */
  readonly lifecycle: string | null;
}

/** True where news of an invoice being overdue come too late: it was paid at that moment, or has been since. */
export function isPaidSince(overdueAt: Instant, news: readonly InvoiceNews[]): boolean {
  return news.some(({ kind, at }) => kind === 'invoice-paid' && at >= overdueAt);
}

/**
 * The lifecycle in which an invoice is collected: the one to which it went last that it is overdue; null for none. One of
 * which nobody knows whether it arrived counts too: who hears of a payment without a debt has nothing to do.
 */
export function collectedIn(news: readonly InvoiceNews[]): string | null {
  const went = news.filter(({ kind, lifecycle }) => kind === 'invoice-overdue' && lifecycle !== null);
  return went.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))[0]?.lifecycle ?? null;
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
