/** How far the record of lifecycles goes: what is held against their runs. */
import { hasEnded } from '../domain/core/stages';
import type { Database } from '../prisma/client';
import { stageOf } from './columns/lifecycles';
import { madeFromRuns } from './lost-rows';

/** How far the record of one lifecycle goes. */
export interface RecordedSoFar {
  readonly clientId: string;
  readonly seq: number;
  readonly hasEnded: boolean;
  /** When its newest events were recorded; null where nothing was. */
  readonly recordedAt: Date | null;
}

/** How far the records of those lifecycles go, by their ids; of one that is not stored, nothing. */
export async function recordsOf(
  db: Pick<Database, 'lifecycle'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordedSoFar>> {
  const rows = await db.lifecycle.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, clientId: true, seq: true, stage: true, recordedAt: true },
  });
  return new Map(
    rows.map((row) => {
      const { id, clientId, seq, recordedAt } = row;
      return [id, { clientId, seq, hasEnded: hasEnded(stageOf(row)), recordedAt }] as const;
    }),
  );
}

/** The number up to which the ledger of a lifecycle has every line, and the numbers of those that it has. */
export async function linesOfLedger(
  db: Pick<Database, 'ledgerRow'>,
  lifecycleId: string,
): Promise<{ readonly whole: number; readonly seqs: ReadonlySet<number> }> {
  const rows = await db.ledgerRow.findMany({ where: { lifecycleId }, select: { seq: true }, orderBy: { seq: 'asc' } });
  const seqs = new Set(rows.map(({ seq }) => seq));
  let whole = 0;
  while (seqs.has(whole + 1)) whole += 1;
  return { whole, seqs };
}

/** What was in the lost store alone, and is not guessed. */
export interface OnlyLost {
  /** Deals that were made from their runs: nobody knows their people and words. */
  readonly deals: readonly string[];
  /** Ids of words that lines of the ledger name, and that are not there. */
  readonly notes: readonly string[];
}

/** Looks for what was in the lost store alone. */
export async function onlyLost(db: Database): Promise<OnlyLost> {
  const [deals, notes] = await Promise.all([
    db.deal.findMany({ where: { fingerprint: madeFromRuns }, orderBy: { id: 'asc' }, select: { id: true } }),
    db.$queryRaw<{ id: string }[]>`
      select distinct l."noteId" as id from ledger l left join notes n on n.id = l."noteId"
      where l."noteId" is not null and n.id is null order by 1`,
  ]);
  return { deals: deals.map(({ id }) => id), notes: notes.map(({ id }) => id) };
}
