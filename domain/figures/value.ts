/** What became of annual value: per client and currency over a period, and what was lost by reason. */
import { addDays } from '../core/calendar';
import { groupBy } from '../core/grouped';
import type { CivilDate, Money } from '../core/json';
import type { losses } from '../core/stages';
import {
  changesInOrder,
  countsFrom,
  isThereAtStartOf,
  linesByClient,
  lossOf,
  valueAtStartOf,
  worthOn,
  worthTermOn,
  type BookTerm,
  type Period,
  type ProductLine,
} from './book';
import { behindLines, behindTerm, ratio, within, type Behind } from './counted';

export interface Value {
  readonly currency: string;
  /** Minor units, all of them. */
  readonly start: number;
  /** By steps that were agreed when the contract was made; below 0 where they go down. */
  readonly agreed: number;
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
    const value = valueAtStartOf(line, day);
    if (value !== null) found.set(value.currency, (found.get(value.currency) ?? 0) + value.amount);
  }
  return found;
}

/** By how much a term's worth changes in a period by agreed steps, while it says what the line is worth. */
function agreedIn(term: BookTerm, line: ProductLine, period: Period): number {
  let worth = term.annualValue.amount;
  let agreed = 0;
  for (const change of changesInOrder(term)) {
    const on = countsFrom(change);
    if (change.agreed === true && within(on, period) && worthTermOn(line, on) === term) agreed += change.amount - worth;
    worth = change.amount;
  }
  return agreed;
}

/** By how much a line that is there when a period begins and when it is over changed by agreed steps, per currency. */
function agreedOf(line: ProductLine, period: Period): readonly [string, number][] {
  const [before, after] = [valueAtStartOf(line, period.from), valueAtStartOf(line, period.to)];
  if (before === null || after === null || before.currency !== after.currency) return [];
  const steps = line.terms.map((term) =>
    term.annualValue.currency === before.currency ? agreedIn(term, line, period) : 0,
  );
  return [[before.currency, steps.reduce((sum, one) => sum + one, 0)]];
}

function agreedSums(lines: readonly ProductLine[], period: Period): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [currency, amount] of lines.flatMap((line) => agreedOf(line, period)))
    found.set(currency, (found.get(currency) ?? 0) + amount);
  return found;
}

interface ValueChange {
  readonly as: 'kept' | 'expansion' | 'contraction' | 'churn';
  readonly agreed: number;
  readonly amount: number;
}

/** What became of a client's value in one currency. A client loses at most what they were worth when the period began. */
function changeFrom(start: number, end: number, agreed: number, isGone: boolean): ValueChange {
  if (isGone) return { as: 'churn', agreed: 0, amount: start };
  const rest = end - start - agreed;
  if (rest >= 0) return { as: rest === 0 ? 'kept' : 'expansion', agreed, amount: rest };
  const amount = Math.min(-rest, start);
  return { as: 'contraction', agreed: end - start + amount, amount };
}

/** Per currency: what became of the annual value of the clients that were there when a period began. */
export function value(terms: readonly BookTerm[], period: Period): readonly Value[] {
  type Sum = Record<'start' | 'agreed' | 'expansion' | 'contraction' | 'churn', number> & { behind: Behind[] };
  const totals = new Map<string, Sum>();
  for (const lines of linesByClient(terms)) {
    const [before, after] = [sums(lines, period.from), sums(lines, period.to)];
    const agreed = agreedSums(lines, period);
    const isGone = !lines.some((line) => isThereAtStartOf(line, period.to));
    for (const [currency, start] of before) {
      if (start === 0) continue;
      const total = totals.get(currency) ?? { start: 0, agreed: 0, expansion: 0, contraction: 0, churn: 0, behind: [] };
      totals.set(currency, total);
      const change = changeFrom(start, after.get(currency) ?? 0, agreed.get(currency) ?? 0, isGone);
      total.start += start;
      total.agreed += change.agreed;
      if (change.as !== 'kept') total[change.as] += change.amount;
      const as = change.as === 'kept' && change.agreed !== 0 ? 'agreed' : change.as;
      total.behind.push(...behindLines(lines, addDays(period.from, -1), as));
    }
  }
  return [...totals]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { start, agreed, expansion, contraction, churn, behind }]) => ({
      currency,
      start,
      agreed,
      expansion,
      contraction,
      churn,
      end: start + agreed + expansion - contraction - churn,
      grr: ratio(start - contraction - churn, start),
      nrr: ratio(start + expansion - contraction - churn, start),
      behind,
    }));
}

export interface ChurnByReason {
  readonly ending: (typeof losses)[number];
  readonly reason: string;
  readonly lifecycles: number;
  /** One sum per currency. */
  readonly annualValue: readonly Money[];
  readonly behind: readonly Behind[];
}

/**
 * Terms whose loss takes effect in a period, by ending and reason, the most frequent first; worth in minor units, as on
 * their last day.
 */
export function churnByReason(terms: readonly BookTerm[], period: Period): readonly ChurnByReason[] {
  const gone = terms.flatMap((term) => {
    const loss = lossOf(term);
    return loss !== null && within(loss.on, period) ? [{ term, loss }] : [];
  });
  return [...groupBy(gone, ({ loss }) => `${loss.as} ${loss.reason}`).values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const worth = new Map<string, number>();
      for (const { amount, currency } of group.map(({ term, loss }) => worthOn(term, addDays(loss.on, -1))))
        worth.set(currency, (worth.get(currency) ?? 0) + amount);
      return [
        {
          ending: first.loss.as,
          reason: first.loss.reason,
          lifecycles: group.length,
          annualValue: [...worth]
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([currency, amount]) => ({ amount, currency })),
          behind: group.map(({ term, loss }) => behindTerm(term, loss.reason)),
        },
      ];
    })
    .toSorted((a, b) => b.lifecycles - a.lifecycles || (a.reason < b.reason ? -1 : 1));
}
