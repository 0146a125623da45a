/** Where a line begins, which stages run, and what begins when: as tables. */
import type { Event, EventOf } from '../../domain/core/concern';
import { firstStage, keepersAt, pauseReminderDays, retentionBegins } from '../../domain/concerns/standing';
import { endings, hasEnded, losses, runningStages, stages, type Ending } from '../../domain/core/stages';
import { policyStep } from '../../domain/concerns/policy-change';
import { defaultRules } from '../../domain/core/policy';
import { viewOf } from '../../domain/lifecycle';
import { successorOf } from '../../domain/seam';
import { addDays } from '../../domain/core/calendar';
import { dayOne, daysOf, happening, onboarded, retained, say } from '../support/lives';

test.each([
  ['with steps', false, 3, 'onboarding'],
  ['without a step', false, 0, 'retention'],
  ['that sales onboarded themselves', true, 3, 'retention'],
  ['that sales onboarded themselves, without a step', true, 0, 'retention'],
] as const)('a line %s begins (%s, %i steps) in %s', (_, skip, steps, expected) => {
  expect(firstStage(skip, Array.from({ length: steps }))).toBe(expected);
});

test('a stage runs or has ended; by two of the endings the client is lost', () => {
  expect(stages.filter((stage) => !hasEnded(stage))).toEqual([...runningStages]);
  expect(stages.filter(hasEnded)).toEqual([...endings]);
  expect(endings.filter((ending) => !losses.some((loss) => loss === ending))).toEqual(['renewed']);
});

const began: EventOf<'lifecycle-began'> = { kind: 'lifecycle-began', term: 1, skipOnboarding: false };
const change = { kind: 'stage-changed', from: 'onboarding' } as const;
const moved = (to: 'onboarding' | 'retention' | Ending): EventOf<'stage-changed'> =>
  to === 'onboarding' || to === 'retention'
    ? { ...change, to, reason: 'onboarding-completed' }
    : { ...change, to, reason: 'other' };
const recycled = say(
  retained({ onboarding: { skip: true, steps: [{ code: 'training', title: 'Training' }] } }),
  dayOne,
  'recycle',
  {
    reason: 'training',
  },
);

test.each([
  ['the hand-off', began, onboarded(), false],
  ['the begin of a next term', { ...began, term: 2, previous: 'D-1.crm-pro.t1' }, onboarded(), true],
  ['the end of onboarding', moved('retention'), onboarded(), true],
  ['the end of a recycle', moved('retention'), recycled, false],
  ['an ending', moved('churned'), onboarded(), false],
] as const)('programmes are planned by %s or not', (_, event, state, expected) => {
  expect(retentionBegins(event, viewOf(state))).toBe(expected);
});

const renewedFor = { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } };

test.each([
  ['renewed', say(retained(), dayOne, 'renew', renewedFor), 'D-1.crm-pro.t2'],
  ['churned', say(retained(), dayOne, 'churn', { reason: 'price' }), null],
  ['ineligible', say(retained(), dayOne, 'ineligible', { reason: 'fraud' }), null],
  ['still running', retained(), null],
] as const)('a lifecycle that is %s has a next term or not', (_, state, expected) => {
  expect(successorOf(state)).toBe(expected);
});

test('a pause without an end is brought up again and again, a pause with an end never', () => {
  const paused = say(retained(), dayOne, 'pause', { reason: 'season' });
  const [first = '', second] = daysOf(happening(paused, '2027-03-20'), 'pause-reminded');
  expect([first, second]).toEqual([
    addDays(dayOne.slice(0, 10), pauseReminderDays),
    addDays(dayOne.slice(0, 10), 2 * pauseReminderDays),
  ]);
  const ends = say(retained(), dayOne, 'pause', { reason: 'season', until: '2027-03-15' });
  expect(daysOf(happening(ends, '2027-03-20'), 'pause-reminded')).toEqual([]);
});

test.each([
  ['a working day', '2027-04-01', '2027-04-01T07:00:00.000Z'],
  ['a Sunday: a quarter is not moved', '2027-08-01', '2027-08-01T07:00:00.000Z'],
  ['winter', '2028-01-03', '2028-01-03T08:00:00.000Z'],
])('scheduled rules apply from the opening of their day: %s', (_, on, expected) => {
  const scheduled = { policy: { id: 'default', version: 2, rules: defaultRules }, on };
  expect(policyStep(scheduled, viewOf(retained())).at).toBe(expected);
});

const passedOn = (from: string, to: string): Event => ({ kind: 'reassigned', from, to });

test.each<[string, readonly Event[], readonly string[]]>([
  ['whoever keeps it now, where nothing was passed on', [began, moved('retention')], ['now', 'now']],
  [
    'the rep before, up to where it was passed on',
    [began, passedOn('ann', 'now'), moved('retention')],
    ['ann', 'now', 'now'],
  ],
  ['each in turn', [began, passedOn('ann', 'bea'), began, passedOn('bea', 'now')], ['ann', 'bea', 'bea', 'now']],
  ['nobody for no events', [], []],
])('who kept it at each event: %s', (_, events, expected) => {
  expect(keepersAt('now', events)).toEqual(expected);
});
