import { asksOf } from '../domain/told/asks';
import type { Seed } from '../domain/core/concern';
import { renewsOn } from '../domain/core/contract';
import type { Instant } from '../domain/core/json';
import { begin, type LifecycleState } from '../domain/lifecycle';
import type { Database, Prisma } from '../prisma/client';

/** The columns by which lifecycles are found, as a state gives them. */
export function columnsOf({ slices: { standing, health } }: LifecycleState) {
  return {
    stage: standing.stage,
    groupId: standing.group,
    repId: standing.rep,
    policyId: standing.policy.id,
    policyVersion: standing.policy.version,
    band: health.band,
    score: health.score,
  };
}

function firstRow(seed: Seed, now: Instant, startedAt: Instant | null) {
  const { state } = begin(seed, now);
  const asks = asksOf(state);
  return {
    id: seed.lifecycleId,
    dealId: seed.dealId,
    clientId: seed.client.id,
    productCode: seed.product.code,
    term: seed.term,
    seed,
    state,
    ...columnsOf(state),
    asks,
    asksAt: asks[0]?.at ?? null,
    renewsOn: renewsOn(seed.contract),
    startedAt,
  };
}

/**
 * The read model before a workflow's first recording: what the seeds alone say; a row that is there stays.
 * `startedAt` null leaves it to the sweep to start the workflow if nobody else does; a next term is started by its
 * parent, and by nobody else.
 */
export function writeFirstRows(
  db: Pick<Database, '$executeRaw'>,
  seeds: readonly Seed[],
  now: Instant,
  startedAt: Instant | null,
): Prisma.PrismaPromise<number> {
  const rows = JSON.stringify(seeds.map((seed) => firstRow(seed, now, startedAt)));
  return db.$executeRaw`
    insert into lifecycles (id, "dealId", "clientId", "productCode", term, seed, state, stage, "groupId", "repId", "policyId",
                            "policyVersion", band, score, asks, "asksAt", "renewsOn", "startedAt")
    select id, "dealId", "clientId", "productCode", term, seed, state, stage, "groupId", "repId", "policyId",
           "policyVersion", band, score, asks, "asksAt", "renewsOn", "startedAt"
    from jsonb_populate_recordset(null::lifecycles, ${rows}::jsonb)
    on conflict (id) do nothing`;
}
