/** Who has mornings to arrange, as `hasMornings` says of each rep. */
import { hasMornings } from '../domain/organisation/mornings';
import type { Database, Prisma } from '../prisma/client';
import { BrokenRecord } from './columns/column';
import { absencesOf, deliveryOf } from './columns/organisation';

/**
 * Ids of the reps who work here and have mornings to arrange, in order; `among` narrows them. All of them are read: a
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
      return hasMornings({ delivery: deliveryOf(row), absences: absencesOf(row) }) ? [row.id] : [];
    } catch (error) {
      if (error instanceof BrokenRecord) return [];
      throw error;
    }
  });
}
