/** Messages for webhooks: written while events are recorded, one for each webhook that wants to hear of the event. */
import type { Recorded } from '../domain/core/concern';
import type { WebhookMessageOnItsWay } from '../domain/told/delivery';
import { webhookMessageOf, type WebhookType } from '../domain/told/webhooks';
import { eventIdOf } from '../domain/core/identity';
import type { Instant } from '../domain/core/json';
import { fewFailures } from '../domain/integrations/trouble';
import { rotated } from '../domain/integrations/webhook-secrets';
import type { LifecycleState } from '../domain/lifecycle';
import { Prisma, type Database } from '../prisma/client';
import { asJson } from './columns/column';
import { secretsOf } from './columns/webhooks';

interface MessageToWrite {
  /** Unique by what it tells. */
  readonly id: string;
  readonly type: WebhookType;
  readonly lifecycleId: string | null;
  readonly at: string;
  readonly data: object;
}

/** A message for one webhook that was not written before. */
export type NewWebhookMessage = Pick<WebhookMessageOnItsWay, 'key' | 'type'>;

/** Writes a message for every webhook that listens; returns those that are new. */
function writeWebhookMessages(
  db: Pick<Database, '$queryRaw'>,
  messages: readonly MessageToWrite[],
): Prisma.PrismaPromise<NewWebhookMessage[]> {
  return db.$queryRaw<NewWebhookMessage[]>`
    insert into webhook_messages (key, "webhookId", type, "lifecycleId", at, data)
    select 'hook.' || w.id || '.' || t.id, w.id, t.type, t."lifecycleId", t.at, t.data
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as t (id text, type text, "lifecycleId" text, at timestamptz, data jsonb)
      join webhooks w on w.active and (cardinality(w.types) = 0 or t.type = any(w.types))
    order by 1
    on conflict (key) do nothing
    returning key, type`;
}

/** Writes what webhooks hear of a lifecycle's events; returns what is new, or null where there is nothing to hear. */
export function lifecycleWebhookMessages(
  db: Pick<Database, '$queryRaw'>,
  { seed: { lifecycleId, dealId, client, product, term }, slices: { standing } }: LifecycleState,
  events: readonly Recorded[],
): Prisma.PrismaPromise<NewWebhookMessage[]> | null {
  const about = { lifecycle: lifecycleId, deal: dealId, client: client.id, product: product.code, term };
  const messages = events.flatMap(({ seq, at, event }): MessageToWrite[] => {
    const told = webhookMessageOf(event);
    if (told === null) return [];
    const data = { ...about, group: standing.group, rep: standing.rep, seq, ...told.data };
    return [{ id: eventIdOf(lifecycleId, seq), type: told.type, lifecycleId, at, data }];
  });
  return messages.length === 0 ? null : writeWebhookMessages(db, messages);
}

/** Writes what webhooks hear of a figure that went over to another state, as seen on a day; returns what is new. */
export async function figureWebhookMessages(
  db: Pick<Database, '$queryRaw'>,
  target: string,
  at: string,
  data: object,
): Promise<readonly NewWebhookMessage[]> {
  const id = `figure.${target}.${at.slice(0, 10)}`;
  return writeWebhookMessages(db, [{ id, type: 'figure.crossed', lifecycleId: null, at, data }]);
}

/**
 * Gives a webhook a new secret, one after another, so that each that was given stands there; returns whether it did: not
 * while too many are good.
 */
export async function rotateWebhookSecret(
  tx: Prisma.TransactionClient,
  id: string,
  secret: string,
  now: Instant,
): Promise<boolean> {
  await tx.$queryRaw`select id from webhooks where id = ${id} for update`;
  const row = await tx.webhook.findUnique({ where: { id } });
  const secrets = row === null ? null : rotated(secretsOf(row), secret, now);
  if (secrets === null) return false;
  await tx.webhook.update({ where: { id }, data: { secrets: secrets.map(asJson) } });
  return true;
}

/** Notes that a round of a message's delivery was started; where a later round has been asked for since, nothing. */
export async function webhookMessageStarted(
  db: Pick<Database, 'webhookMessage'>,
  key: string,
  round: number,
): Promise<void> {
  await db.webhookMessage.updateMany({ where: { key, round }, data: { startedAt: new Date() } });
}

/** A message that waits has no delivery any more: the sweep starts one. */
export async function webhookMessageStartsAgain(db: Pick<Database, 'webhookMessage'>, key: string): Promise<void> {
  await db.webhookMessage.updateMany({ where: { key, state: 'waiting' }, data: { startedAt: null } });
}

/** What became of a message, as its delivery says that ended without the record. */
export async function webhookMessageEnded(
  db: Pick<Database, 'webhookMessage'>,
  key: string,
  state: 'delivered' | 'failed',
  at: Date,
): Promise<void> {
  const delivered = state === 'delivered' ? { deliveredAt: at } : {};
  await db.webhookMessage.updateMany({ where: { key, state: 'waiting' }, data: { state, ...delivered } });
}

/** A webhook, at the address to which a message of it went. */
type WebhookTried = Readonly<Record<'id' | 'url', string>>;

/**
 * A webhook takes messages: again, or for the first time since it was set up or changed. What an address that it had before
 * takes says nothing of the one that it has now.
 */
export async function webhookTaken(db: Pick<Database, 'webhook'>, { id, url }: WebhookTried, at: Date): Promise<void> {
  await db.webhook.updateMany({
    where: { id, url, OR: [{ failures: { gt: 0 } }, { triedAt: null }] },
    data: { failures: 0, failingSince: null, lastFailure: null, triedAt: at },
  });
}

/** What one more failure says of a webhook that is known to fail already is noted once in so long: many may fail at once. */
const notedAgainMs = 60_000;

/**
 * A webhook did not take a message. `isClosed`: it wants no more, and is switched off; what it says to an address that it
 * had before says nothing of the one that it has now.
 */
export async function webhookNotTaken(
  db: Pick<Database, '$executeRaw'>,
  { id, url }: WebhookTried,
  { at, why, isClosed }: { readonly at: Date; readonly why: string; readonly isClosed: boolean },
): Promise<void> {
  const notedBefore = new Date(at.getTime() - notedAgainMs);
  await db.$executeRaw`
    update webhooks set failures = failures + 1, "failingSince" = coalesce("failingSince", ${at}::timestamptz),
      "lastFailure" = ${why}, "triedAt" = ${at}::timestamptz, active = active and not ${isClosed}::boolean,
      "closedAt" = case when ${isClosed}::boolean then ${at}::timestamptz else "closedAt" end
    where id = ${id} and url = ${url}
      and (${isClosed}::boolean or failures < ${fewFailures} or "triedAt" is null or "triedAt" < ${notedBefore}::timestamptz)`;
}

/** Which messages of a webhook are sent again; what is left out does not narrow them. */
export interface ToReplay {
  readonly messages?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly failed?: boolean | undefined;
}

/** Has messages of a webhook wait again, in their next round, the oldest first; returns them as they were before. */
export async function replayWebhookMessages(
  db: Pick<Database, 'webhookMessage'>,
  webhookId: string,
  { messages, since, failed }: ToReplay,
  limit: number,
) {
  const rows = await db.webhookMessage.findMany({
    where: {
      webhookId,
      ...(messages === undefined ? {} : { key: { in: [...messages] } }),
      ...(since === undefined ? {} : { createdAt: { gte: since } }),
      ...(failed === true ? { state: 'failed' } : { state: { not: 'waiting' } }),
    },
    orderBy: [{ createdAt: 'asc' }, { key: 'asc' }],
    take: limit,
    select: { key: true, round: true, type: true, lifecycleId: true },
  });
  await db.webhookMessage.updateMany({
    where: { key: { in: rows.map(({ key }) => key) }, state: { not: 'waiting' } },
    data: { state: 'waiting', round: { increment: 1 }, startedAt: null },
  });
  return rows;
}
