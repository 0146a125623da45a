/** Short ways to live a lifecycle in the pure core. */
import type { Event, MessageName, Recorded, Seed } from '../../domain/core/concern';
import { health, type Health } from '../../domain/concerns/health';
import { accept, advance, begin, type LifecycleState } from '../../domain/lifecycle';
import type { Rules } from '../../domain/core/policy';
import { happened } from './happened';
import { seedOf } from './seeds';

/** A Monday. */
export const dayOne = '2027-01-04T10:00:00.000Z';

let ids = 0;

/** The state after a message. */
export function say(state: LifecycleState, at: string, name: MessageName, data: object = {}): LifecycleState {
  return accept(state, happened(name, `said-${(ids += 1)}`, data), at).state;
}

/** The state at a moment. */
export function until(state: LifecycleState, at: string): LifecycleState {
  return advance(state, null, at.length === 10 ? `${at}T12:00:00.000Z` : at).state;
}

/** A lifecycle that went straight to retention. */
export function retained(parts: Partial<Seed> = {}, rules: Partial<Rules> = {}): LifecycleState {
  return begin(seedOf({ onboarding: { skip: true, steps: [] }, ...parts }, rules), dayOne).state;
}

/** A lifecycle in onboarding. */
export function onboarded(parts: Partial<Seed> = {}, rules: Partial<Rules> = {}): LifecycleState {
  return begin(seedOf(parts, rules), dayOne).state;
}

/** Everything that happens from a state until a moment, if nobody says anything. */
export function happening(state: LifecycleState, at: string): readonly Recorded[] {
  return advance(state, null, at.length === 10 ? `${at}T12:00:00.000Z` : at).events;
}

/** Days on which events of a kind came, with one of their fields. */
export function daysOf<K extends Event['kind']>(
  events: readonly Recorded[],
  kind: K,
  field?: keyof Extract<Event, { kind: K }>,
): readonly string[] {
  return events
    .filter(({ event }) => event.kind === kind)
    .map(({ at, event }) =>
      field === undefined
        ? at.slice(0, 10)
        : `${at.slice(0, 10)} ${String(new Map<string, unknown>(Object.entries(event)).get(String(field)))}`,
    );
}

/** Nothing known, nothing wrong. */
export const well: Health = health.begin(seedOf());
