/** An amount of money as somebody types it into a form that shows what stands. What could be two amounts is asked back. */
import { z } from 'zod';
import type { Money } from '../../domain/core/json';
import { digitsOf, fromMajor, isNear, largestAmount, toMajor } from '../../domain/core/money';
import { amountShownIn, type Locale } from '../../domain/told/locale';
import { couldBeTwo } from './fields';
import { isTooLongForNumber, readNumber } from './number';
import { decimalIn, wrongWords } from './wrong-words';

/** The currencies of each sign: the one that it names first, then those that are written with it, too. */
const currenciesOf: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  // prettier-ignore
  $: [
    'USD', 'USN', 'ARS', 'AUD', 'BBD', 'BMD', 'BND', 'BRL', 'BSD', 'BZD', 'CAD', 'CLP', 'COP', 'CUP', 'CVE', 'DOP', 'FJD',
    'GYD', 'HKD', 'JMD', 'KYD', 'LRD', 'MOP', 'MXN', 'NAD', 'NIO', 'NZD', 'SBD', 'SGD', 'SRD', 'TOP', 'TTD', 'TWD', 'UYU',
    'WST', 'XCD', 'ZWG',
  ],
  '£': ['GBP', 'EGP', 'FKP', 'GIP', 'LBP', 'SDG', 'SHP', 'SSP', 'SYP'],
  '¥': ['JPY', 'CNY'],
};

/** The first currency that was typed, by its code or a sign, and is not the one that stands; null where none was. */
function otherCurrency(text: string, { currency }: Money): string | null {
  for (const [typed] of text.matchAll(/\b[A-Z]{3}\b|[€$£¥]/g)) {
    const meant = currenciesOf[typed] ?? [typed];
    if (!meant.includes(currency)) return meant[0] ?? typed;
  }
  return null;
}

const examples = ['1200', '1200.5', '1200.50', '1200.500', '1200.5000'];

/** A fraction of three digits that was written with a zero more, so that nobody takes it for thousands. */
const withoutGuard = (decimal: string, digits: number): string =>
  digits === 3 ? decimal.replace(/(\.\d{3})0$/, '$1') : decimal;

/** Without the spaces by which people tell thousands apart: a browser may send another kind of space. */
const unspaced = (text: string): string => text.replaceAll(/\s/gu, '');

/** What was typed, or the sentence that says why it is not taken. The very text that was filled in is what stands. */
export function readAmount(text: string, standing: Money, locale: Locale): Money | string {
  const { currency } = standing;
  if (text.trim() === toMajor(standing) || unspaced(text) === unspaced(amountShownIn(locale, standing)))
    return standing;
  const digits = digitsOf(currency);
  const said = wrongWords(locale);
  const example = digits === 0 ? null : decimalIn(locale, examples[digits] ?? '1200');
  const likeThis = said.writeAmount(example);
  if (isTooLongForNumber(text)) return likeThis;
  const other = otherCurrency(text, standing);
  if (other !== null) return said.otherCurrency(currency, other);
  const asWritten = readNumber(text);
  if (asWritten.kind === 'no-number') return likeThis;
  const read = (decimal: string) => fromMajor(withoutGuard(decimal, digits), currency);
  if (asWritten.kind === 'unclear') {
    const fitting = asWritten.either.flatMap((one) => {
      const found = read(one);
      return found.kind === 'money' && found.money.amount <= largestAmount ? [{ one, money: found.money }] : [];
    });
    const [likely, ...others] = fitting.filter(({ money }) => isNear(standing, money));
    if (likely !== undefined && others.length === 0) return likely.money;
    return couldBeTwo(locale, text, asWritten.either);
  }
  const found = read(asWritten.decimal);
  switch (found.kind) {
    case 'money':
      return found.money.amount > largestAmount ? said.tooMuch : found.money;
    case 'too-much':
      return said.tooMuch;
    case 'too-fine':
      return said.tooFine(currency, digits, example);
    case 'no-amount':
      return likeThis;
    default:
      return found satisfies never;
  }
}

/** The field of an amount a year, where that much stands and is filled in already. */
export const annualAmount = (standing: Money, locale: Locale) =>
  z.string(wrongWords(locale).howMuchAYear).transform((text, context) => {
    const found = readAmount(text, standing, locale);
    if (typeof found !== 'string') return found;
    context.addIssue(found);
    return z.NEVER;
  });
