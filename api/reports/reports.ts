/**
 * The rows of reports. Those by which retention is judged are computed from the book, each with its definition and what
 * is behind it; work, receivables and opportunities are computed from the ledger, in `domain/figures/`.
 */
import { cut, knownAsOf, lastKnownDay, type Period, type BookTerm } from '../../domain/figures/book';
import { calendarParts, cohorts, type CohortLength } from '../../domain/figures/cohorts';
import type { Behind } from '../../domain/figures/counted';
import { logos, oversoldBySeller, timeToValue, type FigureName } from '../../domain/figures/figures';
import { renewals } from '../../domain/figures/renewals';
import { savedByReason } from '../../domain/figures/saved';
import { churnByReason, value } from '../../domain/figures/value';
import type { CivilDate } from '../../domain/core/json';
import { isTargetOf, targetState, type Measure } from '../../domain/figures/targets';
import type { Needed } from '../../records/book';
import type { Grain, ReportName } from '../schemas/reports';
import type { ReportRow } from './csv';

interface Report {
  readonly figures: readonly FigureName[];
  needs(period: Period): Needed;
  /** Rows of one period and one choice of terms. */
  rows(terms: readonly BookTerm[], period: Period, grain: Grain, day: CivilDate): readonly ReportRow[];
  behind(terms: readonly BookTerm[], period: Period, grain: Grain, day: CivilDate): readonly Behind[];
  /** Which column is which measure. */
  readonly measures: Readonly<Partial<Record<Measure, string>>>;
}

const everything = (): Needed => ({ of: 'everything' });
/** A figure without the lifecycles behind it, which are told elsewhere. */
function flat<T extends { readonly behind: readonly Behind[] }>({ behind, ...row }: T): Omit<T, 'behind'> {
  return row;
}
const lengthOf = (grain: Grain): CohortLength => (grain === 'quarter' || grain === 'year' ? grain : 'month');

/** Reports by the name in their address. */
export const reports = {
  retention: {
    figures: ['logos', 'value'],
    needs: everything,
    rows: (terms, period) => {
      const { atStart, kept, lost, retention, churnRate } = logos(terms, period);
      const clients = { atStart, kept, lost, retention, churnRate };
      const money = value(terms, period).map(flat);
      return money.length === 0 ? [clients] : money.map((one) => ({ ...clients, ...one }));
    },
    behind: (terms, period) =>
      value(terms, period).flatMap(({ currency, behind }) =>
        behind.map((one) => ({ ...one, as: `${one.as} (${currency})` })),
      ),
    measures: { 'logo-retention': 'retention', grr: 'grr', nrr: 'nrr' },
  },
  growth: {
    figures: ['growth'],
    needs: everything,
    rows: (terms, period) => [flat(logos(terms, period))],
    behind: (terms, period) => logos(terms, period).behind,
    measures: { 'net-growth': 'netGrowth' },
  },
  renewals: {
    figures: ['renewals'],
    needs: ({ from, to }) => ({ of: 'renewals', from, to }),
    rows: (terms, period) => [flat(renewals(terms, period))],
    behind: (terms, period) => renewals(terms, period).behind,
    measures: { 'renewal-rate': 'rate' },
  },
  'time-to-value': {
    figures: ['onboarding'],
    needs: ({ from, to }) => ({ of: 'onboardings', from, to }),
    rows: (terms, period) => [flat(timeToValue(terms, period))],
    behind: (terms, period) => timeToValue(terms, period).behind,
    measures: { 'time-to-value': 'medianDays' },
  },
  churn: {
    figures: ['churn'],
    needs: ({ from, to }) => ({ of: 'endings', from, to }),
    rows: (terms, period) =>
      churnByReason(terms, period).flatMap(({ ending, reason, lifecycles, annualValue }) =>
        annualValue.map(({ currency, amount }) => ({ ending, reason, lifecycles, currency, annualValue: amount })),
      ),
    behind: (terms, period) => churnByReason(terms, period).flatMap(({ behind }) => behind),
    measures: {},
  },
  saved: {
    figures: ['saved'],
    needs: ({ from, to }) => ({ of: 'notices', from, to }),
    rows: (terms, period, _, day) => savedByReason(terms, period, day).map(flat),
    behind: (terms, period, _, day) => savedByReason(terms, period, day).flatMap(({ behind }) => behind),
    measures: {},
  },
  oversold: {
    figures: ['oversold'],
    needs: everything,
    rows: (terms, period) => oversoldBySeller(terms, period).map(flat),
    behind: (terms, period) => oversoldBySeller(terms, period).flatMap(({ behind }) => behind),
    measures: {},
  },
  cohorts: {
    figures: ['cohorts'],
    needs: everything,
    rows: (terms, period, grain, day) =>
      cohorts(terms, period, lengthOf(grain), day).flatMap(({ from, clients, after }) => [
        { cohort: from, periods: 0, clients, there: clients, retention: 1 },
        ...after.map((one) => ({ cohort: from, clients, ...one })),
      ]),
    behind: (terms, period, grain, day) => cohorts(terms, period, lengthOf(grain), day).flatMap(({ behind }) => behind),
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
  /** As it was known at the end of this day. */
  readonly day: CivilDate;
  readonly today: CivilDate;
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

/**
 * The terms as they were known, and the period as far as it had come by then. A renewal date that has not come counts in
 * no rate, whatever day was asked for; lives whose clock is ahead have come further than today.
 */
function cutOff({ name, period, day, today }: ReportQuestion, book: readonly BookTerm[]) {
  const terms = knownAsOf(book, day);
  const last = lastKnownDay(terms);
  const come = last > today ? last : today;
  return { terms, period: cut(period, name === 'renewals' && come < day ? come : day) };
}

/** The rows of a report over a book, as it was known at the end of a day. */
export function rowsOf(
  question: ReportQuestion,
  book: readonly BookTerm[],
  targets: readonly TargetRow[],
): readonly ReportRow[] {
  const { name, grain, day } = question;
  const { terms, period: whole } = cutOff(question, book);
  const report: Report = reports[name];
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
  return calendarParts(whole, grain).flatMap((part) =>
    report
      .rows(terms, part, grain, day)
      .map((row) => ({ from: part.from, to: part.to, ...against(report, row, null, targets) })),
  );
}

/** Every lifecycle behind a report, and what it counts as. */
export function behindOf(question: ReportQuestion, book: readonly BookTerm[]): readonly Behind[] {
  const { terms, period } = cutOff(question, book);
  const report: Report = reports[question.name];
  return report.behind(terms, period, question.grain, question.day);
}
