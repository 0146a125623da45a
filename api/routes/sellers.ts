/** Sellers: what became of the deals that they closed, and what is known of them beside the deals. */
import { soldBy } from '../../records/sellers';
import type { Database } from '../../prisma/client';
import { revokeKeysOfSeller } from '../../records/keys';
import { endSessionsOf } from '../../records/sessions';
import { existing, thereIsNo } from '../http/problems';
import { route, type BodyOf, type Route } from '../http/route';
import { withoutNulls } from '../http/without-nulls';
import { byId, sellerId } from '../schemas/common';
import { soldLines } from '../schemas/deals';
import * as schemas from '../schemas/sellers';
import { asItIs, changing } from './organisation';

/** So many product lines stand in one answer, the newest deals first. */
const dealsShown = 500;

const getSoldLines = route({
  method: 'get',
  path: '/v1/sellers/:id/deals',
  tag: 'Deals',
  operationId: 'getSoldLines',
  summary:
    'Where a seller’s deals stand: every product line with its stage, health, renewal and value now, and what was flagged as oversold, the newest deal first.',
  roles: ['sales', 'ops'],
  access: { of: 'seller', does: 'read' },
  params: byId(sellerId),
  answers: { 200: { description: '`lines`, from the read model', body: soldLines } },
  problems: [404],
  handle: async ({ params: { id }, viewer }, { db }) => {
    const lines = await soldBy(db, id, dealsShown, viewer.sees === 'handed-over' ? viewer.key : null);
    if (lines.length === 0) throw thereIsNo('deal of this seller');
    return { status: 200, body: { seller: id, lines, source: 'projection' as const } };
  },
});

type SellerRow = NonNullable<Awaited<ReturnType<Database['seller']['findUnique']>>>;

function sellerReply({ id, name, email, leftAt }: SellerRow): BodyOf<typeof schemas.sellerKept> {
  return { id, ...withoutNulls({ name, email, leftAt: leftAt?.toISOString() ?? null }) };
}

const putSeller = route({
  ...changing,
  path: '/v1/sellers/:id',
  operationId: 'putSeller',
  params: byId(sellerId),
  answers: asItIs(schemas.sellerKept),
  summary:
    'What is known of a seller beside their deals: another name or address, and whether they left. Who left gets no mail and their keys are revoked: the manager of the client’s group hears in their place. One of our people who left, with that id or address, has left as a seller too, until `left: false` says that they are back. Deals stay as they were closed.',
  body: schemas.sellerToKeep,
  handle: async ({ params: { id }, body: { name = null, email = null, left } }, { db }) => {
    const now = new Date();
    const before = await db.seller.findUnique({ where: { id } });
    const leftAt = left === undefined ? (before?.leftAt ?? null) : left ? (before?.leftAt ?? now) : null;
    const hereSince = left === undefined ? (before?.hereSince ?? null) : left ? null : now;
    const seller = { name, email, leftAt, hereSince };
    const put = db.seller.upsert({ where: { id }, create: { id, ...seller }, update: seller });
    const [row] =
      left === true
        ? await db.$transaction([
            put,
            revokeKeysOfSeller(db, id, now.toISOString()),
            endSessionsOf(db, { kind: 'seller', id }),
          ])
        : [await put];
    return { status: 200, body: sellerReply(row) };
  },
});

const getSeller = route({
  method: 'get',
  path: '/v1/sellers/:id',
  tag: 'Organisation',
  operationId: 'getSeller',
  roles: ['ops'],
  access: 'house',
  params: byId(sellerId),
  answers: asItIs(schemas.sellerKept),
  problems: [404],
  summary: 'What was said of a seller beside their deals.',
  handle: async ({ params: { id } }, { db }) => {
    const row = await existing('seller', db.seller.findUnique({ where: { id } }));
    return { status: 200, body: sellerReply(row) };
  },
});

export const sellerRoutes: readonly Route[] = [getSoldLines, putSeller, getSeller];
