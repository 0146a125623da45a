/** How a source stands, by the events of it that found no place. */
import { afterDays } from '../domain/core/calendar';
import type { Instant } from '../domain/core/json';
import { standingOfSource, type ConnectionState } from '../domain/integrations/trouble';
import type { Database, Prisma } from '../prisma/client';

/** So many clients of a source whom nobody has named are looked at, by its own ids of them. */
const clientsLookedAt = 1_000;
/** Events that go nowhere are told for so long, where nobody was ever told of any. */
const lostDays = 14;

/** From when on events that went nowhere are news: since those that were told last. */
export function lostFrom(toldUntil: Date | null, now: Instant): Date {
  return toldUntil ?? new Date(afterDays(now, -lostDays));
}

/**
 * How a source stands; `toldUntil`: until when its lost events were told. However many events there are, one is read of
 * each client, and of those that went nowhere the first.
 */
export async function sourceStanding(
  db: Pick<Database, '$queryRaw' | 'sourceEvent'>,
  sourceId: string,
  toldUntil: Date | null,
  now: Instant,
): Promise<ConnectionState> {
  const waiting = await db.$queryRaw<{ at: Date }[]>`
    with recursive firsts as (
      (select "externalId", "receivedAt" as at, 1 as nth from source_events
        where "sourceId" = ${sourceId} and state = 'unmapped' order by "externalId", "receivedAt" limit 1)
      union all
      select n."externalId", n.at, firsts.nth + 1 from firsts cross join lateral (
        select e."externalId", e."receivedAt" as at from source_events e
        where e."sourceId" = ${sourceId} and e.state = 'unmapped' and e."externalId" > firsts."externalId"
        order by e."externalId", e."receivedAt" limit 1) n
      where firsts.nth < ${clientsLookedAt})
    select at from firsts`;
  const lost = await db.sourceEvent.findFirst({
    where: { ...lostOf(sourceId), receivedAt: { gt: lostFrom(toldUntil, now) } },
    orderBy: { receivedAt: 'asc' },
    select: { receivedAt: true },
  });
  const told = {
    waiting: waiting.map(({ at }) => at.toISOString()),
    lost: lost === null ? [] : [lost.receivedAt.toISOString()],
  };
  return standingOfSource(told, now);
}

/** How many events of a source that came after a moment, until another, have gone nowhere for good. */
export async function lostBetween(
  db: Pick<Database, 'sourceEvent'>,
  sourceId: string,
  from: Date,
  until: Date,
): Promise<number> {
  return db.sourceEvent.count({ where: { ...lostOf(sourceId), receivedAt: { gt: from, lte: until } } });
}

const lostOf = (sourceId: string) =>
  ({
    sourceId,
    state: 'ignored',
    reason: { in: ['nobody-named', 'no-running-lifecycle'] },
  }) satisfies Prisma.SourceEventWhereInput;
