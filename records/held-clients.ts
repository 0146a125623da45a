/** Clients who are held to the end of a transaction: whoever else wants the same of them waits. */
import type { Prisma } from '../prisma/client';

/** What is held of a client: who takes one of these does not wait for who takes another. */
const held = { items: 0, days: 1, people: 2 } as const;

/** A statement that holds something of clients; in the order of their ids, so that no two wait for each other. */
export function holdClients(
  tx: Pick<Prisma.TransactionClient, '$queryRaw'>,
  what: keyof typeof held,
  clients: readonly string[],
): Prisma.PrismaPromise<unknown> {
  return tx.$queryRaw`
    select count(pg_advisory_xact_lock(hashtextextended(c, ${held[what]}::bigint)))
    from (select distinct c from unnest(${[...clients]}::text[]) c order by c) held`;
}
