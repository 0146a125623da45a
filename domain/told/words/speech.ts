/** Days, moments, money and lists as the reader of a mail writes them. */
import type { CivilDate, Instant, Money } from '../../core/json';
import { dayIn, dayOfMomentIn, listIn, momentIn, moneyIn, numberIn, type Locale } from '../locale';
import type { Occasion } from '../occasion';

export interface Speech {
  readonly language: Locale['language'];
  readonly locale: Locale;
  /** The moment of which the mail tells. */
  readonly now: Instant;
  day(day: CivilDate): string;
  dayOf(at: Instant): string;
  moment(at: Instant): string;
  money(money: Money): string;
  number(value: number): string;
  list(names: readonly string[]): string;
  /** Somebody's own words. */
  quoted(words: string): string;
}

/** How a reader writes things at a moment: a day of its year goes without the year. */
export function speechOf(locale: Locale, now: Instant): Speech {
  return {
    language: locale.language,
    locale,
    now,
    day: (day) => dayIn(locale, day, now),
    dayOf: (at) => dayOfMomentIn(locale, at, now),
    moment: (at) => momentIn(locale, at),
    money: (money) => moneyIn(locale, money),
    number: (value) => numberIn(locale, value),
    list: (names) => listIn(locale, names),
    quoted: (words) => (locale.language === 'de' ? `„${words}“` : `“${words}”`),
  };
}

/** How the reader of an occasion writes things. */
export const speechFor = ({ locale, at, lifecycle }: Pick<Occasion, 'locale' | 'at' | 'lifecycle'>): Speech =>
  speechOf(locale, at ?? lifecycle.asOf);
