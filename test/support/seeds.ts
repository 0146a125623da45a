import { ledgerVersion } from '../../domain/core/ledger';
import { defaultOnboarding } from '../../domain/concerns/onboarding';
import { defaultRules, type Rules } from '../../domain/core/policy';
import type { Seed } from '../../domain/core/concern';
import { concernNames } from '../../domain/lifecycle';

/** A seed as the hand-off would make it; every part can be replaced. */
export function seedOf(parts: Partial<Seed> = {}, rules: Partial<Rules> = {}): Seed {
  return {
    lifecycleId: 'D-1.crm-pro.t1',
    dealId: 'D-1',
    term: 1,
    client: { id: 'C-1', name: 'Alpine Tools', zone: 'Europe/Vienna', country: 'AT' },
    product: { code: 'crm-pro', name: 'CRM Pro', quantity: 10 },
    contract: { startsOn: '2027-01-01', termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } },
    onboarding: { skip: false, steps: [...defaultOnboarding] },
    concerns: concernNames,
    ledger: ledgerVersion,
    group: 'everyone',
    rep: 'rep-1',
    policy: { id: 'default', version: 1, rules: { ...defaultRules, ...rules } },
    ...parts,
  };
}
