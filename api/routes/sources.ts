/** Sources: other systems that tell us what happens, and whom they mean by which id of theirs. */
import { wordOf } from '../../records/columns/column';
import { newsOf } from '../../records/columns/sources';
import { mustBeClient } from '../messages/client-facts';
import { inboundAddress } from '../inbound/inbound';
import { settingUp } from '../http/keys';
import { existing } from '../http/problems';
import { setUpAfter, setUpByOf } from '../messages/set-up-by';
import { list } from '../http/list';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import * as schemas from '../schemas/sources';
import { withoutNulls } from '../http/without-nulls';
import { formatOf } from '../inbound/formats';
import { passOnUnmapped } from '../inbound/sources';
import { countAgain } from '../inbound/tickets';

const params = schemas.sourceParams;
const common = { tag: 'Sources', roles: ['ops'], access: 'house' } as const;

const sourceOf = (id: string, { db }: Pick<ApiDeps, 'db'>) =>
  existing('source', db.source.findUnique({ where: { id } }));

type SourceRow = Awaited<ReturnType<typeof sourceOf>>;

function replyOf(row: SourceRow, { config }: Pick<ApiDeps, 'config'>): BodyOf<typeof schemas.sourceListed> {
  const { id, testEvents } = row;
  const setUpBy = setUpByOf(row);
  return {
    id,
    format: formatOf(row),
    address: inboundAddress(config.api.publicUrl, id),
    testEvents,
    ...(setUpBy === null ? {} : { setUpBy }),
  };
}

const putSource = route({
  ...common,
  method: 'put',
  path: '/v1/sources/:id',
  operationId: 'putSource',
  summary:
    'A helpdesk or a billing system that tells us of tickets and invoices, in its own public format and with its own signature. The answer says to which address it sends.',
  params,
  body: schemas.source,
  answers: { 200: { description: 'The source, with the address at which it sends', body: schemas.sourceListed } },
  handle: async ({ params: { id }, body, principal }, deps) => {
    const { format, secret, testEvents = false } = body;
    const row = { format, secret, testEvents };
    const setUp = await settingUp(deps.db, principal);
    const before = await deps.db.source.findUnique({ where: { id } });
    const update = { ...row, ...setUpAfter(before, setUp) };
    const kept = await deps.db.source.upsert({ where: { id }, create: { id, ...row, ...setUp }, update });
    return { status: 200, body: replyOf(kept, deps) };
  },
});

const listSources = list({
  ...common,
  path: '/v1/sources',
  operationId: 'listSources',
  answer: schemas.sources,
  summary: 'Every source.',
  read: (db, page) => db.source.findMany(page),
  reply: replyOf,
});

/** So many of a source's clients stand in one answer. */
const clientsShown = 1_000;

const getSource = route({
  ...common,
  method: 'get',
  path: '/v1/sources/:id',
  operationId: 'getSource',
  summary: 'A source, whom it means by which id, and what became of what it told.',
  params,
  answers: { 200: { description: 'The source', body: schemas.sourceWithClients } },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    const row = await sourceOf(id, deps);
    const [clients, counts] = await Promise.all([
      deps.db.sourceClient.findMany({ where: { sourceId: id }, orderBy: { externalId: 'asc' }, take: clientsShown }),
      deps.db.sourceEvent.groupBy({ by: ['state'], where: { sourceId: id }, _count: true }),
    ]);
    return {
      status: 200,
      body: {
        ...replyOf(row, deps),
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
  operationId: 'putSourceClient',
  summary:
    'Whom a source means by an id of its own. What it told before anybody knew is told now, in the order in which it happened.',
  params: schemas.sourceClientParams,
  body: schemas.sourceClient,
  answers: { 200: { description: 'The client, and how much was told now', body: schemas.sourceClientPut } },
  problems: [404],
  handle: async ({ params: { id, externalId }, body }, deps) => {
    await sourceOf(id, deps);
    const client = await mustBeClient('/client', body.client, deps);
    const key = { sourceId: id, externalId };
    const before = await deps.db.sourceClient.findUnique({ where: { sourceId_externalId: key } });
    await deps.db.sourceClient.upsert({
      where: { sourceId_externalId: key },
      create: { ...key, clientId: client },
      update: { clientId: client },
    });
    const told = await passOnUnmapped(id, externalId, deps);
    // Tickets that were told of go along; asked again, whoever was not told the first time is.
    if (before !== null) await countAgain([...new Set([before.clientId, client])], deps);
    return { status: 200, body: { externalId, client, told } };
  },
});

const getEvents = route({
  ...common,
  method: 'get',
  path: '/v1/sources/:id/events',
  operationId: 'getSourceEvents',
  summary: 'What a source told, the newest first, and what became of each: told, unmapped, or ignored and why.',
  params,
  query: schemas.eventsQuery,
  answers: { 200: { description: '`items`', body: schemas.sourceEvents } },
  problems: [404],
  handle: async ({ params: { id }, query: { state, limit } }, deps) => {
    await sourceOf(id, deps);
    const rows = await deps.db.sourceEvent.findMany({
      where: { sourceId: id, ...(state === undefined ? {} : { state }) },
      orderBy: [{ receivedAt: 'desc' }, { eventId: 'desc' }],
      take: limit,
    });
    return { status: 200, body: { items: rows.map(eventReply) } };
  },
});

type EventRow = Awaited<ReturnType<ApiDeps['db']['sourceEvent']['findMany']>>[number];
type EventReply = BodyOf<typeof schemas.sourceEvents>['items'][number];

function eventReply(row: EventRow): EventReply {
  const { sourceId, eventId, at, externalId, state, reason, lifecycleId } = row;
  const { lifecycle, told } = newsOf(row);
  const { kind, ...data } = told;
  return {
    eventId,
    at: at.toISOString(),
    kind,
    data: { ...data, lifecycle },
    state: wordOf(
      schemas.eventStates,
      { table: 'source_events', column: 'state', id: `${sourceId} ${eventId}` },
      state,
    ),
    ...withoutNulls({ externalId, reason, lifecycle: lifecycleId }),
  };
}

export const sourceRoutes: readonly Route[] = [putSource, listSources, getSource, putClient, getEvents];
