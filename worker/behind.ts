/**
 * Holds every lifecycle's run and record against each other: after one of the two stores was restored to an earlier
 * moment, one of them is behind.
 *
 *   PostgreSQL is behind ──► what is missing is recorded again, as the run's histories tell it
 *   Temporal is behind   ──► the run is ended, and begins again from its record
 */
import type { WorkflowBundle } from '@temporalio/worker';
import { recordThen } from '../activities/recorded-then';
import { groupBy } from '../domain/core/grouped';
import { roundIdOf, type MailOnItsWay, type WebhookMessageOnItsWay } from '../domain/told/delivery';
import { storeAccepted } from '../records/decisions';
import { storeFromRun } from '../records/lost-rows';
import { isOvertakenError } from '../records/recording';
import { linesOfLedger, recordsOf, type RecordedSoFar } from '../records/standing-record';
import { seedIn, originOf, type Histories, type LastRun } from '../temporal/histories';
import { revive, settleMail, settleWebhookMessage, type CompareDeps } from './compare';
import { putMailOnItsWay, putMessageOnItsWay } from './deliveries';
import { reliveFrom, type RelivedLife } from './relive';

export interface BehindDeps extends CompareDeps {
  readonly histories: Histories;
  /** The bundle that relives histories. It takes seconds to make, and mostly nobody needs it. */
  listening(): Promise<WorkflowBundle>;
}

/** A lifecycle whose run and record do not agree. */
export interface Disagreement {
  readonly lifecycleId: string;
  /**
   * `record`: PostgreSQL lacks what the run recorded. `run`: the run does not know what is recorded. `unreadable`: this
   * build cannot relive its history. `gone`: lines are missing that no history has any more.
   */
  readonly behind: 'record' | 'run' | 'unreadable' | 'gone';
  readonly mended: boolean;
}

/** What a recording and the last event of its history may be apart, by two clocks that agree about this well. */
const apartMs = 1_000;
/** Where something is behind, whatever happened from so long before it on is looked at more closely. */
const aroundMs = 600_000;
const lookedAtOnce = 200;
const askedAtOnce = 10;

/** Looks at every lifecycle that Temporal knows, and at those in `holes`. With `mend` it mends what can be mended. */
export async function mendBehind(
  deps: BehindDeps,
  holes: readonly string[],
  mend: boolean,
): Promise<readonly Disagreement[]> {
  const all = await everyRun(deps);
  const broken = new Set(holes);
  const isSuspect = (one: RunAndRecord): boolean => broken.has(one.run.lifecycleId) || !seemToAgree(one);
  const found = await compareAll(deps, all.filter(isSuspect), mend);
  const behind = new Set(
    found.filter((one) => one.behind === 'record' || one.behind === 'run').map(({ lifecycleId }) => lifecycleId),
  );
  if (behind.size === 0) return found;
  // A store was restored. What came within a moment of the last recording before does not show by its time.
  const since = Math.min(...all.filter(({ run }) => behind.has(run.lifecycleId)).map(({ at }) => at)) - aroundMs;
  const near = all.filter((one) => !isSuspect(one) && one.at >= since);
  return [...found, ...(await compareAll(deps, near, mend))];
}

/** A lifecycle's last run and its record. */
interface RunAndRecord {
  readonly run: LastRun;
  readonly record: RecordedSoFar | null;
  readonly clientId: string;
  /** When the last event of the run was written; null where that was not asked. */
  readonly lastEventAt: Date | null;
  /** When something happened last, as far as either of them knows, in milliseconds. */
  readonly at: number;
}

async function everyRun(deps: BehindDeps): Promise<readonly RunAndRecord[]> {
  const runs = await deps.histories.lastRuns();
  const all: RunAndRecord[] = [];
  for (let from = 0; from < runs.length; from += lookedAtOnce) {
    const some = runs.slice(from, from + lookedAtOnce);
    const records = await recordsOf(
      deps.db,
      some.map(({ lifecycleId }) => lifecycleId),
    );
    for (let place = 0; place < some.length; place += askedAtOnce) {
      const asked = some.slice(place, place + askedAtOnce).map(async (run): Promise<RunAndRecord> => {
        const record = records.get(run.lifecycleId) ?? null;
        const lastEventAt = await deps.histories.lastEventAt(run);
        const at = Math.max(lastEventAt?.getTime() ?? 0, record?.recordedAt?.getTime() ?? 0);
        const clientId = record?.clientId ?? (await clientOf(run.lifecycleId, deps));
        return { run, record, clientId, lastEventAt, at };
      });
      all.push(...(await Promise.all(asked)));
    }
  }
  return all;
}

/** Cheap, and right about every disagreement that is older than the clocks are apart. */
function seemToAgree({ run, record, lastEventAt }: RunAndRecord): boolean {
  if (record === null) return false;
  if (record.hasEnded && run.state !== 'running') return true;
  if (record.hasEnded || run.state === 'completed' || record.recordedAt === null || lastEventAt === null) return false;
  return Math.abs(lastEventAt.getTime() - record.recordedAt.getTime()) < apartMs;
}

/** Client by client: what a client shares among its lifecycles is written in the order in which it happened. */
async function compareAll(
  deps: BehindDeps,
  some: readonly RunAndRecord[],
  mend: boolean,
): Promise<readonly Disagreement[]> {
  const found: Disagreement[] = [];
  for (const ofClient of groupBy(some, ({ clientId }) => clientId).values())
    found.push(...(await compareClient(deps, ofClient, mend)));
  return found;
}

async function clientOf(lifecycleId: string, { histories }: BehindDeps): Promise<string> {
  for await (const history of histories.newestFirst(lifecycleId)) {
    const origin = originOf(history);
    if (origin !== null) return seedIn(origin).client.id;
  }
  return '';
}

/** With what its histories tell. */
interface Looked extends RunAndRecord {
  readonly life: RelivedLife | null;
  readonly seqs: ReadonlySet<number>;
}

async function compareClient(
  deps: BehindDeps,
  some: readonly RunAndRecord[],
  mend: boolean,
): Promise<readonly Disagreement[]> {
  const found: Disagreement[] = [];
  const ahead: Looked[] = [];
  for (const one of some) {
    const { lifecycleId } = one.run;
    const looked = await lookAt(one, deps);
    if (looked === null) found.push({ lifecycleId, behind: 'unreadable', mended: false });
    else if (isRecordBehind(looked)) ahead.push(looked);
    else if (isRunBehind(looked)) {
      if (mend) await startAgain(lifecycleId, deps);
      found.push({ lifecycleId, behind: 'run', mended: mend });
    } else if (hasHoles(looked)) found.push({ lifecycleId, behind: 'gone', mended: false });
  }
  const failed = mend ? await fill(deps, ahead) : new Set<string>();
  for (const { run } of ahead)
    found.push({ lifecycleId: run.lifecycleId, behind: 'record', mended: mend && !failed.has(run.lifecycleId) });
  return found;
}

async function lookAt(one: RunAndRecord, { db, histories, listening, log }: BehindDeps): Promise<Looked | null> {
  const { lifecycleId } = one.run;
  const { whole, seqs } = await linesOfLedger(db, lifecycleId);
  try {
    return { ...one, seqs, life: await reliveFrom(await listening(), histories.newestFirst(lifecycleId), whole) };
  } catch (error) {
    log.warn({ err: error, lifecycle: lifecycleId }, 'its history cannot be relived');
    return null;
  }
}

/** The recordings of which lines, or the state, are not in PostgreSQL. */
function missingIn({ life, seqs, record }: Looked): RelivedLife['recordings'] {
  return (life?.recordings ?? []).filter(
    ({ asked: { state, events } }) => events.some(({ seq }) => !seqs.has(seq)) || state.seq > (record?.seq ?? 0),
  );
}

const isRecordBehind = (looked: Looked): boolean => looked.record === null || missingIn(looked).length > 0;
const isRunBehind = ({ run, life, record }: Looked): boolean =>
  run.state === 'running' && life !== null && record !== null && life.knownSeq < record.seq;
const hasHoles = ({ seqs, record }: Looked): boolean => record !== null && seqs.size < record.seq;

async function startAgain(lifecycleId: string, deps: BehindDeps): Promise<void> {
  await deps.runs.terminate(
    lifecycleId,
    'Temporal was restored to an earlier moment: it begins again from its record.',
  );
  await revive(lifecycleId, deps);
}

/** Records again what is missing of a client's lifecycles, in the order in which it happened; returns where that failed. */
async function fill(deps: BehindDeps, looked: readonly Looked[]): Promise<ReadonlySet<string>> {
  const { db, log } = deps;
  const failed = new Set<string>();
  for (const { life, record, run } of looked) {
    if (life === null) {
      failed.add(run.lifecycleId);
      continue;
    }
    const [first] = life.recordings;
    const began = first?.asked.events[0]?.at ?? new Date().toISOString();
    if (record === null) await storeFromRun(db, life.seed, began);
    await storeAccepted(db, run.lifecycleId, life.decisions);
  }
  const again = looked
    .flatMap((one) => missingIn(one))
    .toSorted(({ asked: a }, { asked: b }) => (a.state.at === b.state.at ? 0 : a.state.at < b.state.at ? -1 : 1));
  for (const { asked, learned } of again) {
    const { lifecycleId } = asked.state.seed;
    if (failed.has(lifecycleId)) continue;
    try {
      await recordThen(asked, learned, { db, ...delivering(deps) });
    } catch (error) {
      failed.add(lifecycleId);
      const why = isOvertakenError(error) ? 'something else is recorded under its numbers by now' : 'not filled';
      log.warn({ err: error, lifecycle: lifecycleId }, why);
    }
  }
  return failed;
}

/** Deliveries are started under the ids of then. One that ended then is taken over as it ended. */
function delivering(deps: BehindDeps) {
  const { runs } = deps;
  return {
    startDelivery: async (mail: MailOnItsWay): Promise<void> => {
      await putMailOnItsWay(deps, mail);
      const workflowId = roundIdOf(mail.key, 0);
      if ((await runs.stateOf(workflowId)) === 'completed') await settleMail(mail.key, workflowId, deps);
    },
    startWebhook: async (message: WebhookMessageOnItsWay): Promise<void> => {
      const { key } = message;
      await putMessageOnItsWay(deps, message, 0);
      const workflowId = roundIdOf(key, 0);
      if ((await runs.stateOf(workflowId)) === 'completed') await settleWebhookMessage(key, workflowId, deps);
    },
  };
}
