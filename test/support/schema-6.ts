/** Slices as schema 6 wrote them: what schema 7 says in one word stood there as fields side by side, some of them null. */
import type { Seed, Slices } from '../../domain/core/concern';
import type { Escalation } from '../../domain/concerns/alarm-state';
import type { Opportunity } from '../../domain/concerns/growth';
import type { Flag } from '../../domain/concerns/promises';
import type { Receivable } from '../../domain/concerns/receivables';
import type { Renewal } from '../../domain/concerns/renewal';
import type { Pause, Standing } from '../../domain/concerns/standing';
import type { LifecycleState } from '../../domain/lifecycle';

function pauseAs6({ kind, ...pause }: Pause): object {
  return { until: null, remindAt: null, ...pause };
}

function standingAs6({ scheduled, pause, ...standing }: Standing): object {
  return {
    ...standing,
    ...(scheduled === null ? {} : { scheduled }),
    pause: pause === null ? null : pauseAs6(pause),
  };
}

function escalationAs6({ state, ...one }: Escalation): object {
  return { acknowledgedAt: null, resolvedAt: null, ...one };
}

function receivableAs6({ state, ...one }: Receivable): object {
  return { closedAt: null, end: null, ...one };
}

function opportunityAs6({ state, ...one }: Opportunity): object {
  return { restsUntil: null, closedAt: null, end: null, ...one };
}

function flagAs6({ answered, ...flag }: Flag): object {
  return { ...flag, answer: answered?.answer ?? null, answeredAt: answered?.at ?? null };
}

function renewalAs6({ undecided, ...renewal }: Renewal): object {
  const graceDays = undecided?.graceDays;
  return { ...renewal, undecidedAt: undecided?.at ?? null, ...(graceDays === undefined ? {} : { graceDays }) };
}

function asSchema6(slices: Slices): object {
  const { standing, escalations, receivables, growth, promises, renewal } = slices;
  return {
    ...slices,
    standing: standingAs6(standing),
    escalations: { ...escalations, list: escalations.list.map(escalationAs6) },
    receivables: { ...receivables, list: receivables.list.map(receivableAs6) },
    growth: { ...growth, list: growth.list.map(opportunityAs6) },
    promises: { ...promises, flags: promises.flags.map(flagAs6) },
    renewal: renewalAs6(renewal),
  };
}

/** A seed as it stood in a row or in a workflow's input then: an earlier term did not say its schema. */
export function seedAsSchema6(seed: Seed): Seed {
  if (seed.before === undefined) return seed;
  const { lifecycleId, slices } = seed.before;
  // Once its seam is taken it has none: that came with schema 7.
  if (Object.keys(slices).length === 0) return seed;
  const before = { lifecycleId, slices: asSchema6(slices as Slices) };
  const stored: Seed = JSON.parse(JSON.stringify({ ...seed, before }));
  return stored;
}

/** A state as it stood in a row or in a workflow's input then. */
export function stateAsSchema6({ seed, slices, ...rest }: LifecycleState): {
  readonly schema: number;
  readonly seed: Seed;
  readonly slices: Readonly<Record<string, unknown>>;
} {
  return JSON.parse(JSON.stringify({ ...rest, schema: 6, seed: seedAsSchema6(seed), slices: asSchema6(slices) }));
}
