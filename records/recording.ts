/** Writes what happened: lines of the ledger, and the read model as it is after them. */
import { asksOf } from '../domain/told/asks';
import type { Recorded } from '../domain/core/concern';
import { renewsOn } from '../domain/core/contract';
import { agenda, type LifecycleState } from '../domain/lifecycle';
import { successorOf } from '../domain/seam';
import type { Database, Prisma } from '../prisma/client';
import { columnsOf } from './first-row';

type Writes = Pick<Database, '$executeRaw'>;

/** A workflow task that a crash repeated tells the same events at a slightly later moment: what it says last is true. */
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

/** The read model never goes backwards: an older sequence changes nothing. */
export function writeSnapshot(db: Writes, state: LifecycleState): Prisma.PrismaPromise<number> {
  const { seed, seq } = state;
  const { stage, groupId, repId, policyId, policyVersion, band, score } = columnsOf(state);
  const nextAt = agenda(state)[0]?.at ?? null;
  const asks = asksOf(state);
  const asksAt = asks[0]?.at ?? null;
  return db.$executeRaw`
    insert into lifecycles (id, "dealId", "clientId", "productCode", term, seed, "renewsOn", "startedAt",
                            seq, state, stage, "groupId", "repId", band, score, "successorId", "nextAt", asks, "asksAt",
                            "policyId", "policyVersion")
    values (${seed.lifecycleId}, ${seed.dealId}, ${seed.client.id}, ${seed.product.code}, ${seed.term}, ${JSON.stringify(seed)}::jsonb, ${renewsOn(seed.contract)}, now(),
            ${seq}, ${JSON.stringify(state)}::jsonb, ${stage}, ${groupId}, ${repId}, ${band}, ${score}, ${successorOf(state)}, ${nextAt}::timestamptz,
            ${JSON.stringify(asks)}::jsonb, ${asksAt}::timestamptz, ${policyId}, ${policyVersion})
    on conflict (id) do update set
      seq = excluded.seq, state = excluded.state, stage = excluded.stage, "groupId" = excluded."groupId", "repId" = excluded."repId",
      band = excluded.band, score = excluded.score, "successorId" = excluded."successorId", "nextAt" = excluded."nextAt",
      asks = excluded.asks, "asksAt" = excluded."asksAt",
      "policyId" = excluded."policyId", "policyVersion" = excluded."policyVersion",
      "startedAt" = coalesce(lifecycles."startedAt", excluded."startedAt")
    where lifecycles.seq <= excluded.seq`;
}
