/** Renewals that come, what the rep and the manager make of them, and how they looked before. */
import { z } from 'zod';
import { addMonths } from '../../domain/core/calendar';
import { lastCallsOf, outlooksOf, type KeptCall } from '../../records/outlooks';
import { readRenewals, renewalPlaceOf, type RenewalPlace, type RenewalSort } from '../../records/renewals';
import { actorOf } from '../http/keys';
import { decodeCursor, pageOf } from '../http/paging';
import { wrong } from '../http/problems';
import { route, type BodyOf, type Route } from '../http/route';
import { unstorable } from '../http/storable';
import { withoutNulls } from '../http/without-nulls';
import { headOf, projected, rowOf } from '../messages/read';
import type { calls as callsShown } from '../schemas/renewal-calls';
import { sayCall } from '../messages/renewal-calls';
import * as schemas from '../schemas/renewals';
import { page } from '../schemas/common';

const readers = ['rep', 'ops'] as const;
const tag = 'Renewals';
const params = schemas.renewalCallParams;

/** Calls as answers show them. */
export const shownCalls = (calls: readonly KeptCall[] = []): BodyOf<typeof callsShown> => calls.map(withoutNulls);

const place = z.tuple([z.union([z.string(), z.number()]), z.string()]);

/** The place that a cursor names. Throws a 422 `Problem` for what no page of such a list gave. */
function placeIn(cursor: string | undefined, sort: RenewalSort): RenewalPlace | null {
  if (cursor === undefined) return null;
  const noCursor = wrong('/cursor', 'Use the cursor of an earlier page of the same list.', 'query');
  let told: unknown;
  try {
    told = JSON.parse(decodeCursor(cursor));
  } catch {
    throw noCursor;
  }
  const { success, data } = place.safeParse(told);
  if (!success || (typeof data[0] === 'string') !== (sort === 'date') || unstorable(data).length > 0) throw noCursor;
  if (sort === 'probability' && !(Number.isInteger(data[0]) && Number(data[0]) <= 100 && Number(data[0]) >= 0))
    throw noCursor;
  return { at: data[0], id: data[1] };
}

const listRenewals = route({
  method: 'get',
  path: '/v1/renewals',
  tag,
  operationId: 'listRenewals',
  summary: 'Renewals that come, with value, outlook and the calls of rep and manager, page by page.',
  roles: readers,
  access: 'list',
  query: schemas.renewalFilter,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.comingRenewals } },
  handle: async ({ query, viewer }, { db }) => {
    const { limit, sort, rep = null, group = null, outlook = null } = query;
    const from = query.from ?? new Date().toISOString().slice(0, 10);
    const to = query.to ?? addMonths(from, 12);
    if (from >= to) throw wrong('/to', 'The period ends before it begins.', 'query');
    const after = placeIn(query.cursor, sort);
    const rows = await readRenewals(db, viewer, { from, to, rep, group, outlook, sort, after, take: limit + 1 });
    const some = pageOf(rows, limit, (row) => {
      const { at, id } = renewalPlaceOf(row, sort);
      return JSON.stringify([at, id]);
    });
    const calls = await lastCallsOf(
      db,
      some.rows.map(({ id }) => id),
    );
    const items = some.rows.map((row) => {
      const { id, client, product, stage, group: of, rep: keeper, renewal } = projected(row).lifecycle;
      const { renewsOn, annualValue, forecast } = renewal;
      const at = { id, client, product, stage, group: of, rep: keeper, renewsOn, annualValue, forecast };
      return { ...at, calls: shownCalls(calls.get(id)) };
    });
    return { status: 200, body: { items, ...some.more } };
  },
});

const callRenewal = route({
  method: 'put',
  path: '/v1/lifecycles/:id/renewal/call',
  tag,
  operationId: 'callRenewal',
  summary:
    'What the rep who keeps it, or the manager of its group, makes of the renewal: likely, at risk or lost. It moves nothing; it stands beside the forecast, and is held against what came.',
  roles: ['rep'],
  access: {
    of: 'lifecycle',
    does: 'client-work',
    doing: ({ body }) => (body.by === 'rep' ? 'rep-call' : 'manager-call'),
  },
  params,
  body: schemas.callToMake,
  answers: { 200: { description: 'Both calls as they stand', body: schemas.callKept } },
  problems: [404, 409],
  handle: async ({ params: { id }, body, principal }, deps) => {
    const { lifecycle } = projected(await rowOf(id, deps));
    const { currency } = lifecycle.renewal.annualValue;
    if (body.amount !== undefined && body.amount.currency !== currency)
      throw wrong('/amount/currency', `This line is in ${currency}.`);
    const { by, call, amount = null, note = null } = body;
    await sayCall(id, { by, call, amount, note, saidBy: actorOf(principal) }, deps);
    const calls = await lastCallsOf(deps.db, [id]);
    return { status: 200, body: { id, calls: shownCalls(calls.get(id)), forecast: lifecycle.renewal.forecast } };
  },
});

const listOutlooks = route({
  method: 'get',
  path: '/v1/lifecycles/:id/renewal/outlooks',
  tag,
  operationId: 'listOutlooks',
  summary: 'How the renewal looked at the end of every day on which that changed, the newest first.',
  roles: readers,
  access: { of: 'lifecycle', does: 'read' },
  params,
  query: page,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.pastOutlooks } },
  problems: [404],
  handle: async ({ params: { id }, query: { cursor, limit } }, deps) => {
    await headOf(id, deps);
    const before = cursor === undefined ? null : decodeCursor(cursor);
    const some = pageOf(await outlooksOf(deps.db, id, before, limit + 1), limit, ({ day }) => day);
    const items = some.rows.map(({ value: annualValue, ...one }) => ({ ...one, annualValue }));
    return { status: 200, body: { items, ...some.more } };
  },
});

export const renewalRoutes: readonly Route[] = [listRenewals, callRenewal, listOutlooks];
