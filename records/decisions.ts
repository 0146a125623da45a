/** Decisions that were asked for, and what became of them. */
import type { Refusal } from '../domain/core/refusals';
import type { DecisionName, HappenedOf, Messages, Recorded, Via } from '../domain/core/concern';
import type { Database, Prisma } from '../prisma/client';
import { decisionOf } from './columns/answers';
import { asJson } from './columns/column';
import { inLockOrder } from './one-per-key';

/** What becomes of a decision: it is asked for until it stands or is refused. */
export const decisionStates = ['asked', 'stands', 'refused'] as const;

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

/** A decision as it is asked for, and of which lifecycle. */
export interface ToAsk {
  readonly id: string;
  readonly lifecycleId: string;
  readonly name: DecisionName;
  readonly data: Messages[DecisionName];
}

const repLeft: Refusal = 'rep-left';

/**
 * Why a decision is not asked for, whatever its lifecycle would say; null where it is. It stands beside every `decide`:
 * between the request and the asking an outage may lie, and nobody is given a client who left meanwhile. What its
 * lifecycle has taken already is asked for again, and answered as it was.
 */
export async function whyNotAsked(
  db: Pick<Database, 'rep' | 'ledgerRow'>,
  { id, lifecycleId, name, data }: ToAsk,
): Promise<Refusal | null> {
  if (name !== 'reassign' || !('rep' in data)) return null;
  const rep = await db.rep.findUnique({ where: { id: data.rep }, select: { leftAt: true } });
  if (rep !== null && rep.leftAt === null) return null;
  const taken = await db.ledgerRow.findFirst({ where: { lifecycleId, cause: id }, select: { seq: true } });
  return taken === null ? repLeft : null;
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
    db.decision.updateMany({
      // Its lifecycle may have taken it before we looked who works here: what is recorded is what counts.
      where: { updateId, OR: [{ state: 'asked' }, { state: 'refused', outcome: { equals: { code: repLeft } } }] },
      data: { state: 'stands', outcome: { seq } },
    }),
  );
}

/** Decisions without an outcome that are still asked for and were before the last of those events fell due, the oldest first. */
export async function askedBefore(
  db: Database,
  lifecycleId: string,
  events: readonly Recorded[],
): Promise<readonly HappenedOf<DecisionName>[]> {
  const rows = await db.decision.findMany({
    where: { lifecycleId, state: 'asked', askedAt: { lte: events.at(-1)?.at ?? '' } },
    orderBy: { askedAt: 'asc' },
  });
  const asked = rows.map((row) => ({
    ...askedIn(row),
    via: 'decision' as const,
    acceptedAt: row.askedAt.toISOString(),
  }));
  const refused = await Promise.all(asked.map((one) => whyNotAsked(db, { ...one, lifecycleId })));
  return asked.filter((_, place) => refused[place] === null);
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
