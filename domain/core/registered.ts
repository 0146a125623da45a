/** Concerns as the loops of `lifecycle.ts` see them: each knows its own slice, and nobody has to name its types. */
import {
  nothing,
  type Concern,
  type ConcernName,
  type Decided,
  type Deciders,
  type Event,
  type HappenedOf,
  type MessageName,
  type See,
  type Slices,
  type Step,
  type TaskOf,
  type View,
} from './concern';
import type { PlannedProgramme } from './item';

/** A step, and how its concern takes it. */
export interface Due {
  readonly step: Step;
  take(see: See): Decided;
}

/** A concern with its own types closed over, so that the loops of `lifecycle.ts` treat all of them alike. */
export interface Registered {
  readonly name: ConcernName;
  /** It acts in lives in flight too. */
  readonly always: boolean;
  readonly programmes: readonly PlannedProgramme[];
  /** Names of the messages that it answers. */
  readonly messageNames: readonly string[];
  agenda(view: View): readonly Due[];
  react(event: Event, see: See): Decided;
  /** Null when this concern does not answer such a message. */
  decide<M extends MessageName>(message: HappenedOf<M>, see: See): Decided | null;
}

/** Closes a concern over its slice, its tasks and its messages. */
export function registered<K extends ConcernName>(concern: Concern<K>): Registered {
  const { name } = concern;
  const dues = new WeakMap<Step<TaskOf<K>>, Due>();
  /** A step's due is remembered by it: most steps are the same from event to event. */
  const dueOf = (step: Step<TaskOf<K>>): Due => {
    const known = dues.get(step);
    if (known !== undefined) return known;
    const due: Due = { step, take: (see) => concern.due?.(step, see.slices[name], see) ?? nothing };
    dues.set(step, due);
    return due;
  };
  return {
    name,
    always: concern.always === true,
    programmes: concern.programmes ?? [],
    messageNames: Object.keys(concern.decide ?? {}),
    agenda: (view) => concern.agenda(view.slices[name], view).map(dueOf),
    react: (event, see) => concern.react?.(event, see.slices[name], see) ?? nothing,
    decide: <M extends MessageName>(message: HappenedOf<M>, see: See) => {
      const decider: Deciders<Slices[K]>[M] | undefined = concern.decide?.[message.name];
      return decider?.(message.data, see.slices[name], see) ?? null;
    },
  };
}
