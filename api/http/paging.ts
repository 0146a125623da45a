/** Lists go page by page: one row more than was asked for says that there are more. */
import { wrong, type Problem } from './problems';

const encode = (value: string | number): string => Buffer.from(String(value)).toString('base64url');

const noCursor = (): Problem => wrong('/cursor', 'Use the cursor of an earlier page.', 'query');

/** Where the page before ended. Throws a 422 `Problem` for what no page gave. */
export function decodeCursor(cursor: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const place = bytes.toString();
  if (place.includes('\0') || !Buffer.from(place).equals(bytes)) throw noCursor();
  return place;
}

/** The cursor of a numbered list as a number; without a cursor, the number before `from`. Throws a 422 `Problem`. */
export function placeOf(cursor: string | undefined, from: number): number {
  const after = cursor === undefined ? from - 1 : Number(decodeCursor(cursor));
  if (!Number.isInteger(after) || after < from - 1 || after > 2_147_483_647) throw noCursor();
  return after;
}

/** The condition for the page after a cursor, in a list that goes by id. */
export function afterCursor(cursor: string | undefined): { readonly id?: { readonly gt: string } } {
  return cursor === undefined ? {} : { id: { gt: decodeCursor(cursor) } };
}

export interface Page<T> {
  readonly rows: readonly T[];
  /** `next`, while there are more. */
  readonly more: { readonly next?: string };
}

/** What says that there are more, after that place; null: there are none. */
export function nextPage(after: string | null): { readonly next?: string } {
  return after === null ? {} : { next: encode(after) };
}

/** The page of rows of which one more was read than `limit`. */
export function pageOf<T>(read: readonly T[], limit: number, placeOfRow: (row: T) => string | number): Page<T> {
  const rows = read.slice(0, limit);
  const last = rows.at(-1);
  return { rows, more: read.length > limit && last !== undefined ? { next: encode(placeOfRow(last)) } : {} };
}
