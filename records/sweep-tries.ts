/**
 * What the sweep tried: how often and when last, and when it tries again.
 *
 *   (not there) ──(tried in vain, or begun)──► waits until `nextAt` ──(tried again)──► waits longer
 *        ▲                                          └──(mended)──┐
 *        └───────────────────────────────────────────────────────┘
 */
import { backOffMs } from '../domain/core/back-off';
import type { Database, Prisma } from '../prisma/client';
import { inLockOrder } from './one-per-key';

/** What the tries know of a piece of work. */
export interface TriedPiece {
  /** Its id among the pieces of its kind. */
  readonly tryId: string;
  /** The lifecycle that has to answer; null where none has. */
  readonly lane: string | null;
  /** How often it was tried so far. */
  readonly tries: number;
}

/** Notes that pieces were tried: each comes again after its pause. */
export async function noteTries(
  db: Pick<Database, '$executeRaw'>,
  kind: string,
  pieces: readonly TriedPiece[],
  firstPauseMs: number,
): Promise<void> {
  const rows = inLockOrder(pieces, ({ tryId }) => tryId).map(({ tryId, lane, tries }) => ({
    id: tryId,
    lifecycleId: lane,
    tries: tries + 1,
    pauseMs: backOffMs(tries + 1, firstPauseMs),
  }));
  await db.$executeRaw`
    insert into sweep_tries (kind, id, "lifecycleId", tries, "triedAt", "nextAt")
    select ${kind}, id, "lifecycleId", tries, clock_timestamp(), clock_timestamp() + "pauseMs" * interval '1 millisecond'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id text, "lifecycleId" text, tries int, "pauseMs" float8)
    on conflict (kind, id) do update set tries = excluded.tries, "triedAt" = excluded."triedAt", "nextAt" = excluded."nextAt"`;
}

/** A piece is mended: its tries are forgotten. */
export function forgetTries(
  db: Pick<Database, 'sweepTry'>,
  kind: string,
  tryId: string,
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  return db.sweepTry.deleteMany({ where: { kind, id: tryId } });
}

/** A lifecycle runs again: what waited for it to answer counts as never tried. */
export async function forgetTriesOf(db: Pick<Database, 'sweepTry'>, lifecycleId: string): Promise<void> {
  await db.sweepTry.deleteMany({ where: { lifecycleId } });
}

/** Forgets the tries of what nobody had to try again for a day: it was mended otherwise. */
export async function forgetOldTries(db: Pick<Database, '$executeRaw'>): Promise<void> {
  await db.$executeRaw`delete from sweep_tries where "nextAt" < now() - interval '1 day'`;
}

/** Notes lifecycles whose workflows are lost, once each: the sweep starts them again. */
export async function noteLost(db: Pick<Database, '$executeRaw'>, lifecycleIds: readonly string[]): Promise<void> {
  await db.$executeRaw`
    insert into sweep_tries (kind, id, "nextAt")
    select 'lost', id, clock_timestamp() from unnest(${[...lifecycleIds]}::text[]) as id
    order by id
    on conflict do nothing`;
}
