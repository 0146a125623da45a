/** Alarms by weight, and every ending of a reason. */
import fc from 'fast-check';
import { endsReason } from '../../domain/concerns/alarm-endings';
import { otherReasons, raisedIn, reasonText, severityOf, type AlarmReason } from '../../domain/concerns/alarm-reasons';
import { weekOf } from '../../domain/concerns/climbing';
import type { Event, MessageName, Recorded, Seed } from '../../domain/core/concern';
import { asPromised, defaultRules, alarmSignals, type Rules } from '../../domain/core/policy';
import { advance, begin, programmeNames, viewOf, type LifecycleState } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import { mailsOf } from '../../domain/told/mails';
import { present } from '../../domain/told/present';
import { workOf } from '../../domain/figures/work';
import { daysOf, dayOne, happening, onboarded, retained, say, until } from '../support/lives';
import { seedOf } from '../support/seeds';
import { over as whyOver } from '../../domain/told/sentences/en/reasons';
import { sentenceFor } from '../support/told';

const contacts = [{ id: 'ada' }, { id: 'ben' }, { id: 'eve' }] as const;
/** Nothing is asked by itself, so that nothing is missed. */
const quiet: Partial<Rules> = {
  touches: { ...defaultRules.touches, everyWeeks: 12 },
  firstYear: { checkInMonths: null, successCheckMonths: null },
  birthdays: { ...defaultRules.birthdays, cards: false },
  reviews: { ...defaultRules.reviews, everyMonths: 12 },
  satisfaction: { ...defaultRules.satisfaction, afterOnboardingDays: null, beforeReviewDays: null },
};
const kept = (rules: Partial<Rules> = {}): LifecycleState => retained({ contacts }, { ...quiet, ...rules });
const noon = (day: string): string => `${day}T12:00:00.000Z`;
const told = (state: LifecycleState, day: string, name: MessageName, data: object = {}): LifecycleState =>
  say(until(state, day), noon(day), name, data);
const open = (state: LifecycleState): readonly string[] =>
  present(state)
    .escalations.filter(({ resolvedAt }) => resolvedAt === undefined)
    .flatMap(({ reasons }) => reasons);
const last = (state: LifecycleState, kind: Event['kind']): Event | undefined =>
  state.recent.findLast(({ event }) => event.kind === kind)?.event;
const taken = (state: LifecycleState, day: string): LifecycleState =>
  told(state, day, 'acknowledge', { escalation: 'escalation-1' });
/** As policies were before alarms had a weight. */
const asBefore = asPromised({
  id: 'default',
  version: 1,
  rules: {
    ...defaultRules,
    ...quiet,
    escalation: { ladder: defaultRules.escalation.ladder, missed: ['touch', 'review'], reopenDays: 30 },
  },
});

const red = (rules: Partial<Rules> = {}): LifecycleState =>
  told(kept(rules), '2027-01-11', 'usageChanged', { bucket: 'none' });
/** The first touch is missed when the second falls due, on 21 June. */
const missed = (rules: Partial<Rules> = {}): LifecycleState => until(kept(rules), '2027-06-21');

describe('an alarm is as heavy as its heaviest reason', () => {
  /** That nobody cared for the client is for rep and manager to settle. */
  const neglect: readonly AlarmReason[] = ['missedContact', 'openAlarm', 'silence', 'goodNews'];
  const serious: readonly AlarmReason[] = [
    ...alarmSignals.filter((one) => !neglect.includes(one)),
    'ownSignal',
    ...otherReasons.filter((one) => one !== 'onboarding-overdue'),
  ];
  test.each(serious)('%s is serious', (reason) => {
    expect(severityOf([reason], defaultRules)).toBe('serious');
    expect(severityOf(['touch-missed', reason], defaultRules)).toBe('serious');
  });
  test.each([...programmeNames.map((name): AlarmReason => `${name}-missed`), 'onboarding-overdue' as const])(
    '%s is small',
    (reason) => expect(severityOf([reason], defaultRules)).toBe('small'),
  );
  test('and a policy may say otherwise', () => {
    const rules = { ...defaultRules, escalation: { ...defaultRules.escalation, serious: ['touch-missed'] } };
    expect([severityOf(['touch-missed'], rules), severityOf(['usage'], rules)]).toEqual(['serious', 'small']);
  });
});

describe('what is serious climbs fast, and then ever more seldom', () => {
  test('rep at once, manager after a working day, director after 1, 2, 4 and 8 weeks and then every eight', () => {
    const events = happening(red(), '2027-09-01').filter(({ event }) => event.kind === 'escalation-climbed');
    expect(daysOf(events, 'escalation-climbed', 'role')).toEqual([
      '2027-01-12 manager',
      '2027-01-18 director',
      '2027-01-25 director',
      '2027-02-08 director',
      '2027-03-08 director',
      '2027-05-03 director',
      '2027-06-28 director',
      '2027-08-23 director',
    ]);
  });
  test('who was asked first and last is kept', () =>
    expect(until(red(), '2027-02-09').slices.escalations.list[0]?.watch).toMatchObject({
      since: '2027-01-11T12:00:00.000Z',
      weeks: 3,
      asked: [{ role: 'rep' }, { role: 'manager', first: '2027-01-12T08:00:00.000Z' }, { role: 'director' }],
    }));
  test('the director hears nothing of what somebody took on', () =>
    expect(daysOf(happening(taken(red(), '2027-01-12'), '2027-12-01'), 'escalation-climbed')).toEqual([]));
  test('opened again within a month it is one rung higher, but not with the director before their week', () => {
    const manager = told(until(red(), '2027-01-20'), '2027-01-20', 'resolve', { escalation: 'escalation-1' });
    const well = told(manager, '2027-01-21', 'usageChanged', { bucket: 'good' });
    const again = told(well, '2027-02-01', 'usageChanged', { bucket: 'none' });
    expect(present(again).escalations.at(-1)).toMatchObject({ id: 'escalation-1', level: 'manager' });
    expect(daysOf(happening(again, '2027-02-17'), 'escalation-climbed', 'role')).toEqual([
      '2027-02-08 director',
      '2027-02-15 director',
    ]);
  });
  test('a policy that names no weeks keeps the ladder’s own days', () => {
    const rules = { escalation: { ...defaultRules.escalation, directorWeeks: [] } };
    expect(daysOf(happening(red(rules), '2027-01-21'), 'escalation-climbed', 'role')).toEqual([
      '2027-01-12 manager',
      '2027-01-13 director',
      '2027-01-20 director',
    ]);
  });
  test('the intervals never get shorter, whatever weeks a policy names', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }), (weeks) => {
        const named = Array.from({ length: weeks.length + 5 }, (_, number) => weekOf(number, weeks));
        expect(named).toEqual(named.toSorted((a, b) => a - b));
        expect(new Set(named).size).toBe(named.length);
        expect(weekOf(weeks.length + 1, weeks) - weekOf(weeks.length, weeks)).toBe(8);
      }),
    );
  });
});

describe('what is small stays with rep and manager', () => {
  test('the manager hears after a week, and nobody after that', () => {
    expect(open(missed())).toEqual(['touch-missed']);
    expect(daysOf(happening(missed(), '2027-11-30'), 'escalation-climbed', 'role')).toEqual(['2027-06-28 manager']);
  });
  test('its climb is no mail: the digest tells it', () => {
    const [climb] = happening(missed(), '2027-06-29').filter(({ event }) => event.kind === 'escalation-climbed');
    expect(climb === undefined ? null : mailsOf(climb.event)).toEqual([]);
  });
  test('a serious reason makes it serious: it asks anew, though somebody had taken on what was small', () => {
    const grave = told(taken(missed(), '2027-06-22'), '2027-07-05', 'usageChanged', { bucket: 'none' });
    expect(present(grave).escalations[0]).toMatchObject({ level: 'rep', severity: 'serious' });
    expect(present(grave).escalations[0]).not.toHaveProperty('acknowledgedAt');
    const joined = last(grave, 'escalation-joined');
    expect(joined === undefined ? [] : mailsOf(joined)).toMatchObject([{ kind: 'escalation', role: 'rep' }]);
    expect(daysOf(happening(grave, '2027-07-13'), 'escalation-climbed', 'role')).toEqual([
      '2027-07-06 manager',
      '2027-07-12 director',
    ]);
  });
  test('when what was serious ends, the rest is small again', () => {
    const grave = told(missed(), '2027-07-05', 'usageChanged', { bucket: 'none' });
    const better = told(grave, '2027-07-07', 'usageChanged', { bucket: 'good' });
    expect(present(better).escalations[0]).toMatchObject({ reasons: ['touch-missed'], severity: 'small' });
    expect(daysOf(happening(better, '2027-09-01'), 'escalation-climbed', 'role')).toEqual([]);
  });
});

describe('a departure is an alarm at once', () => {
  const heard = told(kept(), '2027-01-08', 'usageChanged', { bucket: 'good' });
  const gone = told(heard, '2027-01-11', 'contactDeparted', { contact: 'ada' });
  test('though no signal makes it red, with the first steps and the person', () => {
    expect(gone.slices.health.band).toBe('amber');
    expect(present(gone).escalations).toMatchObject([
      { reasons: ['contactDeparted'], about: ['ada'], severity: 'serious' },
    ]);
    expect(present(gone).items.map(({ kind, dueAt }) => `${kind} ${dueAt.slice(0, 10)}`)).toEqual([
      'successor-call 2027-01-13',
      'sponsor-call 2027-01-14',
    ]);
  });
  test('red health afterwards says it no second time', () => {
    const both = told(gone, '2027-01-12', 'happinessHeard', { score: 0 });
    expect(present(both).escalations).toMatchObject([{ reasons: ['contactDeparted', 'happiness'] }]);
  });
  test('a second person who leaves is told too', () => {
    const two = told(gone, '2027-01-12', 'contactDeparted', { contact: 'ben' });
    expect(last(two, 'escalation-joined')).toMatchObject({ about: 'ben', role: 'rep' });
    expect(present(two).escalations).toMatchObject([{ reasons: ['contactDeparted'], about: ['ada', 'ben'] }]);
  });
});

const inOnboarding = until(onboarded({ contacts }, quiet), '2027-01-28');
const owed = until(told(kept(), '2027-01-11', 'invoiceOverdue', { days: 59, invoice: 'R-1' }), '2027-01-13');
const undecided = until(kept(), '2028-01-04');
const renewal = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
const touch = (state: LifecycleState): string =>
  present(state).touches.find(({ state: is }) => is === 'due')?.id ?? 'none';

describe('every ending of a reason ends its alarm', () => {
  test.each<[string, AlarmReason, LifecycleState, (state: LifecycleState) => LifecycleState]>([
    ['usage is back', 'usage', red(), (state) => told(state, '2027-01-20', 'usageChanged', { bucket: 'good' })],
    [
      'a better answer',
      'happiness',
      told(kept(), '2027-01-11', 'happinessHeard', { score: 1 }),
      (state) => told(state, '2027-01-20', 'happinessHeard', { score: 9 }),
    ],
    [
      'a successor is known',
      'contactDeparted',
      told(kept(), '2027-01-11', 'contactDeparted', { contact: 'ada' }),
      (state) => told(state, '2027-01-20', 'contactKnown', { contact: 'kim' }),
    ],
    [
      'whoever left is back',
      'contactDeparted',
      told(kept(), '2027-01-11', 'contactDeparted', { contact: 'ada' }),
      (state) => told(state, '2027-01-20', 'contactKnown', { contact: 'ada' }),
    ],
    [
      'the sponsor was called',
      'contactDeparted',
      told(kept(), '2027-01-11', 'contactDeparted', { contact: 'ada' }),
      (state) => told(state, '2027-01-15', 'itemCompleted', { item: 'rescue-2', outcome: 'done' }),
    ],
    [
      'the client opts in',
      'client-opted-out',
      told(kept(), '2027-01-11', 'clientOptedOut'),
      (state) => told(state, '2027-01-20', 'clientOptedIn'),
    ],
    [
      'the invoice is paid',
      'invoice-long-overdue',
      owed,
      (state) => told(state, '2027-01-20', 'invoicePaid', { invoice: 'R-1' }),
    ],
    [
      'it is written off',
      'invoice-long-overdue',
      owed,
      (state) => told(state, '2027-01-20', 'receivableWorked', { receivable: 'receivable-1', outcome: 'written-off' }),
    ],
    [
      'the late steps are done',
      'onboarding-overdue',
      inOnboarding,
      (state) =>
        ['setup', 'configuration', 'training'].reduce(
          (so, step) => told(so, '2027-01-29', 'onboardingStepCompleted', { step }),
          state,
        ),
    ],
    [
      'the next touch is made',
      'touch-missed',
      missed(),
      (state) => told(state, '2027-06-22', 'itemCompleted', { item: touch(state), outcome: 'done' }),
    ],
    [
      'somebody spoke to them beside the plan',
      'touch-missed',
      missed(),
      (state) => told(state, '2027-06-22', 'touchRecorded', { touchKind: 'call', outcome: 'done' }),
    ],
  ])('%s: %s is over', (_, reason, alarmed, ending) => {
    expect(open(alarmed)).toContain(reason);
    const over = ending(alarmed);
    expect(open(over)).toEqual([]);
    const resolved = last(over, 'escalation-resolved');
    expect(resolved).toMatchObject({ by: 'ended', ended: [reason] });
    expect(resolved === undefined ? '' : sentenceFor(resolved)).toBe(`The alarm ended by itself: ${whyOver(reason)}.`);
    expect(resolved === undefined ? null : workOf(resolved)).toEqual([]);
    expect(present(over).items.filter(({ about, state }) => about === 'escalation-1' && state !== 'cancelled')).toEqual(
      present(over).items.filter(({ about, state }) => about === 'escalation-1' && state === 'done'),
    );
  });

  test.each<[string, LifecycleState, (state: LifecycleState) => LifecycleState]>([
    [
      'one of two long overdue invoices',
      until(told(owed, '2027-01-14', 'invoiceOverdue', { days: 70, invoice: 'R-2' }), '2027-01-15'),
      (state) => told(state, '2027-01-20', 'invoicePaid', { invoice: 'R-1' }),
    ],
    [
      'one of two late steps',
      until(inOnboarding, '2027-03-01'),
      (state) => told(state, '2027-03-02', 'onboardingStepCompleted', { step: 'setup' }),
    ],
    [
      'a touch that nobody answered',
      missed(),
      (state) => told(state, '2027-06-22', 'itemCompleted', { item: touch(state), outcome: 'no-answer' }),
    ],
    [
      'another level of a contact who is there',
      told(kept(), '2027-01-11', 'contactDeparted', { contact: 'ada' }),
      (state) => told(state, '2027-01-12', 'contactKnown', { contact: 'ben', level: 'executive' }),
    ],
    [
      'a successor whom nobody reached',
      told(kept(), '2027-01-11', 'contactDeparted', { contact: 'ada' }),
      (state) => told(state, '2027-01-15', 'itemCompleted', { item: 'rescue-1', outcome: 'no-answer' }),
    ],
  ])('%s ends nothing', (_, alarmed, half) => expect(open(half(alarmed))).toEqual(open(alarmed)));

  test('of several reasons one ends: the alarm is eased, and stays', () => {
    const both = told(told(red(), '2027-01-12', 'happinessHeard', { score: 0 }), '2027-01-13', 'clientOptedOut');
    const eased = told(both, '2027-01-14', 'clientOptedIn');
    expect(last(eased, 'escalation-eased')).toMatchObject({ ended: ['client-opted-out'] });
    expect(open(eased)).toEqual(['usage', 'happiness']);
  });

  test.each<AlarmReason>([
    ...alarmSignals,
    ...otherReasons,
    ...programmeNames.map((name): AlarmReason => `${name}-missed`),
  ])('why %s is over can be said in words', (reason) =>
    expect(`${reasonText(reason)}: ${whyOver(reason)}`).not.toMatch(/undefined|[«»]/),
  );
});

describe('what the contract’s own terms end', () => {
  const see = { ...viewOf(kept()), now: dayOne };
  const notice = { receivedOn: '2027-09-01', endsOn: '2028-01-01', reason: 'price' } as const;
  test.each<[AlarmReason, Event]>([
    ['renewal-undecided', { kind: 'notice-given', ...notice }],
    ['renewal-undecided', { kind: 'term-prolonged', on: '2028-01-01', until: '2029-01-01' }],
    ['notice-given', { kind: 'notice-withdrawn', by: 'withdrawal', reason: 'price' }],
  ])('%s is over after %j', (reason, event) => {
    expect(endsReason(reason, event, see)).toBe(true);
    expect(endsReason(reason === 'notice-given' ? 'renewal-undecided' : 'notice-given', event, see)).toBe(false);
  });
  test('a notice is a serious alarm', () =>
    expect(raisedIn({ kind: 'notice-given', ...notice }, see)).toEqual({ reasons: ['notice-given'], opens: true }));
});

describe('an alarm does not outlive the term that was decided', () => {
  const second = (first: LifecycleState, at: string): readonly Recorded[] =>
    begin(nextTerm(first) ?? seedOf(), at).events;
  test('renewed within grace, the next term begins without it', () => {
    expect(open(undecided)).toContain('renewal-undecided');
    const renewed = told(undecided, '2028-01-12', 'renew', renewal);
    const { state, events } = begin(nextTerm(renewed) ?? seedOf(), noon('2028-01-12'));
    expect(open(state)).not.toContain('renewal-undecided');
    expect(events.map(({ event }) => event.kind)).toContain(
      open(undecided).length === 1 ? 'escalation-resolved' : 'escalation-eased',
    );
  });
  test('renewed by the policy month after month, none stays', () => {
    let state = kept({ renewal: { ...defaultRules.renewal, undecided: 'renewed', graceDays: 5 } });
    for (let term = 1; term < 4; term += 1) {
      state = until(state, `${2027 + term}-01-20`);
      expect(state.slices.standing.stage).toBe('renewed');
      state = begin(nextTerm(state) ?? seedOf(), state.at).state;
      expect(open(state)).not.toContain('renewal-undecided');
    }
  });
  test('what is open still goes on in it', () => {
    const renewed = told(told(undecided, '2028-01-05', 'clientOptedOut'), '2028-01-12', 'renew', renewal);
    const { state } = begin(nextTerm(renewed) ?? seedOf(), noon('2028-01-12'));
    expect(open(state)).toContain('client-opted-out');
  });
  test('a life in flight takes it over as it was promised', () => {
    const before: Partial<Seed> = { onboarding: { skip: true, steps: [] }, contacts, policy: asBefore };
    const first = until(begin(seedOf(before), dayOne).state, '2028-01-04');
    const renewed = told(first, '2028-01-12', 'renew', renewal);
    const kinds = second(renewed, noon('2028-01-12')).map(({ event }) => event.kind);
    expect(kinds).not.toContain('escalation-resolved');
    expect(open(begin(nextTerm(renewed) ?? seedOf(), noon('2028-01-12')).state)).toContain('renewal-undecided');
  });
});

test('a life in flight climbs and stays open exactly as it was promised', () => {
  const life = begin(seedOf({ onboarding: { skip: true, steps: [] }, contacts, policy: asBefore }), dayOne).state;
  const gone = told(life, '2027-01-11', 'contactDeparted', { contact: 'ada' });
  expect(open(gone)).toEqual([]);
  const bad = told(gone, '2027-01-12', 'usageChanged', { bucket: 'none' });
  const { state, events } = advance(bad, null, noon('2027-01-27'));
  expect(daysOf(events, 'escalation-climbed', 'role')).toEqual([
    '2027-01-13 manager',
    '2027-01-14 director',
    '2027-01-21 director',
  ]);
  for (const { event } of events) expect(event).not.toHaveProperty('severity');
  expect(open(told(state, '2027-01-28', 'usageChanged', { bucket: 'good' }))).toEqual(['usage', 'contactDeparted']);
});
