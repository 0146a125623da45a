/**
 * The book: every contract term as the ledger tells it, cut down to what was known at a moment. Figures are computed
 * from it and from nothing else. Days are counted in UTC.
 */
import { groupBy } from '../core/grouped';
import { addDays } from '../core/calendar';
import type { CivilDate, Instant, Money } from '../core/json';
import type { EventKind, Recorded } from '../core/concern';
import { hasEnded, type Ending } from '../core/stages';

/** One lifecycle, as far as figures look at it. */
export interface BookTerm {
  readonly lifecycle: string;
  /** The product line of which it is one term: `<dealId>.<productCode>`. */
  readonly line: string;
  readonly client: string;
  readonly product: string;
  readonly seller: string | null;
  readonly term: number;
  readonly startsOn: CivilDate;
  readonly renewsOn: CivilDate;
  /** What it was worth a year when the term began. */
  readonly annualValue: Money;
  /**
   * What it is worth since, in minor units of the same currency, in the order in which it was heard. `on`: the day from which
   * it counts, where that is not the day of `at`. `agreed`: a step in value that was agreed before the close.
   */
  readonly changes: readonly {
    readonly at: Instant;
    readonly on?: CivilDate;
    readonly amount: number;
    readonly agreed?: true;
  }[];
  /** Domain moment from which it is known. */
  readonly began: Instant;
  /** It entered mid-term: what was before is not known, so it counts from the day it entered. */
  readonly imported: boolean;
  readonly onboardedAt: Instant | null;
  readonly ended: { readonly at: Instant; readonly as: Ending; readonly reason: string } | null;
  /** When it was first flagged as oversold. */
  readonly flaggedAt: Instant | null;
}

/** What events tell the book of their term; null for what they do not speak of. */
export interface TermNews {
  readonly began: Instant | null;
  readonly onboardedAt: Instant | null;
  readonly ended: BookTerm['ended'];
  readonly flaggedAt: Instant | null;
}

/**
 * What the book learns from events that were just recorded; `recycles`: how often the term has gone back to onboarding by
 * now. The first onboarding counts alone: one after a recycle is no news, whether the recycle is among the events or was
 * earlier.
 */
export function termNewsIn(events: readonly Recorded[], recycles: number): TermNews {
  const at = (among: readonly Recorded[], kind: EventKind): Instant | null =>
    among.find(({ event }) => event.kind === kind)?.at ?? null;
  const again = events.findIndex(({ event }) => event.kind === 'recycled');
  const before = recycles - events.filter(({ event }) => event.kind === 'recycled').length;
  const ended = events.flatMap((one): readonly NonNullable<BookTerm['ended']>[] =>
    one.event.kind === 'stage-changed' && hasEnded(one.event.to)
      ? [{ at: one.at, as: one.event.to, reason: one.event.reason }]
      : [],
  );
  return {
    began: at(events, 'lifecycle-began'),
    onboardedAt: before > 0 ? null : at(again < 0 ? events : events.slice(0, again), 'onboarding-completed'),
    ended: ended[0] ?? null,
    flaggedAt: at(events, 'oversold-flagged'),
  };
}

/** A product line with its terms, in their order. */
export interface ProductLine {
  readonly id: string;
  readonly client: string;
  readonly product: string;
  readonly seller: string | null;
  readonly terms: readonly BookTerm[];
  /** The first day on which it counts. */
  readonly since: CivilDate;
  /** The first day on which it is gone; null while it is there. */
  readonly goneOn: CivilDate | null;
  readonly imported: boolean;
}

export interface Period {
  readonly from: CivilDate;
  /** The first day after it. */
  readonly to: CivilDate;
}

/** The terms as they were known at the end of a day. */
export function knownAsOf(terms: readonly BookTerm[], day: CivilDate): readonly BookTerm[] {
  const known = (at: Instant | null): Instant | null => (at === null || at.slice(0, 10) > day ? null : at);
  const isAllKnown = ({ changes, onboardedAt, flaggedAt, ended }: BookTerm): boolean =>
    known(onboardedAt) === onboardedAt &&
    known(flaggedAt) === flaggedAt &&
    (ended === null || known(ended.at) !== null) &&
    changes.every(({ at }) => known(at) !== null);
  return terms
    .filter(({ began }) => known(began) !== null)
    .map((term) =>
      isAllKnown(term)
        ? term
        : {
            ...term,
            changes: term.changes.filter(({ at }) => known(at) !== null),
            onboardedAt: known(term.onboardedAt),
            flaggedAt: known(term.flaggedAt),
            ended: term.ended !== null && known(term.ended.at) !== null ? term.ended : null,
          },
    );
}

function lineOf(terms: readonly BookTerm[]): ProductLine | null {
  const ordered = terms.toSorted((a, b) => a.term - b.term);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return null;
  const entered = first.began.slice(0, 10);
  const { line: id, client, product, seller, imported, startsOn } = first;
  return {
    id,
    client,
    product,
    seller,
    terms: ordered,
    since: imported && entered > startsOn ? entered : startsOn,
    goneOn: last.ended === null || last.ended.as === 'renewed' ? null : last.ended.at.slice(0, 10),
    imported,
  };
}

/** Computes something of a book once, however many periods ask for it: a book never changes. */
function oncePerBook<T>(compute: (terms: readonly BookTerm[]) => T): (terms: readonly BookTerm[]) => T {
  const known = new WeakMap<readonly BookTerm[], { readonly of: T }>();
  return (terms) => {
    const found = known.get(terms) ?? { of: compute(terms) };
    known.set(terms, found);
    return found.of;
  };
}

/** The product lines of a book. */
export const linesOf = oncePerBook((terms): readonly ProductLine[] =>
  [...groupBy(terms, ({ line }) => line).values()].flatMap((one) => lineOf(one) ?? []),
);

/** The product lines of a book, client by client. */
export const linesByClient = oncePerBook((terms): readonly (readonly ProductLine[])[] => [
  ...groupBy(linesOf(terms), ({ client }) => client).values(),
]);

/** True while the line is there, on that day. */
export function isThere({ since, goneOn }: Pick<ProductLine, 'since' | 'goneOn'>, day: CivilDate): boolean {
  return since <= day && (goneOn === null || day < goneOn);
}

/** The term in force on a day. */
export function termOn({ terms }: ProductLine, day: CivilDate): BookTerm | undefined {
  return terms.findLast(({ startsOn }) => startsOn <= day) ?? terms[0];
}

/** What a term is worth a year on a day. */
export function worthOn({ annualValue, changes }: BookTerm, day: CivilDate): Money {
  const changed = changes.findLast(({ at }) => at.slice(0, 10) <= day);
  return changed === undefined ? annualValue : { ...annualValue, amount: changed.amount };
}

/** What a line is worth a year on a day; null when it is not there. */
export function valueOn(line: ProductLine, day: CivilDate): Money | null {
  const term = isThere(line, day) ? termOn(line, day) : undefined;
  return term === undefined ? null : worthOn(term, day);
}

/** Nothing is known of days after the one as of which it is asked: a period is cut off there. */
export function cut({ from, to }: Period, day: CivilDate): Period {
  const end = addDays(day, 1);
  return { from, to: to < end ? to : end < from ? from : end };
}
