/** What came from outside and goes outside: webhooks and their messages, what sources told, mails. */
import { z } from 'zod';
import type { Money } from '../../domain/core/json';
import type { HookSecret } from '../../domain/told/hook-secrets';
import { hookTypes, type HookType } from '../../domain/told/hooks';
import {
  mailKinds,
  mailRoles,
  personalMailKinds,
  type MailKind,
  type MailRole,
  type PersonalMailKind,
} from '../../domain/told/mails';
import { anyObject, column, moneySchema, wordOf } from './column';

const secrets: z.ZodType<readonly HookSecret[]> = z.array(
  z.looseObject({ secret: z.string(), until: z.string().nullable() }),
);

export const secretsColumn = column('webhooks', 'secrets', secrets);
export const messageColumn = column('webhook_messages', 'data', anyObject);

/** The newest secret first. */
export function secretsOf(row: { readonly id: string; readonly secrets: unknown }): readonly HookSecret[] {
  return secretsColumn.read(row.secrets, row.id);
}

/** What a message tells: ids and codes, by its type. */
export function messageOf(row: { readonly key: string; readonly data: unknown }): object {
  return messageColumn.read(row.data, row.key);
}

/** What kind of thing a message tells. */
export function messageTypeOf(row: { readonly key: string; readonly type: string }): HookType {
  return wordOf(hookTypes, { table: 'webhook_messages', column: 'type', id: row.key }, row.type);
}

/** What a source told, as ids and figures. */
export type SourceNews =
  | { readonly kind: 'ticket'; readonly ticket: string; readonly open: boolean }
  | { readonly kind: 'invoice-overdue'; readonly invoice: string; readonly days: number; readonly amount: Money }
  | { readonly kind: 'invoice-paid'; readonly invoice: string };

/** Beside what was told stands the lifecycle that the source named itself. */
const named = { lifecycle: z.string().nullable() };

export const newsColumns = {
  ticket: column('source_events', 'data', z.looseObject({ ...named, ticket: z.string(), open: z.boolean() }), {
    kind: 'ticket',
  }),
  'invoice-overdue': column(
    'source_events',
    'data',
    z.looseObject({ ...named, invoice: z.string(), days: z.number(), amount: moneySchema }),
    { kind: 'invoice-overdue' },
  ),
  'invoice-paid': column('source_events', 'data', z.looseObject({ ...named, invoice: z.string() }), {
    kind: 'invoice-paid',
  }),
} as const;
const newsKinds = ['ticket', 'invoice-overdue', 'invoice-paid'] as const;

/** What a source told, and the lifecycle that it named itself. */
export function newsOf(row: {
  readonly sourceId: string;
  readonly eventId: string;
  readonly kind: string;
  readonly data: unknown;
}): { readonly lifecycle: string | null; readonly told: SourceNews } {
  const id = `${row.sourceId} ${row.eventId}`;
  const kind = wordOf(newsKinds, { table: 'source_events', column: 'kind', id }, row.kind);
  switch (kind) {
    case 'ticket': {
      const { lifecycle, ticket, open } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, ticket, open } };
    }
    case 'invoice-overdue': {
      const { lifecycle, invoice, days, amount } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, invoice, days, amount } };
    }
    case 'invoice-paid': {
      const { lifecycle, invoice } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, invoice } };
    }
    default:
      return kind satisfies never;
  }
}

/** Which mail about a lifecycle it is. */
export function mailKindOf(row: { readonly key: string; readonly kind: string }): MailKind {
  return wordOf(mailKinds, { table: 'mails', column: 'kind', id: row.key }, row.kind);
}

/** Which mail it is, about a lifecycle or not. */
export function anyMailKindOf(row: { readonly key: string; readonly kind: string }): MailKind | PersonalMailKind {
  return wordOf([...mailKinds, ...personalMailKinds], { table: 'mails', column: 'kind', id: row.key }, row.kind);
}

/** The role in which its recipient gets a mail. */
export function mailRoleOf(row: { readonly key: string; readonly role: string }): MailRole {
  return wordOf(mailRoles, { table: 'mails', column: 'role', id: row.key }, row.role);
}
