/**
 * How Stripe writes amounts (https://docs.stripe.com/currencies, as read in November 2026): whole numbers of a smallest unit that is Stripe's own and
 * not always that of ISO 4217. Hundredths, but for the currencies named here. ISK and UGX have no decimals, and still come
 * in hundredths; MGA has, and comes without. HUF and TWD are whole only where Stripe pays out, which no invoice does.
 */
import type { Money } from '../../domain/core/json';
import { digitsOf, isCurrency } from '../../domain/core/money';

const without = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ');
const thousandths = 'BHD JOD KWD OMR TND'.split(' ');

const stripeDigits = (currency: string): number =>
  without.includes(currency) ? 0 : thousandths.includes(currency) ? 3 : 2;

/** What Stripe means; null where it cannot be said in whole minor units, or is in no currency: then no amount is told. */
export function stripeAmount(amount: number, code: string): Money | null {
  const currency = code.toUpperCase();
  if (!isCurrency(currency)) return null;
  const shift = digitsOf(currency) - stripeDigits(currency);
  const meant = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift;
  return Number.isSafeInteger(meant) ? { amount: meant, currency } : null;
}
