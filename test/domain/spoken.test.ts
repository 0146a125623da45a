/** What people are told when they look back on a client. */
import type { Event } from '../../domain/core/concern';
import { present } from '../../domain/told/present';
import { firstStepsOf } from '../../domain/told/occasion';
import { dayLines, lookBack, toldDay, toldSince, type SpokenLine } from '../../domain/told/spoken';
import { retained, say, until } from '../support/lives';
import { inEnglish } from '../support/told';

const line = (event: Event, words: string | null = null, on = '2027-03-01'): SpokenLine => ({ on, event, words });
const touch = (outcome: 'done' | 'no-answer'): Event => ({ kind: 'touch-recorded', touchKind: 'call', outcome });
const item = (programme: 'touch' | 'review', outcome: 'done' | 'no-answer'): Event => ({
  kind: 'item-completed',
  item: 'one',
  itemKind: programme === 'review' ? 'quarterly-review' : 'visit',
  programme,
  outcome,
});
const step: Event = { kind: 'onboarding-step-completed', step: 'training' };
const incident = (of: 'serviceCall' | 'billingError' | 'competitorSeen'): Event => ({
  kind: 'incident-noted',
  id: 'incident-1',
  incident: of,
  badness: 1,
});
const tickets: Event = { kind: 'tickets-changed', bucket: 'many' };
const criteria: Event = { kind: 'success-criteria-heard' };

test.each<[string, readonly Event[], readonly string[]]>([
  ['nothing', [], []],
  ['a call that was made', [touch('done')], ['call: 1']],
  ['not one that nobody answered', [touch('no-answer')], []],
  ['a visit that was planned', [item('touch', 'done')], ['visit: 1']],
  ['not one that nobody answered', [item('touch', 'no-answer')], []],
  ['a step of onboarding', [step], ['onboarding step: 1']],
  ['several of a kind, counted', [touch('done'), step, touch('done')], ['call: 2', 'onboarding step: 1']],
  ['what came after the last review alone', [touch('done'), item('review', 'done'), step], ['call: 1']],
  ['not an incident', [incident('serviceCall')], []],
])('what counts as service: %s', (_, events, services) => {
  expect(
    lookBack(
      events.map((event) => line(event)),
      inEnglish,
    ).services,
  ).toEqual(services);
});

test.each<[string, Event, boolean]>([
  ['a service call', incident('serviceCall'), true],
  ['a billing error', incident('billingError'), true],
  ['another number of open tickets', tickets, true],
  ['not a competitor', incident('competitorSeen'), false],
  ['not a call of ours', touch('done'), false],
])('what counts as support: %s', (_, event, counts) => {
  expect(lookBack([line(event)], inEnglish).support).toHaveLength(counts ? 1 : 0);
  expect(lookBack([line(item('review', 'done')), line(event)], inEnglish).support).toEqual([]);
});

test('the newest eight are told, and no more; figures alone are not spoken of', () => {
  const lines = [line(tickets), ...Array.from({ length: 12 }, (_, index) => line(touch('done'), `call ${index}`))];
  const { lately } = lookBack(lines, inEnglish);
  expect(lately).toHaveLength(8);
  expect(lately[0]?.what).toContain('call 0');
});

test.each([
  ['the words that were heard last', [line(criteria, 'faster'), line(criteria, 'cheaper')], 'faster'],
  ['none where nobody heard any', [line(touch('done'), 'fine')], null],
])('how the client will know success: %s', (_, lines, expected) => {
  expect(lookBack(lines, inEnglish).criteria).toBe(expected);
});

test('a meeting is told once, though it was a review and a check-in', () => {
  const checkIn: Event = { kind: 'item-completed', item: 'check-in-1', itemKind: 'check-in', programme: 'check-in', outcome: 'done', within: 'review-1' }; // prettier-ignore
  const { lately } = lookBack([line(item('review', 'done'), 'All is well'), line(checkIn, 'All is well')], inEnglish);
  expect(lately.map(({ what }) => what)).toEqual([expect.stringContaining('Quarterly review')]);
});

test('a day is told with the words that were said', () => {
  expect(
    dayLines(
      [toldDay(line(touch('done'), 'All is well'), inEnglish), toldDay(line(touch('done')), inEnglish)],
      inEnglish.locale,
    ),
  ).toEqual([expect.stringMatching(/^Mon 1 Mar 2027: .+ “All is well”$/), expect.not.stringContaining('“')]);
});

test.each([
  ['that day itself', '2027-03-02T23:00:00.000Z', ['2027-03-03', '2027-03-02']],
  ['nothing before it', '2027-03-04T00:00:00.000Z', []],
])('what was heard since a moment: %s', (_, since, expected) => {
  const days = ['2027-03-03', '2027-03-02', '2027-03-01'].map((on) => ({ on, what: 'Something.' }));
  expect(toldSince(days, since).map(({ on }) => on)).toEqual(expected);
});

describe('first steps of an alarm', () => {
  const burning = say(retained(), '2027-01-05T10:00:00.000Z', 'happinessHeard', { score: 0 });
  const stepsOf = (state: typeof burning, escalation: string) =>
    firstStepsOf({ lifecycle: present(state) }, escalation).map(({ state: is }) => is);

  test.each([
    ['planned ones', burning, 'escalation-1', ['planned']],
    ['one that is due', until(burning, '2027-01-08'), 'escalation-1', ['due']],
    ['none of another alarm', burning, 'escalation-2', []],
    [
      'none once it is resolved',
      say(burning, '2027-01-05T11:00:00.000Z', 'resolve', { escalation: 'escalation-1' }),
      'escalation-1',
      [],
    ],
  ])('are told while they are to be done: %s', (_, state, escalation, expected) => {
    expect(stepsOf(state, escalation)).toEqual(expected);
  });
});
