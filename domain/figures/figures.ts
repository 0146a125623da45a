/**
 * The figures by which retention is judged, as pure functions over the book (mission, «Formulas»). Every figure has
 * its definition beside it and the lifecycles behind it; money is never summed across currencies.
 */
import { groupBy, median } from '../core/grouped';
import { addMonths, daysBetween } from '../core/calendar';
import {
  isThere,
  linesByClient,
  linesOf,
  termOn,
  valueOn,
  worthOn,
  type ProductLine,
  type Period,
  type BookTerm,
} from './book';
import type { losses } from '../core/stages';
import type { CivilDate, Money } from '../core/json';

export const definitions = {
  renewals:
    'renewal rate = renewed ÷ up for renewal: contract terms whose renewal date lies in the period, by product. A term that ended as ineligible was not up for renewal; one that was churned before its date counts at its date.',
  logos:
    'logo retention = clients there on the first day of the period who are still there on the day after it ÷ clients there on its first day. A client is there while any of its product lines is; churn = 1 − retention.',
  value:
    'GRR = (start − contraction − churn) ÷ start, NRR = (start + expansion − contraction − churn) ÷ start: annual value of the clients there on the first day of the period (no new clients), per client and currency, on that day and on the day after the period. A client whose every line is gone is churn; less is contraction, more (further lines included) expansion.',
  growth:
    'net growth = acquisition rate − (1 − retention rate): clients there after the period who were not there on its first day, and those of its first day who stayed, each ÷ clients on its first day.',
  onboarding:
    'time to value = median of days from contract start to the first completion of onboarding, for product lines whose onboarding was first completed in the period.',
  churn: 'lifecycles that ended as churned or ineligible in the period, by reason, with their annual value.',
  oversold:
    'oversold rate = product lines sold in the period (by contract start) that were flagged as oversold since ÷ product lines sold in it, by seller and product.',
  cohorts:
    'cohort = clients by the period of their first contract start; retention after n periods = clients still there n periods after their own start ÷ clients of the cohort. Shown once every client of the cohort is that old.',
} as const;
export type FigureName = keyof typeof definitions;

/** A lifecycle behind a figure, and what it counts as. */
export interface Behind {
  readonly lifecycle: string;
  readonly client: string;
  readonly as: string;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const within = (day: CivilDate, { from, to }: Period): boolean => from <= day && day < to;
const behindTerm = ({ lifecycle, client }: BookTerm, as: string): Behind => ({ lifecycle, client, as });

/** A client's lines as the lifecycles in force on a day. */
function behindLines(lines: readonly ProductLine[], day: CivilDate, as: string): readonly Behind[] {
  return lines.flatMap((line) => {
    const term = termOn(line, day);
    return term === undefined ? [] : [behindTerm(term, as)];
  });
}

export interface Renewals {
  readonly upForRenewal: number;
  readonly renewed: number;
  readonly lost: number;
  readonly undecided: number;
  readonly rate: number | null;
  readonly behind: readonly Behind[];
}

/** The renewal rate of a period, with what it is computed from. */
export function renewals(terms: readonly BookTerm[], period: Period): Renewals {
  const up = terms.filter(({ renewsOn, ended }) => within(renewsOn, period) && ended?.as !== 'ineligible');
  const stateOf = ({ ended }: BookTerm): 'renewed' | 'lost' | 'undecided' =>
    ended === null ? 'undecided' : ended.as === 'renewed' ? 'renewed' : 'lost';
  const count = (state: string): number => up.filter((term) => stateOf(term) === state).length;
  return {
    upForRenewal: up.length,
    renewed: count('renewed'),
    lost: count('lost'),
    undecided: count('undecided'),
    rate: ratio(count('renewed'), up.length),
    behind: up.map((term) => behindTerm(term, stateOf(term))),
  };
}

export interface Logos {
  readonly atStart: number;
  readonly kept: number;
  readonly lost: number;
  readonly acquired: number;
  readonly atEnd: number;
  readonly retention: number | null;
  readonly churn: number | null;
  readonly acquisition: number | null;
  readonly netGrowth: number | null;
  readonly behind: readonly Behind[];
}

/** Logo retention of the clients who were there at the start of a period, and what is behind it. */
export function logos(terms: readonly BookTerm[], { from, to }: Period): Logos {
  const counts = { kept: 0, lost: 0, acquired: 0 };
  const behind: Behind[] = [];
  for (const lines of linesByClient(terms)) {
    const before = lines.some((line) => isThere(line, from));
    const after = lines.some((line) => isThere(line, to));
    if (!before && !after) continue;
    const as = before ? (after ? 'kept' : 'lost') : 'acquired';
    counts[as] += 1;
    behind.push(...behindLines(lines, before ? from : to, as));
  }
  const { kept, lost, acquired } = counts;
  const atStart = kept + lost;
  const retention = ratio(kept, atStart);
  const acquisition = ratio(acquired, atStart);
  return {
    atStart,
    kept,
    lost,
    acquired,
    atEnd: kept + acquired,
    retention,
    churn: retention === null ? null : 1 - retention,
    acquisition,
    netGrowth: retention === null || acquisition === null ? null : netGrowth(acquisition, retention),
    behind,
  };
}

/** 20 % new at 85 % kept is 5 % net growth. */
export function netGrowth(acquisitionRate: number, retentionRate: number): number {
  return acquisitionRate - (1 - retentionRate);
}

export interface Value {
  readonly currency: string;
  /** Minor units, all of them. */
  readonly start: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly churn: number;
  readonly end: number;
  readonly grr: number | null;
  readonly nrr: number | null;
  readonly behind: readonly Behind[];
}

function sums(lines: readonly ProductLine[], day: CivilDate): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of lines) {
    const value = valueOn(line, day);
    if (value !== null) found.set(value.currency, (found.get(value.currency) ?? 0) + value.amount);
  }
  return found;
}

/** Per currency: what became of the annual value of the clients that were there on the first day. */
export function value(terms: readonly BookTerm[], { from, to }: Period): readonly Value[] {
  type Sum = { start: number; expansion: number; contraction: number; churn: number; behind: Behind[] };
  const totals = new Map<string, Sum>();
  for (const lines of linesByClient(terms)) {
    const before = sums(lines, from);
    const after = sums(lines, to);
    const isGone = !lines.some((line) => isThere(line, to));
    for (const [currency, start] of before) {
      if (start === 0) continue;
      const total = totals.get(currency) ?? { start: 0, expansion: 0, contraction: 0, churn: 0, behind: [] };
      totals.set(currency, total);
      const change = (after.get(currency) ?? 0) - start;
      const as = isGone ? 'churn' : change > 0 ? 'expansion' : change < 0 ? 'contraction' : 'kept';
      total.start += start;
      if (as !== 'kept') total[as] += Math.abs(change);
      total.behind.push(...behindLines(lines, from, as));
    }
  }
  return [...totals]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { start, expansion, contraction, churn, behind }]) => ({
      currency,
      start,
      expansion,
      contraction,
      churn,
      end: start + expansion - contraction - churn,
      grr: ratio(start - contraction - churn, start),
      nrr: ratio(start + expansion - contraction - churn, start),
      behind,
    }));
}

export interface TimeToValue {
  readonly onboarded: number;
  readonly medianDays: number | null;
  readonly behind: readonly Behind[];
}

/** Days from the contract's start to the first completed onboarding: the median of those completed in a period. */
export function timeToValue(terms: readonly BookTerm[], period: Period): TimeToValue {
  const first = terms.flatMap((term) => {
    const { onboardedAt, startsOn, imported } = term;
    if (imported || onboardedAt === null || !within(onboardedAt.slice(0, 10), period)) return [];
    return [{ term, days: daysBetween(startsOn, onboardedAt.slice(0, 10)) }];
  });
  return {
    onboarded: first.length,
    medianDays: median(first.map(({ days }) => days)),
    behind: first.map(({ term, days }) => behindTerm(term, `${days} days`)),
  };
}

export interface ChurnByReason {
  readonly ending: (typeof losses)[number];
  readonly reason: string;
  readonly lifecycles: number;
  /** One sum per currency. */
  readonly annualValue: readonly Money[];
  readonly behind: readonly Behind[];
}

/** Terms that ended other than renewed in a period, by ending and reason, the most frequent first; worth in minor units. */
export function churnByReason(terms: readonly BookTerm[], period: Period): readonly ChurnByReason[] {
  const gone = terms.flatMap((term) =>
    term.ended !== null && term.ended.as !== 'renewed' && within(term.ended.at.slice(0, 10), period)
      ? [{ term, ending: term.ended.as, reason: term.ended.reason, on: term.ended.at.slice(0, 10) }]
      : [],
  );
  return [...groupBy(gone, ({ ending, reason }) => `${ending} ${reason}`).values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const worth = new Map<string, number>();
      for (const { amount, currency } of group.map(({ term, on }) => worthOn(term, on)))
        worth.set(currency, (worth.get(currency) ?? 0) + amount);
      return [
        {
          ending: first.ending,
          reason: first.reason,
          lifecycles: group.length,
          annualValue: [...worth]
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([currency, amount]) => ({ amount, currency })),
          behind: group.map(({ term, reason }) => behindTerm(term, reason)),
        },
      ];
    })
    .toSorted((a, b) => b.lifecycles - a.lifecycles || (a.reason < b.reason ? -1 : 1));
}

export interface Oversold {
  readonly seller: string;
  readonly product: string;
  readonly sold: number;
  readonly flagged: number;
  readonly rate: number | null;
  readonly behind: readonly Behind[];
}

/** Product lines sold in a period, by seller and product, and how many of them were flagged as oversold since. */
export function oversoldBySeller(terms: readonly BookTerm[], period: Period): readonly Oversold[] {
  const sold = linesOf(terms).filter(({ imported, since }) => !imported && within(since, period));
  const isFlagged = ({ terms: all }: ProductLine): boolean => all.some(({ flaggedAt }) => flaggedAt !== null);
  return [...groupBy(sold, ({ seller, product }) => `${seller ?? ''} ${product}`).values()]
    .flatMap((lines) => {
      const [first] = lines;
      if (first === undefined) return [];
      const flagged = lines.filter(isFlagged).length;
      return [
        {
          seller: first.seller ?? 'unknown',
          product: first.product,
          sold: lines.length,
          flagged,
          rate: ratio(flagged, lines.length),
          behind: lines.flatMap((line) => behindLines([line], line.since, isFlagged(line) ? 'flagged' : 'sold')),
        },
      ];
    })
    .toSorted((a, b) => b.flagged - a.flagged || (`${a.seller} ${a.product}` < `${b.seller} ${b.product}` ? -1 : 1));
}

export const cohortLengths = { month: 1, quarter: 3, year: 12 } as const;
export type CohortLength = keyof typeof cohortLengths;

/** The first day of the month, quarter or year in which a day lies. */
export function periodStart(day: CivilDate, length: CohortLength): CivilDate {
  const months = cohortLengths[length];
  const month = Number(day.slice(5, 7)) - 1;
  return `${day.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, '0')}-01`;
}

/** A period cut by the calendar's months, quarters or years; its first and last part may be shorter than the others. */
export function calendarParts({ from, to }: Period, length: CohortLength): readonly Period[] {
  const parts: Period[] = [];
  for (let start = periodStart(from, length); start < to; start = addMonths(start, cohortLengths[length])) {
    const end = addMonths(start, cohortLengths[length]);
    parts.push({ from: start < from ? from : start, to: end < to ? end : to });
  }
  return parts;
}

export interface Cohort {
  /** First day of the period in which its clients came. */
  readonly from: CivilDate;
  readonly clients: number;
  /** After 1, 2, 3 … periods: how many are still there, and the share. */
  readonly after: readonly { readonly periods: number; readonly there: number; readonly retention: number }[];
  readonly behind: readonly Behind[];
}

/** Cohorts whose clients came within the period, each as far as all of its clients are that old on the day. */
export function cohorts(
  terms: readonly BookTerm[],
  period: Period,
  length: CohortLength,
  day: CivilDate,
): readonly Cohort[] {
  const months = cohortLengths[length];
  const clients = linesByClient(terms).map((lines) => ({
    lines,
    since: lines.reduce((first, line) => (line.since < first ? line.since : first), lines[0]?.since ?? ''),
  }));
  const came = clients.filter(({ since }) => within(since, period));
  return [...groupBy(came, ({ since }) => periodStart(since, length))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, cohort]) => {
      const after: { periods: number; there: number; retention: number }[] = [];
      for (let periods = 1; addMonths(from, (periods + 1) * months) <= day; periods += 1) {
        const there = cohort.filter(({ lines, since }) =>
          lines.some((line) => isThere(line, addMonths(since, periods * months))),
        ).length;
        after.push({ periods, there, retention: there / cohort.length });
      }
      return {
        from,
        clients: cohort.length,
        after,
        behind: cohort.flatMap(({ lines, since }) =>
          behindLines(lines, since, lines.some((l) => isThere(l, day)) ? 'there' : 'gone'),
        ),
      };
    });
}
