/** Days, money and numbers are written as their reader writes them. */
import {
  dayIn,
  dayOfMomentIn,
  daysAwayIn,
  listIn,
  momentIn,
  moneyIn,
  monthIn,
  numberIn,
  tagOf,
  type Locale,
} from '../../domain/told/locale';

const spaced = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const of = (language: Locale['language'], country: string | null = null, zone = 'Europe/Vienna'): Locale => ({
  language,
  country,
  zone,
});

test.each([
  [of('en'), 'en-GB'],
  [of('en', 'US'), 'en-US'],
  [of('en', 'SE'), 'en-GB'],
  [of('de', 'AT'), 'de-AT'],
  [of('de', 'IT'), 'de-DE'],
  [of('fr', 'CH'), 'fr-CH'],
])('%j reads as %s', (locale, tag) => expect(tagOf(locale)).toBe(tag));

test.each([
  [of('en'), 'Thu 6 May 2027', 'Thu 6 May', 'May 2027'],
  [of('en', 'US'), 'Thu, May 6, 2027', 'Thu, May 6', 'May 2027'],
  [of('de'), 'Do, 6. Mai 2027', 'Do, 6. Mai', 'Mai 2027'],
  [of('fr'), 'jeu. 6 mai 2027', 'jeu. 6 mai', 'mai 2027'],
  [of('es'), 'jue 6 de mayo de 2027', 'jue 6 de mayo', 'mayo 2027'],
  [of('it'), 'gio 6 maggio 2027', 'gio 6 maggio', 'maggio 2027'],
])('a day in %j', (locale, withYear, near, month) => {
  expect(dayIn(locale, '2027-05-06')).toBe(withYear);
  expect(dayIn(locale, '2027-05-06', '2027-01-01T00:00:00Z')).toBe(near);
  expect(dayIn(locale, '2027-05-06', '2026-12-31T23:59:59Z')).toBe(withYear);
  expect(monthIn(locale, '2027-05-06')).toBe(month);
});

test('a moment is told on the reader’s wall clock, also where that is another day', () => {
  expect(momentIn(of('en', null, 'Asia/Tokyo'), '2027-05-05T20:30:00Z')).toBe('Thu 6 May 2027, 05:30');
  expect(spaced(momentIn(of('en', 'US', 'America/New_York'), '2027-05-06T18:00:00Z'))).toBe(
    'Thu, May 6, 2027, 2:00 PM',
  );
  expect(dayOfMomentIn(of('de'), '2027-05-05T22:30:00Z')).toBe('Do, 6. Mai 2027');
});

test.each([
  [of('en'), 3_600_000, 'EUR', '€36,000'],
  [of('de'), 3_600_000, 'EUR', '36.000 €'],
  [of('de', 'AT'), 3_600_050, 'EUR', '€ 36.000,50'],
  [of('fr'), 3_600_000, 'EUR', '36 000 €'],
  [of('en'), 120_050, 'GBP', '£1,200.50'],
  [of('de', 'CH'), 120_050, 'CHF', "CHF 1'200.50"],
  [of('en'), 1_900_000, 'JPY', 'JP¥1,900,000'],
  [of('en'), 180_000_000, 'HUF', 'HUF 1,800,000'],
  [of('en'), 1_200_500, 'KWD', 'KWD 1,200.500'],
  [of('en'), -500, 'EUR', '-€5'],
  [of('en'), 999_999_999_999, 'EUR', '€9,999,999,999.99'],
  [of('en'), 120_050, 'CAD', 'CA$1,200.50'],
])('money in %j: %d %s is %s', (locale, amount, currency, written) =>
  expect(spaced(moneyIn(locale, { amount, currency }))).toBe(written),
);

test('numbers, names in a row, and how far away a day is', () => {
  expect(numberIn(of('en'), 1200.5)).toBe('1,200.5');
  expect(numberIn(of('de'), 1200.5)).toBe('1.200,5');
  expect(listIn(of('en'), ['Ida', 'Ben', 'Li'])).toBe('Ida, Ben and Li');
  expect(listIn(of('de'), ['Ida', 'Ben'])).toBe('Ida und Ben');
  const awayIn = (locale: Locale) =>
    ['2027-05-06', '2027-05-07', '2027-05-09', '2027-05-04'].map((day) => daysAwayIn(locale, day, '2027-05-06'));
  expect(awayIn(of('en'))).toEqual(['today', 'tomorrow', 'in 3 days', '2 days ago']);
  expect(awayIn(of('de'))).toEqual(['heute', 'morgen', 'in 3 Tagen', 'vorgestern']);
});
