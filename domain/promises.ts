/** Promises made before the sale, by id; their words and targets stay with the deal. Flags that one cannot be kept. */
import type { Concern } from './concern';
import type { Instant } from './json';

export interface Promises {
  readonly flags: readonly { readonly at: Instant; readonly promise: string | null }[];
}

declare module './concern' {
  interface Slices {
    readonly promises: Promises;
  }
  interface Events {
    'oversold-flagged': { promise: string | null };
  }
  interface Decisions {
    oversold: { promise: string | null };
  }
}

export const promises: Concern<'promises'> = {
  name: 'promises',
  begin: (seed) => seed.before?.slices.promises ?? { flags: [] },
  evolve: (slice, event, at) =>
    event.kind === 'oversold-flagged' ? { flags: [...slice.flags, { at, promise: event.promise }] } : slice,
  agenda: () => [],
  decide: {
    oversold: ({ promise }, slice) =>
      slice.flags.some((flag) => flag.promise === promise)
        ? { refused: 'already-there' }
        : { events: [{ kind: 'oversold-flagged', promise }] },
  },
  tell: {
    'oversold-flagged': (e) =>
      `Flagged as oversold${e.promise === null ? '' : ` (${e.promise})`}; the seller and the manager were told.`,
  },
};
