/**
 * What is written while an import's file is read. Nothing of it counts before the job moves on, so an attempt that was
 * interrupted begins anew; and each statement asks whether the job is still to be read, so one that was cancelled, or
 * that another attempt has read, changes no more.
 */
import type { JobState } from '../domain/organisation/job';
import { Prisma, type Database } from '../prisma/client';
import { asJson } from './columns/column';
import { inSlices } from './in-slices';
import { jobOf, movingJob, type NewRow } from './jobs';

/** States in which an import may still have to be read; `working` where a release before moved it on unread. */
const unread = ['previewing', 'working'] as const satisfies readonly JobState[];

/** Notes how many rows have been read; false where the job is not to be read any more. */
export async function noteRead(db: Pick<Database, 'job'>, id: string, rows: number): Promise<boolean> {
  const noted = await db.job.updateMany({ where: { id, state: { in: [...unread] } }, data: { summary: { rows } } });
  return noted.count === 1;
}

/** Takes away what an attempt before has written. */
export async function beginReading(db: Pick<Database, '$executeRaw'>, id: string): Promise<void> {
  await db.$executeRaw`
    delete from job_rows r using jobs j where r."jobId" = ${id} and j.id = r."jobId" and j.state = any(${[...unread]})`;
}

/** Adds rows, from a position on; false where the job is not to be read any more. */
export async function addReadRows(
  db: Pick<Database, '$queryRaw'>,
  id: string,
  from: number,
  rows: readonly NewRow<'import'>[],
): Promise<boolean> {
  const given = rows.map(({ subject, input, failed }, index) => ({
    position: from + index,
    subject,
    input,
    state: failed === undefined ? 'waiting' : 'failed',
    outcome: failed ?? null,
  }));
  const [job] = await db.$queryRaw<{ reading: boolean }[]>`
    with job as (select id from jobs where id = ${id} and state = any(${[...unread]}) for share),
    added as (
      insert into job_rows ("jobId", position, subject, input, state, outcome)
      select job.id, r.position, r.subject, r.input, r.state, r.outcome
      from job, jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as r (position int, subject text, input jsonb, state text, outcome jsonb)
      on conflict ("jobId", position) do nothing)
    select exists (select 1 from job) as reading`;
  return job?.reading === true;
}

/** Moves a job on that has been read, with what was counted, and takes its file away. */
export async function endReading(
  db: Database,
  { id, file }: { readonly id: string; readonly file: string },
  to: 'working' | 'done' | 'cancelled',
  summary: object,
): Promise<void> {
  const more = { summary: asJson(summary), ...(to === 'working' ? { startedAt: null } : { finishedAt: new Date() }) };
  await db.$transaction([
    movingJob(db, id, unread, to, more),
    db.importFile.deleteMany({ where: { id: file } }),
    // What is only looked through, or refused, leaves nothing but what was counted.
    ...(to === 'working'
      ? []
      : [db.$executeRaw(Prisma.sql`delete from job_rows where "jobId" = ${id} and state = 'waiting'`)]),
  ]);
}

/** Which of those deals are there already. */
export async function countDeals(db: Pick<Database, 'deal'>, ids: readonly string[]): Promise<number> {
  const there = await inSlices(ids, (some) => db.deal.findMany({ where: { id: { in: some } }, select: { id: true } }));
  return there.length;
}

/** Which of those clients are there already. */
export async function clientsThere(db: Pick<Database, 'client'>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const there = await inSlices(ids, (some) =>
    db.client.findMany({ where: { id: { in: some } }, select: { id: true } }),
  );
  return new Set(there.map(({ id }) => id));
}

/** Those of the reps who work here. */
export async function repsAtWork(db: Pick<Database, 'rep'>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const known = await inSlices(ids, (some) =>
    db.rep.findMany({ where: { id: { in: some }, leftAt: null }, select: { id: true } }),
  );
  return new Set(known.map(({ id }) => id));
}

/** Refuses a file as a whole: nothing of it is taken. */
export async function refuseFile(db: Database, id: string, detail: string): Promise<void> {
  const { job } = await jobOf(db, 'import', id);
  await endReading(db, { id, file: job.input.file ?? '' }, 'cancelled', { refused: { detail, errors: [] } });
}
