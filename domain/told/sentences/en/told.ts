/** English words of alarms, news and the course of health. */
import type { Vocabulary } from '../catalogue';
import { churn, counted, items, quoted } from './words';

export const alarm: Vocabulary['alarm'] = {
  asked: (name, day) => `${name} was asked on ${day}`,
  askedYou: (day) => `you were asked first on ${day}`,
  untaken: (asked) => `${asked}; nobody has taken it on.`,
  next: (name, day, again) =>
    `If nobody takes it on by ${day}, ${again ? `${name} hears of it again` : `it goes to ${name}`}.`,
  noFurther: 'It goes no further up; it stands in the digest of every Monday until it is settled.',
  age: (days) => (days >= 7 ? counted(Math.floor(days / 7), 'week') : counted(days, 'day')),
};

export const news: Vocabulary['news'] = {
  somebody: 'A contact',
  health: ({ fell, band, score, moved }) => `health ${fell ? 'fell to' : 'is'} ${band}, ${score} of 100 (${moved})`,
  optedOut: (who) => `${who} does not want our mails any more`,
  unreachable: (who) => `no mail reaches ${who}`,
  declined: (who, campaign) =>
    `${who} declined ${campaign === null ? 'an invitation' : `the invitation to ${quoted(campaign)}`}`,
  left: (who, to) => (to === null ? `${who} has left` : `${who} went to ${to}`),
  notice: (day, reason) => `the client gave notice, effective ${day}: ${churn[reason]}`,
  withdrawn: 'the client withdrew their notice',
  answered: (who, score) => `${who} answered ${score} of 10`,
  unhappy: (score, where) => `they are unhappy, ${score} of 10${where === null ? '' : ` (heard: ${items[where]})`}`,
};

/** A figure of what nobody knows says nothing. */
const stands = ({ band, score }: Parameters<Vocabulary['course']['fromTo']>[1]): string =>
  band === 'unknown' ? 'not known' : `${band}, ${score} of 100`;

export const course: Vocabulary['course'] = {
  since: (band, score, month) => `${stands({ band, score })} since ${month}`,
  fromTo: (first, now) =>
    stands(first) === stands(now)
      ? `${stands(now)}, as in ${first.month}`
      : `${stands(first)} in ${first.month} → ${stands(now)} now`,
};
