/** The people at a client: who they are, whether they may be written to, and how one of them is erased. */
import { randomUUID } from 'node:crypto';
import { detailsOf } from '../../domain/concerns/contact-list';
import { afterPut, contactFieldNames } from '../../domain/organisation/known';
import { spellingsOf } from '../../domain/organisation/spellings';
import { readableAmong } from '../../records/access';
import { runningOf } from '../../records/running-lifecycles';
import { keepingFacts } from '../../records/waiting-facts';
import { contactOf, contactWishes, sendToClient, toEach, type PeopleFact } from '../messages/client-facts';
import { sayingOf } from '../messages/fact-reply';
import { handOverAll, readyFacts, sendTogether } from '../messages/facts';
import { asJson } from '../../records/columns/column';
import { knownOfContact } from '../../records/columns/known';
import { actorOf } from '../http/keys';
import { messageIdOf } from '../../records/message-id';
import { eraseContact, mailsGoneOut, toForgetOf } from '../../records/erasure';
import type { SeenPeople } from '../../records/client-people';
import { newContactId, seedContactOf, unreachableSince } from '../../records/contacts';
import { leftAloneAmong } from '../../records/mailboxes';
import { presentContact } from '../../records/merged-clients';
import { contactsSentence, hasRoomForContact } from '../../records/limits';
import { wrong } from '../http/problems';
import { route, type ApiDeps, type ReplyOf, type Route } from '../http/route';
import * as schemas from '../schemas/clients';
import { clientOf, wishes } from './clients';

const params = schemas.contactParams;
const wished = { 202: { description: 'Accepted; `lifecycles` were told', body: schemas.contactWish } } as const;

const sendContactWish =
  (name: 'contactOptedOut' | 'contactOptedIn') =>
  async (
    call: Parameters<typeof sayingOf>[0] & { readonly params: { readonly id: string; readonly contactId: string } },
    deps: ApiDeps,
  ): Promise<ReplyOf<typeof wished>> => {
    const { id: clientId, contactId: givenId } = call.params;
    const contact = await contactOf(clientId, givenId, deps);
    const said = sayingOf(call);
    const told = await contactWishes(name, contact.id, said, deps);
    const lifecycles = await readableAmong(deps.db, call.viewer, told);
    return {
      status: 202,
      body: { client: clientId, contact: givenId, eventId: said.eventId, lifecycles },
      subject: `${clientId}/${contact.id}`,
    };
  };

const contactOptOut = route({
  ...wishes,
  answers: wished,
  path: '/v1/clients/:id/contacts/:contactId/opt-out',
  operationId: 'optContactOut',
  summary:
    'A contact does not want to be written to: no card, no question, no invitation. It holds for their mailbox: for every contact with the same address, whichever client names it.',
  params,
  handle: sendContactWish('contactOptedOut'),
});

const contactOptIn = route({
  ...wishes,
  answers: wished,
  path: '/v1/clients/:id/contacts/:contactId/opt-in',
  operationId: 'optContactIn',
  summary: 'A contact may be written to again, and every other contact with the same address.',
  params,
  handle: sendContactWish('contactOptedIn'),
});

const putContact = route({
  method: 'put',
  path: '/v1/clients/:id/contacts/:contactId',
  operationId: 'putContact',
  tag: 'Clients',
  summary:
    'A contact as it is now: somebody new at the client, another level, address or birthday, or somebody who is back. Every running lifecycle of the client hears of it.',
  roles: ['rep', 'sales'],
  access: { of: 'client', does: 'sales-word' },
  params,
  body: schemas.contactKnown,
  answers: { 200: { description: 'The contact, and the `lifecycles` that were told', body: schemas.contactPut } },
  problems: [404],
  handle: async ({ params, body, principal, viewer }, deps) => {
    await clientOf(params.id, deps);
    const { level = null, role = null, birthday = null, phone = null, language = null, channel = null } = body;
    const person = { name: body.name, email: body.email, level, role, birthday, phone, language, channel };
    const newId = newContactId();
    let id = newId;
    let called = { clientId: params.id, givenId: params.contactId };
    const made = async ({ contacts }: SeenPeople): Promise<PeopleFact<'contactKnown'>> => {
      // Their client may have become one with another since: there the id may be somebody else's.
      called = await presentContact(deps.db, called);
      const { givenId } = called;
      if (!hasRoomForContact(contacts, givenId)) throw wrong('/contactId', contactsSentence, 'path');
      const known = contacts.find((one) => one.givenId === givenId);
      id = known?.id ?? newId;
      const isLeftAlone = (await leftAloneAmong(deps.db, [person.email])).size > 0;
      const optedOutAt = known?.optedOutAt ?? (isLeftAlone ? new Date() : null);
      const contact = { ...person, id, optedOutAt };
      return {
        data: detailsOf(seedContactOf(contact, await unreachableSince(deps.db, [contact]))),
        write: async (tx) => {
          const where = { clientId_givenId: called };
          const row = await tx.contact.findUnique({ where });
          const before = row === null ? null : knownOfContact(row);
          const said = asJson(afterPut(contactFieldNames, before, person, new Date().toISOString()).said);
          await tx.contact.upsert({
            where,
            create: { id, ...called, ...person, said, optedOutAt },
            update: { ...person, said, optedOutAt, departedAt: null, movedTo: null },
          });
        },
      };
    };
    // Told each time, under a new id: a caller who got no answer sends it again.
    const said = { by: actorOf(principal), eventId: randomUUID() };
    const told = await sendToClient(params.id, 'contactKnown', made, said, deps);
    const { clientId, givenId } = called;
    return {
      status: 200,
      body: { client: clientId, ...body, id: givenId, lifecycles: await readableAmong(deps.db, viewer, told) },
      subject: `${clientId}/${id}`,
    };
  },
});

const eraseOne = route({
  method: 'delete',
  path: '/v1/clients/:id/contacts/:contactId',
  operationId: 'eraseContact',
  tag: 'Clients',
  summary:
    'Erases a person: name, address, birthday and words, from records, deals, notes, imports, campaigns, articles, feeds, links, and mails where they are kept. Lifecycles go on, and nothing of theirs falls due. What cannot be undone cannot be undone.',
  roles: ['ops'],
  access: 'house',
  params,
  answers: {
    200: {
      description:
        'Erased; `contact` is the id of ours that is left, `lifecycles` were told, `feeds` no longer look for them; one that looked for nobody else rests',
      body: schemas.contactErased,
    },
  },
  problems: [404],
  handle: async ({ params: { id: clientId, contactId: givenId }, principal }, deps) => {
    const contact = await contactOf(clientId, givenId, deps);
    const said = { by: actorOf(principal), eventId: randomUUID() };
    const toTell = toEach(await runningOf(deps.db, clientId), 'contactErased', { contact: contact.id });
    // The archive forgets first: if that fails, the name is still there to look for when the caller asks again.
    const spellings = spellingsOf(knownOfContact(contact));
    const own = await toForgetOf(deps.db, { ...contact, spellings });
    const passedOn = own.passedOn.map((key) => messageIdOf(key, deps.config.api.publicUrl));
    const forgetting = async (): Promise<void> => {
      for (const person of spellings) await deps.archive.forget({ ...person, ...own, passedOn });
    };
    await forgetting();
    const ready = await readyFacts(toTell, said, deps);
    const feeds = await eraseContact(deps.db, { ...contact, spellings }, (tx) => keepingFacts(tx, ready));
    await handOverAll(ready, deps);
    const told = ready.map(({ lifecycleId }) => lifecycleId);
    // Again, for a mail that was on its way meanwhile.
    await mailsGoneOut(deps.db, clientId);
    await forgetting().catch((error: unknown) => deps.log.warn({ err: error }, 'mails on their way'));
    // A next term that began meanwhile may have taken the person along.
    const later = (await runningOf(deps.db, clientId)).filter((one) => !told.includes(one));
    const fates = await sendTogether(toEach(later, 'contactErased', { contact: contact.id }), said, deps);
    const lifecycles = [...told, ...later.filter((_, index) => fates[index] !== null)];
    return {
      status: 200,
      body: { client: clientId, contact: contact.id, erased: true as const, lifecycles, feeds },
      subject: `${clientId}/${contact.id}`,
    };
  },
});

export const contactRoutes: readonly Route[] = [putContact, eraseOne, contactOptOut, contactOptIn];
