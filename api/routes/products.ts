/** What is sold, and from which value on a client counts as key. */
import { Prisma } from '../../prisma/client';
import { asJson } from '../../records/columns/column';
import { onboardingOf } from '../../records/columns/organisation';
import { keyFromOf } from '../../records/organisation';
import { list } from '../http/list';
import { byId, productCode } from '../schemas/common';
import * as schemas from '../schemas/organisation';
import { existing } from '../http/problems';
import { route, type Route } from '../http/route';
import { withoutNulls } from '../http/without-nulls';
import { asItIs, changing, mustWorkHere, reading } from './organisation';

/** A product goes by its code. */
function productReply(row: Prisma.ProductGetPayload<object>) {
  const { code, name, type } = row;
  return { id: code, name, ...withoutNulls({ type }), onboarding: onboardingOf(row) };
}

const putProduct = route({
  ...changing,
  path: '/v1/products/:id',
  operationId: 'putProduct',
  params: byId(productCode),
  answers: asItIs(schemas.productKept),
  summary:
    'A product with its onboarding template: steps with owners (`client` or a rep) and target days. An empty template means that onboarding is skipped.',
  body: schemas.product,
  handle: async ({ params: { id }, body: { name, type = null, onboarding } }, { db }) => {
    const owners = onboarding.map(({ owner }, index) => [`/onboarding/${index}/owner`, owner] as const);
    await mustWorkHere(
      db,
      owners.filter(([, owner]) => owner !== 'client'),
    );
    const product = { name, type, onboarding };
    const row = await db.product.upsert({
      where: { code: id },
      create: { code: id, ...product },
      update: product,
    });
    return { status: 200, body: productReply(row) };
  },
});

const getProduct = route({
  ...reading,
  method: 'get',
  path: '/v1/products/:id',
  operationId: 'getProduct',
  params: byId(productCode),
  answers: asItIs(schemas.productKept),
  problems: [404],
  summary: 'A product.',
  handle: async ({ params: { id } }, { db }) => ({
    status: 200,
    body: productReply(await existing('product', db.product.findUnique({ where: { code: id } }))),
  }),
});

const listProducts = list({
  ...reading,
  path: '/v1/products',
  operationId: 'listProducts',
  answer: schemas.products,
  summary: 'Every product.',
  read: async (db, { where: { id }, take }) => {
    const where = id === undefined ? {} : { code: id };
    return (await db.product.findMany({ where, orderBy: { code: 'asc' }, take })).map(productReply);
  },
  reply: (row) => row,
});

const putRouting = route({
  ...changing,
  path: '/v1/settings/routing',
  operationId: 'putRouting',
  summary:
    'From which annual value on a client counts as key, per currency: key clients go to reps for few key clients.',
  body: schemas.routingSettings,
  answers: asItIs(schemas.routingKept),
  handle: async ({ body }, { db }) => {
    const value = asJson(body);
    await db.setting.upsert({ where: { name: 'routing' }, create: { name: 'routing', value }, update: { value } });
    return { status: 200, body };
  },
});
const getRouting = route({
  ...reading,
  method: 'get',
  path: '/v1/settings/routing',
  operationId: 'getRouting',
  summary: 'From which annual value on a client counts as key.',
  answers: asItIs(schemas.routingKept),
  handle: async (_, { db }) => ({ status: 200, body: { keyFrom: await keyFromOf(db) } }),
});

export const productRoutes: readonly Route[] = [putProduct, getProduct, listProducts, putRouting, getRouting];
