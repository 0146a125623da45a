/** The laws of health, over random lives: what no order of things heard and missed may break. */
import fc from 'fast-check';
import { bandOf, bands, type Band } from '../../domain/concerns/health-bands';
import { isHeard, type Evidence } from '../../domain/concerns/health-evidence';
import { incidents } from '../../domain/concerns/health-incidents';
import { reasonsOf, scoreOf, type Around, type Danger, type HealthMove } from '../../domain/concerns/health-weighing';
import type { Recorded } from '../../domain/core/concern';
import { hasEnded } from '../../domain/core/stages';
import type { Health } from '../../domain/concerns/health';
import { asPromised, defaultRules, dangerSignals } from '../../domain/core/policy';
import { ownBucket, ownBuckets, ticketBuckets, usageWords, type OwnThresholds } from '../../domain/core/reading';
import { advance, viewOf, type LifecycleState } from '../../domain/lifecycle';
import { present } from '../../domain/told/present';
import { testEnv } from '../support/env';
import { history, seeds, start, type Move } from '../support/random-lives';
import { hoursLater, play, type LivedLife } from '../support/live-moves';
import { size } from '../support/size';
import { well } from '../support/lives';

const runs = { numRuns: testEnv().HOLDFAST_PROPERTY_RUNS ?? size(60, 120) };
/** Lives it, and looks at the state after each move. */
const lived = (
  seed: Parameters<typeof play>[0],
  moves: readonly Move[],
  look: (state: LifecycleState, now: string) => void = () => {},
): LivedLife =>
  play(seed, moves, (state, now) => {
    look(state, now);
    return state;
  });

describe('over any life', () => {
  test('the score lies within 0 and 100, and is what the reasons say', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        lived(seed, moves, ({ slices: { health } }) => {
          expect(health.score).toBeGreaterThanOrEqual(0);
          expect(health.score).toBeLessThanOrEqual(100);
          expect(health.score).toBe(scoreOf(health.reasons));
          expect(health.reasons.every(({ points }) => points !== 0)).toBe(true);
        });
      }),
      runs,
    );
  });

  test('nobody is green of whom nothing was heard', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        lived({ ...seed, policy: { ...seed.policy, rules: defaultRules } }, moves, (state) => {
          const { health } = state.slices;
          if (health.band !== 'green') return;
          expect(health.evidence?.heardAt).toEqual(expect.any(String));
          expect(isHeard(health, viewOf(state), state.at)).toBe(true);
        });
      }),
      runs,
    );
  });

  test('nobody is green in danger: with a serious alarm open, a notice that stands, or an invoice at risk', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        lived({ ...seed, policy: { ...seed.policy, rules: defaultRules } }, moves, (state) => {
          const { escalations, leaving, stage } = present(state);
          const isInDanger =
            leaving !== undefined ||
            escalations.some((one) => one.resolvedAt === undefined && one.severity === 'serious') ||
            state.slices.receivables.list.some((one) => one.state === 'open' && one.atRisk);
          const isGreen = !['amber', 'red'].includes(state.slices.health.band);
          expect(isInDanger && isGreen && !hasEnded(stage)).toBe(false);
        });
      }),
      runs,
    );
  });

  test('every fall to red is told by an alarm at that moment, and never twice', () => {
    const tells = ({ event }: Recorded): boolean =>
      ['escalation-opened', 'escalation-reopened', 'escalation-joined', 'escalation-climbed'].includes(event.kind) &&
      'role' in event;
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        const { ledger } = lived({ ...seed, policy: { ...seed.policy, rules: defaultRules } }, moves);
        for (const { event, at } of ledger) {
          if (event.kind !== 'health-changed' || event.band !== 'red' || event.from === 'red') continue;
          const then = ledger.filter((line) => line.at === at);
          if (then.some((line) => line.event.kind === 'stage-changed' && hasEnded(line.event.to))) continue;
          const told = then.filter(tells);
          expect(told.length).toBeGreaterThan(0);
          const fell = told.findIndex((line) => line.event.kind === 'escalation-joined' && line.event.fell === true);
          expect(fell).toBeLessThan(1);
        }
      }),
      runs,
    );
  });

  test('health never answers itself: of the events that one moment brings it is computed at most once for each', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        const { ledger } = lived({ ...seed, policy: { ...seed.policy, rules: defaultRules } }, moves);
        // Never two in a row at one moment: what health says changes nothing of what it looks at.
        const answered = ledger.filter(({ event, at }, index) => {
          const before = ledger[index - 1];
          return event.kind === 'health-changed' && before?.at === at && before.event.kind === 'health-changed';
        });
        expect(answered).toEqual([]);
      }),
      runs,
    );
  });

  /** Of what moved a score, what moved it the way that it went: what keeps from green gives way where something else costs more. */
  const movers = (moved: readonly HealthMove[] = []): readonly HealthMove[] => {
    const sum = moved.reduce((all, { by }) => all + by, 0);
    return moved.filter(({ by }) => Math.sign(by) === Math.sign(sum));
  };

  test('while nobody says anything health changes its band a few times a year, and never there and back within days', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        const { state } = lived({ ...seed, policy: { ...seed.policy, rules: defaultRules } }, moves);
        const silent = advance(state, null, hoursLater(state.at, 24 * 300)).events;
        const turns = silent.flatMap(({ event, at }) =>
          event.kind === 'health-changed' && event.band !== event.from
            ? [{ ...event, day: Date.parse(at) / 864e5 }]
            : [],
        );
        const flickers = turns.filter((turn, index) => {
          const next = turns[index + 1];
          // What moved it there moves it back; a second thing on the next day is no flicker.
          const back = movers(next?.moved);
          const isBack = movers(turn.moved).some(({ signal }) => back.some((one) => one.signal === signal));
          return next !== undefined && next.band === turn.from && next.day - turn.day <= 1 && isBack;
        });
        expect(flickers).toEqual([]);
        expect(turns.length).toBeLessThan(12);
      }),
      runs,
    );
  });

  test('under the rules of a life in flight nothing of it happens', () => {
    const older = ['missedContact', 'openAlarm', 'renewalUndecided', 'silence', 'goodNews', 'ownSignal'];
    const newer: readonly string[] = [...older, ...dangerSignals];
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        const { state, ledger } = lived(
          { ...seed, policy: asPromised({ ...seed.policy, rules: {} }) },
          moves.filter(({ what }) => what?.name !== 'changePolicy'),
        );
        const { evidence, invoiceDueOn, band } = state.slices.health;
        expect([evidence, invoiceDueOn, band === 'unknown']).toEqual([undefined, undefined, false]);
        for (const { event } of ledger) {
          expect(event.kind).not.toBe('health-looked-at');
          if (event.kind !== 'health-changed') continue;
          expect(event.reasons.filter(({ signal, since }) => newer.includes(signal) || since !== undefined)).toEqual(
            [],
          );
          expect(event.reasons.every(({ points }) => points > 0)).toBe(true);
        }
      }),
      runs,
    );
  });
});

const evidence: Evidence = { since: start, heardAt: start, missed: [], lookedAt: start };
const nothingElse: Around = {
  today: '2027-06-01',
  silentDays: null,
  alarmDays: null,
  undecided: false,
  dangers: [],
  good: null,
};
const someHealth = fc.record({
  usage: fc.constantFrom(null, ...usageWords),
  tickets: fc.constantFrom(null, ...ticketBuckets),
  happiness: fc.option(fc.integer({ min: 0, max: 10 })),
  invoiceOverdueDays: fc.option(fc.integer({ min: 1, max: 90 })),
  noted: fc.subarray([...incidents]),
  own: fc.array(fc.constantFrom(...ownBuckets), { maxLength: 4 }),
  missed: fc.integer({ min: 0, max: 4 }),
});
const made = (of: typeof someHealth extends fc.Arbitrary<infer T> ? T : never): Health => {
  const { noted, own, missed, ...signals } = of;
  return {
    ...well,
    ...signals,
    incidents: noted.map((incident, index) => ({ id: `incident-${index}`, incident, badness: 1, at: start })),
    own: own.map((bucket, index) => ({ code: `own-${index}`, bucket })),
    evidence: { ...evidence, missed: Array.from({ length: missed }, (_, index) => `touch-${index}`) },
  };
};
const someAround = fc.record({
  good: fc.constantFrom(null, { what: 'happiness 9 of 10', part: 1 }, { what: 'happiness 9 of 10', part: 0.5 }),
  undecided: fc.boolean(),
  silentDays: fc.constantFrom(null, 90),
  alarmDays: fc.constantFrom(null, 14),
  dangers: fc.subarray<Danger>(dangerSignals.map((signal) => ({ signal, detail: 'it stands' }))),
});

test('one more bad thing never raises the score', () => {
  const standing: Danger = { signal: 'noticeGiven', detail: 'it stands' };
  const worse: readonly ((health: Health, around: Around) => readonly [Health, Around])[] = [
    (health, around) => [
      {
        ...health,
        incidents: [...health.incidents, { id: 'incident-9', incident: 'competitorSeen', badness: 1, at: start }],
      },
      around,
    ],
    (health, around) => [
      { ...health, evidence: { ...evidence, missed: [...(health.evidence?.missed ?? []), 'touch-9'] } },
      around,
    ],
    (health, around) => [{ ...health, own: [...(health.own ?? []), { code: 'own-9', bucket: 'alarm' }] }, around],
    (health, around) => [{ ...health, happiness: 0 }, around],
    (health, around) => [{ ...health, tickets: 'flood' }, around],
    (health, around) => [{ ...health, invoiceOverdueDays: 90 }, around],
    (health, around) => [health, { ...around, undecided: true }],
    (health, around) => [health, { ...around, silentDays: 90 }],
    (health, around) => [health, { ...around, alarmDays: 14 }],
    (health, around) => [health, { ...around, dangers: [...around.dangers, standing] }],
  ];
  const score = (health: Health, around: Around): number => scoreOf(reasonsOf(health, defaultRules, 2, around));
  fc.assert(
    fc.property(someHealth, someAround, fc.constantFrom(...worse), (of, around, change) => {
      const before = { ...nothingElse, ...around };
      expect(score(...change(made(of), before))).toBeLessThanOrEqual(score(made(of), before));
    }),
    { numRuns: 2_000 },
  );
});

test('a band does not flicker: a score that moves by less than the hysteresis turns it once at most', () => {
  const { hysteresis } = defaultRules.health;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.array(fc.integer({ min: 0, max: hysteresis - 1 }), { minLength: 2, maxLength: 20 }),
      fc.constantFrom(...bands),
      fc.boolean(),
      (base, steps, first, heard) => {
        let band: Band = first;
        const seen = steps.map((step) => (band = bandOf(Math.min(100, base + step), band, defaultRules.health, heard)));
        const turns = seen.filter((one, index) => index > 0 && one !== seen[index - 1]);
        expect(turns.length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('nor does a signal of the house’s own', () => {
  const thresholds = fc
    .record({ warnAt: fc.integer({ min: 0, max: 100 }), way: fc.integer({ min: 10, max: 100 }), higher: fc.boolean() })
    .map(({ warnAt, way, higher }): OwnThresholds => ({
      better: higher ? 'higher' : 'lower',
      warnAt,
      alarmAt: higher ? warnAt - way : warnAt + way,
    }));
  fc.assert(
    fc.property(
      thresholds,
      fc.integer({ min: -100, max: 300 }),
      fc.array(fc.double({ min: 0, max: 0.99, noNaN: true }), { minLength: 2, maxLength: 20 }),
      (kind, base, parts) => {
        const spare = Math.abs(kind.alarmAt - kind.warnAt) / 10;
        let bucket = ownBucket(base, kind, null);
        const seen = parts.map((part) => (bucket = ownBucket(base + part * spare * 0.99, kind, bucket)));
        expect(seen.filter((one, index) => index > 0 && one !== seen[index - 1]).length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 2_000 },
  );
});
