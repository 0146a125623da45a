/** Webhooks: where others hear of what happens, what was sent to them, and sending it again. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { rotated } from '../../outside/hook-secrets';
import { hookTypes } from '../../domain/told/hooks';
import type { Prisma } from '../../prisma/client';
import { asJson } from '../../records/columns/column';
import { messageOf, secretsOf } from '../../records/columns/messages';
import { mustLeadOutside } from '../http/outside-address';
import { decodeCursor, pageOf } from '../http/paging';
import { found, wrong } from '../http/problems';
import { list } from '../http/list';
import { route, type ApiDeps, type Route } from '../http/route';
import * as schemas from '../schemas/schemas';
import { shown } from '../http/shown';

const all = { tag: 'Webhooks', roles: ['ops'] } as const;
const common = { ...all, params: z.strictObject({ id: schemas.id }) } as const;
const states = ['waiting', 'delivered', 'failed'] as const;

const webhookBody = z.strictObject({
  url: schemas.webAddress,
  types: z
    .array(z.enum(hookTypes))
    .max(hookTypes.length, `At most ${hookTypes.length}.`)
    .default([])
    .describe('What it hears of; left out or empty: everything'),
  active: z.boolean('Use true or false.').default(true),
});

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

type WebhookRow = Prisma.WebhookGetPayload<object>;

/** Without its secrets: they are shown once, when they are made. */
const replyOf = (row: WebhookRow, made: { secret?: string } = {}): object => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  secrets: secretsOf(row).map(({ until }) => ({ until })),
  ...made,
});

const webhookOf = (id: string, { db }: Pick<ApiDeps, 'db'>): Promise<WebhookRow> =>
  found('such webhook', db.webhook.findUnique({ where: { id } }));

const putWebhook = route({
  ...common,
  method: 'put',
  path: '/v1/webhooks/:id',
  summary:
    'Where somebody hears of what happens: stages, escalations, renewals, oversold promises, figures that cross a threshold. Messages are signed as Standard Webhooks says; the secret is in the answer that makes it, and never again.',
  body: webhookBody,
  success: { status: 200, description: 'The webhook; with its `secret` when it is new' },
  handle: async ({ params: { id }, body }, { db, config }) => {
    mustLeadOutside(body.url, config);
    const before = await db.webhook.findUnique({ where: { id } });
    if (before !== null) return { status: 200, body: replyOf(await db.webhook.update({ where: { id }, data: body })) };
    const secret = newSecret();
    const secrets = [asJson({ secret, until: null })];
    return { status: 200, body: replyOf(await db.webhook.create({ data: { id, ...body, secrets } }), { secret }) };
  },
});

const listWebhooks = list({
  ...all,
  path: '/v1/webhooks',
  summary: 'Every webhook.',
  read: (db, page) => db.webhook.findMany(page),
  reply: (row) => replyOf(row),
});

const getWebhook = route({
  ...common,
  method: 'get',
  path: '/v1/webhooks/:id',
  summary: 'A webhook, and how many messages wait for it, arrived, or failed.',
  success: { status: 200, description: 'The webhook' },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    const row = await webhookOf(id, deps);
    const counts = await deps.db.webhookMessage.groupBy({ by: ['state'], where: { webhookId: id }, _count: true });
    const of = (state: string): number => counts.find((one) => one.state === state)?._count ?? 0;
    return {
      status: 200,
      body: { ...replyOf(row), messages: Object.fromEntries(states.map((state) => [state, of(state)])) },
    };
  },
});

const deleteWebhook = route({
  ...common,
  method: 'delete',
  path: '/v1/webhooks/:id',
  summary: 'Takes a webhook away, with its log; what waits for it is not sent.',
  success: { status: 200, description: 'It is gone' },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    await webhookOf(id, deps);
    await deps.db.webhook.delete({ where: { id } });
    return { status: 200, body: { id, deleted: true } };
  },
});

const rotate = route({
  ...common,
  method: 'post',
  path: '/v1/webhooks/:id/rotate',
  summary: 'Makes a new secret. For a day messages are signed with both, so that the receiver can change over.',
  success: { status: 200, description: 'The webhook with its new `secret`' },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    const row = await webhookOf(id, deps);
    const secret = newSecret();
    const secrets = rotated(secretsOf(row), secret, new Date());
    const kept = await deps.db.webhook.update({ where: { id }, data: { secrets: secrets.map(asJson) } });
    return { status: 200, body: replyOf(kept, { secret }) };
  },
});

const getMessages = route({
  ...common,
  method: 'get',
  path: '/v1/webhooks/:id/messages',
  summary: 'What was sent to a webhook, the oldest first: how often it was tried, and what the receiver answered.',
  query: schemas.page.extend({ state: z.enum(states).optional() }),
  success: { status: 200, description: '`items`, and `next` while there are more' },
  problems: [404],
  handle: async ({ params: { id }, query: { cursor, limit, state } }, deps) => {
    await webhookOf(id, deps);
    const after = cursor === undefined ? null : decodeCursor(cursor);
    const rows = await deps.db.webhookMessage.findMany({
      where: {
        webhookId: id,
        ...(state === undefined ? {} : { state }),
        ...(after === null ? {} : { OR: await laterThan(after, deps) }),
      },
      orderBy: [{ createdAt: 'asc' }, { key: 'asc' }],
      take: limit + 1,
    });
    const page = pageOf(rows, limit, ({ key }) => key);
    const items = page.rows.map((row) => {
      const { key, at, createdAt, deliveredAt, round } = row;
      const { type, lifecycleId, state: now, attempts, lastStatus, lastError } = row;
      return shown({
        id: key,
        type,
        lifecycleId,
        data: messageOf(row),
        state: now,
        attempts,
        sentAgain: round,
        lastStatus,
        lastError,
        at: at.toISOString(),
        createdAt: createdAt.toISOString(),
        deliveredAt: deliveredAt?.toISOString() ?? null,
      });
    });
    return { status: 200, body: { items, ...page.more } };
  },
});

/** Behind that message, in the order of the log. Throws a 422 `Problem`. */
async function laterThan(key: string, { db }: ApiDeps): Promise<Prisma.WebhookMessageWhereInput[]> {
  const row = await db.webhookMessage.findUnique({ where: { key }, select: { createdAt: true } });
  if (row === null) throw wrong('/cursor', 'Use the cursor of an earlier page.', 'query');
  return [{ createdAt: { gt: row.createdAt } }, { createdAt: row.createdAt, key: { gt: key } }];
}

const replay = route({
  ...common,
  method: 'post',
  path: '/v1/webhooks/:id/replay',
  summary:
    'Sends messages again, under the ids that they had: those named, or all since a moment, or all that failed. A receiver that knows an id already leaves it alone.',
  body: z
    .strictObject({
      messages: z.array(schemas.line(300)).min(1, 'Name at least one.').max(1_000, 'At most 1000.').optional(),
      since: z.iso
        .datetime({ offset: true, error: 'Use a moment such as 2027-03-15T10:00:00Z.' })
        .meta({ examples: ['2027-03-15T10:00:00Z'] })
        .optional(),
      failed: z.boolean('Use true or false.').optional(),
    })
    .refine(({ messages, since, failed }) => messages !== undefined || since !== undefined || failed === true, {
      message: 'Say which: `messages`, `since`, or `failed`.',
    }),
  success: { status: 202, description: 'How many are sent again' },
  problems: [404, 503],
  handle: async ({ params: { id }, body: { messages, since, failed } }, deps) => {
    const { db, lifecycles, log } = deps;
    await webhookOf(id, deps);
    const rows = await db.webhookMessage.findMany({
      where: {
        webhookId: id,
        ...(messages === undefined ? {} : { key: { in: messages } }),
        ...(since === undefined ? {} : { createdAt: { gte: since } }),
        ...(failed === true ? { state: 'failed' } : { state: { not: 'waiting' } }),
      },
      orderBy: [{ createdAt: 'asc' }, { key: 'asc' }],
      take: 1_000,
      select: { key: true, round: true },
    });
    await db.webhookMessage.updateMany({
      where: { key: { in: rows.map(({ key }) => key) }, state: { not: 'waiting' } },
      data: { state: 'waiting', round: { increment: 1 }, startedAt: null },
    });
    for (const { key, round } of rows) {
      try {
        await lifecycles.deliverHook(key, round + 1);
        await db.webhookMessage.updateMany({ where: { key }, data: { startedAt: new Date() } });
      } catch (error) {
        log.warn({ err: error, hook: key }, 'will be sent again by the sweep');
      }
    }
    return { status: 202, body: { replayed: rows.length } };
  },
});

export const webhookRoutes: readonly Route[] = [
  putWebhook,
  listWebhooks,
  getWebhook,
  deleteWebhook,
  rotate,
  getMessages,
  replay,
];
