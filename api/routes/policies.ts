/** Policies: their form, their versions, and the roll-out of one to lifecycles in flight. */
import { z } from 'zod';
import { ruleReasons } from '../../domain/told/policy-reasons';
import { defaultRules, withDefaults } from '../../domain/core/policy';
import { runningStages } from '../../domain/concerns/standing';
import { Prisma, type Database } from '../../prisma/client';
import { asJson } from '../../records/columns/column';
import { writtenRulesOf } from '../../records/columns/policies';
import { createJob } from '../../records/jobs';
import { canonical } from '../http/idempotency';
import { beginJob, jobReply } from '../telling/jobs';
import { actorOf } from '../http/keys';
import * as shapes from '../schemas/organisation';
import { found, notFound, wrong } from '../http/problems';
import { rules as rulesSchema } from '../schemas/policy';
import { list } from '../http/list';
import { route, type Route } from '../http/route';
import { all, get, put } from './organisation';

type PolicyRow = Prisma.PolicyGetPayload<object>;

/** The rules as they were written. */
const replyOf = (row: PolicyRow) => ({ ...row, rules: writtenRulesOf(row) });

const latest = (db: Database, id: string) => db.policy.findFirst({ where: { id }, orderBy: { version: 'desc' } });

const putPolicy = route({
  ...put,
  path: '/v1/policies/:id',
  summary:
    'A policy’s rules. Every change makes a new version for new lifecycles; those in flight keep theirs until a roll-out.',
  body: shapes.policy,
  handle: async ({ params: { id }, body }, { db }) => {
    const rules = withDefaults(body.rules);
    const before = await latest(db, id);
    if (before !== null && canonical(writtenRulesOf(before)) === canonical(rules))
      return { status: 200, body: replyOf(before) };
    const row = await db.policy.create({
      data: { id, version: (before?.version ?? 0) + 1, rules: asJson(rules) },
    });
    return { status: 200, body: replyOf(row) };
  },
});

const getPolicy = route({
  ...get,
  path: '/v1/policies/:id',
  summary: 'A policy in its latest version, or in the one that is asked for.',
  query: z.strictObject({ version: z.coerce.number('Use a whole number.').int().min(1).max(1_000_000).optional() }),
  handle: async ({ params: { id }, query: { version } }, { db }) => {
    const row =
      version === undefined ? latest(db, id) : db.policy.findUnique({ where: { id_version: { id, version } } });
    return { status: 200, body: replyOf(await found('such policy', row)) };
  },
});

const listPolicies = list({
  ...all,
  path: '/v1/policies',
  summary: 'Every policy in its latest version; what is not said there is the default.',
  read: (db, page) => db.policy.findMany({ ...page, orderBy: [page.orderBy, { version: 'desc' }], distinct: ['id'] }),
  reply: replyOf,
});

const { $schema: _, ...form } = z.toJSONSchema(rulesSchema, { io: 'input', unrepresentable: 'any' });

const getForm = route({
  method: 'get',
  path: '/v1/policy-form',
  tag: 'Organisation',
  summary:
    'Every rule of a policy with its default and why an experienced account manager would choose it; and the shape.',
  roles: get.roles,
  success: { status: 200, description: '`rules`, and `schema` as JSON Schema' },
  handle: () => {
    const rules = Object.entries(ruleReasons).map(([rule, why]) => {
      const [part = '', name] = rule.split('.');
      const whole = (defaultRules as unknown as Record<string, unknown>)[part];
      return { rule, default: name === undefined ? whole : (whole as Record<string, unknown>)[name], why };
    });
    return Promise.resolve({ status: 200, body: { rules, schema: form } });
  },
});

const rollOut = route({
  method: 'post',
  path: '/v1/policies/:id/rollouts',
  tag: 'Jobs',
  summary:
    'Prepares a roll-out of a policy to lifecycles in flight: those that live by an earlier version of it, and those whose group names it. It first shows, lifecycle by lifecycle, what it would do; nothing changes until it is started.',
  roles: ['ops'],
  params: put.params,
  body: shapes.rollout,
  success: { status: 202, description: 'The job; its rows get their previews' },
  problems: [404, 503],
  handle: async ({ params: { id }, body: { version, when, scope = {} }, principal }, deps) => {
    const { db } = deps;
    const policy = await found('such policy', latest(db, id));
    const to = version ?? policy.version;
    if (to > policy.version) throw wrong('/version', `The latest version is ${policy.version}.`);
    const { group, product, rep } = scope;
    const rows = await db.$queryRaw<{ id: string }[]>`
      select l.id from lifecycles l left join groups g on g.id = l."groupId"
      where l.stage in (${Prisma.join([...runningStages])})
        ${group === undefined ? Prisma.empty : Prisma.sql`and l."groupId" = ${group}`}
        ${product === undefined ? Prisma.empty : Prisma.sql`and l."productCode" = ${product}`}
        ${rep === undefined ? Prisma.empty : Prisma.sql`and l."repId" = ${rep}`}
        and (l."policyId" = ${id} or g."policyId" = ${id})
        and (l."policyId", l."policyVersion") is distinct from (${id}, ${to})
      order by l.id`;
    if (rows.length === 0) throw notFound('running lifecycle that would change');
    const job = await createJob(db, {
      kind: 'rollout',
      state: 'previewing',
      input: { policy: id, version: to, when, scope },
      by: actorOf(principal),
      rows: rows.map((row) => ({ subject: row.id, input: { when } })),
    });
    await beginJob(job, 'preview', deps);
    return { status: 202, body: await jobReply(job, deps) };
  },
});

export const policyRoutes: readonly Route[] = [putPolicy, getPolicy, listPolicies, getForm, rollOut];
