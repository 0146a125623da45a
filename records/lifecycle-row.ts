/** The row of a lifecycle: written before its workflow runs, and kept in step with its state. */
import { asksOf } from '../domain/told/asks';
import type { Seed } from '../domain/core/concern';
import { endsOn } from '../domain/core/contract';
import { annualValueOf } from '../domain/concerns/growth';
import type { Instant } from '../domain/core/json';
import { forecastOf } from '../domain/figures/forecast';
import { begin, type LifecycleState } from '../domain/lifecycle';
import { Prisma, type Database } from '../prisma/client';
import { inLockOrder } from './one-per-key';

/** The columns of a lifecycle's row that follow from its state. PostgreSQL finds lifecycles by them. */
export function columnsOf(state: LifecycleState) {
  const { seed, slices } = state;
  const { standing, health } = slices;
  const asks = asksOf(state);
  const { probability, outlook } = forecastOf(slices, seed);
  const { amount: worth, currency } = annualValueOf(state);
  return {
    id: seed.lifecycleId,
    dealId: seed.dealId,
    clientId: seed.client.id,
    productCode: seed.product.code,
    term: seed.term,
    seed,
    state,
    stage: standing.stage,
    groupId: standing.group,
    repId: standing.rep,
    policyId: standing.policy.id,
    policyVersion: standing.policy.version,
    band: health.band,
    score: health.score,
    asks,
    asksAt: asks[0]?.at ?? null,
    probability,
    outlook,
    worth,
    currency,
    renewsOn: endsOn(seed.contract, slices.renewal.prolonged),
    lastAt: state.at,
    recordedAt: new Date().toISOString(),
  } satisfies { readonly [C in Prisma.LifecycleScalarFieldEnum]?: unknown };
}

/** Names of columns as a statement lists them. They are this program's own words: nobody's input goes in here. */
export function listed(names: readonly string[], as: (name: string) => string = (name) => `"${name}"`): Prisma.Sql {
  return Prisma.raw(names.map(as).join(', '));
}

/**
 * Writes the row of each lifecycle before its workflow has recorded anything, from its seed alone. A row that is there
 * stays as it is. With `startedAt` null the sweep starts the workflow where nobody else does; a next term has a moment,
 * for its parent alone starts it.
 */
export function writeFirstRows(
  db: Pick<Database, '$executeRaw'>,
  seeds: readonly Seed[],
  now: Instant,
  startedAt: Instant | null,
): Prisma.PrismaPromise<number> {
  // The seed as it is handed on: its workflow begins from it, with all that an earlier term left.
  const rows = inLockOrder(seeds, ({ lifecycleId }) => lifecycleId).map((seed) => ({
    ...columnsOf(begin(seed, now).state),
    seed,
    startedAt,
  }));
  const names = Object.keys(rows[0] ?? { id: '' });
  // A life may not have heard yet that its client is one with another.
  const present = (name: string): string =>
    name === 'clientId' ? `coalesce(c."mergedInto", r."clientId")` : `r."${name}"`;
  return db.$executeRaw`
    insert into lifecycles (${listed(names)})
    select ${listed(names, present)} from jsonb_populate_recordset(null::lifecycles, ${JSON.stringify(rows)}::jsonb) r
    left join clients c on c.id = r."clientId"
    on conflict (id) do nothing`;
}
