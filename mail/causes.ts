/** Which mails an event causes. A table over events, applied while they are recorded. */
import type { Event } from '../domain/concern';
import type { LadderRole } from '../domain/policy';

export type MailKind =
  | 'hand-over'
  | 'next-term'
  | 'item-prepared'
  | 'item-due'
  | 'item-reminded'
  | 'escalation'
  | 'renewal-notice'
  | 'pause-reminder'
  | 'resumed'
  | 'onboarding-step'
  | 'satisfaction'
  | 'oversold'
  | 'oversold-proposed'
  | 'oversold-answer';
/** `owner`: of an onboarding step; `contact`: a person at the client. */
export type MailRole = LadderRole | 'seller' | 'owner' | 'contact';

export interface MailCause {
  readonly kind: MailKind;
  readonly role: MailRole;
  /** The item, escalation or promise that it is about. */
  readonly subject?: string;
  /** Who gets it, where the role alone does not say. */
  readonly recipient?: string;
  /** True when it goes out in one mail with what else falls due with the client that day. */
  readonly grouped?: true;
}

/** The mails that an event causes; at most one per role and recipient. */
export function mailsOf(event: Event): readonly MailCause[] {
  switch (event.kind) {
    case 'lifecycle-began':
      return [{ kind: event.previous === undefined ? 'hand-over' : 'next-term', role: 'rep' }];
    case 'reassigned':
      return [{ kind: 'hand-over', role: 'rep', recipient: event.to }];
    case 'item-prepared':
      return [{ kind: event.kind, role: 'rep', subject: event.item }];
    case 'item-due':
    case 'item-reminded':
      return [{ kind: event.kind, role: 'rep', subject: event.item, grouped: true }];
    case 'item-uncovered':
      return [
        event.due
          ? { kind: 'item-due', role: 'rep', subject: event.item, grouped: true }
          : { kind: 'item-prepared', role: 'rep', subject: event.item },
      ];
    case 'onboarding-step-nudged':
    case 'onboarding-step-overdue':
      return [
        {
          kind: 'onboarding-step',
          role: 'owner',
          subject: event.step,
          ...(event.owner === null || event.owner === 'client' ? {} : { recipient: event.owner }),
        },
      ];
    case 'satisfaction-asked':
      return event.contacts.map((recipient) => ({
        kind: 'satisfaction',
        role: 'contact',
        subject: event.question,
        recipient,
      }));
    case 'escalation-opened':
    case 'escalation-reopened':
    case 'escalation-climbed':
      return [{ kind: 'escalation', role: event.role, subject: event.escalation }];
    case 'renewal-noticed':
      return [{ kind: 'renewal-notice', role: 'rep', subject: `renewal-notice-${event.days}` }];
    case 'pause-reminded':
      return [{ kind: 'pause-reminder', role: 'rep' }];
    case 'resumed':
      return [{ kind: 'resumed', role: 'rep', subject: event.since }];
    case 'oversold-proposed':
      return [{ kind: 'oversold-proposed', role: 'rep', subject: event.promise }];
    case 'oversold-answered':
      return (['rep', 'manager'] as const).map((role) => ({
        kind: 'oversold-answer',
        role,
        ...(event.promise === null ? {} : { subject: event.promise }),
      }));
    case 'oversold-flagged':
      return (['seller', 'manager'] as const).map((role) => ({
        kind: 'oversold',
        role,
        ...(event.promise === null ? {} : { subject: event.promise }),
      }));
    default:
      return [];
  }
}

/** Key of a mail, and id of the workflow that delivers it: unique by event, recipient role and, for contacts, person. */
export function mailKeyOf(eventId: string, { role, recipient }: MailCause): string {
  return `mail.${eventId}.${role}${role === 'contact' && recipient !== undefined ? `.${recipient}` : ''}`;
}
