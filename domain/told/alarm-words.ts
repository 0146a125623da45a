/** What an alarm says to people: what happened, who was asked and has not reacted, and who hears of it next. */
import { reasonText, type AlarmReason } from '../concerns/alarm-reasons';
import type { AskedRole } from '../concerns/climbing';
import { daysBetween } from '../core/calendar';
import { dateText, dayText } from './day-text';
import type { Instant } from '../core/json';
import type { LadderRole } from '../core/policy';

const sentences: { readonly [R in AlarmReason]?: string } = {
  usage: 'they hardly use it',
  happiness: 'they are unhappy',
  tickets: 'many tickets are open',
  serviceCall: 'a service call went badly',
  billingError: 'there was a billing error',
  invoiceOverdue: 'an invoice is overdue',
  contactDeparted: 'a contact has left',
  competitorSeen: 'a competitor was seen',
  singleContact: 'at most one contact is left',
  news: 'there is news about them',
  missedContact: 'planned contacts were missed',
  openAlarm: 'an alarm has been open for long',
  renewalUndecided: 'the renewal date has come and nothing is decided',
  silence: 'nothing has been heard of them for long',
  ownSignal: 'a signal of your own is past its threshold',
  'client-opted-out': 'they asked to be left alone',
  'renewal-undecided': 'the renewal date has come and nothing is decided',
  'notice-given': 'they gave notice',
  'touch-missed': 'a planned contact was missed',
  'review-missed': 'a quarterly review was missed',
  'check-in-missed': 'the check-in was missed',
  'success-check-missed': 'the success check was missed',
};

/** Names in a list: `Ann`, `Ann and Ben`, `Ann, Ben and Eve`. */
const inList = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** What is wrong, in a few words; whoever left is named, and what the house measures of its own. */
export function wrongText(
  reasons: readonly AlarmReason[],
  about: readonly string[] = [],
  own: readonly string[] = [],
): string {
  const said = reasons.map((reason) => {
    if (reason === 'contactDeparted' && about.length > 0)
      return `${inList(about)} ${about.length === 1 ? 'has' : 'have'} left`;
    if (reason === 'ownSignal' && own.length > 0)
      return `${inList(own)} ${own.length === 1 ? 'is past its threshold' : 'are past their thresholds'}`;
    return sentences[reason] ?? reasonText(reason);
  });
  return [...new Set(said)].join(', ');
}

/** Who holds each role of the ladder, by name. */
export type LadderNames = { readonly [R in LadderRole]: string | null };

const nameOf = (role: LadderRole, names: LadderNames): string => names[role] ?? `the ${role}`;

/** How long something is open, in words: `2 weeks`, `3 days`. */
export function ageText(since: Instant, now: Instant): string {
  const days = Math.max(0, daysBetween(since.slice(0, 10), now.slice(0, 10)));
  if (days >= 7) return `${Math.floor(days / 7)} week${days < 14 ? '' : 's'}`;
  return `${days} day${days === 1 ? '' : 's'}`;
}

/** Who was asked before, and since when they have not reacted; the reader is told what they were asked themselves. */
export function askedText(asked: readonly AskedRole[], reader: LadderRole | null, names: LadderNames): string | null {
  const before = asked.flatMap(({ role, first, last }) => {
    if (role !== reader) return [`${nameOf(role, names)} was asked on ${dateText(first)}`];
    return first === last ? [] : [`you were asked first on ${dateText(first)}`];
  });
  return before.length === 0 ? null : `${inList(before)}; nobody has taken it on.`;
}

/** Who hears of it next, and when. */
export function nextText(
  next: { readonly role: LadderRole; readonly at: Instant } | undefined,
  names: LadderNames,
  asked: readonly AskedRole[],
): string {
  return next === undefined
    ? 'It goes no further up; it stands in the digest of every Monday until it is settled.'
    : `If nobody takes it on by ${dayText(next.at)}, ${asked.some(({ role }) => role === next.role) ? `${nameOf(next.role, names)} hears of it again` : `it goes to ${nameOf(next.role, names)}`}.`;
}
