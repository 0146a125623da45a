/** Webhooks, and what they are sent. */
import { z } from 'zod';
import type { WebhookSecret } from '../../domain/integrations/webhook-secrets';
import { webhookTypes, type WebhookType } from '../../domain/told/webhooks';
import { anyObject, column, wordOf } from './column';

const secrets: z.ZodType<readonly WebhookSecret[]> = z.array(
  z.looseObject({ secret: z.string(), until: z.string().nullable() }),
);

export const secretsColumn = column('webhooks', 'secrets', secrets);
export const webhookDataColumn = column('webhook_messages', 'data', anyObject);

/** The newest secret first. */
export function secretsOf(row: { readonly id: string; readonly secrets: unknown }): readonly WebhookSecret[] {
  return secretsColumn.read(row.secrets, row.id);
}

/** What a webhook's message tells: ids and codes, by its type. */
export function webhookDataOf(row: { readonly key: string; readonly data: unknown }): object {
  return webhookDataColumn.read(row.data, row.key);
}

/** What kind of thing a webhook's message tells. */
export function webhookTypeOf(row: { readonly key: string; readonly type: string }): WebhookType {
  return wordOf(webhookTypes, { table: 'webhook_messages', column: 'type', id: row.key }, row.type);
}
