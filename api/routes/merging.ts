/** A client that stands under two ids becomes one. */
import { actorOf } from '../http/keys';
import { conflict, existing, wrong } from '../http/problems';
import { route, type ApiDeps, type BodyOf } from '../http/route';
import { countAgain } from '../inbound/tickets';
import { makeOne, mergingOf, tellMerged, type Merging } from '../messages/merging';
import { mergedBefore, mergedPeople } from '../../records/client-merge';
import { presentClient } from '../../records/merged-clients';
import { NoAnswer } from '../../temporal/errors';
import * as schemas from '../schemas/merging';
import { byId, clientId } from '../schemas/common';

type MergeAnswer = BodyOf<typeof schemas.merged>;

function answerOf({ seen: { from, into, reps }, one }: Merging): MergeAnswer {
  const givenIds = new Map([...from.people, ...into.people].map(({ id, givenId }) => [id, givenId]));
  const called = (id: string): string => givenIds.get(id) ?? id;
  return {
    client: from.id,
    into: into.id,
    deals: from.deals,
    lifecycles: from.running,
    contacts: {
      same: one.people.same.map(({ contact, is }) => ({ contact: called(contact), is: called(is) })),
      moved: one.people.moved
        .filter(({ isErased }) => !isErased)
        .map(({ id, givenId }) => ({ contact: called(id), as: givenId })),
    },
    feeds: from.feeds,
    sources: from.sources,
    asOne: one.asOne.map(({ item, by }) => ({ item, by })),
    warnings: warningsOf(reps),
  };
}

const warningsOf = (reps: readonly string[]): readonly string[] =>
  reps.length < 2
    ? []
    : [`It is kept by ${reps.slice(0, -1).join(', ')} and ${reps.at(-1)}: pass it on to one of them.`];

/** What was answered when it was merged, but for what to think about; null where it never was. Throws a 409 `Problem`. */
async function answeredBefore(from: string, into: string, deps: ApiDeps): Promise<MergeAnswer | null> {
  const before = await mergedBefore(deps.db, from);
  if (before === null) return null;
  const { into: one, deals, lifecycles, feeds, sources, asOne } = before;
  if (one !== into)
    throw conflict('merged-elsewhere', `Client ${from} is one with ${one} already: merge that one, if they are one.`);
  const contacts = await mergedPeople(deps.db, from);
  return { client: from, into, deals, lifecycles, contacts, feeds, sources, asOne, warnings: [] };
}

/** What sources told of either counts for the one. Of what Temporal does not take now, the sweep tells. */
async function countTickets(into: string, { sources }: MergeAnswer, deps: ApiDeps): Promise<void> {
  if (sources.length === 0) return;
  try {
    await countAgain([into], deps);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    deps.log.warn({ err: error, client: into }, 'how many tickets are open will be told by the sweep');
  }
}

export const mergeClient = route({
  method: 'post',
  path: '/v1/clients/:id/merge',
  operationId: 'mergeClient',
  tag: 'Clients',
  summary:
    'This client and another are one: its deals, lifecycles, people, feeds and sources go over, who stands in two records becomes one person, and its id means the other from then on. With `dryRun` it only says what would happen. Asked again it answers the same. It cannot be undone.',
  roles: ['ops'],
  access: 'house',
  idsAsNamed: true,
  params: byId(clientId),
  body: schemas.merge,
  answers: { 200: { description: 'What went over, or would', body: schemas.merged } },
  problems: [404, 409],
  handle: async ({ params: { id: from }, body, principal }, deps) => {
    const { db } = deps;
    await existing('client', db.client.findUnique({ where: { id: from }, select: { id: true } }));
    if ((await db.client.findUnique({ where: { id: body.into }, select: { id: true } })) === null)
      throw wrong('/into', `There is no client ${body.into}.`);
    const into = await presentClient(db, body.into);
    const before = from === body.into ? null : await answeredBefore(from, into, deps);
    const dryRun = body.dryRun === true ? { dryRun: true as const } : {};
    if (before === null && from === into) throw wrong('/into', 'That is this client itself.');
    if (body.dryRun === true) {
      const answer = before ?? answerOf(await mergingOf({ from, into }, new Date().toISOString(), deps));
      return { status: 200, body: { ...dryRun, ...answer } };
    }
    const said = { by: actorOf(principal), eventId: `merge:${from}:${into}` };
    const made = before === null ? await makeOne({ from, into }, said, deps) : null;
    if (made === null) await tellMerged(from, said, deps);
    const answer = made === null ? (before ?? (await answeredBefore(from, into, deps))) : answerOf(made);
    if (answer === null) throw conflict('merged-elsewhere', `Client ${from} changed meanwhile: ask again.`);
    await countTickets(into, answer, deps);
    return { status: 200, body: answer, subject: `${from} ${into}` };
  },
});
