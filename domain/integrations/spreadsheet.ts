/**
 * How people and their spreadsheets write days, numbers and amounts, and what a cell means by what was said of its file. What
 * can mean two things means nothing here: it is refused with a sentence that says which option tells the one from the other.
 */
import { addDays } from '../core/calendar';
import type { CivilDate } from '../core/json';
import { digitsOf, fromMajor } from '../core/money';

export const dayOrders = ['ymd', 'dmy', 'mdy'] as const;
export const decimalMarks = ['point', 'comma'] as const;
export const amountUnits = ['minor', 'whole'] as const;

/** What was said of a file. */
export interface Habits {
  /** In which order day, month and year stand; `2026-06-01` is understood in each. */
  readonly dates: (typeof dayOrders)[number];
  /** What stands before decimals. */
  readonly decimals: (typeof decimalMarks)[number];
  /** What an amount counts: cents, or whole euros. */
  readonly amounts: (typeof amountUnits)[number];
}
export const usualHabits: Habits = { dates: 'ymd', decimals: 'point', amounts: 'minor' };

/** What a cell says; or, in a sentence, why it says nothing. */
export type CellRead<T> = { readonly is: T } | { readonly wrong: string };

/** A cell that is longer is no day and no number. */
const longestFigure = 60;

/** A cell as a sentence shows it. */
export const cellShown = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

const two = (part: string | number): string => String(part).padStart(2, '0');
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const orderWords = { ymd: 'year first', dmy: 'day first', mdy: 'month first' } as const;
const otherOrder = { ymd: 'dmy', dmy: 'mdy', mdy: 'dmy' } as const;

/** A day's number as spreadsheets keep it: counted from 1900, or from 1904 in old files of a Mac. */
const serial = /^([2-9]\d{4})(?:[.,]\d+)?$/;

const serialSentence = (text: string, number: number): string =>
  `${text} is a day as a spreadsheet counts it inside: ${addDays('1899-12-30', number)}, or ${addDays('1904-01-01', number)} where it counts from 1904. Show the column as dates (2026-06-01) before it is saved.`;

/** The hour that a date may carry with it; the day is taken as it is written. */
const hour = String.raw`(?:,?\s+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp]\.?[Mm]\.?)?)?`;
const isoMoment = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;
const yearFirst = new RegExp(String.raw`^(\d{4})([./-])(\d{1,2})\2(\d{1,2})${hour}$`);
const yearLast = new RegExp(String.raw`^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{2}|\d{4})${hour}$`);
const withoutYear = /^(\d{1,2})[./-]\s?(\d{1,2})\.?$/;

/** Two digits of a year: the one that lies nearest to today; of a birthday the last one that has been. */
function fullYear(digits: string, today: CivilDate, isPast: boolean): number {
  const now = Number(today.slice(0, 4));
  const year = now - (now % 100) + Number(digits);
  if (isPast) return year > now ? year - 100 : year;
  return year > now + 50 ? year - 100 : year <= now - 50 ? year + 100 : year;
}

function realDay(text: string, year: number, month: number, day: number, { dates }: Habits): CellRead<string> {
  if (month < 1 || month > 12)
    return {
      wrong: `There is no month ${month} in ${text}: days are read ${orderWords[dates]} (dates=${dates}). Is it dates=${otherOrder[dates]}?`,
    };
  if (day < 1 || day > daysIn(year, month)) return { wrong: `There is no such day: ${text}.` };
  return { is: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` };
}

/**
 * The day that a cell names, as `YYYY-MM-DD`; of a birthday without a year `MM-DD`. What is no day at all is given back as
 * it stands, so that it is refused as it would be in any other file.
 */
export function dayInCell(
  text: string,
  habits: Habits,
  today: CivilDate,
  of: 'day' | 'birthday' = 'day',
): CellRead<string> {
  if (text.length > longestFigure) return { is: text };
  const shown = cellShown(text);
  const moment = isoMoment.exec(text);
  if (moment !== null) {
    const [, day = '', clock = '', seconds = '', zone = ''] = moment;
    if (zone === '' || (clock === '00:00' && !/[1-9]/.test(seconds))) return { is: day };
    return { wrong: `${shown} is a moment in a time zone, not a day: write the day alone, as 2026-06-01.` };
  }
  const counted = serial.exec(text);
  if (counted !== null) return { wrong: serialSentence(shown, Number(counted[1])) };
  const isYearFirst = yearFirst.exec(text);
  if (isYearFirst !== null) {
    const [, year, , month, day] = isYearFirst.map(Number);
    return realDay(shown, year ?? 0, month ?? 0, day ?? 0, { ...habits, dates: 'ymd' });
  }
  const isYearLast = yearLast.exec(text);
  const partly = of === 'birthday' ? withoutYear.exec(text) : null;
  if (partly !== null && habits.dates === 'ymd' && /^\d{2}-\d{2}$/.test(text)) return { is: text };
  if (isYearLast === null && partly === null) return { is: text };
  if (habits.dates === 'ymd')
    return {
      wrong: `${shown} begins with its day or its month: say which (dates=dmy or dates=mdy), or write it as 2026-06-01.`,
    };
  const [first, second] = isYearLast === null ? [partly?.[1], partly?.[2]] : [isYearLast[1], isYearLast[3]];
  const [month, day] = habits.dates === 'mdy' ? [Number(first), Number(second)] : [Number(second), Number(first)];
  if (isYearLast === null) {
    const read = realDay(shown, 2000, month, day, habits);
    return 'is' in read ? { is: read.is.slice(5) } : read;
  }
  const written = isYearLast[4] ?? '';
  const year = written.length === 2 ? fullYear(written, today, of === 'birthday') : Number(written);
  return realDay(shown, year, month, day, habits);
}

/** Blanks that group digits: that of the keyboard, and those of Unicode that spreadsheets write. */
const blanks = ' \u00A0\u2007\u2009\u202F';
const numberWith = (mark: string, groups: string): RegExp =>
  new RegExp(
    `^([-\u2212]?)(\\d+|\\d{1,3}([${groups}'’${blanks}])\\d{3}(?:\\3\\d{3})*|\\d{1,2}(?:,\\d{2})+,\\d{3})(?:${mark}(\\d+))?$`,
  );
const numbers = { point: numberWith('\\.', ','), comma: numberWith(',', '.') } as const;

/** A number with a point before its decimals and nothing between its digits; null where it is written in another way. */
export function plainNumber(text: string, decimals: Habits['decimals']): string | null {
  const read = text.length > longestFigure ? null : numbers[decimals].exec(text);
  if (read === null) return null;
  const [, minus = '', whole = '', , fraction] = read;
  // Groups of two digits are written with commas alone.
  if (decimals === 'comma' && whole.includes(',')) return null;
  return `${minus === '' ? '' : '-'}${whole.replaceAll(/\D/g, '')}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Currencies that write an amount with that sign. */
const signs: Readonly<Record<string, RegExp>> = {
  '€': /^EUR$/,
  '£': /^(?:GBP|EGP|FKP|GIP|LBP|SDG|SHP|SSP|SYP)$/,
  $: /^(?:..D|ARS|BRL|CLP|COP|CUP|CVE|DOP|MOP|MXN|NIO|TOP|UYU|WST)$/,
  '¥': /^(?:JPY|CNY)$/,
};

/** The figures of an amount, without the sign or the code of its currency; or that it is in another one. */
function figuresOf(text: string, currency: string): CellRead<string> {
  const sign = String.raw`(?:\p{Sc}|[A-Z]{3})`;
  const [, before, figures = text, after] =
    new RegExp(`^(${sign})?[\\s\u00A0\u202F]*(.*?)[\\s\u00A0\u202F]*(${sign})?$`, 'u').exec(text) ?? [];
  for (const one of [before, after]) {
    if (one === undefined || currency === '') continue;
    const isRight = one.length === 3 ? one === currency : (signs[one]?.test(currency) ?? true);
    if (!isRight) return { wrong: `The amount says ${one}, and the column of the currency ${currency}.` };
  }
  return { is: figures };
}

const markExamples = { point: '12,000.50', comma: '12.000,50' } as const;
const otherMark = { point: 'comma', comma: 'point' } as const;

/** The amount of a cell in minor units, in the currency of its row. */
export function amountIn(text: string, currency: string, { amounts, decimals }: Habits): CellRead<number> {
  const shown = cellShown(text);
  if (text.length > longestFigure) return { wrong: `${shown} is no amount.` };
  const figures = figuresOf(text, currency);
  if ('wrong' in figures) return figures;
  const whole = currency === '' ? 'units of the currency' : currency;
  if (amounts === 'minor') {
    if (/^\d+$/.test(figures.is)) return { is: Number(figures.is) };
    return {
      wrong: `${shown} is no whole number of minor units (cents). If the file counts in whole ${whole}, say amounts=whole.`,
    };
  }
  const plain = plainNumber(figures.is, decimals);
  const other = otherMark[decimals];
  const isOther = plainNumber(figures.is, other) !== null;
  const hint = isOther ? ` Is it decimals=${other} (${markExamples[other]})?` : '';
  if (plain === null)
    return { wrong: `${shown} is no amount as decimals=${decimals} reads it (${markExamples[decimals]}).${hint}` };
  if (plain.startsWith('-')) return { wrong: `${shown} is less than nothing.` };
  const read = fromMajor(plain, currency);
  if (read.kind === 'money') return { is: read.money.amount };
  if (read.kind === 'too-fine')
    return {
      wrong: `${shown} has more decimals than ${whole} has (${digitsOf(currency)}): a ${decimals} stands before them in this file (decimals=${decimals}).${hint}`,
    };
  return { wrong: `${shown} is more than we count.` };
}

/** Yes and no as people write them, and as spreadsheets show what is true or false in the languages that they speak most. */
const yesOrNo: Readonly<Record<string, boolean>> = {
  true: true, yes: true, wahr: true, ja: true, vrai: true, oui: true, vero: true, verdadero: true, sí: true, si: true, waar: true, '1': true,
  false: false, no: false, falsch: false, nein: false, faux: false, non: false, falso: false, onwaar: false, nee: false, '0': false,
}; // prettier-ignore

/** What a cell answers; null where it is neither yes nor no. */
export function yesOrNoIn(text: string): boolean | null {
  const word = text.toLowerCase();
  return Object.hasOwn(yesOrNo, word) ? (yesOrNo[word] ?? null) : null;
}
