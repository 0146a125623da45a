/**
 * What other systems told: kept first, each once, then told to the lifecycle that it is about.
 *
 *   received ──► told
 *      │  └────► ignored, with the reason
 *      └───────► unmapped (nobody knows whom they mean) ──(somebody says so)──► told or ignored
 */
import { asJson } from '../../records/columns/column';
import { newsOf, type SourceNews } from '../../records/columns/messages';
import { runningOf } from '../messages/client-facts';
import { isConflict } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { takeReadings } from '../messages/signals';
import type { SourceEvent } from './formats';
import { factIdOf, sendFact } from '../messages/facts';

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
  const became = await passOn(sourceId, event, deps);
  await deps.db.sourceEvent.update({
    where: { sourceId_eventId: { sourceId, eventId: event.eventId } },
    data: {
      state: became.state,
      reason: became.state === 'ignored' ? became.reason : null,
      lifecycleId: became.state === 'told' ? (became.lifecycle ?? null) : null,
    },
  });
  return became;
}

/** Events that are read at once. */
const eventsAtOnce = 1_000;

/**
 * Passes on everything that was kept of somebody until it was known who they are, the oldest first; returns how much.
 * Ends early where the source's client is forgotten again meanwhile. Throws what `takeEvent` throws.
 */
export async function passOnUnmapped(sourceId: string, externalId: string, deps: ApiDeps): Promise<number> {
  for (let passedOn = 0; ;) {
    const rows = await deps.db.sourceEvent.findMany({
      where: { sourceId, externalId, state: 'unmapped' },
      orderBy: [{ at: 'asc' }, { eventId: 'asc' }],
      take: eventsAtOnce,
    });
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
async function passOn(sourceId: string, event: SourceEvent, deps: ApiDeps): Promise<Became> {
  const { told, externalId } = event;
  switch (told?.kind) {
    case 'ticket':
      return passOnTicket(sourceId, { ...event, ...told }, deps);
    case 'invoice-overdue': {
      const { invoice, days, amount } = told;
      if (await isPaid(sourceId, invoice, event.at, deps)) return { state: 'ignored', reason: 'paid-since' };
      const lifecycle = await lifecycleOf(sourceId, event, deps);
      if (lifecycle === null)
        return externalId === null ? { state: 'ignored', reason: 'nobody-named' } : { state: 'unmapped' };
      return lifecycle === 'none'
        ? { state: 'ignored', reason: 'no-running-lifecycle' }
        : passOnInvoice(sourceId, event.eventId, lifecycle.id, 'invoiceOverdue', { invoice, days, amount }, deps);
    }
    case 'invoice-paid': {
      const { invoice } = told;
      const lifecycle = await overdueAt(sourceId, invoice, deps);
      return lifecycle === null
        ? { state: 'ignored', reason: 'nothing-overdue' }
        : passOnInvoice(sourceId, event.eventId, lifecycle, 'invoicePaid', { invoice }, deps);
    }
    default:
      return { state: 'ignored', reason: 'nothing-about-health' };
  }
}

async function passOnInvoice<K extends 'invoiceOverdue' | 'invoicePaid'>(
  sourceId: string,
  eventId: string,
  lifecycle: string,
  name: K,
  data: Parameters<typeof sendFact<K>>[1],
  deps: ApiDeps,
): Promise<Became> {
  try {
    await sendFact(name, data, { lifecycleId: lifecycle, by: actor, eventId: `source:${sourceId}:${eventId}` }, deps);
    return { state: 'told', lifecycle };
  } catch (error) {
    if (isConflict(error)) return { state: 'ignored', reason: 'ended' };
    throw error;
  }
}

/** The lifecycle that an invoice is about: the one that it names, else the first that runs of the client; `none` where none does. */
async function lifecycleOf(
  sourceId: string,
  { lifecycle, externalId }: SourceEvent,
  deps: ApiDeps,
): Promise<{ readonly id: string } | 'none' | null> {
  const named = lifecycle === null ? null : await goesOnIn(lifecycle, deps);
  if (named !== null) return { id: named };
  const known =
    externalId === null
      ? null
      : await deps.db.sourceClient.findUnique({ where: { sourceId_externalId: { sourceId, externalId } } });
  if (known === null) return null;
  const [first] = await runningOf(known.clientId, deps);
  return first === undefined ? 'none' : { id: first };
}

/** The newest term of a lifecycle's line, which may be itself; null for an unknown id. */
async function goesOnIn(id: string, deps: ApiDeps): Promise<string | null> {
  const row = await deps.db.lifecycle.findUnique({ where: { id }, select: { successorId: true } });
  if (row === null) return null;
  return row.successorId === null ? id : goesOnIn(row.successorId, deps);
}

/** Whether the invoice was paid by then: news may overtake each other. */
async function isPaid(sourceId: string, invoice: string, since: Date, { db }: ApiDeps): Promise<boolean> {
  const paid = await db.sourceEvent.findFirst({
    where: { sourceId, kind: 'invoice-paid', at: { gte: since }, data: { path: ['invoice'], equals: invoice } },
    select: { eventId: true },
  });
  return paid !== null;
}

/** Who was told that this invoice is overdue. */
async function overdueAt(sourceId: string, invoice: string, deps: ApiDeps): Promise<string | null> {
  const row = await deps.db.sourceEvent.findFirst({
    where: {
      sourceId,
      kind: 'invoice-overdue',
      state: 'told',
      data: { path: ['invoice'], equals: invoice },
    },
    orderBy: { at: 'desc' },
    select: { lifecycleId: true },
  });
  const told = row?.lifecycleId ?? null;
  return told === null ? null : goesOnIn(told, deps);
}

/** Keeps the ticket, and tells every running lifecycle of the client how many are open. Late news change nothing. */
async function passOnTicket(
  sourceId: string,
  { eventId, at, externalId, ticket, open }: SourceEvent & Extract<SourceNews, { kind: 'ticket' }>,
  deps: ApiDeps,
): Promise<Became> {
  const { db } = deps;
  if (externalId === null) return { state: 'ignored', reason: 'nobody-named' };
  await db.$executeRaw`
    insert into source_tickets ("sourceId", "ticketId", "externalId", open, at)
    values (${sourceId}, ${ticket}, ${externalId}, ${open}, ${at})
    on conflict ("sourceId", "ticketId") do update set "externalId" = excluded."externalId", open = excluded.open, at = excluded.at
    where source_tickets.at <= excluded.at`;
  const known = await db.sourceClient.findUnique({ where: { sourceId_externalId: { sourceId, externalId } } });
  if (known === null) return { state: 'unmapped' };
  const [count] = await db.$queryRaw<{ open: number }[]>`
    select count(*)::int as open from source_tickets t
      join source_clients c on c."sourceId" = t."sourceId" and c."externalId" = t."externalId"
    where t.open and c."clientId" = ${known.clientId}`;
  const running = await runningOf(known.clientId, deps);
  const readings = running.map((lifecycleId) => ({
    lifecycleId,
    eventId: factIdOf(lifecycleId, `source:${sourceId}:${eventId}`),
    kind: 'tickets' as const,
    value: count?.open ?? 0,
    at: at.toISOString(),
  }));
  await takeReadings(readings, actor, deps);
  return { state: 'told' };
}
