/** Starts deliveries and notes that they are on their way; what fails in between is started by the sweep, once. */
import type { MailOnItsWay, WebhookMessageOnItsWay } from '../domain/told/delivery';
import type { Database } from '../prisma/client';
import { mailStarted } from '../records/mails';
import { webhookMessageStarted } from '../records/webhooks';
import type { LifecycleClient } from '../temporal/client';

export interface DeliveryDeps {
  readonly db: Database;
  readonly lifecycles: LifecycleClient;
}

/** Puts a mail on its way, in that round and after a delay. Throws `NoAnswer`. */
export async function putMailOnItsWay(
  { db, lifecycles }: DeliveryDeps,
  mail: MailOnItsWay,
  { round = 0, delayMs = 0 }: { readonly round?: number; readonly delayMs?: number } = {},
): Promise<void> {
  await lifecycles.deliver(mail, { round, delayMs });
  await mailStarted(db, mail.key, round);
}

/** Puts a webhook's message on its way, in that round. Throws `NoAnswer`. */
export async function putMessageOnItsWay(
  { db, lifecycles }: DeliveryDeps,
  message: WebhookMessageOnItsWay,
  round: number,
): Promise<void> {
  await lifecycles.deliverWebhook(message, round);
  await webhookMessageStarted(db, message.key, round);
}
