/**
 * Works through a job's rows, chunk by chunk. Every row may be tried again: a decision carries an id made from the
 * job and the row, and a deal is stored once; so a row is done once however often a crash interrupts it. The states of
 * jobs and rows are drawn in `domain/organisation/job.ts`.
 */
import { heartbeat } from '@temporalio/activity';
import type { JobKind, Phase, Progress } from '../domain/organisation/job';
import type { Instant } from '../domain/core/json';
import type { Database } from '../prisma/client';
import { jobOf, kindOfJob, moveJob, progressOf, rowsToDo, rowsToPreview, settleRows } from '../records/jobs';
import { guarded, rowsWait, unknownJob } from './failures';
import { moveInvitations } from './campaign-moves';
import { callOffCampaign, runCampaign } from './campaigns';
import { handoverMethod } from './handover';
import { importDeals } from './imports';
import type { JobDeps, JobMethod } from './job-rows';
import { rollOut } from './rollout';

export interface JobActivities {
  /** Works for some seconds; returns how far it is, and whether anything is left to do in this phase. */
  workThrough(what: { readonly job: string; readonly phase: Phase; readonly now: Instant }): Promise<JobProgress>;
}

export interface JobProgress extends Progress {
  readonly finished: boolean;
}

const methods: { readonly [K in JobKind]: JobMethod<K> } = {
  rollout: rollOut,
  handover: handoverMethod,
  import: importDeals,
  campaign: runCampaign,
  calloff: callOffCampaign,
  move: moveInvitations,
};

/** An activity works for so long, then returns how far it is. */
const turnMs = 10_000;
/** How often it heartbeats: Temporal soon notices a worker that was killed. */
const beatMs = 2_000;

/** The activities that work through jobs; a job that was interrupted goes on where it was. */
export function createJobActivities(deps: JobDeps): JobActivities {
  return {
    workThrough: ({ job, phase, now }) =>
      guarded(async () => {
        const beat = setInterval(() => heartbeat(job), beatMs);
        try {
          const kind = await kindOfJob(deps.db, job);
          if (kind === null) throw unknownJob(job);
          return await (phase === 'preview' ? previewThrough(kind, job, now, deps) : workThrough(kind, job, now, deps));
        } finally {
          clearInterval(beat);
        }
      }),
  };
}

async function progressNow(db: Database, id: string, finished: boolean): Promise<JobProgress> {
  const progress = await progressOf(db, id);
  if (progress === null) throw unknownJob(id);
  return { ...progress, finished };
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the kind ties a job's input to the method that reads it
async function previewThrough<K extends JobKind>(
  kind: K,
  id: string,
  now: Instant,
  deps: JobDeps,
): Promise<JobProgress> {
  const { db } = deps;
  const method: JobMethod<K> = methods[kind];
  const { job: before } = await jobOf(db, kind, id);
  if ((await method.prepare?.(before, deps)) === true) {
    // It may work at once: then that is another workflow's.
    if ((await jobOf(db, kind, id)).state === 'working') await deps.begin({ id, kind });
    return progressNow(db, id, true);
  }
  for (const until = Date.now() + turnMs; Date.now() < until;) {
    const { job, state } = await jobOf(db, kind, id);
    const rows = state === 'previewing' ? await rowsToPreview(db, kind, id, method.chunk) : [];
    if (rows.length === 0 || method.preview === undefined) {
      await moveJob(db, id, ['previewing'], 'previewed');
      return progressNow(db, id, true);
    }
    await method.preview(job, rows, now, deps);
  }
  return progressNow(db, id, false);
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the kind ties a job's input to the method that reads it
async function workThrough<K extends JobKind>(kind: K, id: string, now: Instant, deps: JobDeps): Promise<JobProgress> {
  const { db } = deps;
  const method: JobMethod<K> = methods[kind];
  const { job: before } = await jobOf(db, kind, id);
  await method.prepare?.(before, deps);
  const began = new Date();
  let settledSome = false;
  for (const until = began.getTime() + turnMs; Date.now() < until;) {
    const { job, state } = await jobOf(db, kind, id);
    if (state !== 'working') return progressNow(db, id, true);
    const rows = await rowsToDo(db, kind, id, method.chunk, began.toISOString());
    if (rows.length > 0) {
      const settled = await method.work(job, rows, now, deps);
      await settleRows(db, id, settled);
      settledSome ||= settled.some((row) => row.state !== 'waiting');
    } else if ((await progressOf(db, id))?.waitsFor !== undefined) break;
    else if ((await method.finish?.(job, now, deps)) !== false) {
      await moveJob(db, id, ['working'], 'done', { finishedAt: new Date() });
      return progressNow(db, id, true);
    }
  }
  const progress = await progressNow(db, id, false);
  // Tried again at a slower pace, and without a line in the history for each try; the rows tried last come last.
  const [held] = Object.entries(progress.waitsFor ?? {});
  if (held !== undefined && !settledSome) throw rowsWait(...held);
  return progress;
}
