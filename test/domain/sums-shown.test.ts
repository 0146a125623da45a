/** Sums of what came in bulk, shown back to whoever sent it. */
import { sumsShown } from '../../domain/organisation/bands';

test('what came in bulk is shown as sums, one a currency, as people write money', () => {
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  expect(sumsShown([eur(1_200_050), { amount: 1_900_000, currency: 'JPY' }, eur(50)])).toEqual([
    '12001.00 EUR',
    '1900000 JPY',
  ]);
  expect(sumsShown([])).toEqual([]);
});
