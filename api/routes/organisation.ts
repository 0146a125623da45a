import { z } from 'zod';
import type { Database, Prisma } from '../../prisma/client';
import { withDefaults } from '../../domain/policy';
import { canonical } from '../idempotency';
import { notFound, wrong } from '../problems';
import { route, type Route } from '../route';
import * as schemas from '../schemas';
import { shown } from '../shown';

const params = z.strictObject({ id: schemas.id });
const common = { tag: 'Organisation', params } as const;
const put = {
  ...common,
  method: 'put',
  roles: ['ops'],
  success: { status: 200, description: 'As it is now' },
} as const;
const get = {
  ...common,
  method: 'get',
  roles: ['ops', 'rep', 'sales'],
  success: { status: 200, description: 'As it is now' },
  problems: [404],
} as const;

async function found<T extends object>(what: string, row: Promise<T | null>): Promise<T> {
  const there = await row;
  if (there === null) throw notFound(what);
  return there;
}

async function mustBeRep(db: Database, pointer: string, id: string | undefined): Promise<void> {
  if (id !== undefined && (await db.rep.findUnique({ where: { id } })) === null)
    throw wrong(pointer, `There is no rep ${id}.`);
}

const putRep = route({
  ...put,
  path: '/v1/reps/:id',
  summary: 'A rep: also a manager or a director, who are named by groups.',
  body: schemas.organisation.reps,
  handle: async ({ params: { id }, body: { name, email, timeZone = null } }, { db }) => {
    const rep = { name, email, timeZone };
    return { status: 200, body: shown(await db.rep.upsert({ where: { id }, create: { id, ...rep }, update: rep })) };
  },
});
const getRep = route({
  ...get,
  path: '/v1/reps/:id',
  summary: 'A rep.',
  handle: async ({ params: { id } }, { db }) => ({
    status: 200,
    body: shown(await found('such rep', db.rep.findUnique({ where: { id } }))),
  }),
});

const groupReply = ({
  repId,
  managerId,
  directorId,
  policyId,
  ...rest
}: {
  id: string;
  name: string;
  repId: string;
  managerId: string | null;
  directorId: string | null;
  policyId: string;
  productType: string | null;
}) => shown({ ...rest, rep: repId, manager: managerId, director: directorId, policy: policyId });

const putGroup = route({
  ...put,
  path: '/v1/groups/:id',
  summary: 'A group: its rep, the people of its ladder, its policy. New lifecycles of the product type go to it.',
  body: schemas.organisation.groups,
  handle: async ({ params: { id }, body: { name, rep, manager, director, policy, productType } }, { db }) => {
    await mustBeRep(db, '/rep', rep);
    await mustBeRep(db, '/manager', manager);
    await mustBeRep(db, '/director', director);
    if ((await db.policy.findFirst({ where: { id: policy } })) === null)
      throw wrong('/policy', `There is no policy ${policy}.`);
    const group = {
      name,
      repId: rep,
      managerId: manager ?? null,
      directorId: director ?? null,
      policyId: policy,
      productType: productType ?? null,
    };
    return {
      status: 200,
      body: groupReply(await db.group.upsert({ where: { id }, create: { id, ...group }, update: group })),
    };
  },
});
const getGroup = route({
  ...get,
  path: '/v1/groups/:id',
  summary: 'A group.',
  handle: async ({ params: { id } }, { db }) => ({
    status: 200,
    body: groupReply(await found('such group', db.group.findUnique({ where: { id } }))),
  }),
});

const putProduct = route({
  ...put,
  path: '/v1/products/:id',
  summary:
    'A product with its onboarding template: steps with owners (`client` or a rep) and target days. An empty template means that onboarding is skipped.',
  body: schemas.organisation.products,
  handle: async ({ params: { id }, body: { name, type = null, onboarding } }, { db }) => {
    for (const [index, { owner }] of onboarding.entries())
      if (owner !== 'client') await mustBeRep(db, `/onboarding/${index}/owner`, owner);
    const product = { name, type, onboarding };
    const { code, ...rest } = await db.product.upsert({
      where: { code: id },
      create: { code: id, ...product },
      update: product,
    });
    return { status: 200, body: shown({ id: code, ...rest }) };
  },
});
const getProduct = route({
  ...get,
  path: '/v1/products/:id',
  summary: 'A product.',
  handle: async ({ params: { id } }, { db }) => {
    const { code, ...rest } = await found('such product', db.product.findUnique({ where: { code: id } }));
    return { status: 200, body: shown({ id: code, ...rest }) };
  },
});

const latest = (db: Database, id: string) => db.policy.findFirst({ where: { id }, orderBy: { version: 'desc' } });

const putPolicy = route({
  ...put,
  path: '/v1/policies/:id',
  summary: 'A policy’s rules. Every change makes a new version; lifecycles in flight keep theirs.',
  body: schemas.organisation.policies,
  handle: async ({ params: { id }, body }, { db }) => {
    const rules = withDefaults(body.rules);
    const before = await latest(db, id);
    if (before !== null && canonical(before.rules) === canonical(rules)) return { status: 200, body: before };
    return {
      status: 200,
      body: await db.policy.create({
        data: { id, version: (before?.version ?? 0) + 1, rules: rules as unknown as Prisma.InputJsonObject },
      }),
    };
  },
});
const getPolicy = route({
  ...get,
  path: '/v1/policies/:id',
  summary: 'A policy in its latest version.',
  handle: async ({ params: { id } }, { db }) => ({ status: 200, body: await found('such policy', latest(db, id)) }),
});

export const organisationRoutes: readonly Route[] = [
  putRep,
  getRep,
  putGroup,
  getGroup,
  putProduct,
  getProduct,
  putPolicy,
  getPolicy,
];
