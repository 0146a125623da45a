/** What is sold, and from which value on a client counts as key. */
import type { Prisma } from '../../prisma/client';
import { asJson } from '../../records/columns/column';
import { onboardingOf } from '../../records/columns/organisation';
import { keyFromOf } from '../../records/organisation';
import { list } from '../http/list';
import * as shapes from '../schemas/organisation';
import { found } from '../http/problems';
import { route, type Route } from '../http/route';
import { shown } from '../http/shown';
import { all, get, mustBeReps, put } from './organisation';

/** A product goes by its code. */
const byId = (row: Prisma.ProductGetPayload<object>) => {
  const { code, ...rest } = row;
  return { id: code, ...rest, onboarding: onboardingOf(row) };
};

const putProduct = route({
  ...put,
  path: '/v1/products/:id',
  summary:
    'A product with its onboarding template: steps with owners (`client` or a rep) and target days. An empty template means that onboarding is skipped.',
  body: shapes.product,
  handle: async ({ params: { id }, body: { name, type = null, onboarding } }, { db }) => {
    const owners = onboarding.map(({ owner }, index) => [`/onboarding/${index}/owner`, owner] as const);
    await mustBeReps(
      db,
      owners.filter(([, owner]) => owner !== 'client'),
    );
    const product = { name, type, onboarding };
    const row = await db.product.upsert({
      where: { code: id },
      create: { code: id, ...product },
      update: product,
    });
    return { status: 200, body: shown(byId(row)) };
  },
});

const getProduct = route({
  ...get,
  path: '/v1/products/:id',
  summary: 'A product.',
  handle: async ({ params: { id } }, { db }) => ({
    status: 200,
    body: shown(byId(await found('such product', db.product.findUnique({ where: { code: id } })))),
  }),
});

const listProducts = list({
  ...all,
  path: '/v1/products',
  summary: 'Every product.',
  read: async (db, { where: { id }, take }) => {
    const where = id === undefined ? {} : { code: id };
    return (await db.product.findMany({ where, orderBy: { code: 'asc' }, take })).map(byId);
  },
  reply: (row) => shown(row),
});

const putRouting = route({
  method: 'put',
  path: '/v1/settings/routing',
  tag: 'Organisation',
  summary:
    'From which annual value on a client counts as key, per currency: key clients go to reps for few key clients.',
  roles: ['ops'],
  body: shapes.routingSettings,
  success: put.success,
  handle: async ({ body }, { db }) => {
    const value = asJson(body);
    await db.setting.upsert({ where: { name: 'routing' }, create: { name: 'routing', value }, update: { value } });
    return { status: 200, body };
  },
});
const getRouting = route({
  method: 'get',
  path: '/v1/settings/routing',
  tag: 'Organisation',
  summary: 'From which annual value on a client counts as key.',
  roles: get.roles,
  success: get.success,
  handle: async (_, { db }) => ({ status: 200, body: { keyFrom: await keyFromOf(db) } }),
});

export const productRoutes: readonly Route[] = [putProduct, getProduct, listProducts, putRouting, getRouting];
