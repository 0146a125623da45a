/** The whole programme, rule by rule: what is asked of whom, and when. */
import { birthdayIn, nextCard } from '../../domain/concerns/birthdays';
import { isStillToDo } from '../../domain/core/item';
import { asPromised, defaultRules, withDefaults } from '../../domain/core/policy';
import { present } from '../../domain/told/present';
import { nextTerm } from '../../domain/seam';
import { accept, agenda, begin } from '../../domain/lifecycle';
import { seedOf } from '../support/seeds';
import { dayOne, daysOf, happening, onboarded, retained, say, until } from '../support/lives';

const contacts = [
  { id: 'c_main', level: 'manager' as const, birthday: '03-17' },
  { id: 'c_boss', level: 'executive' as const },
  { id: 'c_user', birthday: '02-29' },
];

describe('a policy', () => {
  test('takes the default for whatever is left out, down to single rules', () => {
    const rules = withDefaults({ touches: { everyWeeks: 4 }, health: { weights: { news: 0 } }, missedWorkingDays: 9 });
    expect(rules).toEqual({
      ...defaultRules,
      touches: { ...defaultRules.touches, everyWeeks: 4 },
      health: { ...defaultRules.health, weights: { ...defaultRules.health.weights, news: 0 } },
      missedWorkingDays: 9,
    });
  });

  test('that was written before a rule existed never asks for it', () => {
    const old = { id: 'old', version: 1, rules: { touches: { everyWeeks: 8, kinds: ['call' as const] } } };
    const { rules } = asPromised(old);
    expect(rules.birthdays.cards).toBe(false);
    expect(rules.firstYear).toEqual({ checkInMonths: null, successCheckMonths: null });
    expect(rules.satisfaction).toMatchObject({ afterOnboardingDays: null, beforeReviewDays: null });
    expect(rules.escalation).toMatchObject({ missed: ['touch'], reopenDays: 0, firstSteps: {} });
    expect(rules.touches).toEqual({ everyWeeks: 8, kinds: ['call'], leadDays: {} });
  });
});

describe('onboarding', () => {
  const steps = [
    { code: 'setup', title: 'Setup', targetDays: 14, owner: 'rep-9' },
    { code: 'training', title: 'Training', targetDays: 2 },
    { code: 'talk', title: 'Talk' },
  ];
  const begun = onboarded({
    onboarding: { skip: false, steps },
    contract: { ...seedOf().contract, startsOn: '2027-01-04' },
  });

  test('a step’s owner is nudged days ahead, told when it is overdue, and after some patience it is an alarm', () => {
    const events = happening(begun, '2027-02-10');
    expect(daysOf(events, 'onboarding-step-nudged', 'step')).toEqual(['2027-01-15 setup']);
    expect(daysOf(events, 'onboarding-step-overdue', 'step')).toEqual(['2027-01-07 training', '2027-01-19 setup']);
    expect(daysOf(events, 'onboarding-step-escalated', 'step')).toEqual(['2027-01-14 training', '2027-01-26 setup']);
    expect(present(until(begun, '2027-01-14')).escalations[0]?.reasons).toEqual(['onboarding-overdue']);
  });

  test('a step that is completed in time is never spoken of', () => {
    const done = say(begun, '2027-01-05T10:00:00.000Z', 'onboardingStepCompleted', { step: 'training' });
    expect(daysOf(happening(done, '2027-01-14'), 'onboarding-step-overdue')).toEqual([]);
  });

  test('target days count from the contract’s start when that lies ahead', () => {
    const early = onboarded({
      onboarding: { skip: false, steps },
      contract: { ...seedOf().contract, startsOn: '2027-03-01' },
    });
    expect(early.slices.onboarding.steps.map(({ targetOn }) => targetOn)).toEqual(['2027-03-15', '2027-03-03', null]);
  });

  test('a recycle counts again from its own day, silences touches, leaves the renewal alone and is counted', () => {
    const kept = retained({ onboarding: { skip: true, steps } });
    const again = say(kept, '2027-02-01T12:00:00.000Z', 'recycle', { reason: 'training', steps: ['training'] });
    expect(again.slices.onboarding).toMatchObject({
      recycles: 1,
      steps: [{ code: 'training', targetOn: '2027-02-03', completedAt: null }],
    });
    const touch = until(again, '2027-03-05').slices.items.find(({ id }) => id === 'touch-1');
    expect(touch?.state).toBe('cancelled');
    const renewal = (state: typeof kept): unknown =>
      agenda(state).find(({ tells }) => tells.kind === 'renewal-date-comes');
    expect(renewal(again)).toEqual(renewal(kept));
  });

  test.each([
    [true, 0],
    [false, 1],
  ])('success criteria that sales wrote down (%s) are asked for %i times', (criteria, asked) => {
    const state = onboarded({ criteria });
    expect(state.slices.items.filter(({ kind }) => kind === 'success-criteria').length).toBe(asked);
  });

  test('they are asked for by a working day, and hearing them closes the item', () => {
    const state = onboarded({ criteria: false });
    expect(daysOf(happening(state, '2027-01-12'), 'item-due', 'item')).toEqual(['2027-01-11 success-criteria-1']);
    const heard = say(state, '2027-01-13T10:00:00.000Z', 'successCriteriaHeard');
    expect(heard.slices.firstYear.criteria).toBe('known');
    expect(heard.slices.items.find(({ kind }) => kind === 'success-criteria')?.state).toBe('done');
  });

  test('they are asked for once for all lines of a deal, and what the client says counts for each, in their words', () => {
    const state = until(onboarded({ criteria: false }), '2027-01-12');
    const asked = state.slices.items.find(({ kind }) => kind === 'success-criteria');
    const other = until(onboarded({ criteria: false, lifecycleId: `${state.seed.dealId}.other.t1` }), '2027-01-12');
    expect(asked?.share?.key).toBe(`success-criteria ${state.seed.dealId}`);
    expect(other.slices.items.find(({ kind }) => kind === 'success-criteria')?.share).toEqual(asked?.share);
    const by = { lifecycle: other.seed.lifecycleId, item: 'success-criteria-1' };
    const covered = say(state, '2027-01-12T10:00:00.000Z', 'itemsCovered', {
      items: [{ item: 'success-criteria-1', by }],
    });
    const told = accept(
      covered,
      {
        name: 'itemCompleted',
        id: 'told',
        via: 'ours',
        note: 'words',
        data: { item: 'success-criteria-1', outcome: 'done' },
      },
      '2027-01-13T10:00:00.000Z',
    );
    expect(told.state.slices.firstYear.criteria).toBe('known');
    expect(told.events.filter(({ event }) => event.kind === 'success-criteria-heard')).toMatchObject([
      { note: 'words' },
    ]);
  });

  test('a life in flight is asked for each line, as it was promised', () => {
    const rules = { onboarding: { nudgeDays: 3, escalateWorkingDays: 5, criteriaWorkingDays: 5 } };
    const policy = asPromised({ id: 'old', version: 1, rules });
    const state = begin(seedOf({ criteria: false, policy }), dayOne).state;
    const asked = state.slices.items.find(({ kind }) => kind === 'success-criteria');
    expect([asked?.id, asked?.share]).toEqual(['success-criteria-1', undefined]);
  });
});

describe('the first year', () => {
  test('the check-in comes after three months of use, the success check six months into the contract', () => {
    const items = retained().slices.items.filter(({ programme }) => programme.includes('check'));
    expect(items.map(({ id, on }) => `${id} ${on}`).toSorted()).toEqual([
      'check-in-1 2027-04-04',
      'success-check-1 2027-07-01',
    ]);
  });

  test('use begins with retention: a late onboarding moves the check-in, not the success check', () => {
    let state = onboarded();
    for (const step of ['setup', 'configuration', 'training'])
      state = say(state, '2027-03-01T12:00:00.000Z', 'onboardingStepCompleted', { step });
    expect(state.slices.items.find(({ id }) => id === 'check-in-1')?.on).toBe('2027-06-01');
    expect(state.slices.items.find(({ id }) => id === 'success-check-1')?.on).toBe('2027-07-01');
  });

  test('one that nobody answers is missed after twenty working days, and that is an alarm', () => {
    const state = until(retained({}, { touches: { ...defaultRules.touches, everyWeeks: 12 } }), '2027-05-03');
    expect(state.slices.items.find(({ id }) => id === 'check-in-1')?.state).toBe('missed');
    expect(present(state).escalations[0]?.reasons).toContain('check-in-missed');
  });

  test('the second term has neither', () => {
    const renewed = say(until(retained(), '2027-10-01'), '2027-10-01T13:00:00.000Z', 'renew', {
      termMonths: 12,
      annualValue: { amount: 1, currency: 'EUR' },
    });
    const seed = nextTerm(renewed);
    if (seed === null) throw new Error('renewed');
    const items = begin(seed, '2027-10-01T13:00:00.000Z').state.slices.items;
    const asked = items.filter((item) => item.programme.includes('check') && isStillToDo(item));
    expect(asked).toEqual([]);
  });
});

test('letters are prepared with the lead time that their kind needs; a call needs none', () => {
  const touches = { everyWeeks: 8, kinds: ['letter', 'call'] as const, leadDays: defaultRules.touches.leadDays };
  const events = happening(retained({}, { touches }), '2027-05-01');
  expect(daysOf(events, 'item-prepared', 'item').filter((one) => one.includes('touch'))).toEqual([
    '2027-02-22 touch-1',
  ]);
  expect(daysOf(events, 'item-due', 'item').filter((one) => one.includes('touch'))).toEqual([
    '2027-03-01 touch-1',
    '2027-04-26 touch-2',
  ]);
});

describe('birthdays', () => {
  test.each([
    [2027, '02-29', '2027-02-28'],
    [2028, '02-29', '2028-02-29'],
    [2100, '02-29', '2100-02-28'],
    [2027, '03-17', '2027-03-17'],
    [2027, '12-31', '2027-12-31'],
  ])('in %i, %s is kept on %s', (year, birthday, day) => expect(birthdayIn(year, birthday)).toBe(day));

  test.each([
    ['2027-01-04T10:00:00.000Z', '03-17', '2027-03-17'],
    ['2027-03-17T07:00:00.000Z', '03-17', '2027-03-17'],
    ['2027-03-17T09:00:00.000Z', '03-17', '2028-03-17'],
    // 1 January 2028 is a Saturday: its card falls due on Friday morning.
    ['2027-12-31T07:00:00.000Z', '01-01', '2028-01-01'],
    ['2027-12-31T10:00:00.000Z', '01-01', '2029-01-01'],
  ])('at %s the next card for %s is of %s', (now, birthday, day) => {
    const calendar = { zone: 'Europe/Vienna', workingDays: [1, 2, 3, 4, 5], opensAt: '09:00', holidays: [] };
    expect(nextCard({ id: 'c_1', birthday }, { calendar, rules: defaultRules, now })?.on).toBe(day);
  });

  test('one card per contact is always ahead: when it falls due the next year’s is planned', () => {
    const cards = (at: string): unknown[] =>
      until(retained({ contacts }), at)
        .slices.items.filter(({ programme }) => programme === 'birthday')
        .map(({ id, state }) => `${id} ${state}`)
        .toSorted();
    expect(cards('2027-01-05')).toEqual(['birthday-c_main-2027 planned', 'birthday-c_user-2027 planned']);
    expect(cards('2027-03-01')).toEqual([
      'birthday-c_main-2027 planned',
      'birthday-c_user-2027 due',
      'birthday-c_user-2028 planned',
    ]);
  });

  test.each([
    ['contactDeparted', { contact: 'c_main' }],
    ['contactOptedOut', { contact: 'c_main' }],
  ] as const)('after %s there is no card for that contact, this year or any', (name, data) => {
    const gone = say(retained({ contacts }), '2027-02-01T12:00:00.000Z', name, data);
    const cards = ({ slices }: typeof gone) =>
      slices.items.filter(({ about }) => about === 'c_main').map(({ id, state }) => [id, state]);
    expect(cards(gone)).toEqual([['birthday-c_main-2027', 'cancelled']]);
    // In the end it is forgotten that there was one.
    for (const day of ['2027-08-01', '2027-12-01'])
      expect(cards(until(gone, day)).filter(([id]) => id !== 'birthday-c_main-2027')).toEqual([]);
  });

  test('a card is prepared ten days ahead, so that it arrives in time', () => {
    expect(daysOf(happening(retained({ contacts }), '2027-03-08'), 'item-prepared', 'item')).toEqual([
      '2027-02-18 birthday-c_user-2027',
      '2027-03-05 birthday-c_main-2027',
    ]);
  });
});

describe('satisfaction', () => {
  const asked = (until_: string, state = retained({ contacts })): readonly string[] =>
    daysOf(happening(state, until_), 'satisfaction-asked', 'question');

  test('the contacts are asked before each review, the highest level first', () => {
    expect(asked('2027-06-15')).toEqual(['2027-03-11 satisfaction-review-1', '2027-06-10 satisfaction-review-2']);
    const event = happening(retained({ contacts }), '2027-03-12').find(
      (one) => one.event.kind === 'satisfaction-asked',
    );
    expect(event?.event).toMatchObject({ contacts: ['c_boss', 'c_main', 'c_user'] });
  });

  test('and a week after onboarding', () => {
    let state = onboarded({ contacts });
    for (const step of ['setup', 'configuration', 'training'])
      state = say(state, '2027-01-11T12:00:00.000Z', 'onboardingStepCompleted', { step });
    expect(asked('2027-02-01', state)).toEqual(['2027-01-18 satisfaction-onboarding-0']);
  });

  test('of several answers the lowest counts, each contact answers once', () => {
    let state = until(retained({ contacts }), '2027-03-12');
    state = say(state, '2027-03-12T13:00:00.000Z', 'satisfactionAnswered', { contact: 'c_main', score: 9 });
    state = say(state, '2027-03-12T14:00:00.000Z', 'satisfactionAnswered', { contact: 'c_boss', score: 2 });
    state = say(state, '2027-03-12T15:00:00.000Z', 'satisfactionAnswered', { contact: 'c_user', score: 10 });
    expect(state.slices.health).toMatchObject({ happiness: 2, band: 'red' });
    state = say(state, '2027-03-12T16:00:00.000Z', 'satisfactionAnswered', { contact: 'c_user', score: 1 });
    expect(state.seen.at(-1)?.fate).toBe('already-answered');
  });

  test.each([
    ['a paused client', 'pause', { reason: 'season' }],
    ['a client who asked to be left alone', 'clientOptedOut', {}],
  ] as const)('%s is not asked', (_, name, data) => {
    expect(asked('2027-06-15', say(retained({ contacts }), '2027-02-01T12:00:00.000Z', name, data))).toEqual([]);
  });

  test('contacts who opted out or departed are left out; when none is left nobody is asked', () => {
    let state = retained({ contacts: contacts.slice(0, 2) });
    state = say(state, '2027-02-01T12:00:00.000Z', 'contactOptedOut', { contact: 'c_boss' });
    expect(
      happening(state, '2027-03-12').find(({ event }) => event.kind === 'satisfaction-asked')?.event,
    ).toMatchObject({
      contacts: ['c_main'],
    });
    state = say(state, '2027-02-01T12:00:00.000Z', 'contactDeparted', { contact: 'c_main' });
    expect(daysOf(happening(state, '2027-03-12'), 'satisfaction-passed', 'reason')).toEqual(['2027-03-11 nobody']);
  });
});

test('a fact that does not apply is ignored with its reason, and changes nothing else', () => {
  const state = retained();
  const { events } = accept(
    state,
    { name: 'satisfactionAnswered', id: 'x', data: { contact: 'c_1', score: 1 } },
    dayOne,
  );
  expect(events.map(({ event }) => event)).toEqual([
    { kind: 'fact-ignored', fact: 'satisfactionAnswered', reason: 'not-asked' },
  ]);
});
