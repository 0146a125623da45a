/**
 * What is said in ids alone, read here and (frozen) in upcast.ts. These readings stay as they are for as long as a
 * history of that time may be read; whatever is new carries it in a field.
 */
import type { Via } from './concern';

/** The place of a plan in its programme. Ledgers of version 1 have it in the id alone: `touch-3` is the third. */
export function ordinalOf({ id, ordinal }: { readonly id: string; readonly ordinal?: number }): number {
  return ordinal ?? Number(id.slice(id.lastIndexOf('-') + 1));
}

/** Whom a birthday card was for. Ledgers before version 3 say it in the card's id alone: `birthday-<contact>-<year>`. */
export function cardContactOf({ item, about }: { readonly item: string; readonly about?: string }): string | null {
  return about ?? /^birthday-(.+)-\d{4}$/.exec(item)?.[1] ?? null;
}

/** How a message came. Those of earlier versions say it in their id alone. */
export function viaOf({ id, via }: { readonly id: string; readonly via?: Via }): Via | undefined {
  if (via !== undefined) return via;
  if (id.startsWith('u_')) return 'decision';
  return id.startsWith('s_') ? 'ours' : undefined;
}
