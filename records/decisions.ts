/** Decisions that were asked for, and what became of them. */
import type { Refusal } from '../domain/core/refusals';
import type { DecisionName, HappenedOf, Recorded, Via } from '../domain/core/concern';
import type { Database, Prisma } from '../prisma/client';
import { decisionOf } from './columns/answers';
import { asJson } from './columns/column';
import { inLockOrder } from './one-per-key';

/** Settles a decision as refused, unless its outcome is known already. A statement: awaited, it is run. */
export function settleRefused(
  db: Pick<Database, 'decision'>,
  updateId: string,
  code: Refusal,
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  return db.decision.updateMany({
    where: { updateId, state: 'asked' },
    data: { state: 'refused', outcome: { code } },
  });
}

/** What was decided is known from the moment it is recorded, even to a caller who got no answer. */
export function settleStanding(
  db: Pick<Database, 'decision'>,
  events: readonly Recorded[],
  via: { readonly [cause: string]: Via },
): readonly Prisma.PrismaPromise<unknown>[] {
  const last = new Map(
    events.flatMap(({ cause, seq }) =>
      cause !== undefined && via[cause] === 'decision' ? [[cause, seq] as const] : [],
    ),
  );
  return [...last].map(([updateId, seq]) =>
    db.decision.updateMany({ where: { updateId, state: 'asked' }, data: { state: 'stands', outcome: { seq } } }),
  );
}

/** Decisions without an outcome that were asked for before the last of those events fell due, the oldest first. */
export async function askedBefore(
  db: Database,
  lifecycleId: string,
  events: readonly Recorded[],
): Promise<readonly HappenedOf<DecisionName>[]> {
  const rows = await db.decision.findMany({
    where: { lifecycleId, state: 'asked', askedAt: { lte: events.at(-1)?.at ?? '' } },
    orderBy: { askedAt: 'asc' },
  });
  return rows.map((row) => ({ ...askedIn(row), via: 'decision' as const, acceptedAt: row.askedAt.toISOString() }));
}

/** The decision of a row as it is asked again, but for its moment; throws `BrokenRecord`. */
export function askedIn(row: Prisma.DecisionGetPayload<object>): HappenedOf<DecisionName> {
  return {
    ...decisionOf(row),
    id: row.updateId,
    ...(row.by === null ? {} : { by: row.by }),
    ...(row.noteId === null ? {} : { note: row.noteId }),
  };
}

/** Stores decisions that a lifecycle accepted, where they are not stored: their recording says what became of them. */
export async function storeAccepted(
  db: Pick<Database, 'decision'>,
  lifecycleId: string,
  accepted: readonly (HappenedOf<DecisionName> & { readonly at: Date })[],
): Promise<void> {
  await db.decision.createMany({
    data: inLockOrder(accepted, ({ id }) => id).map(({ id: updateId, name, data, by, note, at: askedAt }) => ({
      updateId,
      lifecycleId,
      name,
      data: asJson<object>(data),
      by: by ?? null,
      noteId: note ?? null,
      askedAt,
    })),
    skipDuplicates: true,
  });
}
