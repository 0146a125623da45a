/** Looks up who keeps a lifecycle once it has left onboarding, by the rules of domain/organisation/routing.ts. */
import { BrokenRecord } from '../records/columns/column';
import type { Happened, Recorded, Seed } from '../domain/core/concern';
import type { LifecycleState } from '../domain/lifecycle';
import { givesOn, type UnroutedLine } from '../domain/organisation/groups';
import { enteredRetention, productTypeOf, retentionLine } from '../domain/organisation/routing';
import type { Database } from '../prisma/client';
import { dealNow } from '../records/columns/deals';
import { seedOf } from '../records/columns/lifecycles';
import { groupStageOf } from '../records/columns/organisation';
import { inOnboardingGroups, routeLines } from '../records/organisation';
import { newestPolicies } from '../records/policies';
import { sharedId } from './sharing';

/** The fact that says who keeps a lifecycle that left an onboarding group, by today's routing. Empty where nobody else takes it. */
export async function retentionAssigned(
  db: Database,
  state: LifecycleState,
  events: readonly Recorded[],
): Promise<readonly Happened[]> {
  const seq = enteredRetention(state, events);
  if (seq === null) return [];
  const { seed, slices } = state;
  const leaving = await db.group.findUnique({
    where: { id: slices.standing.group },
    select: { id: true, stage: true },
  });
  if (!givesOn(leaving === null ? null : groupStageOf(leaving))) return [];
  const [to] = await routeLines(db, [
    retentionLine(seed, await typeAsSold(db, seed)),
    ...(await stillToCome(db, seed)),
  ]);
  if (to === undefined || to === null) return [];
  const { group, rep, why, policyId } = to;
  const policy = (await newestPolicies(db, [policyId])).get(policyId);
  if (policy === undefined) throw new BrokenRecord('groups', 'policyId', group, 'there is no such policy');
  const data = { group, rep, policy, why };
  return [{ name: 'retentionAssigned', id: sharedId(seed.lifecycleId, 'retention', String(seq)), via: 'ours', data }];
}

/**
 * The client's other lines that are in a group for onboarding alone: they will come to retention too, so that whoever comes first
 * goes to the rep to whom all of them go.
 */
async function stillToCome(db: Database, { lifecycleId, client }: Seed): Promise<readonly UnroutedLine[]> {
  const rows = await inOnboardingGroups(db, client.id, lifecycleId);
  return Promise.all(
    rows.map(async (row) => {
      const seed = seedOf(row);
      return retentionLine(seed, await typeAsSold(db, seed));
    }),
  );
}

/** The type by which the product of a lifecycle is routed. */
async function typeAsSold(db: Database, { dealId, product: { code } }: Seed): Promise<string | null> {
  const known = await db.product.findUnique({ where: { code }, select: { type: true } });
  const sold = await db.deal.findUnique({ where: { id: dealId }, select: { id: true, document: true, added: true } });
  const line = sold === null ? undefined : dealNow(sold).products.find((one) => one.code === code);
  return productTypeOf(line, known);
}
