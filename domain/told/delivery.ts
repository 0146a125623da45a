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

/** A mail about something, in the order in which mails are gathered: the oldest first. */
interface MailAbout {
  readonly lifecycleId: string | null;
  readonly subjectId: string | null;
}

/**
 * What is said of mails that go out as one: of each thing the last. What fell due while nothing could go out, and of which a
 * reminder followed, is the reminder's business alone.
 */
export function lastOfEachThing<M extends MailAbout>(mails: readonly M[]): readonly M[] {
  const isSame = (one: M, other: M): boolean =>
    one.subjectId !== null && one.subjectId === other.subjectId && one.lifecycleId === other.lifecycleId;
  return mails.filter((mail, place) => !mails.slice(place + 1).some((later) => isSame(mail, later)));
}
