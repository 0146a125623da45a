/** Every threshold, ending and step as a table: the rule on the left, what an expert expects on the right. */
import type { MessageName, Seed } from '../../domain/core/concern';
import { bandOf, type Band } from '../../domain/concerns/health-bands';
import { overdueBadness, ratingBadness, reasonsOf, scoreOf } from '../../domain/concerns/health-weighing';
import type { Health } from '../../domain/concerns/health';
import { accept, advance, agenda, begin, schemaVersion, type LifecycleState } from '../../domain/lifecycle';
import { defaultRules, gridWeeks } from '../../domain/core/policy';
import { present } from '../../domain/told/present';
import { nextTerm } from '../../domain/seam';
import { grid } from '../../domain/concerns/touches';
import { upcast } from '../../domain/upcast';
import { touchKindOf } from '../../domain/core/item';
import { isActionable } from '../../links/links';
import { happened } from '../support/happened';
import { well } from '../support/lives';
import { stateAsSchema6 } from '../support/schema-6';
import { seedOf } from '../support/seeds';

describe('health', () => {
  test.each([
    [0, 1],
    [3, 1],
    [4, 0.6],
    [6, 0.3],
    [7, 0],
    [10, 0],
  ])('a rating of %i has badness %d', (rating, badness) => expect(ratingBadness(rating)).toBe(badness));

  test.each([
    [1, 0.25],
    [30, 0.6],
    [60, 1],
  ])('%i days overdue have badness %d', (days, badness) => expect(overdueBadness(days)).toBe(badness));

  test.each<[string, Partial<Health>, number]>([
    ['nothing known', {}, 100],
    ['good usage', { usage: 'good' }, 100],
    ['nobody uses it', { usage: 'none' }, 40],
    ['they are unhappy', { happiness: 2 }, 40],
    ['a flood of tickets', { tickets: 'flood' }, 65],
    ['both unused and unhappy', { usage: 'none', happiness: 0 }, 0],
    ['some usage, a middling mood', { usage: 'some', happiness: 6 }, 61],
  ])('%s: %j scores %i', (_, parts, score) =>
    expect(scoreOf(reasonsOf({ ...well, ...parts }, defaultRules))).toBe(score),
  );

  test.each<[number, Band, Band]>([
    [44, 'green', 'red'],
    [45, 'green', 'amber'],
    [49, 'red', 'red'], // hysteresis: it takes 5 points above the threshold to leave
    [50, 'red', 'amber'],
    [69, 'green', 'amber'],
    [70, 'green', 'green'],
    [74, 'amber', 'amber'],
    [75, 'amber', 'green'],
  ])('a score of %i after %s is %s', (score, before, band) =>
    expect(bandOf(score, before, defaultRules.health)).toBe(band),
  );
});

describe('touches', () => {
  test.each([
    [1, 1],
    [8, 8],
    [12, 12],
    [13, 12],
    [52, 12],
  ])('every %i weeks means a grid of %i', (everyWeeks, weeks) =>
    expect(gridWeeks({ ...defaultRules, touches: { everyWeeks, kinds: ['call'], leadDays: {} } })).toBe(weeks),
  );

  test.each([
    ['visit', 'visit'],
    ['birthday-card', 'birthday-card'],
    ['quarterly-review', 'call'],
    [undefined, 'call'],
  ] as const)('an item of kind %s counts for others as a %s', (kind, expected) =>
    expect(touchKindOf(kind)).toBe(expected),
  );

  test('the grid counts weeks from its origin, kinds taken in turn', () => {
    const plans = grid(
      '2027-01-04',
      { ...defaultRules, touches: { everyWeeks: 8, kinds: ['call', 'visit'], leadDays: {} } },
      '2027-06-30',
    );
    expect(plans.map(({ id, on, kind }) => [id, on, kind])).toEqual([
      ['touch-1', '2027-03-01', 'call'],
      ['touch-2', '2027-04-26', 'visit'],
      ['touch-3', '2027-06-21', 'call'],
    ]);
  });
});

let ids = 0;
const say = (state: LifecycleState, at: string, name: MessageName, data: object = {}): LifecycleState =>
  accept(state, happened(name, `m${(ids += 1)}`, data), at).state;
const at = (state: LifecycleState, moment: string): LifecycleState => advance(state, null, moment).state;
const retained = (parts: Partial<Seed> = {}): LifecycleState =>
  begin(seedOf({ onboarding: { skip: true, steps: [] }, ...parts }), '2027-01-04T10:00:00.000Z').state;
const mailed = (state: LifecycleState, kind: string): string[] =>
  state.recent.filter(({ event }) => event.kind === kind).map((one) => one.at.slice(0, 10));

describe('escalations', () => {
  const red = (): LifecycleState => say(retained(), '2027-01-04T11:00:00.000Z', 'usageChanged', { bucket: 'none' });

  test.each([
    ['2027-01-04T12:00:00.000Z', 'rep'],
    ['2027-01-05T12:00:00.000Z', 'manager'],
    ['2027-01-08T12:00:00.000Z', 'manager'],
    ['2027-01-11T12:00:00.000Z', 'director'],
    ['2027-02-06T12:00:00.000Z', 'director'],
  ])('unacknowledged by %s it is with the %s', (moment, level) =>
    expect(present(at(red(), moment)).escalations[0]?.level).toBe(level),
  );

  test('the director is told again ever more seldom until somebody acknowledges', () => {
    expect(mailed(at(red(), '2027-03-02T12:00:00.000Z'), 'escalation-climbed')).toEqual([
      '2027-01-05',
      '2027-01-11',
      '2027-01-18',
      '2027-02-01',
      '2027-03-01',
    ]);
  });

  test('acknowledged, it climbs no further; resolved, it is closed', () => {
    const taken = say(red(), '2027-01-04T12:00:00.000Z', 'acknowledge', { escalation: 'escalation-1' });
    expect(mailed(at(taken, '2027-03-01T08:00:00.000Z'), 'escalation-climbed')).toEqual([]);
    const resolved = say(taken, '2027-01-07T12:00:00.000Z', 'resolve', { escalation: 'escalation-1' });
    expect(present(resolved).escalations[0]).toMatchObject({ resolvedAt: '2027-01-07T12:00:00.000Z' });
    expect(say(resolved, '2027-01-08T12:00:00.000Z', 'resolve', { escalation: 'escalation-1' }).seen.at(-1)?.fate).toBe(
      'escalation-resolved',
    );
  });

  test('a further reason joins the open one instead of opening a second', () => {
    const both = say(red(), '2027-01-04T12:00:00.000Z', 'happinessHeard', { score: 1 });
    expect(present(both).escalations).toMatchObject([{ reasons: ['usage', 'happiness'] }]);
  });

  test('the first missed touch raises the alarm', () => {
    expect(present(at(retained(), '2027-04-27T12:00:00.000Z')).escalations[0]?.reasons).toEqual(['touch-missed']);
  });
});

describe('the renewal', () => {
  const contract = { startsOn: '2027-01-01', termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } };

  test('notices come 120, 90, 60 and 30 days ahead, on the working day before', () => {
    const due = agenda(retained({ contract })).filter(({ tells }) => tells.kind === 'renewal-nears');
    expect(due.map(({ at: moment }) => moment.slice(0, 10))).toEqual([
      '2027-09-03',
      '2027-10-01',
      '2027-11-02',
      '2027-12-02',
    ]);
  });

  test('nobody decides: an alarm at the date, then the ending that the policy names, after grace', () => {
    const undecided = at(retained({ contract }), '2028-01-10T12:00:00.000Z');
    expect(present(undecided).escalations.flatMap(({ reasons }) => reasons)).toContain('renewal-undecided');
    expect(at(undecided, '2028-01-31T07:59:00.000Z').slices.standing.stage).toBe('retention');
    expect(at(undecided, '2028-01-31T08:00:00.000Z').slices.standing).toMatchObject({
      stage: 'churned',
      endReason: 'no-decision',
    });
  });

  test('a policy may renew what nobody decided, on the same terms', () => {
    const rules = { renewal: { ...defaultRules.renewal, undecided: 'renewed' as const } };
    const seed = { ...seedOf({ contract, onboarding: { skip: true, steps: [] } }, rules) };
    const renewed = at(begin(seed, '2027-01-04T10:00:00.000Z').state, '2028-02-01T12:00:00.000Z');
    expect(nextTerm(renewed)).toMatchObject({
      lifecycleId: 'D-1.crm-pro.t2',
      contract: { startsOn: '2028-01-01', termMonths: 12 },
    });
  });

  test('neither a pause nor a recycle moves it', () => {
    const before = agenda(retained({ contract })).find(({ tells }) => tells.kind === 'renewal-date-comes')?.at;
    const paused = say(retained({ contract }), '2027-02-01T12:00:00.000Z', 'pause', { reason: 'season' });
    const recycled = say(
      retained({
        contract: { ...contract },
        onboarding: { skip: true, steps: [{ code: 'training', title: 'Training' }] },
      }),
      '2027-02-01T12:00:00.000Z',
      'recycle',
      { reason: 'training' },
    );
    expect(recycled.slices.standing.stage).toBe('onboarding');
    for (const state of [paused, recycled])
      expect(agenda(state).find(({ tells }) => tells.kind === 'renewal-date-comes')?.at).toBe(before);
  });

  test('the next term starts where the old contract ends; the grid, health and open items run on', () => {
    const contract24 = { ...contract, termMonths: 12 };
    const open = at(
      say(retained({ contract: contract24 }), '2027-02-01T12:00:00.000Z', 'usageChanged', { bucket: 'some' }),
      '2027-10-12T12:00:00.000Z',
    );
    const renewed = say(open, '2027-10-12T13:00:00.000Z', 'renew', {
      termMonths: 12,
      annualValue: contract.annualValue,
    });
    const seed = nextTerm(renewed);
    if (seed === null) throw new Error('renewed');
    const next = begin(seed, '2027-10-12T13:00:00.000Z').state;
    expect(next.seed.contract.startsOn).toBe('2028-01-01');
    expect(next.slices.standing.stage).toBe('retention');
    expect(next.slices.health.usage).toBe('some');
    const touches = present(next).touches.map(({ id, dueAt, state }) => [id, dueAt.slice(0, 10), state]);
    expect(touches.slice(0, 5)).toEqual([
      // What is closed for less than ninety days can still be looked at.
      ['touch-3', '2027-06-21', 'missed'],
      ['touch-4', '2027-08-16', 'missed'],
      ['touch-5', '2027-10-11', 'due'],
      ['touch-6', '2027-12-06', 'planned'],
      ['touch-7', '2028-01-31', 'planned'],
    ]);
    expect(
      present(next)
        .reviews.map(({ id, dueAt }) => [id, dueAt.slice(0, 10)])
        .slice(-5),
    ).toEqual([
      ['review-4', '2027-12-31'],
      ['review-5', '2028-03-31'],
      ['review-6', '2028-06-30'],
      ['review-7', '2028-09-29'],
      ['review-8', '2029-01-01'],
    ]);
  });
});

describe('a pause', () => {
  test('silences touches but keeps counting signals; without an end it is brought up every 30 days', () => {
    const paused = say(retained(), '2027-02-01T12:00:00.000Z', 'pause', { reason: 'season' });
    const later = at(
      say(paused, '2027-02-02T12:00:00.000Z', 'happinessHeard', { score: 9 }),
      '2027-03-10T12:00:00.000Z',
    );
    expect(later.slices.items.find(({ id }) => id === 'touch-1')?.state).toBe('cancelled');
    expect(later.slices.health.happiness).toBe(9);
    expect(mailed(later, 'pause-reminded')).toEqual(['2027-03-03']);
  });

  test('with an end it resumes by itself on that morning', () => {
    const paused = say(retained(), '2027-02-01T12:00:00.000Z', 'pause', { reason: 'season', until: '2027-02-15' });
    expect(at(paused, '2027-02-15T07:59:59.000Z').slices.standing.pause).not.toBeNull();
    expect(at(paused, '2027-02-15T08:00:00.000Z').slices.standing.pause).toBeNull();
  });

  test.each<[MessageName, object, string]>([
    ['pause', { reason: 'season', until: '2026-01-01' }, 'past-date'],
    ['resume', {}, 'not-paused'],
    ['reassign', { rep: 'rep-1' }, 'already-there'],
    ['acknowledge', { escalation: 'escalation-9' }, 'unknown-escalation'],
    ['recycle', { reason: 'training', steps: ['no-such'] }, 'unknown-step'],
    ['itemCompleted', { item: 'touch-99', outcome: 'done' }, 'unknown-item'],
    ['onboardingStepCompleted', { step: 'setup' }, 'not-in-onboarding'],
  ])('%s %j is refused: %s', (name, data, refused) => {
    expect(advance(retained(), happened(name, 'x', data), '2027-01-05T12:00:00.000Z').refused).toBe(refused);
  });
});

describe('links', () => {
  const open = at(retained(), '2027-03-02T12:00:00.000Z');
  const done = say(open, '2027-03-02T13:00:00.000Z', 'itemCompleted', { item: 'touch-1', outcome: 'done' });
  test('are worth something while their subject is open, and nothing after', () => {
    expect(isActionable({ purpose: 'item', subject: 'touch-1' }, present(open))).toBe(true);
    expect(isActionable({ purpose: 'item', subject: 'touch-1' }, present(done))).toBe(false);
    expect(isActionable({ purpose: 'onboarding', subject: null }, present(open))).toBe(false);
    expect(isActionable({ purpose: 'renewal', subject: null }, present(open))).toBe(true);
    expect(
      isActionable(
        { purpose: 'renewal', subject: null },
        present(say(open, '2027-03-02T13:00:00.000Z', 'churn', { reason: 'price' })),
      ),
    ).toBe(false);
  });
});

describe('a state carried over', () => {
  test('by the first version lives on as it was: nothing new is asked of it', () => {
    const { seed, slices, ...rest } = retained();
    const { standing, onboarding, items, touches, reviews, health } = slices;
    const { escalations, renewal } = stateAsSchema6(retained()).slices;
    const {
      touches: grids,
      health: weighed,
      escalation,
      renewal: ends,
      workingHours,
      reminderWorkingDays,
    } = defaultRules;
    const rules = {
      touches: { everyWeeks: grids.everyWeeks, kinds: grids.kinds },
      reviews: { everyMonths: 3, leadDays: 14 },
      health: weighed,
      escalation: { ladder: escalation.ladder },
      renewal: ends,
      workingHours,
      reminderWorkingDays,
    };
    const first = {
      ...rest,
      schema: 1,
      seed,
      slices: {
        standing: { ...standing, policy: { id: 'default', version: 1, rules } },
        onboarding,
        items: items
          .filter(({ programme }) => programme === 'touch' || programme === 'review')
          .map((item) =>
            Object.fromEntries(Object.entries(item).filter(([field]) => !['covered', 'share'].includes(field))),
          ),
        touches,
        reviews,
        health,
        escalations,
        renewal,
        promises: { flags: [] },
      },
    };
    const now = upcast(JSON.parse(JSON.stringify(first)) as typeof first);
    expect(now.schema).toBe(schemaVersion);
    expect(present(now).touches).toEqual(present(retained()).touches);
    const year = advance(now, null, '2027-12-01T12:00:00.000Z').events;
    const asked = year.flatMap(({ event }) => (event.kind === 'item-due' ? [event.item.replace(/-\d+$/, '')] : []));
    expect([...new Set(asked)].toSorted()).toEqual(['review', 'touch']);
    expect(year.some(({ event }) => event.kind === 'satisfaction-asked')).toBe(false);
  });

  test('of this schema is taken as it is; a newer one is refused', () => {
    expect(upcast(retained())).toEqual(retained());
    expect(() => upcast({ ...retained(), schema: 99 })).toThrow('newer than this program');
  });
});
