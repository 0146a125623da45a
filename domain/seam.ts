/** Across the seam: what the next term starts from. */
import type { Seed } from './core/concern';
import { endsOn } from './core/contract';
import { lifecycleIdOf } from './core/identity';
import { quantityOf } from './concerns/contract';
import { handedOn } from './concerns/items';
import { ledgerVersion } from './core/ledger';
import { concernNames, schemaVersion, type LifecycleState } from './lifecycle';

/**
 * The seed of the next term, once this one is renewed; null otherwise. The new term starts where the old contract ends.
 * What it inherits is named here, field by field; how this term came in (`entry`) is not the next one's.
 */
export function nextTerm(state: LifecycleState): Seed | null {
  const { seed, slices } = state;
  const { decision } = slices.renewal;
  if (slices.standing.stage !== 'renewed' || decision === null) return null;
  const { dealId, client, product, contacts, criteria, routing } = seed;
  const { autoRenews, noticeDays } = seed.contract;
  const term = seed.term + 1;
  return {
    dealId,
    client,
    product: { ...product, quantity: quantityOf(state) },
    ...(contacts === undefined ? {} : { contacts }),
    ...(criteria === undefined ? {} : { criteria }),
    ...(routing === undefined ? {} : { routing }),
    lifecycleId: lifecycleIdOf(seed.dealId, seed.product.code, term),
    term,
    contract: {
      startsOn: endsOn(seed.contract, slices.renewal.prolonged),
      termMonths: decision.termMonths,
      annualValue: decision.annualValue,
      ...(autoRenews === undefined ? {} : { autoRenews }),
      ...(noticeDays === undefined ? {} : { noticeDays }),
    },
    onboarding: { ...seed.onboarding, skip: true },
    rep: slices.standing.rep,
    group: slices.standing.group,
    policy: slices.standing.policy,
    concerns: concernNames,
    ledger: ledgerVersion,
    before: {
      lifecycleId: seed.lifecycleId,
      schema: schemaVersion,
      slices: { ...slices, items: handedOn(slices, state.at) },
    },
  };
}

/** Id of the next term's lifecycle, once this one is renewed. */
export function successorOf({ seed, slices }: Pick<LifecycleState, 'seed' | 'slices'>): string | null {
  return slices.standing.stage === 'renewed' ? lifecycleIdOf(seed.dealId, seed.product.code, seed.term + 1) : null;
}
