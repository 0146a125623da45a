/** Clients who may be one: proposed, and set apart by whoever knows that they are two. `merging.ts` makes two one. */
import {
  duplicatesAfter,
  readableClients,
  setApart,
  takeApartBack,
  type DuplicatesPlace,
} from '../../records/duplicates';
import { presentClients } from '../../records/merged-clients';
import { actorOf } from '../http/keys';
import { decodeCursor, nextPage } from '../http/paging';
import { notForThem, wrong } from '../http/problems';
import { route, type Route } from '../http/route';
import { page } from '../schemas/common';
import * as schemas from '../schemas/duplicates';

/** Ids have no blanks. */
function placeIn(cursor: string | undefined): DuplicatesPlace {
  const [one = '', other = null] = cursor === undefined ? [] : decodeCursor(cursor).split(' ');
  return { one, other };
}

const listClientDuplicates = route({
  method: 'get',
  path: '/v1/client-duplicates',
  operationId: 'listClientDuplicates',
  tag: 'Clients',
  summary:
    'Clients who may be one, two by two: of one name but for how it is written, or with people who read one mailbox. Without those of whom somebody said that they are two; a page may hold fewer than were asked for, or none, while there are more. Nothing is merged by itself.',
  roles: ['sales', 'rep', 'ops'],
  access: 'list',
  query: page,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.duplicates } },
  handle: async ({ query: { cursor, limit }, viewer }, { db }) => {
    const { found, next } = await duplicatesAfter(db, viewer, placeIn(cursor), limit);
    const items = found.map(({ clients: [one, other], reasons }) => ({
      clients: [
        { id: one.id, name: one.name },
        { id: other.id, name: other.name },
      ] as const,
      reasons,
    }));
    const after = next === null ? null : next.other === null ? next.one : `${next.one} ${next.other}`;
    return { status: 200, body: { items, ...nextPage(after) } };
  },
});

const sayOfClients = route({
  method: 'put',
  path: '/v1/client-duplicates/:id/:other',
  operationId: 'sayOfClients',
  tag: 'Clients',
  summary:
    'Says of two clients who may be one that they are two: they are proposed no more. With `null` it is taken back. Which of the two is named first makes no difference.',
  roles: ['sales', 'rep', 'ops'],
  access: 'list',
  params: schemas.pairParams,
  body: schemas.pairSaid,
  answers: { 200: { description: 'What is said of them now', body: schemas.pairStands } },
  problems: [404],
  handle: async ({ params, body: { same }, viewer, principal }, { db }) => {
    const present = await presentClients(db, [params.id, params.other]);
    const pair = [present(params.id), present(params.other)] as const;
    if ((await readableClients(db, viewer, pair)).length < new Set(pair).size) throw notForThem('such client');
    if (pair[0] === pair[1]) throw wrong('/other', 'That is the same client.', 'path');
    if (same === null) await takeApartBack(db, pair);
    else await setApart(db, pair, actorOf(principal), new Date().toISOString());
    return { status: 200, body: { clients: [...pair], same } };
  },
});

export const duplicateRoutes: readonly Route[] = [listClientDuplicates, sayOfClients];
