/**
 * Delivers messages to webhooks, signed as Standard Webhooks says (standardwebhooks.com), and keeps their log.
 *
 *   waiting ──(2xx)──► delivered
 *    │   └──(410, no address to ask, webhook switched off, three days over)──► failed
 *    └◄── sent again on demand, from either end (api/routes/webhooks.ts)
 */
import { Webhook } from 'standardwebhooks';
import { statusInWords } from '../domain/integrations/trouble';
import { currentSecrets } from '../domain/integrations/webhook-secrets';
import { OutsideError, type Outside } from '../outside/http';
import type { WebhookMessageOnItsWay } from '../domain/told/delivery';
import type { Database } from '../prisma/client';
import { webhookDataOf, secretsOf } from '../records/columns/webhooks';
import { webhookNotTaken, webhookTaken } from '../records/webhooks';
import { guarded, leadsNowhere, receiverAway, wantsNoMore } from './failures';

export interface WebhookActivities {
  /** Sends the message once. Throws `ReceiverAway` when another try may help. The log has every try. */
  postHook(key: string): Promise<'delivered' | 'failed'>;
  giveUpHook(key: string): Promise<void>;
}

/** Starts the delivery of a webhook's message; the sweep does it when this fails. */
export type StartWebhook = (message: WebhookMessageOnItsWay) => Promise<void>;

export interface WebhookDeps {
  readonly db: Database;
  readonly outside: Outside;
}

/** How much of a receiver's answer is read, and how long it may take. */
const answerBytes = 10_000;
const timeoutMs = 20_000;

/** The activities that post webhooks; they fail with `ReceiverAway`, which is tried again. */
export function createWebhookActivities({ db, outside }: WebhookDeps): WebhookActivities {
  const log = (key: string, data: object): Promise<unknown> => db.webhookMessage.updateMany({ where: { key }, data });

  async function deliver(key: string): Promise<'delivered' | 'failed'> {
    const message = await db.webhookMessage.findUnique({ where: { key }, include: { webhook: true } });
    // Its webhook was taken away, and the message with it.
    if (message === null) return 'failed';
    if (message.state === 'delivered') return 'delivered';
    const { webhook, type, at } = message;
    if (!webhook.active) {
      await log(key, { state: 'failed', lastError: 'The webhook is switched off.' });
      return 'failed';
    }
    const body = JSON.stringify({ type, timestamp: at.toISOString(), data: webhookDataOf(message) });
    const sentAt = new Date();
    const signature = currentSecrets(secretsOf(webhook), sentAt.toISOString())
      .map((secret) => new Webhook(secret).sign(key, sentAt, body))
      .join(' ');
    await log(key, { attempts: { increment: 1 } });
    const answered = await post(
      webhook.url,
      {
        'content-type': 'application/json',
        'webhook-id': key,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
        'webhook-signature': signature,
      },
      body,
    );
    if (answered.ok) {
      await log(key, { state: 'delivered', deliveredAt: sentAt, lastStatus: answered.status, lastError: null });
      if (webhook.failures > 0 || webhook.triedAt === null) await webhookTaken(db, webhook, sentAt);
      return 'delivered';
    }
    await log(key, {
      lastStatus: answered.status,
      lastError: answered.why,
      ...(answered.final ? { state: 'failed' } : {}),
    });
    const isClosed = answered.status !== null && wantsNoMore(answered.status);
    await webhookNotTaken(db, webhook, { at: sentAt, why: answered.why, isClosed });
    if (answered.final) return 'failed';
    throw receiverAway(answered.why);
  }

  type Answered =
    | { readonly ok: true; readonly status: number }
    | { readonly ok: false; readonly status: number | null; readonly why: string; readonly final: boolean };

  async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answered> {
    try {
      const { status } = await outside.request({
        method: 'POST',
        url,
        headers,
        body,
        maxBytes: answerBytes,
        cut: true,
        timeoutMs,
      });
      if (status >= 200 && status < 300) return { ok: true, status };
      return {
        ok: false,
        status,
        why: `The receiver answered ${status}: ${statusInWords(status)}.`,
        final: wantsNoMore(status),
      };
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      return { ok: false, status: null, why: error.message, final: leadsNowhere(error) };
    }
  }

  return {
    postHook: (key) => guarded(() => deliver(key)),
    giveUpHook: (key) =>
      guarded(async () => {
        await db.webhookMessage.updateMany({ where: { key, state: 'waiting' }, data: { state: 'failed' } });
      }),
  };
}
