import type { Seed } from '../domain/concern';
import { renewsOn } from '../domain/contract';
import type { Instant } from '../domain/json';
import { begin } from '../domain/lifecycle';
import type { Prisma } from './client';

/**
 * The read model before a workflow's first recording: what the seed alone says. `startedAt` null leaves it to
 * the sweep to start the workflow if nobody else does; a next term is started by its parent, and by nobody else.
 */
export function firstRow(seed: Seed, now: Instant, startedAt: Instant | null): Prisma.LifecycleCreateManyInput {
  const { state } = begin(seed, now);
  return {
    id: seed.lifecycleId,
    dealId: seed.dealId,
    clientId: seed.client.id,
    productCode: seed.product.code,
    term: seed.term,
    seed: seed as unknown as Prisma.InputJsonObject,
    state: state as unknown as Prisma.InputJsonObject,
    stage: state.slices.standing.stage,
    groupId: state.slices.standing.group,
    repId: state.slices.standing.rep,
    band: state.slices.health.band,
    score: state.slices.health.score,
    renewsOn: renewsOn(seed.contract),
    startedAt,
  };
}
