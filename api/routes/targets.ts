/** Targets: what a figure should be, and from where on it is critical. */
import { scopeOf } from '../../domain/organisation/access';
import { targetState, type TargetState } from '../../domain/figures/targets';
import { measureOf, targetStateOf } from '../../records/columns/organisation';
import { existing, wrong } from '../http/problems';
import { rounded } from '../reports/csv';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import { withoutNulls } from '../http/without-nulls';
import * as schemas from '../schemas/reports';
import { asItIs, changing, reading } from './organisation';

type TargetRecord = NonNullable<Awaited<ReturnType<ApiDeps['db']['target']['findUnique']>>>;

const targetReply = (row: TargetRecord): BodyOf<typeof schemas.targetKept> => ({
  id: row.id,
  measure: measureOf(row),
  target: row.target,
  threshold: row.threshold,
  state: targetStateOf(row),
  ...withoutNulls({
    product: row.product,
    currency: row.currency,
    value: row.value === null ? null : rounded(row.value),
    checkedAt: row.checkedAt?.toISOString() ?? null,
  }),
});

const putTarget = route({
  ...changing,
  path: '/v1/targets/:id',
  operationId: 'putTarget',
  params: schemas.targetParams,
  answers: asItIs(schemas.targetKept),
  summary:
    'What a figure of the last twelve months should be, and the threshold beyond which it is critical: it is looked at every morning, and managers and directors hear by mail when it has crossed it.',
  body: schemas.target,
  handle: async (
    { params: { id }, body: { measure, product, currency, target, threshold } },
    { db, lifecycles, log },
  ) => {
    const wanted = { measure, currency: currency ?? null, target, threshold };
    if (targetState(target, wanted) !== 'met')
      throw wrong('/threshold', 'The critical threshold lies beyond the target.');
    const row = { figure: measure, product: product ?? null, currency: currency ?? null, target, threshold };
    const state: TargetState = 'unknown';
    const kept = await db.target.upsert({
      where: { id },
      create: { id, ...row },
      update: { ...row, state, value: null, checkedAt: null },
    });
    await lifecycles
      .watch(id)
      .catch((error: unknown) => log.warn({ err: error, target: id }, 'will be watched by the sweep'));
    return { status: 200, body: targetReply(kept) };
  },
});

const getTarget = route({
  ...reading,
  method: 'get',
  path: '/v1/targets/:id',
  operationId: 'getTarget',
  params: schemas.targetParams,
  answers: asItIs(schemas.targetKept),
  problems: [404],
  summary: 'A target; for whoever reads every lifecycle with the figure as it was looked at last.',
  handle: async ({ params: { id }, viewer }, { db }) => {
    const row = await existing('target', db.target.findUnique({ where: { id } }));
    // The figure is that of everybody's lifecycles.
    return { status: 200, body: targetReply(scopeOf(viewer) === null ? row : { ...row, value: null }) };
  },
});

export const targetRoutes: readonly Route[] = [putTarget, getTarget];
