/** Reads a CSV: what each row says, and what its columns are called. */
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse as parseCsv } from 'csv-parse';
import { wrongFile } from '../http/problems';
import { storable } from '../http/storable';

const contactFields = ['Id', 'Name', 'Email', 'Level', 'Role', 'Birthday', 'Phone', 'Language', 'Channel'] as const;
const contactPrefixes = ['contact', 'contact2', 'contact3', 'contact4', 'contact5'] as const;

type Kind = 'text' | 'number' | 'minor units' | 'yes or no' | 'list';

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
  ['autoRenews', '/product/autoRenews', 'yes or no'],
  ['noticeDays', '/product/noticeDays', 'number'],
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

/** How people and spreadsheets write it. */
const yesOrNo: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

function cell(text: string, kind: Kind): unknown {
  if (kind === 'list') return text.split(';').map((one) => one.trim());
  if (kind === 'yes or no') return yesOrNo[text.toLowerCase()] ?? text;
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

function csvRow(record: Readonly<Record<string, string>>): unknown {
  const value: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(record)) {
    const column = columns[name];
    if (column === undefined || text === '') continue;
    put(value, column.pointer.slice(1).split('/'), cell(text, column.kind));
  }
  // Contacts were put in by their place; those that are empty are left out.
  if (isBag(value.contacts)) value.contacts = Object.values(value.contacts);
  return value;
}

/** The column that people know a field by, of its JSON Pointer. */
export const columnOf = (pointer: string): string =>
  Object.entries(columns).find(([, column]) => column.pointer === pointer)?.[0] ??
  Object.entries(columns).find(([, column]) => column.pointer.startsWith(`${pointer}/`))?.[0] ??
  pointer;

/** A long list of names, cut for people. */
const namesShown = (names: readonly string[]): string =>
  [...names.slice(0, 20).map((name) => storable(name.slice(0, 64))), ...(names.length > 20 ? ['…'] : [])].join(', ');

/** What the rows say, each as a line of NDJSON would. Throws a 422 `Problem` for what is no CSV, has columns that are none, or one twice. */
export async function* readCsv(texts: AsyncIterable<string>): AsyncGenerator {
  const records = parseCsv({
    bom: true,
    columns: (header: string[]) => {
      const names = header.map((name) => name.trim());
      const unknown = names.filter((name) => !Object.hasOwn(columns, name));
      if (unknown.length > 0)
        throw wrongFile(`There are no such columns: ${namesShown(unknown)}. There are: ${importColumns.join(', ')}.`);
      const twice = [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
      if (twice.length > 0) throw wrongFile(`These columns are there more than once: ${namesShown(twice)}.`);
      return names;
    },
    skip_empty_lines: true,
    trim: true,
    max_record_size: 200_000,
  });
  // What goes wrong comes out of `records`.
  pipeline(Readable.from(texts), records, () => undefined);
  try {
    for await (const record of records as AsyncIterable<Readonly<Record<string, string>>>) yield csvRow(record);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw wrongFile(`The file is not valid CSV: ${storable(error.message.slice(0, 300))}`);
  }
}
