/** A mail on its way to the mail server. */
import { proxyActivities } from '@temporalio/workflow';
import type { DeliverActivities } from '../activities/deliver';
import { delivery } from './retries';

const { send } = proxyActivities<DeliverActivities>({ ...delivery, summary: 'hand it to the mail server' });

/** One mail on its way. The workflow's id is the mail's key, so it is delivered once however often it is asked for. */
export async function deliver(mailKey: string): Promise<'sent' | 'refused' | 'gathered'> {
  return send(mailKey);
}
