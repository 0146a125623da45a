import fc from 'fast-check';
import { addDays, afterDays } from '../../domain/calendar';
import type { Happened, MessageName, Recorded } from '../../domain/concern';
import { accept, advance, agenda, begin, fold, type LifecycleState } from '../../domain/lifecycle';
import { receivableOutcomes } from '../../domain/receivables';
import { nextTerm } from '../../domain/seam';
import { hasEnded } from '../../domain/standing';
import { seedOf } from '../support/seeds';

const start = '2027-01-04T08:00:00.000Z';

let counter = 0;
const message = (name: MessageName, data: object): Happened =>
  ({ name, id: `m${(counter += 1)}`, data }) as unknown as Happened;

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
      .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(...receivableOutcomes))
      .map(([n, outcome]) => message('receivableWorked', { receivable: `receivable-${n}`, outcome })),
  },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('invoicePaid', { invoice: 'R-1' })) },
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
      .tuple(fc.constantFrom('contactDeparted', 'contactOptedOut'), fc.constantFrom('c_1', 'c_2', 'c_9'))
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
    weight: 1,
    arbitrary: fc.constant(null).map(() => message('touchShared', { touchKind: 'visit', outcome: 'done' })),
  },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('recycle', { reason: 'training' })) },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('pause', { reason: 'client-asked' })) },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('resume', {})) },
  { weight: 1, arbitrary: fc.constantFrom('rep-2', 'rep-3').map((rep) => message('reassign', { rep })) },
);
const endings = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: money.map((annualValue) => message('renew', { termMonths: 12, annualValue })) },
  { weight: 1, arbitrary: fc.constant(null).map(() => message('churn', { reason: 'price' })) },
);

interface Move {
  readonly afterHours: number;
  readonly what: Happened | null;
}
const move = (what: fc.Arbitrary<Happened | null>): fc.Arbitrary<Move> =>
  fc.record({ afterHours: fc.integer({ min: 0, max: 24 * 40 }), what });
const history = fc
  .tuple(fc.array(move(fc.option(happened)), { maxLength: 30 }), move(endings))
  .map(([moves, last]) => [...moves, last]);
const seeds = fc
  .record({
    skip: fc.boolean(),
    startsOn: fc.integer({ min: -200, max: 60 }).map((days) => addDays('2027-01-04', days)),
    termMonths: fc.integer({ min: 1, max: 36 }),
    zone: fc.constantFrom('Europe/Vienna', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
    everyWeeks: fc.integer({ min: 1, max: 40 }),
    birthday: fc.constantFrom('02-29', '01-05', '12-31', '07-04'),
    criteria: fc.boolean(),
  })
  .map(({ skip, startsOn, termMonths, zone, everyWeeks, birthday, criteria }) => {
    const contacts = [
      { id: 'c_1', birthday },
      { id: 'c_2', level: 'executive' as const },
    ];
    const seed = seedOf({ contacts, criteria }, { touches: { everyWeeks, kinds: ['call', 'email'], leadDays: {} } });
    return {
      ...seed,
      client: { ...seed.client, zone },
      onboarding: { ...seed.onboarding, skip },
      contract: { ...seed.contract, startsOn, termMonths },
    };
  });

interface Played {
  readonly state: LifecycleState;
  readonly ledger: readonly Recorded[];
}
function play(
  seed: ReturnType<typeof seedOf>,
  moves: readonly Move[],
  each?: (state: LifecycleState, now: string) => LifecycleState,
): Played {
  let now = start;
  const begun = begin(seed, now);
  let { state } = begun;
  const ledger = [...begun.events];
  for (const { afterHours, what } of moves) {
    now = afterDays(now, afterHours / 24);
    const next = what === null ? advance(state, null, now) : accept(state, what, now);
    ledger.push(...next.events);
    state = each === undefined ? next.state : each(next.state, now);
  }
  return { state, ledger };
}

const runs = { numRuns: Number(process.env.HOLDFAST_PROPERTY_RUNS ?? 150) };

describe('the laws of a lifecycle', () => {
  test('after advancing, the agenda is never in the past', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        play(seed, moves, (state, now) => {
          expect(agenda(state).filter(({ at }) => at <= now)).toEqual([]);
          return state;
        });
      }),
      runs,
    );
  });

  test('a late worker decides exactly as a punctual one', () => {
    fc.assert(
      fc.property(
        seeds,
        history,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 400 }),
        (seed, moves, a, b) => {
          const { state } = play(seed, moves);
          const from = state.at > start ? state.at : start;
          const [t1, t2] = [afterDays(from, a), afterDays(from, a + b)];
          const punctual = advance(state, null, t1);
          const then = advance(punctual.state, null, t2);
          const late = advance(state, null, t2);
          expect(then.state).toEqual(late.state);
          expect([...punctual.events, ...then.events]).toEqual(late.events);
        },
      ),
      runs,
    );
  });

  test('folding the ledger gives the state', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        const { state, ledger } = play(seed, moves);
        expect(fold(seed, ledger)).toEqual(state);
        expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_, index) => index + 1));
      }),
      runs,
    );
  });

  test('a state goes through JSON unchanged at any point', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        const plain = play(seed, moves);
        const carried = play(
          JSON.parse(JSON.stringify(seed)),
          moves,
          (state) => JSON.parse(JSON.stringify(state)) as LifecycleState,
        );
        expect(carried.state).toEqual(plain.state);
      }),
      runs,
    );
  });

  test('a message that arrives twice counts once', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        const doubled = moves.flatMap((one) => [one, { afterHours: 0, what: one.what }]);
        expect(play(seed, doubled).state).toEqual(play(seed, moves).state);
      }),
      runs,
    );
  });

  test('an ended lifecycle asks for nothing, ever', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        const { state } = play(seed, moves);
        const ended = hasEnded(state.slices.standing.stage)
          ? state
          : accept(state, message('churn', { reason: 'price' }), state.at).state;
        expect(agenda(ended)).toEqual([]);
        expect(advance(ended, null, '2060-01-01T00:00:00.000Z').events).toEqual([]);
      }),
      runs,
    );
  });

  test('at least four touches fall due in any unpaused year of retention, whatever the policy says, across terms too', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 700 }),
        fc.constantFrom('2027-01-04', '2027-02-28', '2028-02-29'),
        (everyWeeks, offset, startsOn) => {
          const seed = seedOf(
            { onboarding: { skip: true, steps: [] } },
            { touches: { everyWeeks, kinds: ['call'], leadDays: {} } },
          );
          const due: string[] = [];
          const take = (events: readonly Recorded[]): void =>
            void due.push(
              ...events
                .filter(({ event }) => event.kind === 'item-due' && event.item.startsWith('touch-'))
                .map(({ at }) => at),
            );
          let current = begin({ ...seed, contract: { ...seed.contract, startsOn } }, `${startsOn}T08:00:00.000Z`);
          take(current.events);
          for (let term = 0; term < 3; term += 1) {
            const decidedAt = afterDays(current.state.at, 330);
            current = accept(
              current.state,
              message('renew', { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } }),
              decidedAt,
            );
            take(current.events);
            const next = nextTerm(current.state);
            if (next === null) throw new Error('it was renewed, so there is a next term');
            current = begin(next, decidedAt);
            take(current.events);
          }
          const from = afterDays(`${startsOn}T08:00:00.000Z`, offset % 600);
          const inYear = due.filter((at) => at >= from && at < afterDays(from, 365));
          if (afterDays(from, 365) <= current.state.at) expect(inYear.length).toBeGreaterThanOrEqual(4);
        },
      ),
      runs,
    );
  });
});
