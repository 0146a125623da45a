/** Writes what happened: lines of the ledger, and the read model as it is after them. */
import type { Recorded } from '../domain/core/concern';
import { agenda, type LifecycleState } from '../domain/lifecycle';
import { successorOf } from '../domain/seam';
import type { Database, Prisma } from '../prisma/client';
import { columnsOf, listed } from './lifecycle-row';

type Writes = Pick<Database, '$executeRaw'>;

/**
 * The statement that writes events into the ledger; run, it returns how many lines. A workflow task that is repeated
 * records again, at a later moment and perhaps other events: the attempt that writes last wins.
 */
export function writeLedger(
  db: Writes,
  { seed, slices }: LifecycleState,
  events: readonly Recorded[],
): Prisma.PrismaPromise<number> {
  const reps = repsAt(slices.standing.rep, events);
  const rows = events.map(({ seq, at, event: { kind, ...data }, cause, by, note }, index) => ({
    seq,
    at,
    kind,
    data,
    cause,
    by,
    note,
    rep: reps[index],
  }));
  return db.$executeRaw`
    insert into ledger ("lifecycleId", seq, at, kind, data, cause, by, "noteId", "repId")
    select ${seed.lifecycleId}, seq, at, kind, data, cause, by, note, rep
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as told (seq int, at timestamptz, kind text, data jsonb, cause text, by text, note text, rep text)
    on conflict ("lifecycleId", seq) do update set
      at = excluded.at, kind = excluded.kind, data = excluded.data, cause = excluded.cause, by = excluded.by,
      "noteId" = excluded."noteId", "repId" = excluded."repId"`;
}

/** Who kept the lifecycle at each of those events, the last of them being `now`'s. */
function repsAt(now: string, events: readonly Recorded[]): readonly string[] {
  let rep = now;
  return events
    .toReversed()
    .map(({ event }) => {
      const then = rep;
      if (event.kind === 'reassigned') rep = event.from;
      return then;
    })
    .toReversed();
}

/** Columns that never change after the first row. */
const lasting: readonly string[] = ['id', 'dealId', 'clientId', 'productCode', 'term', 'seed', 'renewsOn'];

/** The read model never goes backwards: an older sequence changes nothing. */
export function writeSnapshot(db: Writes, state: LifecycleState): Prisma.PrismaPromise<number> {
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
