/**
 * What comes along of the time before: on a line of the file, or, as the systems of sales export it, in rows of its own kind
 * that name their deal. Such a row that is wrong spoils nothing but itself.
 */
import { z } from 'zod';
import { groupBy } from '../../domain/core/grouped';
import { touchKinds } from '../../domain/core/item';
import type { CivilDate } from '../../domain/core/json';
import type { PastSaid } from '../../records/columns/jobs';
import { storable, unstorable } from '../http/storable';
import { civilDate, dealId, note } from '../schemas/common';
import { issuesInWords } from './row-words';
import type { RowRead, WrongCell } from './row-read';

/** So much of the past comes along with one line. */
export const mostPast = 50;

const pastTouch = z.strictObject({ on: civilDate, kind: z.enum(touchKinds), note });
/** What of the past a line may say itself. */
export const pastFields = {
  rowKind: z.enum(['line']).optional(),
  note,
  touches: z.array(pastTouch).max(mostPast, `At most ${mostPast}.`).optional(),
};

/** A row of its own kind: what else its columns hold is the line's to say. */
const pastRow = z.looseObject({
  rowKind: z.enum(['touch', 'note']),
  dealId,
  product: z.looseObject({ code: z.string() }).optional(),
  touch: z.strictObject({ on: civilDate.optional(), kind: z.enum(touchKinds).optional() }).optional(),
  note,
});

/** Something of the past that a row tells, and of which line of its deal; of every line where it names none. */
export interface PastRow {
  readonly row: number;
  readonly dealId: string;
  readonly code: string | null;
  readonly said: PastSaid;
}

const isOfTheFuture = 'That day has not come yet: of the past comes what has been.';

const saying = (words: string | undefined): Pick<PastSaid, 'words'> => (words === undefined ? {} : { words });

/** What a line says of its past, the oldest first; or what of it cannot be. */
export function pastOf(
  line: { readonly note?: string | undefined; readonly touches?: readonly z.output<typeof pastTouch>[] | undefined },
  today: CivilDate,
): readonly PastSaid[] | { readonly pointer: string; readonly detail: string } {
  const { touches = [] } = line;
  const ahead = touches.findIndex(({ on }) => on > today);
  if (ahead >= 0) return { pointer: `/touches/${ahead}/on`, detail: isOfTheFuture };
  const said = touches.map(({ on, kind, note: words }): PastSaid => ({ on, touchKind: kind, ...saying(words) }));
  return [...(line.note === undefined ? [] : [{ words: line.note }]), ...said];
}

/** True of a row of its own kind. */
export const isPastRow = ({ value }: RowRead): boolean =>
  typeof value === 'object' && value !== null && 'rowKind' in value && value.rowKind !== 'line';

/** What a row of its own kind says, or what is wrong with it. */
export function readPastRow(
  { row, value, wrong }: RowRead,
  today: CivilDate,
  fieldOf: (pointer: string) => string,
): PastRow | readonly WrongCell[] {
  const { data, error } = pastRow.safeParse(value);
  const named = new Set(wrong.map(({ field }) => field));
  if (data === undefined || wrong.length > 0) {
    const others = issuesInWords(error?.issues ?? [], value).map(({ pointer, detail }) => ({
      field: storable(fieldOf(pointer)),
      detail: storable(detail),
    }));
    return [...wrong, ...others.filter(({ field }) => !named.has(field))];
  }
  const cell = (pointer: string, detail: string): readonly WrongCell[] => [{ field: fieldOf(pointer), detail }];
  const [lost] = unstorable(data.note, '/note');
  if (lost !== undefined) return cell(lost.pointer, lost.detail);
  const { on, kind } = data.touch ?? {};
  const isTouch = data.rowKind === 'touch';
  if (isTouch && on === undefined) return cell('/touch/on', 'It is missing.');
  if (isTouch && kind === undefined) return cell('/touch/kind', 'It is missing.');
  if (!isTouch && data.note === undefined) return cell('/note', 'It is missing.');
  if (on !== undefined && on > today) return cell('/touch/on', isOfTheFuture);
  const said: PastSaid = {
    ...(on === undefined ? {} : { on }),
    ...(isTouch && kind !== undefined ? { touchKind: kind } : {}),
    ...saying(data.note),
  };
  return { row, dealId: data.dealId, code: data.product?.code ?? null, said };
}

const isBefore = ({ on: one = '' }: PastSaid, { on: other = '' }: PastSaid): number =>
  one < other ? -1 : one > other ? 1 : 0;

/** The day of the last touch of a past. */
export const lastTouchIn = (past: readonly PastSaid[]): CivilDate | null =>
  past.findLast(({ on, touchKind }) => on !== undefined && touchKind !== undefined)?.on ?? null;

/** The past of each line, the oldest first: what the line said, and what rows say of it. Rows that name no line are named. */
export function withPast<L extends { readonly dealId: string; readonly product: { readonly code: string } }>(
  lines: readonly { readonly line: L; readonly said: readonly PastSaid[] }[],
  rows: readonly PastRow[],
): {
  readonly past: ReadonlyMap<L, readonly PastSaid[]>;
  readonly homeless: readonly (PastRow & { readonly why: string })[];
} {
  const past = new Map(lines.map(({ line, said }) => [line, [...said]]));
  const ofDeal = groupBy([...past.keys()], (line) => line.dealId);
  const homeless: (PastRow & { readonly why: string })[] = [];
  for (const one of rows) {
    const of = (ofDeal.get(one.dealId) ?? []).filter(({ product }) => one.code === null || product.code === one.code);
    if (of.length === 0)
      homeless.push({ ...one, why: 'The file has no such line: what happened comes along with its line.' });
    else if (of.some((line) => (past.get(line)?.length ?? 0) >= mostPast))
      homeless.push({ ...one, why: `At most ${mostPast} touches and notes come along with a line.` });
    else for (const line of of) past.get(line)?.push(one.said);
  }
  return {
    past: new Map([...past].map(([line, said]) => [line, said.toSorted(isBefore)])),
    homeless,
  };
}
