/** Starts lifecycles that are stored, and says how they begin. */
import type { Seed } from '../../domain/core/concern';
import { begin } from '../../domain/lifecycle';
import { namesIn, withNames, type RoutingNames } from '../../records/routing-names';
import type { z } from 'zod';
import { linksOf } from '../http/lifecycle-links';
import type { ApiDeps } from '../http/route';
import type { begunLifecycle } from '../schemas/deals';

/** Starts lifecycles that are stored: what does not start now is started by the sweep. */
export async function startAll(
  seeds: readonly Seed[],
  now: string,
  { lifecycles, log }: Pick<ApiDeps, 'lifecycles' | 'log'>,
): Promise<void> {
  await Promise.all(
    seeds.map((seed) =>
      lifecycles
        .start(seed, now)
        .catch((error: unknown) =>
          log.warn({ err: error, lifecycle: seed.lifecycleId }, 'will be started by the sweep'),
        ),
    ),
  );
}

/** Lifecycles that were stored just now, as the answer to their hand-off has them. */
export async function begun(
  seeds: readonly Seed[],
  now: string,
  { db, config }: Pick<ApiDeps, 'db' | 'config'>,
): Promise<readonly z.input<typeof begunLifecycle>[]> {
  const names = await namesIn(
    db,
    seeds.flatMap(({ routing = [] }) => routing),
  );
  return seeds.map((seed) => begunOne(seed, now, names, { config }));
}

function begunOne(
  seed: Seed,
  now: string,
  names: RoutingNames,
  { config }: Pick<ApiDeps, 'config'>,
): z.input<typeof begunLifecycle> {
  const { lifecycleId: id, group, rep, routing = [] } = seed;
  const { stage } = begin(seed, now).state.slices.standing;
  return { id, stage, group, rep, why: [...withNames(routing, names)], links: linksOf(id, config) };
}
