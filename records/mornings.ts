/** Who has mornings to arrange: everybody who works here. On Mondays they may read of small alarms. */
import type { Database, Prisma } from '../prisma/client';
import { BrokenRecord } from './columns/column';
import { absencesOf, deliveryOf } from './columns/organisation';

/**
 * Ids of the reps who work here, in order; `among` narrows them. All of them are read: a
 * company has few. A rep whose row cannot be read has none until somebody mends it, and holds nobody else up.
 */
export async function repsWithMornings(
  db: Pick<Database, 'rep'>,
  among: Pick<Prisma.RepWhereInput, 'id' | 'morningsAt'>,
): Promise<readonly string[]> {
  const rows = await db.rep.findMany({
    where: { ...among, leftAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, mails: true, absences: true },
  });
  return rows.flatMap((row) => {
    try {
      deliveryOf(row);
      absencesOf(row);
      return [row.id];
    } catch (error) {
      if (error instanceof BrokenRecord) return [];
      throw error;
    }
  });
}
