/** Decisions that were asked for, and what became of them. */
import type { Refusal } from '../domain/core/refusals';
import type { Database } from '../prisma/client';

/** Settles a decision as refused, unless its outcome is known already. */
export async function settleRefused(db: Database, updateId: string, code: Refusal): Promise<void> {
  await db.decision.updateMany({
    where: { updateId, state: 'asked' },
    data: { state: 'refused', outcome: { code } },
  });
}
