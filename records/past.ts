/** What came along with an import of the time before: days and ids for histories, words for PostgreSQL. */
import type { Entry, Seed } from '../domain/core/concern';
import type { Prisma } from '../prisma/client';
import type { EntryOf } from './columns/jobs';
import { inLockOrder } from './one-per-key';

const idOfWords = (lifecycleId: string, index: number): string => `n_past.${lifecycleId}.${index}`;

/** How a line enters, with what a history may know of its past. */
export function entryWithPast({ entry, past = [] }: EntryOf, lifecycleId: string): Entry {
  if (past.length === 0) return entry;
  const told = past.map(({ words, ...one }, index) => ({
    ...one,
    ...(words === undefined ? {} : { note: idOfWords(lifecycleId, index) }),
  }));
  return { ...entry, past: told };
}

/** Keeps the words of the past of deals, in the order of their seeds. */
export async function writePast(
  tx: Pick<Prisma.TransactionClient, 'note'>,
  sold: readonly { readonly entries?: Readonly<Record<string, EntryOf>> }[],
  seeds: readonly (readonly Seed[])[],
): Promise<void> {
  const notes = sold.flatMap(({ entries = {} }, place) =>
    (seeds[place] ?? []).flatMap(({ lifecycleId, product }) =>
      (entries[product.code]?.past ?? []).flatMap(({ words }, index) =>
        words === undefined ? [] : [{ id: idOfWords(lifecycleId, index), lifecycleId, words }],
      ),
    ),
  );
  if (notes.length > 0) await tx.note.createMany({ data: inLockOrder(notes, ({ id }) => id), skipDuplicates: true });
}
