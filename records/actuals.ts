/** Actual figures of promises, as reviews heard them. */
import type { Database } from '../prisma/client';

/** The last figure of each metric of a product line, over all its terms, that another review than this one heard. */
export async function figuresBefore(
  db: Database,
  lifecycleId: string,
  itemId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ metric: string; value: number }[]>`
    select distinct on (a.metric) a.metric, a.value
    from terms own join terms t on t.line = own.line join actuals a on a."lifecycleId" = t."lifecycleId"
    where own."lifecycleId" = ${lifecycleId} and not (a."lifecycleId" = ${lifecycleId} and a."itemId" = ${itemId})
    order by a.metric, a."createdAt" desc`;
  return new Map(rows.map(({ metric, value }) => [metric, value]));
}
