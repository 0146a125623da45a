/** The lifecycles of a roll-out. */
import { isMeantBy, type LivesBy } from '../domain/organisation/rollout';
import type { Policy } from '../domain/core/policy';
import { Prisma, type Database } from '../prisma/client';
import { running } from './running-lifecycles';

/** Which lifecycles a roll-out looks at; what is left out does not narrow it. */
export interface RolloutScope {
  readonly group?: string | undefined;
  readonly product?: string | undefined;
  readonly rep?: string | undefined;
}

/** Ids of the running lifecycles that a roll-out is for, in order: the query finds who has to do with the policy, `isMeantBy` decides. */
export async function meantByRollout(
  db: Pick<Database, '$queryRaw'>,
  policy: Pick<Policy, 'id' | 'version'>,
  { group, product, rep }: RolloutScope,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<(LivesBy & { readonly id: string })[]>`
    select l.id, l."policyId" as policy, l."policyVersion" as version, g."policyId" as "groupPolicy"
    from lifecycles l left join groups g on g.id = l."groupId"
    where l.stage in (${running})
      ${group === undefined ? Prisma.empty : Prisma.sql`and l."groupId" = ${group}`}
      ${product === undefined ? Prisma.empty : Prisma.sql`and l."productCode" = ${product}`}
      ${rep === undefined ? Prisma.empty : Prisma.sql`and l."repId" = ${rep}`}
      and (l."policyId" = ${policy.id} or g."policyId" = ${policy.id})
    order by l.id`;
  return rows.filter((row) => isMeantBy(policy, row)).map(({ id }) => id);
}

/** Notes when those lifecycles of a roll-out go over; they are previewed anew. */
export async function chooseForRows(
  db: Pick<Database, '$executeRaw'>,
  jobId: string,
  lifecycles: readonly string[],
  when: string,
): Promise<void> {
  await db.$executeRaw`
    update job_rows set input = jsonb_build_object('when', ${when}::text), preview = null
    where "jobId" = ${jobId} and subject = any(${[...lifecycles]})`;
}
