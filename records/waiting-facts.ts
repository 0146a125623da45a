/**
 * Facts that were accepted for a lifecycle whose workflow does not run: it has not begun yet, or it is lost and will be
 * started again. Only PostgreSQL knows that a lifecycle has ended, and only then may a fact be dropped.
 */
import type { FactName, HappenedOf } from '../domain/core/concern';
import { hasEnded } from '../domain/core/stages';
import type { Database, Prisma } from '../prisma/client';
import { asJson } from './columns/column';
import { stageOf } from './columns/lifecycles';
import { inLockOrder } from './one-per-key';

/** Whether the record says that a lifecycle has ended. One that is not stored at all cannot hear anything either. */
export async function hasEndedByRecord(db: Pick<Database, 'lifecycle'>, lifecycleId: string): Promise<boolean> {
  const row = await db.lifecycle.findUnique({ where: { id: lifecycleId }, select: { id: true, stage: true } });
  return row === null || hasEnded(stageOf(row));
}

/** What goes with a fact that waits. */
type KeptEnvelope = Omit<HappenedOf<FactName>, 'name' | 'data'> & { readonly data: object };

/** A fact that a lifecycle is still to hear. */
export interface KeptFact {
  readonly lifecycleId: string;
  readonly name: FactName;
  readonly envelope: KeptEnvelope;
}

/** Writes what belongs together with facts, in their transaction. */
export type Writing = (tx: Prisma.TransactionClient) => Promise<unknown>;

/** A statement that keeps facts, in their order, until their lifecycles have them; kept twice they are there once. */
export function keepingFacts(
  db: Pick<Database, 'waitingFact'>,
  facts: readonly KeptFact[],
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  const now = Date.now();
  const rows = facts.map(({ lifecycleId, name, envelope: { id, by, note, via, acceptedAt, data } }, index) => ({
    keptAt: new Date(now + index),
    lifecycleId,
    id,
    name,
    data: asJson<object>(data),
    by: by ?? null,
    noteId: note ?? null,
    via: via ?? null,
    acceptedAt: acceptedAt ?? null,
  }));
  return db.waitingFact.createMany({
    data: inLockOrder(rows, ({ lifecycleId, id }) => `${lifecycleId} ${id}`),
    skipDuplicates: true,
  });
}

/** What `sendOrKeep` must know of the record. */
export function lifecycleRecord(db: Pick<Database, 'lifecycle' | 'waitingFact'>): {
  hasEnded(lifecycleId: string): Promise<boolean>;
  keep(lifecycleId: string, name: FactName, envelope: KeptEnvelope): Promise<void>;
} {
  return {
    hasEnded: (lifecycleId) => hasEndedByRecord(db, lifecycleId),
    async keep(lifecycleId, name, envelope) {
      await keepingFacts(db, [{ lifecycleId, name, envelope }]);
    },
  };
}

/** A fact has reached its lifecycle, or nobody needs it any more. */
export async function waitsNoMore(
  db: Pick<Database, 'waitingFact'>,
  { lifecycleId, id }: { readonly lifecycleId: string; readonly id: string },
): Promise<void> {
  await db.waitingFact.deleteMany({ where: { lifecycleId, id } });
}
