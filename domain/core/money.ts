/** Money in minor units: how people write it, and what became of a value. No step of it computes with fractions. */
import { minorDigits } from './currencies';
import type { Money } from './json';

/** More than that is not counted, in minor units of whatever currency. */
export const largestAmount = 1_000_000_000_000;

/** True for a code that ISO 4217 has today. */
export function isCurrency(code: string): boolean {
  return minorDigits.has(code);
}

/** Decimal places of an amount. A code that the list has no longer may stand in older records: its amounts go on with two. */
export function digitsOf(currency: string): number {
  return minorDigits.get(currency) ?? 2;
}

/** Minor units as people write them: 120050 EUR is `1200.50`. */
export function toMajor({ amount, currency }: Money): string {
  const digits = digitsOf(currency);
  const plain = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = plain.slice(0, plain.length - digits);
  return `${amount < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${plain.slice(-digits)}`}`;
}

/** With its currency: `1200.50 EUR`. */
export function moneyText(money: Money): string {
  return `${toMajor(money)} ${money.currency}`;
}

export type AmountRead =
  | { readonly kind: 'money'; readonly money: Money }
  /** It has more decimals than the currency. */
  | { readonly kind: 'too-fine' }
  /** It is more than we count. */
  | { readonly kind: 'too-much' }
  | { readonly kind: 'no-amount' };

/** The reverse of `toMajor`, of a decimal number with a point, and digit by digit; nothing is rounded. */
export function fromMajor(major: string, currency: string): AmountRead {
  const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(major) ?? [];
  if (whole === '') return { kind: 'no-amount' };
  const digits = digitsOf(currency);
  if (fraction.length > digits) return { kind: 'too-fine' };
  const amount = Number(whole + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(amount) ? { kind: 'money', money: { amount, currency } } : { kind: 'too-much' };
}

/** So many times more, or less, than what stands is still near it. */
const near = 5;

/** True where an amount is of the size of the one that stands: a reading that is not may be a misread one. */
export function isNear(standing: Money, { amount, currency }: Money): boolean {
  return currency === standing.currency && amount * near >= standing.amount && amount <= standing.amount * near;
}

export type ChangeKind = 'expansion' | 'contraction' | 'flat';

/** What became of a value, in minor units; null across currencies, which are never compared. */
export function changeOf(before: Money, after: Money): { readonly kind: ChangeKind; readonly amount: number } | null {
  if (before.currency !== after.currency) return null;
  const amount = after.amount - before.amount;
  return { kind: amount > 0 ? 'expansion' : amount < 0 ? 'contraction' : 'flat', amount };
}
