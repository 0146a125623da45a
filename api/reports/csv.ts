/**
 * Rows as people read them: numbers rounded, and as CSV with money in whole units. Every report goes through here. A
 * fraction stays a fraction (0.985 is 98.5 %), so that a spreadsheet computes with it; what it is written with is its own
 * affair.
 */
import { stringify } from 'csv-stringify/sync';
import { groupBy } from '../../domain/core/grouped';
import { toMajor } from '../../domain/core/money';
import { workKinds, type WorkOfRep } from '../../domain/figures/work';

/** A row of a report: flat. */
export type ReportRow = Readonly<Record<string, string | number | null>>;

/** Columns of money, in minor units of the currency that the row names. */
const moneyColumns: ReadonlySet<string> = new Set([
  'start',
  'agreed',
  'expansion',
  'contraction',
  'churn',
  'end',
  'annualValue',
  'collectedAmount',
  'writtenOffAmount',
  'voidedAmount',
  'annualValueWon',
]);

/** A column of money that names its currency itself. */
const ownCurrency = /^renewed ([A-Z]{3})$/;

/** Decimal places of what is divided: 0.9848 is 98.48 %. */
const places = 10_000;

/** A number with as many decimal places as people read; whole ones stay. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Math.round(value * places) / places + 0;
}

/** A row whose numbers are rounded, wherever they stand in it. */
export function roundedRow<Row extends object>(row: Row): Row {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same fields, numbers for numbers
  return Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'number' ? rounded(value) : value,
    ]),
  ) as Row;
}

interface Cell {
  /** The column of the row that it comes from. */
  readonly of: string;
  readonly header: string;
  readonly value: string | number | null;
}

/** The cells of a row: money in whole units, under a header that names them. */
function cellsOf(row: ReportRow): readonly Cell[] {
  return Object.entries(row).map(([of, value]) => {
    const [, own] = ownCurrency.exec(of) ?? [];
    const currency = own ?? (moneyColumns.has(of) ? row.currency : null);
    if (typeof currency !== 'string' || typeof value !== 'number') return { of, header: of, value };
    const header = own === undefined ? `${of} ${currency}` : of;
    return { of, header, value: toMajor({ amount: value, currency }) };
  });
}

/** A number is no formula, even where it is below 0. */
const plainNumber = /^-?\d+(\.\d+)?$/;
const asItIs = (value: string): string | { value: string; escape_formulas: false } =>
  plainNumber.test(value) ? { value, escape_formulas: false } : value;

/**
 * The rows as CSV; no cell is taken for a formula by a spreadsheet. Money has a column for each currency, `start EUR`,
 * with as many decimals as the currency: no sum of a column mixes two.
 */
export function toCsv(rows: readonly ReportRow[]): string {
  const cells = rows.map(cellsOf);
  const headers = groupBy(cells.flat(), ({ of }) => of);
  const columns = [...headers.values()].flatMap((same) => [...new Set(same.map(({ header }) => header))].toSorted());
  return cellsToCsv(
    cells.map((row) => row.map(({ header, value }) => [header, value] as const)),
    { columns },
  );
}

/** Rows of cells under their headers as CSV; no cell is taken for a formula by a spreadsheet. */
export function cellsToCsv(
  rows: readonly (readonly (readonly [header: string, value: string | number | null])[])[],
  { columns, bom = false }: { readonly columns?: readonly string[]; readonly bom?: boolean } = {},
): string {
  return stringify(
    rows.map((row) => Object.fromEntries(row)),
    {
      header: true,
      bom,
      columns: [...(columns ?? rows[0]?.map(([header]) => header) ?? [])],
      escape_formulas: true,
      cast: { string: asItIs, number: (value) => asItIs(String(value)) },
    },
  );
}

/** The work of a rep as one flat row. */
export function flatWork({ rep, correction, counts, touchesByKind, renewedValue }: WorkOfRep): ReportRow {
  return {
    rep,
    correction: correction === true ? 'correction' : '',
    ...Object.fromEntries(workKinds.map((kind) => [kind, counts[kind]])),
    ...Object.fromEntries(Object.entries(touchesByKind).map(([kind, count]) => [`touch ${kind}`, count])),
    ...Object.fromEntries(Object.entries(renewedValue).map(([currency, amount]) => [`renewed ${currency}`, amount])),
  };
}
