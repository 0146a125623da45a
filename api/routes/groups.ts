/** Groups (who looks after which lifecycles) and workgroups (reps with the same receivables manager and business developer). */
import { groupStageOf, valueRangeOf } from '../../records/columns/organisation';
import { hold } from '../../records/held';
import { isTooLargeWorkgroup, largestWorkgroup } from '../../domain/organisation/people';
import { Prisma, type Database } from '../../prisma/client';
import { existing, thereIsNo, wrong } from '../http/problems';
import { list } from '../http/list';
import { route, type BodyOf, type Route } from '../http/route';
import { byId, groupId } from '../schemas/common';
import * as schemas from '../schemas/organisation';
import { withoutNulls } from '../http/without-nulls';

import { asItIs, changing, mustWorkHere, reading } from './organisation';

type GroupRow = NonNullable<Awaited<ReturnType<Database['group']['findUnique']>>>;

const groupReply = (row: GroupRow): BodyOf<typeof schemas.groupKept> => ({
  id: row.id,
  name: row.name,
  rep: row.repId,
  policy: row.policyId,
  productTypes: row.productTypes,
  countries: row.countries,
  splits: row.splits,
  ...withoutNulls({
    manager: row.managerId,
    director: row.directorId,
    stage: groupStageOf(row),
    value: valueRangeOf(row),
  }),
});

const putGroup = route({
  ...changing,
  path: '/v1/groups/:id',
  operationId: 'putGroup',
  params: byId(groupId),
  answers: asItIs(schemas.groupKept),
  summary:
    'A group: its rep, the people of its ladder, its policy, and which product lines go to it: by stage, product type, country and value. Of several that fit, the one with the most conditions. A client’s new lines go to the rep who keeps it, unless a deal names a group or the group splits.',
  body: schemas.group,
  handle: async ({ params: { id }, body }, { db }) => {
    const {
      name,
      rep,
      manager,
      director,
      policy,
      stage,
      productTypes = [],
      countries = [],
      value,
      splits = false,
    } = body;
    await mustWorkHere(db, [
      ['/rep', rep],
      ['/manager', manager],
      ['/director', director],
    ]);
    if ((await db.policy.findFirst({ where: { id: policy } })) === null)
      throw wrong('/policy', `There is no policy ${policy}.`);
    const group = {
      name,
      repId: rep,
      managerId: manager ?? null,
      directorId: director ?? null,
      policyId: policy,
      stage: stage ?? null,
      productTypes,
      countries,
      value: value ?? Prisma.DbNull,
      splits,
    };
    const row = await db.group.upsert({ where: { id }, create: { id, ...group }, update: group });
    return { status: 200, body: groupReply(row) };
  },
});
const getGroup = route({
  ...reading,
  method: 'get',
  path: '/v1/groups/:id',
  operationId: 'getGroup',
  params: byId(groupId),
  answers: asItIs(schemas.groupKept),
  problems: [404],
  summary: 'A group.',
  handle: async ({ params: { id } }, { db }) => ({
    status: 200,
    body: groupReply(await existing('group', db.group.findUnique({ where: { id } }))),
  }),
});

const listGroups = list({
  ...reading,
  path: '/v1/groups',
  operationId: 'listGroups',
  answer: schemas.groups,
  summary: 'Every group.',
  read: (db, page) => db.group.findMany(page),
  reply: groupReply,
});

type WorkgroupRow = Prisma.WorkgroupGetPayload<object> & { readonly reps: readonly string[] };

async function withReps(db: Database, rows: readonly Omit<WorkgroupRow, 'reps'>[]): Promise<readonly WorkgroupRow[]> {
  const reps = await db.rep.findMany({
    where: { workgroupId: { in: rows.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
    select: { id: true, workgroupId: true },
  });
  return rows.map((row) => ({
    ...row,
    reps: reps.filter(({ workgroupId }) => workgroupId === row.id).map(({ id }) => id),
  }));
}

function workgroupReply({
  id,
  name,
  receivablesManagerId,
  businessDeveloperId,
  reps,
}: WorkgroupRow): BodyOf<typeof schemas.workgroupKept> {
  const warnings = isTooLargeWorkgroup(reps)
    ? [`${reps.length} reps share one receivables manager; beyond ${largestWorkgroup} nobody is served well.`]
    : [];
  return {
    id,
    name,
    receivablesManager: receivablesManagerId,
    businessDeveloper: businessDeveloperId,
    reps,
    warnings,
  };
}

async function workgroupOf(db: Database, id: string): Promise<BodyOf<typeof schemas.workgroupKept>> {
  const [row] = await withReps(db, await db.workgroup.findMany({ where: { id } }));
  if (row === undefined) throw thereIsNo('such workgroup');
  return workgroupReply(row);
}

const putWorkgroup = route({
  ...changing,
  path: '/v1/workgroups/:id',
  operationId: 'putWorkgroup',
  params: byId(schemas.workgroupId),
  answers: asItIs(schemas.workgroupKept),
  summary:
    'Reps who share one receivables manager and one business developer; more than seven get a warning. A rep is in one workgroup: named here, they leave any other.',
  body: schemas.workgroup,
  handle: async ({ params: { id }, body: { name, receivablesManager, businessDeveloper, reps } }, { db }) => {
    await mustWorkHere(db, [
      ['/receivablesManager', receivablesManager],
      ['/businessDeveloper', businessDeveloper],
      ...reps.map((rep, index) => [`/reps/${index}`, rep] as const),
    ]);
    const workgroup = { name, receivablesManagerId: receivablesManager, businessDeveloperId: businessDeveloper };
    await db.$transaction([
      // One change at a time: a rep leaves one by coming into another, so that two would wait for each other.
      hold(db, 'workgroups', ['all']),
      db.workgroup.upsert({ where: { id }, create: { id, ...workgroup }, update: workgroup }),
      db.rep.updateMany({ where: { workgroupId: id, id: { notIn: reps } }, data: { workgroupId: null } }),
      db.rep.updateMany({ where: { id: { in: reps } }, data: { workgroupId: id } }),
    ]);
    return { status: 200, body: await workgroupOf(db, id) };
  },
});
const getWorkgroup = route({
  ...reading,
  method: 'get',
  path: '/v1/workgroups/:id',
  operationId: 'getWorkgroup',
  params: byId(schemas.workgroupId),
  answers: asItIs(schemas.workgroupKept),
  problems: [404],
  summary: 'A workgroup.',
  handle: async ({ params: { id } }, { db }) => ({ status: 200, body: await workgroupOf(db, id) }),
});

const listWorkgroups = list({
  ...reading,
  path: '/v1/workgroups',
  operationId: 'listWorkgroups',
  answer: schemas.workgroups,
  summary: 'Every workgroup.',
  read: async (db, page) => withReps(db, await db.workgroup.findMany(page)),
  reply: workgroupReply,
});

export const groupRoutes: readonly Route[] = [
  putGroup,
  getGroup,
  listGroups,
  putWorkgroup,
  getWorkgroup,
  listWorkgroups,
];
