/** Keys: who may call. Made, rotated and revoked by admins; each is shown once. */
import { addDays } from '../../domain/core/calendar';
import type { Instant } from '../../domain/core/json';
import { wordOf } from '../../records/columns/column';
import { revokeKey, rotateKey, type KeyRow } from '../../records/keys';
import { actorOf, hashKey, keySubjectOf, makeKey, newSecretOf, roles, whyNoKey } from '../http/keys';
import { conflict, existing, wrong, wrongFields } from '../http/problems';
import { list } from '../http/list';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import { withoutNulls } from '../http/without-nulls';
import * as schemas from '../schemas/keys';

const common = { tag: 'Keys', roles: [], access: 'admin' } as const;

const roleOf = ({ id, role }: KeyRow) => wordOf(roles, { table: 'keys', column: 'role', id }, role);

const replyOf = (row: KeyRow): BodyOf<typeof schemas.keyListed> => ({
  id: row.id,
  role: roleOf(row),
  createdAt: row.createdAt.toISOString(),
  ...withoutNulls({
    name: row.name,
    rep: row.repId,
    seller: row.sellerId,
    createdBy: row.createdBy,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }),
});

const keyOf = (id: string, { db }: Pick<ApiDeps, 'db'>): Promise<KeyRow> =>
  existing('key', db.key.findUnique({ where: { id } }));

const secret = ['key'] as const;

const listKeys = list({
  ...common,
  path: '/v1/keys',
  operationId: 'listKeys',
  answer: schemas.keys,
  summary: 'Every key: whose it is, when it was used last, and when it ends or ended.',
  read: (db, page) => db.key.findMany(page),
  reply: replyOf,
});

const postKey = route({
  ...common,
  method: 'post',
  path: '/v1/keys',
  operationId: 'makeKey',
  summary:
    'Makes a key and shows it, this once. A key of role rep belongs to a rep, and ends when they leave; one of role ops or admin may belong to one of our people in the same way, and one of role sales to a seller.',
  body: schemas.keyWanted,
  answers: { 201: { description: 'The key', body: schemas.keyShown } },
  handle: async ({ body, principal }, { db }) => {
    const refused = await whyNoKey(db, body);
    if (refused !== null) throw wrongFields([refused]);
    if (body.expiresAt !== undefined && Date.parse(body.expiresAt) <= Date.now())
      throw wrong('/expiresAt', 'That moment lies in the past.');
    const { row, key } = await makeKey(db, body, actorOf(principal));
    return { status: 201, body: { ...replyOf(row), key }, subject: keySubjectOf(row), secret };
  },
});

/** Throws a 409 `Problem` for a key that a new secret would not make good again. */
async function mustOpenStill({ expiresAt, repId }: KeyRow, now: Instant, { db }: Pick<ApiDeps, 'db'>): Promise<void> {
  if (expiresAt !== null && expiresAt.toISOString() <= now)
    throw conflict('expired', 'This key has expired: make a new one.');
  const rep = repId === null ? null : await db.rep.findUnique({ where: { id: repId }, select: { leftAt: true } });
  if (rep !== null && rep.leftAt !== null)
    throw conflict('rep-left', 'The rep to whom this key belongs does not work here any more.');
}

const rotate = route({
  ...common,
  method: 'post',
  path: '/v1/keys/:id/rotate',
  operationId: 'rotateKey',
  summary:
    'Gives a key a new secret and shows it, this once. Those that it had are good for a day more, so that its holder can change over; with `endOthersNow` they end at once. One that opens nothing any more (expired, revoked, its rep has left) is 409.',
  params: schemas.keyParams,
  body: schemas.rotation,
  answers: { 200: { description: 'The key with its new secret', body: schemas.keyShown } },
  problems: [404, 409],
  handle: async ({ params: { id }, body: { endOthersNow } }, deps) => {
    const row = await keyOf(id, deps);
    const now = new Date().toISOString();
    await mustOpenStill(row, now, deps);
    const key = newSecretOf(roleOf(row));
    const until = endOthersNow ? now : `${addDays(now.slice(0, 10), 1)}${now.slice(10)}`;
    if (!(await rotateKey(deps.db, id, hashKey(key), until)))
      throw conflict('revoked', 'This key was revoked: make a new one.');
    return { status: 200, body: { ...replyOf(row), key }, subject: keySubjectOf(row), secret };
  },
});

const revoke = route({
  ...common,
  method: 'delete',
  path: '/v1/keys/:id',
  operationId: 'revokeKey',
  summary: 'Revokes a key: from now on it opens nothing.',
  params: schemas.keyParams,
  answers: { 200: { description: 'The key, revoked', body: schemas.keyListed } },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    await keyOf(id, deps);
    await revokeKey(deps.db, id, new Date().toISOString());
    const row = await keyOf(id, deps);
    return { status: 200, body: replyOf(row), subject: keySubjectOf(row) };
  },
});

export const keyRoutes: readonly Route[] = [listKeys, postKey, rotate, revoke];
