import type { Refusal } from '../domain/refusals';
import type { Database } from './client';

/** Settles a decision as refused, unless its outcome is known already. */
export async function settleRefused(db: Database, updateId: string, code: Refusal): Promise<void> {
  await db.decision.updateMany({
    where: { updateId, state: 'asked' },
    data: { state: 'refused', outcome: { code } },
  });
}
