/** What is held to the end of a transaction: whoever else wants the same waits. */
import type { Prisma } from '../prisma/client';

/** What is held of clients, of mailboxes, and of the organisation: who takes one of these does not wait for who takes another. */
const held = { items: 0, days: 1, people: 2, workgroups: 3, tickets: 4, mailboxes: 5 } as const;

/** A statement that holds things of a kind; in the order of their ids, so that no two wait for each other. */
export function hold(
  tx: Pick<Prisma.TransactionClient, '$queryRaw'>,
  what: keyof typeof held,
  ids: readonly string[],
): Prisma.PrismaPromise<unknown> {
  return tx.$queryRaw`
    select count(pg_advisory_xact_lock(hashtextextended(one, ${held[what]}::bigint)))
    from (select distinct one from unnest(${[...ids]}::text[]) one order by one) held`;
}
