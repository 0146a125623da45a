/** A client as one relationship, and whether they want to hear of us. */
import { later } from '../../domain/core/calendar';
import { openActionsShown } from './agreed-actions';
import { clientsReadableBy, readableAmong, readableBy } from '../../records/access';
import type { KnownClient } from '../../domain/organisation/known-client';
import { knownOfClient } from '../../records/columns/known';
import { stateOf } from '../../records/columns/lifecycles';
import { lookedUp } from '../../records/contacts';
import { maybeSameAs } from '../../records/duplicates';
import { clientsOutsideBands } from '../../records/outside-bands';
import type { Prisma } from '../../prisma/client';
import { channelOf, contactLanguageOf, levelOf } from '../../records/columns/organisation';
import { askedNow, present } from '../../domain/told/present';
import { plainTellingOf, withContacts } from '../../domain/told/telling';
import { worstBand } from '../../domain/concerns/health-bands';
import { hasEnded } from '../../domain/core/stages';
import { clientWishes } from '../messages/client-facts';
import { sayingOf } from '../messages/fact-reply';
import { afterCursor, decodeCursor, nextPage, pageOf } from '../http/paging';
import { existing } from '../http/problems';
import { route, type ApiDeps, type ReplyOf, type Route } from '../http/route';
import * as schemas from '../schemas/clients';
import { byId, clientId } from '../schemas/common';
import { withoutNulls } from '../http/without-nulls';
import { linksOf } from '../http/lifecycle-links';

const params = byId(clientId);
/** So many lifecycles, and so much of what comes next, stand in one answer. */
const lifecyclesShown = 200;
const comingShown = 10;

/** What is known of a client, as answers tell it. */
export function knownReply(id: string, { values, weekend, closed }: KnownClient) {
  const { name, timeZone, industry, country, region } = values;
  return {
    id,
    name: name ?? id,
    timeZone: timeZone ?? 'UTC',
    ...withoutNulls({ industry, country, region }),
    ...(weekend === null ? {} : { weekend }),
    ...(closed.length === 0 ? {} : { closed }),
  };
}

const clientReply = (row: Prisma.ClientGetPayload<object>) => ({
  ...knownReply(row.id, knownOfClient(row)),
  ...withoutNulls({ optedOutAt: row.optedOutAt?.toISOString() ?? null }),
});

const getClient = route({
  method: 'get',
  path: '/v1/clients/:id',
  operationId: 'getClient',
  tag: 'Clients',
  summary: 'The client as one relationship: contacts, every lifecycle, what is open and what comes next.',
  roles: ['sales', 'rep', 'ops'],
  access: { of: 'client', does: 'read' },
  params,
  answers: { 200: { description: 'The client, from the read model', body: schemas.client } },
  problems: [404],
  handle: async ({ params: { id }, viewer }, { db, config }) => {
    const client = await existing(
      'client',
      db.client.findUnique({
        where: { id },
        include: {
          contacts: { where: { erasedAt: null }, orderBy: { givenId: 'asc' } },
          lifecycles: {
            where: readableBy(viewer),
            orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
            take: lifecyclesShown,
          },
        },
      }),
    );
    const { unreachable, went } = await lookedUp(db, client.contacts);
    const maybeSame = await maybeSameAs(db, viewer, id);
    const states = client.lifecycles.map(stateOf);
    const people = new Map(client.contacts.map((one) => [one.id, one.name]));
    const all = states.map((state) => present(state, withContacts(plainTellingOf(state), people)));
    const asOf = all.reduce((latest, one) => later(latest, one.asOf), '');
    const running = all.filter(({ stage }) => !hasEnded(stage));
    const value: Record<string, number> = {};
    for (const { renewal } of running)
      value[renewal.annualValue.currency] = (value[renewal.annualValue.currency] ?? 0) + renewal.annualValue.amount;
    return {
      status: 200,
      body: {
        ...clientReply(client),
        contacts: client.contacts.map(
          ({ givenId, name, email, role, birthday, phone, optedOutAt, departedAt, ...row }) => ({
            id: givenId,
            name,
            email,
            ...withoutNulls({
              level: levelOf(row),
              role,
              birthday,
              phone,
              language: contactLanguageOf(row),
              channel: channelOf(row),
            }),
            departed: departedAt !== null,
            ...withoutNulls({
              wentTo: went.get(row.id) ?? null,
              optedOutAt: optedOutAt?.toISOString() ?? null,
              unreachableSince: unreachable.get(row.id)?.toISOString() ?? null,
            }),
          }),
        ),
        band: worstBand(running.map(({ health }) => health.band)),
        annualValue: Object.entries(value).map(([currency, amount]) => ({ amount, currency })),
        lifecycles: all.map((one) => ({
          id: one.id,
          product: one.product,
          term: one.term,
          stage: one.stage,
          rep: one.rep,
          group: one.group,
          health: { score: one.health.score, band: one.health.band },
          renewal: {
            renewsOn: one.renewal.renewsOn,
            annualValue: one.renewal.annualValue,
            forecast: one.renewal.forecast,
          },
          links: linksOf(one.id, config),
        })),
        openItems: running.flatMap((one) =>
          askedNow(one).map((item) => ({ lifecycle: one.id, product: one.product.name, ...item })),
        ),
        agreedActions: await openActionsShown(
          all.map((one) => one.id),
          later(asOf, new Date().toISOString()).slice(0, 10),
          { db },
        ),
        escalations: running.flatMap((one) =>
          one.escalations
            .filter(({ resolvedAt }) => resolvedAt === undefined)
            .map((escalation) => ({ lifecycle: one.id, ...escalation })),
        ),
        coming: running
          .flatMap((one) => one.agenda.map((step) => ({ lifecycle: one.id, ...step })))
          .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
          .slice(0, comingShown),
        maybeSameAs: maybeSame,
        source: 'projection' as const,
        asOf,
      },
    };
  },
});

const listClients = route({
  method: 'get',
  path: '/v1/clients',
  operationId: 'listClients',
  tag: 'Clients',
  summary:
    'Every client; or those who are worth more or less than the group is there for in which their rep keeps them. Of those a page may hold fewer than were asked for, or none, while there are more.',
  roles: ['sales', 'rep', 'ops'],
  access: 'list',
  query: schemas.clientsQuery,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.clients } },
  handle: async ({ query: { cursor, limit, outsideBand }, viewer }, { db }) => {
    if (outsideBand === 'true') {
      const { clients, next } = await clientsOutsideBands(
        db,
        viewer,
        cursor === undefined ? '' : decodeCursor(cursor),
        limit,
      );
      const items = clients.map(({ client, outside }) => ({ ...clientReply(client), outsideBand: [...outside] }));
      return { status: 200, body: { items, ...nextPage(next) } };
    }
    const rows = await db.client.findMany({
      where: { AND: [afterCursor(cursor), clientsReadableBy(viewer), { mergedInto: null }] },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const some = pageOf(rows, limit, ({ id }) => id);
    return { status: 200, body: { items: some.rows.map(clientReply), ...some.more } };
  },
});

/** Throws a 404 `Problem`. */
export const clientOf = (id: string, { db }: ApiDeps) =>
  existing('client', db.client.findUnique({ where: { id }, select: { id: true } }));

/** What the routes share by which a client or a contact says whether they want to be left alone. */
export const wishes = {
  method: 'post',
  tag: 'Clients',
  roles: ['rep'],
  access: { of: 'client', does: 'client-work' },
  body: schemas.leftAlone,
  problems: [404],
} as const;

const wished = { 202: { description: 'Accepted; `lifecycles` were told', body: schemas.clientWish } } as const;

const sendClientWish =
  (name: 'clientOptedOut' | 'clientOptedIn') =>
  async (call: Parameters<typeof sayingOf>[0], deps: ApiDeps): Promise<ReplyOf<typeof wished>> => {
    const { id } = call.params;
    await clientOf(id, deps);
    const said = sayingOf(call);
    const told = await clientWishes(name, id, said, deps);
    const lifecycles = await readableAmong(deps.db, call.viewer, told);
    return { status: 202, body: { client: id, eventId: said.eventId, lifecycles } };
  };

const optOut = route({
  ...wishes,
  answers: wished,
  path: '/v1/clients/:id/opt-out',
  operationId: 'optClientOut',
  summary: 'The client asks to be left alone: touches, cards and questions rest, and an alarm is raised.',
  params,
  handle: sendClientWish('clientOptedOut'),
});

const optIn = route({
  ...wishes,
  answers: wished,
  path: '/v1/clients/:id/opt-in',
  operationId: 'optClientIn',
  summary: 'The client may be contacted again.',
  params,
  handle: sendClientWish('clientOptedIn'),
});

export const clientRoutes: readonly Route[] = [getClient, listClients, optOut, optIn];
