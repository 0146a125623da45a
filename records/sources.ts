/** What other systems told: events that wait to be told on, news of invoices, and tickets. */
import type { InvoiceNews } from '../domain/organisation/invoices';
import { Prisma, type Database } from '../prisma/client';
import { newsOf } from './columns/sources';
import { hold } from './held';
import { runningOf } from './running-lifecycles';

type SourceEventRow = Prisma.SourceEventGetPayload<object>;

/** An earlier release took events of moments beyond what a program reads; they stay where they are. */
const readable = { lt: new Date('9999-01-01T00:00:00Z') };

/** Events of somebody of whom nobody has said who they are, the oldest first. */
export function unmappedEvents(
  db: Pick<Database, 'sourceEvent'>,
  sourceId: string,
  externalId: string,
  limit: number,
): Promise<SourceEventRow[]> {
  return db.sourceEvent.findMany({
    where: { sourceId, externalId, state: 'unmapped', at: readable },
    orderBy: [{ at: 'asc' }, { eventId: 'asc' }],
    take: limit,
  });
}

/**
 * What the source told of an invoice. One that is named by its number is looked for by that, and by the source's id where
 * somebody spoke of it by that alone; one that is named by the id alone is looked for by it, whatever its number.
 */
export async function newsOfInvoice(
  db: Pick<Database, '$queryRaw'>,
  sourceId: string,
  { invoice, alias }: { readonly invoice: string; readonly alias?: string },
): Promise<readonly InvoiceNews[]> {
  const names = alias === undefined ? [invoice] : [invoice, alias];
  const aliases = alias === undefined ? [invoice] : [];
  const rows = await db.$queryRaw<Pick<SourceEventRow, 'eventId' | 'kind' | 'at' | 'data' | 'lifecycleId'>[]>`
    select "eventId", kind, at, data, "lifecycleId" from source_events
    where "sourceId" = ${sourceId} and kind in ('invoice-overdue', 'invoice-remains', 'invoice-part-paid', 'invoice-paid') and at < ${readable.lt}
      and (data #>> '{invoice}' = any(${names}::text[]) or data #>> '{alias}' = any(${aliases}::text[]))`;
  return rows.flatMap((row) => {
    const { told } = newsOf({ sourceId, ...row });
    return told.kind === 'ticket' ? [] : [{ ...told, at: row.at.toISOString(), lifecycle: row.lifecycleId }];
  });
}

/** The lifecycle that is told of an event, or was about to be when something failed; null for none. */
export async function addresseeOfEvent(
  db: Pick<Database, 'sourceEvent'>,
  key: { readonly sourceId: string; readonly eventId: string },
): Promise<string | null> {
  const row = await db.sourceEvent.findUnique({ where: { sourceId_eventId: key }, select: { lifecycleId: true } });
  return row?.lifecycleId ?? null;
}

/** Notes who is about to be told of an overdue invoice, and by which name. */
export async function noteAddressee(
  db: Pick<Database, '$executeRaw'>,
  { sourceId, eventId }: { readonly sourceId: string; readonly eventId: string },
  { lifecycle, invoice }: { readonly lifecycle: string; readonly invoice: string },
): Promise<void> {
  await db.$executeRaw`
    update source_events set "lifecycleId" = ${lifecycle}, data = data || jsonb_build_object('calledAs', ${invoice}::text)
    where "sourceId" = ${sourceId} and "eventId" = ${eventId}`;
}

/** A ticket, as its source told of it. */
export interface ToldTicket {
  readonly ticket: string;
  /** Whose it is, by the source's id; null: nobody's; undefined: it was not said, and it stays whose it was. */
  readonly externalId: string | null | undefined;
  readonly open: boolean;
  readonly at: Date;
}

/** Somebody else passed the ticket on while it was looked at. */
class TicketMoved extends Error {
  override readonly name = 'TicketMoved';
}

async function ownerOf(
  tx: Pick<Prisma.TransactionClient, '$queryRaw'>,
  sourceId: string,
  ticket: string,
  lock: Prisma.Sql,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ externalId: string | null }[]>`
    select "externalId" from source_tickets where "sourceId" = ${sourceId} and "ticketId" = ${ticket} ${lock}`;
  return row?.externalId ?? null;
}

/**
 * Keeps how a ticket stands, and returns the clients whom it concerns: whose it was, and whose it is. Late news change
 * nothing. Until the transaction ends nobody else counts the tickets of these clients. Throws `TicketMoved`.
 */
export async function keepTicket(
  tx: Prisma.TransactionClient,
  sourceId: string,
  { ticket, externalId, open, at }: ToldTicket,
): Promise<readonly string[]> {
  const before = await ownerOf(tx, sourceId, ticket, Prisma.empty);
  const owner = externalId === undefined ? before : externalId;
  const named = [before, owner].filter((one) => one !== null);
  const known = await tx.sourceClient.findMany({ where: { sourceId, externalId: { in: named } } });
  const clients = [...new Set(known.map(({ clientId }) => clientId))];
  await hold(tx, 'tickets', clients);
  if ((await ownerOf(tx, sourceId, ticket, Prisma.sql`for update`)) !== before) throw new TicketMoved();
  await tx.$executeRaw`
    insert into source_tickets ("sourceId", "ticketId", "externalId", open, at)
    values (${sourceId}, ${ticket}, ${owner}, ${open}, ${at})
    on conflict ("sourceId", "ticketId") do update set "externalId" = excluded."externalId", open = excluded.open, at = excluded.at
    where source_tickets.at <= excluded.at`;
  return clients;
}

/** More often than that nobody passes one ticket on at one moment. */
const mostMoves = 20;

/** Acts, and acts anew while somebody else was quicker to pass the ticket on. */
export async function followingTicket<T>(act: () => Promise<T>): Promise<T> {
  for (let looks = 1; ; looks += 1)
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof TicketMoved) || looks === mostMoves) throw error;
    }
}

/**
 * How many tickets of a client are open, in all sources together. Until the transaction has written what it makes of them
 * nobody else counts them: the last who writes has counted last.
 */
async function openTicketsOf(tx: Prisma.TransactionClient, clientId: string): Promise<number> {
  await hold(tx, 'tickets', [clientId]);
  const [count] = await tx.$queryRaw<{ open: number }[]>`
    select count(*)::int as open from source_tickets t
      join source_clients c on c."sourceId" = t."sourceId" and c."externalId" = t."externalId"
    where t.open and c."clientId" = ${clientId}`;
  return count?.open ?? 0;
}

/** How many tickets clients have open, for each of their running lifecycles. Counted one client after the other. */
export async function ticketsToTell(
  tx: Prisma.TransactionClient,
  clients: readonly string[],
): Promise<readonly { readonly lifecycleId: string; readonly value: number }[]> {
  const told: { readonly lifecycleId: string; readonly value: number }[] = [];
  for (const clientId of clients) {
    const value = await openTicketsOf(tx, clientId);
    told.push(...(await runningOf(tx, clientId)).map((lifecycleId) => ({ lifecycleId, value })));
  }
  return told;
}
