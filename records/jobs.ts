/** Jobs and their rows. */
import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../domain/core/json';
import {
  rowStates,
  statesAtWork,
  type JobKind,
  type JobState,
  type Progress,
  type RowState,
} from '../domain/organisation/job';
import { Prisma, type Database } from '../prisma/client';
import { asJson, wordOf } from './columns/column';
import {
  jobInputOf,
  jobKindOf,
  jobStateOf,
  rowInputOf,
  type JobInputs,
  type RowInputs,
  type WrongRow,
} from './columns/jobs';

export interface NewRow<K extends JobKind = JobKind> {
  readonly subject: string;
  readonly input: RowInputs[K] | WrongRow;
  /** A row that is wrong from the beginning stands there with what is wrong. */
  readonly failed?: object;
}

export interface NewJob<K extends JobKind> {
  readonly kind: K;
  readonly state: JobState;
  readonly input: JobInputs[K];
  readonly summary?: object;
  readonly by: string;
  /** The Idempotency-Key under which it is asked for: one key makes one job. */
  readonly key: string | null;
  readonly rows: readonly NewRow<K>[];
}

/** Its id under a key is always the same; without one it is new. */
function jobIdOf(kind: JobKind, key: string | null): string {
  const own = key === null ? randomBytes(9) : createHash('sha256').update(key).digest().subarray(0, 15);
  return `${kind}-${own.toString('base64url')}`;
}

/** The job that was made under a key before, by a request that nobody was answered; null where none was. */
export async function jobUnder(db: Pick<Database, 'job'>, kind: JobKind, key: string | null): Promise<string | null> {
  if (key === null) return null;
  const job = await db.job.findUnique({ where: { id: jobIdOf(kind, key) }, select: { id: true } });
  return job?.id ?? null;
}

/** Rows that are written in one statement. */
const rowsAtOnce = 2_000;

/** What a job asks of lifecycles counts from the moment at which it began to work. */
const since = (state: JobState): { readonly workingSince?: Date } =>
  state === 'working' ? { workingSince: new Date() } : {};

/**
 * Stores a job with its rows, all or none, and in the same transaction what goes with it; returns its id. Where it was
 * made under its key before, nothing is done.
 */
export async function createJob<K extends JobKind>(
  db: Database,
  job: NewJob<K>,
  also: readonly Prisma.PrismaPromise<unknown>[] = [],
): Promise<string> {
  const known = await jobUnder(db, job.kind, job.key);
  if (known !== null) return known;
  const id = jobIdOf(job.kind, job.key);
  await db.$transaction([...also, ...creating(db, id, job)]);
  return id;
}

/** As `createJob`, in a transaction that is under way. */
export async function createJobWithin<K extends JobKind>(
  tx: Prisma.TransactionClient,
  job: NewJob<K>,
): Promise<string> {
  const known = await jobUnder(tx, job.kind, job.key);
  if (known !== null) return known;
  const id = jobIdOf(job.kind, job.key);
  for (const statement of creating(tx, id, job)) await statement;
  return id;
}

/** The statements that store a job with its rows. */
function creating<K extends JobKind>(
  db: Pick<Database, 'job' | 'jobRow'>,
  id: string,
  { kind, state, input, summary = {}, by, rows }: NewJob<K>,
): readonly Prisma.PrismaPromise<unknown>[] {
  const data = rows.map(({ subject, input: row, failed }, position): Prisma.JobRowCreateManyInput => ({
    jobId: id,
    position,
    subject,
    input: asJson<object>(row),
    ...(failed === undefined ? {} : { state: 'failed', outcome: asJson(failed) }),
  }));
  const chunks = Array.from({ length: Math.ceil(data.length / rowsAtOnce) }, (_, index) =>
    data.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
  return [
    db.job.create({
      data: { id, kind, state, input: asJson<object>(input), summary: asJson(summary), by, ...since(state) },
    }),
    ...chunks.map((chunk) => db.jobRow.createMany({ data: chunk })),
  ];
}

/** A job as it is worked on. */
export interface Job<K extends JobKind = JobKind> {
  readonly id: string;
  readonly input: JobInputs[K];
  readonly by: string;
  readonly createdAt: Instant;
  readonly workingSince: Instant;
}

/** What the rows of a job are about, in no order. */
export async function subjectsOf(db: Pick<Database, 'jobRow'>, jobId: string): Promise<readonly string[]> {
  const rows = await db.jobRow.findMany({ where: { jobId }, select: { subject: true } });
  return rows.map(({ subject }) => subject);
}

/** Adds rows to a job that is at work, from a position on; added twice they are there once. */
export async function addRows(
  db: Pick<Database, 'jobRow'>,
  jobId: string,
  from: number,
  rows: readonly { readonly subject: string; readonly input: Prisma.InputJsonObject }[],
): Promise<void> {
  await db.jobRow.createMany({
    data: rows.map((row, index) => ({ jobId, position: from + index, ...row })),
    skipDuplicates: true,
  });
}

/** What kind of job it is; throws `BrokenRecord` for one that nobody works on. */
export async function kindOfJob(db: Database, id: string): Promise<JobKind | null> {
  const row = await db.job.findUnique({ where: { id }, select: { id: true, kind: true } });
  return row === null ? null : jobKindOf(row);
}

/** A job of that kind, and where it is. */
export async function jobOf<K extends JobKind>(
  db: Pick<Database, 'job'>,
  kind: K,
  id: string,
): Promise<{ readonly job: Job<K>; readonly state: JobState }> {
  const row = await db.job.findUniqueOrThrow({ where: { id } });
  const { by, createdAt, workingSince } = row;
  return {
    job: {
      id,
      input: jobInputOf(kind, row),
      by: by ?? 'admin',
      createdAt: createdAt.toISOString(),
      workingSince: (workingSince ?? createdAt).toISOString(),
    },
    state: jobStateOf(row),
  };
}

/** Notes that a phase of a job was started, if it is still in that state. */
export async function jobStarted(db: Pick<Database, 'job'>, id: string, state?: JobState): Promise<void> {
  await db.job.updateMany({
    where: { id, ...(state === undefined ? {} : { state }) },
    data: { startedAt: new Date() },
  });
}

/** A job that should be at work has no workflow any more: the sweep starts one. */
export async function jobStartsAgain(db: Pick<Database, 'job'>, id: string): Promise<void> {
  await db.job.updateMany({ where: { id, state: { in: [...statesAtWork] } }, data: { startedAt: null } });
}

/** How far a job is; null where there is none. Throws `BrokenRecord`. */
export async function progressOf(db: Database, id: string): Promise<Progress | null> {
  const [job, rows] = await Promise.all([
    db.job.findUnique({ where: { id }, select: { id: true, state: true } }),
    db.$queryRaw<{ state: string; waitsFor: string | null; rows: number; previewed: number }[]>`
      select state, case when state = 'waiting' then outcome ->> 'waitsFor' end as "waitsFor",
        count(*)::int as rows, count(preview)::int as previewed
      from job_rows where "jobId" = ${id} group by 1, 2 order by 2`,
  ]);
  if (job === null) return null;
  const counts = rows.map((row) => ({
    ...row,
    state: wordOf(rowStates, { table: 'job_rows', column: 'state', id }, row.state),
  }));
  const sum = (some: readonly { readonly rows: number }[]): number => some.reduce((all, one) => all + one.rows, 0);
  const of = (state: RowState): number => sum(counts.filter((one) => one.state === state));
  const held = counts.flatMap(({ waitsFor, rows: held }) => (waitsFor === null ? [] : [[waitsFor, held] as const]));
  return {
    state: jobStateOf(job),
    total: sum(counts),
    previewed: counts.reduce((all, { previewed }) => all + previewed, 0),
    waiting: of('waiting'),
    done: of('done'),
    skipped: of('skipped'),
    failed: of('failed'),
    ...(held.length === 0 ? {} : { waitsFor: Object.fromEntries(held) }),
  };
}

/** Whether rows of a job may be done now: it is at work, and nobody has cancelled it. */
export async function isJobAtWork(db: Pick<Database, 'job'>, id: string): Promise<boolean> {
  return (await db.job.count({ where: { id, state: 'working' } })) > 0;
}

/** As `isJobAtWork`; and whoever cancels it waits for the end of the transaction. */
export async function holdAtWork(tx: Pick<Database, '$queryRaw'>, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`select id from jobs where id = ${id} and state = 'working' for share`;
  return rows.length > 0;
}

/** A row that is still to be done. */
export interface WaitingRow<K extends JobKind = JobKind> {
  readonly position: number;
  readonly subject: string;
  readonly input: RowInputs[K];
}

interface FoundRow {
  readonly jobId: string;
  readonly position: number;
  readonly subject: string;
  readonly input: unknown;
}

const waitingRowOf =
  <K extends JobKind>(kind: K) =>
  (row: FoundRow): WaitingRow<K> => ({
    position: row.position,
    subject: row.subject,
    input: rowInputOf(kind, row),
  });

/** The first rows of a job that have no preview yet. */
export async function rowsToPreview<K extends JobKind>(
  db: Database,
  kind: K,
  jobId: string,
  limit: number,
): Promise<readonly WaitingRow<K>[]> {
  const rows = await db.jobRow.findMany({
    where: { jobId, state: 'waiting', preview: { equals: Prisma.AnyNull } },
    orderBy: { position: 'asc' },
    take: limit,
    select: { jobId: true, position: true, subject: true, input: true },
  });
  return rows.map(waitingRowOf(kind));
}

/**
 * The next rows of a job that are still to be done: those that were never tried; where none is left, those that were tried
 * before a moment (ISO), the longest ago first.
 */
export async function rowsToDo<K extends JobKind>(
  db: Database,
  kind: K,
  jobId: string,
  limit: number,
  triedBefore: Instant,
): Promise<readonly WaitingRow<K>[]> {
  const untried = await db.$queryRaw<FoundRow[]>`
    select "jobId", position, subject, input from job_rows
    where "jobId" = ${jobId} and state = 'waiting' and outcome ->> 'triedAt' is null
    order by position limit ${limit}`;
  if (untried.length > 0) return untried.map(waitingRowOf(kind));
  const tried = await db.$queryRaw<FoundRow[]>`
    select "jobId", position, subject, input from job_rows
    where "jobId" = ${jobId} and state = 'waiting' and outcome ->> 'triedAt' < ${triedBefore}
    order by outcome ->> 'triedAt', position limit ${limit}`;
  return tried.map(waitingRowOf(kind));
}

/** What became of a row; one that still waits for an answer has `Held` as its outcome. */
export interface Settled {
  readonly position: number;
  readonly state: RowState;
  readonly outcome: object;
}

/** Notes what became of rows, in one statement. */
export async function settleRows(db: Database, jobId: string, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  await db.$executeRaw`
    with held as materialized (
      select r.position, s.state, s.outcome from job_rows r
      join jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s (position int, state text, outcome jsonb)
        on r.position = s.position
      where r."jobId" = ${jobId} order by r.position for update of r)
    update job_rows r set state = held.state, outcome = held.outcome from held
    where r."jobId" = ${jobId} and r.position = held.position`;
}

/** Notes previews of rows, in one statement. */
export async function keepPreviews(
  db: Database,
  jobId: string,
  previews: readonly { readonly position: number; readonly preview: object }[],
): Promise<void> {
  await db.$executeRaw`
    with held as materialized (
      select r.position, p.preview from job_rows r
      join jsonb_to_recordset(${JSON.stringify(previews)}::jsonb) as p (position int, preview jsonb)
        on r.position = p.position
      where r."jobId" = ${jobId} order by r.position for update of r)
    update job_rows r set preview = held.preview from held
    where r."jobId" = ${jobId} and r.position = held.position`;
}

/** A statement that moves a job on, if it is still where it was. */
export function movingJob(
  db: Pick<Database, 'job'>,
  id: string,
  from: readonly JobState[],
  to: JobState,
  more: object = {},
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  return db.job.updateMany({ where: { id, state: { in: [...from] } }, data: { state: to, ...since(to), ...more } });
}

/** Moves a job on, if it is still where it was; returns whether it was. */
export async function moveJob(...moved: Parameters<typeof movingJob>): Promise<boolean> {
  return (await movingJob(...moved)).count === 1;
}
