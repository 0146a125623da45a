/** Waits until the read model has caught up with a lifecycle. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../prisma/client';

const betweenLooksMs = 50;

/** Returns once the row of a lifecycle has its event `seq`, and at the limit in any case. */
export async function untilCaughtUp(db: Database, id: string, seq: number, limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    const row = await db.lifecycle.findUnique({ where: { id }, select: { seq: true } });
    if (row === null || row.seq >= seq) return;
    await sleep(betweenLooksMs);
  }
}
