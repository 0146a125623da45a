/**
 * The book: every contract term as the ledger tells it, cut down to what was known at a moment. Figures are computed
 * from it and from nothing else. Days are counted in UTC.
 */
import { groupBy } from '../core/grouped';
import { addDays } from '../core/calendar';
import type { CivilDate, Instant, Money } from '../core/json';
import type { Ending, losses } from '../core/stages';

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
  /** What it is worth since, in minor units of the same currency, in the order in which it became known. */
  readonly changes: readonly {
    readonly at: Instant;
    readonly amount: number;
    /** The day from which it counts; absent: the day of `at`. */
    readonly on?: CivilDate;
    /** It was agreed when the contract was made: neither expansion nor contraction. */
    readonly agreed?: true;
  }[];
  /** The client's notices, the latest last: one replaces the one before. */
  readonly notices: readonly {
    readonly at: Instant;
    readonly receivedOn: CivilDate;
    /** The first day without the product. */
    readonly endsOn: CivilDate;
    readonly reason: string;
    readonly withdrawnAt?: Instant;
    /** How it was saved. */
    readonly saved?: 'withdrawal' | 'renewal';
    /** When first steps of an escalation were done while it stood. */
    readonly steps: readonly Instant[];
    /** When it was corrected that one of them was not; absent where none was. */
    readonly undone?: readonly Instant[];
  }[];
  /** How often it went on by itself: on which day, and until when. */
  readonly prolonged: readonly { readonly at: Instant; readonly on: CivilDate; readonly until: CivilDate }[];
  /** Domain moment from which it is known. */
  readonly began: Instant;
  /** It entered mid-term: what was before is not known, so it counts from the day it entered. */
  readonly imported: boolean;
  readonly onboardedAt: Instant | null;
  readonly ended: {
    readonly at: Instant;
    readonly as: Ending;
    readonly reason: string;
    /** The day on which it took effect; absent: the day of `at`. */
    readonly on?: CivilDate;
  } | null;
  /** When it was first flagged as oversold. */
  readonly flaggedAt: Instant | null;
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
  /** The first day that begins with it there: the one after `since`; of a line brought over mid-term, that day itself. */
  readonly opensOn: CivilDate;
  /** The first day on which it is gone; null while it is there. */
  readonly goneOn: CivilDate | null;
  readonly imported: boolean;
}

export interface Period {
  readonly from: CivilDate;
  /** The first day after it. */
  readonly to: CivilDate;
}

/** The day of a moment. */
export const dayAt = (at: Instant): CivilDate => at.slice(0, 10);

/** A notice, as the book keeps it. */
export type BookNotice = BookTerm['notices'][number];

/** A notice as it was known: withdrawn later, it stood then. */
function noticeAsOf(notice: BookNotice, isKnown: (at: Instant) => boolean): BookNotice {
  const { undone = [] } = notice;
  const known = {
    steps: notice.steps.filter(isKnown),
    ...(undone.length === 0 ? {} : { undone: undone.filter(isKnown) }),
  };
  if (notice.withdrawnAt !== undefined && isKnown(notice.withdrawnAt)) return { ...notice, ...known };
  const { withdrawnAt, saved, ...stood } = notice;
  return { ...stood, ...known };
}

/** Every moment at which something of a term became known. */
function momentsOf({ changes, notices, prolonged, onboardedAt, flaggedAt, ended }: BookTerm): readonly Instant[] {
  const once = [onboardedAt, flaggedAt, ended?.at ?? null].filter((at) => at !== null);
  const often = [...changes, ...prolonged].map(({ at }) => at);
  const ofNotices = notices.flatMap(({ at, withdrawnAt, steps, undone = [] }) => [
    at,
    withdrawnAt ?? at,
    ...steps,
    ...undone,
  ]);
  return [...once, ...often, ...ofNotices];
}

/** The terms as they were known at the end of a day. */
export function knownAsOf(terms: readonly BookTerm[], day: CivilDate): readonly BookTerm[] {
  const isKnown = (at: Instant): boolean => dayAt(at) <= day;
  const known = (at: Instant | null): Instant | null => (at !== null && isKnown(at) ? at : null);
  return terms
    .filter(({ began }) => isKnown(began))
    .map((term) =>
      momentsOf(term).every(isKnown)
        ? term
        : {
            ...term,
            changes: term.changes.filter(({ at }) => isKnown(at)),
            notices: term.notices.filter(({ at }) => isKnown(at)).map((notice) => noticeAsOf(notice, isKnown)),
            prolonged: term.prolonged.filter(({ at }) => isKnown(at)),
            onboardedAt: known(term.onboardedAt),
            flaggedAt: known(term.flaggedAt),
            ended: term.ended !== null && isKnown(term.ended.at) ? term.ended : null,
          },
    );
}

/** The notice that stands in a term which goes on, or with which it ended. */
export function noticeOf({ notices, ended }: BookTerm): BookNotice | null {
  const last = notices.at(-1);
  return last === undefined || last.withdrawnAt !== undefined || ended?.as === 'renewed' ? null : last;
}

/** How a term was lost, or will be by a notice that stands: the first day on which it is gone. Null while it is kept. */
export interface Loss {
  readonly on: CivilDate;
  readonly as: (typeof losses)[number];
  readonly reason: string;
}

/** The loss of a term, on the day on which it takes effect. */
export function lossOf(term: BookTerm): Loss | null {
  const { ended } = term;
  const notice = noticeOf(term);
  if (ended === null) return notice === null ? null : { on: notice.endsOn, as: 'churned', reason: notice.reason };
  return ended.as === 'renewed' ? null : { on: ended.on ?? dayAt(ended.at), as: ended.as, reason: ended.reason };
}

function lineOf(terms: readonly BookTerm[]): ProductLine | null {
  const ordered = terms.toSorted((a, b) => a.term - b.term);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return null;
  const entered = dayAt(first.began);
  const { line: id, client, product, seller, imported, startsOn } = first;
  const isMidTerm = imported && entered > startsOn;
  return {
    id,
    client,
    product,
    seller,
    terms: ordered,
    since: isMidTerm ? entered : startsOn,
    opensOn: isMidTerm ? entered : addDays(startsOn, 1),
    goneOn: lossOf(last)?.on ?? null,
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

/** True while the line is there, at the end of that day. */
export function isThere({ since, goneOn }: Pick<ProductLine, 'since' | 'goneOn'>, day: CivilDate): boolean {
  return since <= day && (goneOn === null || day < goneOn);
}

/** True while the line is there when a day begins: what comes or goes on a day counts on it. */
export function isThereAtStartOf(
  { opensOn, goneOn }: Pick<ProductLine, 'opensOn' | 'goneOn'>,
  day: CivilDate,
): boolean {
  return opensOn <= day && (goneOn === null || day <= goneOn);
}

/** The term in force on a day. */
export function termOn({ terms }: ProductLine, day: CivilDate): BookTerm | undefined {
  return terms.findLast(({ startsOn }) => startsOn <= day) ?? terms[0];
}

type WorthChange = BookTerm['changes'][number];

/** The day from which a change counts. */
export const countsFrom = ({ at, on }: WorthChange): CivilDate => on ?? dayAt(at);

/** The changes of a term's worth, in the order in which they take effect; of one day, the one that was known last is last. */
export function changesInOrder({ changes }: BookTerm): readonly WorthChange[] {
  return changes.toSorted((a, b) => (countsFrom(a) < countsFrom(b) ? -1 : countsFrom(a) > countsFrom(b) ? 1 : 0));
}

/** What a term is worth a year at the end of a day. */
export function worthOn(term: BookTerm, day: CivilDate): Money {
  const changed = changesInOrder(term).findLast((change) => countsFrom(change) <= day);
  return changed === undefined ? term.annualValue : { ...term.annualValue, amount: changed.amount };
}

/**
 * The term that says what a line is worth on a day: the one in force; or one that was renewed early and has changed since,
 * for whatever is agreed or sold then is told to it.
 */
export function worthTermOn({ terms }: ProductLine, day: CivilDate): BookTerm | undefined {
  return (
    terms.findLast((term) => term.startsOn <= day || term.changes.some((one) => countsFrom(one) <= day)) ?? terms[0]
  );
}

/** What a line is worth a year when a day begins; null when it is not there. */
export function valueAtStartOf(line: ProductLine, day: CivilDate): Money | null {
  const eve = addDays(day, -1);
  const term = isThereAtStartOf(line, day) ? worthTermOn(line, eve) : undefined;
  return term === undefined ? null : worthOn(term, eve);
}

/** The last day on which something of these terms became known. */
export function lastKnownDay(terms: readonly BookTerm[]): CivilDate {
  return terms.reduce(
    (last, term) => [term.began, ...momentsOf(term)].reduce((day, at) => (dayAt(at) > day ? dayAt(at) : day), last),
    '',
  );
}

/** Nothing is known of days after the one as of which it is asked: a period is cut off there. */
export function cut({ from, to }: Period, day: CivilDate): Period {
  const end = addDays(day, 1);
  return { from, to: to < end ? to : end < from ? from : end };
}
