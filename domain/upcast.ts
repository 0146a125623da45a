/** A state carried over from an older version of this program, brought to the present schema. */
import type { Concern, Seed, Slices } from './core/concern';
import { DomainFault, schemaVersion, type LifecycleState } from './lifecycle';
import { asPromised, type Policy } from './core/policy';
import { registry } from './registry';

type Loose = { readonly [key: string]: unknown };
type Old = Loose & { readonly seed: Seed; readonly slices: object };

/** Schema 1 knew no contacts, first year, birthdays, satisfaction or rescue; its rules, steps and items said less. */
function slicesOf1(old: object): object {
  const { standing, onboarding, items, promises } = old as {
    standing: Loose & { policy: Policy };
    onboarding: Loose & { steps: readonly Loose[] };
    items: readonly Loose[];
    promises: { flags: readonly Loose[] };
  };
  return {
    ...old,
    standing: { ...standing, policy: asPromised(standing.policy) },
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

/** Schemas 2 to 4 knew fewer rules: what its snapshot does not speak of does not apply. */
function withRulesInFull(old: object): object {
  const { standing } = old as { standing: Loose & { policy: Policy } };
  return { ...old, standing: { ...standing, policy: asPromised(standing.policy) } };
}

/** A concern that was added later begins with nothing. */
function complete(seed: Seed, old: object): Slices {
  const added = Object.values<Concern>(registry as never)
    .filter(({ name }) => !(name in old))
    .map((concern) => [concern.name, concern.begin(seed)]);
  return { ...Object.fromEntries(added), ...old } as Slices;
}

/** Schema version → what makes a state of that version one of the next. */
const upcasters: { readonly [version: number]: (state: Old) => Old } = {
  1: (state) => {
    const seed = upcastSeed(state.seed);
    return { ...state, schema: 2, seed, slices: slicesOf1(state.slices) };
  },
  2: (state) => ({ ...state, schema: 3, slices: withRulesInFull(state.slices) }),
  3: (state) => ({ ...state, schema: 4, slices: withRulesInFull(state.slices) }),
  4: (state) => ({ ...state, schema: 5, slices: withRulesInFull(state.slices) }),
};

/** The state in the present schema; throws `DomainFault` for one that is newer than this program. */
export function upcast(carried: { readonly schema: number }): LifecycleState {
  let state = carried;
  while (state.schema < schemaVersion) {
    const next = upcasters[state.schema];
    if (next === undefined) throw new DomainFault(`no upcaster from schema ${state.schema}`);
    state = next(state as unknown as Old) as unknown as { readonly schema: number };
  }
  if (state.schema > schemaVersion)
    throw new DomainFault(`schema ${state.schema} is newer than this program's ${schemaVersion}`);
  const now = state as LifecycleState;
  return { ...now, slices: complete(now.seed, now.slices) };
}

/** A seed whose earlier term was lived by an older version: what runs on from it is brought to the present schema. */
export function upcastSeed(seed: Seed): Seed {
  const { before, ...rest } = seed;
  if (before === undefined) return seed;
  const slices = 'contacts' in before.slices ? before.slices : slicesOf1(before.slices);
  return { ...seed, before: { ...before, slices: complete(rest, slices) } };
}
