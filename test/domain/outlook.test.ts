/** The outlook of a renewal: its probability, the reasons with their points, and what may never move it. */
import fc from 'fast-check';
import { forecastOf, likelyFrom } from '../../domain/figures/forecast';
import type { MessageName } from '../../domain/core/concern';
import { asPromised, defaultRules } from '../../domain/core/policy';
import { accept, advance, begin, type LifecycleState } from '../../domain/lifecycle';
import { present } from '../../domain/told/present';
import { dayOne, retained, say, until } from '../support/lives';
import { history, seeds, start } from '../support/random-lives';
import { size } from '../support/size';
import { forecastShown } from '../../domain/told/present-parts';
import { inEnglish } from '../support/told';

const outlookOf = ({ slices, seed }: LifecycleState) => forecastShown(forecastOf(slices, seed), inEnglish);
const pointsOf = (state: LifecycleState, reason: string): number | undefined =>
  outlookOf(state).weighed.find((one) => one.reason === reason)?.points;
const at = (day: number): string => `2027-01-${String(day).padStart(2, '0')}T12:00:00.000Z`;

const contacts = [
  { id: 'c_user', level: 'user' },
  { id: 'c_exec', level: 'executive' },
] as const;
const known = (parts: object = {}): LifecycleState => retained({ contacts, ...parts });
const happy = (state = known()): LifecycleState => say(state, at(5), 'happinessHeard', { score: 9 });

test('a client of whom nothing was heard is unknown, however long nothing goes wrong', () => {
  expect(outlookOf(known())).toEqual({
    outlook: 'unknown',
    probability: 50,
    reasons: ['nothing has been heard from the client'],
    weighed: [{ reason: 'nothing has been heard from the client', points: 0 }],
  });
  expect(outlookOf(known({ term: 2 }))).toMatchObject({ outlook: 'unknown', probability: 55 });
});

describe('each reason has its points', () => {
  test.each<[string, MessageName, object, string, number]>([
    ['a very happy client', 'happinessHeard', { score: 9 }, 'happiness 9 of 10', 15],
    ['a happy client', 'happinessHeard', { score: 7 }, 'happiness 7 of 10', 10],
    ['everybody uses it', 'usageChanged', { bucket: 'full' }, 'they use nearly all that they bought', 15],
    ['most use it', 'usageChanged', { bucket: 'good' }, 'they use it well', 10],
    [
      'some use it, which counts within health',
      'usageChanged',
      { bucket: 'some' },
      'health has lost 21 points: usage',
      -11,
    ],
    ['the client wants to be left alone', 'clientOptedOut', {}, 'the client asked to be left alone', -20],
    ['a promise was oversold', 'oversold', { promise: null }, '1 promise flagged as oversold', -12],
  ])('%s', (_, name, data, reason, points) => {
    const state = say(known(), at(5), name, data);
    expect(pointsOf(state, reason)).toBe(points);
  });

  test('health that is amber through our own neglect alone weighs nothing besides what it is made of', () => {
    const state = say(until(known(), '2027-06-22'), '2027-06-22T12:00:00.000Z', 'happinessHeard', { score: 8 });
    expect(state.slices.health).toMatchObject({ band: 'amber' });
    const { weighed } = outlookOf(state);
    expect(weighed.map(({ reason }) => reason)).not.toContainEqual(expect.stringMatching(/^health is amber/));
    expect(weighed.filter(({ points }) => points === 0)).toEqual([]);
  });

  test('they add up to the probability, and what people read is every reason, what speaks against it first', () => {
    const state = say(happy(), at(6), 'oversold', { promise: null });
    const { probability, reasons, weighed, outlook } = outlookOf(state);
    expect(probability).toBe(50 + weighed.reduce((sum, { points }) => sum + points, 0));
    expect(reasons).toEqual(['1 promise flagged as oversold', 'happiness 9 of 10']);
    expect(outlook).toBe('at-risk');
    expect(present(state).renewal.forecast).toEqual(outlookOf(state));
  });

  test('half of what health has lost counts, also while it is green', () => {
    const state = say(known(), at(5), 'newsArrived');
    expect(pointsOf(state, 'health has lost 5 points: news')).toBe(-3);
  });
});

describe('an executive who left counts until a successor is known', () => {
  const left = (): LifecycleState => say(happy(), at(6), 'contactDeparted', { contact: 'c_exec' });
  const gone = 'the executive contact has left, and no successor is known';

  test('it is not forgotten when the incident no longer counts against health', () => {
    const later = until(left(), '2027-09-01');
    expect(later.slices.health.incidents).toEqual([]);
    expect(pointsOf(later, gone)).toBe(-15);
    expect(outlookOf(later).outlook).toBe('at-risk');
  });

  test('a further user is no successor, another executive is', () => {
    const user = say(left(), at(7), 'contactKnown', { contact: 'c_new', level: 'user' });
    expect(pointsOf(user, gone)).toBe(-15);
    const executive = say(left(), at(7), 'contactKnown', { contact: 'c_new', level: 'executive' });
    expect(pointsOf(executive, gone)).toBeUndefined();
  });
});

describe('a rescue counts until a good word of the client’s has come', () => {
  const rescued = (): LifecycleState => {
    const burning = say(known(), at(6), 'usageChanged', { bucket: 'none' });
    return say(burning, at(6), 'contactDeparted', { contact: 'c_user' });
  };
  const declined = 'the client declined the first step of an alarm';
  const step = (state: LifecycleState): string =>
    state.slices.items.find(({ programme, closedAt }) => programme === 'rescue' && closedAt === null)?.id ?? '';

  test('a step that was declined stays through the resolution and after ninety days, until somebody talked with them', () => {
    const burning = rescued();
    const [alarm] = burning.slices.escalations.list;
    const bad = say(burning, at(8), 'itemCompleted', { item: step(burning), outcome: 'declined' });
    expect(pointsOf(bad, declined)).toBe(-10);
    const resolved = say(bad, at(9), 'resolve', { escalation: alarm?.id });
    expect(pointsOf(resolved, declined)).toBe(-10);
    const later = until(resolved, '2027-08-01');
    expect(pointsOf(later, declined)).toBe(-10);
    const posted = say(later, '2027-08-02T10:00:00.000Z', 'touchRecorded', { touchKind: 'letter', outcome: 'done' });
    expect(pointsOf(posted, declined)).toBe(-10);
    const talked = say(posted, '2027-08-03T10:00:00.000Z', 'touchRecorded', { touchKind: 'call', outcome: 'done' });
    expect(pointsOf(talked, declined)).toBeUndefined();
  });

  test('an alarm that somebody resolved is not forgotten at once', () => {
    const burning = rescued();
    const resolved = say(burning, at(9), 'resolve', { escalation: burning.slices.escalations.list[0]?.id });
    expect(pointsOf(resolved, 'an alarm was resolved, and no good word has come since')).toBe(-5);
    const well = say(resolved, at(10), 'happinessHeard', { score: 8 });
    expect(pointsOf(well, 'an alarm was resolved, and no good word has come since')).toBeUndefined();
  });

  test('a life whose policy was written before this keeps nothing of it', () => {
    const { rules, ...policy } = { id: 'old', version: 1, rules: defaultRules };
    const { outlook: later, ...before } = rules;
    const old = asPromised({ ...policy, rules: before });
    const burning = say(retained({ contacts, policy: old }), at(6), 'usageChanged', { bucket: 'none' });
    const resolved = say(burning, at(9), 'resolve', { escalation: burning.slices.escalations.list[0]?.id });
    expect(later).toEqual({ rescues: true });
    expect(resolved.slices.rescue.unsettled).toBeUndefined();
  });
});

describe('promises count until they are settled', () => {
  const review = 'review-1';
  const measured = (state: LifecycleState, day: string, parts: object): LifecycleState =>
    say(state, `${day}T12:00:00.000Z`, 'promisesMeasured', {
      item: review,
      promises: [{ promise: 'promise-1', ...parts }],
    });

  test('short of its target before its date it is open, afterwards missed, and met it is settled', () => {
    const open = measured(happy(), '2027-02-01', { met: false, by: '2027-06-01' });
    expect(pointsOf(open, '1 promise not met yet')).toBe(-2);
    const missed = measured(happy(), '2027-07-01', { met: false, by: '2027-06-01' });
    expect(pointsOf(missed, '1 promise missed at the last review')).toBe(-6);
  });

  test('one that was flagged as oversold and is met at a later review no longer counts', () => {
    const flagged = say(happy(), at(6), 'oversold', { promise: 'promise-1' });
    expect(pointsOf(flagged, '1 promise flagged as oversold')).toBe(-12);
    expect(pointsOf(measured(flagged, '2027-04-01', { met: true }), '1 promise flagged as oversold')).toBeUndefined();
  });
});

describe('laws', () => {
  const runs = { numRuns: size(25, 120) };
  const at10 = (state: LifecycleState): string => (state.at > start ? state.at : start);
  const lives = fc
    .tuple(seeds, history)
    .map(([seed, moves]) => {
      let now = start;
      let { state } = begin(seed, now);
      for (const { afterHours, what } of moves) {
        now = new Date(Date.parse(now) + afterHours * 3_600_000).toISOString();
        ({ state } = what === null ? advance(state, null, now) : accept(state, what, now));
      }
      return state;
    })
    .filter(({ slices }) => slices.standing.stage === 'retention' || slices.standing.stage === 'onboarding');

  const bad = fc.constantFrom<[MessageName, object]>(
    ['clientOptedOut', {}],
    ['billingErrorFound', {}],
    ['competitorSeen', {}],
    ['serviceCallRated', { score: 0 }],
    ['invoiceOverdue', { days: 70, invoice: 'I-1' }],
    ['oversold', { promise: null }],
    ['contactDeparted', { contact: 'c_1' }],
    ['newsArrived', {}],
  );
  const rank = { likely: 2, unknown: 1, 'at-risk': 0 } as const;

  test('one more bad thing never raises the probability, nor betters the outlook', () => {
    fc.assert(
      fc.property(lives, bad, (state, [name, data]) => {
        const before = outlookOf(state);
        const after = outlookOf(say(state, at10(state), name, data));
        expect(after.probability).toBeLessThanOrEqual(before.probability);
        expect(rank[after.outlook]).toBeLessThanOrEqual(rank[before.outlook]);
      }),
      runs,
    );
  });

  test('silence is never taken for consent: where nobody says anything, time makes nothing likely', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 80 }), (state, days) => {
        const later = advance(state, null, new Date(Date.parse(at10(state)) + days * 86_400_000).toISOString()).state;
        const before = outlookOf(state);
        const isHeard = before.weighed.some(({ points }) => points > 0);
        if (later.slices.standing.stage === 'renewed' || isHeard) return;
        expect(outlookOf(later).outlook).not.toBe('likely');
        expect(outlookOf(later).probability).toBeLessThan(likelyFrom);
      }),
      runs,
    );
  });

  test('it is a whole number from 0 to 100, and a client who gave notice is at 0', () => {
    fc.assert(
      fc.property(lives, (state) => {
        const { probability } = outlookOf(state);
        expect(Number.isInteger(probability) && probability >= 0 && probability <= 100).toBe(true);
        const leaving = { at: dayOne, receivedOn: '2027-02-01', endsOn: '2027-06-01', reason: 'price' } as const;
        const slices = { ...state.slices, renewal: { ...state.slices.renewal, leaving } };
        expect(forecastOf(slices)).toMatchObject({ outlook: 'at-risk', probability: 0 });
      }),
      runs,
    );
  });
});
