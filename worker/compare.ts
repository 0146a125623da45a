/**
 * What should run is compared with what runs. A workflow that was terminated or cancelled, or that a restored Temporal
 * does not know any more, is found here and started again from its record; nothing else in Holdfast would miss it.
 *
 *   running ──(terminated, cancelled, failed; Temporal restored)──► lost ──► started again from its record
 *       └──(completed, and the record wants it to run)──► as each kind says: `completed`
 *
 * Every pass looks at the lifecycles that broke since the last one, and at one page of each kind; the pages go round.
 */
import type { Logger } from 'pino';
import { jobWorkflowId, phaseOf } from '../domain/organisation/job';
import { roundIdOf } from '../domain/told/delivery';
import type { Database } from '../prisma/client';
import { seedOf } from '../records/columns/lifecycles';
import { jobStateOf } from '../records/columns/jobs';
import { jobStartsAgain } from '../records/jobs';
import { carriedBy, endsAsCarrier, mailsRefused, mailsSent, mailStartsAgain } from '../records/mails';
import { startedAndLiving, type OwnWorkflowKind, type Started } from '../records/own-workflows';
import { causesAmong, recordedIn } from '../records/recording';
import { runningAmong } from '../records/running-lifecycles';
import { forgetTriesOf } from '../records/sweep-tries';
import { lifecycleRecord } from '../records/waiting-facts';
import { webhookMessageEnded, webhookMessageStartsAgain } from '../records/webhooks';
import type { LifecycleClient } from '../temporal/client';
import type { Runs } from '../temporal/runs';
import { briefIdOf, feedIdOf, lifecycleWorkflow, targetIdOf } from '../workflows/names';

export interface CompareDeps {
  readonly db: Database;
  readonly lifecycles: LifecycleClient;
  readonly runs: Runs;
  readonly log: Logger;
}

/** One kind of thing that lives in a workflow of its own. */
interface Comparable {
  /** What people call it. */
  readonly name: string;
  readonly kind: OwnWorkflowKind;
  workflowIdOf(one: Started): string;
  /** Has it started again, and says whether it had to be; whatever it has to hear is not lost. */
  restart(id: string, deps: CompareDeps): Promise<boolean>;
  /**
   * What is done where its workflow completed and the record wants it to run: it takes over how that ended, it starts
   * again, or somebody must look.
   */
  readonly completed: 'starts again' | 'is looked at' | Settle;
}

/** Takes over how a workflow ended, where the record does not know. */
type Settle = (id: string, workflowId: string, deps: CompareDeps) => Promise<void>;

/** A restart that never asks whether it is needed. */
const always = async (restart: Promise<void>): Promise<true> => {
  await restart;
  return true;
};

const comparables: readonly Comparable[] = [
  // It ended, and PostgreSQL does not know: how it ended is relived (`worker/behind.ts`).
  {
    name: 'lifecycle',
    kind: 'lifecycle',
    workflowIdOf: ({ id }) => id,
    restart: revive,
    completed: 'is looked at',
  },
  {
    name: 'job',
    kind: 'job',
    workflowIdOf: ({ id, state, round }) =>
      jobWorkflowId(id, phaseOf(jobStateOf({ id, state: state ?? '' })) ?? 'work', round ?? 0),
    restart: (id, { db }) => always(jobStartsAgain(db, id)),
    // PostgreSQL was restored to a moment before: every row may be done again.
    completed: 'starts again',
  },
  {
    name: 'mail',
    kind: 'mail',
    workflowIdOf: ({ id, round }) => roundIdOf(id, round ?? 0),
    restart: (key, { db }) => always(mailStartsAgain(db, key)),
    completed: settleMail,
  },
  {
    name: 'webhook message',
    kind: 'webhook',
    workflowIdOf: ({ id, round }) => roundIdOf(id, round ?? 0),
    restart: (key, { db }) => always(webhookMessageStartsAgain(db, key)),
    completed: settleWebhookMessage,
  },
  {
    name: 'mornings of a rep',
    kind: 'rep',
    workflowIdOf: ({ id }) => briefIdOf(id),
    restart: (id, { lifecycles }) => always(lifecycles.arrangeBriefs(id)),
    completed: 'starts again',
  },
  {
    name: 'feed',
    kind: 'feed',
    workflowIdOf: ({ id }) => feedIdOf(id),
    restart: (id, { lifecycles }) => always(lifecycles.pollFeed(id)),
    completed: 'starts again',
  },
  {
    name: 'watch over a target',
    kind: 'target',
    workflowIdOf: ({ id }) => targetIdOf(id),
    restart: (id, { lifecycles }) => always(lifecycles.watch(id)),
    completed: 'starts again',
  },
];

/** What was started less long ago is left out: visibility may not list it yet. */
const settleMs = 10_000;
const pageSize = 500;

/** Something that should run and does not. */
export interface Lost {
  /** What people call its kind. */
  readonly kind: string;
  readonly workflowId: string;
  /** `ended`: its workflow completed, and the record wants it to run. */
  readonly how: 'broken' | 'missing' | 'ended';
  /** Its id in its table. */
  readonly id: string;
  readonly isLifecycle: boolean;
  /** Has it started again or settled, and says whether it had to be; null where somebody must look. */
  readonly mend: (() => Promise<boolean>) | null;
}

async function lostOf(
  { name, kind, workflowIdOf, restart, completed }: Comparable,
  some: readonly Started[],
  deps: CompareDeps,
): Promise<readonly Lost[]> {
  const workflows = new Map(some.map((one) => [workflowIdOf(one), one.id]));
  const lost: Lost[] = [];
  for (const workflowId of await deps.runs.notRunning([...workflows.keys()])) {
    const how = await deps.runs.stateOf(workflowId);
    if (how === 'running') continue;
    const id = workflows.get(workflowId) ?? workflowId;
    const again = () => restart(id, deps);
    const atEnd = { 'starts again': again, 'is looked at': null } as const;
    const mendEnded = typeof completed === 'string' ? atEnd[completed] : () => always(completed(id, workflowId, deps));
    lost.push({
      kind: name,
      workflowId,
      how: how === 'completed' ? 'ended' : how,
      id,
      isLifecycle: kind === 'lifecycle',
      mend: how === 'completed' ? mendEnded : again,
    });
  }
  return lost;
}

/**
 * What its delivery came to is what became of a mail and of those that went out in it: PostgreSQL was restored to a moment
 * before.
 */
export async function settleMail(
  key: string,
  workflowId: string,
  { db, runs }: Pick<CompareDeps, 'db' | 'runs'>,
): Promise<void> {
  const { result, at } = await runs.resultOf(workflowId);
  if (result === 'gathered') return endsAsCarrier(db, key);
  const keys = await carriedBy(db, key);
  if (result === 'refused') await mailsRefused(db, keys, 'it was refused, says its delivery');
  else await mailsSent(db, keys, at);
}

/** What its delivery came to is what became of a webhook's message. */
export async function settleWebhookMessage(
  key: string,
  workflowId: string,
  { db, runs }: Pick<CompareDeps, 'db' | 'runs'>,
): Promise<void> {
  const { result, at } = await runs.resultOf(workflowId);
  await webhookMessageEnded(db, key, result === 'delivered' ? 'delivered' : 'failed', at);
}

/** A comparison that goes through everything page by page, again and again. */
export interface Comparison {
  /**
   * What is lost among the next page of every kind, and whether that was the last page of each. A kind that could not be
   * compared (`NoAnswer`, for example) stands among the failures, and its page comes again.
   */
  next(now: Date): Promise<{
    readonly found: readonly Lost[];
    readonly failures: readonly unknown[];
    readonly wasLast: boolean;
  }>;
}

/** Begins a comparison; its place is its own, so a process that starts anew begins anew. */
export function createComparison(deps: CompareDeps): Comparison {
  const places = new Map<string, string>();
  const nextOf = async (one: Comparable, before: Date): Promise<readonly Lost[]> => {
    const page = { after: places.get(one.kind) ?? '', limit: pageSize, before };
    const some = await startedAndLiving(deps.db, one.kind, page);
    const lost = await lostOf(one, some, deps);
    if (some.length < pageSize) places.delete(one.kind);
    else places.set(one.kind, some.at(-1)?.id ?? '');
    return lost;
  };
  return {
    async next(now) {
      const before = new Date(now.getTime() - settleMs);
      const pages = await Promise.allSettled(comparables.map((one) => nextOf(one, before)));
      return {
        found: pages.flatMap((page) => (page.status === 'fulfilled' ? page.value : [])),
        failures: pages.flatMap((page) => (page.status === 'rejected' ? [page.reason as unknown] : [])),
        wasLast: places.size === 0,
      };
    },
  };
}

/** Visibility lags: what broke so long before the last look may be listed only now. */
const overlapMs = 120_000;

/**
 * Looks for lifecycles that broke since the last look and should run; the first look goes through all that Temporal
 * still knows. Each look gives them in parts, those that broke last first. Throws `NoAnswer`.
 */
export function createBrokenLooks({ db, runs }: CompareDeps): (now: Date) => AsyncGenerator<readonly string[]> {
  let lookedAt = 0;
  return async function* look(now) {
    for await (const ids of runs.brokenSince(lifecycleWorkflow, new Date(lookedAt).toISOString()))
      // One that was started again already is listed by its earlier run.
      yield await runs.notRunning(await runningAmong(db, ids));
    lookedAt = now.getTime() - overlapMs;
  };
}

/**
 * Starts a lost lifecycle again from its record. Facts that reached its last run and were not recorded are kept first:
 * the sweep hands them over once it runs, and decisions without an outcome are asked again anyway. Signals that this
 * version does not know go along until one knows them. Returns false, and does nothing, for one that runs, or whose
 * workflow has ended.
 */
export async function revive(lifecycleId: string, { db, lifecycles, runs, log }: CompareDeps): Promise<boolean> {
  const how = await runs.stateOf(lifecycleId);
  if (how === 'running' || how === 'completed') return false;
  const row = await db.lifecycle.findUniqueOrThrow({ where: { id: lifecycleId } });
  const recorded = recordedIn(row);
  const { facts: sent, unheard: unknown } =
    how === 'missing' ? { facts: [], unheard: [] } : await runs.sentTo(lifecycleId);
  const counted = await causesAmong(
    db,
    lifecycleId,
    sent.map(({ id }) => id),
  );
  const unheard = sent.filter(({ id }) => !counted.has(id));
  for (const { name, ...envelope } of unheard) await lifecycleRecord(db).keep(lifecycleId, name, envelope);
  await lifecycles.revive(
    recorded === null ? { kind: 'seed', seed: seedOf(row) } : { kind: 'state', state: recorded },
    row.createdAt.toISOString(),
    unknown,
  );
  await forgetTriesOf(db, lifecycleId);
  log.warn(
    { lifecycle: lifecycleId, how, unheard: unheard.length, unknown: unknown.length },
    'its workflow was lost; it goes on from its record',
  );
  return true;
}
