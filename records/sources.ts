/** What other systems told: events that wait to be told on, news of invoices, and tickets. */
import type { InvoiceNews } from '../domain/organisation/invoices';
import type { Database, Prisma } from '../prisma/client';
import { hold } from './held';

/** An earlier release took events of moments beyond what a program reads; they stay where they are. */
const readable = { lt: new Date('9999-01-01T00:00:00Z') };

/** Events of somebody of whom nobody has said who they are, the oldest first. */
export function unmappedEvents(
  db: Pick<Database, 'sourceEvent'>,
  sourceId: string,
  externalId: string,
  limit: number,
): Promise<Prisma.SourceEventGetPayload<object>[]> {
  return db.sourceEvent.findMany({
    where: { sourceId, externalId, state: 'unmapped', at: readable },
    orderBy: [{ at: 'asc' }, { eventId: 'asc' }],
    take: limit,
  });
}

/** What the source told of an invoice. */
export async function newsOfInvoice(
  db: Pick<Database, 'sourceEvent'>,
  sourceId: string,
  invoice: string,
): Promise<readonly InvoiceNews[]> {
  const kinds = ['invoice-overdue', 'invoice-paid'] as const;
  const rows = await db.sourceEvent.findMany({
    where: { sourceId, kind: { in: [...kinds] }, at: readable, data: { path: ['invoice'], equals: invoice } },
    select: { kind: true, at: true, lifecycleId: true },
  });
  return rows.flatMap((row) => {
    const kind = kinds.find((one) => one === row.kind);
    return kind === undefined ? [] : [{ kind, at: row.at.toISOString(), lifecycle: row.lifecycleId }];
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

/** Notes who is about to be told of an event. */
export async function noteAddressee(
  db: Pick<Database, 'sourceEvent'>,
  key: { readonly sourceId: string; readonly eventId: string },
  lifecycleId: string,
): Promise<void> {
  await db.sourceEvent.update({ where: { sourceId_eventId: key }, data: { lifecycleId } });
}

/** Keeps how a ticket stands; late news change nothing. */
export async function keepTicket(
  db: Pick<Database, '$executeRaw'>,
  sourceId: string,
  {
    ticket,
    externalId,
    open,
    at,
  }: { readonly ticket: string; readonly externalId: string; readonly open: boolean; readonly at: Date },
): Promise<void> {
  await db.$executeRaw`
    insert into source_tickets ("sourceId", "ticketId", "externalId", open, at)
    values (${sourceId}, ${ticket}, ${externalId}, ${open}, ${at})
    on conflict ("sourceId", "ticketId") do update set "externalId" = excluded."externalId", open = excluded.open, at = excluded.at
    where source_tickets.at <= excluded.at`;
}

/**
 * How many tickets of a client are open, in all sources together. Until the transaction has written what it makes of them
 * nobody else counts them: the last who writes has counted last.
 */
export async function openTicketsOf(tx: Prisma.TransactionClient, clientId: string): Promise<number> {
  await hold(tx, 'tickets', [clientId]);
  const [count] = await tx.$queryRaw<{ open: number }[]>`
    select count(*)::int as open from source_tickets t
      join source_clients c on c."sourceId" = t."sourceId" and c."externalId" = t."externalId"
    where t.open and c."clientId" = ${clientId}`;
  return count?.open ?? 0;
}
