/** English reasons: of alarms, of health, of the outlook of a renewal, and why something was refused. */
import { isSignal, type AlarmReason } from '../../../concerns/alarm-reasons';
import type { HealthReason } from '../../../concerns/health-weighing';
import type { ForecastReason } from '../../../figures/forecast';
import { signalNamed, type DetailParts } from '../details';
import { causesIn } from '../said';
import type { Say } from '../../telling';
import type { Vocabulary } from '../catalogue';
import { counted, own, signals, tickets, usage } from './words';

export const wrong: Vocabulary['wrong'] = {
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
  missedContact: 'planned calls or meetings were missed',
  openAlarm: 'an alarm has been open for a long time',
  renewalUndecided: 'the renewal date has come and nothing is decided',
  silence: 'nothing has been heard of them for a long time',
  goodNews: 'there is good news',
  ownSignal: 'a signal of our own is past its threshold',
  'onboarding-overdue': 'an onboarding step is overdue',
  'client-opted-out': 'they asked to be left alone',
  'renewal-undecided': 'the renewal date has come and nothing is decided',
  'notice-given': 'they gave notice',
  'invoice-long-overdue': 'an invoice is long overdue',
  'touch-missed': 'a planned call, mail or visit was missed',
  'article-missed': 'an article was not sent',
  'birthday-missed': 'a birthday card was not sent',
  'invitation-missed': 'an invitation was not followed up',
  'check-in-missed': 'the check-in was missed',
  'success-check-missed': 'the success check was missed',
  'success-criteria-missed': 'nobody asked how they will know success',
  'review-missed': 'a quarterly review was missed',
  'rescue-missed': 'a first step of an alarm was missed',
};

/** Who has left, by name. */
export const haveLeft = (names: readonly string[], say: Say): string =>
  `${say.list(names)} ${names.length === 1 ? 'has' : 'have'} left`;
/** Which signals of the house’s own are past their thresholds. */
export const arePast = (names: readonly string[], say: Say): string =>
  `${say.list(names)} ${names.length === 1 ? 'is past its threshold' : 'are past their thresholds'}`;

/** Why a reason of its own kind holds no longer. */
const settled: { readonly [R in AlarmReason]?: string } = {
  contactDeparted: 'somebody is there for the contact who left',
  'onboarding-overdue': 'onboarding goes on',
  'client-opted-out': 'the client may be contacted again',
  'renewal-undecided': 'the renewal is decided',
  'notice-given': 'the notice was withdrawn',
  'invoice-long-overdue': 'the invoice is settled',
  'check-in-missed': 'a later talk or the next term took its place',
  'success-check-missed': 'a later talk or the next term took its place',
};

/** Why a reason holds no longer. */
export const over = (reason: AlarmReason): string =>
  settled[reason] ?? (isSignal(reason) ? 'health is better' : 'it was made up for');

export const opportunities: Vocabulary['opportunities'] = {
  'usage-at-ceiling': 'they use nearly all that they bought',
  'happy-review': 'they were very happy in the review',
  hint: 'somebody who knows them suggested it',
  'changed-scope': 'what they need has changed',
};

/** What a reason of health rests on. */
export function detail(parts: DetailParts, say: Say): string {
  switch (parts.signal) {
    case 'usage':
      return usage[parts.bucket];
    case 'tickets':
      return tickets[parts.bucket];
    case 'ownSignal':
      return own[parts.bucket];
    case 'happiness':
      return `${parts.score} of 10`;
    case 'invoiceOverdue':
      return parts.days === null ? `overdue since ${say.day(parts.since)}` : `${counted(parts.days, 'day')} overdue`;
    case 'singleContact':
      return parts.isNobody ? 'no contact is left' : 'only one contact';
    case 'incidents':
      return parts.count === 1 ? 'one lately' : `${parts.count} lately`;
    case 'missedContact':
      return `${parts.count} since the last one that took place`;
    case 'openAlarm':
      return `for more than ${counted(parts.days, 'day')}`;
    case 'renewalUndecided':
      return 'the date has passed';
    case 'silence':
      return `nothing heard for ${counted(parts.days, 'day')}`;
    case 'noticeGiven':
      return `effective ${say.day(parts.on)}`;
    case 'invoiceAtRisk':
      return 'it is still open';
    case 'seriousAlarm':
      return parts.reasons.map((one) => (typeof one === 'string' ? one : wrong[one.reason])).join(', ');
    case 'goodNews':
      return {
        usage: usage.full,
        promises: 'every promise is met',
        review: `happiness ${parts.score} of 10 in a review`,
        rating: `happiness ${parts.score} of 10`,
      }[parts.what];
    case 'other':
      return parts.text;
  }
}

const named = (reason: Pick<HealthReason, 'signal' | 'name'>): string => signalNamed(reason, signals);

/** What speaks for or against a renewal. */
export function forecast(reason: ForecastReason, say: Say): string {
  switch (reason.kind) {
    case 'rescue':
      return {
        declined: 'the client declined the first step of an alarm',
        unhappy: 'the client was not happy at the first step of an alarm',
        'no-answer': 'nobody answered the first step of an alarm',
        resolved: 'an alarm was resolved, and no good word has come since',
      }[reason.mark];
    case 'sponsor-left':
      return reason.level === 'executive'
        ? 'the executive contact has left, and no successor is known'
        : 'the manager among the contacts has left, and no successor is known';
    case 'oversold':
      return `${counted(reason.count, 'promise')} flagged as oversold`;
    case 'promises-missed':
      return `${counted(reason.count, 'promise')} missed at the last review`;
    case 'promises-open':
      return `${counted(reason.count, 'promise')} not met yet`;
    case 'health':
      return `health is ${reason.band} (${reason.score} of 100)`;
    case 'points-lost':
      return `health has lost ${counted(reason.points, 'point')}: ${reason.reasons.map(named).join(', ')}`;
    case 'alarm':
      return `an alarm is open: ${causesIn({ wrong, arePast }, reason, say).join('; ')}`;
    case 'leaving':
      return `the client gave notice, effective ${say.day(reason.endsOn)}`;
    case 'opted-out':
      return 'the client asked to be left alone';
    case 'declined':
      return 'the client declined the last call or meeting';
    case 'undecided':
      return 'the renewal date has passed without a decision';
    case 'happiness':
      return `happiness ${reason.score} of 10`;
    case 'usage':
      return usage[reason.bucket];
    case 'went-well':
      return 'the last call or meeting went well';
    case 'renewed-before':
      return 'they have renewed before';
    case 'renewed':
      return 'it was renewed';
    case 'ended':
      return 'it has ended';
    case 'unanswered':
      return `${counted(reason.count, 'attempt')} running brought no answer`;
    case 'unheard':
      return 'nothing has been heard from the client';
  }
}
