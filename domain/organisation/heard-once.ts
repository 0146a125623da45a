/**
 * One reader hears one thing once. Of mails that the same batch of events causes, to the same reader, one is enough where
 *
 * - one event is told to them in two roles: they hold both, or stand in for both. The first is kept.
 * - an alarm, a fall of health or a rating is told twice of one moment, with nothing that tells the two apart: after an
 *   outage what waited arrives together. The last is kept.
 * - an answer raised an alarm, and the alarm has the client's words. The alarm is kept.
 */
import type { Event, Recorded } from '../core/concern';
import type { MailKind } from '../told/mails';
import { plainEnglish } from '../told/locale';
import { heardIn, ratingIn } from '../told/news';

/** A mail to somebody, and the event of which it tells. */
export interface Hearing {
  readonly kind: MailKind;
  readonly recipient: string;
  readonly subject: string | null;
  readonly line: Recorded;
}

/** Kinds of mails that tell how things stand, or what somebody heard; others ask for something of their own. */
const overtakes: ReadonlySet<MailKind> = new Set<MailKind>(['escalation', 'changed', 'answer']);

const isSameThing = (one: Hearing, other: Hearing): boolean =>
  one.kind === other.kind && one.subject === other.subject && one.recipient === other.recipient;

const isInTwoRoles = (one: Hearing, other: Hearing): boolean =>
  isSameThing(one, other) && one.line.seq === other.line.seq;

/** What a mail says of its event: nothing else differs between two of one moment. */
function wordsOf({ event, note }: Recorded): string {
  const rating = ratingIn(event);
  return JSON.stringify([rating === null ? event : [rating, heardIn(event, plainEnglish)], note]);
}

const isOvertaken = (one: Hearing, later: Hearing): boolean =>
  isSameThing(one, later) &&
  one.line.at === later.line.at &&
  one.line.seq < later.line.seq &&
  overtakes.has(one.kind) &&
  wordsOf(one.line) === wordsOf(later.line);

/** True where an alarm is raised, again or anew, because they are unhappy. */
function isAboutHappiness(event: Event): boolean {
  switch (event.kind) {
    case 'escalation-opened':
    case 'escalation-reopened':
    case 'escalation-joined':
      return event.reasons.includes('happiness');
    default:
      return false;
  }
}

const isInAlarm = (answer: Hearing, alarm: Hearing): boolean =>
  answer.kind === 'answer' &&
  alarm.kind === 'escalation' &&
  isAboutHappiness(alarm.line.event) &&
  answer.recipient === alarm.recipient &&
  answer.line.cause === alarm.line.cause;

/** The mails that are needed, in their order, and those that are not, with the mail that makes them needless. */
export function heardOnce<T extends Hearing>(
  mails: readonly T[],
): { readonly needed: readonly T[]; readonly needless: readonly T[] } {
  const inOneRole = mails.filter((one, index) => !mails.slice(0, index).some((other) => isInTwoRoles(one, other)));
  const lasting = inOneRole.filter((one) => !inOneRole.some((other) => isOvertaken(one, other)));
  const needed = lasting.filter((one) => !lasting.some((other) => isInAlarm(one, other)));
  return { needed, needless: mails.filter((one) => !needed.includes(one)) };
}
