/**
 * What should run is compared with what runs. A workflow that was terminated or cancelled, or that a restored Temporal
 * does not know any more, is found here and started again from its record; nothing else in Holdfast would miss it.
 *
 *   running ──(terminated, cancelled, failed; Temporal restored)──► lost ──► started again from its record
 *
 * Every pass looks at the lifecycles that broke since the last one, and at one page of each kind; the pages go round.
 */
import type { Logger } from 'pino';
import { jobWorkflowId, phaseOf } from '../domain/organisation/job';
import type { Database } from '../prisma/client';
import { seedOf } from '../records/columns/lifecycles';
import {
  feedsToPoll,
  jobsAtWork,
  lifecyclesToRun,
  mailsUnderWay,
  repsToBrief,
  targetsToWatch,
  webhookMessagesUnderWay,
  type PageOfExpected,
} from '../records/expected';
import { jobStartsAgain } from '../records/jobs';
import { mailsRefused, mailsSent, mailStartsAgain } from '../records/mails';
import { causesAmong, recordedIn } from '../records/recording';
import { runningAmong } from '../records/running-lifecycles';
import { lifecycleRecord } from '../records/waiting-facts';
import { webhookMessageEnded, webhookMessageStartsAgain } from '../records/webhooks';
import type { LifecycleClient } from '../temporal/client';
import type { Runs } from '../temporal/runs';
import { briefIdOf, feedIdOf, webhookIdOf, lifecycleWorkflow, targetIdOf } from '../workflows/names';

export interface CompareDeps {
  readonly db: Database;
  readonly lifecycles: LifecycleClient;
  readonly runs: Runs;
  readonly log: Logger;
}

/** Something that should run: its place in the comparison, and the workflow that it lives in. */
interface Expected {
  /** Its place: the next page begins after it. */
  readonly after: string;
  readonly workflowId: string;
}

/** One kind of thing that lives in a workflow of its own. */
interface Comparable {
  readonly name: string;
  /** The next ones after a place, in the order of their places. */
  page(db: Database, page: PageOfExpected): Promise<readonly Expected[]>;
  /** Has it started again; whatever it has to hear is not lost. */
  restart(one: Expected, deps: CompareDeps): Promise<void>;
  /** Takes over how its workflow ended, where the record does not know; absent where somebody must look. */
  settle?(one: Expected, deps: CompareDeps): Promise<void>;
}

const expected = (after: string, workflowId: string): Expected => ({ after, workflowId });

const lifecycle: Comparable = {
  name: 'lifecycle',
  page: async (db, page) => (await lifecyclesToRun(db, page)).map((id) => expected(id, id)),
  restart: ({ workflowId }, deps) => revive(workflowId, deps),
};

const mail: Comparable = {
  name: 'mail',
  page: async (db, page) => (await mailsUnderWay(db, page)).map((key) => expected(key, key)),
  restart: ({ after: key }, { db }) => mailStartsAgain(db, key),
  settle: ({ after: key }, deps) => settleMail(key, deps),
};

const webhookMessage: Comparable = {
  name: 'webhook message',
  page: async (db, page) =>
    (await webhookMessagesUnderWay(db, page)).map(({ key, round }) => expected(key, webhookIdOf(key, round))),
  restart: ({ after: key }, { db }) => webhookMessageStartsAgain(db, key),
  settle: ({ after: key, workflowId }, deps) => settleWebhookMessage(key, workflowId, deps),
};

const job: Comparable = {
  name: 'job',
  page: async (db, page) =>
    (await jobsAtWork(db, page)).map(({ id, state, round }) =>
      expected(id, jobWorkflowId(id, phaseOf(state) ?? 'work', round)),
    ),
  restart: ({ after: id }, { db }) => jobStartsAgain(db, id),
};

const mornings: Comparable = {
  name: 'mornings of a rep',
  page: async (db, page) => (await repsToBrief(db, page)).map((id) => expected(id, briefIdOf(id))),
  restart: ({ after: rep }, { lifecycles }) => lifecycles.arrangeBriefs(rep),
};

const feed: Comparable = {
  name: 'feed',
  page: async (db, page) => (await feedsToPoll(db, page)).map((id) => expected(id, feedIdOf(id))),
  restart: ({ after: id }, { lifecycles }) => lifecycles.pollFeed(id),
};

const target: Comparable = {
  name: 'watch over a target',
  page: async (db, page) => (await targetsToWatch(db, page)).map((id) => expected(id, targetIdOf(id))),
  restart: ({ after: id }, { lifecycles }) => lifecycles.watch(id),
};

const kinds: readonly Comparable[] = [lifecycle, job, mail, webhookMessage, mornings, feed, target];

/** What was started less long ago is left out: visibility may not list it yet. */
const settleMs = 10_000;
const pageSize = 500;

/** Something that should run and does not. */
export interface Lost {
  readonly kind: string;
  readonly workflowId: string;
  /** `ended`: its workflow completed, and the record does not know. It is not started again. */
  readonly how: 'broken' | 'missing' | 'ended';
}

async function lostOf(
  kind: Comparable,
  some: readonly Expected[],
  { runs }: CompareDeps,
): Promise<readonly (Lost & { readonly one: Expected })[]> {
  const suspects = new Set(await runs.notRunning(some.map(({ workflowId }) => workflowId)));
  const lost = [];
  for (const one of some) {
    if (!suspects.has(one.workflowId)) continue;
    const how = await runs.stateOf(one.workflowId);
    if (how === 'running') continue;
    lost.push({
      kind: kind.name,
      workflowId: one.workflowId,
      how: how === 'completed' ? ('ended' as const) : how,
      one,
    });
  }
  return lost;
}

/** Something that is lost, and how that is mended; null where somebody must look. */
export interface Found extends Lost {
  readonly mend: (() => Promise<void>) | null;
}

/** What its delivery came to is what became of a mail: PostgreSQL was restored to a moment before. */
export async function settleMail(key: string, { db, runs }: Pick<CompareDeps, 'db' | 'runs'>): Promise<void> {
  const { result, at } = await runs.resultOf(key);
  if (result === 'refused') await mailsRefused(db, [key], 'it was refused, says its delivery');
  else await mailsSent(db, [key], at);
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
  /** What is lost among the next page of every kind, and whether that was the last page of each. Throws `NoAnswer`. */
  next(now: Date): Promise<{ readonly found: readonly Found[]; readonly wasLast: boolean }>;
  /** Lifecycles that broke since the last time it was asked, and should run. Throws `NoAnswer`. */
  broken(now: Date): Promise<readonly string[]>;
}

/** Visibility lags: what broke so long before the last look may be listed only now. */
const overlapMs = 120_000;

/** Begins a comparison; what it has seen is its own, so a process that starts anew begins anew. */
export function createComparison(deps: CompareDeps): Comparison {
  const places = new Map<string, string>();
  let lookedAt = 0;
  return {
    async next(now) {
      const before = new Date(now.getTime() - settleMs);
      const found: Found[] = [];
      for (const kind of kinds) {
        const page = await kind.page(deps.db, { after: places.get(kind.name) ?? '', limit: pageSize, before });
        for (const { one, ...lost } of await lostOf(kind, page, deps)) {
          const mend = lost.how === 'ended' ? kind.settle : kind.restart;
          found.push({ ...lost, mend: mend === undefined ? null : () => mend.call(kind, one, deps) });
        }
        if (page.length < pageSize) places.delete(kind.name);
        else places.set(kind.name, page.at(-1)?.after ?? '');
      }
      return { found, wasLast: places.size === 0 };
    },
    async broken(now) {
      const ids = await deps.runs.brokenSince(lifecycleWorkflow, new Date(lookedAt).toISOString(), pageSize);
      lookedAt = now.getTime() - overlapMs;
      if (ids.length === 0) return [];
      return runningAmong(deps.db, ids);
    },
  };
}

/**
 * Starts a lost lifecycle again from its record. Facts that reached its last run and were not recorded are kept first:
 * the sweep hands them over once it runs, and decisions without an outcome are asked again anyway. Does nothing for one
 * that runs, or whose workflow has ended.
 */
export async function revive(lifecycleId: string, { db, lifecycles, runs, log }: CompareDeps): Promise<void> {
  const how = await runs.stateOf(lifecycleId);
  if (how === 'running' || how === 'completed') return;
  const row = await db.lifecycle.findUniqueOrThrow({ where: { id: lifecycleId } });
  const recorded = recordedIn(row);
  const sent = how === 'missing' ? [] : await runs.factsOf(lifecycleId);
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
  );
  log.warn(
    { lifecycle: lifecycleId, how, unheard: unheard.length },
    'its workflow was lost; it goes on from its record',
  );
}
