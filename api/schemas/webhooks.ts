/** The shapes of webhooks: where others hear of what happens, what was sent to them, and the messages themselves. */
import { z } from 'zod';
import { webhookTypes } from '../../domain/told/webhooks';
import { setUpBy } from './connections';
import { shownOnce } from './keys';
import { count, id, instant, lifecycleId, line, listOf, moment, page, webAddress, yesOrNo } from './common';

export const webhookId = id.meta({ description: 'The webhook’s id', examples: ['partner'] });
export const webhookParams = z.strictObject({ id: webhookId });
export const messageStates = ['waiting', 'delivered', 'failed'] as const;

const url = webAddress.describe('Where messages go');
const type = z.enum(webhookTypes).describe('What it tells of');
const types = z
  .array(z.enum(webhookTypes))
  .max(webhookTypes.length, `At most ${webhookTypes.length}.`)
  .meta({ description: 'What it hears of; empty: everything', examples: [['escalation.opened']] });

export const webhook = z
  .strictObject({
    url,
    types: types.default([]).describe('What it hears of; left out or empty: everything'),
    active: yesOrNo.default(true).describe('False: nothing is sent'),
  })
  .meta({ id: 'WebhookToKeep', description: 'Where somebody hears of what happens' });

const kept = {
  id: webhookId,
  url,
  types,
  active: z.boolean().describe('False: nothing is sent'),
  createdAt: instant.describe('When it was made'),
  secrets: z
    .array(
      z
        .strictObject({ until: instant.nullable().describe('Until when it signs; null: until it is rotated') })
        .meta({ id: 'WebhookSecret', description: 'A secret that signs, without itself' }),
    )
    .describe('The secrets that sign now'),
  setUpBy: setUpBy.optional(),
};
const secret = z
  .string()
  .meta({ description: 'The secret; it is shown this once', examples: ['whsec_bm90IGEgcmVhbCBzZWNyZXQgYXQgYWxs'] });

export const webhookListed = z.strictObject(kept).meta({ id: 'Webhook', description: 'A webhook' });
export const webhooks = listOf('Webhooks', webhookListed, 'Webhooks by id');
export const webhookPut = z
  .strictObject({ ...kept, secret: secret.optional().describe('The secret, when the webhook is new') })
  .meta({ id: 'WebhookPut', description: 'The webhook as it is now; with its secret when it is new' });
export const webhookRotated = z
  .strictObject({
    ...kept,
    secret: secret
      .optional()
      .describe('The new secret; it is shown this once, and not in an answer that is given again'),
    shownOnce,
  })
  .meta({ id: 'WebhookRotated', description: 'The webhook with its new secret' });
export const webhookWithCounts = z
  .strictObject({
    ...kept,
    messages: z
      .strictObject({
        waiting: count.describe('Messages that wait'),
        delivered: count.describe('Messages that arrived'),
        failed: count.describe('Messages that were given up'),
      })
      .meta({ id: 'WebhookCounts', description: 'What became of its messages' }),
  })
  .meta({ id: 'WebhookWithCounts', description: 'A webhook, and what became of its messages' });

export const deleted = z
  .strictObject({
    id: id.meta({ description: 'What it was called', examples: ['partner'] }),
    deleted: z.literal(true).describe('It is gone'),
  })
  .meta({ id: 'Deleted', description: 'It is gone' });

const data = z.record(z.string(), z.unknown()).meta({
  description: 'Ids, codes and figures, which the type decides',
  examples: [{ lifecycle: 'D-1042.crm-pro.t1' }],
});
const messageKey = z.string().meta({ description: 'The message’s id', examples: ['partner.D-1042.crm-pro.t1#17'] });
const message = z
  .strictObject({
    id: messageKey,
    type,
    lifecycleId: lifecycleId.optional(),
    data,
    state: z.enum(messageStates).describe('What became of it'),
    attempts: count.describe('How often it was tried in this round'),
    sentAgain: count.describe('How often it was sent again on request'),
    lastStatus: z
      .int()
      .meta({ description: 'What the receiver answered last, an HTTP status', examples: [204] })
      .optional(),
    lastError: z
      .string()
      .meta({ description: 'What went wrong last', examples: ['connect ECONNREFUSED'] })
      .optional(),
    at: instant.describe('When it happened, by the lifecycle’s clock'),
    createdAt: instant.describe('When it was written down'),
    deliveredAt: instant.describe('When it arrived').optional(),
  })
  .meta({ id: 'WebhookMessage', description: 'A message to a webhook' });
export const messagesQuery = page.extend({
  state: z.enum(messageStates).describe('Only messages in this state').optional(),
});
export const messages = listOf('WebhookMessages', message, 'Messages, the oldest first');

export const replay = z
  .strictObject({
    messages: z
      .array(line(300).meta({ description: 'A message’s id', examples: ['partner.D-1042.crm-pro.t1#17'] }))
      .min(1, 'Name at least one.')
      .max(1_000, 'At most 1000.')
      .describe('These messages')
      .optional(),
    since: moment('2027-03-15T10:00:00Z').describe('All since that moment, ISO 8601 with its offset').optional(),
    failed: yesOrNo.describe('True: all that were given up').optional(),
  })
  .refine(({ messages: named, since, failed }) => named !== undefined || since !== undefined || failed === true, {
    message: 'Say which: `messages`, `since`, or `failed`.',
  })
  .meta({ id: 'MessagesToReplay', description: 'Which messages are sent again' });
export const replayed = z
  .strictObject({ replayed: count.describe('How many are sent again') })
  .meta({ id: 'Replayed', description: 'Messages are sent again' });

/** What a receiver gets. */
export const webhookBody = z
  .strictObject({
    type,
    timestamp: instant.describe('When it happened, by the lifecycle’s clock'),
    data,
  })
  .meta({ id: 'HookMessage', description: 'What a webhook hears; signed as Standard Webhooks says' });
