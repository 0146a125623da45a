/**
 * What is recorded and was not done, as a crash leaves it: one row for each kind. The sweep takes the next pieces of a
 * kind; an examination names those that have waited for long. Pieces that were never tried come first, and of several
 * with one lifecycle to answer, one of each lifecycle before the second of any; then those whose last try is longest ago.
 */
import { runningStages } from '../domain/core/stages';
import { Prisma, type Database } from '../prisma/client';
import { livesNow, ownWorkflows, type OwnWorkflow, type OwnWorkflowKind } from './own-workflows';
import type { UntoldBucketRow } from './readings';
import type { TriedPiece } from './sweep-tries';

/** How pieces of a kind are found, as their table `t` tells of them. */
interface Undone {
  readonly table: Prisma.Sql;
  /** What the sweep needs to know of a piece. */
  readonly columns: Prisma.Sql;
  /** The id under which its tries are counted. */
  readonly id: Prisma.Sql;
  /** The lifecycle that has to answer; absent where none has. */
  readonly lane?: Prisma.Sql;
  /** Since when it is undone. */
  readonly since: Prisma.Sql;
  readonly undone: Prisma.Sql;
  /** Whether it can be done yet; absent: always. */
  readonly ready?: Prisma.Sql;
}

const lifecycleId = Prisma.sql`t."lifecycleId"`;

/** Of a lifecycle that has not begun nothing can be asked; it is started first. */
const begun = Prisma.sql`not exists (select from lifecycles l where l.id = t."lifecycleId" and l."startedAt" is null)`;

const notStarted = (kind: OwnWorkflowKind, columns: Prisma.Sql): Undone => {
  const { table, id, since, startedAt }: OwnWorkflow = ownWorkflows[kind];
  return { table, id, since, columns, undone: Prisma.sql`${startedAt} is null` };
};

const kinds = {
  lifecycle: notStarted('lifecycle', Prisma.sql`t.id, t.seed, t."createdAt"`),
  mail: notStarted('mail', Prisma.sql`t.key, t.round, t.kind, t.role, t."lifecycleId"`),
  webhook: notStarted('webhook', Prisma.sql`t.key, t.round, t.type, t."lifecycleId"`),
  job: notStarted('job', Prisma.sql`t.id, t.kind, t.state, t.round`),
  feed: notStarted('feed', Prisma.sql`t.id`),
  target: notStarted('target', Prisma.sql`t.id`),
  rep: notStarted('rep', Prisma.sql`t.id`),
  /** A lifecycle whose workflow is lost, as a comparison noted it. */
  lost: {
    table: Prisma.sql`sweep_tries`,
    columns: Prisma.sql`t.id`,
    id: Prisma.sql`t.id`,
    since: Prisma.sql`'-infinity'::timestamptz`,
    undone: Prisma.sql`t.kind = 'lost'`,
  },
  /** A decision that was asked for, and of which nobody knows the outcome. */
  decision: {
    table: Prisma.sql`decisions`,
    columns: Prisma.sql`t.*`,
    id: Prisma.sql`t."updateId"`,
    lane: lifecycleId,
    since: Prisma.sql`t."askedAt"`,
    undone: Prisma.sql`t.state = 'asked'`,
    ready: begun,
  },
  /** A fact that waits for its lifecycle. */
  fact: {
    table: Prisma.sql`waiting_facts`,
    columns: Prisma.sql`t.*`,
    id: Prisma.sql`t."lifecycleId" || '/' || t.id`,
    lane: lifecycleId,
    since: Prisma.sql`t."keptAt"`,
    undone: Prisma.sql`true`,
    ready: begun,
  },
  /** An amendment that a running lifecycle of its deal has not heard of: the one that was told may have ended first. */
  amendment: {
    table: Prisma.sql`amendments`,
    columns: Prisma.sql`t."dealId", t.id`,
    id: Prisma.sql`t."dealId" || '/' || t.id`,
    since: Prisma.sql`t."createdAt"`,
    undone: Prisma.sql`t.unheard <> '{}' and exists (
      select from lifecycles l where l."dealId" = t."dealId" and l."productCode" = any(t.unheard)
        and l.stage = any(${[...runningStages]}))`,
  },
  /** A change of a bucket that its lifecycle was never told. */
  bucket: {
    table: Prisma.sql`buckets`,
    columns: Prisma.sql`t."lifecycleId", t.kind, t.bucket, t.changes, t."changedAt",
      (select k.name from signal_kinds k where k.code = t.kind) as name`,
    id: Prisma.sql`t."lifecycleId" || '/' || t.kind`,
    lane: lifecycleId,
    since: Prisma.sql`t."changedAt"`,
    undone: Prisma.sql`t.bucket <> '' and t.told is distinct from t.bucket and exists (
      select from lifecycles l where l.id = t."lifecycleId" and l.stage = any(${[...runningStages]}))`,
    ready: begun,
  },
} as const satisfies { readonly [kind: string]: Undone };

export type UndoneKind = keyof typeof kinds;

interface About {
  readonly lifecycleId: string | null;
}
interface KnownById {
  readonly id: string;
}

/** What is read of a piece of each kind. */
interface UndoneRows {
  readonly lifecycle: KnownById & { readonly seed: unknown; readonly createdAt: Date };
  readonly mail: About & { readonly key: string; readonly round: number; readonly kind: string; readonly role: string };
  readonly webhook: About & { readonly key: string; readonly round: number; readonly type: string };
  readonly job: KnownById & { readonly kind: string; readonly state: string; readonly round: number };
  readonly feed: KnownById;
  readonly target: KnownById;
  readonly rep: KnownById;
  readonly lost: KnownById;
  readonly decision: Prisma.DecisionGetPayload<object>;
  readonly fact: Prisma.WaitingFactGetPayload<object>;
  readonly amendment: KnownById & { readonly dealId: string };
  readonly bucket: UntoldBucketRow;
}

export type LeftUndone<K extends UndoneKind> = UndoneRows[K] & TriedPiece;

const ownsWorkflow = (kind: string): kind is OwnWorkflowKind => Object.hasOwn(ownWorkflows, kind);

type ReadForUndone = Pick<Database, '$queryRaw' | 'rep'>;

/** What of a kind is undone since before a moment. */
async function conditionOf(db: ReadForUndone, kind: UndoneKind, before: Date): Promise<Prisma.Sql> {
  const { since, undone }: Undone = kinds[kind];
  const lives = ownsWorkflow(kind) ? await livesNow(db, kind) : Prisma.sql`true`;
  return Prisma.sql`${undone} and ${lives} and ${since} < ${before}`;
}

/** The next pieces of a kind that are undone since before a moment, but for those that wait for their next try. */
export async function leftUndone<K extends UndoneKind>(
  db: ReadForUndone,
  kind: K,
  before: Date,
  limit: number,
): Promise<readonly LeftUndone<K>[]> {
  const { table, columns, id, since, lane, ready = Prisma.sql`true` }: Undone = kinds[kind];
  return db.$queryRaw<LeftUndone<K>[]>`
    select ${columns}, ${id} as "tryId", ${lane ?? Prisma.sql`null::text`} as lane, coalesce(s.tries, 0) as tries
    from ${table} t left join sweep_tries s on s.kind = ${kind} and s.id = ${id}
    where ${await conditionOf(db, kind, before)} and ${ready} and (s."nextAt" is null or s."nextAt" <= clock_timestamp())
    order by s."triedAt" nulls first,
      row_number() over (partition by ${lane ?? id} order by s."triedAt" nulls first, ${since}), ${since}
    limit ${limit}`;
}

/** Whose lifecycle, or which piece, of a kind is undone since before a moment; the longest first. */
async function undoneSince(db: ReadForUndone, kind: UndoneKind, before: Date): Promise<readonly string[]> {
  const { table, id, since, lane }: Undone = kinds[kind];
  const rows = await db.$queryRaw<{ who: string }[]>`
    select ${lane ?? id} as who from ${table} t where ${await conditionOf(db, kind, before)} order by ${since}`;
  return rows.map(({ who }) => who);
}

const refusedRead = 20;

/** What has waited since before a moment, whatever it is; and mails that were refused for good, the newest first. */
export async function waitingSince(
  db: ReadForUndone & Pick<Database, 'mail'>,
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
    undoneSince(db, 'fact', before),
    undoneSince(db, 'decision', before),
    undoneSince(db, 'mail', before),
    db.mail.findMany({
      where: { state: 'waiting', startedAt: { not: null }, lastError: { not: null }, createdAt: { lt: before } },
      select: { key: true },
    }),
    // Refused mails are never deleted: of all but the newest only the number is read.
    db.mail.findMany({ where: isRefused, select: { key: true }, orderBy: { createdAt: 'desc' }, take: refusedRead }),
    db.mail.count({ where: isRefused }),
  ]);
  return {
    facts,
    decisions,
    unsent,
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
