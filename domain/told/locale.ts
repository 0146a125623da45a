/**
 * Days, moments, money and numbers as their reader writes them. Only words come of it: nothing that is decided depends on
 * what the runtime knows of a language.
 */
import { DateTime } from 'luxon';
import { dayOf } from '../core/calendar';
import type { CivilDate, Instant, Money } from '../core/json';
import type { Language } from '../core/language';
import { digitsOf, toMajor } from '../core/money';

/** How a reader reads: in which language, in the manner of which country, and on whose wall clock. */
export interface Locale {
  readonly language: Language;
  /** ISO 3166; null where nobody said. */
  readonly country: string | null;
  readonly zone: string;
}

/** Where nobody said how they read: answers of the API, and what stands in Temporal. */
export const plainEnglish: Locale = { language: 'en', country: 'GB', zone: 'UTC' };

/** Countries in which a language is written in a manner of its own; elsewhere it is written as in the first. */
const countries: Readonly<Record<Language, readonly [string, ...string[]]>> = {
  en: ['GB', 'US', 'IE', 'AU', 'NZ', 'CA'],
  de: ['DE', 'AT', 'CH', 'LI'],
  fr: ['FR', 'CH', 'BE', 'CA', 'LU'],
  es: ['ES', 'MX', 'AR', 'CO', 'CL'],
  it: ['IT', 'CH'],
};

/** Its tag as BCP 47 has it: `de-AT`. */
export function tagOf({ language, country }: Pick<Locale, 'language' | 'country'>): string {
  const [first, ...others] = countries[language];
  return `${language}-${others.find((one) => one === country) ?? first}`;
}

/** How a day is written: with its weekday, and with its year. */
const dayFormats: Readonly<Record<Language, { readonly day: string; readonly dayOfYear: string }>> = {
  en: { day: 'ccc d LLL', dayOfYear: 'ccc d LLL yyyy' },
  de: { day: 'ccc, d. LLLL', dayOfYear: 'ccc, d. LLLL yyyy' },
  fr: { day: 'ccc d LLLL', dayOfYear: 'ccc d LLLL yyyy' },
  es: { day: "ccc d 'de' LLLL", dayOfYear: "ccc d 'de' LLLL 'de' yyyy" },
  it: { day: 'ccc d LLLL', dayOfYear: 'ccc d LLLL yyyy' },
};
const american = { day: 'ccc, LLL d', dayOfYear: 'ccc, LLL d, yyyy' };

const formatsOf = (locale: Locale): typeof american =>
  tagOf(locale) === 'en-US' ? american : dayFormats[locale.language];

/** So many texts are remembered: an agenda speaks of the same few days again and again, and writing one takes long. */
const kept = 5_000;
const written = new Map<string, string>();

/** What was made for that key before, or is made for it now. */
function once(key: string, make: () => string): string {
  const known = written.get(key);
  if (known !== undefined) return known;
  if (written.size >= kept) written.clear();
  const text = make();
  written.set(key, text);
  return text;
}

const civil = (day: CivilDate, locale: Locale): DateTime =>
  DateTime.fromISO(day.slice(0, 10), { zone: 'utc', locale: tagOf(locale) });

/** A day: `Thu 6 May 2027`; without its year where that is the year of `now`: `Thu 6 May`. */
export function dayIn(locale: Locale, day: CivilDate, now?: Instant): string {
  const { day: near, dayOfYear } = formatsOf(locale);
  const format = now?.slice(0, 4) === day.slice(0, 4) ? near : dayOfYear;
  return once(`${tagOf(locale)} ${format} ${day.slice(0, 10)}`, () => civil(day, locale).toFormat(format));
}

/** The day of a moment on the reader's wall clock, as `dayIn` writes it. */
export function dayOfMomentIn(locale: Locale, at: Instant, now?: Instant): string {
  return dayIn(locale, dayOf(at, locale.zone), now);
}

/** A month: `May 2027`; without its year where that is the year of `now`. */
export function monthIn(locale: Locale, day: CivilDate, now?: Instant): string {
  return civil(day, locale).toFormat(now?.slice(0, 4) === day.slice(0, 4) ? 'LLLL' : 'LLLL yyyy');
}

/** A moment on the reader's wall clock: `Thu 6 May 2027, 14:00`. */
export function momentIn(locale: Locale, at: Instant): string {
  const time = DateTime.fromISO(at, { zone: locale.zone, locale: tagOf(locale) }).toLocaleString(DateTime.TIME_SIMPLE);
  return `${dayOfMomentIn(locale, at)}, ${time}`;
}

/** An amount with its sign or code: `€36,000`, `36.000 €`, `CHF 1,200.50`. Cents are written where there are any. */
export function moneyIn(locale: Locale, money: Money): string {
  // ISO 4217 says how many decimals a currency has: what the runtime knows of it is habits.
  const digits = digitsOf(money.currency);
  const isWhole = money.amount % 10 ** digits === 0;
  const fraction = isWhole ? 0 : digits;
  const tag = tagOf(locale);
  return once(`${tag} ${money.currency} ${fraction} ${money.amount}`, () =>
    new Intl.NumberFormat(tag, {
      style: 'currency',
      currency: money.currency,
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
    }).format(toMajor(money) as `${number}`),
  );
}

/** A country by its name: `Austria`. A code that nobody knows stays as it is. */
export function countryIn(locale: Locale, country: string): string {
  return new Intl.DisplayNames(tagOf(locale), { type: 'region', fallback: 'code' }).of(country) ?? country;
}

/** An amount without its currency, as a form shows it: `36,000`, `36.000`, `1’200.50`. Cents are written where there are any. */
export function amountShownIn(locale: Locale, money: Money): string {
  const digits = digitsOf(money.currency);
  const fraction = money.amount % 10 ** digits === 0 ? 0 : digits;
  return new Intl.NumberFormat(tagOf(locale), {
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
  }).format(toMajor(money) as `${number}`);
}

/** A number: `1,200.5`, `1.200,5`. */
export function numberIn(locale: Locale, value: number): string {
  return new Intl.NumberFormat(tagOf(locale), { maximumFractionDigits: 6 }).format(value);
}

/** Names in a sentence: `Ida, Ben and Li`. */
export function listIn(locale: Locale, names: readonly string[]): string {
  return new Intl.ListFormat(tagOf(locale), { type: 'conjunction' }).format(names);
}

/** How many days until then, and since then, as people say it: `today`, `tomorrow`, `in 3 days`, `2 days ago`. */
export function daysAwayIn(locale: Locale, day: CivilDate, today: CivilDate): string {
  const days = civil(day, locale).diff(civil(today, locale), 'days').days;
  return new Intl.RelativeTimeFormat(tagOf(locale), { numeric: 'auto' }).format(days, 'day');
}
