/** What is recorded and was not done, as a crash leaves it: what the sweep looks for, and what an examination names. */
import { runningStages } from '../domain/core/stages';
import { statesAtWork } from '../domain/organisation/job';
import type { Database } from '../prisma/client';

/** Lifecycles that are stored and whose workflows were not started. */
export function lifecyclesNotStarted(db: Pick<Database, 'lifecycle'>, before: Date, limit: number) {
  return db.lifecycle.findMany({ where: { startedAt: null, createdAt: { lt: before } }, take: limit });
}

/** Mails whose delivery was not started. */
export function mailsNotStarted(db: Pick<Database, 'mail'>, before: Date, limit: number) {
  return db.mail.findMany({
    where: { startedAt: null, createdAt: { lt: before } },
    take: limit,
    select: { key: true, round: true, kind: true, role: true, lifecycleId: true },
  });
}

/** Messages for webhooks whose delivery was not started. */
export function webhookMessagesNotStarted(db: Pick<Database, 'webhookMessage'>, before: Date, limit: number) {
  return db.webhookMessage.findMany({
    where: { startedAt: null, createdAt: { lt: before } },
    take: limit,
    select: { key: true, round: true, type: true, lifecycleId: true },
  });
}

/** Decisions that were asked for, the oldest first, and of which nobody knows the outcome. */
export function decisionsWithoutOutcome(db: Pick<Database, 'decision'>, before: Date, limit: number) {
  return db.decision.findMany({
    where: { state: 'asked', askedAt: { lt: before } },
    take: limit,
    orderBy: { askedAt: 'asc' },
  });
}

/** Jobs that should be at work and were not started. */
export function jobsNotStarted(db: Pick<Database, 'job'>, before: Date, limit: number) {
  return db.job.findMany({
    where: { startedAt: null, createdAt: { lt: before }, state: { in: [...statesAtWork] } },
    take: limit,
    select: { id: true, kind: true, state: true, round: true },
  });
}

/** Targets that were never looked at. */
export async function targetsNotWatched(db: Pick<Database, 'target'>, limit: number): Promise<readonly string[]> {
  const rows = await db.target.findMany({ where: { checkedAt: null }, take: limit, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Feeds that were never polled. */
export async function feedsNotPolled(
  db: Pick<Database, 'feed'>,
  before: Date,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db.feed.findMany({
    where: { polledAt: null, active: true, createdAt: { lt: before } },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

const refusedRead = 20;

/** What has waited since before a moment, whatever it is; and mails that were refused for good, the newest first. */
export async function waitingSince(
  db: Pick<Database, 'waitingFact' | 'decision' | 'mail'>,
  before: Date,
): Promise<{
  /** Lifecycles to which a fact is still to go. */
  readonly facts: readonly string[];
  /** Lifecycles of which a decision has no outcome. */
  readonly decisions: readonly string[];
  /** Keys of mails that are not on their way, and of those that the mail server does not take. */
  readonly unsent: readonly string[];
  readonly notTaken: readonly string[];
  /** Some keys of refused mails, the newest first, and how many there are. */
  readonly refused: readonly string[];
  readonly refusedCount: number;
}> {
  const isRefused = { state: 'refused' } as const;
  const [facts, decisions, unsent, notTaken, refused, refusedCount] = await Promise.all([
    db.waitingFact.findMany({ where: { keptAt: { lt: before } }, select: { lifecycleId: true } }),
    db.decision.findMany({ where: { state: 'asked', askedAt: { lt: before } }, select: { lifecycleId: true } }),
    db.mail.findMany({
      where: { state: 'waiting', startedAt: null, createdAt: { lt: before } },
      select: { key: true },
    }),
    db.mail.findMany({
      where: { state: 'waiting', startedAt: { not: null }, lastError: { not: null }, createdAt: { lt: before } },
      select: { key: true },
    }),
    // Refused mails are never deleted: of all but the newest only the number is read.
    db.mail.findMany({ where: isRefused, select: { key: true }, orderBy: { createdAt: 'desc' }, take: refusedRead }),
    db.mail.count({ where: isRefused }),
  ]);
  return {
    facts: facts.map(({ lifecycleId }) => lifecycleId),
    decisions: decisions.map(({ lifecycleId }) => lifecycleId),
    unsent: unsent.map(({ key }) => key),
    notTaken: notTaken.map(({ key }) => key),
    refused: refused.map(({ key }) => key),
    refusedCount,
  };
}

/** Running lifecycles whose ledger has holes, or ends elsewhere than their row says. */
export async function brokenLedgers(db: Pick<Database, '$queryRaw'>): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select l.id from lifecycles l
      left join lateral (select count(*)::int as lines, max(seq) as last from ledger g where g."lifecycleId" = l.id) g on true
    where l.stage = any(${[...runningStages]}) and l.seq > 0 and (g.lines <> l.seq or g.last <> l.seq)
    order by l.id`;
  return rows.map(({ id }) => id);
}
