/** Jobs and their rows. */
import { randomBytes } from 'node:crypto';
import type { JobKind, JobState, Progress, RowState } from '../domain/organisation/job';
import { Prisma, type Database } from '../prisma/client';

export interface NewRow {
  readonly subject: string;
  readonly input: object;
  /** A row that is wrong from the beginning stands there with what is wrong. */
  readonly failed?: object;
}

export interface NewJob {
  readonly kind: JobKind;
  readonly state: JobState;
  readonly input: object;
  readonly summary?: object;
  readonly by: string;
  readonly rows: readonly NewRow[];
}

const rowsAtOnce = 2_000;
const json = (value: object): Prisma.InputJsonObject => value;

/** Stores a job with its rows, all or none; returns its id. */
export async function createJob(db: Database, { kind, state, input, summary = {}, by, rows }: NewJob): Promise<string> {
  const id = `${kind}-${randomBytes(9).toString('base64url')}`;
  const data = rows.map(({ subject, input: row, failed }, position): Prisma.JobRowCreateManyInput => ({
    jobId: id,
    position,
    subject,
    input: json(row),
    ...(failed === undefined ? {} : { state: 'failed', outcome: json(failed) }),
  }));
  const chunks = Array.from({ length: Math.ceil(data.length / rowsAtOnce) }, (_, index) =>
    data.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
  await db.$transaction([
    db.job.create({ data: { id, kind, state, input: json(input), summary: json(summary), by } }),
    ...chunks.map((chunk) => db.jobRow.createMany({ data: chunk })),
  ]);
  return id;
}

/** How far a job is; null where there is none. */
export async function progressOf(db: Database, id: string): Promise<Progress | null> {
  const [job, counts] = await Promise.all([
    db.job.findUnique({ where: { id }, select: { state: true } }),
    db.$queryRaw<{ state: RowState; rows: number; previewed: number }[]>`
      select state, count(*)::int as rows, count(preview)::int as previewed from job_rows where "jobId" = ${id} group by state`,
  ]);
  if (job === null) return null;
  const of = (state: RowState): number => counts.find((one) => one.state === state)?.rows ?? 0;
  return {
    state: job.state as JobState,
    total: counts.reduce((sum, { rows }) => sum + rows, 0),
    previewed: counts.reduce((sum, { previewed }) => sum + previewed, 0),
    waiting: of('waiting'),
    done: of('done'),
    skipped: of('skipped'),
    failed: of('failed'),
  };
}

export type JobRow = Awaited<ReturnType<Database['jobRow']['findMany']>>[number];

export function waitingRows(db: Database, jobId: string, limit: number, previewed?: boolean): Promise<JobRow[]> {
  return db.jobRow.findMany({
    where: { jobId, state: 'waiting', ...(previewed === false ? { preview: { equals: Prisma.AnyNull } } : {}) },
    orderBy: { position: 'asc' },
    take: limit,
  });
}

export interface Settled {
  readonly position: number;
  readonly state: RowState;
  readonly outcome: object;
}

/** Notes what became of rows, in one statement. */
export async function settleRows(db: Database, jobId: string, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  await db.$executeRaw`
    update job_rows r set state = s.state, outcome = s.outcome
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s (position int, state text, outcome jsonb)
    where r."jobId" = ${jobId} and r.position = s.position`;
}

/** Notes previews of rows, in one statement. */
export async function keepPreviews(
  db: Database,
  jobId: string,
  previews: readonly { readonly position: number; readonly preview: object }[],
): Promise<void> {
  await db.$executeRaw`
    update job_rows r set preview = p.preview
    from jsonb_to_recordset(${JSON.stringify(previews)}::jsonb) as p (position int, preview jsonb)
    where r."jobId" = ${jobId} and r.position = p.position`;
}

/** Moves a job on, if it is still where it was; returns whether it was. */
export async function moveJob(
  db: Database,
  id: string,
  from: readonly JobState[],
  to: JobState,
  more: object = {},
): Promise<boolean> {
  const { count } = await db.job.updateMany({ where: { id, state: { in: [...from] } }, data: { state: to, ...more } });
  return count === 1;
}
