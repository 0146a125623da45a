/**
 * Promises made before the sale, by id; their words and targets stay with the deal. Reviews measure them: not before their
 * date, and what improves is no miss. One that is missed in reviews running is proposed as oversold. A person flags it, on
 * that proposal or at any other time; the seller is told, and answers.
 *
 *   promised ──(a review)──► met │ coming, improving │ missed ──(missed again)──► proposed as oversold ──(a person)──► flagged ──► agreed │ disputed
 */
import { dayOf } from '../core/calendar';
import { nothing, type Concern, type See } from '../core/concern';
import { promiseIdOf, type DealPromise } from '../core/deal';
import { judged, trendOf, verdictOn, type Judged, type PromiseVerdict } from '../core/measure';
import type { Instant } from '../core/json';
import { isBounded } from '../core/ledger';

export const oversoldAnswers = ['agreed', 'disputed'] as const;
export type OversoldAnswer = (typeof oversoldAnswers)[number];

export interface Flag {
  readonly at: Instant;
  /** Null where no promise was named. */
  readonly promise: string | null;
  /** What the seller says to it; null while they have said nothing. */
  readonly answered: { readonly answer: OversoldAnswer; readonly at: Instant } | null;
  /** When a later review found the promise met after all; absent: it has not. */
  readonly metAt?: Instant;
}

export interface Promises {
  readonly flags: readonly Flag[];
  /** Promise id → reviews running in which it was missed. */
  readonly missed: { readonly [promise: string]: number };
  /** Reviews at which they were measured: each counts once. */
  readonly measured: readonly string[];
  /** Promises that the last review found short of their target before their date, or improving; absent: none. */
  readonly open?: readonly string[];
}

/** What a review found about a promise. */
export interface Measured extends Judged {
  readonly promise: string;
}

/** What came of it. */
interface FoundPromise {
  readonly promise: string;
  readonly met: boolean;
  /** Not met, and no miss all the same: it leaves the count of misses as it is. Where the rules do not ask, nothing is. */
  readonly as?: Extract<PromiseVerdict, 'coming' | 'improving'>;
}

declare module '../core/concern' {
  interface Slices {
    readonly promises: Promises;
  }
  interface Events {
    'promises-measured': { item: string; promises: readonly FoundPromise[] };
    'oversold-proposed': { promise: string; times: number };
    'oversold-flagged': { promise: string | null };
    'oversold-answered': { promise: string | null; answer: OversoldAnswer };
  }
  interface Facts {
    promisesMeasured: { item: string; promises: readonly Measured[] };
    oversoldAnswered: { promise: string | null; answer: OversoldAnswer };
  }
  interface Decisions {
    oversold: { promise: string | null };
  }
}

/** The actual figure of a promise, as a review heard it. */
export interface HeardActual {
  readonly metric: string;
  /** Absent where a person says met or missed without one. */
  readonly value?: number | undefined;
  /** Said by a person; it goes before what the promise itself says. */
  readonly met?: boolean | undefined;
}

/**
 * What actual figures say about promises, in the promises' order. Of several of one metric the last one counts; a
 * promise is left out where there is none, and where neither a person nor the promise itself says whether it is met.
 * `before`: the last figure of each metric that an earlier review heard.
 */
export function measuredBy(
  promises: readonly DealPromise[],
  actuals: readonly HeardActual[],
  before: ReadonlyMap<string, number> = new Map(),
): readonly Measured[] {
  return promises.flatMap((promise, index): Measured[] => {
    const { metric, by, better } = promise;
    const actual = actuals.findLast((one) => one.metric === metric);
    if (actual === undefined) return [];
    const { value } = actual;
    const met = actual.met ?? (value === undefined ? null : judged(promise, value));
    if (met === null) return [];
    const earlier = before.get(metric);
    const improves = value !== undefined && earlier !== undefined && trendOf([earlier, value], better) === 'improving';
    return [
      {
        promise: promiseIdOf(index),
        met,
        ...(by === undefined ? {} : { by }),
        ...(actual.met === undefined ? {} : { said: true as const }),
        ...(improves ? { improving: true as const } : {}),
      },
    ];
  });
}

/** What a lifecycle keeps of what was measured, by the rules that it lives by. */
function foundBy({ promise, ...how }: Measured, { rules, now, calendar }: See): FoundPromise {
  const { met } = how;
  const verdict = verdictOn(how, dayOf(now, calendar.zone));
  const isOpen = rules.promises.byDate && (verdict === 'coming' || verdict === 'improving');
  return { promise, met, ...(isOpen ? { as: verdict } : {}) };
}

/** Reviews running in which a promise must be missed before the flag is proposed: once can be a bad quarter. */
export const reviewsMissed = 2;

/** Reviews of which it is remembered that they were measured. An item that is older is not in the state any more. */
const measuredKept = 24;

/** The promises that are neither met nor missed, once these were measured; nothing where none ever was. */
function stillOpen({ open = [] }: Promises, found: readonly FoundPromise[]): Pick<Promises, 'open'> {
  const others = open.filter((id) => found.every(({ promise }) => promise !== id));
  const now = [...others, ...found.filter(({ as }) => as !== undefined).map(({ promise }) => promise)];
  return open.length === 0 && now.length === 0 ? {} : { open: now };
}

/** Keeps how promises were measured, and what was flagged as oversold. */
export const promises: Concern<'promises'> = {
  name: 'promises',

  begin: (seed) => seed.before?.slices.promises ?? { flags: [], missed: {}, measured: [] },

  evolve: (slice, event, at, { seed, rules }) => {
    switch (event.kind) {
      case 'promises-measured':
        return {
          ...slice,
          measured: [...slice.measured, event.item].slice(isBounded(seed) ? -measuredKept : 0),
          missed: {
            ...slice.missed,
            ...Object.fromEntries(
              event.promises
                .filter(({ as }) => as === undefined)
                .map(({ promise, met }) => [promise, met ? 0 : (slice.missed[promise] ?? 0) + 1]),
            ),
          },
          ...stillOpen(slice, event.promises),
          flags: slice.flags.map((flag) =>
            rules.promises.byDate && event.promises.some(({ promise, met }) => met && promise === flag.promise)
              ? { ...flag, metAt: at }
              : flag,
          ),
        };
      case 'oversold-flagged':
        return { ...slice, flags: [...slice.flags, { at, promise: event.promise, answered: null }] };
      case 'oversold-answered':
        return {
          ...slice,
          flags: slice.flags.map((flag) =>
            flag.promise === event.promise ? { ...flag, answered: { answer: event.answer, at } } : flag,
          ),
        };
      default:
        return slice;
    }
  },

  agenda: () => [],

  react: (event, slice) => {
    if (event.kind !== 'promises-measured') return nothing;
    const missedAgain = event.promises.filter(
      ({ promise, met, as }) =>
        !met &&
        as === undefined &&
        slice.missed[promise] === reviewsMissed &&
        !slice.flags.some((flag) => flag.promise === promise),
    );
    return { events: missedAgain.map(({ promise }) => ({ kind: 'oversold-proposed', promise, times: reviewsMissed })) };
  },

  decide: {
    promisesMeasured: ({ item, promises: measured }, slice, see) => {
      if (!see.slices.items.some(({ id }) => id === item)) return { refused: 'unknown-item' };
      return slice.measured.includes(item)
        ? { refused: 'already-there' }
        : { events: [{ kind: 'promises-measured', item, promises: measured.map((one) => foundBy(one, see)) }] };
    },
    oversold: ({ promise }, slice) =>
      slice.flags.some((flag) => flag.promise === promise)
        ? { refused: 'already-there' }
        : { events: [{ kind: 'oversold-flagged', promise }] },
    oversoldAnswered: ({ promise, answer }, slice) => {
      const flag = slice.flags.find((one) => one.promise === promise);
      if (flag === undefined) return { refused: 'not-flagged' };
      if (flag.answered !== null) return { refused: 'already-answered' };
      return { events: [{ kind: 'oversold-answered', promise, answer }] };
    },
  },
};
