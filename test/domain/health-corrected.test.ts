/** What a correction takes back of health, and what is a contact, a word, or a reading that fell silent. */
import { contactsIn, missedIn } from '../../domain/concerns/health-earlier';
import { withRemark, withoutItem, type Remark } from '../../domain/concerns/health-remarks';
import type { MessageName } from '../../domain/core/concern';
import type { TouchKind } from '../../domain/core/item';
import { asPromised, defaultRules } from '../../domain/core/policy';
import type { LifecycleState } from '../../domain/lifecycle';
import { happening, retained, say, until } from '../support/lives';

const at = (day: string): string => `${day}T12:00:00.000Z`;
const done = (state: LifecycleState, day: string, item: string, more: object = {}): LifecycleState =>
  say(state, at(day), 'itemCompleted', { item, outcome: 'done', ...more });
const corrected = (state: LifecycleState, day: string, item: string, outcome: string, more: object = {}) =>
  say(state, at(day), 'correctItem', { item, outcome, happiness: null, ...more });
const missedOf = ({ slices: { health } }: LifecycleState): readonly string[] => health.evidence?.missed ?? [];
const heardOn = ({ slices: { health } }: LifecycleState): string | null =>
  health.evidence?.heardAt?.slice(0, 10) ?? null;
const goodOf = ({ slices: { health } }: LifecycleState): string | undefined => health.evidence?.good?.what;
const bandOfLife = ({ slices: { health } }: LifecycleState): string => `${health.band} ${health.score}`;

/** The first two touches are missed, the third is due: on 21 June. */
const missedTwo = until(retained(), '2027-06-22');

describe('contacts that were missed', () => {
  test('come back when the contact that made up for them is corrected away', () => {
    const called = done(missedTwo, '2027-06-22', 'touch-3');
    expect([missedOf(missedTwo), missedOf(called)]).toEqual([['touch-1', 'touch-2'], []]);
    expect(missedOf(corrected(called, '2027-06-23', 'touch-3', 'no-answer'))).toEqual(['touch-1', 'touch-2']);
  });

  test('come back with those missed since, in their order', () => {
    const later = until(done(missedTwo, '2027-06-22', 'touch-3'), '2027-07-02');
    expect(missedOf(later)).toEqual(['review-1']);
    expect(missedOf(corrected(later, '2027-07-03', 'touch-3', 'declined'))).toEqual(['touch-1', 'touch-2', 'review-1']);
  });

  test('do not while a later contact stands, and do once that is corrected away too', () => {
    const both = done(done(missedTwo, '2027-06-22', 'touch-3'), '2027-06-23', 'review-1');
    const one = corrected(both, '2027-06-24', 'touch-3', 'no-answer');
    expect(missedOf(one)).toEqual([]);
    expect(missedOf(corrected(one, '2027-06-25', 'review-1', 'no-answer'))).toEqual(['touch-1', 'touch-2']);
  });

  test('are made up for by a contact that was made after all, though nobody had answered at first', () => {
    const tried = say(missedTwo, at('2027-06-22'), 'itemCompleted', { item: 'touch-3', outcome: 'no-answer' });
    const later = until(tried, '2027-07-02');
    expect(missedOf(later)).toEqual(['touch-1', 'touch-2', 'review-1']);
    expect(missedOf(corrected(later, '2027-07-03', 'touch-3', 'done'))).toEqual(['review-1']);
  });

  test('one that was held after all does not make up for what was missed after it', () => {
    expect(missedOf(corrected(missedTwo, '2027-06-23', 'touch-1', 'done'))).toEqual(['touch-2']);
    expect(missedOf(corrected(missedTwo, '2027-06-23', 'touch-1', 'no-answer'))).toEqual(['touch-2']);
  });

  test.each<[TouchKind, boolean]>([
    ['call', true],
    ['visit', true],
    ['birthday-card', false],
    ['article', false],
    ['letter', false],
    ['email', false],
  ])('a %s that somebody records by hand makes up for them: %s', (touchKind, makesUp) => {
    const recorded = say(missedTwo, at('2027-06-22'), 'touchRecorded', { touchKind, outcome: 'done' });
    expect(missedOf(recorded)).toEqual(makesUp ? [] : ['touch-1', 'touch-2']);
  });

  test('a meeting that was missed is one, whatever its sections', () => {
    const year = happening(retained(), '2027-10-02');
    const sections = year.flatMap(({ event }) =>
      event.kind === 'item-missed' && event.within !== undefined ? [[event.item, event.within]] : [],
    );
    expect(sections).toEqual([
      ['check-in-1', 'review-1'],
      ['success-check-1', 'review-2'],
    ]);
    expect(missedOf(until(retained(), '2027-07-02'))).toEqual(['touch-1', 'touch-2', 'review-1']);
    // One that stands by itself is missed by itself.
    const rules = { reviews: { ...defaultRules.reviews, sections: false } };
    expect(missedOf(until(retained({}, rules), '2027-07-02'))).toContain('check-in-1');
  });

  test('of a life in flight that learns of them a meeting is one too', () => {
    const { items } = until(retained(), '2027-07-02').slices;
    expect(missedIn(contactsIn(items))).toEqual(['touch-1', 'touch-2', 'review-1']);
  });
});

describe('words and good news', () => {
  /** Touch 1 and touch 2 were made, each with a rating of nine. */
  const first = done(until(retained(), '2027-03-02'), '2027-03-03', 'touch-1', { happiness: 9 });
  const second = done(until(first, '2027-04-27'), '2027-04-27', 'touch-2', { happiness: 10 });

  test('a word whose item is corrected away does not come back with the one after it', () => {
    expect(heardOn(second)).toBe('2027-04-27');
    const none = corrected(
      corrected(second, '2027-04-28', 'touch-1', 'no-answer'),
      '2027-04-29',
      'touch-2',
      'no-answer',
    );
    expect([heardOn(none), goodOf(none)]).toEqual([null, undefined]);
    expect(none.slices.health.band).not.toBe('green');
  });
  test('in whichever order they are corrected', () => {
    const one = corrected(second, '2027-04-28', 'touch-2', 'no-answer');
    expect([heardOn(one), goodOf(one)]).toEqual(['2027-03-03', 'happiness 9 of 10']);
    const none = corrected(one, '2027-04-29', 'touch-1', 'no-answer');
    expect([heardOn(none), goodOf(none)]).toEqual([null, undefined]);
  });
  test('a third comes back to the first, when the one between was taken back before', () => {
    const third = done(until(second, '2027-06-22'), '2027-06-22', 'touch-3', { happiness: 9 });
    const without = corrected(
      corrected(third, '2027-06-23', 'touch-2', 'no-answer'),
      '2027-06-24',
      'touch-3',
      'no-answer',
    );
    expect([heardOn(without), goodOf(without)]).toEqual(['2027-03-03', 'happiness 9 of 10']);
  });
  test('a rating that is corrected does not take back that every promise was met', () => {
    const review = until(retained(), '2027-04-02');
    const held = done(review, '2027-04-02', 'review-1', { happiness: 9 });
    const measured = say(held, at('2027-04-02'), 'promisesMeasured', {
      item: 'review-1',
      promises: [{ promise: 'p', met: true }],
    });
    expect(goodOf(corrected(measured, '2027-04-03', 'review-1', 'done', { happiness: 5 }))).toBe(
      'every promise is met',
    );
    expect(goodOf(corrected(measured, '2027-04-03', 'review-1', 'no-answer'))).toBeUndefined();
  });
});

describe('a reading that falls silent', () => {
  test.each<[string, MessageName, object, object]>([
    ['usage', 'usageChanged', { bucket: 'good' }, { bucket: 'silent' }],
    ['a signal of the house’s own', 'ownSignalChanged', { code: 'a', bucket: 'fine' }, { code: 'a', bucket: 'silent' }],
  ])('%s: it came until thirty days ago', (_, name, reading, silent) => {
    const measured = say(retained(), at('2027-01-05'), name, reading);
    const fell = say(measured, at('2027-09-01'), name, silent);
    expect(heardOn(fell)).toBe('2027-08-02');
    expect(fell.slices.health.band).not.toBe('unknown');
    expect(fell.slices.health.reasons.map(({ signal }) => signal)).not.toContain('silence');
  });
  test('of two, the one that came last counts', () => {
    const two = ['a', 'b'].reduce(
      (state, code) => say(state, at('2027-01-05'), 'ownSignalChanged', { code, bucket: 'fine' }),
      retained(),
    );
    const one = say(two, at('2027-06-01'), 'ownSignalChanged', { code: 'a', bucket: 'silent' });
    expect(heardOn(say(one, at('2027-09-01'), 'ownSignalChanged', { code: 'b', bucket: 'silent' }))).toBe('2027-08-02');
  });
});

describe('a roll-out', () => {
  const old = asPromised({ id: 'default', version: 1, rules: {} });
  const policy = { id: 'default', version: 2, rules: defaultRules };
  test.each<[string, object, string]>([
    ['a signal of the house’s own', { code: 'logins', bucket: 'fine' }, 'green 100'],
    ['one past its warning threshold', { code: 'logins', bucket: 'warn' }, 'green 90'],
    ['one that is silent', { code: 'logins', bucket: 'silent' }, 'unknown 100'],
  ])('whoever is measured by %s alone', (_, said, expected) => {
    const measured = say(retained({ policy: old }), at('2027-01-05'), 'ownSignalChanged', said);
    expect(bandOfLife(say(measured, at('2027-02-01'), 'changePolicy', { policy, when: 'now' }))).toBe(expected);
  });
});

describe('what is remembered', () => {
  const remarks = (...list: readonly (readonly [string, string?])[]): readonly Remark[] =>
    list.map(([on, item]) => (item === undefined ? { at: on } : { at: on, item }));
  test.each<[string, readonly Remark[], Remark, readonly Remark[]]>([
    ['in order', remarks(['1', 'a'], ['3', 'c']), { at: '2', item: 'b' }, remarks(['1', 'a'], ['2', 'b'], ['3', 'c'])],
    ['nothing before what nobody takes back', remarks(['1', 'a'], ['2', 'b']), { at: '3' }, remarks(['3'])],
    ['nor what comes there only now', remarks(['3']), { at: '2', item: 'b' }, remarks(['3'])],
    ['what was later stays', remarks(['1', 'a'], ['3', 'c']), { at: '2' }, remarks(['2'], ['3', 'c'])],
  ])('%s', (_, before, one, after) => expect(withRemark(before, one)).toEqual(after));
  test('at most eight', () => {
    let list: readonly Remark[] = [];
    for (let n = 1; n <= 12; n += 1) list = withRemark(list, { at: `0${n}`.slice(-2), item: `i-${n}` });
    expect(list).toHaveLength(8);
    expect(withoutItem(list, 'i-12').at(-1)?.item).toBe('i-11');
  });
});
