/** Random lives: seeds, and everything that may happen to a lifecycle, in any order, for property tests. */
import fc from 'fast-check';
import { addDays, afterDays } from '../../domain/core/calendar';
import type { Happened, MessageName } from '../../domain/core/concern';
import { opportunityHints, opportunityOutcomes } from '../../domain/concerns/growth';
import { invitationAnswers } from '../../domain/concerns/invitations';
import { receivableOutcomes } from '../../domain/concerns/receivables';
import { happened as arrived } from './happened';
import { seedOf } from './seeds';

/** When each of them begins. */
export const start = '2027-01-04T08:00:00.000Z';
const closedInMarch = { from: '2027-03-01', until: '2027-04-10' };

let counter = 0;
/** Something that happens, under an id of its own. */
export const message = (name: MessageName, data: object): Happened => arrived(name, `m${(counter += 1)}`, data);

const money = fc.record({ amount: fc.integer({ min: 0, max: 1e9 }), currency: fc.constant('EUR') });
const happened = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('setup', 'configuration', 'training', 'nonsense')
      .map((step) => message('onboardingStepCompleted', { step })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'touch',
          'review',
          'check-in',
          'success-check',
          'success-criteria',
          'rescue',
          'birthday-c_1-202',
        ),
        fc.integer({ min: 1, max: 9 }),
        fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
      )
      .map(([programme, n, happiness]) =>
        message('itemCompleted', {
          item: programme.endsWith('202') ? `${programme}${n}` : `${programme}-${n}`,
          outcome: 'done',
          ...(happiness === undefined ? {} : { happiness }),
        }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('silent', 'none', 'low', 'some', 'good', 'full')
      .map((bucket) => message('usageChanged', { bucket })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('few', 'several', 'many', 'flood')
      .map((bucket) => message('ticketsChanged', { bucket })),
  },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 10 }).map((score) => message('happinessHeard', { score })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('logins', 'latency'), fc.constantFrom('fine', 'warn', 'alarm', 'silent'))
      .map(([code, bucket]) => message('ownSignalChanged', { code, bucket })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        'billingErrorFound',
        'invoicePaid',
        'newsArrived',
        'competitorSeen',
        'clientOptedOut',
        'clientOptedIn',
        'successCriteriaHeard',
      )
      .map((name) => message(name as MessageName, {})),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom(undefined, 'R-1', 'R-2'))
      .map(([days, invoice]) => message('invoiceOverdue', { days, ...(invoice === undefined ? {} : { invoice }) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(...receivableOutcomes),
        fc.constantFrom({}, { until: '2027-03-01' }),
      )
      .map(([n, outcome, day]) => message('receivableWorked', { receivable: `receivable-${n}`, outcome, ...day })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...opportunityHints).map((reason) => message('opportunityHinted', { reason })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(...opportunityOutcomes), money)
      .map(([n, outcome, annualValue]) =>
        message('settleOpportunity', {
          opportunity: `opportunity-${n}`,
          outcome,
          ...(outcome === 'won' ? { annualValue } : {}),
        }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('training', 'event'), fc.integer({ min: -20, max: 300 }))
      .map(([campaign, kind, days]) =>
        message('invite', {
          campaign: `campaign-${campaign}`,
          kind,
          startsAt: afterDays(start, days),
          contacts: ['c_1', 'c_2', 'c_9'],
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('c_1', 'c_9'), fc.constantFrom(...invitationAnswers))
      .map(([campaign, contact, answer]) =>
        message('invitationAnswered', { campaign: `campaign-${campaign}`, contact, answer }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'b'), fc.integer({ min: -20, max: 300 }), fc.integer({ min: 1, max: 3 }))
      .map(([campaign, days, sequence]) =>
        message('moveInvitation', {
          campaign: `campaign-${campaign}`,
          startsAt: afterDays(start, days),
          minutes: 60,
          sequence,
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a', 'b').map((campaign) => message('callOff', { campaign: `campaign-${campaign}` })),
  },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('invoicePaid', { invoice: 'R-1' })) },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('invoicePaid', { invoice: 'R-1', end: 'voided' })) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 0, max: 9 })
      .map((amount) => message('invoiceRemains', { invoice: 'R-1', amount: { amount, currency: 'EUR' } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: -60, max: 500 }),
        fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
        money,
      )
      .map(([n, days, quantity, annualValue]) =>
        message('contractAmended', {
          amendment: `A-${n}`,
          on: afterDays(start, days).slice(0, 10),
          ...(quantity === undefined ? { annualValue } : { quantity }),
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 3 }).map((n) => message('acknowledge', { escalation: `escalation-${n}` })),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 3 }).map((n) => message('resolve', { escalation: `escalation-${n}` })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('c_1', 'c_2', 'c_9'), fc.integer({ min: 0, max: 10 }))
      .map(([contact, score]) => message('satisfactionAnswered', { contact, score })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('c_1', 'c_2', 'c_7'), fc.constantFrom('03-01', '02-29', '11-30'))
      .map(([contact, birthday]) => message('contactKnown', { contact, birthday })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Lima'),
        fc.constantFrom({}, { country: 'AT' }, { country: 'AT', region: '9' }),
        fc.constantFrom({}, { weekend: [5, 6] }, { weekend: [] }, { closed: [closedInMarch] }),
        fc.constantFrom({}, { asOf: start }, { asOf: afterDays(start, 90) }),
      )
      .map(([zone, place, days, asOf]) => message('clientKnown', { name: 'Alpine', zone, ...place, ...days, ...asOf })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('c_1', 'c_2', 'c_9'), fc.constantFrom('c_2', 'c_5'), fc.constantFrom('02-29', '07-04'))
      .map(([contact, is, birthday]) =>
        message('clientMerged', {
          merged: 'C-0',
          client: { id: 'C-1', name: 'Alpine', zone: 'Europe/Vienna', country: 'AT' },
          same: contact === is ? [] : [{ contact, is }],
          people: [{ contact: is, birthday }],
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('contactDeparted', 'contactOptedOut', 'contactOptedIn'),
        fc.constantFrom('c_1', 'c_2', 'c_9'),
      )
      .map(([name, contact]) => message(name as MessageName, { contact })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.boolean())
      .map(([n, met]) =>
        message('promisesMeasured', { item: `review-${n}`, promises: [{ promise: 'promise-1', met }] }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('touch-1', 'review-1', 'birthday-c_1-2027')
      .map((item) => message('itemsCovered', { items: [{ item, by: { lifecycle: 'D-2.x.t1', item } }] })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('oversold', 'oversoldAnswered')
      .map((name) =>
        message(name as MessageName, { promise: 'promise-1', ...(name === 'oversold' ? {} : { answer: 'agreed' }) }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('touch-1', 'touch-2', 'review-1', 'rescue-1', 'check-in-1'),
        fc.constantFrom('done', 'no-answer', 'open'),
        fc.option(fc.integer({ min: 0, max: 10 })),
      )
      .map(([item, outcome, happiness]) => message('correctItem', { item, outcome, happiness })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('touch-1', 'touch-2', 'review-1', 'rescue-1'), fc.integer({ min: 1, max: 300 }))
      .map(([item, days]) =>
        message('postponeItem', { item, until: addDays(start.slice(0, 10), days), reason: 'away' }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constant(null).map(() => message('touchShared', { touchKind: 'visit', outcome: 'done' })),
  },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('recycle', { reason: 'training' })) },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('pause', { reason: 'client-asked' })) },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('resume', {})) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: -10, max: 500 }), fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }))
      .map(([days, later]) => {
        const receivedOn = addDays(start.slice(0, 10), days);
        const endsOn = later === undefined ? {} : { endsOn: addDays(receivedOn, later) };
        return message('notice', { receivedOn, reason: 'price', ...endsOn });
      }),
  },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('withdrawNotice', {})) },
  { weight: 1, arbitrary: fc.constantFrom('rep-2', 'rep-3').map((rep) => message('reassign', { rep })) },
);
const endings = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: money.map((annualValue) => message('renew', { termMonths: 12, annualValue })) },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('churn', { reason: 'price' })) },
);

export interface Move {
  readonly afterHours: number;
  readonly what: Happened | null;
}
const move = (what: fc.Arbitrary<Happened | null>): fc.Arbitrary<Move> =>
  fc.record({ afterHours: fc.integer({ min: 0, max: 24 * 40 }), what });
/** Whatever happens, and perhaps an ending. */
export const history = fc
  .tuple(fc.array(move(fc.option(happened)), { maxLength: 30 }), move(endings))
  .map(([moves, last]) => [...moves, last]);
export const seeds = fc
  .record({
    skip: fc.boolean(),
    startsOn: fc.integer({ min: -200, max: 60 }).map((days) => addDays('2027-01-04', days)),
    termMonths: fc.integer({ min: 1, max: 36 }),
    zone: fc.constantFrom('Europe/Vienna', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
    everyWeeks: fc.integer({ min: 1, max: 40 }),
    birthday: fc.constantFrom('02-29', '01-05', '12-31', '07-04'),
    criteria: fc.boolean(),
    renewsItself: fc.constantFrom({}, {}, { autoRenews: true as const }, { autoRenews: true as const, noticeDays: 20 }),
  })
  .map(({ skip, startsOn, termMonths, zone, everyWeeks, birthday, criteria, renewsItself }) => {
    const contacts = [
      { id: 'c_1', birthday },
      { id: 'c_2', level: 'executive' as const },
    ];
    const seed = seedOf({ contacts, criteria }, { touches: { everyWeeks, kinds: ['call', 'email'], leadDays: {} } });
    return {
      ...seed,
      client: { ...seed.client, zone },
      onboarding: { ...seed.onboarding, skip },
      contract: { ...seed.contract, startsOn, termMonths, ...renewsItself },
    };
  });
