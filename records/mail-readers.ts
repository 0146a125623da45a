/** Whom a mail was written to, or by, among the contacts of clients; and what of their clients runs. */
import type { AccessRow } from '../domain/organisation/access';
import { mailboxOf } from '../domain/core/mailbox';
import { runningStages } from '../domain/core/stages';
import type { Database } from '../prisma/client';
import { accessColumns, accessRowOf } from './access';
import { dealOf } from './columns/deals';
import { stateOrNull } from './columns/lifecycles';

export interface ContactByMail {
  readonly id: string;
  readonly client: string;
  readonly address: string;
}

/** The contacts who are still at their clients and are reached at those mailboxes. */
export async function contactsByMail(
  db: Pick<Database, 'contact'>,
  mailboxes: readonly string[],
): Promise<readonly ContactByMail[]> {
  if (mailboxes.length === 0) return [];
  const rows = await db.contact.findMany({
    where: { email: { in: [...mailboxes], mode: 'insensitive' }, erasedAt: null, departedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, clientId: true, email: true },
  });
  return rows.map(({ id, clientId, email }) => ({ id, client: clientId, address: mailboxOf(email) }));
}

/** A running lifecycle as a mail may be about it. */
export interface LineWrittenTo {
  readonly id: string;
  readonly client: string;
  readonly product: string;
  readonly rep: string;
  /** Mailboxes of those whom its deal names. */
  readonly people: ReadonlySet<string>;
  readonly access: AccessRow;
}

/** The running lifecycles of clients. */
export async function linesOfClients(
  db: Pick<Database, 'lifecycle'>,
  clients: readonly string[],
): Promise<readonly LineWrittenTo[]> {
  if (clients.length === 0) return [];
  const rows = await db.lifecycle.findMany({
    where: { clientId: { in: [...clients] }, stage: { in: [...runningStages] } },
    select: {
      id: true,
      clientId: true,
      productCode: true,
      state: true,
      ...accessColumns,
      deal: { select: { id: true, document: true, sellerId: true, handedOverBy: true } },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    client: row.clientId,
    product: stateOrNull(row)?.seed.product.name ?? row.productCode,
    rep: row.repId,
    people: new Set(dealOf(row.deal).contacts.map(({ email }) => mailboxOf(email))),
    access: accessRowOf(row),
  }));
}

/** A lifecycle of a client, whether it runs or not. */
export interface LifecycleOfClient {
  readonly id: string;
  readonly client: string;
  readonly isRunning: boolean;
}

/** All lifecycles of clients, in the order of their ids. */
export async function lifecyclesOfClients(
  db: Pick<Database, 'lifecycle'>,
  clients: readonly string[],
): Promise<readonly LifecycleOfClient[]> {
  if (clients.length === 0) return [];
  const rows = await db.lifecycle.findMany({
    where: { clientId: { in: [...clients] } },
    orderBy: { id: 'asc' },
    select: { id: true, clientId: true, stage: true },
  });
  return rows.map(({ id, clientId, stage }) => ({
    id,
    client: clientId,
    isRunning: runningStages.some((running) => running === stage),
  }));
}
