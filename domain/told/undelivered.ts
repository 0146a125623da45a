/** What whoever leads somebody is told of the mails that they did not get. */
import type { CivilDate } from '../core/json';
import type { MailKind, PersonalMailKind } from './mails';

export interface Undelivered {
  /** `address` is null where nobody is known by that id: the id stands for the name. */
  readonly person: { readonly name: string; readonly address: string | null };
  /** Mails that they did not get, the newest first; `client`: about whom. */
  readonly mails: readonly {
    readonly kind: MailKind | PersonalMailKind;
    readonly client: string | null;
    readonly on: CivilDate;
  }[];
}
