/** People as lifecycles name them: whoever writes to one may go by its deal, whose client is one with another since. */
import type { Database } from '../prisma/client';
import { dealOf } from './columns/deals';
import { presentClients } from './merged-clients';

/** A lifecycle, as far as it says how it names people. */
export interface NamingLifecycle {
  readonly clientId: string;
  readonly dealId: string;
}

/** Our id of whom a lifecycle's deal calls so; undefined where its client calls people as it did then. */
export type CalledByDeal = (lifecycle: NamingLifecycle, givenId: string) => string | undefined;

/** How the deals of those lifecycles call people whose client is one with another since. */
export async function calledByDeals(
  db: Pick<Database, 'client' | 'formerContact' | 'deal'>,
  lifecycles: readonly NamingLifecycle[],
): Promise<CalledByDeal> {
  const clients = lifecycles.map(({ clientId }) => clientId);
  const present = [...new Set(clients.map(await presentClients(db, clients)))];
  const former = await db.formerContact.findMany({
    where: { contact: { clientId: { in: present } } },
    select: { clientId: true, givenId: true, contactId: true },
  });
  if (former.length === 0) return () => undefined;
  const deals = await db.deal.findMany({
    where: { id: { in: [...new Set(lifecycles.map(({ dealId }) => dealId))] } },
    select: { id: true, document: true },
  });
  const clientOf = new Map(deals.map((row) => [row.id, dealOf(row).client.id]));
  const people = new Map(former.map((one) => [`${one.clientId} ${one.givenId}`, one.contactId]));
  return ({ dealId }, givenId) => people.get(`${clientOf.get(dealId)} ${givenId}`);
}
