/** Growth: what opens an opportunity, who hears of it and when, and what is won. */
import { annualValueOf, endsOpportunity } from '../../domain/concerns/growth';
import { advance, begin, type LifecycleState } from '../../domain/lifecycle';
import { present } from '../../domain/told/present';
import { nextTerm } from '../../domain/seam';
import { sellingEvents, sold, type SellingLine } from '../../domain/figures/selling';
import { mailsOf } from '../../domain/told/mails';
import { eventAmong } from '../../records/columns/ledger';
import { dayOne, daysOf, happening, onboarded, retained, say } from '../support/lives';

const later = '2027-01-20T10:00:00.000Z';
const opportunities = (state: LifecycleState) =>
  present(state).opportunities.map(({ id, reasons, end }) => [id, [...reasons], end ?? 'open']);
const settled = (state: LifecycleState, outcome: string, amount?: number, at = later) =>
  say(state, at, 'settleOpportunity', {
    opportunity: 'opportunity-1',
    outcome,
    ...(amount === undefined ? {} : { annualValue: { amount, currency: 'EUR' } }),
  });
const hinted = (state = retained(), reason = 'hint') => say(state, dayOne, 'opportunityHinted', { reason });
const reviewed = (happiness: number) => {
  const due = advance(retained(), null, '2027-04-05T10:00:00.000Z').state;
  return say(due, '2027-04-05T11:00:00.000Z', 'itemCompleted', { item: 'review-1', outcome: 'done', happiness });
};
const burning = () => say(retained(), dayOne, 'happinessHeard', { score: 0 });

describe('what opens one', () => {
  test.each([
    ['usage at the ceiling', say(retained(), dayOne, 'usageChanged', { bucket: 'full' }), [['usage-at-ceiling']]],
    ['not usage that is good', say(retained(), dayOne, 'usageChanged', { bucket: 'good' }), []],
    ['not in onboarding', say(onboarded(), dayOne, 'usageChanged', { bucket: 'full' }), []],
    ['a happy review', reviewed(9), [['happy-review']]],
    ['not a polite one', reviewed(8), []],
    ['a hint', hinted(), [['hint']]],
    [
      'a rescue that needs another scope, though the client burns',
      hinted(burning(), 'changed-scope'),
      [['changed-scope']],
    ],
    ['numbers do not, while the client burns', say(burning(), dayOne, 'usageChanged', { bucket: 'full' }), []],
    [
      'a further reason joins the one that is open; the same one does not',
      hinted(say(hinted(), dayOne, 'usageChanged', { bucket: 'full' })),
      [['hint', 'usage-at-ceiling']],
    ],
    [
      'not what the policy does not ask for',
      say(
        retained(
          {},
          {
            growth: {
              atCeiling: false,
              happyFrom: null,
              remindWorkingDays: [],
              notNowDays: 1,
              restDays: 1,
              restsOver: false,
            },
          },
        ),
        dayOne,
        'usageChanged',
        { bucket: 'full' },
      ),
      [],
    ],
  ])('%s', (_, state, expected) => {
    expect(present(state).opportunities.map(({ reasons }) => [...reasons])).toEqual(expected);
  });
});

test('the business developer is told, and reminded twice; the rep is not asked', () => {
  const events = happening(hinted(), '2027-06-01');
  expect(daysOf(events, 'opportunity-reminded', 'reminder')).toEqual(['2027-01-18 1', '2027-02-08 2']);
  const mails = events.flatMap(({ event }) => (event.kind === 'opportunity-reminded' ? mailsOf(event) : []));
  expect(new Set(mails.map(({ role }) => role))).toEqual(new Set(['developer']));
});

test('“not now” rests for a quarter and is brought up again; a new reason brings it up at once', () => {
  const resting = settled(hinted(), 'not-now');
  const events = happening(resting, '2027-06-01');
  expect(daysOf(events, 'opportunity-returned')).toEqual(['2027-04-20']);
  expect(daysOf(events, 'opportunity-reminded')[0]).toBe('2027-05-04');
  // Numbers do not disturb a rest; a person does.
  expect(opportunities(say(resting, later, 'usageChanged', { bucket: 'full' }))).toEqual([
    ['opportunity-1', ['hint'], 'open'],
  ]);
  expect(present(hinted(resting)).opportunities[0]).not.toHaveProperty('restsUntil');
});

test('what is won is the annual value from then on: for renewal, the next term, and the figures', () => {
  const won = settled(hinted(), 'won', 1_500_000);
  expect(opportunities(won)).toEqual([['opportunity-1', ['hint'], 'won']]);
  expect(annualValueOf(won)).toEqual({ amount: 1_500_000, currency: 'EUR' });
  expect(present(won).renewal.annualValue.amount).toBe(1_500_000);
  const renewed = say(won, '2027-03-01T10:00:00.000Z', 'renew', {
    termMonths: 12,
    annualValue: { amount: 1_800_000, currency: 'EUR' },
  });
  expect(present(renewed).renewal.decision?.change).toEqual({ kind: 'expansion', amount: 300_000 });
  expect(nextTerm(renewed)?.contract.annualValue.amount).toBe(1_800_000);
});

describe('in the next term', () => {
  const terms = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
  const renewed = (state: LifecycleState, over = true): LifecycleState => {
    const { policy } = state.slices.standing;
    const rules = { ...policy.rules, growth: { ...policy.rules.growth, restsOver: over } };
    const ruled = { ...state, slices: { ...state.slices, standing: { ...state.slices.standing, policy: { ...policy, rules } } } }; // prettier-ignore
    const seed = nextTerm(say(ruled, '2027-02-01T10:00:00.000Z', 'renew', terms));
    if (seed === null) throw new Error('it was renewed, so there is a next term');
    return begin(seed, '2027-02-01T10:00:00.000Z').state;
  };
  const openIn = (state: LifecycleState, day: string): number =>
    present(say(state, `${day}T10:00:00.000Z`, 'usageChanged', { bucket: 'full' })).opportunities.filter(
      ({ end }) => end === undefined,
    ).length;
  const lost = settled(hinted(), 'lost');
  test.each([
    ['who said no rests on', renewed(lost), '2027-07-18', 0],
    ['until the days of rest are over', renewed(lost), '2027-07-20', 1],
    ['who said no after “not now”, too', renewed(settled(settled(hinted(), 'not-now'), 'lost')), '2027-07-18', 0],
    ['and no longer', renewed(settled(settled(hinted(), 'not-now'), 'lost')), '2027-07-20', 1],
    ['not under rules that do not ask for it', renewed(lost, false), '2027-02-10', 1],
    ['who was asked nothing may be asked', renewed(retained()), '2027-02-10', 1],
  ])('%s', (_, state, day, expected) => expect(openIn(state, day)).toBe(expected));
  test('a person may bring one up at any time', () =>
    expect(
      opportunities(say(renewed(lost), '2027-02-10T10:00:00.000Z', 'opportunityHinted', { reason: 'hint' })),
    ).toEqual([
      ['opportunity-1', ['hint'], 'lost'],
      ['opportunity-2', ['hint'], 'open'],
    ]));
});

test('a policy that renews by itself renews at what the line is worth now', () => {
  const alone = retained({}, { renewal: { noticeDays: [], graceDays: 5, undecided: 'renewed' } });
  const events = happening(settled(hinted(alone), 'won', 1_500_000), '2028-03-01');
  const decided = events.find(({ event }) => event.kind === 'renewal-decided')?.event;
  expect(decided).toMatchObject({ by: 'policy', annualValue: { amount: 1_500_000 } });
});

test.each([
  ['an opportunity that is not there', retained(), 'won', 'EUR', 'unknown-opportunity'],
  ['one that is closed', settled(hinted(), 'lost'), 'won', 'EUR', 'opportunity-closed'],
  ['another currency', hinted(), 'won', 'USD', 'other-currency'],
])('%s is refused', (_, state, outcome, currency, refused) => {
  const data = { opportunity: 'opportunity-1', outcome: outcome as 'won', annualValue: { amount: 5, currency } };
  const answer = advance(state, { name: 'settleOpportunity', id: 'x', data }, later);
  expect(answer.refused).toBe(refused);
});

test('after an answer numbers alone open none for half a year; a person may', () => {
  const lost = settled(hinted(), 'lost');
  expect(opportunities(say(lost, '2027-06-01T10:00:00.000Z', 'usageChanged', { bucket: 'full' }))).toHaveLength(1);
  expect(opportunities(hinted(lost))).toHaveLength(2);
  expect(opportunities(say(lost, '2027-08-01T10:00:00.000Z', 'usageChanged', { bucket: 'full' }))).toHaveLength(2);
});

test('what was sold is counted per developer and currency', () => {
  const line = (
    { kind, ...told }: { readonly kind: string; readonly [told: string]: unknown },
    developer: string | null = 'dora',
    currency = 'EUR',
  ): SellingLine => {
    const event = { lifecycleId: 'D-1.crm-pro.t1', seq: 1, kind, data: { currency, ...told } };
    return { event: eventAmong(sellingEvents, event), developer };
  };
  const money = (amount: number) => ({ amount, currency: 'EUR' });
  const lines = [
    line({ kind: 'opportunity-opened' }),
    line({ kind: 'opportunity-opened' }),
    line({ kind: 'opportunity-closed', end: 'won' }),
    line({ kind: 'annual-value-changed', from: money(100), to: money(150) }),
    line({ kind: 'annual-value-changed', from: money(90), to: money(60) }),
    line({ kind: 'opportunity-closed', end: 'lost' }, null, 'JPY'),
  ];
  expect(sold(lines)).toEqual([
    { developer: null, currency: 'JPY', opened: 0, won: 0, lost: 1, winRate: 0, annualValueWon: 0 },
    { developer: 'dora', currency: 'EUR', opened: 2, won: 1, lost: 0, winRate: 1, annualValueWon: 20 },
  ]);
});

test.each([
  ['won', true],
  ['lost', true],
  ['not-now', false],
] as const)('“%s” ends an opportunity: %s', (outcome, ends) => {
  expect(endsOpportunity(outcome)).toBe(ends);
});
