/** Lives stories through the domain and records them, as a worker would; run as a process: `make-book <stories.json>`. */
import { readConfig } from '../../config/config';
import { ledgerVersion } from '../../domain/core/ledger';
import { readFileSync } from 'node:fs';
import type { Happened, Recorded, Seed } from '../../domain/core/concern';
import { addDays } from '../../domain/core/calendar';
import { advance, begin, concernNames, type LifecycleState } from '../../domain/lifecycle';
import { withDefaults } from '../../domain/core/policy';
import { nextTerm } from '../../domain/seam';
import { connectDatabase, type Database } from '../../prisma/client';
import { recordTerm } from '../../records/book';
import { writeLedger, writeLifecycle } from '../../records/recording';
import { everyDay } from './dates';
import { graceDays, horizon, type Story, type StoryStep } from './stories';

/** As little as a policy may ask for: figures do not look at touches. */
const rules = withDefaults({
  touches: { everyWeeks: 12, kinds: ['call'] },
  onboarding: { nudgeDays: 0, escalateWorkingDays: null, criteriaWorkingDays: null },
  firstYear: { checkInMonths: null, successCheckMonths: null },
  birthdays: { cards: false },
  reviews: { everyMonths: 12 },
  satisfaction: { afterOnboardingDays: null, beforeReviewDays: null },
  reminderWorkingDays: [],
  escalation: { missed: [] },
  renewal: { noticeDays: [30], graceDays, undecided: 'churned' },
  handover: { introduce: false },
  ...everyDay,
});

const noon = (day: string): string => `${day}T12:00:00.000Z`;

function seedOf(story: Story): Seed {
  const { deal, client, product, startsOn, termMonths, amount, currency, importedOn, skipOnboarding } = story;
  return {
    lifecycleId: `${deal}.${product}.t1`,
    dealId: deal,
    term: 1,
    client: { id: client, name: client, zone: 'UTC' },
    product: { code: product, name: product, quantity: 1 },
    contract: { startsOn, termMonths, annualValue: { amount, currency } },
    onboarding: { skip: skipOnboarding, steps: [{ code: 'setup', title: 'Setup' }] },
    contacts: [],
    criteria: true,
    concerns: concernNames,
    ledger: ledgerVersion,
    group: 'everyone',
    rep: 'rep-a',
    policy: { id: 'book', version: 1, rules },
    ...(importedOn === null
      ? {}
      : { entry: { job: 'import-book', retainedSince: startsOn, firstStepOn: addDays(importedOn, 1) } }),
  };
}

/** What somebody said and decided; nothing where the policy does it by itself. */
function messagesOf(
  { what, amount = 0, currency = '', termMonths = 0, reason }: StoryStep,
  id: string,
  state: LifecycleState,
): readonly Happened[] {
  const { standing, growth } = state.slices;
  switch (what) {
    case 'onboarded':
      return [{ name: 'onboardingStepCompleted', id, data: { step: 'setup' } }];
    case 'recycled':
      return [{ name: 'recycle', id, data: { reason: 'training' } }];
    case 'passed-on':
      return [{ name: 'reassign', id, data: { rep: standing.rep === 'rep-a' ? 'rep-b' : 'rep-a' } }];
    case 'flagged':
      return [{ name: 'oversold', id, data: { promise: null } }];
    case 'grew': {
      const opportunity = `opportunity-${growth.opened + 1}`;
      const annualValue = { amount, currency };
      return [
        { name: 'opportunityHinted', id: `${id}-seen`, data: { reason: 'hint' } },
        { name: 'settleOpportunity', id, data: { opportunity, outcome: 'won', annualValue } },
      ];
    }
    case 'renewed':
      return [{ name: 'renew', id, data: { termMonths, annualValue: { amount, currency } } }];
    case 'churned':
      return [{ name: 'churn', id, data: { reason: reason as 'price' } }];
    case 'ineligible':
      return [{ name: 'ineligible', id, data: { reason: reason as 'merged' } }];
    default:
      return [];
  }
}

async function record(db: Database, state: LifecycleState, events: readonly Recorded[]): Promise<void> {
  await db.$transaction([writeLedger(db, state, events), writeLifecycle(db, state), ...recordTerm(db, state, events)]);
}

async function live(db: Database, story: Story): Promise<number> {
  const began = begin(seedOf(story), noon(story.importedOn ?? story.startsOn));
  let state = began.state;
  let events = [...began.events];
  let terms = 1;
  for (const [index, step] of story.steps.entries()) {
    for (const message of [null, ...messagesOf(step, `${story.deal}-${index}`, state)]) {
      const advanced = advance(state, message, noon(step.on));
      if (
        advanced.refused !== undefined &&
        advanced.refused !== 'not-in-retention' &&
        advanced.refused !== 'already-there'
      )
        throw new Error(`${story.deal} ${step.what} on ${step.on}: ${advanced.refused}`);
      state = advanced.state;
      events.push(...advanced.events);
    }
    const seed = nextTerm(state);
    if (seed === null) continue;
    await record(db, state, events);
    const following = begin(seed, noon(step.on));
    state = following.state;
    events = [...following.events];
    terms += 1;
  }
  const last = advance(state, null, noon(horizon.to));
  await record(db, last.state, [...events, ...last.events]);
  return terms;
}

async function main(): Promise<void> {
  const all = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly Story[];
  const db = connectDatabase(readConfig(process.env).databaseUrl, 8);
  const clients = [...new Set(all.map(({ client }) => client))];
  await db.client.createMany({ data: clients.map((id) => ({ id, name: id, timeZone: 'UTC' })) });
  await db.deal.createMany({
    data: all.map(({ deal, client, seller }) => ({
      id: deal,
      clientId: client,
      document: { seller: { id: seller } },
      fingerprint: deal,
    })),
  });
  let terms = 0;
  for (let from = 0; from < all.length; from += 8)
    terms += (await Promise.all(all.slice(from, from + 8).map((story) => live(db, story)))).reduce(
      (sum, count) => sum + count,
      0,
    );
  await db.$disconnect();
  console.log(`${terms} lifecycles of ${all.length} product lines`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
