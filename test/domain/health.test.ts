/** Health, what it raises, and what it means for the renewal. */
import { reasonText } from '../../domain/concerns/alarm-reasons';
import { movesOf, reasonsOf, scoreOf, signalText } from '../../domain/concerns/health-weighing';
import { worstBand, type Band } from '../../domain/concerns/health-bands';
import type { Health } from '../../domain/concerns/health';
import { forecastOf, type Outlook } from '../../domain/figures/forecast';
import { changeOf } from '../../domain/core/money';
import type { LifecycleState } from '../../domain/lifecycle';
import { defaultRules } from '../../domain/core/policy';
import { present } from '../../domain/told/present';
import { bucketOf } from '../../domain/core/reading';
import { daysOf, happening, retained, say, until, well } from '../support/lives';
import { forecastShown } from '../../domain/told/present-parts';
import { inEnglish, sentenceFor } from '../support/told';

const incident = (kind: 'competitorSeen' | 'news' | 'contactDeparted') => [
  { id: 'incident-1', incident: kind, badness: 1, at: '2027-01-04T10:00:00.000Z' },
];

test.each<[readonly Band[], Band | null]>([
  [[], null],
  [['green'], 'green'],
  [['green', 'amber', 'green'], 'amber'],
  [['amber', 'red', 'green'], 'red'],
])('a client whose lifecycles are %j is %s', (of, expected) => {
  expect(worstBand(of)).toBe(expected);
});

describe('every signal counts', () => {
  test.each<[string, Partial<Health>, number | null, number]>([
    ['thirty days without a reading', { usage: 'silent' }, null, 64],
    ['a single contact', {}, 1, 90],
    ['no contact left', {}, 0, 90],
    ['two contacts', {}, 2, 100],
    ['nobody counted the contacts', {}, null, 100],
    ['a competitor was seen', { incidents: incident('competitorSeen') }, 3, 70],
    ['news about the client', { incidents: incident('news') }, 3, 95],
    ['the only contact departed', { incidents: incident('contactDeparted') }, 0, 60],
  ])('%s', (_, parts, contacts, score) =>
    expect(scoreOf(reasonsOf({ ...well, ...parts }, defaultRules, contacts))).toBe(score),
  );

  test('a weight of nothing leaves a signal out', () => {
    const rules = {
      ...defaultRules,
      health: { ...defaultRules.health, weights: { ...defaultRules.health.weights, singleContact: 0 } },
    };
    expect(reasonsOf(well, rules, 1)).toEqual([]);
  });

  test('after a silence the next reading counts by itself', () => {
    expect(bucketOf('usage', 52, 'silent')).toBe('good');
    expect(bucketOf('usage', 52, 'some')).toBe('some');
  });

  test('why it moved, always: by how many points, through which signal', () => {
    const before = [{ signal: 'usage' as const, points: 60, detail: 'none' }];
    const after = [
      { signal: 'usage' as const, points: 21, detail: 'some' },
      { signal: 'news' as const, points: 5, detail: '1 lately' },
    ];
    expect(movesOf(before, after)).toEqual([
      { signal: 'usage', by: 39 },
      { signal: 'news', by: -5 },
    ]);
    const heard = say(retained(), '2027-01-05T11:00:00.000Z', 'usageChanged', { bucket: 'good' });
    const state = say(heard, '2027-01-05T12:00:00.000Z', 'usageChanged', { bucket: 'none' });
    const moved = state.recent.findLast(({ event }) => event.kind === 'health-changed');
    expect(moved === undefined ? '' : sentenceFor(moved.event)).toBe('Health fell to red, 40 of 100: usage −60.');
  });

  test.each([
    ['usage', 'usage'],
    ['singleContact', 'single contact'],
    ['invoiceOverdue', 'invoice overdue'],
  ] as const)('people read %s as “%s”', (signal, text) => expect(signalText(signal)).toBe(text));

  test.each([
    ['contactDeparted', 'contact departed'],
    ['touch-missed', 'touch missed'],
    ['success-check-missed', 'success check missed'],
    ['onboarding-overdue', 'an onboarding step is overdue'],
    ['client-opted-out', 'the client asked to be left alone'],
    ['renewal-undecided', 'the renewal is undecided'],
    ['invoice-long-overdue', 'an invoice is long overdue'],
  ] as const)('people read the alarm %s as %s', (reason, text) => expect(reasonText(reason)).toBe(text));

  test('an incident is forgiven after a quarter, and that is said too', () => {
    const heard = say(retained(), '2027-01-05T11:00:00.000Z', 'usageChanged', { bucket: 'good' });
    const seen = say(heard, '2027-01-05T12:00:00.000Z', 'competitorSeen');
    expect(seen.slices.health.score).toBe(70);
    expect(until(seen, '2027-04-06').slices.health.score).toBe(100);
  });
});

describe('first steps', () => {
  const steps = (state: LifecycleState): string[] =>
    state.slices.items
      .filter(({ programme }) => programme === 'rescue')
      .map(({ kind, on, state: at }) => `${kind} ${on} ${at}`);
  const burnt = (name: 'usageChanged' | 'happinessHeard', data: object): LifecycleState =>
    say(retained(), '2027-01-05T12:00:00.000Z', name, data);
  const departed = (): LifecycleState => {
    const contacts = [{ id: 'c_main' }, { id: 'c_boss' }];
    const low = say(retained({ contacts }), '2027-01-05T11:00:00.000Z', 'happinessHeard', { score: 6 });
    return say(say(low, '2027-01-05T11:30:00.000Z', 'competitorSeen'), '2027-01-05T12:00:00.000Z', 'contactDeparted', {
      contact: 'c_main',
    });
  };

  test('nobody uses it: a training is offered within a week', () =>
    expect(steps(burnt('usageChanged', { bucket: 'none' }))).toEqual(['training 2027-01-12 planned']));
  test('unhappy: a call within a day', () =>
    expect(steps(burnt('happinessHeard', { score: 1 }))).toEqual(['call 2027-01-06 planned']));
  test('the main contact departed: the successor and the sponsor', () =>
    expect(steps(departed())).toEqual(
      expect.arrayContaining(['successor-call 2027-01-07 planned', 'sponsor-call 2027-01-08 planned']),
    ));
  test('a further reason adds its own steps, and none twice', () => {
    const both = say(burnt('happinessHeard', { score: 1 }), '2027-01-05T13:00:00.000Z', 'usageChanged', {
      bucket: 'none',
    });
    expect(steps(both)).toEqual(['call 2027-01-06 planned', 'training 2027-01-12 planned']);
  });
  test('each reason joins once, however many things follow from one fact', () => {
    const contacts = [{ id: 'c_main', birthday: '07-04' }, { id: 'c_boss' }];
    const red = say(retained({ contacts }), '2027-01-05T12:00:00.000Z', 'usageChanged', { bucket: 'none' });
    const more = say(red, '2027-01-05T13:00:00.000Z', 'contactDeparted', { contact: 'c_main' });
    expect(present(more).escalations[0]?.reasons).toEqual(['usage', 'contactDeparted', 'singleContact']);
  });
  test('what is resolved asks for nothing more', () => {
    const both = say(
      until(burnt('happinessHeard', { score: 1 }), '2027-01-06'),
      '2027-01-06T13:00:00.000Z',
      'resolve',
      { escalation: 'escalation-1' },
    );
    expect(steps(both)).toEqual(['call 2027-01-06 cancelled']);
  });
});

describe('a reason that returns', () => {
  const resolved = (): LifecycleState => {
    const red = say(retained(), '2027-01-05T12:00:00.000Z', 'usageChanged', { bucket: 'none' });
    const calm = say(red, '2027-01-05T15:00:00.000Z', 'resolve', { escalation: 'escalation-1' });
    return say(calm, '2027-01-07T12:00:00.000Z', 'usageChanged', { bucket: 'good' });
  };
  test.each([
    ['2027-01-20T12:00:00.000Z', 'usageChanged', { bucket: 'none' }, 'escalation-1', 'manager'],
    ['2027-02-20T12:00:00.000Z', 'usageChanged', { bucket: 'none' }, 'escalation-2', 'rep'],
    ['2027-01-20T12:00:00.000Z', 'happinessHeard', { score: 0 }, 'escalation-2', 'rep'],
  ] as const)('at %s by %s %j opens %s with the %s', (at, name, data, id, level) => {
    const again = say(resolved(), at, name, data);
    expect(present(again).escalations.find((one) => one.resolvedAt === undefined)).toMatchObject({ id, level });
  });
  test('one that is open again climbs as any other', () => {
    const again = say(resolved(), '2027-01-20T12:00:00.000Z', 'usageChanged', { bucket: 'none' });
    expect(daysOf(happening(again, '2027-01-28'), 'escalation-climbed', 'role')).toEqual(['2027-01-27 director']);
  });
});

describe('the forecast of a renewal', () => {
  const outlook = (state: LifecycleState): Outlook => forecastOf(state.slices).outlook;
  const good = (): LifecycleState => say(retained(), '2027-01-05T12:00:00.000Z', 'happinessHeard', { score: 9 });
  test.each<[string, () => LifecycleState, Outlook, string]>([
    ['nothing heard', () => retained(), 'unknown', 'nothing has been heard from the client'],
    ['happy', good, 'likely', 'happiness 9 of 10'],
    [
      'used',
      () => say(retained(), '2027-01-05T12:00:00.000Z', 'usageChanged', { bucket: 'full' }),
      'likely',
      'they use nearly all that they bought',
    ],
    [
      'a silence',
      () => say(retained(), '2027-01-05T12:00:00.000Z', 'usageChanged', { bucket: 'silent' }),
      'at-risk',
      'health is amber (64 of 100)',
    ],
    [
      'amber',
      () => say(good(), '2027-01-06T12:00:00.000Z', 'usageChanged', { bucket: 'low' }),
      'at-risk',
      'health is amber (68 of 100)',
    ],
    [
      'left alone',
      () => say(good(), '2027-01-06T12:00:00.000Z', 'clientOptedOut'),
      'at-risk',
      'the client asked to be left alone',
    ],
    [
      'oversold',
      () => say(good(), '2027-01-06T12:00:00.000Z', 'oversold', { promise: null }),
      'at-risk',
      '1 promise flagged as oversold',
    ],
    [
      'declined',
      () =>
        say(until(good(), '2027-03-02'), '2027-03-02T13:00:00.000Z', 'itemCompleted', {
          item: 'touch-1',
          outcome: 'declined',
        }),
      'at-risk',
      'the client declined the last call or meeting',
    ],
  ])('%s: %#', (_, state, expected, reason) => {
    expect(outlook(state())).toBe(expected);
    expect(forecastShown(forecastOf(state().slices), inEnglish).reasons).toContain(reason);
  });

  test.each([
    [100, 150, { kind: 'expansion', amount: 50 }],
    [150, 100, { kind: 'contraction', amount: -50 }],
    [100, 100, { kind: 'flat', amount: 0 }],
  ])('from %i to %i is %j', (before, after, change) =>
    expect(changeOf({ amount: before, currency: 'EUR' }, { amount: after, currency: 'EUR' })).toEqual(change),
  );
  test('values in two currencies are never compared', () =>
    expect(changeOf({ amount: 1, currency: 'EUR' }, { amount: 2, currency: 'USD' })).toBeNull());
});

test('a client on a 48-month contract whom nobody calls is an alarm from the first missed touch to the end', () => {
  const contract = { startsOn: '2027-01-04', termMonths: 48, annualValue: { amount: 1, currency: 'EUR' } };
  const life = retained({ contract });
  const events = happening(life, '2031-01-03');
  const alarms = events.filter(({ event }) => event.kind.startsWith('escalation-'));
  const firstMissed = events.find(({ event }) => event.kind === 'item-missed');
  expect(alarms[0]?.at).toBe(firstMissed?.at);
  // Nothing ends it: it stands in the digest of every Monday. The director has nothing to do with it.
  expect(alarms.map(({ event }) => event.kind)).not.toContain('escalation-resolved');
  expect(daysOf(events, 'escalation-climbed', 'role').map((line) => line.slice(11))).toEqual(['manager']);
});
