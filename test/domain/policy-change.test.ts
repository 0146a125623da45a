/** A lifecycle in flight goes over to other rules: what moves, what stays, and what never happens. */
import fc from 'fast-check';
import { advance, agenda, type LifecycleState } from '../../domain/lifecycle';
import { defaultRules, withDefaults, type WrittenRules } from '../../domain/core/policy';
import { nextQuarter, type PolicyMoment } from '../../domain/concerns/policy-change';
import { previewPolicy } from '../../domain/told/policy-preview';
import { daysOf, dayOne, happening, retained, say, until } from '../support/lives';
import { size } from '../support/size';
import { agendaFor } from '../support/told';

const policy = (rules: WrittenRules, version = 2) => ({ id: 'default', version, rules: withDefaults(rules) });
const change = (state: LifecycleState, at: string, rules: WrittenRules, when: PolicyMoment = 'now'): LifecycleState =>
  say(state, `${at}T12:00:00.000Z`, 'changePolicy', { policy: policy(rules), when });
const touchDays = (state: LifecycleState): readonly string[] =>
  state.slices.items
    .filter(({ programme, state: is }) => programme === 'touch' && is === 'planned')
    .map(({ id, on }) => `${id} ${on}`);
const quiet = { birthdays: { ...defaultRules.birthdays, cards: false } };

test.each([
  ['2027-01-01', '2027-01-01', '2027-04-01'],
  ['2027-01-01', '2027-03-31', '2027-04-01'],
  ['2027-01-01', '2027-04-01', '2027-07-01'],
  ['2027-01-31', '2027-04-01', '2027-04-30'],
  ['2027-06-01', '2027-01-05', '2027-06-01'],
] as const)('of a contract that starts on %s the quarter after %s begins on %s', (startsOn, today, expected) => {
  expect(nextQuarter({ startsOn, termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } }, today)).toBe(expected);
});

describe('a new cadence', () => {
  test('is counted from the last touch, with ordinals that go on', () => {
    const state = until(retained({}, quiet), '2027-03-05');
    expect(touchDays(state)[0]).toBe('touch-2 2027-04-26');
    expect(touchDays(change(state, '2027-03-05', { touches: { everyWeeks: 4 } })).slice(0, 2)).toEqual([
      'touch-2 2027-03-29',
      'touch-3 2027-04-26',
    ]);
  });

  test('skips what would lie in the past: nothing is asked for twice, nor too late', () => {
    const state = until(retained({}, quiet), '2027-04-20');
    expect(touchDays(change(state, '2027-04-20', { touches: { everyWeeks: 2 } }))[0]).toBe('touch-2 2027-04-26');
  });

  test('without any touch yet is counted from the start of retention', () => {
    expect(touchDays(change(retained({}, quiet), '2027-01-08', { touches: { everyWeeks: 4 } }))[0]).toBe(
      'touch-1 2027-02-01',
    );
  });

  test('at the next quarter waits for it, stands in the agenda, and moves at its opening', () => {
    const state = change(retained({}, quiet), '2027-01-08', { touches: { everyWeeks: 4 } }, 'next-quarter');
    expect(touchDays(state)[0]).toBe('touch-1 2027-03-01');
    expect(agenda(state).find(({ tells }) => tells.kind === 'policy-changes')).toMatchObject({
      at: '2027-04-01T07:00:00.000Z',
      tells: { kind: 'policy-changes', policy: { id: 'default', version: 2 }, on: '2027-04-01' },
    });
    expect(touchDays(until(state, '2027-04-01'))[0]).toBe('touch-2 2027-04-26');
    expect(daysOf(happening(state, '2027-04-02'), 'policy-changed')).toEqual(['2027-04-01']);
  });

  test('decided for now takes the place of one that was scheduled', () => {
    const scheduled = change(retained({}, quiet), '2027-01-08', { touches: { everyWeeks: 4 } }, 'next-quarter');
    const now = change(scheduled, '2027-01-09', { touches: { everyWeeks: 2 } });
    expect(agenda(now).some(({ tells }) => tells.kind === 'policy-changes')).toBe(false);
    expect(touchDays(now)[0]).toBe('touch-1 2027-01-18');
  });

  test('is refused where it is there already', () => {
    const state = change(retained({}, quiet), '2027-01-08', { touches: { everyWeeks: 4 } });
    const again = {
      name: 'changePolicy',
      id: 'again',
      data: { policy: policy({ touches: { everyWeeks: 4 } }), when: 'now' },
    } as const;
    expect(advance(state, again, '2027-01-09T12:00:00.000Z').refused).toBe('already-there');
  });
});

describe('other rules', () => {
  const eventsOf = (state: LifecycleState, at: string, rules: WrittenRules) =>
    advance(
      state,
      { name: 'changePolicy', id: 'c', data: { policy: policy(rules), when: 'now' } },
      `${at}T12:00:00.000Z`,
    ).events.map(({ event }) => event.kind);

  test('that change nothing about what is planned plan nothing anew', () => {
    const state = until(retained({}, quiet), '2027-03-05');
    expect(eventsOf(state, '2027-03-05', { ...quiet, missedWorkingDays: 25 })).toEqual(['policy-changed']);
  });

  test('move reviews that nobody has begun, never those that lie behind', () => {
    const state = until(retained({}, quiet), '2027-05-05');
    const half = change(state, '2027-05-05', { ...quiet, reviews: { everyMonths: 6 } });
    expect(
      half.slices.items
        .filter(({ programme }) => programme === 'review')
        .map(({ id, on, state: is }) => `${id} ${on} ${is}`),
    ).toEqual(['review-1 2027-04-01 overdue', 'review-2 2027-07-01 planned', 'review-3 2028-01-01 planned']);
  });

  test('open at another hour: what is planned moves to it', () => {
    const state = change(retained({}, quiet), '2027-01-08', { ...quiet, workingHours: { opensAt: '07:30' } });
    expect(agenda(state).find(({ tells }) => tells.kind === 'item-asks' && tells.itemKind === 'call')?.at).toBe(
      '2027-03-01T06:30:00.000Z',
    );
  });

  test('send no renewal notice for a day that lies behind', () => {
    const state = until(retained({}, quiet), '2027-06-01');
    const noticed = daysOf(
      happening(change(state, '2027-06-01', { ...quiet, renewal: { noticeDays: [300, 60] } }), '2028-01-02'),
      'renewal-noticed',
      'days',
    );
    expect(noticed).toEqual(['2027-11-02 60']);
  });

  test('do not cut a grace short that has begun', () => {
    const state = until(retained({}, quiet), '2028-01-20');
    expect(eventsOf(state, '2028-01-20', { ...quiet, renewal: { graceDays: 1 } })).not.toContain('renewal-lapsed');
    const changed = change(state, '2028-01-20', { ...quiet, renewal: { graceDays: 1 } });
    expect(daysOf(happening(changed, '2028-02-05'), 'renewal-lapsed')).toEqual(['2028-01-31']);
  });

  test('weigh health anew, and raise the alarm if that makes it red', () => {
    const state = say(retained({}, quiet), '2027-02-01T10:00:00.000Z', 'ticketsChanged', { bucket: 'flood' });
    const strict = { ...quiet, health: { weights: { ...defaultRules.health.weights, tickets: 80 } } };
    expect(eventsOf(state, '2027-02-02', strict)).toEqual(
      expect.arrayContaining(['health-changed', 'escalation-opened']),
    );
  });
});

describe('the preview', () => {
  const now = '2027-03-05T12:00:00.000Z';
  test.each([
    ['now', { touches: { everyWeeks: 3 }, reviews: { everyMonths: 6 } }],
    ['next-quarter', { touches: { everyWeeks: 3 } }],
    ['now', { birthdays: { cards: false, leadDays: 0 } }],
  ] as const)('taken for %s says exactly what comes', (when, rules) => {
    const contacts = [{ id: 'c_1', birthday: '06-15' }];
    const state = until(retained({ contacts }), '2027-03-05');
    const preview = previewPolicy(state, { policy: policy(rules), when }, now);
    if ('refused' in preview) throw new Error(preview.refused);
    const changed = say(state, now, 'changePolicy', { policy: policy(rules), when });
    const then = advance(changed, null, preview.at).state;
    expect(agendaFor(then).map(({ at, what }) => ({ at, what }))).toEqual(preview.agenda);
  });

  test('says what would be refused', () => {
    const state = retained({}, quiet);
    expect(previewPolicy(state, { policy: { ...policy({}), version: 1 }, when: 'now' }, now)).toEqual({
      refused: 'already-there',
    });
  });
});

test('law: with policies changed at any moments, at least four touches fall due in any year', () => {
  const changes = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 900 }),
      weeks: fc.integer({ min: 1, max: 52 }),
      when: fc.constantFrom('now' as const, 'next-quarter' as const),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(changes, (all) => {
      let state = retained(
        { contract: { startsOn: '2027-01-01', termMonths: 36, annualValue: { amount: 1, currency: 'EUR' } } },
        quiet,
      );
      const due: string[] = [];
      const take = (advanced: ReturnType<typeof advance>): void => {
        state = advanced.state;
        for (const { at, event } of advanced.events)
          if (event.kind === 'item-due' && event.item.startsWith('touch-')) due.push(at);
      };
      const from = Date.parse(dayOne);
      all
        .toSorted((a, b) => a.day - b.day)
        .forEach(({ day, weeks, when }, index) => {
          const data = { policy: policy({ ...quiet, touches: { everyWeeks: weeks } }, index + 2), when };
          take(
            advance(
              state,
              { name: 'changePolicy', id: `c${index}`, data },
              new Date(from + day * 86_400_000).toISOString(),
            ),
          );
        });
      take(advance(state, null, new Date(from + 1_090 * 86_400_000).toISOString()));
      for (let start = 0; start + 365 <= 1_090; start += 10) {
        const [a, b] = [from + start * 86_400_000, from + (start + 365) * 86_400_000];
        const inYear = due.filter((at) => Date.parse(at) > a && Date.parse(at) <= b).length;
        expect(inYear).toBeGreaterThanOrEqual(4);
      }
      expect(new Set(due).size).toBe(due.length);
    }),
    { numRuns: size(20, 100) },
  );
});
