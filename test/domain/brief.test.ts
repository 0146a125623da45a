/** What a lifecycle asks of its rep, and what of it stands in the morning’s brief; and what counts as work. */
import { asksOf, type Ask } from '../../domain/told/asks';
import { nextMorning } from '../../domain/organisation/mornings';
import { briefHorizon, briefOf } from '../../domain/told/brief';
import type { Event } from '../../domain/core/concern';
import { sumUp, workOf } from '../../domain/figures/work';
import { eventFrom } from '../../records/columns/ledger';
import { onboarded, retained, say, until } from '../support/lives';

const kinds = (asks: readonly Ask[]): readonly string[] =>
  asks.map(({ kind, id, at }) => `${kind} ${id} ${at.slice(0, 10)}`);

describe('a lifecycle asks', () => {
  test('in onboarding for its steps, by their targets', () => {
    expect(kinds(asksOf(onboarded())).slice(0, 2)).toEqual([
      'onboarding setup 2027-01-11',
      'onboarding configuration 2027-01-25',
    ]);
  });

  test('for what is due, what comes, and first of all for what burns', () => {
    const red = say(until(retained(), '2027-03-02'), '2027-03-02T13:00:00.000Z', 'usageChanged', { bucket: 'none' });
    const asks = asksOf(say(red, '2027-03-02T14:00:00.000Z', 'happinessHeard', { score: 1 }));
    expect(kinds(asks)).toEqual(
      expect.arrayContaining(['item touch-1 2027-03-01', 'escalation escalation-1 2027-03-02']),
    );
  });

  test('for the renewal from its first notice on, until it is decided', () => {
    const late = until(retained(), '2027-09-10');
    expect(kinds(asksOf(late))).toContain('renewal renewal-notice-120 2027-09-03');
    expect(kinds(asksOf(until(retained(), '2027-09-01'))).join()).not.toContain('renewal');
  });

  test('for nothing while it rests, and nothing once it has ended', () => {
    const paused = say(retained(), '2027-01-05T10:00:00.000Z', 'pause', { reason: 'season' });
    expect(asksOf(paused)).toEqual([]);
    expect(asksOf(say(retained(), '2027-01-05T10:00:00.000Z', 'churn', { reason: 'price' }))).toEqual([]);
  });
});

describe('the brief of Tuesday 2 March 2027, in Vienna', () => {
  const at = '2027-03-02T07:00:00.000Z';
  const item = (moment: string): Ask => ({ kind: 'item', id: 'touch-1', at: moment, what: 'call' });
  test.each([
    [
      'what burns',
      { kind: 'escalation', id: 'escalation-1', at: '2027-02-01T08:00:00.000Z', reasons: ['usage'] },
      'burning',
    ],
    ['what falls due today, even later', item('2027-03-02T16:00:00.000Z'), 'today'],
    ['today by the rep’s own day', item('2027-03-01T23:30:00.000Z'), 'today'],
    ['what was due yesterday', item('2027-03-01T08:00:00.000Z'), 'overdue'],
    ['what comes within seven days', item('2027-03-09T08:00:00.000Z'), 'week'],
    ['but not what comes later', item('2027-03-10T08:00:00.000Z'), undefined],
    [
      'a renewal in the week of a notice',
      { kind: 'renewal', id: 'n', at: '2027-02-24T08:00:00.000Z', on: '2027-06-30' },
      'renewals',
    ],
    ['not weeks after it', { kind: 'renewal', id: 'n', at: '2027-02-20T08:00:00.000Z', on: '2027-06-30' }, undefined],
    [
      'but always in the last month',
      { kind: 'renewal', id: 'n', at: '2027-01-20T08:00:00.000Z', on: '2027-04-01' },
      'renewals',
    ],
  ] as const)('%s', (_, ask, section) => {
    expect(briefOf([{ lifecycle: 'l', asks: [ask] }], at, 'Europe/Vienna')[0]?.section).toBe(section);
  });

  test('reads burning first, then what has waited longest', () => {
    const asks: Ask[] = [
      item('2027-03-04T08:00:00.000Z'),
      item('2027-02-26T08:00:00.000Z'),
      item('2027-02-25T08:00:00.000Z'),
      { kind: 'escalation', id: 'e', at: '2027-03-01T08:00:00.000Z', reasons: [] },
    ];
    expect(
      briefOf([{ lifecycle: 'l', asks }], at, 'UTC').map(({ section, ask }) => `${section} ${ask.at.slice(5, 10)}`),
    ).toEqual(['burning 03-01', 'overdue 02-25', 'overdue 02-26', 'week 03-04']);
  });

  test('looks ahead to the end of the seventh day', () => {
    expect(briefHorizon(at, 'Europe/Vienna')).toBe('2027-03-09T22:59:59.999Z');
  });
});

test.each([
  ['Europe/Vienna', [], '2027-03-05T12:00:00.000Z', '2027-03-08T07:00:00.000Z'],
  ['Europe/Vienna', ['2027-03-08'], '2027-03-05T12:00:00.000Z', '2027-03-09T07:00:00.000Z'],
  ['Europe/Vienna', [], '2027-03-08T06:59:00.000Z', '2027-03-08T07:00:00.000Z'],
  ['Europe/Vienna', [], '2027-03-08T07:00:00.000Z', '2027-03-09T07:00:00.000Z'],
  ['Europe/Vienna', [], '2027-03-27T12:00:00.000Z', '2027-03-29T06:00:00.000Z'],
  ['Asia/Tokyo', [], '2027-03-05T12:00:00.000Z', '2027-03-07T23:00:00.000Z'],
])('in %s, with holidays %p, the morning after %s is %s', (zone, holidays, after, expected) => {
  expect(nextMorning(after, { zone, workingDays: [1, 2, 3, 4, 5], opensAt: '08:00', holidays })).toBe(expected);
});

describe('work', () => {
  const done = (programme: string, itemKind: string, outcome = 'done', more: object = {}): Event =>
    eventFrom('item-completed', { item: 'x', programme, itemKind, outcome, ...more }, 'work');
  test.each([
    ['a planned touch', done('touch', 'call'), [{ kinds: ['touches'], touch: 'call' }]],
    [
      'one that nobody answered',
      done('touch', 'call', 'no-answer'),
      [{ kinds: ['touches', 'unanswered'], touch: 'call' }],
    ],
    ['a training is a touch too', done('touch', 'training'), [{ kinds: ['touches', 'trainings'], touch: 'training' }]],
    ['a first step of a rescue', done('rescue', 'call'), [{ kinds: ['rescueSteps'], touch: 'call' }]],
    ['a review', done('review', 'quarterly-review'), [{ kinds: ['reviews'] }]],
    ['a card', done('birthday', 'birthday-card'), [{ kinds: ['cards'] }]],
    ['a check-in', done('check-in', 'check-in'), [{ kinds: ['checkIns'] }]],
    [
      'a renewal that somebody decided',
      { kind: 'renewal-decided', by: 'person', termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } },
      [{ kinds: ['renewals'] }],
    ],
    [
      'not one that the policy decided',
      { kind: 'renewal-decided', by: 'policy', termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } },
      [],
    ],
    [
      'a handover, for both',
      { kind: 'reassigned', from: 'a', to: 'b' },
      [
        { kinds: ['handoversGiven'], rep: 'a' },
        { kinds: ['handoversTaken'], rep: 'b' },
      ],
    ],
    ['nothing else', { kind: 'item-due', item: 'x', itemKind: 'call' }, []],
  ] as const)('%s', (_, event, expected) => {
    expect(workOf(event)).toEqual(expected);
  });

  test('counts for whoever did it and everyone who took part; else for the rep of the lifecycle', () => {
    const rows = sumUp([
      { event: done('touch', 'visit', 'done', { with: ['cy'] }), rep: 'ann', by: 'bob', times: 2 },
      { event: done('touch', 'call'), rep: 'ann', by: null, times: 1 },
      {
        event: { kind: 'renewal-decided', by: 'person', termMonths: 12, annualValue: { amount: 500, currency: 'EUR' } },
        rep: 'ann',
        by: 'ann',
        times: 3,
      },
    ]);
    expect(
      rows.map(({ rep, counts: { touches, renewals }, renewedValue }) => ({ rep, touches, renewals, renewedValue })),
    ).toEqual([
      { rep: 'ann', touches: 1, renewals: 3, renewedValue: { EUR: 500 } },
      { rep: 'bob', touches: 2, renewals: 0, renewedValue: {} },
      { rep: 'cy', touches: 2, renewals: 0, renewedValue: {} },
    ]);
  });
});
