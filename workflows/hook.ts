import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type { HookActivities } from '../activities/hooks';

/** A receiver that is away is tried for three days, ever more seldom. */
const { postHook } = proxyActivities<HookActivities>({
  startToCloseTimeout: '45 seconds',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 3, maximumInterval: '6 hours' },
});
const { giveUpHook } = proxyActivities<HookActivities>({ startToCloseTimeout: '30 seconds' });

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
