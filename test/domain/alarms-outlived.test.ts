/** An alarm outlives its reason: further cases of the kind, beside the renewal that was decided within grace. */
import type { MessageName } from '../../domain/core/concern';
import { defaultRules, type Rules } from '../../domain/core/policy';
import { begin, type LifecycleState } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import { present } from '../../domain/told/present';
import { onboarded, retained, say, until } from '../support/lives';
import { seedOf } from '../support/seeds';

const contacts = [{ id: 'ada' }, { id: 'ben' }, { id: 'eve' }] as const;
const renewal = { termMonths: 12, annualValue: { amount: 100, currency: 'EUR' } };
/** Touches and questions are another matter. */
const rules: Partial<Rules> = {
  touches: { ...defaultRules.touches, everyWeeks: 12 },
  birthdays: { ...defaultRules.birthdays, cards: false },
  escalation: { ...defaultRules.escalation, missed: ['check-in', 'success-check'] },
};
const noon = (day: string): string => `${day}T12:00:00.000Z`;
const told = (state: LifecycleState, day: string, name: MessageName, data: object = {}): LifecycleState =>
  say(until(state, day), noon(day), name, data);
const open = (state: LifecycleState): readonly string[] =>
  present(state)
    .escalations.filter(({ resolvedAt }) => resolvedAt === undefined)
    .flatMap(({ reasons }) => reasons);
const renewed = (state: LifecycleState, day: string): LifecycleState =>
  begin(nextTerm(told(state, day, 'renew', renewal)) ?? seedOf(), noon(day)).state;

describe('a late onboarding, and the client renews before it is done', () => {
  const late = until(onboarded({ contacts }, rules), '2027-03-01');

  test('the next term, which has no onboarding, begins without its alarm', () => {
    expect(open(late)).toEqual(['onboarding-overdue']);
    const second = renewed(late, '2027-03-02');
    expect(second.slices.standing.stage).toBe('retention');
    expect(open(second)).toEqual([]);
  });
});

describe('a check-in that was missed', () => {
  const missed = (more: Partial<Rules> = {}): LifecycleState =>
    until(retained({ contacts }, { ...rules, ...more }), '2027-06-01');
  const done = (state: LifecycleState, day: string, item: string): LifecycleState =>
    told(state, day, 'itemCompleted', { item, outcome: 'done' });
  const dueIn = (state: LifecycleState, programme: string): string =>
    state.slices.items.find((one) => one.programme === programme && one.state !== 'missed')?.id ?? '';

  test('is over once a review of the same product was held: no other check-in ever comes', () => {
    const alarmed = missed();
    expect(open(alarmed)).toContain('check-in-missed');
    const day = '2027-07-01';
    const held = until(alarmed, day);
    expect(open(done(held, day, dueIn(held, 'review')))).not.toContain('check-in-missed');
  });

  test('is over once the success check was made', () => {
    const day = '2027-07-06';
    const alarmed = until(missed({ reviews: { ...defaultRules.reviews, everyMonths: 12 } }), day);
    expect(open(alarmed)).toContain('check-in-missed');
    expect(open(done(alarmed, day, dueIn(alarmed, 'success-check')))).not.toContain('check-in-missed');
  });

  test('is no matter of the next term', () => {
    expect(open(renewed(missed(), '2027-06-02'))).toEqual([]);
  });

  test('is not over by a touch: nobody asked there how it began', () => {
    const alarmed = missed();
    const touched = told(alarmed, '2027-06-02', 'touchRecorded', { touchKind: 'call', outcome: 'done' });
    expect(open(touched)).toContain('check-in-missed');
  });
});

describe('two contacts left', () => {
  const gone = ['ada', 'ben'].reduce(
    (state, contact) => told(state, '2027-01-11', 'contactDeparted', { contact }),
    retained({ contacts }, rules),
  );

  test('while one of them is back and the other is not, the alarm stays; it ends with the second', () => {
    expect(open(gone)).toContain('contactDeparted');
    const one = told(gone, '2027-01-12', 'contactKnown', { contact: 'ada' });
    expect(open(one)).toContain('contactDeparted');
    expect(open(told(one, '2027-01-13', 'contactKnown', { contact: 'ben' }))).not.toContain('contactDeparted');
  });
});
