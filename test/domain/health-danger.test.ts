/** Danger: a notice that stands, an invoice at risk, a serious alarm that is open. While one is there, nobody is green. */
import { nothingAround, reasonsOf, scoreOf, type Danger } from '../../domain/concerns/health-weighing';
import { bandOf } from '../../domain/concerns/health-bands';
import { coursePoint, courseLine } from '../../domain/told/health-course';
import type { MessageName } from '../../domain/core/concern';
import { asPromised, defaultRules, type Rules } from '../../domain/core/policy';
import { advance, type LifecycleState } from '../../domain/lifecycle';
import { mailsOf } from '../../domain/told/mails';
import { present, why } from '../../domain/told/present';
import { forecastOf } from '../../domain/figures/forecast';
import { plainEnglish } from '../../domain/told/locale';
import { happening, retained, say, until, well } from '../support/lives';

const at = (day: string): string => `${day}T12:00:00.000Z`;
const healthOf = ({ slices: { health } }: LifecycleState): string => `${health.band} ${health.score}`;
const dangersIn = (state: LifecycleState): readonly string[] =>
  present(state).health.reasons.flatMap(({ signal, points, detail }) =>
    ['noticeGiven', 'invoiceAtRisk', 'seriousAlarm'].includes(signal) ? [`${signal} ${points} (${detail})`] : [],
  );
const contacts = [{ id: 'c_1' }, { id: 'c_2' }, { id: 'c_3' }];
/** A client who is heard and well. */
const green = (rules: Partial<Rules> = {}): LifecycleState =>
  say(retained({ contacts }, rules), at('2027-01-05'), 'usageChanged', { bucket: 'good' });
const notice = { receivedOn: '2027-01-06', reason: 'price', endsOn: '2027-06-30' };

/** What happens to a client who is green, how they are then, and what ends it. */
const rows: readonly [string, MessageName, object, string, readonly string[], MessageName, object, string][] = [
  ['a notice', 'notice', notice, 'amber 65', ['noticeGiven 35 (it takes effect on 2027-06-30)'], 'withdrawNotice', {}, 'green 100'],
  ['a client who asks to be left alone', 'clientOptedOut', {}, 'amber 69', ['seriousAlarm 31 (the client asked to be left alone)'], 'clientOptedIn', {}, 'green 100'],
  ['an alarm that somebody resolves', 'clientOptedOut', {}, 'amber 69', ['seriousAlarm 31 (the client asked to be left alone)'], 'resolve', { escalation: 'escalation-1' }, 'green 100'],
  ['a contact who left', 'contactDeparted', { contact: 'c_1' }, 'amber 60', ['seriousAlarm 10 (contact departed)'], 'contactKnown', { contact: 'c_9' }, 'amber 70'],
]; // prettier-ignore

test.each(rows)('%s keeps a client from green until it ends', (_, name, data, then, dangers, ends, how, after) => {
  expect(healthOf(green())).toBe('green 100');
  const endangered = say(green(), at('2027-01-06'), name, data);
  expect(healthOf(endangered)).toBe(then);
  expect(dangersIn(endangered)).toEqual(dangers);
  const over = say(endangered, at('2027-01-07'), ends, how);
  expect(healthOf(over)).toBe(after);
  expect(dangersIn(over)).toEqual([]);
});

describe('an invoice that puts the lifecycle at risk', () => {
  const owed = say(green(), at('2027-01-06'), 'invoiceOverdue', { days: 10, invoice: 'R-1' });
  const late = until(owed, '2027-02-26');
  test('keeps a client from green, beside what it costs as an overdue one', () => {
    expect(healthOf(until(owed, '2027-02-24'))).toBe('green 88');
    expect(healthOf(late)).toBe('amber 65');
    expect(dangersIn(late)).toEqual(['invoiceAtRisk 15 (it stays open)']);
  });
  test('though somebody has resolved its alarm', () => {
    const alarm = late.slices.escalations.list.find(({ reasons }) => reasons.includes('invoice-long-overdue'));
    const resolved = say(late, at('2027-02-27'), 'resolve', { escalation: alarm?.id });
    expect(dangersIn(resolved)).toEqual(['invoiceAtRisk 15 (it stays open)']);
  });
  test('until it is paid', () => {
    const paid = say(late, at('2027-02-27'), 'invoicePaid', { invoice: 'R-1' });
    expect([healthOf(paid), dangersIn(paid)]).toEqual(['green 100', []]);
  });
});

test('a small alarm is no danger, nor is one that ends with the red that raised it', () => {
  const missed = until(retained({ contacts }), '2027-06-22');
  expect(missed.slices.escalations.list.some(({ state }) => state === 'open')).toBe(true);
  expect(dangersIn(missed)).toEqual([]);
  const red = say(green(), at('2027-01-06'), 'happinessHeard', { score: 0 });
  expect([healthOf(red), dangersIn(red)]).toEqual(['red 40', []]);
  const { events } = advance(red, null, at('2027-01-07'));
  expect(events.map(({ event }) => event.kind)).not.toContain('health-changed');
  expect(healthOf(say(red, at('2027-01-08'), 'happinessHeard', { score: 8 }))).toBe('green 100');
});

const danger = (...signals: readonly Danger['signal'][]): readonly Danger[] =>
  signals.map((signal) => ({ signal, detail: 'it stands' }));

test.each([
  ['nothing else', { ...well }, danger('noticeGiven'), 65],
  ['one that weighs less takes as much as it must', { ...well }, danger('seriousAlarm'), 69],
  ['two', { ...well }, danger('noticeGiven', 'seriousAlarm'), 55],
  ['all three make nobody red', { ...well }, danger('noticeGiven', 'invoiceAtRisk', 'seriousAlarm'), 50],
  ['nor do they with a signal', { ...well, usage: 'low' as const }, danger('noticeGiven'), 50],
  ['nor keep red what could leave it', { ...well, tickets: 'flood' as const, invoiceOverdueDays: 70 }, danger('noticeGiven'), 45],
  ['what is red is red', { ...well, usage: 'none' as const }, danger('noticeGiven'), 40],
])('with %s', (_, health, dangers, score) => {
  expect(scoreOf(reasonsOf(health, defaultRules, null, { ...nothingAround, dangers }))).toBe(score);
}); // prettier-ignore

test('good news does not talk it away', () => {
  const around = { ...nothingAround, dangers: danger('seriousAlarm'), good: { what: 'happiness 9 of 10', part: 1 } };
  const low = { ...well, usage: 'some' as const };
  const score = scoreOf(reasonsOf(low, defaultRules, null, around));
  expect([score, bandOf(score, 'green', defaultRules.health)]).toEqual([69, 'amber']);
});

test('its points are told by alarms, not once more, and the outlook weighs them apart', () => {
  const events = happening(
    say(green(), at('2027-01-06'), 'invoiceOverdue', { days: 10, invoice: 'R-1' }),
    '2027-02-26',
  );
  expect(events.flatMap(({ event }) => mailsOf(event)).filter(({ kind }) => kind === 'changed')).toEqual([]);
  const { weighed } = forecastOf(say(green(), at('2027-01-06'), 'clientOptedOut').slices);
  expect(weighed.filter(({ reason }) => reason.kind === 'health' || reason.kind === 'points-lost')).toEqual([]);
});

test('its course and the why card tell it', () => {
  const left = say(green(), at('2027-01-06'), 'notice', notice);
  const course = left.recent.flatMap(({ at: moment, event }) =>
    event.kind === 'health-changed' ? [coursePoint(moment, event)] : [],
  );
  expect(courseLine(course, at('2027-01-07'), plainEnglish)).toContain('amber, 65 of 100 now: notice given −35');
  expect(why(left).map(({ what }) => what)).toContainEqual(
    expect.stringContaining('Health fell to amber, 65 of 100: notice given −35.'),
  );
});

test('under the rules of a life in flight it is as it was', () => {
  const policy = asPromised({ id: 'default', version: 1, rules: {} });
  const old = say(retained({ policy, contacts }), at('2027-01-05'), 'usageChanged', { bucket: 'good' });
  expect(healthOf(say(old, at('2027-01-06'), 'notice', notice))).toBe('green 100');
  expect(healthOf(say(old, at('2027-01-06'), 'clientOptedOut'))).toBe('green 100');
  const learned = say(say(old, at('2027-01-06'), 'clientOptedOut'), at('2027-01-07'), 'changePolicy', {
    policy: { id: 'default', version: 2, rules: defaultRules },
    when: 'now',
  });
  expect(healthOf(learned)).toBe('amber 69');
});
