/** A person may be wrong, or busy: what was recorded is corrected, and what is asked is put off. */
import fc from 'fast-check';
import type { Event, Recorded } from '../../domain/core/concern';
import type { Item } from '../../domain/core/item';
import { defaultRules, type Rules } from '../../domain/core/policy';
import { sumUp } from '../../domain/figures/work';
import { accept, advance, agenda, begin, type LifecycleState } from '../../domain/lifecycle';
import { shareable } from '../../domain/organisation/sharing';
import { nextTerm } from '../../domain/seam';
import { earlierItem } from '../../domain/told/earlier-item';
import { present } from '../../domain/told/present';
import { lookBack, type SpokenLine } from '../../domain/told/spoken';
import { happened } from '../support/happened';
import { dayOne, retained, say, until } from '../support/lives';
import { seedOf } from '../support/seeds';
import { size } from '../support/size';
import { inEnglish, sentenceFor } from '../support/told';

const contacts = [{ id: 'ada' }, { id: 'ben' }];
const rules: Partial<Rules> = { birthdays: { ...defaultRules.birthdays, cards: false } };
const kept = (more: Partial<Rules> = {}): LifecycleState => retained({ contacts }, { ...rules, ...more });
const noon = (day: string): string => `${day}T12:00:00.000Z`;
const itemOf = ({ slices }: LifecycleState, id: string): Item => {
  const found = slices.items.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the test knows no ${id}`);
  return found;
};

type What = Readonly<Record<string, unknown>>;
const corrects = (state: LifecycleState, day: string, what: What): LifecycleState =>
  say(state, noon(day), 'correctItem', what);
const ask = (state: LifecycleState, day: string, name: 'correctItem' | 'postponeItem', what: What) =>
  advance(state, happened(name, `asked-${day}-${JSON.stringify(what)}`, what), noon(day));

// Touches fall due every eight weeks: on 1 March, 26 April, 21 June and so on.
const due = until(kept(), '2027-03-02');
const unhappy = say(due, noon('2027-03-02'), 'itemCompleted', { item: 'touch-1', outcome: 'done', happiness: 2 });
const happy = say(due, noon('2027-03-02'), 'itemCompleted', { item: 'touch-1', outcome: 'done', happiness: 8 });

describe('what was recorded by mistake is corrected', () => {
  test('the score that it brought is replaced, and the alarm that rested on it alone ends; nothing is overwritten', () => {
    expect(unhappy.slices.escalations.list.map(({ state }) => state)).toEqual(['open']);
    const { state, events } = ask(unhappy, '2027-03-02', 'correctItem', { item: 'touch-1', happiness: 8 });
    expect(state.slices.health).toMatchObject({ happiness: 8, band: 'green', reasons: [] });
    expect(state.slices.escalations.list.map((one) => one.state)).toEqual(['resolved']);
    expect(itemOf(state, 'touch-1')).toMatchObject({ state: 'done', outcome: 'done', happiness: 8 });
    expect(events[0]?.event).toEqual({
      kind: 'item-corrected',
      item: 'touch-1',
      itemKind: 'call',
      programme: 'touch',
      outcome: 'done',
      happiness: 8,
      actedAt: noon('2027-03-02'),
      before: { outcome: 'done', happiness: 2 },
    });
    expect(events.map(({ event }) => event.kind)).toEqual([
      'item-corrected',
      'health-changed',
      'escalation-resolved',
      'item-skipped',
    ]);
  });

  test('an alarm that has another reason stays', () => {
    const also = say(unhappy, noon('2027-03-02'), 'clientOptedOut');
    const after = corrects(also, '2027-03-03', { item: 'touch-1', happiness: 8 });
    expect(after.slices.escalations.list.map(({ state }) => state)).toEqual(['open']);
  });

  test('an alarm for a client who is red without the mistake stays', () => {
    const idle = say(unhappy, noon('2027-03-02'), 'usageChanged', { bucket: 'none' });
    const after = corrects(idle, '2027-03-03', { item: 'touch-1', happiness: 8 });
    expect(after.slices.health.band).toBe('red');
    expect(after.slices.escalations.list.map(({ state }) => state)).toEqual(['open']);
  });

  test('a score that came later counts on; one that is taken away gives way to the one heard before it', () => {
    const six = say(kept(), noon('2027-02-01'), 'happinessHeard', { score: 6 });
    const two = say(until(six, '2027-03-02'), noon('2027-03-02'), 'itemCompleted', {
      item: 'touch-1',
      outcome: 'done',
      happiness: 2,
    });
    const nine = say(two, noon('2027-03-03'), 'happinessHeard', { score: 9 });
    const gone = { item: 'touch-1', happiness: null };
    expect(corrects(nine, '2027-03-04', { item: 'touch-1', happiness: 7 }).slices.health.happiness).toBe(9);
    expect(corrects(two, '2027-03-04', gone).slices.health.happiness).toBe(6);
    expect(corrects(nine, '2027-03-04', gone).slices.health.happiness).toBe(9);
  });

  test('a score that comes with the correction counts from its day, and not before what was heard since', () => {
    const silent = say(due, noon('2027-03-02'), 'itemCompleted', { item: 'touch-1', outcome: 'done' });
    const later = say(silent, noon('2027-03-03'), 'happinessHeard', { score: 9 });
    const said = { item: 'touch-1', happiness: 5 };
    expect(corrects(silent, '2027-03-04', said).slices.health.happiness).toBe(5);
    expect(corrects(later, '2027-03-04', said).slices.health.happiness).toBe(9);
  });

  test('so many scores are remembered, and what is older still counts when all of them are taken back', () => {
    let state = say(kept(), noon('2027-01-20'), 'happinessHeard', { score: 4 });
    for (let day = 1; day <= 20; day += 1)
      state = say(state, noon(`2027-02-${String(day).padStart(2, '0')}`), 'happinessHeard', { score: 7 });
    const { heard } = state.slices.health;
    expect([heard?.before, heard?.scores.length]).toEqual([7, defaultRules.health.heardKept]);
  });

  test('a life in flight remembers no scores: its policy never said so; the last score alone is replaced', () => {
    const health = { ...defaultRules.health, heardKept: 0 };
    const before = say(until(kept({ health }), '2027-03-02'), noon('2027-03-02'), 'itemCompleted', {
      item: 'touch-1',
      outcome: 'done',
      happiness: 2,
    });
    expect(before.slices.health).not.toHaveProperty('heard');
    expect(corrects(before, '2027-03-03', { item: 'touch-1', happiness: 8 }).slices.health.happiness).toBe(8);
    expect(corrects(before, '2027-03-03', { item: 'touch-1', happiness: null }).slices.health.happiness).toBeNull();
  });

  test('what was missed was done after all: its alarm ends, and the one that fell due since stays', () => {
    const missed = until(kept(), '2027-04-27');
    expect(itemOf(missed, 'touch-1').state).toBe('missed');
    const after = corrects(missed, '2027-04-27', { item: 'touch-1', outcome: 'done' });
    expect([itemOf(after, 'touch-1').state, itemOf(after, 'touch-2').state]).toEqual(['done', 'due']);
    expect(after.slices.escalations.list.map(({ state }) => state)).toEqual(['resolved']);
  });

  test('of two that were missed one alone was done: the alarm stays', () => {
    const missed = until(kept(), '2027-06-22');
    const after = corrects(missed, '2027-06-22', { item: 'touch-1', outcome: 'done' });
    expect(after.slices.escalations.list.map(({ state }) => state)).toEqual(['open']);
  });

  test('it is open again, is reminded of from then on, and can be done', () => {
    const open = corrects(happy, '2027-03-15', { item: 'touch-1', outcome: 'open' });
    expect(itemOf(open, 'touch-1')).toMatchObject({ state: 'due', dueAt: noon('2027-03-15'), reminders: 0 });
    expect(open.slices.health.happiness).toBeNull();
    const reminder = agenda(open).find(({ tells }) => tells.kind === 'item-reminds');
    expect(reminder?.at.slice(0, 10)).toBe('2027-03-18');
    const again = say(open, noon('2027-03-16'), 'itemCompleted', { item: 'touch-1', outcome: 'declined' });
    expect(itemOf(again, 'touch-1')).toMatchObject({ state: 'done', outcome: 'declined' });
  });

  test('in the next term too: it has the items that were closed lately', () => {
    const renewal = { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } };
    const seed = nextTerm(say(unhappy, noon('2027-03-10'), 'renew', renewal));
    const second = begin(seed ?? seedOf(), noon('2027-03-10')).state;
    const after = corrects(second, '2027-03-11', { item: 'touch-1', happiness: 8 });
    expect(itemOf(after, 'touch-1').happiness).toBe(8);
    expect(after.slices.health.happiness).toBe(8);
    expect(after.slices.escalations.list.map(({ state }) => state)).toEqual(['resolved']);
  });

  const long = until(happy, '2027-06-30');
  test.each([
    ['what nobody has done yet', due, '2027-03-02', { item: 'touch-1', outcome: 'declined' }, 'nothing-said'],
    [
      'a score of what was missed',
      until(kept(), '2027-04-27'),
      '2027-04-27',
      { item: 'touch-1', happiness: 3 },
      'nothing-said',
    ],
    [
      'what was missed, into open',
      until(kept(), '2027-04-27'),
      '2027-04-27',
      { item: 'touch-1', outcome: 'open' },
      'nothing-said',
    ],
    ['into what it is', happy, '2027-03-03', { item: 'touch-1', outcome: 'done', happiness: 8 }, 'already-there'],
    ['what is no item', happy, '2027-03-03', { item: 'touch-99', outcome: 'done' }, 'unknown-item'],
    [
      'what has a successor, into open',
      until(happy, '2027-04-27'),
      '2027-04-27',
      { item: 'touch-1', outcome: 'open' },
      'successor-due',
    ],
    ['what is more than ninety days old', long, '2027-06-30', { item: 'touch-1', outcome: 'declined' }, 'too-old'],
  ] as const)('not %s', (_, state, day, what, refused) => {
    expect(ask(state, day, 'correctItem', what).refused).toBe(refused);
  });

  test('an item that the state let go of is too old, not unknown', () => {
    const years = { startsOn: '2027-01-01', termMonths: 36, annualValue: { amount: 1, currency: 'EUR' } };
    const later = until(retained({ contacts, contract: years }, rules), '2028-06-01');
    expect(later.slices.items.some(({ id }) => id === 'touch-1')).toBe(false);
    expect(ask(later, '2028-06-01', 'correctItem', { item: 'touch-1', outcome: 'done' }).refused).toBe('too-old');
  });
});

describe('what cannot be done now is put off', () => {
  const off = { item: 'touch-1', until: '2027-03-15', reason: 'client-asked' } as const;

  test('it is planned for the later day, falls due then, and is missed and reminded of by that day', () => {
    const state = say(until(due, '2027-03-09'), noon('2027-03-09'), 'postponeItem', off);
    expect(present(state).touches[0]).toMatchObject({
      state: 'planned',
      dueAt: '2027-03-15T08:00:00.000Z',
      postponed: { times: 1, until: '2027-03-15', reason: 'client-asked' },
    });
    const events = advance(state, null, noon('2027-04-27')).events.filter(
      ({ event }) => 'item' in event && event.item === 'touch-1',
    );
    expect(events.map(({ at, event }) => `${at.slice(0, 10)} ${event.kind}`)).toEqual([
      '2027-03-15 item-due',
      '2027-03-18 item-reminded',
      '2027-03-25 item-reminded',
      '2027-04-26 item-missed',
    ]);
  });

  test('before its day too; what is prepared ahead is prepared for the new day', () => {
    const state = say(until(kept(), '2027-03-20'), noon('2027-03-20'), 'postponeItem', {
      item: 'review-1',
      until: '2027-05-03',
      reason: 'ill',
    });
    const days = advance(state, null, noon('2027-05-04')).events.flatMap(({ at, event }) =>
      'item' in event && event.item === 'review-1' ? [`${at.slice(0, 10)} ${event.kind}`] : [],
    );
    expect(days).toEqual(['2027-04-19 item-prepared', '2027-05-03 item-due']);
  });

  test('the grid does not move: the next touch falls due on its day', () => {
    const state = say(due, noon('2027-03-09'), 'postponeItem', off);
    expect(itemOf(state, 'touch-2').on).toBe(itemOf(due, 'touch-2').on);
    expect(itemOf(state, 'touch-1').on).toBe('2027-03-01');
  });

  test('a change of policy leaves it on its day, and what it plans before that day goes first', () => {
    const state = say(due, noon('2027-03-09'), 'postponeItem', { ...off, until: '2027-04-20' });
    const touches = { ...defaultRules.touches, everyWeeks: 2 };
    const policy = { id: 'default', version: 2, rules: { ...defaultRules, ...rules, touches } };
    const often = say(state, noon('2027-03-10'), 'changePolicy', { policy, when: 'now' });
    expect(itemOf(often, 'touch-1').dueAt.slice(0, 10)).toBe('2027-04-20');
    expect(itemOf(until(often, '2027-03-16'), 'touch-1').state).toBe('missed');
  });

  test('it can be done before its new day', () => {
    const state = say(due, noon('2027-03-09'), 'postponeItem', off);
    const done = say(state, noon('2027-03-10'), 'itemCompleted', { item: 'touch-1', outcome: 'done' });
    expect(itemOf(done, 'touch-1')).toMatchObject({ state: 'done' });
  });

  const twice = say(say(due, noon('2027-03-02'), 'postponeItem', off), noon('2027-03-03'), 'postponeItem', {
    ...off,
    until: '2027-03-22',
  });
  const holder = { lifecycle: 'D-2.x.t1', item: 'review-1' };
  const covered = say(until(kept(), '2027-03-20'), noon('2027-03-20'), 'itemsCovered', {
    items: [{ item: 'review-1', by: holder }],
  });
  const seldom = until(kept({ touches: { ...defaultRules.touches, everyWeeks: 12 } }), '2027-03-30');
  test.each([
    ['to today', due, '2027-03-15', off, 'past-date'],
    ['to a day that is over', due, '2027-03-20', off, 'past-date'],
    [
      'to the day on which it is due',
      until(kept(), '2027-02-20'),
      '2027-02-20',
      { ...off, until: '2027-03-01' },
      'not-later',
    ],
    ['past the next of its series', due, '2027-03-02', { ...off, until: '2027-04-26' }, 'beyond-next'],
    ['a third time', twice, '2027-03-04', { ...off, until: '2027-03-29' }, 'postponed-twice'],
    ['what is done', happy, '2027-03-03', off, 'item-closed'],
    [
      'what is asked in another lifecycle',
      covered,
      '2027-03-20',
      { ...off, item: 'review-1', until: '2027-04-20' },
      'asked-elsewhere',
    ],
    ['what is no item', due, '2027-03-02', { ...off, item: 'touch-99' }, 'unknown-item'],
    [
      'where a year would have fewer than four touches',
      seldom,
      '2027-03-30',
      { ...off, until: '2027-05-03' },
      'floor-of-four',
    ],
    [
      'past the end of the contract',
      until(kept(), '2027-12-01'),
      '2027-12-01',
      { ...off, item: 'review-4', until: '2028-03-01' },
      'beyond-next',
    ],
  ] as const)('not %s', (_, state, day, what, refused) => {
    expect(ask(state, day, 'postponeItem', what).refused).toBe(refused);
  });

  test('what another lifecycle holds is put off with it', () => {
    const after = say(covered, noon('2027-03-21'), 'itemPostponed', {
      item: 'review-1',
      until: '2027-04-20',
      reason: 'away',
    });
    expect(itemOf(after, 'review-1')).toMatchObject({ covered: holder, postponed: { until: '2027-04-20' } });
  });

  test('law: however touches are put off, at least four fall due for the last time in any year', () => {
    const puts = fc.array(
      fc.record({
        touch: fc.integer({ min: 1, max: 20 }),
        early: fc.integer({ min: -10, max: 20 }),
        by: fc.integer({ min: 1, max: 90 }),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), puts, (everyWeeks, all) => {
        const years = { startsOn: '2027-01-01', termMonths: 36, annualValue: { amount: 1, currency: 'EUR' } };
        let state = retained({ contract: years }, { ...rules, touches: { ...defaultRules.touches, everyWeeks } });
        const last = new Map<string, string>();
        const take = (events: readonly Recorded[]): void => {
          for (const { at, event } of events)
            if (event.kind === 'item-due' && event.item.startsWith('touch-')) last.set(event.item, at);
        };
        const from = Date.parse(dayOne);
        const day = (days: number): string => new Date(from + days * 86_400_000).toISOString();
        const step = 7 * Math.min(12, everyWeeks);
        all
          .map(({ touch, early, by }) => ({ touch, on: Math.max(1, touch * step - early), by }))
          .toSorted((a, b) => a.on - b.on)
          .forEach(({ touch, on, by }, index) => {
            const what = { item: `touch-${touch}`, until: day(on + by).slice(0, 10), reason: 'away' };
            const advanced = advance(state, happened('postponeItem', `p${index}`, what), day(on));
            ({ state } = advanced);
            take(advanced.events);
          });
        take(advance(state, null, day(1_090)).events);
        const fell = [...last.values()].map((at) => Date.parse(at));
        for (let start = 0; start + 365 <= 1_090; start += 10) {
          const [a, b] = [Date.parse(day(start)), Date.parse(day(start + 365))];
          expect(fell.filter((at) => at > a && at <= b).length).toBeGreaterThanOrEqual(4);
        }
      }),
      { numRuns: size(30, 80) },
    );
  });
});

const said = fc.record({
  outcome: fc.constantFrom('done', 'no-answer', 'declined'),
  happiness: fc.option(fc.integer({ min: 0, max: 10 })),
});
const calm: Partial<Rules> = { health: { ...defaultRules.health, hysteresis: 0 } };
const counted = (events: readonly Recorded[]) =>
  sumUp(
    events.map(({ event, at }) => ({ event, rep: 'ann', by: null, times: 1, afterClose: at > noon('2027-04-01') })),
  );
const isRescue = (tells: object): boolean => 'about' in tells && String(tells.about).startsWith('escalation');
const steps = (state: LifecycleState) =>
  agenda(state)
    .filter(({ tells }) => tells.kind !== 'escalation-climbs' && !isRescue(tells))
    .map(({ at, tells }) => `${at} ${JSON.stringify(tells)}`);
const whatCounts = ({ slices: { health } }: LifecycleState) => [
  health.happiness,
  health.score,
  health.band,
  health.reasons,
];
const bare = (item: Item) => ({ ...item, corrected: undefined });

test('law: of several corrections the last counts, and one that is taken back leaves everything as it was', () => {
  fc.assert(
    fc.property(said, said, fc.option(fc.integer({ min: 4, max: 10 })), (first, second, heardLater) => {
      const did = {
        item: 'touch-1',
        outcome: first.outcome,
        ...(first.happiness === null ? {} : { happiness: first.happiness }),
      };
      const events: Recorded[] = [];
      const go = (
        state: LifecycleState,
        name: 'itemCompleted' | 'correctItem' | 'happinessHeard',
        data: object,
        id: string,
      ) => {
        const advanced = accept(state, happened(name, id, data), noon('2027-03-02'));
        events.push(...advanced.events);
        return advanced.state;
      };
      const start = go(until(kept(calm), '2027-03-02'), 'itemCompleted', did, 'a');
      const base = heardLater === null ? start : go(start, 'happinessHeard', { score: heardLater }, 'b');
      const worked = counted(events);
      const there = go(base, 'correctItem', { item: 'touch-1', ...second }, 'c');
      const back = go(
        there,
        'correctItem',
        { item: 'touch-1', outcome: first.outcome, happiness: first.happiness },
        'd',
      );
      expect(whatCounts(back)).toEqual(whatCounts(base));
      expect(bare(itemOf(back, 'touch-1'))).toEqual(bare(itemOf(base, 'touch-1')));
      expect(counted(events.filter(({ event }) => event.kind !== 'escalation-resolved'))).toEqual(worked);
      expect(steps(back)).toEqual(steps(base));
      const direct = go(base, 'correctItem', { item: 'touch-1', ...second }, 'e');
      const twice = go(back, 'correctItem', { item: 'touch-1', ...second }, 'f');
      expect(whatCounts(twice)).toEqual(whatCounts(direct));
      expect(bare(itemOf(twice, 'touch-1'))).toEqual(bare(itemOf(direct, 'touch-1')));
    }),
    { numRuns: size(100, 300) },
  );
});

describe('work performed', () => {
  const corrected = (outcome: string, before: string): Event => ({
    kind: 'item-corrected',
    item: 'touch-1',
    itemKind: 'call',
    programme: 'touch',
    outcome: outcome as 'done',
    actedAt: noon('2027-03-02'),
    before: { outcome: before as 'done' },
  });
  const act: Event = { kind: 'item-completed', item: 'touch-1', itemKind: 'call', programme: 'touch', outcome: 'done' };
  const line = (event: Event, more: object = {}) => ({ event, rep: 'ann', by: null, times: 1, ...more });

  test.each([
    ['done, not declined', corrected('done', 'declined'), { touches: 1, unanswered: -1 }],
    ['nobody answered', corrected('no-answer', 'done'), { touches: 1, unanswered: 1 }],
    ['open again', corrected('open', 'done'), { touches: 0, unanswered: 0 }],
    ['done, not missed', corrected('done', 'missed'), { touches: 2, unanswered: 0 }],
    ['the score alone', corrected('done', 'done'), { touches: 1, unanswered: 0 }],
  ])('the corrected one counts: %s', (_, event, counts) => {
    expect(sumUp([line(act), line(event)])[0]?.counts).toMatchObject(counts);
  });

  test('after the month is over it is a line of its own, and one that changes nothing is none', () => {
    const late = { afterClose: true };
    expect(sumUp([line(act), line(corrected('open', 'done'), late)])).toMatchObject([
      { rep: 'ann', counts: { touches: 1 }, touchesByKind: { call: 1 } },
      { rep: 'ann', correction: true, counts: { touches: -1 }, touchesByKind: { call: -1 } },
    ]);
    expect(sumUp([line(act), line(corrected('done', 'done'), late)])).toHaveLength(1);
  });

  test('an alarm that a correction ended is nobody’s work', () => {
    expect(sumUp([line({ kind: 'escalation-resolved', escalation: 'escalation-1', by: 'correction' })])).toEqual([]);
  });
});

test.each<[Event, string, object]>([
  [
    ask(unhappy, '2027-03-02', 'correctItem', { item: 'touch-1', happiness: 8 }).events[0]?.event as Event,
    'Call: corrected to done, happiness 8 of 10 (before: done, happiness 2 of 10).',
    { kind: 'corrected', item: 'touch-1', outcome: 'done', happiness: 8 },
  ],
  [
    ask(happy, '2027-03-03', 'correctItem', { item: 'touch-1', outcome: 'open' }).events[0]?.event as Event,
    'The call is open again: “done, happiness 8 of 10” was recorded by mistake.',
    { kind: 'corrected', item: 'touch-1', outcome: 'open' },
  ],
  [
    { kind: 'item-postponed', item: 'touch-1', itemKind: 'call', until: '2027-03-15', reason: 'no-time' },
    'The call was put off to Mon 15 Mar 2027: no time.',
    { kind: 'postponed', item: 'touch-1', until: '2027-03-15', reason: 'no-time' },
  ],
])('the timeline says it in a sentence, and the client’s other lifecycles hear of it: %#', (event, sentence, told) => {
  expect(sentenceFor(event)).toBe(sentence);
  expect(shareable(event)).toEqual(told);
});

test('what the state let go of is told by its ledger as corrected and as put off', () => {
  const lines: Recorded[] = [];
  let state = kept();
  const take = (name: 'itemCompleted' | 'correctItem' | 'postponeItem', day: string, data: object): void => {
    const advanced = accept(state, happened(name, `${name}-${day}`, data), noon(day));
    ({ state } = advanced);
    lines.push(...advanced.events);
  };
  take('postponeItem', '2027-02-22', { item: 'touch-1', until: '2027-03-15', reason: 'away' });
  expect(earlierItem('touch-1', lines)).toMatchObject({ state: 'planned', dueAt: '2027-03-15T00:00:00.000Z' });
  take('itemCompleted', '2027-03-16', { item: 'touch-1', outcome: 'done', happiness: 3 });
  take('correctItem', '2027-03-17', { item: 'touch-1', outcome: 'no-answer', happiness: null });
  expect(earlierItem('touch-1', lines)).toMatchObject({
    state: 'done',
    outcome: 'no-answer',
    completedAt: noon('2027-03-16'),
  });
  expect(earlierItem('touch-1', lines)).not.toHaveProperty('happiness');
});

test('whoever looks back reads of the correction, and it alone counts as a service', () => {
  const lines: SpokenLine[] = [];
  let state = due;
  const take = (name: 'itemCompleted' | 'correctItem', data: object): void => {
    const advanced = accept(state, happened(name, `look-${name}`, data), noon('2027-03-02'));
    ({ state } = advanced);
    lines.unshift(...advanced.events.map(({ event }) => ({ on: '2027-03-02', event, words: null })).toReversed());
  };
  take('itemCompleted', { item: 'touch-1', outcome: 'done', happiness: 8 });
  expect(lookBack(lines, inEnglish).services).toEqual(['call: 1']);
  take('correctItem', { item: 'touch-1', outcome: 'no-answer' });
  const { services, lately } = lookBack(lines, inEnglish);
  expect(services).toEqual([]);
  expect(lately[0]?.what).toBe('Call: corrected to no answer, happiness 8 of 10 (before: done, happiness 8 of 10).');
});

test('where a contract renewed by itself, an item is put off within the term that runs now', () => {
  const contract = { ...seedOf().contract, autoRenews: true as const };
  const state = until(retained({ contacts, contract }, rules), '2028-03-15');
  expect(state.slices.renewal.prolonged?.times).toBe(1);
  const next = state.slices.items.find(({ programme, state: is }) => programme === 'touch' && is === 'planned');
  const day = new Date(Date.parse(next?.dueAt ?? '') + 3 * 86_400_000).toISOString().slice(0, 10);
  const put = say(state, noon('2028-03-15'), 'postponeItem', { item: next?.id ?? '', until: day, reason: 'away' });
  expect(itemOf(put, next?.id ?? '').postponed).toMatchObject({ until: day });
});
