import { proxyActivities } from '@temporalio/workflow';
import type { DeliverActivities } from '../activities/deliver';

/** Retried by the real clock for as long as it takes; what the mail server refuses for good ends it. */
const { send } = proxyActivities<DeliverActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
});

/** One mail on its way. The workflow's id is the mail's key, so it is delivered once however often it is asked for. */
export async function deliver(mailKey: string): Promise<'sent' | 'refused' | 'gathered'> {
  return send(mailKey);
}
