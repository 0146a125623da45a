/** A lifecycle as it stands, its timeline, its agenda and its why card; and the list of all. */
import type { Prisma } from '../../prisma/client';
import { headOf, projected, read, readCard, timelineOf } from '../messages/read';
import { afterCursor, pageOf, placeOf } from '../http/paging';
import { later } from '../../domain/core/calendar';
import { openActionsShown } from './agreed-actions';
import { dealWithAmendments } from './amendments';
import { wrong } from '../http/problems';
import { route, type BodyOf } from '../http/route';
import type { Presented } from '../../domain/told/present';
import { readCourse } from '../../records/health-course';
import { lastCallsOf } from '../../records/outlooks';
import { readableBy } from '../../records/access';
import { byId, lifecycleId, page } from '../schemas/common';
import { closedDeal } from '../schemas/deals';
import { healthCourse, healthCourseQuery } from '../schemas/lifecycle-summary';
import * as schemas from '../schemas/lifecycles';
import { shownCalls } from './renewals';
import { presentClient } from '../../records/merged-clients';
import { linksOf } from '../http/lifecycle-links';

const readers = ['sales', 'rep', 'ops'] as const;
const params = byId(lifecycleId);
const tag = 'Lifecycles';

function summaryOf({
  id,
  dealId,
  term,
  client: of,
  ...one
}: Presented): BodyOf<typeof schemas.lifecycles>['items'][number] {
  return {
    id,
    dealId,
    term,
    client: of,
    product: one.product,
    stage: one.stage,
    group: one.group,
    rep: one.rep,
    health: { score: one.health.score, band: one.health.band },
    renewsOn: one.renewal.renewsOn,
    next: one.agenda[0] ?? null,
  };
}

export const listLifecycles = route({
  method: 'get',
  path: '/v1/lifecycles',
  tag,
  operationId: 'listLifecycles',
  summary: 'Lifecycles by stage, client, rep, group or health band, page by page.',
  roles: readers,
  access: 'list',
  query: schemas.lifecycleFilter,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.lifecycles } },
  handle: async ({ query: { cursor, limit, stage, client, rep, group, band }, viewer }, { db }) => {
    const where: Prisma.LifecycleWhereInput = {
      ...(stage === undefined ? {} : { stage }),
      ...(client === undefined ? {} : { clientId: await presentClient(db, client) }),
      ...(rep === undefined ? {} : { repId: rep }),
      ...(group === undefined ? {} : { groupId: group }),
      ...(band === undefined ? {} : { band }),
      AND: [readableBy(viewer)],
      ...afterCursor(cursor),
    };
    const rows = await db.lifecycle.findMany({ where, orderBy: { id: 'asc' }, take: limit + 1 });
    const some = pageOf(rows, limit, ({ id }) => id);
    return { status: 200, body: { items: some.rows.map((row) => summaryOf(projected(row).lifecycle)), ...some.more } };
  },
});

export const getLifecycle = route({
  method: 'get',
  path: '/v1/lifecycles/:id',
  tag,
  operationId: 'getLifecycle',
  summary: 'Where a lifecycle stands and what comes next.',
  roles: readers,
  access: { of: 'lifecycle', does: 'read' },
  params,
  answers: {
    200: { description: 'The lifecycle; `source` says whether it is live or the read model', body: schemas.lifecycle },
  },
  problems: [404],
  tells: true,
  handle: async ({ params: { id }, viewer, locale }, deps) => {
    const { lifecycle, source, asOf } = await read(id, deps, locale);
    // What we make of a renewal is not for sales to read.
    const isOurs = viewer.sees === 'everything' || viewer.sees === 'reach';
    const calls = isOurs ? { calls: shownCalls((await lastCallsOf(deps.db, [id])).get(id)) } : {};
    const renewal = { ...lifecycle.renewal, ...calls };
    const today = later(asOf, new Date().toISOString()).slice(0, 10);
    const agreedActions = await openActionsShown([id], today, deps);
    return {
      status: 200,
      body: { ...lifecycle, renewal, agreedActions, links: linksOf(id, deps.config), source, asOf },
    };
  },
});

export const getLifecycleDeal = route({
  method: 'get',
  path: '/v1/lifecycles/:id/deal',
  tag,
  operationId: 'getLifecycleDeal',
  summary:
    'The original deal: details, client, requirements, agreements, promises. At every stage, ended ones included.',
  roles: readers,
  access: { of: 'lifecycle', does: 'read' },
  params,
  answers: { 200: { description: 'The deal', body: closedDeal } },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    const { dealId } = await headOf(id, deps);
    return { status: 200, body: await dealWithAmendments(dealId, deps) };
  },
});

export const getTimeline = route({
  method: 'get',
  path: '/v1/lifecycles/:id/timeline',
  tag,
  operationId: 'getTimeline',
  summary: 'Everything that happened, from the ledger, oldest first.',
  roles: readers,
  access: { of: 'lifecycle', does: 'read' },
  params,
  query: page,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.timeline } },
  problems: [404],
  tells: true,
  handle: async ({ params: { id }, query: { cursor, limit }, locale }, deps) => {
    await headOf(id, deps);
    const after = placeOf(cursor, 1);
    const rows = await deps.db.ledgerRow.findMany({
      where: { lifecycleId: id, seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: limit + 1,
    });
    const some = pageOf(rows, limit, ({ seq }) => seq);
    return { status: 200, body: { items: await timelineOf(id, some.rows, deps, locale), ...some.more } };
  },
});

export const getHealthCourse = route({
  method: 'get',
  path: '/v1/lifecycles/:id/health',
  tag,
  operationId: 'getHealthCourse',
  summary:
    'How health went, from the ledger: each change of the score, with its reasons and what moved it, oldest first.',
  roles: readers,
  access: { of: 'lifecycle', does: 'read' },
  params,
  query: healthCourseQuery,
  answers: { 200: { description: '`items`, and `next` while there are more', body: healthCourse } },
  problems: [404],
  handle: async ({ params: { id }, query: { from, to, cursor, limit } }, deps) => {
    if (from !== undefined && to !== undefined && from >= to)
      throw wrong('/to', 'The period ends before it begins.', 'query');
    await headOf(id, deps);
    const points = await readCourse(deps.db, id, {
      from: momentOf(from),
      to: momentOf(to),
      after: placeOf(cursor, 1),
      limit: limit + 1,
    });
    const some = pageOf(points, limit, ({ seq }) => seq);
    return { status: 200, body: { items: some.rows.map(({ seq, ...point }) => point), ...some.more } };
  },
});

const momentOf = (day: string | undefined): string | undefined =>
  day === undefined ? undefined : `${day}T00:00:00.000Z`;

export const getAgenda = route({
  method: 'get',
  path: '/v1/lifecycles/:id/agenda',
  tag,
  operationId: 'getAgenda',
  summary: 'Every coming step, with its moment and the rule behind it.',
  roles: readers,
  access: { of: 'lifecycle', does: 'read' },
  params,
  answers: { 200: { description: 'The agenda', body: schemas.agendaAnswer } },
  problems: [404],
  tells: true,
  handle: async ({ params: { id }, locale }, deps) => {
    const { lifecycle, source, asOf } = await read(id, deps, locale);
    return { status: 200, body: { id, agenda: lifecycle.agenda, source, asOf } };
  },
});

export const getWhy = route({
  method: 'get',
  path: '/v1/lifecycles/:id/why',
  tag,
  operationId: 'getWhy',
  summary:
    'Why it stands where it stands, what next, and when: the last decisions with what caused each, and the coming steps.',
  roles: readers,
  access: { of: 'lifecycle', does: 'read' },
  params,
  answers: { 200: { description: 'The last decisions, newest first, and the agenda', body: schemas.whyCard } },
  problems: [404],
  tells: true,
  handle: async ({ params: { id }, locale }, deps) => {
    const { decisions, lifecycle, source, asOf } = await readCard(id, deps, locale);
    return {
      status: 200,
      body: { id, stage: lifecycle.stage, health: lifecycle.health, decisions, agenda: lifecycle.agenda, source, asOf },
    };
  },
});
