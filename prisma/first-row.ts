import { asksOf } from '../domain/asks';
import type { Seed } from '../domain/concern';
import { renewsOn } from '../domain/contract';
import type { Instant } from '../domain/json';
import { begin, type LifecycleState } from '../domain/lifecycle';
import type { Prisma } from './client';

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

/**
 * The read model before a workflow's first recording: what the seed alone says. `startedAt` null leaves it to
 * the sweep to start the workflow if nobody else does; a next term is started by its parent, and by nobody else.
 */
export function firstRow(seed: Seed, now: Instant, startedAt: Instant | null): Prisma.LifecycleCreateManyInput {
  const { state } = begin(seed, now);
  const asks = asksOf(state);
  return {
    id: seed.lifecycleId,
    dealId: seed.dealId,
    clientId: seed.client.id,
    productCode: seed.product.code,
    term: seed.term,
    seed: seed as unknown as Prisma.InputJsonObject,
    state: state as unknown as Prisma.InputJsonObject,
    ...columnsOf(state),
    asks: [...asks],
    asksAt: asks[0]?.at ?? null,
    renewsOn: renewsOn(seed.contract),
    startedAt,
  };
}
