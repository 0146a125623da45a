/** Writes what happened: lines of the ledger, and the read model as it is after them. */
import { keepersAt } from '../domain/concerns/standing';
import type { Recorded } from '../domain/core/concern';
import { agenda, type LifecycleState } from '../domain/lifecycle';
import { successorOf } from '../domain/seam';
import { Prisma, type Database } from '../prisma/client';
import { stateOrNull } from './columns/lifecycles';
import { columnsOf, listed } from './lifecycle-row';

type Writes = Pick<Database, '$executeRaw'>;

/** The error by which PostgreSQL refuses other events under numbers that are recorded (see the migration `life_clock`). */
const overtaken = 'HF001';

/** True for the error of a recording that came too late: something else stands under its numbers. */
export function isOvertakenError(error: unknown): boolean {
  return error instanceof Error && 'meta' in error && JSON.stringify(error.meta).includes(overtaken);
}

/**
 * The statement that writes events into the ledger. A workflow task that is repeated records again: what is the same
 * stays, what is more is added. What differs from a line that is there fails the transaction: the first write stands.
 */
export function writeLedger(
  db: Writes,
  { seed, slices }: LifecycleState,
  events: readonly Recorded[],
): Prisma.PrismaPromise<number> {
  const keepers = keepersAt(
    slices.standing.rep,
    events.map(({ event }) => event),
  );
  const rows = linesOf(events).map((line, index) => ({ ...line, rep: keepers[index] }));
  return db.$executeRaw`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as told (seq int, at timestamptz, kind text, data jsonb, cause text, by text, note text, rep text)),
    written as (
      insert into ledger ("lifecycleId", seq, at, kind, data, cause, by, "noteId", "repId")
      select ${seed.lifecycleId}, seq, at, kind, data, cause, by, note, rep from told
      on conflict ("lifecycleId", seq) do nothing
      returning seq)
    select overtaken() from told t join ledger l on l."lifecycleId" = ${seed.lifecycleId} and l.seq = t.seq
    where ${differs}`;
}

/** True where the line in the ledger (`l`) says something else than the one to be written (`t`). */
const differs = Prisma.sql`(l.kind, l.at, l.data, l.cause) is distinct from (t.kind, t.at, t.data, t.cause)`;

const linesOf = (events: readonly Recorded[]) =>
  events.map(({ seq, at, event: { kind, ...data }, cause, by, note }) => ({ seq, at, kind, data, cause, by, note }));

/** How the record of a lifecycle stands to events that are to be recorded. */
export interface RecordStanding {
  /** The number of the last event that is recorded; null where the lifecycle is not stored at all. */
  readonly recordedSeq: number | null;
  /** Whether other events are recorded under their numbers. */
  readonly isOvertaken: boolean;
}

/** Looks how the record stands to those events. */
export async function standingOf(
  db: Pick<Database, '$queryRaw'>,
  lifecycleId: string,
  events: readonly Recorded[],
): Promise<RecordStanding> {
  const [row] = await db.$queryRaw<RecordStanding[]>`
    select (select seq from lifecycles where id = ${lifecycleId}) as "recordedSeq",
      exists (select 1 from ledger l
        join jsonb_to_recordset(${JSON.stringify(linesOf(events))}::jsonb)
          as t (seq int, at timestamptz, kind text, data jsonb, cause text) on l.seq = t.seq
        where l."lifecycleId" = ${lifecycleId} and ${differs}) as "isOvertaken"`;
  return row ?? { recordedSeq: null, isOvertaken: false };
}

/** Which of those messages caused events of the lifecycle: they are recorded. */
export async function causesAmong(
  db: Pick<Database, 'ledgerRow'>,
  lifecycleId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string | null>> {
  const rows = await db.ledgerRow.findMany({
    where: { lifecycleId, cause: { in: [...ids] } },
    select: { cause: true },
  });
  return new Set(rows.map(({ cause }) => cause));
}

/** The state of a row that was recorded last; null where only the first row was written, from the seed. */
export function recordedIn(row: {
  readonly id: string;
  readonly seq: number;
  readonly state: unknown;
}): LifecycleState | null {
  return row.seq === 0 ? null : stateOrNull(row);
}

/** The state that was recorded last; null where nothing was. */
export async function recordedState(
  db: Pick<Database, 'lifecycle'>,
  lifecycleId: string,
): Promise<LifecycleState | null> {
  const row = await db.lifecycle.findUnique({
    where: { id: lifecycleId },
    select: { id: true, seq: true, state: true },
  });
  return row === null ? null : recordedIn(row);
}

/** Once a next term has begun, its row lets go of what the earlier term handed over; nothing for any other recording. */
export function letGoOfSeam(
  db: Writes,
  { seed }: LifecycleState,
  events: readonly Recorded[],
): readonly Prisma.PrismaPromise<number>[] {
  if (seed.before === undefined || !events.some(({ event }) => event.kind === 'lifecycle-began')) return [];
  return [db.$executeRaw`update lifecycles set seed = ${JSON.stringify(seed)}::jsonb where id = ${seed.lifecycleId}`];
}

/** Columns that never change after the first row, but for what `letGoOfSeam` takes out of the seed. */
const lasting: readonly string[] = ['id', 'dealId', 'clientId', 'productCode', 'term', 'seed'];

/** The read model never goes backwards: an older sequence changes nothing. */
export function writeLifecycle(db: Writes, state: LifecycleState): Prisma.PrismaPromise<number> {
  const row = {
    ...columnsOf(state),
    seq: state.seq,
    successorId: successorOf(state),
    nextAt: agenda(state)[0]?.at ?? null,
  } satisfies { readonly [C in Prisma.LifecycleScalarFieldEnum]?: unknown };
  const names = Object.keys(row);
  const changing = names.filter((name) => !lasting.includes(name));
  return db.$executeRaw`
    insert into lifecycles (${listed(names)}, "startedAt")
    select ${listed(names)}, now() from jsonb_populate_record(null::lifecycles, ${JSON.stringify(row)}::jsonb)
    on conflict (id) do update set
      ${listed(changing, (name) => `"${name}" = excluded."${name}"`)},
      "startedAt" = coalesce(lifecycles."startedAt", excluded."startedAt")
    where lifecycles.seq <= excluded.seq`;
}
