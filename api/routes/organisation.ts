/** Who keeps clients: reps, groups and workgroups. */
import { z } from 'zod';
import { Prisma, type Database } from '../../prisma/client';
import { absencesOf, valueBandOf, workingHoursOf } from '../../records/columns/organisation';
import { desksOf } from '../../records/organisation';
import { found, notFound, wrong } from '../http/problems';
import * as shapes from '../schemas/organisation';
import { list } from '../http/list';
import { route, type ApiDeps, type Route } from '../http/route';
import * as schemas from '../schemas/schemas';
import { shown } from '../http/shown';

const params = z.strictObject({ id: schemas.id });
const tag = 'Organisation';
const common = { tag, params } as const;
export const put = {
  ...common,
  method: 'put',
  roles: ['ops'],
  success: { status: 200, description: 'As it is now' },
} as const;
export const get = {
  ...common,
  method: 'get',
  roles: ['ops', 'rep', 'sales'],
  success: { status: 200, description: 'As it is now' },
  problems: [404],
} as const;
/** What every list of the organisation has in common. */
export const all = { tag, roles: get.roles } as const;

/** Throws a 422 `Problem` that names the first who is no rep. */
export async function mustBeReps(
  db: Database,
  named: readonly (readonly [pointer: string, id: string | undefined])[],
): Promise<void> {
  const ids = named.flatMap(([, id]) => id ?? []);
  const known = await db.rep.findMany({ where: { id: { in: ids } }, select: { id: true } });
  for (const [pointer, id] of named)
    if (id !== undefined && !known.some((rep) => rep.id === id)) throw wrong(pointer, `There is no rep ${id}.`);
}

type RepRow = NonNullable<Awaited<ReturnType<Database['rep']['findUnique']>>>;

function repReply(row: RepRow): Record<string, unknown> {
  const { deputyId, workgroupId, leftAt, morningsAt: _, ...rest } = row;
  return {
    ...shown({
      ...rest,
      workingHours: workingHoursOf(row),
      deputy: deputyId,
      workgroup: workgroupId,
      leftAt: leftAt?.toISOString() ?? null,
    }),
    absences: absencesOf(row),
  };
}

/** Briefs begin, end or move with what is known of a rep; the sweep does it when Temporal is away. */
async function arrangeBriefs(id: string, { db, lifecycles, log }: ApiDeps): Promise<void> {
  try {
    await lifecycles.arrangeBriefs(id);
    await db.rep.update({ where: { id }, data: { morningsAt: new Date() } });
  } catch (error) {
    log.warn({ err: error, rep: id }, 'mornings will be arranged by the sweep');
  }
}

const putRep = route({
  ...put,
  path: '/v1/reps/:id',
  summary:
    'Whoever keeps clients, also managers and directors: profile, zone, hours, capacity, absences and deputy, and whether they hear of what is due in one morning brief or in single mails.',
  body: shapes.rep,
  handle: async ({ params: { id }, body }, deps) => {
    const { db } = deps;
    const {
      name,
      email,
      timeZone,
      country,
      profile,
      workingHours,
      capacity,
      absences = [],
      deputy,
      mails,
      left,
    } = body;
    if (deputy === id) throw wrong('/deputy', 'Nobody stands in for themselves.');
    await mustBeReps(db, [['/deputy', deputy]]);
    const before = await db.rep.findUnique({ where: { id } });
    const rep = {
      name,
      email,
      timeZone: timeZone ?? null,
      country: country ?? null,
      profile: profile ?? null,
      workingHours: workingHours ?? Prisma.DbNull,
      capacity: capacity ?? null,
      absences,
      deputyId: deputy ?? null,
      mails: mails ?? 'single',
      leftAt: left === true ? (before?.leftAt ?? new Date()) : null,
      morningsAt: null,
    };
    const row = await db.rep.upsert({ where: { id }, create: { id, ...rep }, update: rep });
    const hears = (one: RepRow | null): boolean =>
      one !== null && (one.mails === 'brief' || absencesOf(one).length > 0);
    if (hears(row) || hears(before)) await arrangeBriefs(id, deps);
    return { status: 200, body: repReply(row) };
  },
});

const getRep = route({
  ...get,
  path: '/v1/reps/:id',
  summary: 'A rep, with how many running lifecycles are on their desk.',
  handle: async ({ params: { id } }, { db }) => {
    const row = await found('such rep', db.rep.findUnique({ where: { id } }));
    const [desk] = await desksOf(db, [id]);
    return { status: 200, body: { ...repReply(row), load: desk?.load ?? 0 } };
  },
});

const listReps = list({
  ...all,
  path: '/v1/reps',
  summary: 'Every rep, manager and director.',
  read: (db, page) => db.rep.findMany(page),
  reply: repReply,
});

type GroupRow = NonNullable<Awaited<ReturnType<Database['group']['findUnique']>>>;

function groupReply(row: GroupRow): Record<string, unknown> {
  const { repId, managerId, directorId, policyId, ...rest } = row;
  return shown({
    ...rest,
    value: valueBandOf(row),
    rep: repId,
    manager: managerId,
    director: directorId,
    policy: policyId,
  });
}

const putGroup = route({
  ...put,
  path: '/v1/groups/:id',
  summary:
    'A group: its rep, the people of its ladder, its policy, and which product lines go to it: by stage, product type, country and value. Of several that fit, the one with the most conditions.',
  body: shapes.group,
  handle: async ({ params: { id }, body }, { db }) => {
    const { name, rep, manager, director, policy, stage, productTypes = [], countries = [], value } = body;
    await mustBeReps(db, [
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
    };
    const row = await db.group.upsert({ where: { id }, create: { id, ...group }, update: group });
    return { status: 200, body: groupReply(row) };
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

const listGroups = list({
  ...all,
  path: '/v1/groups',
  summary: 'Every group.',
  read: (db, page) => db.group.findMany(page),
  reply: groupReply,
});

/** More reps than that, and one receivables manager cannot know all their clients (mission, «Words»). */
const largestWorkgroup = 7;

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

function workgroupReply({ id, name, receivablesManagerId, businessDeveloperId, reps }: WorkgroupRow): object {
  const warnings =
    reps.length > largestWorkgroup
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

async function workgroupOf(db: Database, id: string): Promise<object> {
  const [row] = await withReps(db, await db.workgroup.findMany({ where: { id } }));
  if (row === undefined) throw notFound('such workgroup');
  return workgroupReply(row);
}

const putWorkgroup = route({
  ...put,
  path: '/v1/workgroups/:id',
  summary:
    'Reps who share one receivables manager and one business developer; more than seven get a warning. A rep is in one workgroup: named here, they leave any other.',
  body: shapes.workgroup,
  handle: async ({ params: { id }, body: { name, receivablesManager, businessDeveloper, reps } }, { db }) => {
    await mustBeReps(db, [
      ['/receivablesManager', receivablesManager],
      ['/businessDeveloper', businessDeveloper],
      ...reps.map((rep, index) => [`/reps/${index}`, rep] as const),
    ]);
    const workgroup = { name, receivablesManagerId: receivablesManager, businessDeveloperId: businessDeveloper };
    await db.$transaction([
      db.workgroup.upsert({ where: { id }, create: { id, ...workgroup }, update: workgroup }),
      db.rep.updateMany({ where: { workgroupId: id, id: { notIn: reps } }, data: { workgroupId: null } }),
      db.rep.updateMany({ where: { id: { in: reps } }, data: { workgroupId: id } }),
    ]);
    return { status: 200, body: await workgroupOf(db, id) };
  },
});
const getWorkgroup = route({
  ...get,
  path: '/v1/workgroups/:id',
  summary: 'A workgroup.',
  handle: async ({ params: { id } }, { db }) => ({ status: 200, body: await workgroupOf(db, id) }),
});

const listWorkgroups = list({
  ...all,
  path: '/v1/workgroups',
  summary: 'Every workgroup.',
  read: async (db, page) => withReps(db, await db.workgroup.findMany(page)),
  reply: workgroupReply,
});

export const organisationRoutes: readonly Route[] = [
  putRep,
  getRep,
  listReps,
  putGroup,
  getGroup,
  listGroups,
  putWorkgroup,
  getWorkgroup,
  listWorkgroups,
];
