/**
 * Readings (usage, open tickets) and the buckets in which they lie: a fixed number of queries, however many there are.
 *
 *   empty ──(the first reading)──► untold ──(its lifecycle was told: `markTold`)──► told
 *                                    ▲ └─► untold: a reading in another bucket       │
 *                                    └──(a reading in another bucket, or silence)────┘
 *
 * A bucket is untold while `told` differs from `bucket`. `changes` counts, so a change while it is being told is not lost.
 */
import {
  bucketOf,
  ownBucketAfter,
  silentBefore,
  type Bucket,
  type OwnThresholds,
  type ReadingKind,
} from '../domain/core/reading';
import type { Instant } from '../domain/core/json';
import type { Database, Prisma } from '../prisma/client';
import { keptBucketOf } from './columns/readings';
import { onePerKey } from './one-per-key';
import { running } from './running-lifecycles';

export type NewReading = {
  readonly lifecycleId: string;
  /** The id under which the reading counts once. */
  readonly eventId: string;
  readonly value: number;
  /** When it was taken. It is shown; nothing is decided by it. */
  readonly at: string | null;
} & (
  | { readonly kind: ReadingKind; readonly own?: never }
  /** Of the house's own: `kind` is its code. */
  | { readonly kind: string; readonly own: OwnThresholds }
);

/** The bucket in which a reading lies, after the one before. */
const bucketAfter = (one: NewReading, previous: string | null): string =>
  one.own === undefined ? bucketOf(one.kind, one.value, previous) : ownBucketAfter(one.value, one.own, previous);

/** A bucket that its lifecycle has not been told of. */
export type UntoldBucket = Bucket & {
  readonly lifecycleId: string;
  readonly changes: number;
  /** When it came to lie there. */
  readonly changedAt: Instant;
};

/** A bucket as its row tells of it. */
export interface UntoldBucketRow {
  readonly lifecycleId: string;
  readonly kind: string;
  /** What a kind of the house's own is called; null for any other. */
  readonly name: string | null;
  /** Empty before the first reading. */
  readonly bucket: string;
  readonly changes: number;
  readonly changedAt: Date;
}

/** A bucket of a row; throws `BrokenRecord`. */
export const untoldOf = (row: UntoldBucketRow): UntoldBucket => ({
  ...keptBucketOf(row),
  lifecycleId: row.lifecycleId,
  changes: row.changes,
  changedAt: row.changedAt.toISOString(),
});

const pairOf = ({ lifecycleId, kind }: { readonly lifecycleId: string; readonly kind: string }): string =>
  `${lifecycleId} ${kind}`;

interface KeptReadings<R> {
  readonly kept: number;
  readonly untold: readonly UntoldBucket[];
  readonly otherwise: readonly R[];
}

/** Readings, or how they are taken in the transaction that keeps them, of what is held there. */
export type ReadingsToKeep<R> = readonly R[] | ((tx: Prisma.TransactionClient) => Promise<readonly R[]>);

/**
 * Keeps readings, each once per `eventId`, in one transaction with the buckets they fall into. Returns how many
 * were new, every bucket among theirs that is still to be told, and the readings whose `eventId` is another one's.
 */
export async function keepReadings<R extends NewReading>(
  db: Database,
  readings: ReadingsToKeep<R>,
): Promise<KeptReadings<R>> {
  return db.$transaction(async (tx) => keepIn(tx, typeof readings === 'function' ? await readings(tx) : readings));
}

async function keepIn<R extends NewReading>(
  tx: Prisma.TransactionClient,
  readings: readonly R[],
): Promise<KeptReadings<R>> {
  if (readings.length === 0) return { kept: 0, untold: [], otherwise: [] };
  // Of several with one id the first counts.
  const once = onePerKey(readings.toReversed().map((one) => [`${one.lifecycleId} ${one.eventId}`, one]));
  const fresh = await tx.$queryRaw<{ lifecycleId: string; eventId: string }[]>`
      insert into readings ("lifecycleId", "eventId", kind, value, at)
      select "lifecycleId", "eventId", kind, value, at
      from jsonb_to_recordset(${once}::jsonb)
        as r ("lifecycleId" text, "eventId" text, kind text, value float8, at timestamptz)
      on conflict do nothing
      returning "lifecycleId", "eventId"`;
  const isFresh = new Set(fresh.map(({ lifecycleId, eventId }) => `${lifecycleId} ${eventId}`));
  const otherwise = isFresh.size === readings.length ? [] : await differing(tx, readings);
  const pairs = [
    ...new Map(readings.map((one) => [pairOf(one), { lifecycleId: one.lifecycleId, kind: one.kind }])).values(),
  ];
  // Readings and buckets are written in one order each: of two batches with the same ones, one waits for the other.
  const rows = await tx.$queryRaw<(UntoldBucketRow & { told: string | null })[]>`
      insert into buckets ("lifecycleId", kind, bucket, changes)
      select "lifecycleId", kind, '', 0
      from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p ("lifecycleId" text, kind text)
      order by "lifecycleId", kind
      on conflict ("lifecycleId", kind) do update set "heardAt" = now()
      returning "lifecycleId", kind, bucket, told, changes, "changedAt",
        (select name from signal_kinds k where k.code = buckets.kind) as name`;
  const after = new Map(rows.map((row) => [pairOf(row), row.bucket]));
  for (const one of readings) {
    if (!isFresh.delete(`${one.lifecycleId} ${one.eventId}`)) continue;
    const previous = after.get(pairOf(one)) ?? '';
    after.set(pairOf(one), bucketAfter(one, previous === '' ? null : previous));
  }
  const now = rows.map((row) => {
    const bucket = after.get(pairOf(row)) ?? row.bucket;
    return bucket === row.bucket ? row : { ...row, bucket, changes: row.changes + 1, changedAt: new Date() };
  });
  const changed = now.filter(({ changes }, index) => changes !== rows[index]?.changes);
  if (changed.length > 0)
    await tx.$executeRaw`
        update buckets b set bucket = c.bucket, changes = c.changes, "changedAt" = now()
        from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as c ("lifecycleId" text, kind text, bucket text, changes int)
        where b."lifecycleId" = c."lifecycleId" and b.kind = c.kind`;
  return {
    otherwise,
    kept: fresh.length,
    untold: now.filter(({ bucket, told }) => bucket !== '' && bucket !== told).map(untoldOf),
  };
}

/** Those of the readings under whose id another reading is kept. */
async function differing<R extends NewReading>(
  db: Pick<Database, '$queryRaw'>,
  readings: readonly R[],
): Promise<readonly R[]> {
  const places = readings.map(({ lifecycleId, eventId, kind, value }, place) => ({
    place,
    lifecycleId,
    eventId,
    kind,
    value,
  }));
  const rows = await db.$queryRaw<{ place: number }[]>`
    select n.place from readings r
    join jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
      as n (place int, "lifecycleId" text, "eventId" text, kind text, value float8)
      on n."lifecycleId" = r."lifecycleId" and n."eventId" = r."eventId"
    where n.kind <> r.kind or n.value <> r.value`;
  const found = new Set(rows.map(({ place }) => place));
  return readings.filter((_, place) => found.has(place));
}

/** Notes which buckets were told; one that changed meanwhile stays untold. */
export async function markTold(db: Database, told: readonly UntoldBucket[]): Promise<void> {
  if (told.length === 0) return;
  const rows = told.map((one) => ({ ...one, kind: one.kind === 'own' ? one.code : one.kind }));
  await db.$executeRaw`
    with held as materialized (
      select b."lifecycleId", b.kind, c.bucket from buckets b
      join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c ("lifecycleId" text, kind text, bucket text, changes int)
        on b."lifecycleId" = c."lifecycleId" and b.kind = c.kind and b.changes = c.changes
      order by b."lifecycleId", b.kind for update of b)
    update buckets b set told = held.bucket from held
    where b."lifecycleId" = held."lifecycleId" and b.kind = held.kind`;
}

/**
 * Running lifecycles whose usage, or a signal of the house's own, nobody has reported for long enough (`silentBefore`) fall
 * silent there, all in one statement.
 * Returns how many. One that is being reported at this moment is not silent. `now` is the real clock (decision 12).
 */
export async function fallSilent(db: Database, now: Instant): Promise<number> {
  return db.$executeRaw`
    with held as materialized (
      select b."lifecycleId", b.kind from buckets b join lifecycles l on l.id = b."lifecycleId"
      where l.stage in (${running}) and b.kind <> 'tickets' and b.bucket not in ('', 'silent')
        and b."heardAt" < ${silentBefore(now)}::timestamptz
      order by b."lifecycleId", b.kind for update of b skip locked)
    update buckets b set bucket = 'silent', changes = b.changes + 1, "changedAt" = now() from held
    where b."lifecycleId" = held."lifecycleId" and b.kind = held.kind`;
}

/** Signals of a kind of the house's own fall silent in every lifecycle that runs. */
export async function silenceKind(tx: Pick<Database, '$executeRaw'>, kind: string): Promise<void> {
  await tx.$executeRaw`
    with held as materialized (
      select b."lifecycleId", b.kind from buckets b join lifecycles l on l.id = b."lifecycleId"
      where l.stage in (${running}) and b.kind = ${kind} and b.bucket not in ('', 'silent')
      order by b."lifecycleId" for update of b)
    update buckets b set bucket = 'silent', changes = b.changes + 1, "changedAt" = now() from held
    where b."lifecycleId" = held."lifecycleId" and b.kind = held.kind`;
}

/** The next term's readings go on from where they were. */
export function carryBuckets(
  db: Pick<Database, '$executeRaw'>,
  from: string,
  to: string,
): Prisma.PrismaPromise<number> {
  return db.$executeRaw`
    insert into buckets ("lifecycleId", kind, bucket, told, changes, "heardAt", "changedAt")
    select ${to}, kind, bucket, told, changes, "heardAt", "changedAt"
    from buckets where "lifecycleId" = ${from}
    on conflict do nothing`;
}
