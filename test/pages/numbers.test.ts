/** Numbers are read as the reader writes them; what could be two numbers is asked back. */
import { readAmount } from '../../api/act/amount';
import { figureIn, FormError } from '../../api/act/fields';
import { readNumber } from '../../api/act/number';
import { inEnglish, inGerman } from '../support/occasions';

const read = (text: string): string => {
  const found = readNumber(text);
  if (found.kind === 'number') return found.decimal;
  return found.kind === 'unclear' ? found.either.join(' or ') : 'no number';
};

test.each([
  ['1200', '1200'],
  [' 2,5 ', '2.5'],
  ['0.125', '0.125'],
  ['-3,5', '-3.5'],
  ['1,200.50', '1200.50'],
  ['1.200,50', '1200.50'],
  ['1 200', '1200'],
  ['1 200 000', '1200000'],
  ['1’200.50', '1200.50'],
  ['1.200.000', '1200000'],
  ['1234,567', '1234.567'],
  ['1,200', '1200 or 1.2'],
  ['1.2', '1.2'],
  ['1,000', '1000 or 1'],
  ['12.345', '12345 or 12.3450'],
  ['12.3450', '12.3450'],
  ['€3600', '3600'],
  ['3600 EUR', '3600'],
  ["1'200.50", '1200.50'],
  ['1\u00a0200,50', '1200.50'],
  ['1\u202f200,50', '1200.50'],
  ['12 345,67', '12345.67'],
  ['CHF 1’200.50', '1200.50'],
  ['1’200’000 CHF', '1200000'],
  ['1.200,50 €', '1200.50'],
  ['€ 1.200,50', '1200.50'],
  ['1 200,50 EUR', '1200.50'],
  ['£1,200.50', '1200.50'],
  ['$1,200,000', '1200000'],
  ['¥180,000', '180000 or 180'],
  ['¥1,800,000', '1800000'],
  ['−3,5', '-3.5'],
  ['+3.5', '3.5'],
  ['99,9', '99.9'],
  ['0,5', '0.5'],
  ['1.000.000,00', '1000000.00'],
  ['1,000,000.00', '1000000.00'],
  ['1’000’000.00', '1000000.00'],
  ['1 000 000,00', '1000000.00'],
  ['12,5 %', 'no number'],
  ['zwölf', 'no number'],
  ['about 3', 'no number'],
  ['1,2,3', 'no number'],
  ['1,200.', 'no number'],
  ['1.200,50.3', 'no number'],
  ['', 'no number'],
  ['1e9', 'no number'],
])('“%s” is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

/** What costs a pattern its square, and what a pattern would take as a number or an amount: refused by length alone. */
const tooLong = [
  `1${' '.repeat(59_000)}1`,
  `1${' '.repeat(59_000)}€`,
  `1${' '.repeat(64)}EUR`,
  '1'.repeat(65),
  `1.${'0'.repeat(63)}`,
];

test.each(tooLong.map((text) => ({ text, length: text.length })))('$length characters are no number', ({ text }) => {
  expect(read(text)).toBe('no number');
  expect(() => figureIn({ actual0: text }, 'actual0', 'hours', inEnglish)).toThrow(
    new FormError({ actual0: 'Write a number for “hours”.' }),
  );
  expect(readAmount(text, { amount: 100, currency: 'EUR' }, inEnglish)).toBe('Write the amount like 1200 or 1200.50.');
});

test.each([
  ['1'.repeat(64), '1'.repeat(64)],
  [`${' '.repeat(100)}1200${' '.repeat(100)}`, '1200'],
  ['EUR 1200', '1200'],
  ['€ 1200 EUR', '1200'],
  ['1200 €', '1200'],
  ['EUR1200', 'no number'],
  ['1200EUR', 'no number'],
])('what is not too long is read: %j is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('a figure that could be two numbers is not recorded', () => {
  expect(figureIn({ actual0: '' }, 'actual0', 'hours', inEnglish)).toBeUndefined();
  expect(figureIn({ actual0: '2,5' }, 'actual0', 'hours', inEnglish)).toBe(2.5);
  expect(() => figureIn({ actual0: '1,200' }, 'actual0', 'hours', inEnglish)).toThrow(
    new FormError({ actual0: '“1,200” could be 1200 or 1.2: write one of them.' }),
  );
  expect(() => figureIn({ actual0: '1.200' }, 'actual0', 'Stunden', inGerman)).toThrow(
    new FormError({ actual0: '„1.200“ kann 1200 oder 1,2 heißen: Schreiben Sie eines davon.' }),
  );
});

test.each([
  ['1000000000000000', 1e15],
  ['-1.000.000.000.000.000', -1e15],
  ['1000000000000001', 'That is more than we count.'],
  ['-1000000000000001', 'That is more than we count.'],
  ['9'.repeat(64), 'That is more than we count.'],
  ['9'.repeat(400), 'Write a number for “hours”.'],
])('a form takes the figures that the API takes: %s is %s', (text, expected) => {
  const said = (): unknown => {
    try {
      return figureIn({ actual0: text }, 'actual0', 'hours', inEnglish);
    } catch (error) {
      return error;
    }
  };
  expect(said()).toEqual(typeof expected === 'number' ? expected : new FormError({ actual0: expected }));
});
