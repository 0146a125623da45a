/** What a cell of a spreadsheet means, by what was said of its file; and the sentence where it can mean two things. */
import fc from 'fast-check';
import {
  amountIn,
  dayInCell,
  plainNumber,
  usualHabits,
  yesOrNoIn,
  type Habits,
} from '../../domain/integrations/spreadsheet';
import { toMajor } from '../../domain/core/money';

const today = '2027-03-01';
const said = (parts: Partial<Habits>): Habits => ({ ...usualHabits, ...parts });

test.each<[string, Habits['dates'], string]>([
  ['2026-06-01', 'ymd', '2026-06-01'],
  ['2026-06-01', 'mdy', '2026-06-01'],
  ['2026/6/1', 'ymd', '2026-06-01'],
  ['2026.06.01', 'dmy', '2026-06-01'],
  ['2026-06-01T00:00:00Z', 'ymd', '2026-06-01'],
  ['2026-06-01 14:33:07', 'ymd', '2026-06-01'],
  ['01.06.2026', 'dmy', '2026-06-01'],
  ['1.6.26', 'dmy', '2026-06-01'],
  ['1. 6. 2026', 'dmy', '2026-06-01'],
  ['01/06/2026', 'dmy', '2026-06-01'],
  ['01-06-2026', 'dmy', '2026-06-01'],
  ['01.06.2026 00:00', 'dmy', '2026-06-01'],
  ['6/1/2026', 'mdy', '2026-06-01'],
  ['06/01/26', 'mdy', '2026-06-01'],
  ['6/1/2026 12:00:00 AM', 'mdy', '2026-06-01'],
  ['29.02.2028', 'dmy', '2028-02-29'],
  ['31.12.99', 'dmy', '1999-12-31'],
])('%s, read %s, is a day', (text, dates, is) => {
  expect(dayInCell(text, said({ dates }), today)).toEqual({ is });
});

test.each<[string, Habits['dates'], RegExp]>([
  ['01.06.2026', 'ymd', /^01\.06\.2026 begins with its day or its month: say which \(dates=dmy or dates=mdy\)/],
  ['6/1/2026', 'ymd', /dates=mdy/],
  ['13/06/2026', 'mdy', /^There is no month 13 in 13\/06\/2026: days are read month first \(dates=mdy\)\. Is it dates=dmy\?/],
  ['06/13/2026', 'dmy', /^There is no month 13 .* Is it dates=mdy\?/],
  ['30.02.2026', 'dmy', /^There is no such day: 30\.02\.2026\.$/],
  ['46174', 'ymd', /^46174 is a day as a spreadsheet counts it inside: 2026-06-01, or 2030-06-02 where it counts from 1904\./],
  ['46174.5', 'dmy', /2026-06-01/],
  ['46174,5', 'dmy', /2026-06-01/],
  ['2026-05-31T22:00:00Z', 'ymd', /is a moment in a time zone, not a day/],
])('%s, read %s, is refused with what it may be', (text, dates, wrong) => {
  expect(dayInCell(text, said({ dates }), today)).toEqual({ wrong: expect.stringMatching(wrong) });
}); // prettier-ignore

test.each<[string, Habits['dates'], string]>([
  ['02-29', 'ymd', '02-29'],
  ['29.2.', 'dmy', '02-29'],
  ['2/29', 'mdy', '02-29'],
  ['1.6.68', 'dmy', '1968-06-01'],
  ['6/1/05', 'mdy', '2005-06-01'],
])('a birthday %s, read %s', (text, dates, is) => {
  expect(dayInCell(text, said({ dates }), today, 'birthday')).toEqual({ is });
});

test.each<[string, string, Partial<Habits>, number]>([
  ['1200000', 'EUR', {}, 1_200_000],
  ['12000', 'EUR', { amounts: 'whole' }, 1_200_000],
  ['12000.5', 'EUR', { amounts: 'whole' }, 1_200_050],
  ['12,000.50', 'EUR', { amounts: 'whole' }, 1_200_050],
  ['12,00,000.50', 'INR', { amounts: 'whole' }, 120_000_050],
  ['12.000,50', 'EUR', { amounts: 'whole', decimals: 'comma' }, 1_200_050],
  ['12000,5', 'EUR', { amounts: 'whole', decimals: 'comma' }, 1_200_050],
  ['12.000,50 €', 'EUR', { amounts: 'whole', decimals: 'comma' }, 1_200_050],
  ['12\u202F000,50\u00A0€', 'EUR', { amounts: 'whole', decimals: 'comma' }, 1_200_050],
  ['12 000,50', 'SEK', { amounts: 'whole', decimals: 'comma' }, 1_200_050],
  ['CHF 12’000.50', 'CHF', { amounts: 'whole' }, 1_200_050],
  ['$12,000.50', 'USD', { amounts: 'whole' }, 1_200_050],
  ['1.800.000', 'HUF', { amounts: 'whole', decimals: 'comma' }, 180_000_000],
  ['¥1,900,000', 'JPY', { amounts: 'whole' }, 1_900_000],
  ['1,200.500', 'KWD', { amounts: 'whole' }, 1_200_500],
])('%s of %s is an amount', (text, currency, habits, is) => {
  expect(amountIn(text, currency, said(habits))).toEqual({ is });
});

test.each<[string, string, Partial<Habits>, RegExp]>([
  ['12000.50', 'EUR', {}, /^12000\.50 is no whole number of minor units \(cents\)\. If the file counts in whole EUR, say amounts=whole\.$/],
  ['12000,50', 'EUR', { amounts: 'whole' }, /^12000,50 is no amount as decimals=point reads it \(12,000\.50\)\. Is it decimals=comma/],
  ['12.000,50', 'EUR', { amounts: 'whole' }, /decimals=comma/],
  ['12.000', 'EUR', { amounts: 'whole' }, /^12\.000 has more decimals than EUR has \(2\): .* Is it decimals=comma/],
  ['12,000', 'EUR', { amounts: 'whole', decimals: 'comma' }, /more decimals than EUR has \(2\): .* Is it decimals=point/],
  ['1900000.50', 'JPY', { amounts: 'whole' }, /more decimals than JPY has \(0\)/],
  ['$12,000', 'EUR', { amounts: 'whole' }, /^The amount says \$, and the column of the currency EUR\.$/],
  ['12000 USD', 'EUR', { amounts: 'whole' }, /^The amount says USD/],
  ['-12000', 'EUR', { amounts: 'whole' }, /less than nothing/],
  ['twelve', 'EUR', { amounts: 'whole' }, /^twelve is no amount as decimals=point reads it/],
  ['1,2,3', 'EUR', { amounts: 'whole' }, /no amount/],
  [' '.repeat(100_000), 'EUR', { amounts: 'whole' }, /no amount/],
])('%s of %s is refused, and what it may be is said', (text, currency, habits, wrong) => {
  expect(amountIn(text, currency, said(habits))).toEqual({ wrong: expect.stringMatching(wrong) });
}); // prettier-ignore

test('an amount that people write in whole units, in either way, is the amount that it was', () => {
  const currencies = ['EUR', 'JPY', 'KWD', 'HUF'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.constantFrom(...currencies), (amount, currency) => {
      const [whole = '', fraction] = toMajor({ amount, currency }).split('.');
      const grouped = (mark: string): string => whole.replaceAll(/\B(?=(?:\d{3})+$)/g, mark);
      for (const [decimals, mark, group] of [
        ['point', '.', ','],
        ['comma', ',', '.'],
      ] as const)
        for (const figures of [whole, grouped(group), grouped('\u00A0')]) {
          const text = fraction === undefined ? figures : `${figures}${mark}${fraction}`;
          expect(amountIn(text, currency, { ...usualHabits, amounts: 'whole', decimals })).toEqual({ is: amount });
        }
    }),
  );
});

test('no number is read in two ways', () => {
  expect(plainNumber('1.200', 'comma')).toBe('1200');
  expect(plainNumber('1.200', 'point')).toBe('1.200');
  expect(plainNumber('1.20', 'comma')).toBeNull();
  expect(plainNumber('1.200.00', 'comma')).toBeNull();
  expect(plainNumber('12,00,000', 'comma')).toBeNull();
});

test.each([
  ['WAHR', true],
  ['FALSCH', false],
  ['Ja', true],
  ['nein', false],
  ['VRAI', true],
  ['1', true],
  ['maybe', null],
  ['constructor', null],
])('%s answers', (text, is) => expect(yesOrNoIn(text)).toBe(is));
