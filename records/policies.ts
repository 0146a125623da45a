/** Policies, each in its newest version. */
import type { Policy } from '../domain/core/policy';
import type { Database } from '../prisma/client';
import { policyOf } from './columns/policies';
import { inSlices } from './in-slices';

/** The newest version of each of those policies, by id. */
export async function newestPolicies(
  db: Pick<Database, 'policy'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Policy>> {
  const rows = await inSlices(ids, (some) =>
    db.policy.findMany({
      where: { id: { in: some } },
      orderBy: [{ id: 'asc' }, { version: 'desc' }],
      distinct: ['id'],
    }),
  );
  return new Map(rows.map((row) => [row.id, policyOf(row)]));
}
