/** What was recorded through mailed links. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../prisma/client';
import { receiptOf, type KeptReceipt } from './columns/answers';

/**
 * Keeps what was recorded through a link. The first receipt of a form stands, and none takes the place of a later
 * form's: the same form may be sent twice at once. A used link takes one more where it `amends` its receipt.
 */
export async function keepReceipt(
  db: Pick<Database, '$executeRaw'>,
  linkId: string,
  receipt: KeptReceipt & { readonly form: number; readonly amends: boolean },
): Promise<void> {
  const { amends, ...kept } = receipt;
  const { form, final } = kept;
  await db.$executeRaw`
    update links set receipt = ${JSON.stringify(kept)}::jsonb, "usedAt" = case when ${final} then now() end
    where id = ${linkId} and ("usedAt" is null or ${amends})
      and coalesce((receipt ->> 'form')::int, case when receipt is null then 0 else 1 end) < ${form}`;
}

/** What was recorded last through a link; null where nothing was. */
export async function receiptBehind(db: Pick<Database, 'link'>, linkId: string): Promise<KeptReceipt | null> {
  const row = await db.link.findUnique({ where: { id: linkId }, select: { id: true, receipt: true } });
  return row === null ? null : receiptOf(row);
}

const betweenLooksMs = 50;

/** Whether the form of that number is recorded through a link within so long: the same one, sent twice at once, may be under way. */
export async function isRecordedSoon(
  db: Pick<Database, 'link'>,
  linkId: string,
  form: number,
  limitMs: number,
): Promise<boolean> {
  for (const deadline = Date.now() + limitMs; ; await sleep(betweenLooksMs)) {
    const kept = await receiptBehind(db, linkId);
    if (kept !== null && (kept.form ?? 1) >= form) return true;
    if (Date.now() >= deadline) return false;
  }
}
