/** What a mail says of a connection that is broken, or works again. */
import type { Instant } from '../domain/core/json';
import type { ConnectionTold, UnplacedClient } from '../domain/told/connection';
import type { Database } from '../prisma/client';
import { connectionKindOf } from './connections';

/** A mail names so many clients whom nobody has placed. */
const clientsTold = 20;

/** What the n-th mail of a trouble tells, written at a moment; null where there is no such trouble. */
export async function connectionToldOf(
  db: Database,
  trouble: string,
  nth: number,
  at: Instant,
): Promise<ConnectionTold | null> {
  const row = await db.connectionTrouble.findUnique({ where: { id: trouble } });
  if (row === null) return null;
  const kind = connectionKindOf(row);
  const { connection: name, since, why } = row;
  const told = {
    ...nothingBesides,
    kind,
    name,
    since: since.toISOString(),
    why,
    at,
  };
  switch (kind) {
    case 'feed':
      return { ...told, about: await aboutWhom(db, name) };
    case 'webhook':
      return { ...told, ...(await webhookNow(db, name)) };
    case 'source': {
      // Another mail may have been written since: what this one tells was counted when it was.
      return { ...told, ...(await unplacedOf(db, name, at)), lost: row.lostTold[nth - 1] ?? 0 };
    }
  }
}

const nothingBesides = {
  about: null,
  isClosed: false,
  messages: { waiting: 0, failed: 0 },
  unplaced: [],
  unplacedCount: 0,
  lost: 0,
} as const;

async function aboutWhom(db: Database, feed: string): Promise<string | null> {
  const row = await db.feed.findUnique({ where: { id: feed }, include: { client: true } });
  return row?.client?.name ?? row?.industry ?? null;
}

async function webhookNow(db: Database, id: string): Promise<Pick<ConnectionTold, 'isClosed' | 'messages'>> {
  const [row, counts] = await Promise.all([
    db.webhook.findUnique({ where: { id }, select: { closedAt: true } }),
    db.webhookMessage.groupBy({ by: ['state'], where: { webhookId: id, state: { not: 'delivered' } }, _count: true }),
  ]);
  const of = (state: string): number => counts.find((one) => one.state === state)?._count ?? 0;
  const isClosed = row !== null && row.closedAt !== null;
  return { isClosed, messages: { waiting: of('waiting'), failed: of('failed') } };
}

async function unplacedOf(
  db: Database,
  source: string,
  at: Instant,
): Promise<Pick<ConnectionTold, 'unplaced' | 'unplacedCount'>> {
  const rows = await db.$queryRaw<{ externalId: string | null; since: Date; events: number; all: number }[]>`
    select "externalId", min("receivedAt") as since, count(*)::int as events, (count(*) over ())::int as all
    from source_events where "sourceId" = ${source} and state = 'unmapped' and "receivedAt" <= ${at}::timestamptz
    group by "externalId" order by 2, 1 limit ${clientsTold}`;
  const unplaced = rows.map(({ externalId, since, events }): UnplacedClient => ({
    externalId: externalId ?? '',
    since: since.toISOString(),
    events,
  }));
  return { unplaced, unplacedCount: rows[0]?.all ?? 0 };
}
