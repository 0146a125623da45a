/**
 * What earlier versions said in ids alone, read here and nowhere else. Whatever is written now carries it in a
 * field; these readings stay as they are for as long as a history of that time may be read.
 */

/** The place of a plan in its programme. Ledgers of version 1 have it in the id alone: `touch-3` is the third. */
export function ordinalOf({ id, ordinal }: { readonly id: string; readonly ordinal?: number }): number {
  return ordinal ?? Number(id.slice(id.lastIndexOf('-') + 1));
}
