import fc from 'fast-check';
import { afterDays } from '../../domain/core/calendar';
import type { Happened, Recorded } from '../../domain/core/concern';
import { accept, advance, agenda, begin, fold, type LifecycleState } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import { hasEnded } from '../../domain/core/stages';
import { testEnv } from '../support/env';
import { history, message, seeds, start, type Move } from '../support/random-lives';
import { seedOf } from '../support/seeds';
import { hoursLater, play, type LivedLife } from '../support/live-moves';
import { size } from '../support/size';

/** The same life, whose worker is away at times: then it finds everything that was said, each with its own moment. */
function playLate(seed: ReturnType<typeof seedOf>, moves: readonly Move[], outages: Iterator<boolean>): LivedLife {
  let now = start;
  const begun = begin(seed, now);
  let { state } = begun;
  const ledger = [...begun.events];
  const take = (next: ReturnType<typeof advance>): void => {
    ({ state } = next);
    ledger.push(...next.events);
  };
  let waiting: Happened[] = [];
  moves.forEach(({ afterHours, what }, index) => {
    now = hoursLater(now, afterHours);
    if (what !== null) waiting.push({ ...what, acceptedAt: now });
    if (index < moves.length - 1 && outages.next().value === true) return;
    for (const one of waiting) take(accept(state, one, now));
    take(advance(state, null, now));
    waiting = [];
  });
  return { state, ledger };
}

const runs = { numRuns: testEnv().HOLDFAST_PROPERTY_RUNS ?? size(60, 120) };

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

  test('a worker that wakes late decides exactly as a punctual one', () => {
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

  test('how often a worker looks in between changes nothing', () => {
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(seeds, history, fc.array(share, { minLength: 10, maxLength: 10 }), (seed, moves, shares) => {
        const lookedIn = moves.flatMap(({ afterHours, what }, index): readonly Move[] => {
          const early = Math.floor((afterHours * (shares[index % shares.length] ?? 0)) / 100);
          return [
            { afterHours: early, what: null },
            { afterHours: afterHours - early, what },
          ];
        });
        expect(play(seed, lookedIn)).toEqual(play(seed, moves));
      }),
      runs,
    );
  });

  test('what was said while no worker looked counts as if one had looked at once', () => {
    fc.assert(
      fc.property(seeds, history, fc.infiniteStream(fc.boolean()), (seed, moves, outages) => {
        expect(playLate(seed, moves, outages)).toEqual(play(seed, moves));
      }),
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
        fc.integer({ min: 0, max: 599 }),
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
          const from = afterDays(`${startsOn}T08:00:00.000Z`, offset);
          const through = afterDays(from, 365);
          expect(through <= current.state.at).toBe(true);
          expect(due.filter((at) => at >= from && at < through).length).toBeGreaterThanOrEqual(4);
        },
      ),
      runs,
    );
  });
});
