/**
 * Reads an import's file, CSV or NDJSON, with one product line a row, piece by piece. Puts rows together into deals, and
 * names errors by row and field. What it holds is bounded by `largestImport`, whatever is sent.
 */
import { z } from 'zod';
import { hasRunOut } from '../../domain/core/contract';
import type { Deal } from '../../domain/core/deal';
import type { CivilDate } from '../../domain/core/json';
import { usualHabits, type Habits } from '../../domain/integrations/spreadsheet';
import { runningStages } from '../../domain/core/stages';
import { canonical } from '../http/idempotency';
import { wrongFile } from '../http/problems';
import { storable, unstorable } from '../http/storable';
import { civilDate, repId, stepCode, wholeNumber } from '../schemas/common';
import { contractHasEnded, importedProduct, noticeWithinTerm } from '../schemas/deal-parts';
import { deal, mostProducts } from '../schemas/deals';
import { columnOf, columnPlace } from './file-columns';
import { readCsv, type Reading } from './csv';
import { isPastRow, pastFields, pastOf, readPastRow, withPast, type PastRow } from './past';
import type { RowRead, WrongCell } from './row-read';
import { BrokenLine, readNdjson } from './ndjson';
import type { PastSaid } from '../../records/columns/jobs';
import { issuesInWords } from './row-words';
import type { Separator } from './separator';

export const importTypes = ['text/csv', 'application/x-ndjson'] as const;
export const largestImport = { bytes: 48_000_000, rows: 50_000 } as const;

/** So many things are named that are wrong in one row. */
const errorsOfRow = 50;
/** Rows between two looks at whether anybody still wants them. */
const rowsBetweenLooks = 1_000;

/** One row: a product line of a client who is there already. */
const importRow = z
  .strictObject({
    dealId: deal.shape.dealId,
    client: deal.shape.client,
    contacts: deal.shape.contacts,
    seller: deal.shape.seller,
    successCriteria: deal.shape.successCriteria,
    requirements: deal.shape.requirements,
    agreements: deal.shape.agreements,
    product: importedProduct,
    term: wholeNumber(1, 200).default(1),
    stage: z.enum(runningStages).default('retention'),
    retainedSince: civilDate.optional(),
    lastTouchOn: civilDate.optional(),
    completedSteps: z.array(stepCode).max(50, 'At most 50.').optional(),
    rep: repId.optional(),
    ...pastFields,
  })
  .superRefine(({ product }, context) => noticeWithinTerm(product, ['product'], context));
export type ImportedLine = z.output<typeof importRow>;

export interface RowError {
  /** The deal that it spoils; nothing of it is taken over. */
  readonly dealId: string;
  /** Row of the file, counted from 1; of a CSV without its header, and with its empty rows. */
  readonly row: number;
  /** A CSV's column, or a JSON Pointer. */
  readonly field: string;
  readonly detail: string;
}

/** A deal as the rows of the file tell it. */
export interface ImportedDeal {
  readonly deal: Deal;
  /** The lines, in the order of `deal.products`, each with its row. */
  readonly lines: readonly {
    readonly row: number;
    readonly line: ImportedLine;
    /** What came along of the time before, the oldest first. */
    readonly past: readonly PastSaid[];
  }[];
}

export interface ImportFile {
  readonly rows: number;
  readonly deals: readonly ImportedDeal[];
  readonly errors: readonly RowError[];
  /** By what the fields of a CSV are separated; null of NDJSON. */
  readonly separator: Separator | null;
}

/** The column or pointer that people know a field by. */
type FieldOf = (pointer: string) => string;

async function* textOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

interface Checked {
  readonly row: number;
  readonly line: ImportedLine;
  readonly said: readonly PastSaid[];
}

/** Errors in rows of one deal that contradict each other. */
function conflicts(checked: readonly Checked[], fieldOf: FieldOf): RowError[] {
  const [first] = checked;
  const errors: RowError[] = checked.slice(mostProducts).map(({ row, line }) => ({
    dealId: line.dealId,
    row,
    field: fieldOf('/product/code'),
    detail: `A deal has at most ${mostProducts} products.`,
  }));
  const codes = new Map<string, number>();
  const contacts = new Map<string, { row: number; is: string }>();
  for (const { row, line } of checked.slice(0, mostProducts)) {
    const { dealId, client, seller, product, contacts: named } = line;
    if (first !== undefined && canonical(client) !== canonical(first.line.client))
      errors.push({
        dealId,
        row,
        field: fieldOf('/client'),
        detail: `The client of this deal is another one in row ${first.row}.`,
      });
    if (first !== undefined && canonical(seller) !== canonical(first.line.seller))
      errors.push({
        dealId,
        row,
        field: fieldOf('/seller'),
        detail: `The seller of this deal is another one in row ${first.row}.`,
      });
    const before = codes.get(product.code);
    if (before !== undefined)
      errors.push({
        dealId,
        row,
        field: fieldOf('/product/code'),
        detail: `This deal has that product in row ${before} already.`,
      });
    codes.set(product.code, row);
    named.forEach((contact, index) => {
      const known = contacts.get(contact.id);
      if (known !== undefined && known.is !== canonical(contact))
        errors.push({
          dealId,
          row,
          field: fieldOf(`/contacts/${index}/id`),
          detail: `This contact is somebody else in row ${known.row}.`,
        });
      contacts.set(contact.id, { row, is: canonical(contact) });
    });
  }
  return errors;
}

const withoutUndefined = <T extends object>(value: T): T =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is undefined was not there to begin with
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

function dealOf(
  checked: readonly Checked[],
  first: Checked,
  past: ReadonlyMap<ImportedLine, readonly PastSaid[]>,
): ImportedDeal {
  const { dealId, client, seller, successCriteria, requirements, agreements } = first.line;
  const contacts = new Map(checked.flatMap(({ line }) => line.contacts.map((one) => [one.id, one] as const)));
  return {
    deal: withoutUndefined({
      dealId,
      client,
      contacts: [...contacts.values()],
      seller,
      successCriteria,
      requirements,
      agreements,
      products: checked.map(({ line }) => ({ ...line.product, skipOnboarding: line.stage === 'retention' })),
    }) as Deal,
    lines: checked.map(({ row, line }) => ({ row, line, past: past.get(line) ?? [] })),
  };
}

const longestDealId = 64;
/** A deal's id as errors name it; one that was cut is no other deal's. */
const shownDealId = (given: string): string =>
  storable(given.length > longestDealId ? `${given.slice(0, longestDealId - 1)}…` : given);

const garbled = 'It holds the sign for an unknown character (\uFFFD): the file was garbled before it came.';

/** Where a value holds what somebody's program could not read. */
function garbledIn(value: unknown, pointer = ''): { readonly pointer: string; readonly detail: string }[] {
  if (typeof value === 'string') return value.includes('\uFFFD') ? [{ pointer, detail: garbled }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => garbledIn(one, `${pointer}/${key}`));
}

/** What a row says, or what is wrong with it: that spoils the row's deal, wherever the row says which one that is. */
function checkRow(
  { row, value, wrong, perhaps }: RowRead,
  today: CivilDate,
  fieldOf: FieldOf,
): Checked | readonly RowError[] {
  const of = (dealId: string, field: string, detail: string): RowError => ({ dealId, row, field, detail });
  if (value instanceof BrokenLine) return [of(value.dealId ?? `row ${row}`, '', 'This line is not valid JSON.')];
  const { data, error } = importRow.safeParse(value);
  if (data === undefined || wrong.length > 0) {
    const given = z.looseObject({ dealId: z.string() }).safeParse(value).data?.dealId;
    const dealId = given === undefined ? `row ${row}` : shownDealId(given);
    const named = new Set(wrong.map(({ field }) => field));
    const others = issuesInWords(error?.issues ?? [], value).flatMap(({ pointer, detail }) => {
      const field = storable(fieldOf(pointer));
      return named.has(field) ? [] : [of(dealId, field, storable(detail))];
    });
    const cells = [...(perhaps === undefined ? [] : [perhaps]), ...wrong].map(({ field, detail }) =>
      of(dealId, field, storable(detail)),
    );
    return [...cells, ...others].toSorted((a, b) => columnPlace(a.field) - columnPlace(b.field)).slice(0, errorsOfRow);
  }
  const lost = [...unstorable(data), ...garbledIn(data)].slice(0, errorsOfRow);
  if (lost.length > 0) return lost.map(({ pointer, detail }) => of(data.dealId, fieldOf(pointer), detail));
  if (hasRunOut(data.product, today)) return [of(data.dealId, fieldOf('/product/startsOn'), contractHasEnded)];
  const said = pastOf(data, today);
  return 'pointer' in said ? [of(data.dealId, fieldOf(said.pointer), said.detail)] : { row, line: data, said };
}

/** What is wrong in a row that spoils nothing but itself. */
const alone = (row: number, { field, detail }: WrongCell): RowError => ({ dealId: `row ${row}`, row, field, detail });

/**
 * Reads the file as of a day, by what was said of it; `onRows` hears now and then how many rows were read. Throws a 422 `Problem` when it cannot
 * be read at all, or is too long: as soon as that is known.
 */
export async function readImport(
  type: string,
  pieces: AsyncIterable<Uint8Array>,
  today: CivilDate,
  onRows: (rows: number) => Promise<void>,
  habits: Habits = usualHabits,
): Promise<ImportFile> {
  const isCsv = type === 'text/csv';
  const reading: Reading = { habits, today };
  let separator: Separator | null = null;
  const texts = textOf(pieces);
  const fieldOf: FieldOf = isCsv ? columnOf : (pointer) => pointer;
  const errors: RowError[] = [];
  const deals = new Map<string, Checked[]>();
  const pastRows: PastRow[] = [];
  let rows = 0;
  const read = isCsv ? readCsv(texts, reading, (one) => void (separator = one)) : readNdjson(texts);
  for await (const one of read) {
    rows += 1;
    if (rows > largestImport.rows)
      throw wrongFile(`The file has more than ${largestImport.rows} rows; send at most ${largestImport.rows} at once.`);
    if (rows % rowsBetweenLooks === 0) await onRows(rows);
    if (isPastRow(one)) {
      const past = readPastRow(one, today, fieldOf);
      if ('said' in past) pastRows.push(past);
      else errors.push(...past.slice(0, errorsOfRow).map((cell) => alone(one.row, cell)));
      continue;
    }
    const checked = checkRow(one, today, fieldOf);
    if (!('line' in checked)) {
      errors.push(...checked);
      continue;
    }
    const known = deals.get(checked.line.dealId);
    if (known === undefined) deals.set(checked.line.dealId, [checked]);
    else known.push(checked);
  }
  if (rows === 0) throw wrongFile('The file has no rows.');
  errors.push(...[...deals.values()].flatMap((checked) => conflicts(checked, fieldOf)));
  const { past, homeless } = withPast([...deals.values()].flat(), pastRows);
  errors.push(...homeless.map(({ row, why }) => alone(row, { field: fieldOf('/dealId'), detail: why })));
  return {
    rows,
    deals: [...deals.values()].flatMap((checked) =>
      checked[0] === undefined ? [] : [dealOf(checked, checked[0], past)],
    ),
    errors,
    separator,
  };
}
