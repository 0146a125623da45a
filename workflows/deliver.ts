/** A mail on its way to the mail server. */
import { proxyActivities } from '@temporalio/workflow';
import type { DeliverActivities } from '../activities/deliver';
import { deliveryRetry } from './retries';

const { send } = proxyActivities<DeliverActivities>({ ...deliveryRetry, summary: 'hand it to the mail server' });

/** Delivers one mail. The workflow's id is the mail's key, so the mail is delivered once however often it is asked for. */
export async function deliver(mailKey: string): Promise<'sent' | 'refused' | 'gathered'> {
  return send(mailKey);
}
