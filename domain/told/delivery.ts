/** What is on its way to somebody: enough to say what it is in the Temporal UI, and nothing of a person. */
import type { WebhookType } from './webhooks';
import type { MailKind, MailRole, PersonalMailKind } from './mails';

/** Id of the workflow that delivers a mail or a webhook's message. One that is sent again on demand gets another workflow. */
export function roundIdOf(key: string, round: number): string {
  return round === 0 ? key : `${key}.again-${round}`;
}

/** A company by its name. */
export interface ClientNamed {
  readonly id: string;
  readonly name: string;
}

/** A mail that is written and goes to the mail server. */
export interface MailOnItsWay {
  readonly key: string;
  readonly kind: MailKind | PersonalMailKind;
  readonly role: MailRole;
  /** Null for a mail that is not about one lifecycle. */
  readonly client: ClientNamed | null;
}

/** A webhook's message that is written and goes to the receiver. */
export interface WebhookMessageOnItsWay {
  readonly key: string;
  readonly type: WebhookType;
  /** Null for a message that is not about one lifecycle. */
  readonly client: ClientNamed | null;
}
