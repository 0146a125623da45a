/** What every kind of job has in common: its rows, the decisions they ask for, and what became of them. */
import { createHash } from 'node:crypto';
import type { DecisionName, Messages, Seed } from '../domain/core/concern';
import { messageIdPrefix } from '../domain/core/identity';
import type { Instant } from '../domain/core/json';
import type { Refusal } from '../domain/core/refusals';
import type { Database } from '../prisma/client';
import type { JobKind } from '../domain/organisation/job';
import { acceptanceFor, type AcceptanceOf } from '../records/clocks';
import { newestTermOf } from '../records/running-lifecycles';
import { hasEndedByRecord } from '../records/waiting-facts';
import type { Job, Settled, WaitingRow } from '../records/jobs';
import type { StartDelivery } from './mails';
import { notBegun } from './failures';

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
  /** Does rows; returns what became of each. */
  work(job: Job<K>, rows: readonly WaitingRow<K>[], now: Instant, deps: JobDeps): Promise<readonly Settled[]>;
  /** After the last row; false when it found more to do. */
  finish?(job: Job<K>, now: Instant, deps: JobDeps): Promise<boolean>;
}

/** Lifecycles that are asked at once: a job leaves room for what people ask meanwhile. */
const decisionsAtOnce = 10;

/** The id of the decision that a row asks for. */
export function rowDecisionId(jobId: string, subject: string): string {
  return messageIdPrefix.decision + createHash('sha256').update(`${jobId}\n${subject}`).digest('hex').slice(0, 24);
}

/**
 * Asks for each row's decision, a few at once; where a lifecycle was renewed meanwhile, its next term. One that has ended
 * otherwise, or stands there already, is skipped.
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
  for (let from = 0; from < rows.length; from += decisionsAtOnce) {
    const some = rows.slice(from, from + decisionsAtOnce).map(async (row): Promise<Settled> => {
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
    });
    settled.push(...(await Promise.all(some)));
  }
  return settled;

  /** Why the decision does not stand; null where it does. */
  async function askOne(
    lifecycle: string,
    since: AcceptanceOf,
    { name, data }: { readonly name: K; readonly data: Messages[K] },
  ): Promise<Refusal | null> {
    const id = rowDecisionId(jobId, lifecycle);
    const asked = await decide(lifecycle, name, { id, by, ...since(lifecycle, workingSince), data });
    if (asked !== null) return 'stands' in asked ? null : asked.refused;
    // It is not running: it took this decision and ended, it ended before, or it has not begun. The records say which.
    const known = await db.ledgerRow.findFirst({ where: { lifecycleId: lifecycle, cause: id }, select: { seq: true } });
    if (known !== null) return null;
    if (!(await hasEndedByRecord(db, lifecycle))) throw notBegun(lifecycle);
    return 'ended';
  }
}
