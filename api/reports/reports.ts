/**
 * The rows of reports. Those by which retention is judged are computed from the book, each with its definition and what
 * is behind it; work, receivables and opportunities are computed from the ledger, in `domain/figures/`.
 */
import { stringify } from 'csv-stringify/sync';
import { knownAsOf as knownAt, cut, type Period, type BookTerm } from '../../domain/figures/book';
import * as figures from '../../domain/figures/figures';
import type { CivilDate } from '../../domain/core/json';
import { isTargetOf, targetState, type Measure } from '../../domain/figures/targets';
import { workKinds, type WorkOfRep } from '../../domain/figures/work';
import type { Needed } from '../../records/book';
import type { Grain, ReportName } from '../schemas/reports';

/** A row of a report: flat, so that JSON and CSV say the same. */
export type ReportRow = Readonly<Record<string, string | number | null>>;

interface Report {
  readonly figures: readonly figures.FigureName[];
  needs(period: Period): Needed;
  /** Rows of one period and one choice of terms. */
  rows(terms: readonly BookTerm[], period: Period, grain: Grain, day: CivilDate): readonly ReportRow[];
  behind(terms: readonly BookTerm[], period: Period, grain: Grain, day: CivilDate): readonly figures.Behind[];
  /** Which column is which measure. */
  readonly measures: Readonly<Partial<Record<Measure, string>>>;
}

const everything = (): Needed => ({ of: 'everything' });
/** A figure without the lifecycles behind it, which are told elsewhere. */
function flat<T extends { readonly behind: readonly figures.Behind[] }>({ behind, ...row }: T): Omit<T, 'behind'> {
  return row;
}
const lengthOf = (grain: Grain): figures.CohortLength => (grain === 'quarter' || grain === 'year' ? grain : 'month');

/** Reports by the name in their address. */
export const reports = {
  retention: {
    figures: ['logos', 'value'],
    needs: everything,
    rows: (terms, period) => {
      const { atStart, kept, lost, retention, churn } = figures.logos(terms, period);
      const clients = { atStart, kept, lost, retention, churn };
      const money = figures.value(terms, period).map(flat);
      return money.length === 0 ? [clients] : money.map((one) => ({ ...clients, ...one }));
    },
    behind: (terms, period) =>
      figures
        .value(terms, period)
        .flatMap(({ currency, behind }) => behind.map((one) => ({ ...one, as: `${one.as} (${currency})` }))),
    measures: { 'logo-retention': 'retention', grr: 'grr', nrr: 'nrr' },
  },
  growth: {
    figures: ['growth'],
    needs: everything,
    rows: (terms, period) => [flat(figures.logos(terms, period))],
    behind: (terms, period) => figures.logos(terms, period).behind,
    measures: { 'net-growth': 'netGrowth' },
  },
  renewals: {
    figures: ['renewals'],
    needs: ({ from, to }) => ({ of: 'renewals', from, to }),
    rows: (terms, period) => [flat(figures.renewals(terms, period))],
    behind: (terms, period) => figures.renewals(terms, period).behind,
    measures: { 'renewal-rate': 'rate' },
  },
  'time-to-value': {
    figures: ['onboarding'],
    needs: ({ from, to }) => ({ of: 'onboardings', from, to }),
    rows: (terms, period) => [flat(figures.timeToValue(terms, period))],
    behind: (terms, period) => figures.timeToValue(terms, period).behind,
    measures: { 'time-to-value': 'medianDays' },
  },
  churn: {
    figures: ['churn'],
    needs: ({ from, to }) => ({ of: 'endings', from, to }),
    rows: (terms, period) =>
      figures
        .churnByReason(terms, period)
        .flatMap(({ ending, reason, lifecycles, annualValue }) =>
          annualValue.map(({ currency, amount }) => ({ ending, reason, lifecycles, currency, annualValue: amount })),
        ),
    behind: (terms, period) => figures.churnByReason(terms, period).flatMap(({ behind }) => behind),
    measures: {},
  },
  oversold: {
    figures: ['oversold'],
    needs: everything,
    rows: (terms, period) => figures.oversoldBySeller(terms, period).map(flat),
    behind: (terms, period) => figures.oversoldBySeller(terms, period).flatMap(({ behind }) => behind),
    measures: {},
  },
  cohorts: {
    figures: ['cohorts'],
    needs: everything,
    rows: (terms, period, grain, day) =>
      figures
        .cohorts(terms, period, lengthOf(grain), day)
        .flatMap(({ from, clients, after }) => [
          { cohort: from, periods: 0, clients, there: clients, retention: 1 },
          ...after.map((one) => ({ cohort: from, clients, ...one })),
        ]),
    behind: (terms, period, grain, day) =>
      figures.cohorts(terms, period, lengthOf(grain), day).flatMap(({ behind }) => behind),
    measures: {},
  },
} as const satisfies Readonly<Record<ReportName, Report>>;

/** A target as it stands against a row. */
export interface TargetRow {
  readonly measure: Measure;
  readonly product: string | null;
  readonly currency: string | null;
  readonly target: number;
  readonly threshold: number;
}

export interface ReportQuestion {
  readonly name: ReportName;
  readonly period: Period;
  readonly day: CivilDate;
  readonly grain: Grain;
}

function against(report: Report, row: ReportRow, product: string | null, targets: readonly TargetRow[]): ReportRow {
  const found: Record<string, string | number | null> = {};
  for (const target of targets) {
    const column = report.measures[target.measure];
    const currency = typeof row.currency === 'string' ? row.currency : null;
    if (column === undefined || !isTargetOf(target, { product, currency })) continue;
    const value = row[column];
    found[`${column}Target`] = target.target;
    found[`${column}Threshold`] = target.threshold;
    found[`${column}State`] = targetState(typeof value === 'number' ? value : null, target);
  }
  return { ...row, ...found };
}

/** The rows of a report over a book, as it was known at the end of a day. */
export function rowsOf(
  { name, period, day, grain }: ReportQuestion,
  book: readonly BookTerm[],
  targets: readonly TargetRow[],
): readonly ReportRow[] {
  const report: Report = reports[name];
  const terms = knownAt(book, day);
  const whole = cut(period, day);
  const cohort = name === 'cohorts';
  if (grain === 'product') {
    const products = [...new Set(terms.map(({ product }) => product))].toSorted();
    return products.flatMap((product) =>
      report
        .rows(
          terms.filter((term) => term.product === product),
          whole,
          grain,
          day,
        )
        .map((row) => ({ product, ...against(report, row, product, targets) })),
    );
  }
  if (grain === 'all' || cohort)
    return report.rows(terms, whole, grain, day).map((row) => against(report, row, null, targets));
  return figures
    .calendarParts(whole, grain)
    .flatMap((part) =>
      report
        .rows(terms, part, grain, day)
        .map((row) => ({ from: part.from, to: part.to, ...against(report, row, null, targets) })),
    );
}

/** Every lifecycle behind a report, and what it counts as. */
export function behindOf(
  { name, period, day, grain }: ReportQuestion,
  book: readonly BookTerm[],
): readonly figures.Behind[] {
  const report: Report = reports[name];
  return report.behind(knownAt(book, day), cut(period, day), grain, day);
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

/** The same rows as CSV; no cell is taken for a formula by a spreadsheet. */
export function toCsv(rows: readonly ReportRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return stringify([...rows], { header: true, columns, escape_formulas: true });
}
