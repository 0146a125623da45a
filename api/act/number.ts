/** Numbers as people write them: `1200.5`, `1,200.50`, `1.200,50`, `1 200`, `€1200`. What could be two numbers is not guessed. */

export type NumberRead =
  | { readonly kind: 'number'; /** With a point, as `Number` reads it. */ readonly decimal: string }
  | {
      readonly kind: 'unclear';
      /** The numbers that it could be, as nobody misreads them. */ readonly either: readonly [string, string];
    }
  | { readonly kind: 'no-number' };

const noNumber: NumberRead = { kind: 'no-number' };

/** No number is longer than that, spaces included: what is longer is refused before any pattern looks at it. */
const longestNumber = 64;

/** True for a text that is too long to be a number or an amount. */
export const isTooLongForNumber = (text: string): boolean => text.trim().length > longestNumber;

/** Signs that stand for a currency. */
const signs = ['€', '$', '£', '¥'];
const isCode = (word: string): boolean => /^[A-Z]{3}$/.test(word);

/** What is left without a currency's sign at either end, or its code: that one is a word of its own. */
function withoutCurrency(text: string): string {
  let bare = text;
  if (signs.some((sign) => bare.startsWith(sign))) bare = bare.slice(1).trimStart();
  else if (isCode(bare.slice(0, 3)) && !/^\w/.test(bare.slice(3))) bare = bare.slice(3).trimStart();
  if (signs.some((sign) => bare.endsWith(sign))) return bare.slice(0, -1).trimEnd();
  return isCode(bare.slice(-3)) && !/^\w/.test(bare.slice(-4)) ? bare.slice(0, -3).trimEnd() : bare;
}

/** What separates thousands and is never a decimal sign. */
const spacing = /(?<=\d)[\s'’](?=\d{3}(?!\d))/g;

const grouped = (separator: string): RegExp => new RegExp(`^\\d{1,3}(?:\\${separator}\\d{3})+$`);

/** A number with its fraction, as text. A fraction of three digits gets a zero more: it could be read as thousands. */
function asFraction(whole: string, fraction: string): string {
  const short = fraction.replace(/0+$/, '');
  if (short === '') return whole;
  return `${whole}.${short.length === 3 ? `${short}0` : short}`;
}

/** More digits than that after a separator are no fraction. */
const mostDecimals = 12;

/** Digits with at most one kind of separator. */
function withOneSeparator(digits: string, separator: ',' | '.'): NumberRead {
  const parts = digits.split(separator);
  const [whole = '', fraction = ''] = parts;
  const thousands = grouped(separator).test(digits) && whole !== '0';
  if (parts.length > 2) return thousands ? { kind: 'number', decimal: parts.join('') } : noNumber;
  const isDecimal = fraction.length <= mostDecimals;
  if (thousands && isDecimal) return { kind: 'unclear', either: [whole + fraction, asFraction(whole, fraction)] };
  if (thousands) return { kind: 'number', decimal: whole + fraction };
  return isDecimal ? { kind: 'number', decimal: `${whole}.${fraction}` } : noNumber;
}

/** What number a text is. */
export function readNumber(text: string): NumberRead {
  if (isTooLongForNumber(text)) return noNumber;
  const bare = withoutCurrency(text.trim()).replace(spacing, '');
  const found = /^([-−+]?)(\d[\d.,]*)$/.exec(bare);
  const [, sign = '', digits = ''] = found ?? [];
  if (found === null || /[.,]$/.test(digits)) return noNumber;
  const negative = sign === '-' || sign === '−' ? '-' : '';
  const read = unsigned(digits);
  if (read.kind === 'number') return { kind: 'number', decimal: negative + read.decimal };
  if (read.kind !== 'unclear') return read;
  const [one, other] = read.either;
  return { kind: 'unclear', either: [negative + one, negative + other] };
}

function unsigned(digits: string): NumberRead {
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  if (comma < 0 && point < 0) return { kind: 'number', decimal: digits };
  if (comma < 0) return withOneSeparator(digits, '.');
  if (point < 0) return withOneSeparator(digits, ',');
  // Both: the later one is the decimal sign.
  const whole = digits.slice(0, Math.max(comma, point));
  const fraction = digits.slice(Math.max(comma, point) + 1);
  const thousands = comma > point ? '.' : ',';
  return grouped(thousands).test(whole) && fraction.length <= mostDecimals
    ? { kind: 'number', decimal: `${whole.replaceAll(thousands, '')}.${fraction}` }
    : noNumber;
}
