/** Health that deserves trust: unknown until something was heard, neglect counts, good news gives back, invoices age. */
import { severityOf } from '../../domain/concerns/alarm-reasons';
import { bandOf, type Band } from '../../domain/concerns/health-bands';
import { missedBadness, nothingAround, reasonsOf, scoreOf, type Around } from '../../domain/concerns/health-weighing';
import type { Event, MessageName } from '../../domain/core/concern';
import { asPromised, defaultRules, type Rules } from '../../domain/core/policy';
import { ownBucket, type OwnBucket } from '../../domain/core/reading';
import type { LifecycleState } from '../../domain/lifecycle';
import { mailsOf } from '../../domain/told/mails';
import { changeText, isFall } from '../../domain/told/news';
import { present } from '../../domain/told/present';
import { happening, retained, say, until, well } from '../support/lives';
import { reasonLine } from '../../domain/told/sentences';
import { plainEnglish } from '../../domain/told/locale';
import { inEnglish } from '../support/told';

const nobodyElse = nothingAround;
const healthOf = ({ slices: { health } }: LifecycleState): string => `${health.band} ${health.score}`;
const at = (day: string): string => `${day}T12:00:00.000Z`;
const withWeights = (weights: Partial<Rules['health']['weights']>): Partial<Rules> => ({
  health: { ...defaultRules.health, weights: { ...defaultRules.health.weights, ...weights } },
});

describe('health is unknown until something was heard', () => {
  test('a new lifecycle is unknown, and is not called green', () => {
    expect(healthOf(retained())).toBe('unknown 100');
  });

  test.each<[string, MessageName, object, string]>([
    ['a reading of usage', 'usageChanged', { bucket: 'good' }, 'green 100'],
    ['a reading of tickets', 'ticketsChanged', { bucket: 'few' }, 'green 100'],
    ['a rating', 'happinessHeard', { score: 8 }, 'green 100'],
    ['a rated service call', 'serviceCallRated', { score: 9 }, 'green 100'],
    ['a call that was made', 'touchRecorded', { touchKind: 'call', outcome: 'done' }, 'green 100'],
    ['a signal of the house’s own', 'ownSignalChanged', { code: 'logins', bucket: 'fine' }, 'green 100'],
    ['a call that nobody answered', 'touchRecorded', { touchKind: 'call', outcome: 'no-answer' }, 'unknown 100'],
    ['a letter that was sent', 'touchRecorded', { touchKind: 'letter', outcome: 'done' }, 'unknown 100'],
    ['no reading for thirty days', 'usageChanged', { bucket: 'silent' }, 'amber 64'],
    ['a billing error', 'billingErrorFound', {}, 'unknown 80'],
    ['nobody uses it', 'usageChanged', { bucket: 'none' }, 'red 40'],
    ['a competitor and a billing error', 'competitorSeen', {}, 'unknown 70'],
  ])('after %s', (_, name, data, expected) => {
    expect(healthOf(say(retained(), at('2027-01-05'), name, data))).toBe(expected);
  });

  test.each<[number, Band, boolean, Band]>([
    [100, 'unknown', false, 'unknown'],
    [100, 'unknown', true, 'green'],
    [69, 'unknown', false, 'amber'],
    [72, 'amber', false, 'amber'],
    [75, 'amber', false, 'unknown'],
    [44, 'unknown', false, 'red'],
    [100, 'green', false, 'unknown'],
  ])('at %i, %s before, heard: %s, it is %s', (score, before, heard, expected) => {
    expect(bandOf(score, before, defaultRules.health, heard)).toBe(expected);
  });

  test('a call that was recorded by mistake proves nothing once it is corrected', () => {
    const due = until(retained(), '2027-03-02');
    const called = say(due, at('2027-03-03'), 'itemCompleted', { item: 'touch-1', outcome: 'done' });
    expect(healthOf(called)).toBe('green 100');
    const corrected = say(called, at('2027-03-04'), 'correctItem', {
      item: 'touch-1',
      outcome: 'no-answer',
      happiness: null,
    });
    expect(healthOf(corrected)).toBe('unknown 100');
  });
});

describe('silence counts, and after twice as long nobody knows', () => {
  const rules: Partial<Rules> = {
    ...withWeights({ missedContact: 0, openAlarm: 0 }),
    escalation: { ...defaultRules.escalation, missed: [] },
  };
  const heard = say(retained({}, rules), at('2027-01-05'), 'happinessHeard', { score: 8 });
  test.each([
    ['2027-04-04', 'green 100'],
    ['2027-04-06', 'green 85'],
    ['2027-07-03', 'green 85'],
    ['2027-07-05', 'unknown 85'],
  ])('on %s it is %s', (day, expected) => expect(healthOf(until(heard, day))).toBe(expected));

  test('a talk ends it', () => {
    const talked = say(until(heard, '2027-07-05'), at('2027-07-06'), 'touchRecorded', {
      touchKind: 'visit',
      outcome: 'done',
    });
    expect(healthOf(talked)).toBe('green 100');
  });
  test('who is measured is not silent', () => {
    const measured = say(heard, at('2027-01-06'), 'usageChanged', { bucket: 'good' });
    expect(healthOf(until(measured, '2027-12-20'))).toBe('green 100');
  });
  test('a pause is no silence, and it is counted anew from its end', () => {
    const paused = say(heard, at('2027-01-06'), 'pause', { reason: 'client-asked', until: '2027-06-01' });
    expect(healthOf(until(paused, '2027-08-29'))).toBe('green 100');
    expect(healthOf(until(paused, '2027-09-01'))).toBe('green 85');
  });
});

describe('neglect costs points', () => {
  test.each([
    [1, 10],
    [2, 20],
    [3, 30],
    [6, 30],
  ])('%i missed since the last contact cost %i of 30', (missed, points) =>
    expect(Math.round(missedBadness(missed) * 30)).toBe(points),
  );

  test.each<[string, Partial<Around>, number]>([
    ['an alarm that stands open', { alarmDays: 14 }, 85],
    ['a renewal that nobody decided', { undecided: true }, 80],
    ['silence', { silentDays: 90 }, 85],
    ['good news', { good: { what: 'happiness 10 of 10', part: 1 } }, 100],
  ])('%s', (_, around, score) => {
    expect(scoreOf(reasonsOf(well, defaultRules, null, { ...nobodyElse, ...around }))).toBe(score);
  });

  test('a client whom nobody calls becomes amber, then red, and is never green', () => {
    const bands = happening(retained(), '2027-12-28').flatMap(({ event }) =>
      event.kind === 'health-changed' && event.band !== event.from ? [event.band] : [],
    );
    expect(bands).toEqual(['amber', 'red']);
  });

  test('a contact that is made takes back every miss before it; a card that is sent does not', () => {
    const missed = until(retained(), '2027-06-22');
    expect(present(missed).health.reasons).toContainEqual(
      expect.objectContaining({ signal: 'missedContact', points: 20 }),
    );
    const called = say(missed, at('2027-06-22'), 'itemCompleted', { item: 'touch-3', outcome: 'done' });
    expect(present(called).health.reasons.map(({ signal }) => signal)).not.toContain('missedContact');
    // The alarm of the check-in that nobody held is open still.
    expect(healthOf(called)).toBe('green 85');
    const contacts = [{ id: 'c_1', birthday: '06-20' }, { id: 'c_2' }];
    const card = say(until(retained({ contacts }), '2027-06-22'), at('2027-06-22'), 'itemCompleted', {
      item: 'birthday-c_1-2027',
      outcome: 'done',
    });
    expect(present(card).health.reasons).toContainEqual(
      expect.objectContaining({ signal: 'missedContact', points: 20 }),
    );
  });

  test('a renewal whose date has passed counts until it is decided', () => {
    const heard = say(retained(), at('2027-12-20'), 'usageChanged', { bucket: 'good' });
    const late = until(heard, '2028-01-05');
    expect(present(late).health.reasons).toContainEqual(
      expect.objectContaining({ signal: 'renewalUndecided', points: 20 }),
    );
  });
});

describe('neglect floods nobody with alarms', () => {
  const year = happening(retained(), '2027-12-28');
  const mails = year.flatMap(({ event }) => mailsOf(event));
  test('one alarm in a year of neglect, which stays small and never reaches the director', () => {
    const told = year.flatMap(({ event }) =>
      event.kind === 'escalation-opened' || event.kind === 'escalation-climbed' ? [event] : [],
    );
    expect(told.map(({ kind, role, severity }) => [kind, role, severity])).toEqual([
      ['escalation-opened', 'rep', 'small'],
      ['escalation-climbed', 'manager', 'small'],
    ]);
    expect(mails.filter(({ role }) => role === 'director')).toEqual([]);
  });
  test('the fall through missed contacts is told by their alarm, not once more', () => {
    expect(mails.filter(({ kind }) => kind === 'changed')).toEqual([]);
  });
  test('where neglect alone made it red, what is green by itself is no reason for alarm', () => {
    const contacts = [{ id: 'c_1' }];
    const reasons = happening(retained({ contacts }), '2027-12-28').flatMap(({ event }) =>
      event.kind === 'escalation-opened' || event.kind === 'escalation-joined' ? event.reasons : [],
    );
    expect(reasons).toContain('silence');
    expect(reasons).not.toContain('singleContact');
    expect(severityOf(reasons, defaultRules)).toBe('small');
  });
  test('on the day on which it is red the rep hears it by the alarm that is open, and in the brief; nobody above does', () => {
    const red = year.find(({ event }) => event.kind === 'health-changed' && event.band === 'red');
    const joined = year.filter(({ event }) => event.kind === 'escalation-joined' && event.fell === true);
    expect(joined.map(({ at: moment, event }) => [moment, mailsOf(event)])).toEqual([
      [red?.at, [{ kind: 'escalation', role: 'rep', subject: 'escalation-1' }]],
    ]);
    const heard = red === undefined ? null : changeText(red.event, { contact: null, campaign: null }, plainEnglish);
    expect(heard).toMatch(/^health fell to red, \d+ of 100/);
  });
  test('once, where an alarm is raised at that very moment', () => {
    const contacts = [{ id: 'c_1' }, { id: 'c_2' }];
    const low = say(retained({ contacts }), at('2027-01-05'), 'usageChanged', { bucket: 'low' });
    const left = say(low, at('2027-01-06'), 'contactDeparted', { contact: 'c_1' });
    const told = left.recent.filter(({ event }) => mailsOf(event).some(({ kind }) => kind === 'escalation'));
    expect([left.slices.health.band, told.map(({ event }) => event.kind)]).toEqual(['red', ['escalation-opened']]);
  });
  test('a life in flight hears of it as it did', () => {
    const rules: Partial<Rules> = { escalation: { ...defaultRules.escalation, falls: false } };
    const events = happening(retained({}, rules), '2027-12-28').map(({ event }) => event);
    expect(events.filter((event) => event.kind === 'escalation-joined' && 'role' in event)).toEqual([]);
  });
  test('but the first thing of the client’s own raises a serious one, though health is red already', () => {
    const rules = withWeights({ missedContact: 60 });
    const red = until(retained({}, { ...rules, escalation: { ...defaultRules.escalation, missed: [] } }), '2027-07-02');
    expect(red.slices.health.band).toBe('red');
    const open = red.slices.escalations.list.at(-1)?.id ?? '';
    const settled = say(red, at('2027-07-03'), 'resolve', { escalation: open });
    const burning = say(settled, at('2027-07-04'), 'usageChanged', { bucket: 'none' });
    const alarm = burning.slices.escalations.list.at(-1);
    expect(alarm).toMatchObject({ state: 'open', reasons: expect.arrayContaining(['usage']) });
    expect(severityOf(alarm?.reasons ?? [], defaultRules)).toBe('serious');
  });
});

describe('a fall below green is told once', () => {
  const fall = (
    from: Band,
    signal: 'usage' | 'missedContact' | 'silence',
  ): Extract<Event, { kind: 'health-changed' }> => ({
    kind: 'health-changed',
    score: 64,
    band: 'amber',
    from,
    reasons: [],
    moved: [{ signal, by: -36 }],
  });
  test.each<[Band, 'usage' | 'missedContact' | 'silence', boolean]>([
    ['green', 'usage', true],
    ['unknown', 'usage', true],
    ['red', 'usage', false],
    ['green', 'silence', true],
    ['green', 'missedContact', false],
    ['unknown', 'missedContact', false],
  ])('from %s through %s: %s', (from, signal, expected) => expect(isFall(fall(from, signal))).toBe(expected));
  test('in words that fit', () => {
    const nobody = { contact: null, campaign: null };
    expect(changeText(fall('green', 'usage'), nobody, plainEnglish)).toBe(
      'health fell to amber, 64 of 100 (usage −36)',
    );
    expect(changeText(fall('unknown', 'usage'), nobody, plainEnglish)).toBe('health is amber, 64 of 100 (usage −36)');
    const red = { ...fall('amber', 'missedContact'), band: 'red', score: 44 } as const;
    expect(changeText(red, nobody, plainEnglish)).toBe('health fell to red, 44 of 100 (missed calls and meetings −36)');
    expect(changeText({ ...red, from: 'red' }, nobody, plainEnglish)).toBeNull();
  });
});

describe('good news gives points back, and fades', () => {
  const low = say(retained(), at('2027-01-05'), 'usageChanged', { bucket: 'some' });
  test('happiness of nine, for half of its span in full and then for half', () => {
    const glad = say(low, at('2027-01-06'), 'happinessHeard', { score: 9 });
    expect(healthOf(low)).toBe('green 79');
    expect(healthOf(glad)).toBe('green 89');
    const rules = withWeights({ missedContact: 0, openAlarm: 0 });
    const kept = say(
      say(retained({}, rules), at('2027-01-05'), 'usageChanged', { bucket: 'some' }),
      at('2027-01-06'),
      'happinessHeard',
      { score: 9 },
    );
    expect(healthOf(until(kept, '2027-02-25'))).toBe('green 84');
    expect(healthOf(until(kept, '2027-04-07'))).toBe('green 79');
  });
  test.each<[string, MessageName, object, string]>([
    ['an eight is politeness', 'happinessHeard', { score: 8 }, 'green 79'],
    ['usage at its full', 'usageChanged', { bucket: 'full' }, 'green 100'],
    [
      'every promise is met',
      'promisesMeasured',
      { item: 'review-1', promises: [{ promise: 'p', met: true }] },
      'green 89',
    ],
    [
      'one of two is not',
      'promisesMeasured',
      {
        item: 'review-1',
        promises: [
          { promise: 'p', met: true },
          { promise: 'q', met: false },
        ],
      },
      'green 79',
    ],
  ])('%s', (_, name, data, expected) => expect(healthOf(say(low, at('2027-01-06'), name, data))).toBe(expected));
  test('it never talks an alarm away', () => {
    const red = say(
      say(retained(), at('2027-01-05'), 'usageChanged', { bucket: 'none' }),
      at('2027-01-06'),
      'happinessHeard',
      { score: 10 },
    );
    expect(healthOf(red)).toBe('red 44');
  });
});

describe('an invoice ages by itself', () => {
  const owed = say(
    retained({}, withWeights({ missedContact: 0, openAlarm: 0, silence: 0 })),
    at('2027-01-05'),
    'invoiceOverdue',
    { days: 10, invoice: 'R-1' },
  );
  const points = (state: LifecycleState): number | undefined =>
    present(state).health.reasons.find(({ signal }) => signal === 'invoiceOverdue')?.points;
  test.each([
    ['2027-01-24', 5],
    ['2027-01-26', 12],
    ['2027-02-23', 12],
    ['2027-02-25', 20],
  ])('told once at 10 days, on %s it costs %i', (day, expected) => expect(points(until(owed, day))).toBe(expected));
  test('what a mail says of it is true on the day of the mail', () => {
    const state = until(owed, '2027-02-28');
    const [reason] = present(state).health.reasons;
    expect(reason === undefined ? '' : reasonLine(reason, '2027-02-28', inEnglish)).toBe(
      'overdue invoice −20 (64 days overdue)',
    );
    expect(reason === undefined ? '' : reasonLine(reason, null, inEnglish)).toBe(
      'overdue invoice −20 (overdue since Sat 26 Dec 2026)',
    );
  });
  test('paid, it counts no more, and one that is older is not hidden by a younger one', () => {
    const two = say(owed, at('2027-01-06'), 'invoiceOverdue', { days: 2, invoice: 'R-2' });
    expect(points(until(two, '2027-02-25'))).toBe(20);
    const rest = say(until(two, '2027-02-25'), at('2027-02-25'), 'invoicePaid', { invoice: 'R-1' });
    expect(points(rest)).toBe(12);
    expect(points(say(rest, at('2027-02-26'), 'invoicePaid', {}))).toBeUndefined();
  });
  test('it costs a life few events: two looks, whatever the rest of its rules', () => {
    const quiet = asPromised({ id: 'default', version: 1, rules: { health: { invoicesAge: true } } });
    const state = say(retained({ policy: quiet }), at('2027-01-05'), 'invoiceOverdue', { days: 10 });
    const looks = happening(state, '2027-12-01').filter(({ event }) => event.kind === 'health-looked-at');
    expect(looks.map(({ at: moment }) => moment.slice(0, 10))).toEqual(['2027-01-25', '2027-02-24']);
  });
});

describe('signals of the house’s own', () => {
  const logins = { better: 'higher', warnAt: 50, alarmAt: 20 } as const;
  const latency = { better: 'lower', warnAt: 200, alarmAt: 500 } as const;
  test.each<[string, number, OwnBucket | null, OwnBucket]>([
    ['higher', 60, null, 'fine'],
    ['higher', 50, null, 'warn'],
    ['higher', 20, null, 'alarm'],
    ['higher', 52, 'warn', 'warn'],
    ['higher', 54, 'warn', 'fine'],
    ['higher', 22, 'alarm', 'alarm'],
    ['higher', 24, 'alarm', 'warn'],
    ['lower', 100, null, 'fine'],
    ['lower', 200, null, 'warn'],
    ['lower', 500, null, 'alarm'],
    ['lower', 480, 'alarm', 'alarm'],
    ['lower', 100, 'alarm', 'fine'],
    ['lower', 180, 'silent', 'fine'],
  ])('better %s: %i after %s is %s', (better, value, before, expected) =>
    expect(ownBucket(value, better === 'higher' ? logins : latency, before)).toBe(expected),
  );

  const told = (bucket: OwnBucket, rules: Partial<Rules> = {}): LifecycleState =>
    say(retained({}, rules), at('2027-01-05'), 'ownSignalChanged', { code: 'logins', bucket, name: 'Daily logins' });
  test.each<[OwnBucket, string]>([
    ['fine', 'green 100'],
    ['warn', 'green 90'],
    ['alarm', 'green 80'],
    ['silent', 'unknown 100'],
  ])('%s is %s by the default weight', (bucket, expected) => expect(healthOf(told(bucket))).toBe(expected));
  test('the policy weighs it by its code, and people read its name', () => {
    const state = told('alarm', { health: { ...defaultRules.health, ownSignals: { logins: 40 } } });
    expect(healthOf(state)).toBe('amber 60');
    const [reason] = present(state).health.reasons;
    expect(reason === undefined ? '' : reasonLine(reason, null, inEnglish)).toBe(
      'Daily logins −40 (past its alarm threshold)',
    );
  });
  test('a lifecycle keeps twenty of them', () => {
    let state = retained();
    for (let n = 1; n <= 21; n += 1)
      state = say(state, at('2027-01-05'), 'ownSignalChanged', { code: `code-${n}`, bucket: 'fine' });
    expect(state.slices.health.own).toHaveLength(20);
    expect(state.recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored', reason: 'too-many-own-signals' });
  });
});

describe('a life in flight that learns the new rules', () => {
  const old = asPromised({ id: 'default', version: 1, rules: {} });
  const now = { id: 'default', version: 2, rules: defaultRules };
  const changed = (state: LifecycleState, day: string): LifecycleState =>
    say(state, at(day), 'changePolicy', { policy: now, when: 'now' });
  test('who was talked with stays green; who was not is unknown', () => {
    const due = until(retained({ policy: old }), '2027-03-02');
    const called = say(due, at('2027-03-03'), 'itemCompleted', { item: 'touch-1', outcome: 'done' });
    expect(healthOf(changed(called, '2027-03-05'))).toBe('green 100');
    expect(healthOf(changed(due, '2027-03-05'))).toBe('unknown 100');
  });
  test('what was missed before counts', () => {
    const missed = until(retained({ policy: old }), '2027-06-22');
    expect(present(changed(missed, '2027-06-22')).health.reasons).toContainEqual(
      expect.objectContaining({ signal: 'missedContact', points: 20 }),
    );
  });
});
