/**
 * What earlier versions said in ids alone, read here and nowhere else. Whatever is written now carries it in a
 * field; these readings stay as they are for as long as a history of that time may be read.
 */
import type { Via } from './concern';

/** The place of a plan in its programme. Ledgers of version 1 have it in the id alone: `touch-3` is the third. */
export function ordinalOf({ id, ordinal }: { readonly id: string; readonly ordinal?: number }): number {
  return ordinal ?? Number(id.slice(id.lastIndexOf('-') + 1));
}

/** How a message came. Those of earlier versions say it in their id alone. */
export function viaOf({ id, via }: { readonly id: string; readonly via?: Via }): Via | undefined {
  if (via !== undefined) return via;
  if (id.startsWith('u_')) return 'decision';
  return id.startsWith('s_') ? 'ours' : undefined;
}
