/** Mails: which one it is, and in which role its recipient gets it. */
import {
  mailKinds,
  mailRoles,
  mailStates,
  personalMailKinds,
  type MailKind,
  type MailRole,
  type MailState,
  type PersonalMailKind,
} from '../../domain/told/mails';
import { wordOf } from './column';

/** Which mail about a lifecycle it is. */
export function mailKindOf(row: { readonly key: string; readonly kind: string }): MailKind {
  return wordOf(mailKinds, { table: 'mails', column: 'kind', id: row.key }, row.kind);
}

/** Which mail it is, about a lifecycle or not. */
export function anyMailKindOf(row: { readonly key: string; readonly kind: string }): MailKind | PersonalMailKind {
  return wordOf([...mailKinds, ...personalMailKinds], { table: 'mails', column: 'kind', id: row.key }, row.kind);
}

/** What became of a mail. */
export function mailStateOf(row: { readonly key: string; readonly state: string }): MailState {
  return wordOf(mailStates, { table: 'mails', column: 'state', id: row.key }, row.state);
}

/** The role in which its recipient gets a mail. */
export function mailRoleOf(row: { readonly key: string; readonly role: string }): MailRole {
  return wordOf(mailRoles, { table: 'mails', column: 'role', id: row.key }, row.role);
}
