/** Prints of facts: what was said first under an id. Kept for so long as a sender may send the same again. */
import type { Database } from '../prisma/client';
import { onePerKey } from './one-per-key';

export interface FactPrint {
  readonly lifecycleId: string;
  /** The id by which the fact counts once. */
  readonly id: string;
  readonly print: string;
}

/** Keeps the prints of ids that have none yet; returns those facts under whose id another fact was said before. */
export async function saidOtherwise<P extends FactPrint>(
  db: Pick<Database, '$queryRaw'>,
  facts: readonly P[],
): Promise<readonly P[]> {
  if (facts.length === 0) return [];
  const keyOf = ({ lifecycleId, id }: Omit<FactPrint, 'print'>): string => `${lifecycleId} ${id}`;
  // Of several under one id the first counts.
  const once = onePerKey(facts.toReversed().map((one) => [keyOf(one), one]));
  const kept = await db.$queryRaw<FactPrint[]>`
    insert into fact_prints as p ("lifecycleId", id, print)
    select "lifecycleId", id, print from jsonb_to_recordset(${once}::jsonb) as f ("lifecycleId" text, id text, print text)
    on conflict ("lifecycleId", id) do update set print = p.print
    returning "lifecycleId", id, print`;
  const prints = new Map(kept.map((row) => [keyOf(row), row.print]));
  return facts.filter((one) => prints.get(keyOf(one)) !== one.print);
}

/** Forgets prints that are older than anybody sends a fact again. */
export async function forgetOldPrints(db: Pick<Database, '$executeRaw'>): Promise<void> {
  await db.$executeRaw`delete from fact_prints where at < now() - interval '90 days'`;
}
