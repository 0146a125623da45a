/** A message on its way to a webhook. */
import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type { WebhookActivities } from '../activities/webhooks';
import { givingUpRetry, webhookRetry } from './retries';

const { postHook } = proxyActivities<WebhookActivities>({ ...webhookRetry, summary: 'send it to the receiver' });
const { giveUpHook } = proxyActivities<WebhookActivities>({ ...givingUpRetry, summary: 'give it up' });

/** Delivers one message to a webhook. The message's log says what became of it, however that ends. */
export async function hook(key: string): Promise<'delivered' | 'failed'> {
  try {
    return await postHook(key);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    await giveUpHook(key);
    return 'failed';
  }
}
