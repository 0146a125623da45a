/** The last day of touches, the reviews of a term, and the holidays that must be known: as tables. */
import { reviewGrid } from '../../domain/concerns/reviews';
import { lastPlannableDay } from '../../domain/concerns/touches';
import { defaultRules } from '../../domain/core/policy';
import { holidaysAround, holidaysWanted } from '../../domain/holidays-wanted';
import { viewOf } from '../../domain/lifecycle';
import { retained, say } from '../support/lives';
import { seedOf } from '../support/seeds';

const annualValue = { amount: 1, currency: 'EUR' };
const termOf = (startsOn: string, termMonths: number) => ({ startsOn, termMonths, annualValue });

test.each([
  ['2027-01-01', 12, 30, '2028-01-31'],
  ['2027-01-01', 12, 0, '2028-01-01'],
  ['2027-08-31', 6, 30, '2028-03-30'],
])('of a contract from %s for %i months with %i days of grace touches go on until %s', (from, months, grace, last) => {
  const rules = { ...defaultRules, renewal: { ...defaultRules.renewal, graceDays: grace } };
  expect(lastPlannableDay(seedOf({ contract: termOf(from, months) }), rules)).toBe(last);
});

test.each([
  ['a year', 12, 3, ['1 2027-04-30', '2 2027-07-31', '3 2027-10-31', '4 2028-01-31']],
  ['half a year', 6, 3, ['1 2027-04-30', '2 2027-07-31']],
  ['less than a quarter: none', 2, 3, []],
  ['what is left over of a quarter brings none', 8, 3, ['1 2027-04-30', '2 2027-07-31']],
  ['every half year', 12, 6, ['1 2027-07-31', '2 2028-01-31']],
] as const)('the reviews of %s', (_, months, everyMonths, expected) => {
  const rules = { reviews: { ...defaultRules.reviews, everyMonths } };
  const state = retained({ contract: termOf('2027-01-31', months) }, rules);
  const view = viewOf(state);
  expect(reviewGrid(view).map(({ ordinal, on }) => `${ordinal} ${on}`)).toEqual(expected);
});

test.each([
  ['3 weeks', 21, { key: 'quarterly-review', days: 21 }],
  ['never', 0, undefined],
])('a review is one meeting with others that lie near: %s', (_, togetherDays, share) => {
  const rules = { reviews: { ...defaultRules.reviews, togetherDays } };
  expect(reviewGrid(viewOf(retained({}, rules)))[0]?.share).toEqual(share);
});

const wanted = { country: 'AT', from: '2027-01-01', through: '2028-12-31' };

test.each([
  ['2027-01-01T00:00:00.000Z', '2027-01-01', '2028-12-31'],
  ['2027-12-31T23:59:59.999Z', '2027-01-01', '2028-12-31'],
  ['2028-01-01T00:00:00.000Z', '2028-01-01', '2029-12-31'],
])('at %s holidays matter from %s through %s', (now, from, through) => {
  expect(holidaysAround({ country: 'AT' }, now)).toEqual({ country: 'AT', from, through });
});

const known = (through: string) =>
  say(retained(), '2027-01-04T11:00:00.000Z', 'holidaysRefreshed', { dates: [], through });

test.each([
  ['none are known', retained(), wanted],
  ['those of this year alone are known', known('2027-12-31'), wanted],
  ['those of the next year are known too', known('2028-12-31'), null],
  ['nobody knows the country', retained({ client: { id: 'C-1', name: 'Alpine Tools', zone: 'UTC' } }), null],
])('holidays are asked for where %s, or not', (_, state, expected) => {
  expect(holidaysWanted(state, '2027-06-01T00:00:00.000Z')).toEqual(expected);
});
