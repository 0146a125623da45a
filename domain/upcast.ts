/**
 * States and seeds of earlier versions, brought to the present.
 *
 * Each upcaster makes a state of one schema a state of the next. It is frozen: it names what it adds itself, and calls
 * nothing that a later version may change. What was added without changing a shape is completed at the end, by code of
 * today: a concern that came later begins with nothing, and a rule that a policy does not speak of does not apply
 * (`asPromised`).
 */
import type { Seed, Slices } from './core/concern';
import { asPromised } from './core/policy';
import { DomainFault, schemaVersion, type LifecycleState } from './lifecycle';
import { slicesOf } from './registry';

type Bag = { readonly [key: string]: unknown };
/** A state of an earlier version: its slices are known by name, and not trusted further. */
type Old = Bag & { readonly schema: number; readonly slices: Bag };
/** A slice that keeps a list. */
type Listing = Bag & { readonly list: readonly Bag[] };

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

const listOf6 = (slice: Listing, of: (one: Bag) => Bag): Bag => ({ ...slice, list: slice.list.map(of) });

function pauseOf6({ until, remindAt, ...pause }: Bag): Bag {
  return until === null ? { ...pause, kind: 'open-ended', remindAt } : { ...pause, kind: 'until', until };
}

function escalationOf6({ acknowledgedAt, resolvedAt, ...one }: Bag): Bag {
  if (resolvedAt !== null) return { ...one, state: 'resolved', acknowledgedAt, resolvedAt };
  return acknowledgedAt === null ? { ...one, state: 'open' } : { ...one, state: 'acknowledged', acknowledgedAt };
}

function receivableOf6({ closedAt, end, ...one }: Bag): Bag {
  return closedAt === null ? { ...one, state: 'open' } : { ...one, state: 'closed', closedAt, end };
}

function opportunityOf6({ restsUntil, closedAt, end, ...one }: Bag): Bag {
  if (closedAt !== null) return { ...one, state: 'closed', closedAt, end, restsUntil };
  return restsUntil === null ? { ...one, state: 'open' } : { ...one, state: 'resting', restsUntil };
}

function flagOf6({ answer, answeredAt, ...flag }: Bag): Bag {
  return { ...flag, answered: answer === null ? null : { answer, at: answeredAt } };
}

function renewalOf6({ undecidedAt, graceDays, ...renewal }: Bag): Bag {
  const undecided = { at: undecidedAt, ...(graceDays === undefined ? {} : { graceDays }) };
  return { ...renewal, undecided: undecidedAt === null ? null : undecided };
}

/** Schema 6 kept fields side by side, some of them null, where one word says since 7 which of them there are. */
function slicesOf6(slices: Bag): Bag {
  const { standing, escalations, promises, renewal, receivables, growth } = slices as {
    standing: Bag & { pause: Bag | null };
    escalations: Listing;
    promises: Bag & { flags: readonly Bag[] };
    renewal: Bag;
    receivables?: Listing;
    growth?: Listing;
  };
  return {
    ...slices,
    standing: { scheduled: null, ...standing, pause: standing.pause === null ? null : pauseOf6(standing.pause) },
    escalations: listOf6(escalations, escalationOf6),
    promises: { ...promises, flags: promises.flags.map(flagOf6) },
    renewal: renewalOf6(renewal),
    ...(receivables === undefined ? {} : { receivables: listOf6(receivables, receivableOf6) }),
    ...(growth === undefined ? {} : { growth: listOf6(growth, opportunityOf6) }),
  };
}

/**
 * Schema version → what makes the slices of that version those of the next. Schemas 3 to 5 only brought new concerns and
 * rules, which `complete` adds.
 */
const upcasters: { readonly [version: number]: (slices: Bag) => Bag } = {
  1: slicesOf1,
  2: (slices) => slices,
  3: (slices) => slices,
  4: (slices) => slices,
  5: slicesOf5,
  6: slicesOf6,
};

/** Slices of a schema version as the present one has them; throws `DomainFault` where this program cannot. */
function brought(slices: Bag, schema: number): Bag {
  if (schema > schemaVersion) throw new DomainFault(`schema ${schema} is newer than this program's ${schemaVersion}`);
  let present = slices;
  for (let version = schema; version < schemaVersion; version += 1) {
    const next = upcasters[version];
    if (next === undefined) throw new DomainFault(`no upcaster from schema ${version}`);
    present = next(present);
  }
  return present;
}

/** What was added without changing a shape: concerns that came later, and rules. */
function complete(seed: Seed, slices: Partial<Slices>): Slices {
  const whole = slicesOf((concern) => slices[concern.name] ?? concern.begin(seed));
  return { ...whole, standing: { ...whole.standing, policy: asPromised(whole.standing.policy) } };
}

/** The state in the present schema; throws `DomainFault` for one that is newer than this program, or none at all. */
export function upcast(carried: unknown): LifecycleState {
  const state = carried as Old;
  if (typeof state !== 'object' || state === null || typeof state.schema !== 'number')
    throw new DomainFault('this is no state of a lifecycle');
  const slices = brought(state.slices, state.schema);
  const { seed: carriedSeed, ...rest } = state as Old & Omit<LifecycleState, 'schema' | 'slices'>;
  const seed = state.schema === schemaVersion ? carriedSeed : upcastSeed(carriedSeed);
  return { ...rest, schema: schemaVersion, seed, slices: complete(seed, slices) };
}

/** A seed whose earlier term was lived by an older version: what runs on from it is brought to the present schema. */
export function upcastSeed(seed: Seed): Seed {
  const { before, ...rest } = seed;
  if (before === undefined) return seed;
  const old: Bag = { ...before.slices };
  // The seam is taken: nothing is left of what ran on.
  if (Object.keys(old).length === 0) return seed;
  // Terms that ended under schema 6 or before it do not say their schema. Those of schema 1 lack contacts. All others are
  // read as schema 5: what its upcaster adds, it leaves alone where it is there.
  const slices = brought(old, before.schema ?? ('contacts' in old ? 5 : 1));
  return { ...seed, before: { ...before, schema: schemaVersion, slices: complete(rest, slices) } };
}
