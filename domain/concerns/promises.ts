/**
 * Promises made before the sale, by id; their words and targets stay with the deal. Reviews measure them: a promise that
 * is missed in reviews running is proposed as oversold. A person flags it, on that proposal or at any other time; the
 * seller is told, and answers.
 *
 *   promised ──(a review)──► met │ missed ──(missed again)──► proposed as oversold ──(a person)──► flagged ──► agreed │ disputed
 */
import { nothing, type Concern } from '../core/concern';
import { promiseIdOf, type DealPromise } from '../core/deal';
import { judged } from '../core/measure';
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
}

export interface Promises {
  readonly flags: readonly Flag[];
  /** Promise id → reviews running in which it was missed. */
  readonly missed: { readonly [promise: string]: number };
  /** Reviews at which they were measured: each counts once. */
  readonly measured: readonly string[];
}

/** What a review found about a promise. */
export interface Measured {
  readonly promise: string;
  readonly met: boolean;
}

declare module '../core/concern' {
  interface Slices {
    readonly promises: Promises;
  }
  interface Events {
    'promises-measured': { item: string; promises: readonly Measured[] };
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
  readonly value: number;
  /** Said by a person; it goes before what the promise itself says. */
  readonly met?: boolean | undefined;
}

/**
 * What actual figures say about promises, in the promises' order. Of several of one metric the last one counts; a
 * promise is left out where there is none, and where neither a person nor the promise itself says whether it is met.
 */
export function measuredBy(promises: readonly DealPromise[], actuals: readonly HeardActual[]): readonly Measured[] {
  return promises.flatMap((promise, index): Measured[] => {
    const actual = actuals.findLast(({ metric }) => metric === promise.metric);
    const met = actual === undefined ? null : (actual.met ?? judged(promise, actual.value));
    return met === null ? [] : [{ promise: promiseIdOf(index), met }];
  });
}

/** Reviews running in which a promise must be missed before the flag is proposed: once can be a bad quarter. */
export const reviewsMissed = 2;

/** Reviews of which it is remembered that they were measured. An item that is older is not in the state any more. */
const measuredKept = 24;

/** Keeps how promises were measured, and what was flagged as oversold. */
export const promises: Concern<'promises'> = {
  name: 'promises',

  begin: (seed) => seed.before?.slices.promises ?? { flags: [], missed: {}, measured: [] },

  evolve: (slice, event, at, { seed }) => {
    switch (event.kind) {
      case 'promises-measured':
        return {
          ...slice,
          measured: [...slice.measured, event.item].slice(isBounded(seed) ? -measuredKept : 0),
          missed: {
            ...slice.missed,
            ...Object.fromEntries(
              event.promises.map(({ promise, met }) => [promise, met ? 0 : (slice.missed[promise] ?? 0) + 1]),
            ),
          },
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
      ({ promise, met }) =>
        !met && slice.missed[promise] === reviewsMissed && !slice.flags.some((flag) => flag.promise === promise),
    );
    return { events: missedAgain.map(({ promise }) => ({ kind: 'oversold-proposed', promise, times: reviewsMissed })) };
  },

  decide: {
    promisesMeasured: (measured, slice, { slices }) => {
      if (!slices.items.some(({ id }) => id === measured.item)) return { refused: 'unknown-item' };
      return slice.measured.includes(measured.item)
        ? { refused: 'already-there' }
        : { events: [{ kind: 'promises-measured', ...measured }] };
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

  sentences: {
    'promises-measured': (e) =>
      `Promises measured at ${e.item}: ${e.promises.map(({ promise, met }) => `${promise} ${met ? 'met' : 'missed'}`).join(', ')}.`,
    'oversold-proposed': (e) => `${e.promise} was missed ${e.times} times running: is it oversold?`,
    'oversold-flagged': (e) =>
      `Flagged as oversold${e.promise === null ? '' : ` (${e.promise})`}; the seller and the manager were told.`,
    'oversold-answered': (e) =>
      `The seller ${e.answer === 'agreed' ? 'agrees that it is' : 'disputes that it is'} oversold${e.promise === null ? '' : ` (${e.promise})`}.`,
  },
};
