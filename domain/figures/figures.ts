/**
 * The figures by which retention is judged, as pure functions over the book (mission, “Formulas”); further ones are in
 * renewals.ts, value.ts, saved.ts and cohorts.ts. Every figure has its definition beside it and the lifecycles behind it;
 * money is never summed across currencies. What takes effect on a day of a period counts in it, also on its first.
 */
import { addDays, daysBetween } from '../core/calendar';
import { groupBy, median } from '../core/grouped';
import { isThereAtStartOf, linesByClient, linesOf, type BookTerm, type Period, type ProductLine } from './book';
import { behindLines, behindTerm, ratio, within, type Behind } from './counted';

export const definitions = {
  renewals:
    'renewal rate = renewed ÷ up for renewal: contract terms whose renewal date lies in the period and has come, by product. A term that renewed by itself counts at that date as renewed, and again at the next. One that ended as ineligible was not up for renewal; one that was churned before its date counts at its date; one whose date came without a decision is up, and not renewed.',
  logos:
    'logo retention = clients there when the period begins who are still there when it is over ÷ clients there when it begins. A client is there while any of its product lines is, until the day on which its loss takes effect; churn rate = 1 − retention.',
  value:
    'GRR = (start − contraction − churn) ÷ start, NRR = (start + expansion − contraction − churn) ÷ start: annual value of the clients there when the period begins (no new clients), per client and currency, then and when it is over. What takes effect on a day of the period counts in it. A client whose every line is gone is churn; less is contraction, more (further lines included) expansion. Steps in value that were agreed when the contract was made are neither, and stand apart: end = start + agreed + expansion − contraction − churn.',
  growth:
    'net growth = acquisition rate − (1 − retention rate): clients there when the period is over who were not there when it began, and those there when it began who stayed, each ÷ clients there when it began.',
  onboarding:
    'time to value = median of days from contract start to the first completion of onboarding, for product lines whose onboarding was first completed in the period.',
  churn:
    'lifecycles whose ending as churned or ineligible takes effect in the period, by reason (that of the notice, where one was given), with their annual value.',
  saved:
    'saved after notice = saved ÷ (saved + lost): notices that reached us in the period, by reason. Saved: withdrawn, or renewed after all; lost: the client is gone; open: neither yet. A notice that was replaced by a second one does not count. First steps: those of alarms that were done while the notice stood.',
  oversold:
    'oversold rate = product lines sold in the period (by contract start) that were flagged as oversold since ÷ product lines sold in it, by seller and product.',
  cohorts:
    'cohort = clients by the period of their first contract start; retention after n periods = clients still there n periods after their own start ÷ clients of the cohort. Shown once every client of the cohort is that old.',
} as const;
export type FigureName = keyof typeof definitions;

export interface Logos {
  readonly atStart: number;
  readonly kept: number;
  readonly lost: number;
  readonly acquired: number;
  readonly atEnd: number;
  readonly retention: number | null;
  readonly churnRate: number | null;
  readonly acquisition: number | null;
  readonly netGrowth: number | null;
  readonly behind: readonly Behind[];
}

/** Logo retention of the clients who were there at the start of a period, and what is behind it. */
export function logos(terms: readonly BookTerm[], { from, to }: Period): Logos {
  const counts = { kept: 0, lost: 0, acquired: 0 };
  const behind: Behind[] = [];
  for (const lines of linesByClient(terms)) {
    const before = lines.some((line) => isThereAtStartOf(line, from));
    const after = lines.some((line) => isThereAtStartOf(line, to));
    if (!before && !after) continue;
    const as = before ? (after ? 'kept' : 'lost') : 'acquired';
    counts[as] += 1;
    behind.push(...behindLines(lines, addDays(before ? from : to, -1), as));
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
    churnRate: retention === null ? null : 1 - retention,
    acquisition,
    netGrowth: retention === null || acquisition === null ? null : netGrowth(acquisition, retention),
    behind,
  };
}

/** 20 % new at 85 % kept is 5 % net growth. */
export function netGrowth(acquisitionRate: number, retentionRate: number): number {
  return acquisitionRate - (1 - retentionRate);
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
