/** Policies: their form, their versions, and the roll-out of one to lifecycles in flight. */
import { z } from 'zod';
import { ruleReasons } from '../../domain/told/policy-reasons';
import { defaultRules, withDefaults } from '../../domain/core/policy';
import type { Database, Prisma } from '../../prisma/client';
import { asJson } from '../../records/columns/column';
import { writtenRulesOf } from '../../records/columns/policies';
import { createJob, jobUnder } from '../../records/jobs';
import { meantByRollout } from '../../records/rollout';
import { canonical } from '../http/idempotency';
import { beginJob, jobReply } from '../messages/jobs';
import { actorOf } from '../http/keys';
import { existing, thereIsNo, wrong } from '../http/problems';
import { byId, policyId } from '../schemas/common';
import { job, rollout, rolloutParams } from '../schemas/jobs';
import * as schemas from '../schemas/policies';
import { rules as rulesSchema } from '../schemas/policy';
import { list } from '../http/list';
import { route, type BodyOf, type Route } from '../http/route';
import { asItIs, changing, reading } from './organisation';

type PolicyRow = Prisma.PolicyGetPayload<object>;

const policyReply = (row: PolicyRow): BodyOf<typeof schemas.policyKept> => ({
  id: row.id,
  version: row.version,
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a policy is written through that schema, or is a default of ours; its column is read more widely, for later versions
  rules: writtenRulesOf(row) as BodyOf<typeof rulesSchema>,
  createdAt: row.createdAt.toISOString(),
});

const latest = (db: Database, id: string) => db.policy.findFirst({ where: { id }, orderBy: { version: 'desc' } });

const putPolicy = route({
  ...changing,
  path: '/v1/policies/:id',
  operationId: 'putPolicy',
  params: byId(policyId),
  answers: asItIs(schemas.policyKept),
  summary:
    'A policy’s rules. Every change makes a new version for new lifecycles; those in flight keep theirs until a roll-out.',
  body: schemas.policy,
  handle: async ({ params: { id }, body }, { db }) => {
    const rules = withDefaults(body.rules);
    const before = await latest(db, id);
    if (before !== null && canonical(writtenRulesOf(before)) === canonical(rules))
      return { status: 200, body: policyReply(before) };
    const made = await db.policy.create({
      data: { id, version: (before?.version ?? 0) + 1, rules: asJson(rules) },
    });
    return { status: 200, body: policyReply(made) };
  },
});

const getPolicy = route({
  ...reading,
  method: 'get',
  path: '/v1/policies/:id',
  operationId: 'getPolicy',
  params: byId(policyId),
  answers: asItIs(schemas.policyKept),
  problems: [404],
  summary: 'A policy in its latest version, or in the one that is asked for.',
  query: schemas.policyQuery,
  handle: async ({ params: { id }, query: { version } }, { db }) => {
    const row =
      version === undefined ? latest(db, id) : db.policy.findUnique({ where: { id_version: { id, version } } });
    return { status: 200, body: policyReply(await existing('policy', row)) };
  },
});

const listPolicies = list({
  ...reading,
  path: '/v1/policies',
  operationId: 'listPolicies',
  answer: schemas.policies,
  summary: 'Every policy in its latest version; what is not said there is the default.',
  read: (db, page) => db.policy.findMany({ ...page, orderBy: [page.orderBy, { version: 'desc' }], distinct: ['id'] }),
  reply: policyReply,
});

const { $schema, ...form } = z.toJSONSchema(rulesSchema, { io: 'input', unrepresentable: 'any' });

const getForm = route({
  ...reading,
  method: 'get',
  path: '/v1/policy-form',
  operationId: 'getPolicyForm',
  summary:
    'Every rule of a policy with its default and why an experienced account manager would choose it; and the shape.',
  answers: { 200: { description: '`rules`, and `schema` as JSON Schema', body: schemas.policyForm } },
  // oxlint-disable-next-line typescript/require-await -- what is thrown has to be a rejection
  handle: async () => {
    const rules = Object.entries(ruleReasons).map(([rule, why]) => {
      const [part = '', name] = rule.split('.');
      const whole: unknown = Object.entries(defaultRules).find(([one]) => one === part)?.[1];
      const parts = new Map(typeof whole === 'object' && whole !== null ? Object.entries<unknown>({ ...whole }) : []);
      return { rule, default: name === undefined ? whole : parts.get(name), why };
    });
    return { status: 200, body: { rules, schema: form } };
  },
});

const rollOut = route({
  method: 'post',
  path: '/v1/policies/:id/rollouts',
  operationId: 'prepareRollout',
  tag: 'Jobs',
  summary:
    'Prepares a roll-out of a policy to lifecycles in flight: those that live by an earlier version of it, and those whose group names it. It first shows, lifecycle by lifecycle, what it would do; nothing changes until it is started.',
  roles: ['ops'],
  access: 'house',
  params: rolloutParams,
  body: rollout,
  answers: { 202: { description: 'The job; its rows get their previews', body: job } },
  problems: [404],
  handle: async ({ params: { id }, body: { version, when, scope = {} }, principal, idempotencyKey: key }, deps) => {
    const { db } = deps;
    const begun = await jobUnder(db, 'rollout', key);
    if (begun !== null) return { status: 202, body: await jobReply(begun, deps) };
    const policy = await existing('policy', latest(db, id));
    const to = version ?? policy.version;
    if (to > policy.version) throw wrong('/version', `The latest version is ${policy.version}.`);
    const meant = await meantByRollout(db, { id, version: to }, scope);
    if (meant.length === 0) throw thereIsNo('running lifecycle that would change');
    const job = await createJob(db, {
      kind: 'rollout',
      state: 'previewing',
      input: { policy: id, version: to, when, scope },
      by: actorOf(principal),
      key,
      rows: meant.map((subject) => ({ subject, input: { when } })),
    });
    await beginJob(job, 'preview', deps);
    return { status: 202, body: await jobReply(job, deps) };
  },
});

export const policyRoutes: readonly Route[] = [putPolicy, getPolicy, listPolicies, getForm, rollOut];
