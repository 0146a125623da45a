/** Feeds: where news about a client or an industry come from, and what became of each poll. */
import type { Prisma } from '../../prisma/client';
import { mustBeClient } from '../messages/client-facts';
import { mustLeadOutside } from '../http/outside-address';
import { settingUp } from '../http/keys';
import { existing } from '../http/problems';
import { feedAnew, setUpAfter, setUpByOf } from '../messages/set-up-by';
import { list } from '../http/list';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import * as schemas from '../schemas/feeds';
import { deleted } from '../schemas/webhooks';
import { withoutNulls } from '../http/without-nulls';

const all = { tag: 'Feeds', roles: ['ops'], access: 'house' } as const;
const common = { ...all, params: schemas.feedParams } as const;

/** So many of a feed's polls stand in one answer, the newest first. */
const pollsShown = 20;

type FeedRow = Prisma.FeedGetPayload<object>;

const replyOf = (row: FeedRow): BodyOf<typeof schemas.feedListed> => {
  const { id, url, clientId, industry, words, everyMinutes, active, failures, polledAt } = row;
  const read = polledAt?.toISOString() ?? null;
  const about = clientId !== null ? { client: clientId } : industry !== null ? { industry } : null;
  return withoutNulls({
    id,
    url,
    about,
    words,
    everyMinutes,
    active,
    failures,
    polledAt: read,
    setUpBy: setUpByOf(row),
  });
};

const feedOf = (id: string, { db }: Pick<ApiDeps, 'db'>): Promise<FeedRow> =>
  existing('feed', db.feed.findUnique({ where: { id } }));

const putFeed = route({
  ...common,
  method: 'put',
  path: '/v1/feeds/:id',
  operationId: 'putFeed',
  summary:
    'An RSS or Atom feed about a client or an industry. It is read politely; an article that holds one of the words is proposed to the rep as a touch, each article once for a client, within the contact cap.',
  body: schemas.feed,
  answers: { 200: { description: 'The feed; it is read at once', body: schemas.feedListed } },
  handle: async ({ params: { id }, body, principal }, { db, config, lifecycles, log }) => {
    mustLeadOutside(body.url, config);
    const { about, ...rest } = body;
    const client =
      about !== undefined && 'client' in about ? await mustBeClient('/about/client', about.client, { db }) : null;
    const industry = about !== undefined && 'industry' in about ? about.industry : null;
    const data = { ...rest, clientId: client, industry };
    const before = await db.feed.findUnique({ where: { id } });
    const setUp = await settingUp(db, principal);
    const update = { ...data, ...(before === null ? {} : feedAnew(before, body)), ...setUpAfter(before, setUp) };
    const kept = await db.feed.upsert({ where: { id }, create: { id, ...data, ...setUp }, update });
    await lifecycles
      .pollFeed(id)
      .catch((error: unknown) => log.warn({ err: error, feed: id }, 'will be read after the next sweep'));
    return { status: 200, body: replyOf(kept) };
  },
});

const listFeeds = list({
  ...all,
  path: '/v1/feeds',
  operationId: 'listFeeds',
  answer: schemas.feeds,
  summary: 'Every feed.',
  read: (db, page) => db.feed.findMany(page),
  reply: replyOf,
});

const getFeed = route({
  ...common,
  method: 'get',
  path: '/v1/feeds/:id',
  operationId: 'getFeed',
  summary:
    'A feed, with its last polls: what came of each, how many entries, articles and proposals, and when it is read next.',
  answers: { 200: { description: 'The feed', body: schemas.feedWithPolls } },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    const row = await feedOf(id, deps);
    const polls = await deps.db.feedPoll.findMany({ where: { feedId: id }, orderBy: { at: 'desc' }, take: pollsShown });
    return {
      status: 200,
      body: {
        ...replyOf(row),
        polls: polls.map(({ at, outcome, detail, entries, articles, proposed, nextAt }) => ({
          at: at.toISOString(),
          outcome,
          detail,
          entries,
          articles,
          proposed,
          nextAt: nextAt.toISOString(),
        })),
      },
    };
  },
});

const deleteFeed = route({
  ...common,
  method: 'delete',
  path: '/v1/feeds/:id',
  operationId: 'deleteFeed',
  summary: 'Takes a feed away; what it brought stays.',
  answers: { 200: { description: 'It is gone', body: deleted } },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    await feedOf(id, deps);
    await deps.db.feed.delete({ where: { id } });
    return { status: 200, body: { id, deleted: true as const } };
  },
});

export const feedRoutes: readonly Route[] = [putFeed, listFeeds, getFeed, deleteFeed];
