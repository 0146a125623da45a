/**
 * Reads an import's file, CSV or NDJSON, with one product line a row, piece by piece. Puts rows together into deals, and
 * names errors by row and field. What it holds is bounded by `largestImport`, whatever is sent.
 */
import { z } from 'zod';
import { hasRunOut } from '../../domain/core/contract';
import type { Deal } from '../../domain/core/deal';
import type { CivilDate } from '../../domain/core/json';
import { runningStages } from '../../domain/core/stages';
import { canonical } from '../http/idempotency';
import { fieldErrors, Problem, wrongFile } from '../http/problems';
import { storable, unstorable } from '../http/storable';
import { civilDate, repId, stepCode, wholeNumber } from '../schemas/common';
import { contractHasEnded, importedProduct, noticeWithinTerm } from '../schemas/deal-parts';
import { deal, mostProducts } from '../schemas/deals';
import { columnOf, readCsv } from './csv';

export const importTypes = ['text/csv', 'application/x-ndjson'] as const;
export const largestImport = { bytes: 48_000_000, rows: 50_000 } as const;

/** A line of NDJSON that is longer is none that anybody wrote. */
const longestLine = 1_000_000;
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
  })
  .superRefine(({ product }, context) => noticeWithinTerm(product, ['product'], context));
export type ImportedLine = z.output<typeof importRow>;

export interface RowError {
  /** The deal that it spoils; nothing of it is taken over. */
  readonly dealId: string;
  /** Row of the file, counted from 1; of a CSV without its header. */
  readonly row: number;
  /** A CSV's column, or a JSON Pointer. */
  readonly field: string;
  readonly detail: string;
}

/** A deal as the rows of the file tell it. */
export interface ImportedDeal {
  readonly deal: Deal;
  /** The lines, in the order of `deal.products`, each with its row. */
  readonly lines: readonly { readonly row: number; readonly line: ImportedLine }[];
}

export interface ImportFile {
  readonly rows: number;
  readonly deals: readonly ImportedDeal[];
  readonly errors: readonly RowError[];
}

/** The column or pointer that people know a field by. */
type FieldOf = (pointer: string) => string;

async function* textOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** The lines that are not empty, each with its number. */
async function* linesIn(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let number = 1;
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.length > longestLine) throw tooLong(number);
      if (line.trim() !== '') yield line;
      number += 1;
    }
    if (rest.length > longestLine) throw tooLong(number);
  }
  if (rest.trim() !== '') yield rest;
}

const tooLong = (line: number): Problem =>
  wrongFile(`Line ${line} of the file is longer than ${longestLine} characters.`);

/** A line that is no JSON. */
class BrokenLine {
  /** The deal that it names all the same, so that the others of its lines do not go on without it. */
  readonly dealId: string | undefined;
  constructor(line: string) {
    this.dealId = /"dealId"\s*:\s*"([\w-]{1,64})"/.exec(line)?.[1];
  }
}

async function* readNdjson(texts: AsyncIterable<string>): AsyncGenerator {
  for await (const line of linesIn(texts)) {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = new BrokenLine(line);
    }
    yield value;
  }
}

interface Checked {
  readonly row: number;
  readonly line: ImportedLine;
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

function dealOf(checked: readonly Checked[], first: Checked): ImportedDeal {
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
    lines: checked.map(({ row, line }) => ({ row, line })),
  };
}

const longestDealId = 64;
/** A deal's id as errors name it; one that was cut is no other deal's. */
const shownDealId = (given: string): string =>
  storable(given.length > longestDealId ? `${given.slice(0, longestDealId - 1)}…` : given);

/** What a row says, or what is wrong with it: that spoils the row's deal, wherever the row says which one that is. */
function checkRow(value: unknown, row: number, today: CivilDate, fieldOf: FieldOf): ImportedLine | readonly RowError[] {
  const of = (dealId: string, field: string, detail: string): RowError => ({ dealId, row, field, detail });
  if (value instanceof BrokenLine) return [of(value.dealId ?? `row ${row}`, '', 'This line is not valid JSON.')];
  const { data, error } = importRow.safeParse(value);
  if (data === undefined) {
    const given = z.looseObject({ dealId: z.string() }).safeParse(value).data?.dealId;
    const dealId = given === undefined ? `row ${row}` : shownDealId(given);
    return fieldErrors(error.issues)
      .slice(0, errorsOfRow)
      .map(({ pointer, detail }) => of(dealId, storable(fieldOf(pointer)), storable(detail)));
  }
  const lost = unstorable(data).slice(0, errorsOfRow);
  if (lost.length > 0) return lost.map(({ pointer, detail }) => of(data.dealId, fieldOf(pointer), detail));
  return hasRunOut(data.product, today) ? [of(data.dealId, fieldOf('/product/startsOn'), contractHasEnded)] : data;
}

/**
 * Reads the file as of a day; `onRows` hears now and then how many rows were read. Throws a 422 `Problem` when it cannot
 * be read at all, or is too long: as soon as that is known.
 */
export async function readImport(
  type: string,
  pieces: AsyncIterable<Uint8Array>,
  today: CivilDate,
  onRows: (rows: number) => Promise<void>,
): Promise<ImportFile> {
  const isCsv = type === 'text/csv';
  const texts = textOf(pieces);
  const fieldOf: FieldOf = isCsv ? columnOf : (pointer) => pointer;
  const errors: RowError[] = [];
  const deals = new Map<string, Checked[]>();
  let rows = 0;
  for await (const value of isCsv ? readCsv(texts) : readNdjson(texts)) {
    rows += 1;
    if (rows > largestImport.rows)
      throw wrongFile(`The file has more than ${largestImport.rows} rows; send at most ${largestImport.rows} at once.`);
    if (rows % rowsBetweenLooks === 0) await onRows(rows);
    const line = checkRow(value, rows, today, fieldOf);
    if (!('dealId' in line)) {
      errors.push(...line);
      continue;
    }
    const known = deals.get(line.dealId);
    if (known === undefined) deals.set(line.dealId, [{ row: rows, line }]);
    else known.push({ row: rows, line });
  }
  if (rows === 0) throw wrongFile('The file has no rows.');
  errors.push(...[...deals.values()].flatMap((checked) => conflicts(checked, fieldOf)));
  return {
    rows,
    deals: [...deals.values()].flatMap((checked) => (checked[0] === undefined ? [] : [dealOf(checked, checked[0])])),
    errors,
  };
}
