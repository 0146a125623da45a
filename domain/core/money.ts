/** Money in minor units: how people write it, and what became of a value. */
import type { Money } from './json';

/** Decimal places of a currency's minor unit: 2 for EUR, 0 for JPY. */
function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units as people write them: 120050 EUR is `1200.50`. */
export function toMajor({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** The reverse; `major` is a decimal number with a point. */
export function fromMajor(major: string, currency: string): Money {
  return { amount: Math.round(Number(major) * 10 ** minorDigits(currency)), currency };
}

export type ChangeKind = 'expansion' | 'contraction' | 'flat';

/** What became of a value, in minor units; null across currencies, which are never compared. */
export function changeOf(before: Money, after: Money): { readonly kind: ChangeKind; readonly amount: number } | null {
  if (before.currency !== after.currency) return null;
  const amount = after.amount - before.amount;
  return { kind: amount > 0 ? 'expansion' : amount < 0 ? 'contraction' : 'flat', amount };
}
