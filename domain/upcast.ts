/**
 * States and seeds of earlier versions, brought to the present.
 *
 * Each upcaster makes a state of one schema a state of the next. It is frozen: it names what it adds itself, and calls
 * nothing that a later version may change. What was added without changing a shape is completed at the end: a concern
 * that came later begins with nothing, and a rule that a policy does not speak of does not apply.
 */
import type { Seed, Slices } from './core/concern';
import { asPromised } from './core/policy';
import { DomainFault, schemaVersion, type LifecycleState } from './lifecycle';
import { slicesOf } from './registry';

type Bag = { readonly [key: string]: unknown };
/** A state of an earlier version: its slices are known by name, and not trusted further. */
type Old = Bag & { readonly schema: number; readonly slices: Bag };

/** Schema 1 knew no contacts, first year, birthdays, satisfaction or rescue; its steps, items and promises said less. */
function slicesOf1(slices: Bag): Bag {
  const { onboarding, items, promises } = slices as {
    onboarding: Bag & { steps: readonly Bag[] };
    items: readonly Bag[];
    promises: { flags: readonly Bag[] };
  };
  return {
    ...slices,
    onboarding: {
      ...onboarding,
      steps: onboarding.steps.map((step) => ({
        owner: null,
        targetDays: null,
        targetOn: null,
        urgency: 'open',
        ...step,
      })),
    },
    items: items.map((item) => ({ covered: null, ...item })),
    promises: {
      missed: {},
      measured: [],
      flags: promises.flags.map((flag) => ({ answer: null, answeredAt: null, ...flag })),
    },
  };
}

/** Items of schema 5 have their ordinal in their id alone. */
function slicesOf5(slices: Bag): Bag {
  const items = slices.items as readonly (Bag & { id: string })[];
  return {
    ...slices,
    items: items.map((item) => ({ ordinal: Number(item.id.slice(item.id.lastIndexOf('-') + 1)), ...item })),
  };
}

/** Schema version → what makes the slices of that version those of the next. Schemas 3 to 5 only brought new rules. */
const upcasters: { readonly [version: number]: (slices: Bag) => Bag } = {
  1: slicesOf1,
  2: (slices) => slices,
  3: (slices) => slices,
  4: (slices) => slices,
  5: slicesOf5,
};

/** What was added without changing a shape: concerns that came later, and rules. */
function complete(seed: Seed, slices: Partial<Slices>): Slices {
  const whole = slicesOf((concern) => slices[concern.name] ?? concern.begin(seed));
  return { ...whole, standing: { ...whole.standing, policy: asPromised(whole.standing.policy) } };
}

/** The state in the present schema; throws `DomainFault` for one that is newer than this program, or none at all. */
export function upcast(carried: unknown): LifecycleState {
  let state = carried as Old;
  if (typeof state !== 'object' || state === null || typeof state.schema !== 'number')
    throw new DomainFault('this is no state of a lifecycle');
  while (state.schema < schemaVersion) {
    const next = upcasters[state.schema];
    if (next === undefined) throw new DomainFault(`no upcaster from schema ${state.schema}`);
    state = { ...state, schema: state.schema + 1, slices: next(state.slices) };
  }
  if (state.schema > schemaVersion)
    throw new DomainFault(`schema ${state.schema} is newer than this program's ${schemaVersion}`);
  const { seed, slices, ...rest }: Bag & Omit<LifecycleState, 'schema'> = state as Old & Omit<LifecycleState, 'schema'>;
  const brought = carried === state ? seed : upcastSeed(seed);
  return { ...rest, schema: schemaVersion, seed: brought, slices: complete(brought, slices) };
}

/** A seed whose earlier term was lived by an older version: what runs on from it is brought to the present schema. */
export function upcastSeed(seed: Seed): Seed {
  const { before, ...rest } = seed;
  if (before === undefined) return seed;
  // An earlier term's slices do not say their schema; what they lack does.
  const old: Bag = { ...before.slices };
  const slices = slicesOf5('contacts' in old ? old : slicesOf1(old));
  return { ...seed, before: { ...before, slices: complete(rest, slices) } };
}
