/** What a next term inherits: field by field, so that a new field of the seed has to say what becomes of it. */
import type { Seed } from '../../domain/core/concern';
import { begin } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import { mailsOf } from '../../domain/told/mails';
import { say } from '../support/lives';
import { seedOf } from '../support/seeds';

const entry = { job: 'import-1', retainedSince: '2026-03-01', firstStepOn: '2027-01-20' };
const imported: Required<Seed> = {
  ...seedOf(),
  onboarding: { skip: true, steps: [{ code: 'training', title: 'Training' }] },
  contacts: [{ id: 'c_main', birthday: '02-10' }],
  criteria: false,
  concerns: [...(seedOf().concerns ?? [])],
  ledger: 1,
  routing: ['group crm takes crm-pro'],
  entry,
  before: { lifecycleId: 'D-1.crm-pro.t0', slices: begin(seedOf(), '2026-01-04T08:00:00.000Z').state.slices },
};
const renewal = { termMonths: 24, annualValue: { amount: 1_500_000, currency: 'EUR' } };

function renewed(seed: Seed): Seed {
  const began = begin(seed, '2027-01-04T08:00:00.000Z').state;
  const next = nextTerm(say(began, '2027-01-05T08:00:00.000Z', 'renew', renewal));
  if (next === null) throw new Error('it was renewed');
  return next;
}

const fates: { readonly [F in keyof Required<Seed>]: 'inherited' | 'anew' | 'left behind' } = {
  lifecycleId: 'anew',
  dealId: 'inherited',
  term: 'anew',
  client: 'inherited',
  product: 'inherited',
  contract: 'anew',
  onboarding: 'inherited',
  contacts: 'inherited',
  criteria: 'inherited',
  group: 'inherited',
  rep: 'inherited',
  policy: 'inherited',
  concerns: 'inherited',
  ledger: 'anew',
  routing: 'inherited',
  entry: 'left behind',
  before: 'anew',
};

test.each(Object.entries(fates))('of the seed, %s is %s', (field, fate) => {
  const of = (seed: Seed): unknown => Object.entries(seed).find(([name]) => name === field)?.[1];
  const [before, next] = [of(imported), of(renewed(imported))].map((value) => JSON.stringify(value));
  const became = next === undefined ? 'left behind' : next === before ? 'inherited' : 'anew';
  expect(became).toBe(fate);
});

test('the next term of a client who was brought over is a term like any other: its rep hears of it', () => {
  const { before: _, ...first } = imported;
  const { events } = begin(renewed(first), '2027-01-05T08:00:00.000Z');
  const began = events.find(({ event }) => event.kind === 'lifecycle-began')?.event;
  expect(began).toEqual({ kind: 'lifecycle-began', term: 2, skipOnboarding: true, previous: 'D-1.crm-pro.t1' });
  expect(began === undefined ? [] : mailsOf(began)).toEqual([{ kind: 'next-term', role: 'rep' }]);
});

test('so is that of a term that came in as brought over, before this was so', () => {
  const { before: _, ...first } = imported;
  const second = { ...renewed(first), entry };
  expect(renewed(second).entry).toBeUndefined();
});
