import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { upcast } from '../../domain/upcast';
import { present } from '../../domain/present';
import { hasEnded } from '../../domain/standing';
import { contactLeavesUsAlone, contactOf, runningOf, tellEach } from '../client-facts';
import { sayingOf } from '../fact-reply';
import { actorOf } from '../keys';
import { notFound } from '../problems';
import { eraseContact } from '../../prisma/erasure';
import { newContactId } from '../../prisma/hand-off';
import { route, type ApiDeps, type Reply, type Route } from '../route';
import * as schemas from '../schemas';
import { shown } from '../shown';
import { linksOf } from './lifecycle-links';

const params = z.strictObject({ id: schemas.id });
const lifecyclesShown = 200;
const comingShown = 10;
const bands = ['red', 'amber', 'green'] as const;

const getClient = route({
  method: 'get',
  path: '/v1/clients/:id',
  tag: 'Clients',
  summary: 'The client as one relationship: contacts, every lifecycle, what is open and what comes next.',
  roles: ['sales', 'rep', 'ops'],
  params,
  success: { status: 200, description: 'The client, from the read model' },
  problems: [404],
  handle: async ({ params: { id } }, { db, config }) => {
    const client = await db.client.findUnique({
      where: { id },
      include: {
        contacts: { where: { erasedAt: null }, orderBy: { givenId: 'asc' } },
        lifecycles: { orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: lifecyclesShown },
      },
    });
    if (client === null) throw notFound('such client');
    const states = client.lifecycles.map(({ state }) => upcast(state as never));
    const all = states.map(present);
    const running = all.filter(({ stage }) => !hasEnded(stage));
    const departed = new Set(
      states.flatMap(({ slices }) => (slices.contacts.list ?? []).filter((one) => one.departed).map((one) => one.id)),
    );
    const value: Record<string, number> = {};
    for (const { renewal } of running)
      value[renewal.annualValue.currency] = (value[renewal.annualValue.currency] ?? 0) + renewal.annualValue.amount;
    return {
      status: 200,
      body: {
        id,
        name: client.name,
        ...shown({ industry: client.industry, country: client.country }),
        timeZone: client.timeZone,
        contacts: client.contacts.map(
          ({ id: ours, givenId, name, email, level, role, birthday, phone, language, optedOutAt }) => ({
            ...shown({ name, email, level, role, birthday, phone, language }),
            id: givenId,
            departed: departed.has(ours),
            ...(optedOutAt === null ? {} : { optedOutAt: optedOutAt.toISOString() }),
          }),
        ),
        band: bands.find((band) => running.some(({ health }) => health.band === band)) ?? null,
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
          [...one.touches, ...one.reviews, ...one.items]
            .filter(({ state, covered }) => (state === 'due' || state === 'overdue') && covered === undefined)
            .map((item) => ({ lifecycle: one.id, product: one.product.name, ...item })),
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
        source: 'projection',
        asOf: all.reduce((latest, { asOf }) => (asOf > latest ? asOf : latest), ''),
      },
    };
  },
});

async function mustBeClient(id: string, { db }: ApiDeps): Promise<void> {
  if ((await db.client.findUnique({ where: { id }, select: { id: true } })) === null) throw notFound('such client');
}

const facts = {
  method: 'post',
  tag: 'Clients',
  roles: ['rep'],
  body: schemas.leftAlone,
  success: { status: 202, description: 'Accepted; `lifecycles` were told' },
  problems: [404, 503],
} as const;

const tellClient =
  (name: 'clientOptedOut' | 'clientOptedIn') =>
  async (call: Parameters<typeof sayingOf>[0], deps: ApiDeps): Promise<Reply> => {
    const { id } = call.params;
    await mustBeClient(id, deps);
    const said = sayingOf(call);
    const told = await tellEach(await runningOf(id, deps), name, {}, said, deps);
    return {
      status: 202,
      body: { client: id, eventId: said.eventId, lifecycles: told.map(({ lifecycle }) => lifecycle) },
    };
  };

const optOut = route({
  ...facts,
  path: '/v1/clients/:id/opt-out',
  summary: 'The client asks to be left alone: touches, cards and questions rest, and an alarm is raised.',
  params,
  handle: tellClient('clientOptedOut'),
});

const optIn = route({
  ...facts,
  path: '/v1/clients/:id/opt-in',
  summary: 'The client may be contacted again.',
  params,
  handle: tellClient('clientOptedIn'),
});

const contactOptOut = route({
  ...facts,
  path: '/v1/clients/:id/contacts/:contactId/opt-out',
  summary: 'A contact does not want to be written to: no card, no question.',
  params: params.extend({ contactId: schemas.id }),
  handle: async (call, deps) => {
    const { id: clientId, contactId: givenId } = call.params;
    const contact = await contactOf(clientId, givenId, deps);
    const said = sayingOf(call);
    const lifecycles = await contactLeavesUsAlone(clientId, contact.id, said, deps);
    return {
      status: 202,
      body: { client: clientId, contact: givenId, eventId: said.eventId, lifecycles },
      subject: `${clientId}/${contact.id}`,
    };
  },
});

const putContact = route({
  method: 'put',
  path: '/v1/clients/:id/contacts/:contactId',
  tag: 'Clients',
  summary:
    'A contact as it is now: somebody new at the client, another level, address or birthday, or somebody who is back. Every running lifecycle of the client hears of it.',
  roles: ['rep', 'sales'],
  params: params.extend({ contactId: schemas.id }),
  body: schemas.contactKnown,
  success: { status: 200, description: 'The contact, and the `lifecycles` that were told' },
  problems: [404, 503],
  handle: async ({ params: { id: clientId, contactId: givenId }, body, principal }, deps) => {
    await mustBeClient(clientId, deps);
    const { name, email, level = null, role = null, birthday = null, phone = null, language = null } = body;
    const person = { name, email, level, role, birthday, phone, language };
    const { id: contact } = await deps.db.contact.upsert({
      where: { clientId_givenId: { clientId, givenId } },
      create: { id: newContactId(), clientId, givenId, ...person },
      update: person,
    });
    const known = {
      contact,
      ...(body.level === undefined ? {} : { level: body.level }),
      ...(body.birthday === undefined ? {} : { birthday: body.birthday.slice(-5) }),
    };
    // Told each time, with an id of its own: whoever gets no answer puts it again.
    const said = { by: actorOf(principal), eventId: randomUUID() };
    const told = await tellEach(await runningOf(clientId, deps), 'contactKnown', known, said, deps);
    return {
      status: 200,
      body: { client: clientId, ...body, id: givenId, lifecycles: told.map(({ lifecycle }) => lifecycle) },
      subject: `${clientId}/${contact}`,
    };
  },
});

const eraseOne = route({
  method: 'delete',
  path: '/v1/clients/:id/contacts/:contactId',
  tag: 'Clients',
  summary:
    'Erases a person: name, address, birthday and words, from records, deals, notes, imports and links. Lifecycles go on, and nothing of theirs falls due. What cannot be undone cannot be undone.',
  roles: ['ops'],
  params: params.extend({ contactId: schemas.id }),
  success: { status: 200, description: 'Erased; `contact` is the id of ours that is left, `lifecycles` were told' },
  problems: [404, 503],
  handle: async ({ params: { id: clientId, contactId: givenId }, principal }, deps) => {
    const contact = await contactOf(clientId, givenId, deps);
    // Told first: whoever gets no answer asks again, and finds the person still there.
    const said = { by: actorOf(principal), eventId: randomUUID() };
    const tell = async (all: readonly string[]): Promise<readonly string[]> =>
      (await tellEach(all, 'contactErased', { contact: contact.id }, said, deps)).map(({ lifecycle }) => lifecycle);
    const told = await tell(await runningOf(clientId, deps));
    await eraseContact(deps.db, contact);
    // A next term that began meanwhile may have taken the person along.
    const later = (await runningOf(clientId, deps)).filter((one) => !told.includes(one));
    const lifecycles = [...told, ...(await tell(later))];
    return {
      status: 200,
      body: { client: clientId, contact: contact.id, erased: true, lifecycles },
      subject: `${clientId}/${contact.id}`,
    };
  },
});

export const clientRoutes: readonly Route[] = [getClient, putContact, eraseOne, optOut, optIn, contactOptOut];
