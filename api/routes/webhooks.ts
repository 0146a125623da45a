/** Webhooks: where others hear of what happens, what was sent to them, and sending it again. */
import { randomBytes } from 'node:crypto';
import { mostSecrets } from '../../domain/integrations/webhook-secrets';
import { asJson, wordOf } from '../../records/columns/column';
import { webhookDataOf, webhookTypeOf, secretsOf } from '../../records/columns/webhooks';
import { withClients } from '../../records/deliveries';
import { actOnce } from '../../records/idempotent-requests';
import { replayWebhookMessages, rotateWebhookSecret, webhookMessageStarted } from '../../records/webhooks';
import { webhookTypes } from '../../domain/told/webhooks';
import type { Prisma } from '../../prisma/client';
import { mustLeadOutside } from '../http/outside-address';
import { decodeCursor, pageOf } from '../http/paging';
import { settingUp } from '../http/keys';
import { conflict, existing, wrong } from '../http/problems';
import { setUpAfter, setUpByOf, webhookAnew } from '../messages/set-up-by';
import { sha256 } from '../http/idempotency';
import { list } from '../http/list';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import * as schemas from '../schemas/webhooks';
import { withoutNulls } from '../http/without-nulls';

const all = { tag: 'Webhooks', roles: ['ops'], access: 'house' } as const;
const common = { ...all, params: schemas.webhookParams } as const;
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

type WebhookRow = Prisma.WebhookGetPayload<object>;

/** Without its secrets: they are shown once, when they are made. */
const replyOf = (row: WebhookRow): BodyOf<typeof schemas.webhookListed> => ({
  id: row.id,
  url: row.url,
  types: row.types.map((type) => wordOf(webhookTypes, { table: 'webhooks', column: 'types', id: row.id }, type)),
  active: row.active,
  createdAt: row.createdAt.toISOString(),
  secrets: secretsOf(row).map(({ until }) => ({ until })),
  ...withoutNulls({ setUpBy: setUpByOf(row) }),
});

const webhookOf = (id: string, { db }: Pick<ApiDeps, 'db'>): Promise<WebhookRow> =>
  existing('webhook', db.webhook.findUnique({ where: { id } }));

const putWebhook = route({
  ...common,
  method: 'put',
  path: '/v1/webhooks/:id',
  operationId: 'putWebhook',
  summary:
    'Where somebody hears of what happens: stages, escalations, renewals, oversold promises, figures that cross a threshold. Messages are signed as Standard Webhooks says; the secret is in the answer that makes it, and never again.',
  body: schemas.webhook,
  answers: { 200: { description: 'The webhook; with its `secret` when it is new', body: schemas.webhookPut } },
  handle: async ({ params: { id }, body, principal }, { db, config }) => {
    mustLeadOutside(body.url, config);
    const before = await db.webhook.findUnique({ where: { id } });
    const setUp = await settingUp(db, principal);
    if (before !== null) {
      // Who says again whether it is on has seen that it was off.
      const data = { ...body, ...webhookAnew(before, body), ...setUpAfter(before, setUp), closedAt: null };
      const kept = await db.webhook.update({ where: { id }, data });
      return { status: 200, body: replyOf(kept) };
    }
    const secret = newSecret();
    const secrets = [asJson({ secret, until: null })];
    const made = { id, ...body, secrets, ...setUp };
    return { status: 200, body: { ...replyOf(await db.webhook.create({ data: made })), secret } };
  },
});

const listWebhooks = list({
  ...all,
  path: '/v1/webhooks',
  operationId: 'listWebhooks',
  answer: schemas.webhooks,
  summary: 'Every webhook.',
  read: (db, page) => db.webhook.findMany(page),
  reply: (row) => replyOf(row),
});

const getWebhook = route({
  ...common,
  method: 'get',
  path: '/v1/webhooks/:id',
  operationId: 'getWebhook',
  summary: 'A webhook, and how many messages wait for it, arrived, or failed.',
  answers: { 200: { description: 'The webhook', body: schemas.webhookWithCounts } },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    const row = await webhookOf(id, deps);
    const counts = await deps.db.webhookMessage.groupBy({ by: ['state'], where: { webhookId: id }, _count: true });
    const of = (state: MessageReply['state']): number => counts.find((one) => one.state === state)?._count ?? 0;
    const messages = { waiting: of('waiting'), delivered: of('delivered'), failed: of('failed') };
    return { status: 200, body: { ...replyOf(row), messages } };
  },
});

const deleteWebhook = route({
  ...common,
  method: 'delete',
  path: '/v1/webhooks/:id',
  operationId: 'deleteWebhook',
  summary: 'Takes a webhook away, with its log; what waits for it is not sent.',
  answers: { 200: { description: 'It is gone', body: schemas.deleted } },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    await webhookOf(id, deps);
    await deps.db.webhook.delete({ where: { id } });
    return { status: 200, body: { id, deleted: true as const } };
  },
});

const rotate = route({
  ...common,
  method: 'post',
  path: '/v1/webhooks/:id/rotate',
  operationId: 'rotateWebhook',
  summary: `Makes a new secret. For a day messages are signed with both, so that the receiver can change over. At most ${mostSecrets} are good at once: beyond them it is 409.`,
  answers: { 200: { description: 'The webhook with its new `secret`', body: schemas.webhookRotated } },
  problems: [404, 409],
  handle: async ({ params: { id }, idempotencyKey }, deps) => {
    await webhookOf(id, deps);
    const made = newSecret();
    const now = new Date().toISOString();
    // Under its key the secret is noted by its hash: what stands there is read by others than the webhook is.
    const mark = await actOnce(deps.db, idempotencyKey, async (tx) =>
      (await rotateWebhookSecret(tx, id, made, now)) ? sha256(made) : null,
    );
    if (mark === null)
      throw conflict(
        'too-many-secrets',
        `${mostSecrets} secrets of this webhook are good still: wait until one is over.`,
      );
    const row = await webhookOf(id, deps);
    const secret = secretsOf(row).find((one) => sha256(one.secret) === mark)?.secret;
    if (secret === undefined)
      throw conflict('secret-is-over', 'The secret that this request made is over: make a new one.');
    return { status: 200, body: { ...replyOf(row), secret }, secret: ['secret'] };
  },
});

const getMessages = route({
  ...common,
  method: 'get',
  path: '/v1/webhooks/:id/messages',
  operationId: 'getWebhookMessages',
  summary: 'What was sent to a webhook, the oldest first: how often it was tried, and what the receiver answered.',
  query: schemas.messagesQuery,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.messages } },
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
    return { status: 200, body: { items: page.rows.map(messageReply), ...page.more } };
  },
});

type MessageRow = Prisma.WebhookMessageGetPayload<object>;
type MessageReply = BodyOf<typeof schemas.messages>['items'][number];

const messageReply = (row: MessageRow): MessageReply => ({
  id: row.key,
  type: webhookTypeOf(row),
  data: { ...webhookDataOf(row) },
  state: wordOf(schemas.messageStates, { table: 'webhook_messages', column: 'state', id: row.key }, row.state),
  attempts: row.attempts,
  sentAgain: row.round,
  at: row.at.toISOString(),
  createdAt: row.createdAt.toISOString(),
  ...withoutNulls({
    lifecycleId: row.lifecycleId,
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  }),
});

/** Behind that message, in the order of the log. Throws a 422 `Problem`. */
async function laterThan(key: string, { db }: ApiDeps): Promise<Prisma.WebhookMessageWhereInput[]> {
  const row = await db.webhookMessage.findUnique({ where: { key }, select: { createdAt: true } });
  if (row === null) throw wrong('/cursor', 'Use the cursor of an earlier page.', 'query');
  return [{ createdAt: { gt: row.createdAt } }, { createdAt: row.createdAt, key: { gt: key } }];
}

/** So many messages are sent again by one request, the oldest first; the answer says how many. */
const replayedAtOnce = 1_000;

const replay = route({
  ...common,
  method: 'post',
  path: '/v1/webhooks/:id/replay',
  operationId: 'replayWebhook',
  summary:
    'Sends messages again, under the ids that they had: those named, or all since a moment, or all that failed. A receiver that knows an id already leaves it alone.',
  body: schemas.replay,
  answers: { 202: { description: 'How many are sent again', body: schemas.replayed } },
  problems: [404],
  handle: async ({ params: { id }, body: { messages, since, failed }, idempotencyKey }, deps) => {
    const { db, lifecycles, log } = deps;
    await webhookOf(id, deps);
    let rows: Awaited<ReturnType<typeof replayWebhookMessages>> = [];
    const replayed = await actOnce(db, idempotencyKey, async (tx) => {
      rows = await replayWebhookMessages(tx, id, { messages, since, failed }, replayedAtOnce);
      return String(rows.length);
    });
    // What an earlier try has wait again is started by the sweep.
    for (const row of await withClients(db, rows)) {
      const { key, client } = row;
      const round = row.round + 1;
      try {
        await lifecycles.deliverWebhook({ key, type: webhookTypeOf(row), client }, round);
        await webhookMessageStarted(db, key, round);
      } catch (error) {
        log.warn({ err: error, webhook: key }, 'will be sent again by the sweep');
      }
    }
    return { status: 202, body: { replayed: Number(replayed) } };
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
