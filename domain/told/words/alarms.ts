/** What an alarm says in the language of its reader: what is wrong, who was asked and has not reacted, and who hears of it next. */
import type { AlarmReason } from '../../concerns/alarm-reasons';
import type { AskedRole } from '../../concerns/climbing';
import { daysBetween } from '../../core/calendar';
import type { Instant } from '../../core/json';
import type { LadderRole } from '../../core/policy';
import { wrongText } from '../alarm-words';
import { wordsFor } from '../sentences';
import type { Speech } from './speech';

/** What is wrong, in a few words; whoever left is named, and what the house measures of its own. */
export function wrongIn(
  { locale }: Speech,
  reasons: readonly AlarmReason[],
  about: readonly string[] = [],
  own: readonly string[] = [],
): string {
  return wrongText(reasons, locale, about, own);
}

/** Who holds each role of the ladder, by name. */
export type LadderNames = { readonly [R in LadderRole]: string | null };

const nameIn = ({ locale }: Speech, role: LadderRole, names: LadderNames): string =>
  names[role] ?? wordsFor(locale).roles[role];

/** How long something has been open: `2 weeks`, `3 days`; as it follows “after”. */
export function ageIn({ locale }: Speech, since: Instant, now: Instant): string {
  return wordsFor(locale).alarm.age(Math.max(0, daysBetween(since.slice(0, 10), now.slice(0, 10))));
}

/** Who was asked before and has not reacted; the reader is told what they were asked themselves. Null where nobody was. */
export function whoWasAskedIn(
  speech: Speech,
  asked: readonly AskedRole[],
  reader: LadderRole | null,
  names: LadderNames,
): string | null {
  const { alarm } = wordsFor(speech.locale);
  const before = asked.flatMap(({ role, first, last }) => {
    const day = speech.day(first);
    if (role !== reader) return [alarm.asked(nameIn(speech, role, names), day)];
    return first === last ? [] : [alarm.askedYou(day)];
  });
  return before.length === 0 ? null : alarm.untaken(speech.list(before));
}

/** Who hears of it next, and when. */
export function nextIn(
  speech: Speech,
  next: { readonly role: LadderRole; readonly at: Instant } | undefined,
  names: LadderNames,
  asked: readonly AskedRole[],
): string {
  const { alarm } = wordsFor(speech.locale);
  if (next === undefined) return alarm.noFurther;
  const again = asked.some(({ role }) => role === next.role);
  return alarm.next(nameIn(speech, next.role, names), speech.day(next.at), again);
}
