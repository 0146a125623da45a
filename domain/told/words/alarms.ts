/** What an alarm says in the language of its reader, at the moment of which they are told. */
import type { AlarmReason } from '../../concerns/alarm-reasons';
import type { AskedRole } from '../../concerns/climbing';
import type { Instant } from '../../core/json';
import type { LadderRole } from '../../core/policy';
import { ageText, askedText, nextText, wrongText, type LadderNames } from '../alarm-words';
import type { Speech } from './speech';

/** What is wrong, in a few words; whoever left is named, and what the house measures of its own. */
export function wrongIn(
  { locale }: Speech,
  reasons: readonly AlarmReason[],
  about: readonly string[] = [],
  own: readonly string[] = [],
): string {
  return wrongText(reasons, about, own, locale);
}

/** How long something has been open: `2 weeks`, `3 days`; as it follows “after”. */
export function ageIn({ locale }: Speech, since: Instant, now: Instant): string {
  return ageText(since, now, locale);
}

/** Who was asked before and has not reacted; the reader is told what they were asked themselves. Null where nobody was. */
export function whoWasAskedIn(
  { locale, now }: Speech,
  asked: readonly AskedRole[],
  reader: LadderRole | null,
  names: LadderNames,
): string | null {
  return askedText(asked, reader, names, locale, now);
}

/** Who hears of it next, and when. */
export function nextIn(
  { locale, now }: Speech,
  next: { readonly role: LadderRole; readonly at: Instant } | undefined,
  names: LadderNames,
  asked: readonly AskedRole[],
): string {
  return nextText(next, names, asked, locale, now);
}
