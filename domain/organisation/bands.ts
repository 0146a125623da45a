/** What clients are worth a year, all their lines together, and the ranges of value that groups are there for. */
import type { Money } from '../core/json';
import { moneyText } from '../core/money';

/** Annual value of a client, all its lines together, in one currency: from (at least) and below. */
export interface ValueRange {
  readonly currency: string;
  readonly from?: number;
  readonly below?: number;
}

/** What lines are worth a year together, by currency. */
export function worthOf(values: readonly Money[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of values) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}

/** The sums of what came in bulk, as people write them: a file or a deal that counts in euros where minor units are meant shows in them. */
export const sumsShown = (values: readonly Money[]): readonly string[] => worthOf(values).map(moneyText);

/** True where the worth in the range's currency lies in it; what a client has in other currencies is not compared. */
export function isWorth({ currency, from = 0, below }: ValueRange, worth: readonly Money[]): boolean {
  const amount = worth.find((one) => one.currency === currency)?.amount;
  return amount !== undefined && amount >= from && (below === undefined || amount < below);
}

/** A line of a client: who keeps it, in which group, what that group is there for, and what the line is worth a year. */
export interface BandedLine {
  readonly rep: string;
  readonly group: string;
  /** Null where the group takes clients whatever they are worth. */
  readonly range: ValueRange | null;
  readonly annualValue: Money;
}

/** A group whose range a client has left, or never was in, and the rep who keeps them there. */
export interface OutsideBand {
  readonly rep: string;
  readonly group: string;
  readonly range: ValueRange;
  /** What the client is worth a year in the range's currency, all its lines together. */
  readonly worth: Money;
}

/**
 * Where a client is kept outside the range of the group, each rep and group once. A client who pays nothing in a range's
 * currency is not compared with it.
 */
export function outsideBands(lines: readonly BandedLine[]): readonly OutsideBand[] {
  const worth = worthOf(lines.map(({ annualValue }) => annualValue));
  const found = new Map<string, OutsideBand>();
  for (const { rep, group, range } of lines) {
    const inCurrency = worth.find(({ currency }) => currency === range?.currency);
    if (range === null || inCurrency === undefined || isWorth(range, worth)) continue;
    found.set(`${rep} ${group}`, { rep, group, range, worth: inCurrency });
  }
  return [...found.values()];
}

/** A range as it goes on after "clients": `who pay 50000.00 EUR a year or more`. */
export function rangeText({ currency, from = 0, below }: ValueRange): string {
  const text = (amount: number): string => moneyText({ amount, currency });
  if (from === 0) return below === undefined ? `who pay in ${currency}` : `who pay less than ${text(below)} a year`;
  const rest = below === undefined ? 'or more' : `or more, and less than ${text(below)}`;
  return `who pay ${text(from)} a year ${rest}`;
}
