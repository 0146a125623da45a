/** Which mail each kind is. A mail is a function from what it may speak of to what it says. */
import type { Occasion } from '../domain/told/occasion';
import type { MailKind, MailRole } from '../domain/told/mails';
import { answerMail } from './kinds/answer';
import { changedMail } from './kinds/changed';
import { clientReviewMail } from './kinds/client-review';
import { contactUnreachableMail, mailRefusedMail } from './kinds/unreachable';
import { invitationMail, calledOffMail, movedMail } from './kinds/campaign';
import { escalationMail } from './kinds/escalation';
import { handOffMail, passedOnMail } from './kinds/hand-off';
import { introductionMail } from './kinds/introduction';
import { itemDueMail, itemPreparedMail, itemRemindedMail } from './kinds/item';
import { onboardingStepMail } from './kinds/onboarding-step';
import { opportunityMail, opportunityClosedMail } from './kinds/opportunity';
import { oversoldMail, oversoldAnswerMail, oversoldProposedMail } from './kinds/oversold';
import { pauseReminderMail, resumedMail } from './kinds/pause';
import { receivableMail } from './kinds/receivable';
import { reviewCalledOffMail, reviewMovedMail } from './kinds/review-file';
import { nextTermMail, renewalNoticeMail } from './kinds/renewal';
import { satisfactionMail, satisfactionReminderMail } from './kinds/satisfaction';
import type { Draft } from './draft';

const mails: { readonly [K in MailKind]: (occasion: Occasion, role: MailRole) => Draft } = {
  'hand-over': handOffMail,
  'passed-on': passedOnMail,
  introduction: introductionMail,
  'next-term': nextTermMail,
  'onboarding-step': onboardingStepMail,
  'item-prepared': itemPreparedMail,
  'item-due': itemDueMail,
  'item-reminded': itemRemindedMail,
  'review-moved': reviewMovedMail,
  'review-called-off': reviewCalledOffMail,
  'review-agenda': clientReviewMail,
  escalation: escalationMail,
  receivable: receivableMail,
  opportunity: opportunityMail,
  'opportunity-closed': opportunityClosedMail,
  'renewal-notice': renewalNoticeMail,
  'pause-reminder': pauseReminderMail,
  resumed: resumedMail,
  satisfaction: satisfactionMail,
  'satisfaction-reminder': satisfactionReminderMail,
  invitation: invitationMail,
  'invitation-moved': movedMail,
  'invitation-called-off': calledOffMail,
  oversold: oversoldMail,
  'oversold-proposed': oversoldProposedMail,
  'oversold-answer': oversoldAnswerMail,
  'contact-unreachable': contactUnreachableMail,
  'mail-refused': mailRefusedMail,
  answer: answerMail,
  changed: changedMail,
};

/** What a mail of that kind says to that role on that occasion. */
export function draftOf(kind: MailKind, role: MailRole, occasion: Occasion): Draft {
  return { language: occasion.locale.language, ...mails[kind](occasion, role) };
}
