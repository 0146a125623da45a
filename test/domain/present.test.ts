/** What mails and pages pick out of a lifecycle. */
import { isAboutSuccess, wantsTheirWords } from '../../domain/concerns/first-year';
import type { Event } from '../../domain/core/concern';
import { mailKinds, isOfCampaign } from '../../domain/told/mails';
import { noticeDaysOf } from '../../domain/told/occasion';
import { openSteps, present, unresolvedAlarms } from '../../domain/told/present';
import { onboarded, retained, say, until } from '../support/lives';

const morning = '2027-01-05T10:00:00.000Z';

test('onboarding steps are open until they are completed', () => {
  const before = openSteps(present(onboarded())).map(({ code }) => code);
  const [first, ...others] = before;
  const after = say(onboarded(), morning, 'onboardingStepCompleted', { step: first });
  expect(openSteps(present(after)).map(({ code }) => code)).toEqual(others);
});

const burning = say(retained(), morning, 'happinessHeard', { score: 0 });
const known = say(burning, '2027-01-05T11:00:00.000Z', 'acknowledge', { escalation: 'escalation-1' });

test.each([
  ['none', retained(), 0],
  ['one that is open', burning, 1],
  ['one that somebody has taken on', known, 1],
  ['none once it is resolved', say(known, '2027-01-05T12:00:00.000Z', 'resolve', { escalation: 'escalation-1' }), 0],
])('alarms that nobody has resolved: %s', (_, state, count) => {
  expect(unresolvedAlarms(present(state))).toHaveLength(count);
});

const noticed: Event = { kind: 'renewal-noticed', days: 120, renewsOn: '2028-01-01' };

test.each<[string, Event | null, number]>([
  ['the one of its event, though a later one has been given', noticed, 120],
  ['the last, on a page', null, 90],
])('a renewal’s mail tells of %s', (_, event, days) => {
  const lifecycle = present(until(retained(), '2027-10-10'));
  expect(lifecycle.renewal.noticed).toEqual([120, 90]);
  expect(noticeDaysOf({ lifecycle, event })).toBe(days);
});

test.each([
  ['the client’s own words, where they were heard', 'success-criteria', 'done', true],
  ['none where they could not be asked', 'success-criteria', 'no-answer', false],
  ['none for any other item', 'check-in', 'done', false],
  ['none for an item that nobody knows', undefined, 'done', false],
] as const)('what completes an item: %s', (_, programme, outcome, expected) => {
  expect(wantsTheirWords(programme, outcome)).toBe(expected);
});

test.each([
  ['check-in', true],
  ['success-check', true],
  ['success-criteria', false],
  ['call', false],
  [undefined, false],
] as const)('at a %s the client’s words are held against what came: %s', (kind, expected) => {
  expect(isAboutSuccess(kind)).toBe(expected);
});

test('a campaign is the subject of its own mails alone', () => {
  expect(mailKinds.filter(isOfCampaign)).toEqual(['invitation', 'invitation-moved', 'invitation-called-off']);
});
