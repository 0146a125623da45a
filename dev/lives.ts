/** Lives of clients as they might be, lived through the domain until a moment: what a large book is made of. */
import { ledgerVersion } from '../domain/core/ledger';
import type { Happened, Recorded, Seed } from '../domain/core/concern';
import { addDays } from '../domain/core/calendar';
import { renewsOn } from '../domain/core/contract';
import { annualValueOf } from '../domain/concerns/growth';
import { isDue } from '../domain/core/item-steps';
import type { Instant } from '../domain/core/json';
import { advance, agenda, begin, concernNames, type LifecycleState } from '../domain/lifecycle';
import { defaultOnboarding } from '../domain/concerns/onboarding';
import { defaultRules } from '../domain/core/policy';
import { nextTerm } from '../domain/seam';
import { hasEnded } from '../domain/core/stages';

/** One contract term as it was lived: what a worker would have recorded of it. */
export interface Lived {
  readonly state: LifecycleState;
  readonly events: readonly Recorded[];
}

/** Ids that stand in a life; copies of it get others. */
export interface LifeIds {
  readonly deal: string;
  readonly client: string;
  readonly contact: string;
  readonly rep: string;
  readonly group: string;
}

export const products = ['crm-pro', 'erp-core', 'help-desk'] as const;
const currencies = ['EUR', 'EUR', 'EUR', 'USD', 'JPY'] as const;
const oldestDays = 5 * 365;
/** How often people answer what. The rates are about those of a well-run team. */
const shares = {
  answered: 0.85,
  onboarded: 0.7,
  resolved: 0.6,
  settled: 0.4,
  signal: 0.03,
  decided: 0.5,
  decidedAnyway: 0.03,
  renewed: 0.86,
  autoRenews: 0.25,
  noticed: 0.01,
  saved: 0.03,
} as const;

function seedOf(ids: LifeIds, startsOn: string, next: () => number): Seed {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  const product = pick(products);
  return {
    lifecycleId: `${ids.deal}.${product}.t1`,
    dealId: ids.deal,
    term: 1,
    client: { id: ids.client, name: `Client ${ids.client}`, zone: 'UTC' },
    product: { code: product, name: product, quantity: 1 },
    contract: {
      startsOn,
      termMonths: pick([12, 12, 12, 24]),
      ...(next() < shares.autoRenews ? { autoRenews: true, noticeDays: 30 } : {}),
      annualValue: { amount: 100_000 + Math.floor(next() * 5_000_000), currency: pick(currencies) },
    },
    onboarding: { skip: next() < 0.3, steps: defaultOnboarding },
    contacts: [{ id: ids.contact, level: 'manager', birthday: '06-15' }],
    criteria: true,
    concerns: concernNames,
    ledger: ledgerVersion,
    group: ids.group,
    rep: ids.rep,
    policy: { id: 'default', version: 1, rules: defaultRules },
  };
}

/** The answers of people to what a life has just asked them. */
function* saidOf(state: LifecycleState, at: Instant, next: () => number): Generator<Happened> {
  const id = `seed-${state.seq}-${Math.floor(next() * 1e9)}`;
  const { standing, items, onboarding, escalations, growth } = state.slices;
  const by = standing.rep;
  const step = onboarding.steps.find(({ completedAt }) => completedAt === null);
  if (standing.stage === 'onboarding' && step !== undefined && next() < shares.onboarded)
    yield { name: 'onboardingStepCompleted', id, by, data: { step: step.code } };
  for (const item of items)
    if (isDue(item) && next() < shares.answered)
      yield {
        name: 'itemCompleted',
        id: `${id}-${item.id}`,
        by,
        data: { item: item.id, outcome: next() < 0.9 ? 'done' : 'no-answer', happiness: 5 + Math.floor(next() * 6) },
      };
  for (const { id: escalation, state: stands } of escalations.list)
    if (stands !== 'resolved' && next() < shares.resolved)
      yield { name: 'resolve', id: `${id}-${escalation}`, by, data: { escalation } };
  for (const { id: opportunity, state: stands } of growth.list)
    if (stands !== 'closed' && next() < shares.settled) {
      const { amount, currency } = annualValueOf(state);
      const data =
        next() < 0.4
          ? { outcome: 'lost' as const }
          : { outcome: 'won' as const, annualValue: { amount: Math.round(amount * 1.2), currency } };
      yield { name: 'settleOpportunity', id: `${id}-${opportunity}`, data: { opportunity, ...data } };
    }
  if (next() < shares.signal)
    yield {
      name: 'usageChanged',
      id: `${id}-usage`,
      data: { bucket: next() < 0.5 ? 'low' : next() < 0.7 ? 'good' : 'full' },
    };
  const { leaving } = state.slices.renewal;
  if (leaving !== undefined) {
    if (next() < shares.saved) yield { name: 'withdrawNotice', id: `${id}-stays`, by, data: {} };
    return;
  }
  if (next() < shares.noticed)
    yield { name: 'notice', id: `${id}-notice`, by, data: { receivedOn: at.slice(0, 10), reason: 'price' } };
  const decided = state.seed.contract.autoRenews === true ? shares.decidedAnyway : shares.decided;
  if (at.slice(0, 10) < addDays(renewsOn(state.seed.contract), -60) || next() > decided) return;
  const worth = annualValueOf(state);
  const change = [1, 1, 1.2, 0.8][Math.floor(next() * 4)] ?? 1;
  const annualValue = { ...worth, amount: Math.round(worth.amount * change) };
  yield next() < shares.renewed
    ? { name: 'renew', id: `${id}-renew`, by, data: { termMonths: 12, annualValue } }
    : { name: 'churn', id: `${id}-churn`, by, data: { reason: next() < 0.5 ? 'price' : 'unused' } };
}

function liveTerm(began: Lived, now: Instant, next: () => number): Lived {
  let state = began.state;
  const events = [...began.events];
  const take = (happened: Happened | null, at: Instant): void => {
    const advanced = advance(state, happened, at);
    state = advanced.state;
    events.push(...advanced.events);
  };
  for (;;) {
    const [coming] = agenda(state);
    if (coming === undefined || coming.at > now || hasEnded(state.slices.standing.stage)) break;
    take(null, coming.at);
    const said = new Date(Date.parse(coming.at) + next() * 2 * 86_400_000).toISOString();
    if (said > now) continue;
    for (const happened of saidOf(state, said, next)) take(happened, said);
  }
  return { state, events };
}

/** A product line from its hand-off until now, term by term. */
export function live(ids: LifeIds, now: Instant, next: () => number): readonly Lived[] {
  const startsOn = addDays(now.slice(0, 10), -Math.floor(next() * oldestDays));
  const terms = [liveTerm(begin(seedOf(ids, startsOn, next), `${startsOn}T12:00:00.000Z`), now, next)];
  for (;;) {
    const last = terms.at(-1);
    const seed = last === undefined ? null : nextTerm(last.state);
    if (last === undefined || seed === null) return terms;
    terms.push(liveTerm(begin(seed, last.state.at), now, next));
  }
}
