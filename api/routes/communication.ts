/** The communication map of a client: who talks to whom, how often, by which channel. */
import { communicationDefinition, communicationOf, usualDays } from '../../domain/figures/communication';
import { scopeOf } from '../../domain/organisation/access';
import { askedNow, present } from '../../domain/told/present';
import { samePeople } from '../../records/merged-clients';
import { readableBy } from '../../records/access';
import { levelOf } from '../../records/columns/organisation';
import { acquaintedSince, readTalks } from '../../records/communication';
import { runningStatesOf } from '../../records/running-lifecycles';
import { existing } from '../http/problems';
import { route } from '../http/route';
import { byId, clientId } from '../schemas/common';
import * as schemas from '../schemas/clients';
import { withoutNulls } from '../http/without-nulls';

/** So many of a client's lifecycles are looked at. */
const lifecyclesRead = 200;

export const getCommunication = route({
  method: 'get',
  path: '/v1/clients/:id/communication',
  tag: 'Clients',
  operationId: 'getCommunication',
  summary:
    'The communication map: who talks to whom, by which channel and how often; how each contact is reached and who has been left alone too long; and what is open.',
  roles: ['rep', 'ops'],
  access: { of: 'client', does: 'read' },
  params: byId(clientId),
  query: schemas.asOfQuery,
  answers: { 200: { description: 'The map, with its definition', body: schemas.communication } },
  problems: [404],
  handle: async ({ params: { id }, query: { asOf }, viewer }, { db }) => {
    const day = asOf ?? new Date().toISOString().slice(0, 10);
    const client = await existing(
      'client',
      db.client.findUnique({
        where: { id },
        include: {
          contacts: { where: { erasedAt: null } },
        },
      }),
    );
    const states = await runningStatesOf(db, id, lifecyclesRead, readableBy(viewer));
    const there = client.contacts.filter((contact) => contact.departedAt === null);
    const same = await samePeople(
      db,
      client.contacts.map((contact) => contact.id),
    );
    const [lines, since] = await Promise.all([
      readTalks(db, id, day, same, scopeOf(viewer)),
      acquaintedSince(db, id, same),
    ]);
    const { map, contacts } = communicationOf(
      lines,
      there.map((contact) => contact.id),
      { day, since, everyDays: usualDays(states.map(({ slices }) => slices.standing.policy.rules)) },
    );
    const reps = await db.rep.findMany({
      where: { id: { in: [...new Set(map.map(({ who }) => who))] } },
      select: { id: true, name: true },
    });
    const contactNamed = (whom: string | null) => {
      const contact = client.contacts.find((one) => one.id === whom);
      return contact === undefined
        ? null
        : withoutNulls({ id: contact.givenId, name: contact.name, level: levelOf(contact) });
    };
    const rep = (who: string) => ({ id: who, name: reps.find((one) => one.id === who)?.name ?? who });
    return {
      status: 200,
      body: {
        client: id,
        asOf: day,
        definition: communicationDefinition,
        map: map.map(({ who, whom, ...line }) => withoutNulls({ who: rep(who), whom: contactNamed(whom), ...line })),
        contacts: contacts.map(({ contact, last, ...reach }) => ({
          contact: contactNamed(contact),
          ...reach,
          last: last === null ? null : { ...last, who: rep(last.who) },
        })),
        open: states
          .map((state) => present(state))
          .flatMap((one) =>
            askedNow(one).map(({ id: item, kind, dueAt, state }) => ({
              lifecycle: one.id,
              item,
              kind,
              who: rep(one.rep),
              dueAt,
              state,
            })),
          ),
      },
    };
  },
});
