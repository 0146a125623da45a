/** One meeting: check-in, success check and review that fall together are one item with sections. */
import fc from 'fast-check';
import { daysBetween } from '../../domain/core/calendar';
import type { Seed } from '../../domain/core/concern';
import { defaultRules, type Rules } from '../../domain/core/policy';
import { workOf } from '../../domain/figures/work';
import { accept, begin, type LifecycleState } from '../../domain/lifecycle';
import { asksOf } from '../../domain/told/asks';
import { mailsOf } from '../../domain/told/mails';
import { plainEnglish } from '../../domain/told/locale';
import { present } from '../../domain/told/present';
import { itemIn } from '../../domain/told/words/known';
import { speechOf } from '../../domain/told/words/speech';
import { nextTerm } from '../../domain/seam';
import { seedOf } from '../support/seeds';
import { daysOf, happening, onboarded, retained, say, until } from '../support/lives';
import { history, seeds, start } from '../support/random-lives';
import { size } from '../support/size';

/** A client who needs no onboarding: check-in and first review fall on one day, success check and second review, too. */
const monthly = (parts: Partial<Seed['contract']> = {}, reviews: Partial<Rules['reviews']> = {}): LifecycleState =>
  retained(
    { contract: { ...seedOf().contract, startsOn: '2027-01-04', ...parts } },
    { reviews: { ...defaultRules.reviews, ...reviews } },
  );
const reviewOf = (state: LifecycleState, id: string) => present(state).reviews.find((one) => one.id === id);
const itemOf = (state: LifecycleState, id: string) => state.slices.items.find((one) => one.id === id);
const due = (state: LifecycleState, day: string): readonly string[] =>
  daysOf(happening(state, day), 'item-due', 'item').filter((one) => !one.includes('touch'));

test('three things of one day are one item with sections, and ask once', () => {
  const state = monthly();
  expect(reviewOf(state, 'review-1')?.sections).toEqual(['review', 'check-in']);
  expect(reviewOf(state, 'review-2')?.sections).toEqual(['review', 'success-check']);
  expect(reviewOf(state, 'review-3')?.sections).toBeUndefined();
  expect(itemOf(state, 'check-in-1')?.covered).toEqual({ lifecycle: 'D-1.crm-pro.t1', item: 'review-1' });
  expect(due(state, '2027-07-10')).toEqual(['2027-04-02 review-1', '2027-07-02 review-2']);
});

test('one review has all three where they lie close to it', () => {
  const state = retained(
    { contract: { ...seedOf().contract, startsOn: '2027-01-04' } },
    { firstYear: { checkInMonths: 3, successCheckMonths: 3 } },
  );
  const review = reviewOf(state, 'review-1');
  expect(review?.sections).toEqual(['review', 'check-in', 'success-check']);
  expect(review && itemIn(speechOf(plainEnglish, state.at), review)).toBe(
    'quarterly review, check-in and success check',
  );
});

test('the brief has one line for it, which says what it is', () => {
  const asks = asksOf(monthly()).filter((ask) => ask.kind === 'item' && ask.what !== 'call' && ask.at < '2027-05');
  expect(asks.filter((ask) => ask.kind === 'item' && ask.what !== 'email' && ask.what !== 'visit')).toMatchObject([
    { id: 'review-1', sections: ['check-in'] },
  ]);
});

test('where the policy says nothing of it, each asks by itself as before', () => {
  const state = monthly({}, { sections: false });
  expect(due(state, '2027-04-10')).toEqual(['2027-04-02 review-1', '2027-04-02 check-in-1']);
  expect(itemOf(state, 'check-in-1')?.covered).toBeNull();
});

test.each([
  ['within the days that reviews of a client are held together', 21, true],
  ['not beyond them', 10, false],
  ['never where nothing is held together', 0, false],
])('a check-in two weeks before a review is a section of it %s', (_, togetherDays, expected) => {
  const state = retained(
    { contract: { ...seedOf().contract, startsOn: '2027-01-18' } },
    { reviews: { ...defaultRules.reviews, togetherDays } },
  );
  expect(itemOf(state, 'check-in-1')?.on).toBe('2027-04-04');
  expect(itemOf(state, 'check-in-1')?.covered !== null).toBe(expected);
});

const done = (outcome: string) => (state: LifecycleState) =>
  say(until(state, '2027-04-05'), '2027-04-05T13:00:00.000Z', 'itemCompleted', { item: 'review-1', outcome, happiness: 9, contacts: ['c_1'] }); // prettier-ignore

test.each(['done', 'declined', 'no-answer'])('what came of the review, %s, came of its sections, recorded once', (outcome) => {
  const state = done(outcome)(monthly());
  expect(itemOf(state, 'check-in-1')).toMatchObject({ state: 'done', outcome });
  const told = state.recent.filter(({ event }) => event.kind === 'item-completed').map(({ event }) => event);
  expect(told.map((event) => workOf(event).length)).toEqual([1, 0]);
  expect(told[1]).toEqual({ kind: 'item-completed', item: 'check-in-1', itemKind: 'check-in', programme: 'check-in', outcome, within: 'review-1' }); // prettier-ignore
}); // prettier-ignore

const corrects = (state: LifecycleState, day: string, what: object): LifecycleState =>
  say(state, `${day}T12:00:00.000Z`, 'correctItem', { ...what });
const corrections = (state: LifecycleState) =>
  state.recent.map(({ event }) => event).filter((event) => event.kind === 'item-corrected');

describe('a review that was recorded by mistake takes its sections along', () => {
  const held = done('done')(monthly());

  test('what came of it came of them, and none is work of its own', () => {
    const state = corrects(held, '2027-04-07', { item: 'review-1', outcome: 'no-answer', happiness: null });
    expect(itemOf(state, 'check-in-1')).toMatchObject({ state: 'done', outcome: 'no-answer' });
    expect(corrections(state).at(-1)).toEqual({
      kind: 'item-corrected',
      itemKind: 'check-in',
      programme: 'check-in',
      item: 'check-in-1',
      outcome: 'no-answer',
      actedAt: '2027-04-05T13:00:00.000Z',
      before: { outcome: 'done' },
      within: 'review-1',
    });
    expect(corrections(state).map((event) => workOf(event).length)).toEqual([2, 0]);
  });

  test('a score alone is the review’s', () => {
    const state = corrects(held, '2027-04-07', { item: 'review-1', happiness: 3 });
    expect(corrections(state).map(({ item }) => item)).toEqual(['review-1']);
  });

  test('one that is open again has them as its sections again: none asks by itself, and they are done with it', () => {
    const open = corrects(held, '2027-04-07', { item: 'review-1', outcome: 'open' });
    expect(itemOf(open, 'check-in-1')).toMatchObject({
      state: 'planned',
      closedAt: null,
      covered: { item: 'review-1' },
    });
    expect(asksOf(open).flatMap((ask) => (ask.kind === 'item' ? [ask.id] : []))).not.toContain('check-in-1');
    const again = say(open, '2027-04-08T12:00:00.000Z', 'itemCompleted', { item: 'review-1', outcome: 'declined' });
    expect(itemOf(again, 'check-in-1')).toMatchObject({ state: 'done', outcome: 'declined' });
  });

  test('one that was missed, and was held after all: the alarm of a missed check-in ends with it', () => {
    const rules = { ...defaultRules, missedWorkingDays: 120 };
    const alarmed = { ...rules, escalation: { ...rules.escalation, missed: ['review', 'check-in'] as const } };
    const patient = say(monthly(), '2027-01-05T12:00:00.000Z', 'changePolicy', {
      policy: { id: 'patient', version: 2, rules: alarmed },
      when: 'now',
    });
    const missed = until(patient, '2027-07-05');
    expect(itemOf(missed, 'check-in-1')?.state).toBe('missed');
    const state = corrects(missed, '2027-07-06', { item: 'review-1', outcome: 'done' });
    expect(itemOf(state, 'check-in-1')).toMatchObject({ state: 'done', outcome: 'done' });
    expect(state.slices.escalations.list.filter((one) => one.state !== 'resolved')).toEqual([]);
  });

  test('of a section that was corrected by itself nobody says anything else; nor is that work of its own', () => {
    const apart = corrects(held, '2027-04-06', { item: 'check-in-1', outcome: 'no-answer' });
    expect(corrections(apart).flatMap(workOf)).toEqual([]);
    const state = corrects(apart, '2027-04-07', { item: 'review-1', outcome: 'declined' });
    expect(itemOf(state, 'check-in-1')).toMatchObject({ outcome: 'no-answer' });
  });

  test('a section that is open again by itself asks by itself, and is work of its own', () => {
    const open = corrects(held, '2027-04-06', { item: 'check-in-1', outcome: 'open' });
    expect(itemOf(open, 'check-in-1')).toMatchObject({ state: 'due', covered: null });
    const again = say(open, '2027-04-08T12:00:00.000Z', 'itemCompleted', { item: 'check-in-1', outcome: 'done' });
    expect(again.recent.map(({ event }) => event).flatMap(workOf).filter(({ kinds }) => kinds.includes('checkIns'))).toHaveLength(1); // prettier-ignore
  });
});

test('a review that nobody holds: its check-in is missed a month later, as any check-in is', () => {
  const events = happening(monthly(), '2027-07-10');
  expect(daysOf(events, 'item-missed', 'item').filter((one) => !one.includes('touch'))).toEqual([
    '2027-04-30 check-in-1',
    '2027-07-02 review-1',
  ]);
});

test('a review that is missed sooner takes its sections along', () => {
  const state = monthly({}, { everyMonths: 3 });
  const slow = { ...defaultRules, missedWorkingDays: 120 };
  const patient = say(state, '2027-01-05T12:00:00.000Z', 'changePolicy', {
    policy: { id: 'patient', version: 2, rules: slow },
    when: 'now',
  });
  expect(daysOf(happening(patient, '2027-07-10'), 'item-missed', 'item').filter((one) => !one.includes('touch'))).toEqual([
    '2027-07-02 review-1',
    '2027-07-02 check-in-1',
  ]);
}); // prettier-ignore

test('a review that passes silently while the client is paused takes its sections along', () => {
  const events = happening(say(monthly(), '2027-02-01T12:00:00.000Z', 'pause', { reason: 'season' }), '2027-04-10');
  expect(daysOf(events, 'item-skipped', 'item')).toEqual(
    expect.arrayContaining(['2027-04-02 review-1', '2027-04-02 check-in-1']),
  );
});

test('a review that passes while the client is onboarded again leaves its check-in to be asked by itself', () => {
  const client = retained({
    contract: { ...seedOf().contract, startsOn: '2027-01-04' },
    onboarding: { skip: true, steps: seedOf().onboarding.steps },
  });
  const again = say(client, '2027-03-29T12:00:00.000Z', 'recycle', { reason: 'training', steps: ['training'] });
  expect(due(again, '2027-04-10')).toEqual(['2027-04-02 check-in-1']);
});

test('other rules plan reviews anew: sections go with them, or stand alone again and nobody is told', () => {
  const state = monthly();
  const rules = { ...defaultRules, reviews: { ...defaultRules.reviews, everyMonths: 6 } };
  const changed = say(state, '2027-02-01T12:00:00.000Z', 'changePolicy', {
    policy: { id: 'half', version: 2, rules },
    when: 'now',
  });
  expect(itemOf(changed, 'check-in-1')?.covered).toBeNull();
  expect(reviewOf(changed, 'review-1')?.sections).toEqual(['review', 'success-check']);
  const told = changed.recent.map(({ event }) => event).filter(({ kind }) => kind === 'item-uncovered');
  expect(told.flatMap(mailsOf)).toEqual([]);
});

test('a check that goes over into the next term goes with the review at the seam', () => {
  const state = monthly({ termMonths: 6 });
  const renewed = say(until(state, '2027-06-01'), '2027-06-01T12:00:00.000Z', 'renew', {
    termMonths: 12,
    annualValue: { amount: 1, currency: 'EUR' },
  });
  const ended = until(renewed, '2027-07-05');
  const seed = nextTerm(ended);
  const begun = seed === null ? null : begin(seed, ended.at).state;
  const check = begun && itemOf(begun, 'success-check-1');
  expect(check?.covered).toEqual({
    lifecycle: 'D-1.crm-pro.t2',
    item: 'review-2',
  });
});

test('whatever happens, what is a section goes with a review that is there and close, and asks nobody by itself', () => {
  fc.assert(
    fc.property(seeds, history, (seed, moves) => {
      let now = start;
      let { state } = begin(seed, now);
      for (const { afterHours, what } of moves) {
        now = new Date(Date.parse(now) + afterHours * 3_600_000).toISOString();
        state = what === null ? until(state, now) : accept(state, what, now).state;
        const open = state.slices.items.filter(({ covered, closedAt }) => covered?.lifecycle === seed.lifecycleId && closedAt === null); // prettier-ignore
        const astray = open.filter((item) => {
          const review = state.slices.items.find(({ id }) => id === item.covered?.item);
          return item.state !== 'planned' || review === undefined || review.closedAt !== null || Math.abs(daysBetween(item.on, review.on)) > 21; // prettier-ignore
        });
        expect(state.slices.standing.stage === 'renewed' || astray.length === 0 ? [] : astray).toEqual([]);
      }
    }),
    { numRuns: size(60, 120) },
  );
});

test('in onboarding the success check goes with no review, for none is planned yet', () => {
  const state = onboarded({ contract: { ...seedOf().contract, startsOn: '2027-01-04' } });
  expect(itemOf(state, 'success-check-1')?.covered).toBeNull();
});
