/** Who of our people recorded something last. */
import type { Database } from '../prisma/client';

/** Whoever recorded what came of an item, by name; null where nobody of ours did, or it is no item. */
export async function whoRecorded(
  db: Pick<Database, '$queryRaw'>,
  lifecycleId: string,
  item: string,
): Promise<string | null> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    select r.name from ledger l join reps r on r.id = l.by
    where l."lifecycleId" = ${lifecycleId} and l.kind in ('item-completed', 'item-corrected') and l.data ->> 'item' = ${item}
    order by l.seq desc limit 1`;
  return rows[0]?.name ?? null;
}
