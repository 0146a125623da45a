/** The columns of a CSV: which field each fills, how its text is read, and how people's headers name them. */
import { wrongFile } from '../http/problems';
import { storable } from '../http/storable';

const contactFields = ['Id', 'Name', 'Email', 'Level', 'Role', 'Birthday', 'Phone', 'Language', 'Channel'] as const;
const contactPrefixes = ['contact', 'contact2', 'contact3', 'contact4', 'contact5'] as const;

export type CellKind = 'text' | 'number' | 'amount' | 'currency' | 'day' | 'birthday' | 'yes or no' | 'list' | 'word';

/** Every column of a CSV: the field that it fills, and how its text is read where it is no plain text. */
const fields: readonly (readonly [name: string, pointer: string, kind?: CellKind])[] = [
  ['dealId', '/dealId'],
  ['clientId', '/client/id'],
  ['clientName', '/client/name'],
  ['clientIndustry', '/client/industry'],
  ['clientCountry', '/client/country'],
  ['clientRegion', '/client/region'],
  ['clientTimeZone', '/client/timeZone'],
  ...contactPrefixes.flatMap((prefix, index) =>
    contactFields.map(
      (field) =>
        [
          `${prefix}${field}`,
          `/contacts/${index}/${field.toLowerCase()}`,
          field === 'Birthday' ? 'birthday' : 'text',
        ] as const,
    ),
  ),
  ['sellerId', '/seller/id'],
  ['sellerName', '/seller/name'],
  ['sellerEmail', '/seller/email'],
  ['successCriteria', '/successCriteria'],
  ['productCode', '/product/code'],
  ['productName', '/product/name'],
  ['productType', '/product/type'],
  ['quantity', '/product/quantity', 'number'],
  ['annualAmount', '/product/annualValue/amount', 'amount'],
  ['currency', '/product/annualValue/currency', 'currency'],
  ['startsOn', '/product/startsOn', 'day'],
  ['termMonths', '/product/termMonths', 'number'],
  ['autoRenews', '/product/autoRenews', 'yes or no'],
  ['noticeDays', '/product/noticeDays', 'number'],
  ['group', '/product/group'],
  ['term', '/term', 'number'],
  ['stage', '/stage'],
  ['retainedSince', '/retainedSince', 'day'],
  ['lastTouchOn', '/lastTouchOn', 'day'],
  ['completedSteps', '/completedSteps', 'list'],
  ['rep', '/rep'],
  ['note', '/note'],
  ['rowKind', '/rowKind', 'word'],
  ['touchOn', '/touch/on', 'day'],
  ['touchKind', '/touch/kind', 'word'],
];

export interface FileColumn {
  readonly name: string;
  readonly pointer: string;
  readonly kind: CellKind;
}
const columns: readonly FileColumn[] = fields.map(([name, pointer, kind = 'text']) => ({ name, pointer, kind }));

/** Columns of a CSV, for people. */
export const importColumns: readonly string[] = columns.map(({ name }) => name);

/** The column that people know a field by, of its JSON Pointer. */
export const columnOf = (pointer: string): string =>
  columns.find((column) => column.pointer === pointer)?.name ??
  columns.find((column) => column.pointer.startsWith(`${pointer}/`))?.name ??
  pointer;

/** The place of a column among all of them; -1 of what is none, which is told first. */
export const columnPlace = (name: string): number => importColumns.indexOf(name);

/** A header as it is compared: capitals, blanks, hyphens and underscores make no other column. */
const plainName = (header: string): string => header.toLowerCase().replaceAll(/[\s_\-\u00AD\u200B\uFEFF]/g, '');
const byPlainName: ReadonlyMap<string, FileColumn> = new Map(columns.map((one) => [plainName(one.name), one]));

/** The column that a header means. */
export const columnNamed = (header: string): FileColumn | undefined => byPlainName.get(plainName(header));

/** A long list of names, cut for people. */
const namesShown = (names: readonly string[]): string =>
  [...names.slice(0, 20).map((name) => storable(name.slice(0, 64))), ...(names.length > 20 ? ['…'] : [])].join(', ');

/**
 * The column of each header, in their order; null for one without a name. Throws a 422 `Problem` that names the headers that
 * mean no column, or the same one.
 */
export function columnsNamed(headers: readonly string[]): readonly (FileColumn | null)[] {
  if (headers.some((one) => /^[[{]/.test(one)) && headers.every((one) => columnNamed(one) === undefined))
    throw wrongFile('The file is not valid CSV: it begins as JSON does. Send NDJSON as application/x-ndjson.');
  const unknown = headers.filter((one) => one !== '' && columnNamed(one) === undefined);
  if (unknown.length > 0)
    throw wrongFile(`There are no such columns: ${namesShown(unknown)}. There are: ${importColumns.join(', ')}.`);
  const found = headers.map((one) => columnNamed(one) ?? null);
  const twice = [...new Set(found.filter((one, index) => one !== null && found.indexOf(one) < index))];
  if (twice.length > 0) {
    const written = twice.map((column) => {
      const ways = new Set(headers.filter((one) => columnNamed(one) === column));
      return ways.size === 1 ? [...ways].join('') : `${column?.name} (${[...ways].join(', ')})`;
    });
    throw wrongFile(`These columns are there more than once: ${namesShown(written)}.`);
  }
  return found;
}

/** A column's letters, as spreadsheets show them: 0 is A, 26 is AA. */
export function lettersOf(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : lettersOf(rest - 1)}${String.fromCodePoint(65 + (index % 26))}`;
}
