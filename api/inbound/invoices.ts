/**
 * Invoices: one that is overdue goes to the lifecycle that it names, or to the client's first; what comes of it goes where it is
 * collected, by the name under which it went there.
 *
 * Whom an invoice's event is for is noted before it goes out: what comes of the invoice later finds them, also where nobody
 * learned whether the first had arrived.
 */
import {
  collectedAs,
  collectedIn,
  invoicePlace,
  isCounted,
  isOvertaken,
  isPaidSince,
  isSettledSo,
  openOf,
  type InvoiceNews,
  type InvoicePlace,
} from '../../domain/organisation/invoices';
import type { SourceNews } from '../../records/columns/sources';
import { invoiceRoom } from '../../records/limits';
import { newestTermOf, runningOf } from '../../records/running-lifecycles';
import { addresseeOfEvent, newsOfInvoice, noteAddressee } from '../../records/sources';
import { isConflict } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { fateBefore, sendFact } from '../messages/facts';
import { actor, sourceFactId, type Became, type SourceEvent } from './event';

type Of<K extends SourceNews['kind']> = SourceEvent & Extract<SourceNews, { kind: K }>;

/** The newest term of the lifecycle in which an invoice is collected; null where it is nowhere. */
async function collectingTerm(news: readonly InvoiceNews[], { db }: ApiDeps): Promise<string | null> {
  const collected = collectedIn(news);
  return collected === null ? null : newestTermOf(db, collected);
}

/** An invoice is settled: paid, written off or voided. */
export async function passOnSettled(sourceId: string, event: Of<'invoice-paid'>, deps: ApiDeps): Promise<Became> {
  const { invoice, end } = event;
  const news = await newsOfInvoice(deps.db, sourceId, event);
  const lifecycle = await collectingTerm(news, deps);
  if (lifecycle === null) return { state: 'ignored', reason: 'nothing-overdue' };
  if (isSettledSo(end, news)) return { state: 'ignored', reason: 'known-already' };
  const data = { invoice: collectedAs(invoice, news), ...(end === undefined ? {} : { end }) };
  return tell(sourceId, event.eventId, lifecycle, 'invoicePaid', data, deps);
}

/** So much of an invoice is open now. */
export async function passOnRemains(sourceId: string, event: Of<'invoice-remains'>, deps: ApiDeps): Promise<Became> {
  const { invoice, amount, credited } = event;
  const at = event.at.toISOString();
  const news = await newsOfInvoice(deps.db, sourceId, event);
  if (isPaidSince(at, news)) return { state: 'ignored', reason: 'paid-since' };
  const lifecycle = await collectingTerm(news, deps);
  if (lifecycle === null) return { state: 'ignored', reason: 'nothing-overdue' };
  if (isOvertaken(at, amount, news)) return { state: 'ignored', reason: 'overtaken' };
  const open = openOf({ at, amount }, news) ?? amount;
  const data = { invoice: collectedAs(invoice, news), amount: open, ...(credited === undefined ? {} : { credited }) };
  return tell(sourceId, event.eventId, lifecycle, 'invoiceRemains', data, deps);
}

/** So much came in for an invoice: what is open of it is what was said last, less that. */
export async function passOnPart(sourceId: string, event: Of<'invoice-part-paid'>, deps: ApiDeps): Promise<Became> {
  const at = event.at.toISOString();
  const news = await newsOfInvoice(deps.db, sourceId, event);
  if (isPaidSince(at, news)) return { state: 'ignored', reason: 'paid-since' };
  const lifecycle = await collectingTerm(news, deps);
  if (lifecycle === null) return { state: 'ignored', reason: 'nothing-overdue' };
  if (isCounted(at, news)) return { state: 'ignored', reason: 'known-already' };
  const amount = openOf(null, news);
  if (amount === undefined) return { state: 'ignored', reason: 'amount-unknown' };
  // Nothing is left: that it is paid is told by itself.
  if (amount.amount === 0) return { state: 'ignored', reason: 'nothing-new' };
  const data = { invoice: collectedAs(event.invoice, news), amount };
  return tell(sourceId, event.eventId, lifecycle, 'invoiceRemains', data, deps);
}

/** An invoice that was settled meanwhile is closed again: that may have come between the look and the news. */
export async function passOnOverdue(sourceId: string, event: Of<'invoice-overdue'>, deps: ApiDeps): Promise<Became> {
  const { db } = deps;
  const { eventId, days } = event;
  const at = event.at.toISOString();
  // Somebody tried before, and does not know whether it arrived: it goes to the same lifecycle, where it counts once.
  const before = await addresseeOfEvent(db, { sourceId, eventId });
  if (before !== null && (await fateBefore(before, sourceFactId(sourceId, eventId), deps)) !== null)
    return { state: 'told', lifecycle: before };
  const news = await newsOfInvoice(deps.db, sourceId, event);
  if (isPaidSince(at, news)) return { state: 'ignored', reason: 'paid-since' };
  const invoice = collectedAs(event.invoice, news);
  const amount = openOf(event.amount === undefined ? null : { at, amount: event.amount }, news);
  const said = { invoice, days, ...(amount === undefined ? {} : { amount }) };
  let became = before === null ? null : await tell(sourceId, eventId, before, 'invoiceOverdue', said, deps);
  if (became?.state !== 'told') {
    const place = await placeFor(sourceId, event, deps);
    if ('nowhere' in place)
      return place.nowhere === 'unmapped' ? { state: 'unmapped' } : { state: 'ignored', reason: place.nowhere };
    const { lifecycle } = place;
    const hasRoom = await invoiceRoom(db, [lifecycle]);
    if (!hasRoom(lifecycle, invoice)) return { state: 'ignored', reason: 'too-many-invoices' };
    await noteAddressee(db, { sourceId, eventId }, { lifecycle, invoice });
    became = await tell(sourceId, eventId, lifecycle, 'invoiceOverdue', said, deps);
  }
  if (became.state === 'told' && became.lifecycle !== undefined)
    await catchUp(sourceId, event, { lifecycle: became.lifecycle, invoice, knewIt: collectedIn(news) !== null }, deps);
  return became;
}

/** Tells what is open of an invoice whose lifecycle knew it before, and what came of it while it was told. */
async function catchUp(
  sourceId: string,
  event: Of<'invoice-overdue'>,
  { lifecycle, invoice, knewIt }: { readonly lifecycle: string; readonly invoice: string; readonly knewIt: boolean },
  deps: ApiDeps,
): Promise<void> {
  const { eventId } = event;
  const at = event.at.toISOString();
  const news = await newsOfInvoice(deps.db, sourceId, event);
  const amount = openOf(event.amount === undefined ? null : { at, amount: event.amount }, news);
  const isNews = knewIt || news.some(({ kind }) => kind === 'invoice-remains' || kind === 'invoice-part-paid');
  if (amount !== undefined && isNews)
    await tell(sourceId, `${eventId}:remains`, lifecycle, 'invoiceRemains', { invoice, amount }, deps);
  const settled = news.find((one) => one.kind === 'invoice-paid' && one.at >= at);
  if (settled === undefined) return;
  const end = settled.end === undefined ? {} : { end: settled.end };
  await tell(sourceId, `${eventId}:paid`, lifecycle, 'invoicePaid', { invoice, ...end }, deps);
}

async function tell<K extends 'invoiceOverdue' | 'invoicePaid' | 'invoiceRemains'>(
  sourceId: string,
  eventId: string,
  lifecycle: string,
  name: K,
  data: Parameters<typeof sendFact<K>>[1],
  deps: ApiDeps,
): Promise<Became> {
  try {
    await sendFact(name, data, { lifecycleId: lifecycle, by: actor, eventId: sourceFactId(sourceId, eventId) }, deps);
    return { state: 'told', lifecycle };
  } catch (error) {
    if (isConflict(error)) return { state: 'ignored', reason: 'ended' };
    throw error;
  }
}

/** Where an overdue invoice goes. */
async function placeFor(
  sourceId: string,
  { lifecycle, externalId }: SourceEvent,
  deps: ApiDeps,
): Promise<InvoicePlace> {
  const [named, running] = await Promise.all([
    lifecycle === null ? null : newestTermOf(deps.db, lifecycle),
    externalId === null ? null : runningOfSource(sourceId, externalId, deps),
  ]);
  return invoicePlace({ named, externalId, running });
}

/** Running lifecycles of the client whom a source calls so; null where nobody said who it is. */
async function runningOfSource(sourceId: string, externalId: string, deps: ApiDeps): Promise<readonly string[] | null> {
  const known = await deps.db.sourceClient.findUnique({ where: { sourceId_externalId: { sourceId, externalId } } });
  return known === null ? null : runningOf(deps.db, known.clientId);
}
