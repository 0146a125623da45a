/** What every kind of job has in common: its rows, the decisions they ask for, and what became of them. */
import { createHash } from 'node:crypto';
import { log } from '@temporalio/activity';
import type { DecisionName, Messages, Seed } from '../domain/core/concern';
import { messageIdPrefix } from '../domain/core/identity';
import type { Instant } from '../domain/core/json';
import type { Refusal } from '../domain/core/refusals';
import type { Database } from '../prisma/client';
import type { Held, JobKind } from '../domain/organisation/job';
import { acceptanceFor, type AcceptanceOf } from '../records/clocks';
import { whyNotAsked } from '../records/decisions';
import { newestTermOf } from '../records/running-lifecycles';
import { hasEndedByRecord } from '../records/waiting-facts';
import { isJobAtWork, type Job, type Settled, type WaitingRow } from '../records/jobs';
import type { StartDelivery } from './mails';
import { failureOf, notBegun } from './failures';

/** What a decision came to; null where there is no such workflow. */
export type RowVerdict = { readonly stands: unknown } | { readonly refused: Refusal } | null;

export interface JobDeps {
  readonly db: Database;
  /** Asks a lifecycle for a decision; the same id gets the same verdict. */
  decide<K extends DecisionName>(
    lifecycleId: string,
    name: K,
    asked: { readonly id: string; readonly by: string; readonly acceptedAt?: Instant; readonly data: Messages[K] },
  ): Promise<RowVerdict>;
  /** Whether the workflow of a job that is at work still runs. */
  isRunning(jobId: string): Promise<boolean>;
  /** Starts a lifecycle, once however often. */
  start(seed: Seed, now: Instant): Promise<void>;
  readonly startDelivery: StartDelivery;
  /** Reads the file of an import into its rows, on another thread, and moves the job on. */
  readFile(job: string): Promise<void>;
  /** Starts the workflow of a job that has just begun to work; the sweep does where Temporal is away. */
  begin(job: { readonly id: string; readonly kind: JobKind }): Promise<void>;
}

/** How one kind of job is done. */
export interface JobMethod<K extends JobKind> {
  /** Rows that are taken at once. */
  readonly chunk: number;
  /** Before its rows: makes them, from what was sent. True where it did. */
  prepare?(job: Job<K>, deps: JobDeps): Promise<boolean>;
  preview?(job: Job<K>, rows: readonly WaitingRow<K>[], now: Instant, deps: JobDeps): Promise<void>;
  /** Does rows; returns what became of each. Those of which it says nothing stay as they were. */
  work(job: Job<K>, rows: readonly WaitingRow<K>[], now: Instant, deps: JobDeps): Promise<readonly Settled[]>;
  /** After the last row; false when it found more to do. */
  finish?(job: Job<K>, now: Instant, deps: JobDeps): Promise<boolean>;
}

/** Lifecycles that are asked at once: a job leaves room for what people ask meanwhile. */
const decisionsAtOnce = 10;
/** A lifecycle that does not answer costs its time limit; the rows after so long come in the next chunk. */
const chunkMs = 20_000;

/** The id of the decision that a row asks for. */
export function rowDecisionId(jobId: string, subject: string): string {
  return messageIdPrefix.decision + createHash('sha256').update(`${jobId}\n${subject}`).digest('hex').slice(0, 24);
}

/** What stands of a row whose lifecycle does not answer; throws on while PostgreSQL is away. */
function heldBy(position: number, error: unknown): Settled {
  const { type, message } = failureOf(error);
  if (type === 'RecordsAway') throw error;
  log.warn('a row of a job waits: its lifecycle does not answer', {
    type,
    message,
    error: error instanceof Error ? error.stack : String(error),
  });
  const outcome: Held = { waitsFor: type ?? 'Unforeseen', triedAt: new Date().toISOString() };
  return { position, state: 'waiting', outcome };
}

/**
 * Asks for each row's decision, a few at once; where a lifecycle was renewed meanwhile, its next term. One that has ended
 * otherwise, or stands there already, is skipped. One that does not answer keeps waiting and holds no other up. Nothing
 * further is asked for once the job is cancelled.
 */
export async function decideRows<R extends WaitingRow, K extends DecisionName>(
  rows: readonly R[],
  { id: jobId, by, workingSince }: Pick<Job, 'id' | 'by' | 'workingSince'>,
  decisionOf: (row: R) => { readonly name: K; readonly data: Messages[K] } | null,
  outcomeOf: (row: R, lifecycle: string) => object,
  { db, decide }: JobDeps,
): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  const accepted = await acceptanceFor(
    db,
    rows.map(({ subject }) => subject),
  );
  const until = Date.now() + chunkMs;
  for (let from = 0; from < rows.length && Date.now() < until; from += decisionsAtOnce) {
    if (!(await isJobAtWork(db, jobId))) break;
    const some = rows
      .slice(from, from + decisionsAtOnce)
      .map((row) => settle(row).catch((error: unknown) => heldBy(row.position, error)));
    settled.push(...(await Promise.all(some)));
  }
  return settled;

  async function settle(row: R): Promise<Settled> {
    const { position, subject } = row;
    const skipped = (reason: string): Settled => ({ position, state: 'skipped', outcome: { reason } });
    const decision = decisionOf(row);
    if (decision === null) return skipped('stays');
    const verdictOf = (lifecycle: string, since: AcceptanceOf) => askOne(lifecycle, since, decision);
    let lifecycle = subject;
    let refused = await verdictOf(subject, accepted);
    if (refused === 'ended') {
      lifecycle = (await newestTermOf(db, subject)) ?? subject;
      if (lifecycle !== subject) refused = await verdictOf(lifecycle, await acceptanceFor(db, [lifecycle]));
    }
    return refused === null ? { position, state: 'done', outcome: outcomeOf(row, lifecycle) } : skipped(refused);
  }

  /** Why the decision does not stand; null where it does. */
  async function askOne(
    lifecycle: string,
    since: AcceptanceOf,
    { name, data }: { readonly name: K; readonly data: Messages[K] },
  ): Promise<Refusal | null> {
    const id = rowDecisionId(jobId, lifecycle);
    const not = await whyNotAsked(db, { id, lifecycleId: lifecycle, name, data });
    if (not !== null) return not;
    const asked = await decide(lifecycle, name, { id, by, ...since(lifecycle, workingSince), data });
    if (asked !== null) return 'stands' in asked ? null : asked.refused;
    // It is not running: it took this decision and ended, it ended before, or it has not begun. The records say which.
    const known = await db.ledgerRow.findFirst({ where: { lifecycleId: lifecycle, cause: id }, select: { seq: true } });
    if (known !== null) return null;
    if (!(await hasEndedByRecord(db, lifecycle))) throw notBegun(lifecycle);
    return 'ended';
  }
}
