import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { snapshotOf } from '../../domain/concerns/contacts';
import { present } from '../../domain/told/present';
import { hasEnded } from '../../domain/concerns/standing';
import { clientWishes, contactOf, contactWishes, runningOf, tellEach } from '../telling/client-facts';
import { sayingOf } from '../telling/fact-reply';
import { actorOf } from '../http/keys';
import { list } from '../http/list';
import { found } from '../http/problems';
import { eraseContact, mailsGoneOut, saidBy } from '../../records/erasure';
import { stateOf } from '../../records/columns/lifecycles';
import { newContactId, seedContactOf } from '../../records/contacts';
import { route, type ApiDeps, type Reply, type Route } from '../http/route';
import * as schemas from '../schemas/schemas';
import { shown } from '../http/shown';
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
    const client = await found(
      'such client',
      db.client.findUnique({
        where: { id },
        include: {
          contacts: { where: { erasedAt: null }, orderBy: { givenId: 'asc' } },
          lifecycles: { orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: lifecyclesShown },
        },
      }),
    );
    const states = client.lifecycles.map(stateOf);
    const all = states.map(present);
    const running = all.filter(({ stage }) => !hasEnded(stage));
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
        ...(client.optedOutAt === null ? {} : { optedOutAt: client.optedOutAt.toISOString() }),
        contacts: client.contacts.map(
          ({ givenId, name, email, level, role, birthday, phone, language, channel, optedOutAt, departedAt }) => ({
            ...shown({ name, email, level, role, birthday, phone, language, channel }),
            id: givenId,
            departed: departedAt !== null,
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

const listClients = list({
  path: '/v1/clients',
  tag: 'Clients',
  summary: 'Every client.',
  roles: ['sales', 'rep', 'ops'],
  read: (db, page) => db.client.findMany(page),
  reply: ({ optedOutAt, ...rest }) => shown({ ...rest, optedOutAt: optedOutAt?.toISOString() ?? null }),
});

const clientOf = (id: string, { db }: ApiDeps) =>
  found('such client', db.client.findUnique({ where: { id }, select: { id: true } }));

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
    await clientOf(id, deps);
    const said = sayingOf(call);
    const lifecycles = await clientWishes(name, id, said, deps);
    return { status: 202, body: { client: id, eventId: said.eventId, lifecycles } };
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

const tellContact =
  (name: 'contactOptedOut' | 'contactOptedIn') =>
  async (
    call: Parameters<typeof sayingOf>[0] & { readonly params: { readonly id: string; readonly contactId: string } },
    deps: ApiDeps,
  ): Promise<Reply> => {
    const { id: clientId, contactId: givenId } = call.params;
    const contact = await contactOf(clientId, givenId, deps);
    const said = sayingOf(call);
    const lifecycles = await contactWishes(name, clientId, contact.id, said, deps);
    return {
      status: 202,
      body: { client: clientId, contact: givenId, eventId: said.eventId, lifecycles },
      subject: `${clientId}/${contact.id}`,
    };
  };

const contactOptOut = route({
  ...facts,
  path: '/v1/clients/:id/contacts/:contactId/opt-out',
  summary: 'A contact does not want to be written to: no card, no question, no invitation.',
  params: params.extend({ contactId: schemas.id }),
  handle: tellContact('contactOptedOut'),
});

const contactOptIn = route({
  ...facts,
  path: '/v1/clients/:id/contacts/:contactId/opt-in',
  summary: 'A contact may be written to again.',
  params: params.extend({ contactId: schemas.id }),
  handle: tellContact('contactOptedIn'),
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
    await clientOf(clientId, deps);
    const { level = null, role = null, birthday = null, phone = null, language = null, channel = null } = body;
    const person = { name: body.name, email: body.email, level, role, birthday, phone, language, channel };
    const contact = await deps.db.contact.upsert({
      where: { clientId_givenId: { clientId, givenId } },
      create: { id: newContactId(), clientId, givenId, ...person },
      update: { ...person, departedAt: null },
    });
    // Told each time, with an id of its own: whoever gets no answer puts it again.
    const said = { by: actorOf(principal), eventId: randomUUID() };
    const told = await tellEach(
      await runningOf(clientId, deps),
      'contactKnown',
      snapshotOf(seedContactOf(contact)),
      said,
      deps,
    );
    return {
      status: 200,
      body: { client: clientId, ...body, id: givenId, lifecycles: told.map(({ lifecycle }) => lifecycle) },
      subject: `${clientId}/${contact.id}`,
    };
  },
});

const eraseOne = route({
  method: 'delete',
  path: '/v1/clients/:id/contacts/:contactId',
  tag: 'Clients',
  summary:
    'Erases a person: name, address, birthday and words, from records, deals, notes, imports, campaigns, articles, feeds, links, and mails where they are kept. Lifecycles go on, and nothing of theirs falls due. What cannot be undone cannot be undone.',
  roles: ['ops'],
  params: params.extend({ contactId: schemas.id }),
  success: {
    status: 200,
    description:
      'Erased; `contact` is the id of ours that is left, `lifecycles` were told, `feeds` no longer look for them; one that looked for nobody else rests',
  },
  problems: [404, 503],
  handle: async ({ params: { id: clientId, contactId: givenId }, principal }, deps) => {
    const contact = await contactOf(clientId, givenId, deps);
    // Told first: whoever gets no answer asks again, and finds the person still there.
    const said = { by: actorOf(principal), eventId: randomUUID() };
    const tell = async (all: readonly string[]): Promise<readonly string[]> =>
      (await tellEach(all, 'contactErased', { contact: contact.id }, said, deps)).map(({ lifecycle }) => lifecycle);
    const told = await tell(await runningOf(clientId, deps));
    // Mails that are kept come first: whoever gets no answer asks again, and the name is still there to look for.
    const { name, email, phone } = contact;
    const person = { name, email, phone, words: await saidBy(deps.db, contact) };
    await deps.archive.forget(person);
    const feeds = await eraseContact(deps.db, contact);
    // A mail that was on its way meanwhile.
    await mailsGoneOut(deps.db, clientId);
    await deps.archive.forget(person).catch((error: unknown) => deps.log.warn({ err: error }, 'mails on their way'));
    // A next term that began meanwhile may have taken the person along.
    const later = (await runningOf(clientId, deps)).filter((one) => !told.includes(one));
    const lifecycles = [...told, ...(await tell(later))];
    return {
      status: 200,
      body: { client: clientId, contact: contact.id, erased: true, lifecycles, feeds },
      subject: `${clientId}/${contact.id}`,
    };
  },
});

export const clientRoutes: readonly Route[] = [
  getClient,
  listClients,
  putContact,
  eraseOne,
  optOut,
  optIn,
  contactOptOut,
  contactOptIn,
];
