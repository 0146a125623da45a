/**
 * Days as people write them: `6.5.2027`, `6 May 2027`, `May 6, 2027`, `Do, 6. Mai 2027`, `6 de mayo de 2027`. What could be
 * two days is not guessed.
 */
import { DateTime, Info } from 'luxon';
import { languages } from '../core/language';
import type { CivilDate } from '../core/json';

export type DayRead =
  | { readonly kind: 'day'; readonly day: CivilDate }
  | { readonly kind: 'unclear'; readonly either: readonly [CivilDate, CivilDate] }
  | { readonly kind: 'no-day' };

const noDay: DayRead = { kind: 'no-day' };

/** No day is longer than that: what is longer is refused before any pattern looks at it. */
const longestDay = 64;
/** Fewer letters of a month or a weekday are no name. */
const shortestName = 3;

/** Without accents and in small letters, so that `Août` and `aout` are one word. */
const plain = (word: string): string => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Austria has a January of its own. */
const monthNames = [...languages, 'de-AT'].map((locale) => Info.months('long', { locale }).map(plain));
const weekdayNames = languages.flatMap((locale) => Info.weekdays('long', { locale }).map(plain));

/** The month that a word names, whole or cut short, in any of our languages; null where it names none, or several. */
function monthIn(word: string): number | null {
  const wanted = plain(word);
  if (wanted.length < shortestName) return null;
  const whole = monthNames.map((names) => names.indexOf(wanted)).filter((index) => index >= 0);
  const cut = monthNames.flatMap((names) => names.flatMap((name, index) => (name.startsWith(wanted) ? [index] : [])));
  const found = new Set(whole.length > 0 ? whole : cut);
  const [month] = found;
  return found.size === 1 && month !== undefined ? month + 1 : null;
}

/** `Thursday`, `Do`: it says nothing that the date does not. */
const isWeekday = (word: string): boolean => weekdayNames.some((name) => name.startsWith(plain(word)));

/** A day that is in the calendar. */
function dayOf(year: number, month: number, day: number): CivilDate | null {
  const at = DateTime.utc(year, month, day);
  return at.isValid ? at.toISODate() : null;
}

const asRead = (day: CivilDate | null): DayRead => (day === null ? noDay : { kind: 'day', day });

/** Two digits are years of this century. */
const yearOf = (digits: string): number => (digits.length === 2 ? 2_000 : 0) + Number(digits);

const year = String.raw`(\d{4}|\d{2})`;
const yearFirst = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/;
const inFigures = new RegExp(String.raw`^(\d{1,2})([-./])\s?(\d{1,2})\2\s?${year}$`);
const dayThenMonth = new RegExp(
  String.raw`^(\d{1,2})(?:\.|er|st|nd|rd|th|º)?[ -](?:de |of )?(\p{L}+)\.?[ -](?:de |del )?${year}$`,
  'iu',
);
const monthThenDay = new RegExp(String.raw`^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? ${year}$`, 'iu');

/** What stands in front of a date and says nothing that it does not. */
const article = /^(?:the|on|den|der|am|le|el|il) (?=\S)/iu;

/** The ways in which a text can be read: as it stands, without an article, without a weekday in front. */
function readings(text: string): readonly string[] {
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const [, first = '', rest = ''] = /^(\p{L}+)\.?,? (.+)$/iu.exec(words) ?? [];
  return [words, words.replace(article, ''), ...(isWeekday(first) ? [rest.replace(article, '')] : [])];
}

/** In figures with a slash or a dash the day or the month comes first; with points it is the day. */
function figures(first: number, second: number, mark: string, written: string): DayRead {
  const dayFirst = dayOf(yearOf(written), second, first);
  const monthFirst = dayOf(yearOf(written), first, second);
  if (mark === '.' || monthFirst === null || monthFirst === dayFirst) return asRead(dayFirst);
  return dayFirst === null ? asRead(monthFirst) : { kind: 'unclear', either: [dayFirst, monthFirst] };
}

/** What day a text is. */
export function readDay(text: string): DayRead {
  if (text.trim().length > longestDay) return noDay;
  return (
    readings(text)
      .map(asWritten)
      .find(({ kind }) => kind !== 'no-day') ?? noDay
  );
}

function asWritten(written: string): DayRead {
  const [, y = '', m = '', d = ''] = yearFirst.exec(written) ?? [];
  if (y !== '') return asRead(dayOf(Number(y), Number(m), Number(d)));
  const [, first = '', mark = '', second = '', ofFigures = ''] = inFigures.exec(written) ?? [];
  if (first !== '') return figures(Number(first), Number(second), mark, ofFigures);
  const named = dayThenMonth.exec(written);
  const [day = '', word = '', ofName = ''] = named === null ? monthFirstIn(written) : [named[1], named[2], named[3]];
  const month = monthIn(word);
  return month === null ? noDay : asRead(dayOf(yearOf(ofName), month, Number(day)));
}

/** Day, month and year of `May 6, 2027`. */
function monthFirstIn(written: string): readonly (string | undefined)[] {
  const found = monthThenDay.exec(written);
  return found === null ? [] : [found[2], found[1], found[3]];
}
