/** Long work: how far it is, what each row came to, and how it is started, changed or cancelled. */
import { cancellable, type JobKind } from '../../domain/organisation/job';
import { jobKindOf, jobStateOf, rowStateOf, shownRowOf } from '../../records/columns/jobs';
import { dropFileOf } from '../../records/import-files';
import { moveJob } from '../../records/jobs';
import { chooseForRows } from '../../records/rollout';
import { beginJob, jobReply } from '../messages/jobs';
import { pageOf, placeOf } from '../http/paging';
import { conflict, existing, wrong } from '../http/problems';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import * as schemas from '../schemas/jobs';
import { withoutNulls } from '../http/without-nulls';

const params = schemas.jobParams;
const common = { tag: 'Jobs', roles: ['ops'], params } as const;
const job = { 200: { description: 'The job as it is now', body: schemas.job } } as const;
const atWork = (description: string) => ({ 202: { description, body: schemas.job } }) as const;

const getJob = route({
  ...common,
  method: 'get',
  path: '/v1/jobs/:id',
  operationId: 'getJob',
  summary: 'An import, a handover, a roll-out or a campaign: how far it is, and what was counted.',
  answers: job,
  problems: [404],
  handle: async ({ params: { id } }, deps) => ({ status: 200, body: await jobReply(id, deps) }),
});

const listJobs = route({
  method: 'get',
  path: '/v1/jobs',
  operationId: 'listJobs',
  tag: common.tag,
  roles: common.roles,
  summary: 'Imports, handovers, roll-outs and campaigns, the newest first.',
  query: schemas.jobsQuery,
  answers: { 200: { description: '`items`', body: schemas.jobs } },
  handle: async ({ query: { kind, limit } }, { db }) => {
    const rows = await db.job.findMany({
      where: kind === undefined ? {} : { kind },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: limit,
    });
    const items = rows.map((row) =>
      withoutNulls({
        id: row.id,
        kind: jobKindOf(row),
        state: jobStateOf(row),
        by: row.by,
        createdAt: row.createdAt.toISOString(),
        finishedAt: row.finishedAt?.toISOString() ?? null,
      }),
    );
    return { status: 200, body: { items } };
  },
});

const getRows = route({
  ...common,
  method: 'get',
  path: '/v1/jobs/:id/rows',
  operationId: 'getJobRows',
  summary: 'Row by row: what it would do (the preview of a roll-out or a campaign), and what became of it.',
  query: schemas.rowsQuery,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.rows } },
  problems: [404],
  handle: async ({ params: { id }, query: { cursor, limit, state } }, { db }) => {
    const there = await existing('job', db.job.findUnique({ where: { id }, select: { id: true, kind: true } }));
    const kind = jobKindOf(there);
    const after = placeOf(cursor, 0);
    const rows = await db.jobRow.findMany({
      where: { jobId: id, position: { gt: after }, ...(state === undefined ? {} : { state }) },
      orderBy: { position: 'asc' },
      take: limit + 1,
    });
    const page = pageOf(rows, limit, ({ position }) => position);
    return { status: 200, body: { items: page.rows.map((row) => rowReply(kind, row)), ...page.more } };
  },
});

type RowRecord = Awaited<ReturnType<ApiDeps['db']['jobRow']['findMany']>>[number];
type RowReply = BodyOf<typeof schemas.rows>['items'][number];

function rowReply(kind: JobKind, row: RowRecord): RowReply {
  const { input, preview, outcome } = shownRowOf(kind, row);
  return {
    row: row.position + 1,
    subject: row.subject,
    input: { ...input },
    state: rowStateOf(row),
    ...withoutNulls({
      preview,
      outcome,
    }),
  };
}

/** Throws a 404 `Problem`, or a 409 one when the job is past that. */
async function move(id: string, moved: Promise<boolean>, { db }: ApiDeps): Promise<void> {
  if (await moved) return;
  const there = await existing('job', db.job.findUnique({ where: { id }, select: { state: true } }));
  throw conflict('job-state', `This job is ${there.state}.`);
}

const startJob = route({
  ...common,
  method: 'post',
  path: '/v1/jobs/:id/start',
  operationId: 'startJob',
  summary: 'Starts a roll-out or a campaign that was previewed.',
  answers: atWork('It is at work'),
  problems: [404, 409],
  handle: async ({ params: { id } }, deps) => {
    await move(id, moveJob(deps.db, id, ['previewed'], 'working', { startedAt: null }), deps);
    await beginJob(id, 'work', deps);
    return { status: 202, body: await jobReply(id, deps) };
  },
});

const cancelJob = route({
  ...common,
  method: 'post',
  path: '/v1/jobs/:id/cancel',
  operationId: 'cancelJob',
  summary: 'Cancels a job: rows that are done stay done, the others are left alone.',
  answers: job,
  problems: [404, 409],
  handle: async ({ params: { id } }, deps) => {
    const moved = moveJob(deps.db, id, cancellable, 'cancelled', { finishedAt: new Date() });
    await move(id, moved, deps);
    await dropFileOf(deps.db, id);
    return { status: 200, body: await jobReply(id, deps) };
  },
});

const choose = route({
  ...common,
  method: 'post',
  path: '/v1/jobs/:id/choices',
  operationId: 'chooseForRollout',
  summary: 'Of a roll-out that was previewed: those lifecycles stay, go over now, or at their next quarter.',
  body: schemas.rolloutChoices,
  answers: atWork('Their rows are previewed anew'),
  problems: [404, 409],
  handle: async ({ params: { id }, body: { lifecycles, when } }, deps) => {
    const { db } = deps;
    const known = await db.jobRow.findMany({
      where: { jobId: id, subject: { in: lifecycles } },
      select: { subject: true },
    });
    const stranger = lifecycles.findIndex((one) => !known.some(({ subject }) => subject === one));
    if (known.length > 0 && stranger >= 0) throw wrong(`/lifecycles/${stranger}`, 'It is not in this job.');
    const chosen = db.$transaction(async (tx) => {
      const again = { startedAt: null, round: { increment: 1 } };
      if (!(await moveJob(tx, id, ['previewed'], 'previewing', again))) return false;
      await chooseForRows(tx, id, lifecycles, when);
      return true;
    });
    await move(id, chosen, deps);
    await beginJob(id, 'preview', deps);
    return { status: 202, body: await jobReply(id, deps) };
  },
});

export const jobRoutes: readonly Route[] = [listJobs, getJob, getRows, startJob, cancelJob, choose];
