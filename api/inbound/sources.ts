/**
 * What other systems told: kept first, each once, then told to the lifecycle that it is about.
 *
 *   received ──► told
 *      │  └────► ignored, with the reason
 *      └───────► unmapped (nobody knows whom they mean) ──(somebody says so)──► told or ignored
 *
 * Whom an invoice's event is for is noted before it goes out: what comes of the invoice later finds them, also where nobody
 * learned whether the first had arrived.
 */
import { collectedIn, isPaidSince, invoicePlace, type InvoicePlace } from '../../domain/organisation/invoices';
import { asJson } from '../../records/columns/column';
import { newsOf, type SourceNews } from '../../records/columns/sources';
import type { NewReading, ReadingsToKeep } from '../../records/readings';
import { newestTermOf, runningOf } from '../../records/running-lifecycles';
import { invoiceRoom } from '../../records/limits';
import {
  addresseeOfEvent,
  keepTicket,
  newsOfInvoice,
  noteAddressee,
  openTicketsOf,
  unmappedEvents,
} from '../../records/sources';
import { isConflict } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { takeReadings } from '../messages/signals';
import type { SourceEvent } from './formats';
import { factIdOf, fateBefore, sendFact } from '../messages/facts';

/** What became of an event. */
export type Became =
  | { readonly state: 'told'; readonly lifecycle?: string }
  | { readonly state: 'unmapped' }
  | { readonly state: 'ignored'; readonly reason: string };

const actor = 'telemetry';

/** Takes an event in, once by its id. Throws `NoAnswer` and 503 `Problem`s: then the source sends it again. */
export async function takeEvent(sourceId: string, event: SourceEvent, deps: ApiDeps): Promise<Became> {
  const { db } = deps;
  const { eventId, at, externalId, lifecycle, told } = event;
  if (told === null) return { state: 'ignored', reason: 'nothing-about-health' };
  const { kind, ...data } = told;
  await db.sourceEvent.createMany({
    data: {
      sourceId,
      eventId,
      at,
      kind,
      externalId,
      data: asJson({ ...data, lifecycle }),
    },
    skipDuplicates: true,
  });
  const kept = await db.sourceEvent.findUniqueOrThrow({ where: { sourceId_eventId: { sourceId, eventId } } });
  if (kept.state === 'told')
    return { state: 'told', ...(kept.lifecycleId === null ? {} : { lifecycle: kept.lifecycleId }) };
  return settle(sourceId, event, deps);
}

/** Passes on what was kept, and notes what became of it. */
async function settle(sourceId: string, event: SourceEvent, deps: ApiDeps): Promise<Became> {
  const became = await tellAbout(sourceId, event, deps);
  await noteWhatBecame(sourceId, event, became, deps);
  // Who said whom the source means passes on what is unmapped; this event was not yet.
  if (became.state !== 'unmapped' || !(await isKnownClient(sourceId, event, deps))) return became;
  const then = await tellAbout(sourceId, event, deps);
  await noteWhatBecame(sourceId, event, then, deps);
  return then;
}

async function noteWhatBecame(sourceId: string, event: SourceEvent, became: Became, deps: ApiDeps): Promise<void> {
  await deps.db.sourceEvent.update({
    where: { sourceId_eventId: { sourceId, eventId: event.eventId } },
    data: {
      state: became.state,
      reason: became.state === 'ignored' ? became.reason : null,
      lifecycleId: became.state === 'told' ? (became.lifecycle ?? null) : null,
    },
  });
}

async function isKnownClient(sourceId: string, { externalId }: SourceEvent, { db }: ApiDeps): Promise<boolean> {
  if (externalId === null) return false;
  const key = { sourceId, externalId };
  return (await db.sourceClient.findUnique({ where: { sourceId_externalId: key } })) !== null;
}

/** Events that are read at once. */
const eventsAtOnce = 1_000;

/**
 * Passes on everything that was kept of somebody until it was known who they are, the oldest first; returns how much.
 * Ends early where the source's client is forgotten again meanwhile. Throws what `takeEvent` throws.
 */
export async function passOnUnmapped(sourceId: string, externalId: string, deps: ApiDeps): Promise<number> {
  for (let passedOn = 0; ;) {
    const rows = await unmappedEvents(deps.db, sourceId, externalId, eventsAtOnce);
    for (const row of rows) {
      const { eventId, at } = row;
      const became = await settle(sourceId, { eventId, at, externalId, ...newsOf(row) }, deps);
      if (became.state === 'unmapped') return passedOn;
      passedOn += 1;
    }
    if (rows.length < eventsAtOnce) return passedOn;
  }
}

/** Passes an event on to the lifecycles that it is about, and returns what became of it. */
async function tellAbout(sourceId: string, event: SourceEvent, deps: ApiDeps): Promise<Became> {
  const { told } = event;
  switch (told?.kind) {
    case 'ticket':
      return passOnTicket(sourceId, { ...event, ...told }, deps);
    case 'invoice-overdue':
      return passOnOverdue(sourceId, { ...event, ...told }, deps);
    case 'invoice-paid': {
      const { invoice } = told;
      const collected = collectedIn(await newsOfInvoice(deps.db, sourceId, invoice));
      const lifecycle = collected === null ? null : await newestTermOf(deps.db, collected);
      return lifecycle === null
        ? { state: 'ignored', reason: 'nothing-overdue' }
        : passOnInvoice(sourceId, event.eventId, lifecycle, 'invoicePaid', { invoice }, deps);
    }
    default:
      return { state: 'ignored', reason: 'nothing-about-health' };
  }
}

/** An invoice that was paid meanwhile is closed again: the payment may have come between the look and the news. */
async function passOnOverdue(
  sourceId: string,
  event: SourceEvent & Extract<SourceNews, { kind: 'invoice-overdue' }>,
  deps: ApiDeps,
): Promise<Became> {
  const { db } = deps;
  const { eventId, invoice, days, amount } = event;
  const isPaid = async (): Promise<boolean> =>
    isPaidSince(event.at.toISOString(), await newsOfInvoice(db, sourceId, invoice));
  const tell = (lifecycle: string): Promise<Became> =>
    passOnInvoice(
      sourceId,
      eventId,
      lifecycle,
      'invoiceOverdue',
      { invoice, days, ...(amount === undefined ? {} : { amount }) },
      deps,
    );
  // Somebody tried before, and does not know whether it arrived: it goes to the same lifecycle, where it counts once.
  const before = await addresseeOfEvent(db, { sourceId, eventId });
  if (before !== null && (await fateBefore(before, sourceFactId(sourceId, eventId), deps)) !== null)
    return { state: 'told', lifecycle: before };
  if (await isPaid()) return { state: 'ignored', reason: 'paid-since' };
  let became = before === null ? null : await tell(before);
  if (became?.state !== 'told') {
    const place = await placeFor(sourceId, event, deps);
    if ('nowhere' in place)
      return place.nowhere === 'unmapped' ? { state: 'unmapped' } : { state: 'ignored', reason: place.nowhere };
    const { lifecycle } = place;
    const hasRoom = await invoiceRoom(db, [lifecycle]);
    if (!hasRoom(lifecycle, invoice)) return { state: 'ignored', reason: 'too-many-invoices' };
    await noteAddressee(db, { sourceId, eventId }, lifecycle);
    became = await tell(lifecycle);
  }
  if (became.state === 'told' && became.lifecycle !== undefined && (await isPaid()))
    await passOnInvoice(sourceId, `${eventId}:paid`, became.lifecycle, 'invoicePaid', { invoice }, deps);
  return became;
}

/** The id under which what a source told counts once in a lifecycle. */
const sourceFactId = (sourceId: string, eventId: string): string => `source:${sourceId}:${eventId}`;

async function passOnInvoice<K extends 'invoiceOverdue' | 'invoicePaid'>(
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

/** Keeps the ticket, and tells every running lifecycle of the client how many are open. Late news change nothing. */
async function passOnTicket(
  sourceId: string,
  { eventId, at, externalId, ticket, open }: SourceEvent & Extract<SourceNews, { kind: 'ticket' }>,
  deps: ApiDeps,
): Promise<Became> {
  const { db } = deps;
  if (externalId === null) return { state: 'ignored', reason: 'nobody-named' };
  await keepTicket(db, sourceId, { ticket, externalId, open, at });
  const known = await db.sourceClient.findUnique({ where: { sourceId_externalId: { sourceId, externalId } } });
  if (known === null) return { state: 'unmapped' };
  const { clientId } = known;
  const counted: ReadingsToKeep<NewReading> = async (tx) => {
    const value = await openTicketsOf(tx, clientId);
    const running = await runningOf(tx, clientId);
    return running.map((lifecycleId) => ({
      lifecycleId,
      eventId: factIdOf(lifecycleId, sourceFactId(sourceId, eventId)),
      kind: 'tickets',
      value,
      at: at.toISOString(),
    }));
  };
  await takeReadings(counted, actor, deps);
  return { state: 'told' };
}
