/** A rep's clients passed on: which receiver gets which client, and how first steps of many are spread. */
import { addDays } from '../core/calendar';
import type { CivilDate, Money } from '../core/json';
import { chooseRep, profileFor, type Candidate, type KeyFrom } from './people';

/** A client with what a rep keeps of it. */
export interface Kept {
  readonly client: string;
  readonly lifecycles: readonly string[];
  readonly annualValue: readonly Money[];
  /** Reps who keep other lifecycles of the client. */
  readonly keptBy: readonly string[];
}

export interface Assignment {
  readonly client: string;
  readonly lifecycles: readonly string[];
  readonly to: string;
  readonly why: readonly string[];
}

/**
 * Which receiver gets which client. A client is one relationship: all its lifecycles go to one receiver. Clients are given
 * out one by one, those with the most lifecycles first. For each `chooseRep` chooses among the receivers, whose load
 * includes what they were given before. No receivers: nobody gets anything.
 */
export function distribute(
  clients: readonly Kept[],
  receivers: readonly Candidate[],
  keyFrom: KeyFrom,
): readonly Assignment[] {
  const load = new Map(receivers.map((candidate) => [candidate.id, candidate.load]));
  return clients
    .toSorted((a, b) => b.lifecycles.length - a.lifecycles.length || (a.client < b.client ? -1 : 1))
    .flatMap(({ client, lifecycles, annualValue, keptBy }) => {
      const candidates = receivers.map((candidate) => ({
        ...candidate,
        load: load.get(candidate.id) ?? candidate.load,
      }));
      const chosen = chooseRep(candidates, { keptBy, profile: profileFor(annualValue, keyFrom) });
      if (chosen === null) return [];
      load.set(chosen.candidate.id, chosen.candidate.load + lifecycles.length);
      return [{ client, lifecycles, to: chosen.candidate.id, why: chosen.why }];
    });
}

/**
 * Who keeps the groups of somebody who leaves, so that no new client goes to the leaver: whoever takes most of their
 * lifecycles, of several the first by id. Null where nobody takes any over.
 */
export function heirOf(receivers: readonly { readonly rep: string; readonly lifecycles: number }[]): string | null {
  const [first] = receivers.toSorted((a, b) => b.lifecycles - a.lifecycles || (a.rep < b.rep ? -1 : 1));
  return first?.rep ?? null;
}

/** Days for so many first steps, from the day after `today` on, spread evenly over the days of a window. */
export function spread(count: number, today: CivilDate, windowDays: number): readonly CivilDate[] {
  return Array.from({ length: count }, (_, index) => addDays(today, 1 + Math.floor((index * windowDays) / count)));
}
