/** What was recorded through mailed links. */
import type { Database } from '../prisma/client';
import type { KeptReceipt } from './columns/answers';

/**
 * Keeps what was recorded through a link. The first receipt of a form stands, and none takes the place of a later
 * form's: the same form may be sent twice at once.
 */
export async function keepReceipt(
  db: Pick<Database, '$executeRaw'>,
  linkId: string,
  receipt: KeptReceipt & { readonly form: number },
): Promise<void> {
  const { form, final } = receipt;
  await db.$executeRaw`
    update links set receipt = ${JSON.stringify(receipt)}::jsonb, "usedAt" = case when ${final} then now() end
    where id = ${linkId} and "usedAt" is null
      and coalesce((receipt ->> 'form')::int, case when receipt is null then 0 else 1 end) < ${form}`;
}
