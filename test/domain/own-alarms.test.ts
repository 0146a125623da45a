/** Alarms on what the house measures of its own, and on our own neglect: when they come, what they say, and when they end. */
import { raisedIn, reasonsText, type AlarmReason } from '../../domain/concerns/alarm-reasons';
import type { Escalation } from '../../domain/concerns/alarm-state';
import { defaultRules, alarmSignals } from '../../domain/core/policy';
import { viewOf, type LifecycleState } from '../../domain/lifecycle';
import { wrongText } from '../../domain/told/alarm-words';
import { plainEnglish } from '../../domain/told/locale';
import { asksOf } from '../../domain/told/asks';
import { present } from '../../domain/told/present';
import { retained, say, until } from '../support/lives';

const at = (day: string): string => `${day}T12:00:00.000Z`;
const own = (state: LifecycleState, day: string, code: string, bucket: string, name?: string): LifecycleState =>
  say(state, at(day), 'ownSignalChanged', { code, bucket, ...(name === undefined ? {} : { name }) });
const alarmOf = ({ slices: { escalations } }: LifecycleState): Escalation | undefined => escalations.list.at(-1);
const namesIn = (state: LifecycleState): readonly string[] | undefined => present(state).escalations.at(-1)?.ownSignals;

describe('red through neglect', () => {
  /** Three contacts are missed; their alarm is settled by hand, and the client was heard. */
  const neglected = until(retained(), '2027-07-02');
  const heard = say(neglected, at('2027-07-02'), 'happinessHeard', { score: 8 });
  const settled = say(heard, at('2027-07-03'), 'resolve', { escalation: alarmOf(heard)?.id ?? '' });
  const red = say(settled, at('2027-07-04'), 'competitorSeen');

  test('raises a small alarm of its own where none is open', () => {
    expect([settled.slices.health.band, red.slices.health.band]).toEqual(['amber', 'red']);
    expect(alarmOf(red)).toMatchObject({ state: 'open', reasons: ['missedContact'] });
    expect(present(red).escalations.at(-1)?.severity).toBe('small');
  });
  test('joins the one that is open on the day of the fall, and nothing where that is not told', () => {
    const open = say(heard, at('2027-07-04'), 'competitorSeen');
    expect(open.slices.health.band).toBe('red');
    expect(open.slices.escalations.list).toHaveLength(1);
    expect(alarmOf(open)?.reasons).toContain('missedContact');
    const { standing } = heard.slices;
    const escalation = { ...standing.policy.rules.escalation, falls: false };
    const policy = { ...standing.policy, rules: { ...standing.policy.rules, escalation } };
    const untold = { ...heard, slices: { ...heard.slices, standing: { ...standing, policy } } };
    expect(alarmOf(say(untold, at('2027-07-04'), 'competitorSeen'))?.reasons).not.toContain('missedContact');
  });
  test('ends with the contact that is made', () => {
    const called = say(red, at('2027-07-05'), 'touchRecorded', { touchKind: 'call', outcome: 'done' });
    expect(alarmOf(called)?.state).toBe('resolved');
  });
  test('of what only makes up for it nothing is a reason', () => {
    const raised = raisedIn(
      {
        kind: 'health-changed',
        score: 44,
        band: 'red',
        from: 'amber',
        reasons: [
          { signal: 'openAlarm', points: 66, detail: '' },
          { signal: 'goodNews', points: -10, detail: '' },
        ],
      },
      { ...viewOf(settled), now: at('2027-07-04') },
    );
    expect(raised).toEqual({ reasons: ['openAlarm'], opens: true, fell: true });
  });
});

describe('signals of the house’s own', () => {
  const rules = { health: { ...defaultRules.health, ownSignals: { logins: 60, latency: 30, seats: 60 } } };
  const one = own(retained({}, rules), '2027-01-05', 'logins', 'alarm', 'Daily logins');

  test('raise a serious alarm, which says their names', () => {
    expect(one.slices.health.band).toBe('red');
    expect(present(one).escalations).toEqual([
      expect.objectContaining({ reasons: ['ownSignal'], severity: 'serious', ownSignals: ['Daily logins'] }),
    ]);
    expect(wrongText(['ownSignal'], plainEnglish, [], namesIn(one))).toBe('Daily logins is past its threshold');
    expect(asksOf(one)).toContainEqual(expect.objectContaining({ kind: 'escalation', ownSignals: ['Daily logins'] }));
  });
  const two = own(one, '2027-01-06', 'latency', 'warn', 'Latency');
  test('a second one joins it, once', () => {
    expect(namesIn(two)).toEqual(['Daily logins', 'Latency']);
    expect(alarmOf(two)?.reasons).toEqual(['ownSignal']);
    const joined = two.recent.flatMap(({ event }) => (event.kind === 'escalation-joined' ? [event.own] : []));
    expect(joined).toEqual([[{ code: 'latency', name: 'Latency' }]]);
    expect(wrongText(['ownSignal'], plainEnglish, [], namesIn(two))).toBe(
      'Daily logins and Latency are past their thresholds',
    );
    const worse = own(two, '2027-01-07', 'latency', 'alarm', 'Latency');
    expect(worse.recent.filter(({ event }) => event.kind === 'escalation-joined')).toHaveLength(1);
  });
  test('one that is fine again is no longer named, and joins anew when it is back', () => {
    const more = own(two, '2027-01-07', 'seats', 'alarm');
    const fine = own(more, '2027-01-08', 'latency', 'fine', 'Latency');
    expect(namesIn(fine)).toEqual(['Daily logins', 'seats']);
    expect(namesIn(own(fine, '2027-01-09', 'latency', 'alarm', 'Latency'))).toEqual([
      'Daily logins',
      'seats',
      'Latency',
    ]);
  });
  test('the alarm ends with the last of them, and names none that is over when it is back', () => {
    const over = own(own(two, '2027-01-07', 'latency', 'fine'), '2027-01-08', 'logins', 'fine');
    expect(alarmOf(over)?.state).toBe('resolved');
    const back = own(over, '2027-01-09', 'seats', 'alarm', 'Seats in use');
    expect(alarmOf(back)?.state).toBe('open');
    expect(namesIn(back)).toEqual(['Seats in use']);
  });
});

describe('what an alarm says', () => {
  test.each<[AlarmReason, string]>([
    ['ownSignal', 'a signal of our own is past its threshold'],
    ['silence', 'nothing has been heard of them for a long time'],
    ['missedContact', 'planned calls or meetings were missed'],
    ['openAlarm', 'an alarm has been open for a long time'],
    ['renewalUndecided', 'the renewal date has come and nothing is decided'],
  ])('%s is a sentence', (reason, said) => expect(wrongText([reason], plainEnglish)).toBe(said));
  test.each(alarmSignals.filter((name) => name !== 'goodNews'))('no signal is said by its code: %s', (name) =>
    expect(wrongText([name], plainEnglish)).toMatch(/ (is|are|was|were|has|have|went|use) /),
  );
  test('in a list of reasons they go by their names', () => {
    expect(reasonsText(['usage', 'ownSignal'], ['Daily logins', 'Latency'])).toBe('usage, Daily logins, Latency');
    expect(reasonsText(['ownSignal'])).toBe('own signal');
  });
});
