/**
 * Does again what a crash left half-done: lifecycles, jobs, mornings, watches and feeds that are stored and not started,
 * workflows that are lost, mails and webhook messages that are recorded and not on their way, facts whose lifecycle did
 * not run, decisions without a known outcome, readings of which no lifecycle heard. Each step is idempotent, so several
 * workers may sweep at once.
 */
import type { Logger } from 'pino';
import { phaseOf } from '../domain/organisation/job';
import { acceptanceFor } from '../records/clocks';
import { decisionOf } from '../records/columns/answers';
import { jobKindOf, jobStateOf } from '../records/columns/jobs';
import { seedOf } from '../records/columns/lifecycles';
import { anyMailKindOf, mailRoleOf } from '../records/columns/mails';
import { webhookTypeOf } from '../records/columns/webhooks';
import { settleRefused } from '../records/decisions';
import { withClients } from '../records/deliveries';
import { jobStarted } from '../records/jobs';
import {
  decisionsWithoutOutcome,
  feedsNotPolled,
  jobsNotStarted,
  lifecyclesNotStarted,
  mailsNotStarted,
  targetsNotWatched,
  webhookMessagesNotStarted,
} from '../records/left-undone';
import { mailStarted } from '../records/mails';
import { repsWithMornings } from '../records/mornings';
import { fallSilent, markTold, untoldBuckets } from '../records/readings';
import { hasEndedByRecord, lifecycleRecord, triedAgain, waitingFacts, waitsNoMore } from '../records/waiting-facts';
import { webhookMessageStarted } from '../records/webhooks';
import { bucketFact } from '../temporal/buckets';
import { sendOrKeep } from '../temporal/client';
import { NotRunning } from '../temporal/errors';
import { createComparison, revive, type CompareDeps, type Comparison } from './compare';

export type SweepDeps = CompareDeps;

/** Work younger than this is left alone: the process that began it may still be at it. */
const settleMs = 10_000;
/** So much of each kind is mended in one sweep; the next one goes on. */
const batch = 200;
/** Longer than a caller waits: nobody is waiting here. */
const decisionTimeoutMs = 10_000;

export interface Swept {
  readonly lifecycles: number;
  readonly mails: number;
  readonly facts: number;
  readonly decisions: number;
  readonly buckets: number;
  readonly webhooks: number;
  readonly jobs: number;
  readonly mornings: number;
  /** Workflows that were lost and were started again. */
  readonly lost: number;
}

/** One sweep; returns how much was mended. What fails is left for the next one. */
async function sweep(deps: SweepDeps, comparison: Comparison, now: Date): Promise<Swept> {
  const before = new Date(now.getTime() - settleMs);
  return {
    lost: await startLost(deps, comparison, now).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'what runs was not compared; the next sweep does it');
      return 0;
    }),
    lifecycles: await startLifecycles(deps, before),
    mails: await startDeliveries(deps, before),
    facts: await handOverFacts(deps),
    decisions: await askAgain(deps, before),
    buckets: await tellBuckets(deps, before),
    webhooks: await startWebhooks(deps, before),
    jobs: await startJobs(deps, before),
    mornings: (await arrangeMornings(deps)) + (await watchTargets(deps)) + (await pollFeeds(deps, before)),
  };
}

async function mend(log: Logger, what: object, act: () => Promise<unknown>): Promise<number> {
  try {
    await act();
    return 1;
  } catch (error) {
    log.warn({ err: error, ...what }, 'left for the next sweep');
    return 0;
  }
}

async function startLost(deps: SweepDeps, comparison: Comparison, now: Date): Promise<number> {
  let mended = 0;
  for (const id of await comparison.broken(now))
    mended += await mend(deps.log, { lifecycle: id }, () => revive(id, deps));
  for (const found of (await comparison.next(now)).found) {
    const { kind, workflowId } = found;
    if (found.mend === null)
      deps.log.error({ kind, workflow: workflowId }, 'ended in Temporal, and its record does not know');
    else mended += await mend(deps.log, { kind, workflow: workflowId }, found.mend);
  }
  return mended;
}

async function startLifecycles({ db, lifecycles, log }: SweepDeps, before: Date): Promise<number> {
  const rows = await lifecyclesNotStarted(db, before, batch);
  let mended = 0;
  for (const row of rows)
    mended += await mend(log, { lifecycle: row.id }, () => lifecycles.start(seedOf(row), row.createdAt.toISOString()));
  return mended;
}

async function startDeliveries({ db, lifecycles, log }: SweepDeps, before: Date): Promise<number> {
  const rows = await mailsNotStarted(db, before, batch);
  let mended = 0;
  for (const row of await withClients(db, rows)) {
    const { key, client } = row;
    mended += await mend(log, { mail: key }, async () => {
      await lifecycles.deliver({ key, kind: anyMailKindOf(row), role: mailRoleOf(row), client });
      await mailStarted(db, key);
    });
  }
  return mended;
}

async function startWebhooks({ db, lifecycles, log }: SweepDeps, before: Date): Promise<number> {
  const rows = await webhookMessagesNotStarted(db, before, batch);
  let mended = 0;
  for (const row of await withClients(db, rows)) {
    const { key, round, client } = row;
    mended += await mend(log, { webhook: key }, async () => {
      await lifecycles.deliverWebhook({ key, type: webhookTypeOf(row), client }, round);
      await webhookMessageStarted(db, key, round);
    });
  }
  return mended;
}

/** Facts whose lifecycle did not run when they came. */
async function handOverFacts({ db, lifecycles, log }: SweepDeps): Promise<number> {
  let mended = 0;
  for (const waiting of await waitingFacts(db, batch)) {
    const {
      lifecycleId,
      fact: { name, ...envelope },
    } = waiting;
    mended += await mend(log, { lifecycle: lifecycleId, fact: name }, async () => {
      const became = await sendOrKeep(lifecycles, lifecycleRecord(db), lifecycleId, name, envelope);
      await (became === 'kept' ? triedAgain(db, waiting) : waitsNoMore(db, waiting));
    });
  }
  return mended;
}

async function askAgain({ db, lifecycles, log }: SweepDeps, before: Date): Promise<number> {
  const rows = await decisionsWithoutOutcome(db, before, batch);
  const accepted = await acceptanceFor(
    db,
    rows.map(({ lifecycleId }) => lifecycleId),
  );
  let mended = 0;
  for (const row of rows) {
    const { updateId, lifecycleId, by, noteId, askedAt } = row;
    mended += await mend(log, { lifecycle: lifecycleId, decision: row.name }, async () => {
      try {
        const { name, data } = decisionOf(row);
        const envelope = {
          id: updateId,
          ...(by === null ? {} : { by }),
          ...(noteId === null ? {} : { note: noteId }),
          ...accepted(lifecycleId, askedAt.toISOString()),
          data,
        };
        // When it stands, recording it has set its row already.
        const verdict = await lifecycles.decide(lifecycleId, name, envelope, decisionTimeoutMs);
        if ('refused' in verdict) await settleRefused(db, updateId, verdict.refused);
      } catch (error) {
        if (!(error instanceof NotRunning)) throw error;
        if (!(await hasEndedByRecord(db, lifecycleId))) throw error;
        await settleRefused(db, updateId, 'ended');
      }
    });
  }
  return mended;
}

async function startJobs({ db, lifecycles, log }: SweepDeps, before: Date): Promise<number> {
  const rows = await jobsNotStarted(db, before, batch);
  let mended = 0;
  for (const row of rows) {
    const { id, round } = row;
    mended += await mend(log, { job: id }, async () => {
      const state = jobStateOf(row);
      const phase = phaseOf(state);
      if (phase === null) return;
      await lifecycles.work({ id, kind: jobKindOf(row) }, phase, round);
      await jobStarted(db, id, state);
    });
  }
  return mended;
}

/** Reps whose mornings nobody has arranged yet. */
async function arrangeMornings({ db, lifecycles, log }: SweepDeps): Promise<number> {
  const reps = await repsWithMornings(db, { morningsAt: null });
  let mended = 0;
  for (const id of reps.slice(0, batch))
    mended += await mend(log, { rep: id }, async () => {
      await lifecycles.arrangeBriefs(id);
      await db.rep.update({ where: { id }, data: { morningsAt: new Date() } });
    });
  return mended;
}

/** A target that was never looked at has nobody who watches it yet. */
async function watchTargets({ db, lifecycles, log }: SweepDeps): Promise<number> {
  let mended = 0;
  for (const id of await targetsNotWatched(db, batch))
    mended += await mend(log, { target: id }, () => lifecycles.watch(id));
  return mended;
}

/** A feed that was never polled has nobody who polls it yet. */
async function pollFeeds({ db, lifecycles, log }: SweepDeps, before: Date): Promise<number> {
  let mended = 0;
  for (const id of await feedsNotPolled(db, before, batch))
    mended += await mend(log, { feed: id }, () => lifecycles.pollFeed(id));
  return mended;
}

/** Usage that nobody reports falls silent; and what a crash left untold is told. */
async function tellBuckets({ db, lifecycles, log }: SweepDeps, before: Date): Promise<number> {
  await fallSilent(db, new Date().toISOString());
  let mended = 0;
  const untold = await untoldBuckets(db, before, batch);
  const accepted = await acceptanceFor(
    db,
    untold.map(({ lifecycleId }) => lifecycleId),
  );
  for (const change of untold)
    mended += await mend(log, { lifecycle: change.lifecycleId, bucket: change.kind }, async () => {
      const { lifecycleId, changedAt } = change;
      const { name, ...envelope } = bucketFact({ ...change, ...accepted(lifecycleId, changedAt) }, 'sweep');
      await sendOrKeep(lifecycles, lifecycleRecord(db), lifecycleId, name, envelope);
      await markTold(db, [change]);
    });
  return mended;
}

/** Sweeps again and again until stopped; `stop` waits for a sweep under way. */
export function startSweeping(deps: SweepDeps, everyMs: number): { stop(): Promise<void> } {
  const comparison = createComparison(deps);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const round = async (): Promise<void> => {
    try {
      const swept = await sweep(deps, comparison, new Date());
      if (Object.values(swept).some((mended) => mended > 0)) deps.log.info(swept, 'swept');
    } catch (error) {
      deps.log.warn({ err: error }, 'the sweep failed; it is tried again');
    }
    if (!stopped) wait();
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      running = round();
    }, everyMs);
  };
  wait();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
