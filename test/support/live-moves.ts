/** Lives a random life through the domain, move by move. */
import type { Recorded } from '../../domain/core/concern';
import { accept, advance, begin, type LifecycleState } from '../../domain/lifecycle';
import { start, type Move } from './random-lives';
import type { seedOf } from './seeds';

const hourMs = 3_600_000;
/** The moment that many hours later. */
export const hoursLater = (moment: string, hours: number): string =>
  new Date(Date.parse(moment) + hours * hourMs).toISOString();

/** A life as it was lived. */
export interface LivedLife {
  readonly state: LifecycleState;
  readonly ledger: readonly Recorded[];
}

/** Lives it; what `each` makes of the state after a move goes on. */
export function play(
  seed: ReturnType<typeof seedOf>,
  moves: readonly Move[],
  each?: (state: LifecycleState, now: string) => LifecycleState,
): LivedLife {
  let now = start;
  const begun = begin(seed, now);
  let { state } = begun;
  const ledger = [...begun.events];
  for (const { afterHours, what } of moves) {
    now = hoursLater(now, afterHours);
    const next = what === null ? advance(state, null, now) : accept(state, what, now);
    ledger.push(...next.events);
    state = each === undefined ? next.state : each(next.state, now);
  }
  return { state, ledger };
}
