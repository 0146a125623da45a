/**
 * Turns: what one process does at a time. Everything is measured by the clock of PostgreSQL.
 *
 *   free ──(taken)──► held ◄──(taken again by the same owner)
 *     ▲                 └─► free: given back, or not taken again in time
 *     └─────────────────────┘
 */
import type { Database } from '../prisma/client';

/** Takes a turn for so long, or holds it for longer; false while somebody else has it. */
export async function takeTurn(
  db: Pick<Database, '$queryRaw'>,
  name: string,
  owner: string,
  forMs: number,
): Promise<boolean> {
  const taken = await db.$queryRaw<unknown[]>`
    insert into leases (name, owner, until)
    values (${name}, ${owner}, clock_timestamp() + ${forMs}::float8 * interval '1 millisecond')
    on conflict (name) do update set owner = excluded.owner, until = excluded.until
      where leases.owner = excluded.owner or leases.until < clock_timestamp()
    returning name`;
  return taken.length > 0;
}

/** Gives a turn back; nothing happens where somebody else has it. */
export async function giveTurnBack(db: Pick<Database, 'lease'>, name: string, owner: string): Promise<void> {
  await db.lease.deleteMany({ where: { name, owner } });
}
