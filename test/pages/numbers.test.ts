/** Numbers are read as the reader writes them; what could be two numbers is asked back. */
import { figureIn, FormError } from '../../api/act/fields';
import { readNumber } from '../../api/act/number';

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
  ['about 3', 'no number'],
  ['1,2,3', 'no number'],
  ['1,200.', 'no number'],
  ['1.200,50.3', 'no number'],
  ['', 'no number'],
  ['1e9', 'no number'],
])('“%s” is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('a figure that could be two numbers is not recorded', () => {
  expect(figureIn({ actual0: '' }, 'actual0', 'hours')).toBeUndefined();
  expect(figureIn({ actual0: '2,5' }, 'actual0', 'hours')).toBe(2.5);
  expect(() => figureIn({ actual0: '1,200' }, 'actual0', 'hours')).toThrow(
    new FormError({ actual0: '“1,200” could be 1200 or 1.2: write one of them.' }),
  );
});
