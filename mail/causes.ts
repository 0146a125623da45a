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
  | 'oversold';
export type MailRole = LadderRole | 'seller';

export interface MailCause {
  readonly kind: MailKind;
  readonly role: MailRole;
  /** The item, escalation or promise that it is about. */
  readonly subject?: string;
}

/** The mails that an event causes; at most one per role. */
export function mailsOf(event: Event): readonly MailCause[] {
  switch (event.kind) {
    case 'lifecycle-began':
      return [{ kind: event.previous === undefined ? 'hand-over' : 'next-term', role: 'rep' }];
    case 'reassigned':
      return [{ kind: 'hand-over', role: 'rep' }];
    case 'item-prepared':
    case 'item-due':
    case 'item-reminded':
      return [{ kind: event.kind, role: 'rep', subject: event.item }];
    case 'escalation-opened':
    case 'escalation-climbed':
      return [{ kind: 'escalation', role: event.role, subject: event.escalation }];
    case 'renewal-noticed':
      return [{ kind: 'renewal-notice', role: 'rep', subject: `renewal-notice-${event.days}` }];
    case 'pause-reminded':
      return [{ kind: 'pause-reminder', role: 'rep' }];
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

/** Key of a mail, and id of the workflow that delivers it: unique by event and recipient role. */
export function mailKeyOf(eventId: string, role: MailRole): string {
  return `mail.${eventId}.${role}`;
}
