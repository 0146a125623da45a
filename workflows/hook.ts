/** A message on its way to a webhook. */
import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type { HookActivities } from '../activities/hooks';
import { givingUp, webhook } from './retries';

const { postHook } = proxyActivities<HookActivities>({ ...webhook, summary: 'send it to the receiver' });
const { giveUpHook } = proxyActivities<HookActivities>({ ...givingUp, summary: 'give it up' });

/** One message on its way to a webhook. Its log says what became of it, however it ends. */
export async function hook(key: string): Promise<'delivered' | 'failed'> {
  try {
    return await postHook(key);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    await giveUpHook(key);
    return 'failed';
  }
}
