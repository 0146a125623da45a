/**
 * What the brief of a receivables manager tells: whom to call about which invoice today, and what is open by age.
 *
 *   nobody tried it ──► untried, from the day after its own mail
 *   promised ─────────► promised, on the day that was named and after it; where none was named, after a week
 *   nobody answered ──► again, after two days
 *   disputed ─────────► disputed: it stays in sight; after a week without a word it is asked for on any day
 */
import { addDays, daysBetween } from '../core/calendar';
import type { CivilDate, Money } from '../core/json';
import type { ReceivableOutcome } from '../concerns/receivables';
import type { BriefContact } from './brief';
import type { InPlaceOf } from './leaders-day';

/** Days after which an invoice is asked for again. */
export const askedAgain = { promisedDays: 7, unansweredDays: 2, disputedDays: 7 } as const;

/** What came of the last try. */
export interface LastTry {
  readonly outcome: ReceivableOutcome;
  readonly on: CivilDate;
  /** The day for which payment was promised; null where none was named. */
  readonly until: CivilDate | null;
  readonly words: string | null;
}

/** An overdue invoice that is open. */
export interface OwedInvoice {
  readonly lifecycle: string;
  readonly receivable: string;
  readonly client: string;
  readonly product: string;
  /** The billing system’s name for it. */
  readonly invoice: string | null;
  readonly amount: Money | null;
  /** Since when it is overdue. */
  readonly since: CivilDate;
  /** When we heard that it is. */
  readonly heardOn: CivilDate;
  readonly tries: number;
  readonly last: LastTry | null;
  /** Who keeps the client. */
  readonly rep: string;
  readonly contact: BriefContact | null;
  readonly forCollector: InPlaceOf;
}

export const collectorsSections = ['promised', 'untried', 'again', 'disputed'] as const;
export type CollectorsSection = (typeof collectorsSections)[number];

/** An invoice with why it is asked for. */
export interface OwedLine {
  readonly section: CollectorsSection;
  readonly owed: OwedInvoice;
}

/** Up to how many days overdue invoices are counted together; null: longer. */
export const ageLimits = [30, 60, 90, null] as const;
export type AgeLimit = (typeof ageLimits)[number];

/** Invoices of one age. */
export interface OwedOfAge {
  readonly upTo: AgeLimit;
  readonly count: number;
  /** Sums by currency; what has no amount is in none of them. */
  readonly sums: readonly Money[];
}

export interface CollectorsDay {
  readonly lines: readonly OwedLine[];
  /** Of everything that is open, the youngest first. */
  readonly ages: readonly OwedOfAge[];
}

/** Why an invoice is asked for on a day; null where it rests. */
export function owedSection(
  { last, heardOn }: Pick<OwedInvoice, 'last' | 'heardOn'>,
  day: CivilDate,
): CollectorsSection | null {
  if (last === null) return heardOn < day ? 'untried' : null;
  switch (last.outcome) {
    case 'promised':
      return (last.until ?? addDays(last.on, askedAgain.promisedDays)) <= day ? 'promised' : null;
    case 'disputed':
      return 'disputed';
    case 'no-answer':
      return addDays(last.on, askedAgain.unansweredDays) <= day ? 'again' : null;
    case 'paid':
    case 'written-off':
      return null;
    default:
      return last.outcome satisfies never;
  }
}

/** Sums by currency, each once. */
export function sumsOf(amounts: readonly (Money | null)[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const one of amounts) if (one !== null) sums.set(one.currency, (sums.get(one.currency) ?? 0) + one.amount);
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([currency, amount]) => ({ amount, currency }));
}

const ageLimitOf = ({ since }: OwedInvoice, day: CivilDate): AgeLimit =>
  ageLimits.find((limit) => limit !== null && daysBetween(since, day) <= limit) ?? null;

/** The morning of who collects those invoices: section by section, what is overdue the longest first. */
export function collectorsDayOf(invoices: readonly OwedInvoice[], day: CivilDate): CollectorsDay {
  const place = ({ section }: OwedLine): number => collectorsSections.indexOf(section);
  const lines = invoices.flatMap((owed): OwedLine[] => {
    const section = owedSection(owed, day);
    return section === null ? [] : [{ section, owed }];
  });
  return {
    lines: lines.toSorted(
      (a, b) => place(a) - place(b) || (a.owed.since < b.owed.since ? -1 : a.owed.since > b.owed.since ? 1 : 0),
    ),
    ages: ageLimits.flatMap((upTo) => {
      const here = invoices.filter((one) => ageLimitOf(one, day) === upTo);
      return here.length === 0 ? [] : [{ upTo, count: here.length, sums: sumsOf(here.map(({ amount }) => amount)) }];
    }),
  };
}

/** True where somebody is to be called today. Once a week what is disputed, or rests, is told by itself. */
export function isCollectorsDayWorth({ lines, ages }: CollectorsDay, day: CivilDate, isWeekly: boolean): boolean {
  const isQuiet = ({ section, owed: { last } }: OwedLine): boolean =>
    section === 'disputed' && last !== null && addDays(last.on, askedAgain.disputedDays) > day;
  return lines.some((line) => !isQuiet(line)) || (isWeekly && ages.length > 0);
}
