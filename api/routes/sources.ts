/** Sources: other systems that tell us what happens, and whom they mean by which id of theirs. */
import { z } from 'zod';
import { mustBeClient } from '../telling/client-facts';
import { inboundAddress } from '../inbound/inbound';
import { found } from '../http/problems';
import { list } from '../http/list';
import { route, type ApiDeps, type Route } from '../http/route';
import * as schemas from '../schemas/schemas';
import { newsOf } from '../../records/columns/messages';
import { shown } from '../http/shown';
import { sourceFormats } from '../inbound/formats';
import { tellUnmapped } from '../inbound/sources';

const params = z.strictObject({ id: schemas.id });
const common = { tag: 'Sources', roles: ['ops'] } as const;

const sourceOf = (id: string, { db }: Pick<ApiDeps, 'db'>) =>
  found('such source', db.source.findUnique({ where: { id } }));

function replyOf(id: string, format: string, { config }: Pick<ApiDeps, 'config'>): object {
  return { id, format, address: inboundAddress(config.api.publicUrl, id) };
}

const putSource = route({
  ...common,
  method: 'put',
  path: '/v1/sources/:id',
  summary:
    'A helpdesk or a billing system that tells us of tickets and invoices, in its own public format and with its own signature. The answer says to which address it sends.',
  params,
  body: z.strictObject({ format: z.enum(sourceFormats), secret: schemas.line(500) }),
  success: { status: 200, description: 'The source, with the address at which it sends' },
  handle: async ({ params: { id }, body }, deps) => {
    await deps.db.source.upsert({ where: { id }, create: { id, ...body }, update: body });
    return { status: 200, body: replyOf(id, body.format, deps) };
  },
});

const listSources = list({
  ...common,
  path: '/v1/sources',
  summary: 'Every source.',
  read: (db, page) => db.source.findMany(page),
  reply: (row, deps) => replyOf(row.id, row.format, deps),
});

const getSource = route({
  ...common,
  method: 'get',
  path: '/v1/sources/:id',
  summary: 'A source, whom it means by which id, and what became of what it told.',
  params,
  success: { status: 200, description: 'The source' },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    const { format } = await sourceOf(id, deps);
    const [clients, counts] = await Promise.all([
      deps.db.sourceClient.findMany({ where: { sourceId: id }, orderBy: { externalId: 'asc' }, take: 1_000 }),
      deps.db.sourceEvent.groupBy({ by: ['state'], where: { sourceId: id }, _count: true }),
    ]);
    return {
      status: 200,
      body: {
        ...replyOf(id, format, deps),
        clients: clients.map(({ externalId, clientId: client }) => ({ externalId, client })),
        events: Object.fromEntries(counts.map(({ state, _count }) => [state, _count])),
      },
    };
  },
});

const putClient = route({
  ...common,
  method: 'put',
  path: '/v1/sources/:id/clients/:externalId',
  summary:
    'Whom a source means by an id of its own. What it told before anybody knew is told now, in the order in which it happened.',
  params: params.extend({ externalId: schemas.id }),
  body: z.strictObject({ client: schemas.id }),
  success: { status: 200, description: 'The client, and how much was told now' },
  problems: [404, 503],
  handle: async ({ params: { id, externalId }, body: { client } }, deps) => {
    await sourceOf(id, deps);
    await mustBeClient('/client', client, deps);
    const key = { sourceId: id, externalId };
    await deps.db.sourceClient.upsert({
      where: { sourceId_externalId: key },
      create: { ...key, clientId: client },
      update: { clientId: client },
    });
    return { status: 200, body: { externalId, client, told: await tellUnmapped(id, externalId, deps) } };
  },
});

const getEvents = route({
  ...common,
  method: 'get',
  path: '/v1/sources/:id/events',
  summary: 'What a source told, the newest first, and what became of each: told, unmapped, or ignored and why.',
  params,
  query: z.strictObject({
    state: z.enum(['received', 'told', 'unmapped', 'ignored']).optional(),
    limit: schemas.page.shape.limit,
  }),
  success: { status: 200, description: '`items`' },
  problems: [404],
  handle: async ({ params: { id }, query: { state, limit } }, deps) => {
    await sourceOf(id, deps);
    const rows = await deps.db.sourceEvent.findMany({
      where: { sourceId: id, ...(state === undefined ? {} : { state }) },
      orderBy: [{ receivedAt: 'desc' }, { eventId: 'desc' }],
      take: limit,
    });
    const items = rows.map((row) => {
      const { eventId, at, externalId, state: now, reason, lifecycleId } = row;
      const { lifecycle, told } = newsOf(row);
      const { kind, ...data } = told;
      return shown({
        eventId,
        at: at.toISOString(),
        kind,
        externalId,
        data: { ...data, lifecycle },
        state: now,
        reason,
        lifecycle: lifecycleId,
      });
    });
    return { status: 200, body: { items } };
  },
});

export const sourceRoutes: readonly Route[] = [putSource, listSources, getSource, putClient, getEvents];
