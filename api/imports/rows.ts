/** Reads an import's file, CSV or NDJSON, with one product line a row. Puts rows together into deals, and names errors by row and field. */
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { hasRunOut } from '../../domain/core/contract';
import type { Deal } from '../../domain/core/deal';
import type { CivilDate } from '../../domain/core/json';
import { runningStages } from '../../domain/core/stages';
import { canonical } from '../http/idempotency';
import { fieldErrors, Problem, wrongFile } from '../http/problems';
import { storable, unstorable, unstorableLine } from '../http/storable';
import { civilDate, repId, stepCode, wholeNumber } from '../schemas/common';
import { contractHasEnded, soldProduct as productLine } from '../schemas/deal-parts';
import { deal } from '../schemas/deals';

export const importTypes = ['text/csv', 'application/x-ndjson'] as const;
export const largestImport = { bytes: 48_000_000, rows: 50_000 } as const;

/** One row: a product line of a client who is there already. */
const importRow = z.strictObject({
  dealId: deal.shape.dealId,
  client: deal.shape.client,
  contacts: deal.shape.contacts,
  seller: deal.shape.seller,
  successCriteria: deal.shape.successCriteria,
  requirements: deal.shape.requirements,
  agreements: deal.shape.agreements,
  product: productLine.omit({ skipOnboarding: true }),
  term: wholeNumber(1, 200).default(1),
  stage: z.enum(runningStages).default('retention'),
  retainedSince: civilDate.optional(),
  lastTouchOn: civilDate.optional(),
  completedSteps: z.array(stepCode).max(50, 'At most 50.').optional(),
  rep: repId.optional(),
});
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

interface RawRow {
  readonly value: unknown;
  /** The column or pointer that people know a field by. */
  fieldOf(pointer: string): string;
}

const contactFields = ['Id', 'Name', 'Email', 'Level', 'Role', 'Birthday', 'Phone', 'Language', 'Channel'] as const;
const contactPrefixes = ['contact', 'contact2', 'contact3', 'contact4', 'contact5'] as const;

type Kind = 'text' | 'number' | 'minor units' | 'list';

/** Every column of a CSV: the field that it fills, and how its text is read where it is no plain text. */
const fields: readonly (readonly [name: string, pointer: string, kind?: Kind])[] = [
  ['dealId', '/dealId'],
  ['clientId', '/client/id'],
  ['clientName', '/client/name'],
  ['clientIndustry', '/client/industry'],
  ['clientCountry', '/client/country'],
  ['clientTimeZone', '/client/timeZone'],
  ...contactPrefixes.flatMap((prefix, index) =>
    contactFields.map((field) => [`${prefix}${field}`, `/contacts/${index}/${field.toLowerCase()}`] as const),
  ),
  ['sellerId', '/seller/id'],
  ['sellerName', '/seller/name'],
  ['sellerEmail', '/seller/email'],
  ['successCriteria', '/successCriteria'],
  ['productCode', '/product/code'],
  ['productName', '/product/name'],
  ['productType', '/product/type'],
  ['quantity', '/product/quantity', 'number'],
  ['annualAmount', '/product/annualValue/amount', 'minor units'],
  ['currency', '/product/annualValue/currency'],
  ['startsOn', '/product/startsOn'],
  ['termMonths', '/product/termMonths', 'number'],
  ['group', '/product/group'],
  ['term', '/term', 'number'],
  ['stage', '/stage'],
  ['retainedSince', '/retainedSince'],
  ['lastTouchOn', '/lastTouchOn'],
  ['completedSteps', '/completedSteps', 'list'],
  ['rep', '/rep'],
];
const columns: Readonly<Record<string, { readonly pointer: string; readonly kind: Kind }>> = Object.fromEntries(
  fields.map(([name, pointer, kind = 'text']) => [name, { pointer, kind }]),
);

/** Columns of a CSV, for people. */
export const importColumns = Object.keys(columns);

function cell(text: string, kind: Kind): unknown {
  if (kind === 'list') return text.split(';').map((one) => one.trim());
  // 12000.00 is no count of cents: whoever writes it means euros.
  if (kind === 'minor units') return /^\d+$/.test(text) ? Number(text) : text;
  return kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

const isBag = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function put(into: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const known = into[first];
  const inner = isBag(known) ? known : {};
  into[first] = inner;
  put(inner, rest, value);
}

function csvRow(record: Readonly<Record<string, string>>): RawRow {
  const value: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(record)) {
    const column = columns[name];
    if (column === undefined || text === '') continue;
    put(value, column.pointer.slice(1).split('/'), cell(text, column.kind));
  }
  // Contacts were put in by their place; those that are empty are left out.
  if (isBag(value.contacts)) value.contacts = Object.values(value.contacts);
  return {
    value,
    fieldOf: (pointer) =>
      Object.entries(columns).find(([, column]) => column.pointer === pointer)?.[0] ??
      Object.entries(columns).find(([, column]) => column.pointer.startsWith(`${pointer}/`))?.[0] ??
      pointer,
  };
}

function readCsv(text: string): readonly RawRow[] {
  try {
    const records = parseCsv<Record<string, string>>(text, {
      bom: true,
      columns: (header: string[]) => {
        const unknown = header.filter((name) => !Object.hasOwn(columns, name.trim()));
        if (unknown.length > 0)
          throw wrongFile(`There are no such columns: ${unknown.join(', ')}. There are: ${importColumns.join(', ')}.`);
        return header.map((name) => name.trim());
      },
      skip_empty_lines: true,
      trim: true,
      max_record_size: 200_000,
    });
    return records.map(csvRow);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw wrongFile(`The file is not valid CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readNdjson(text: string): readonly RawRow[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): RawRow => {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        value = undefined;
      }
      return { value, fieldOf: (pointer) => pointer };
    });
}

interface Checked {
  readonly row: number;
  readonly line: ImportedLine;
  readonly fieldOf: RawRow['fieldOf'];
}

/** Errors in rows of one deal that contradict each other. */
function conflicts(checked: readonly Checked[]): RowError[] {
  const [first] = checked;
  const errors: RowError[] = [];
  const codes = new Map<string, number>();
  const contacts = new Map<string, { row: number; is: string }>();
  for (const { row, line, fieldOf } of checked) {
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

/** Reads the file as of a day. Throws a 422 `Problem` when it cannot be read at all, or is too long. */
export function readImport(type: string, text: string, today: CivilDate): ImportFile {
  const line = unstorableLine(text);
  if (line !== null) throw wrongFile(`Line ${line} of the file holds characters that cannot be stored.`);
  const raw = type === 'text/csv' ? readCsv(text) : readNdjson(text);
  if (raw.length === 0) throw wrongFile('The file has no rows.');
  if (raw.length > largestImport.rows)
    throw wrongFile(`The file has ${raw.length} rows; send at most ${largestImport.rows} at once.`);
  const errors: RowError[] = [];
  const deals = new Map<string, Checked[]>();
  raw.forEach(({ value, fieldOf }, index) => {
    const row = index + 1;
    const parsed = importRow.safeParse(value);
    const lost = parsed.success ? unstorable(parsed.data) : [];
    if (lost.length > 0) {
      errors.push(
        ...lost.map(({ pointer, detail }) => ({ dealId: `row ${row}`, row, field: fieldOf(pointer), detail })),
      );
      return;
    }
    if (parsed.success) {
      const { dealId, product } = parsed.data;
      if (hasRunOut(product, today)) {
        errors.push({ dealId, row, field: fieldOf('/product/startsOn'), detail: contractHasEnded });
        return;
      }
      const known = deals.get(dealId) ?? [];
      known.push({ row, line: parsed.data, fieldOf });
      deals.set(dealId, known);
      return;
    }
    const given = isBag(value) ? value.dealId : undefined;
    const dealId = typeof given === 'string' ? storable(given.slice(0, 64)) : `row ${row}`;
    if (value === undefined) errors.push({ dealId, row, field: '', detail: 'This line is not valid JSON.' });
    else
      for (const { pointer, detail } of fieldErrors(parsed.error.issues))
        errors.push({ dealId, row, field: storable(fieldOf(pointer)), detail: storable(detail) });
  });
  errors.push(...[...deals.values()].flatMap(conflicts));
  return {
    rows: raw.length,
    deals: [...deals.values()].flatMap((checked) => (checked[0] === undefined ? [] : [dealOf(checked, checked[0])])),
    errors,
  };
}
