/** Reads a CSV as spreadsheets write it: what each row says, and, in words, what a cell of it cannot mean. */
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse as parseCsv } from 'csv-parse';
import type { CivilDate } from '../../domain/core/json';
import {
  amountIn,
  dayInCell,
  plainNumber,
  yesOrNoIn,
  type CellRead,
  type Habits,
} from '../../domain/integrations/spreadsheet';
import { wrongFile } from '../http/problems';
import { columnsNamed, lettersOf, type FileColumn } from './file-columns';
import type { RowRead, WrongCell } from './row-read';
import { openTable, type Separator } from './separator';

/** How the file's table is to be read. */
export interface Reading {
  readonly habits: Habits;
  /** The day of the reading: years of two digits lie near it. */
  readonly today: CivilDate;
}

function cell(text: string, { kind }: FileColumn, currency: string, { habits, today }: Reading): CellRead<unknown> {
  switch (kind) {
    case 'list':
      return { is: text.split(/[;,|\n]/).flatMap((one) => (one.trim() === '' ? [] : [one.trim()])) };
    case 'yes or no':
      return { is: yesOrNoIn(text) ?? text };
    case 'amount':
      return amountIn(text, currency, habits);
    case 'number': {
      const plain = plainNumber(text, habits.decimals);
      return { is: plain === null ? text : Number(plain) };
    }
    case 'day':
    case 'birthday':
      return dayInCell(text, habits, today, kind);
    case 'word':
      return { is: wordIn(text) };
    case 'currency':
      return { is: text.toUpperCase() };
    case 'text':
      return { is: text };
  }
}

/** A word of ours, as the systems of sales write it: `E-Mail` is `email`. */
function wordIn(text: string): string {
  const word = text.toLowerCase().replaceAll(/[\s_]+/g, '-');
  return word === 'e-mail' ? 'email' : word;
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

const unquoted = 'Does a separator stand in a value that has no quotes around it?';

/** What a spreadsheet shows where a formula failed. */
const failedFormula = /^#(?:REF!|N\/A|NV|VALUE!|WERT!|NAME\?|DIV\/0!|BEZUG!|NULL!|NUM!|ZAHL!)$/i;

function rowOf(
  cells: readonly string[],
  columns: readonly (FileColumn | null)[],
  row: number,
  reading: Reading,
): RowRead {
  const value: Record<string, unknown> = {};
  const wrong: WrongCell[] = [];
  const currency = cells[columns.findIndex((column) => column?.kind === 'currency')]?.toUpperCase() ?? '';
  const beyond = cells.findIndex((text, index) => text !== '' && (columns[index] ?? null) === null);
  if (beyond >= 0)
    wrong.push({
      field: `column ${lettersOf(beyond)}`,
      detail: `There is a value in a column that has no name. ${unquoted}`,
    });
  columns.forEach((column, index) => {
    const text = cells[index] ?? '';
    if (column === null || text === '') return;
    const read: CellRead<unknown> = failedFormula.test(text)
      ? { wrong: `${text} is a formula that failed.` }
      : cell(text, column, currency, reading);
    if ('wrong' in read) wrong.push({ field: column.name, detail: read.wrong });
    put(value, column.pointer.slice(1).split('/'), 'wrong' in read ? text : read.is);
  });
  // Contacts were put in by their place; those that are empty are left out.
  if (isBag(value.contacts)) value.contacts = Object.values(value.contacts);
  if (cells.length <= columns.length) return { row, value, wrong };
  const detail = `The row is longer than the header. ${unquoted}`;
  return { row, value, wrong, perhaps: { field: `column ${lettersOf(columns.length)}`, detail } };
}

/** A cell without what spreadsheets put around it. Quotes with a blank after them are quotes all the same. */
function trimmed(text: string): string {
  const bare = text.trim();
  const quoted = /^"([^]*)"$/.exec(bare)?.[1];
  return quoted === undefined || /(?:^|[^"])"(?:[^"]|$)/.test(quoted.replaceAll('""', ''))
    ? bare
    : quoted.replaceAll('""', '"').trim();
}

/** What a parser says in its own words, said for people. */
function inWords({ code, records }: CsvError & { readonly records?: unknown }, headerAt: number): string {
  const row = typeof records === 'number' ? records + 1 - headerAt : 0;
  const where = row < 1 ? 'the header' : `row ${row}`;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `the quote that opens in ${where}, or before it, is never closed.`;
  if (code === 'CSV_MAX_RECORD_SIZE') return `${where} is too long. Is a quote that opens there never closed?`;
  return `${where} cannot be read.`;
}

/**
 * What the rows say. `onTable` hears how fields are separated. Rows without any value are passed over, though they count as
 * rows of the file. Throws a 422 `Problem` for what is no CSV, has columns that are none, or one twice.
 */
export async function* readCsv(
  pieces: AsyncIterable<string>,
  reading: Reading,
  onTable: (separator: Separator) => void,
): AsyncGenerator<RowRead> {
  const { separator, texts } = await openTable(pieces);
  onTable(separator);
  const records = parseCsv({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
    max_record_size: 200_000,
  });
  // What goes wrong comes out of `records`.
  pipeline(Readable.from(texts), records, () => undefined);
  let columns: readonly (FileColumn | null)[] | null = null;
  let [row, seen, headerAt] = [0, 0, 1];
  try {
    for await (const record of records as AsyncIterable<readonly string[]>) {
      seen += 1;
      const cells = record.map(trimmed);
      if (columns !== null) row += 1;
      if (cells.every((text) => text === '')) continue;
      if (columns !== null) yield rowOf(cells, columns, row, reading);
      else [columns, headerAt] = [columnsNamed(cells), seen];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw wrongFile(`The file is not valid CSV: ${inWords(error, headerAt)}`);
  }
}
