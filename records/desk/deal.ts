/** A deal as it was closed, and what was agreed since, for whoever may read it. */
import type { Viewer } from '../../domain/organisation/access';
import type { Amendment, Deal } from '../../domain/core/deal';
import type { Instant } from '../../domain/core/json';
import type { Database } from '../../prisma/client';
import { dealsReadableBy } from '../access';
import { amendmentsOf } from '../amendments';
import { dealOf } from '../columns/deals';
import { presentClient } from '../merged-clients';

/** The deal, its amendments by the day from which they count, and the client that it means now. */
export interface DealDesk {
  readonly deal: Deal;
  readonly closedAt: Instant;
  readonly client: { readonly id: string; readonly name: string };
  readonly amendments: readonly Amendment[];
}

/** Null where there is none that they may read. */
export async function readDealDesk(db: Database, viewer: Viewer, id: string): Promise<DealDesk | null> {
  const row = await db.deal.findFirst({ where: { AND: [{ id }, dealsReadableBy(viewer)] } });
  if (row === null) return null;
  const clientId = await presentClient(db, row.clientId);
  const [client, amendments] = await Promise.all([
    db.client.findUnique({ where: { id: clientId }, select: { name: true } }),
    amendmentsOf(db, id),
  ]);
  const deal = dealOf(row);
  return {
    deal,
    closedAt: row.createdAt.toISOString(),
    client: { id: clientId, name: client?.name ?? deal.client.name },
    amendments: amendments.map(({ amendment }) => amendment),
  };
}
