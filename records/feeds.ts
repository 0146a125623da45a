/** Feeds: what a poll came to, and whom its articles are for. */
import { keepingStage } from '../domain/core/stages';
import type { Instant } from '../domain/core/json';
import type { Database, Prisma } from '../prisma/client';

/** Polls of a feed that are kept. */
const pollsKept = 100;
/** Clients that are looked at together; a poll goes through all of them. */
const clientsAtOnce = 500;

/** Keeps what a poll came to, with its feed as it is afterwards, and lets go of polls of long ago. */
export async function keepPoll(
  db: Database,
  {
    id,
    ...feed
  }: Pick<Prisma.FeedUncheckedUpdateInput, 'failures' | 'failingSince' | 'etag' | 'lastModified'> & {
    readonly id: string;
  },
  poll: Omit<Prisma.FeedPollUncheckedCreateInput, 'feedId' | 'at'> & { readonly at: Instant },
): Promise<void> {
  const { at } = poll;
  await db.$transaction([
    db.feed.update({ where: { id }, data: { ...feed, polledAt: at } }),
    db.feedPoll.upsert({
      where: { feedId_at: { feedId: id, at } },
      create: { feedId: id, ...poll },
      update: {},
    }),
    db.$executeRaw`
      delete from feed_polls where "feedId" = ${id} and at <
        (select min(at) from (select at from feed_polls where "feedId" = ${id} order by at desc limit ${pollsKept}) kept)`,
  ]);
}

/** The next clients, by id, that the feed is about and that have not seen all of the articles. */
export async function clientsToTell(
  db: Pick<Database, '$queryRaw'>,
  { clientId, industry }: { readonly clientId: string | null; readonly industry: string | null },
  articles: readonly string[],
  after: string,
): Promise<readonly string[]> {
  const clients = await db.$queryRaw<{ id: string }[]>`
    select c.id from clients c
    where c.id > ${after} and (${clientId}::text is null or c.id = ${clientId}) and (${industry}::text is null or lower(c.industry) = lower(${industry}))
      and exists (select 1 from lifecycles l where l."clientId" = c.id and l.stage = ${keepingStage} and l.state is not null)
      and exists (select 1 from unnest(${articles}::text[]) a (id)
                  where not exists (select 1 from article_proposals p where p."clientId" = c.id and p."articleId" = a.id))
    order by c.id limit ${clientsAtOnce}`;
  return clients.map(({ id }) => id);
}
