/** Which mail each kind is. A mail is a function from what it may speak of to what it says. */
import type { Occasion } from '../domain/told/occasion';
import type { MailKind, MailRole } from '../domain/told/mails';
import { invitation, invitationCalledOff } from './kinds/campaign';
import { escalation } from './kinds/escalation';
import { handOver, passedOn } from './kinds/hand-over';
import { introduction } from './kinds/introduction';
import { itemDue, itemPrepared, itemReminded } from './kinds/item';
import { onboardingStep } from './kinds/onboarding-step';
import { opportunity, opportunityClosed } from './kinds/opportunity';
import { oversold, oversoldAnswer, oversoldProposed } from './kinds/oversold';
import { pauseReminder, resumed } from './kinds/pause';
import { receivable } from './kinds/receivable';
import { nextTerm, renewalNotice } from './kinds/renewal';
import { satisfaction } from './kinds/satisfaction';
import type { Draft } from './letter';

const mails: { readonly [K in MailKind]: (occasion: Occasion, role: MailRole) => Draft } = {
  'hand-over': handOver,
  'passed-on': passedOn,
  introduction,
  'next-term': nextTerm,
  'onboarding-step': onboardingStep,
  'item-prepared': itemPrepared,
  'item-due': itemDue,
  'item-reminded': itemReminded,
  escalation,
  receivable,
  opportunity,
  'opportunity-closed': opportunityClosed,
  'renewal-notice': renewalNotice,
  'pause-reminder': pauseReminder,
  resumed,
  satisfaction,
  invitation,
  'invitation-called-off': invitationCalledOff,
  oversold,
  'oversold-proposed': oversoldProposed,
  'oversold-answer': oversoldAnswer,
};

/** What a mail of that kind says to that role on that occasion. */
export function draftOf(kind: MailKind, role: MailRole, occasion: Occasion): Draft {
  return mails[kind](occasion, role);
}
