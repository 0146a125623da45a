/** What an alarm says to people: what happened, who was asked and has not reacted, and who hears of it next. */
import type { AlarmReason } from '../concerns/alarm-reasons';
import type { AskedRole } from '../concerns/climbing';
import { daysBetween } from '../core/calendar';
import type { Instant } from '../core/json';
import type { LadderRole } from '../core/policy';
import { dayIn, listIn, plainEnglish, type Locale } from './locale';
import { wordsFor } from './sentences';
import { plainTelling, sayFor } from './telling';

/** What is wrong, in a few words; whoever left is named, and what the house measures of its own. */
export function wrongText(
  reasons: readonly AlarmReason[],
  about: readonly string[] = [],
  own: readonly string[] = [],
  locale: Locale = plainEnglish,
): string {
  const { wrong, haveLeft, arePast } = wordsFor(locale);
  const say = sayFor({ ...plainTelling(), locale });
  const said = reasons.map((reason) => {
    if (reason === 'contactDeparted' && about.length > 0) return haveLeft(about, say);
    if (reason === 'ownSignal' && own.length > 0) return arePast(own, say);
    return wrong[reason];
  });
  return [...new Set(said)].join(', ');
}

/** Who holds each role of the ladder, by name. */
export type LadderNames = { readonly [R in LadderRole]: string | null };

const nameOf = (role: LadderRole, names: LadderNames, locale: Locale): string =>
  names[role] ?? wordsFor(locale).roles[role];

/** How long something is open, in words: `2 weeks`, `3 days`. */
export function ageText(since: Instant, now: Instant, locale: Locale = plainEnglish): string {
  return wordsFor(locale).alarm.age(Math.max(0, daysBetween(since.slice(0, 10), now.slice(0, 10))));
}

/** Who was asked before, and since when they have not reacted; the reader is told what they were asked themselves. */
export function askedText(
  asked: readonly AskedRole[],
  reader: LadderRole | null,
  names: LadderNames,
  locale: Locale = plainEnglish,
  now?: Instant,
): string | null {
  const { alarm } = wordsFor(locale);
  const before = asked.flatMap(({ role, first, last }) => {
    const day = dayIn(locale, first, now);
    if (role !== reader) return [alarm.asked(nameOf(role, names, locale), day)];
    return first === last ? [] : [alarm.askedYou(day)];
  });
  return before.length === 0 ? null : alarm.untaken(listIn(locale, before));
}

/** Who hears of it next, and when. */
export function nextText(
  next: { readonly role: LadderRole; readonly at: Instant } | undefined,
  names: LadderNames,
  asked: readonly AskedRole[],
  locale: Locale = plainEnglish,
  now?: Instant,
): string {
  const { alarm } = wordsFor(locale);
  if (next === undefined) return alarm.noFurther;
  const again = asked.some(({ role }) => role === next.role);
  return alarm.next(nameOf(next.role, names, locale), dayIn(locale, next.at, now), again);
}
