/** Feeds: where news about a client or an industry come from, and what became of each poll. */
import { z } from 'zod';
import type { Prisma } from '../../prisma/client';
import { mustBeClient } from '../telling/client-facts';
import { mustLeadOutside } from '../http/outside-address';
import { found } from '../http/problems';
import { list } from '../http/list';
import { route, type ApiDeps, type Route } from '../http/route';
import * as schemas from '../schemas/schemas';
import { shown } from '../http/shown';

const all = { tag: 'Feeds', roles: ['ops'] } as const;
const common = { ...all, params: z.strictObject({ id: schemas.id }) } as const;

/** Somebody else's server: not more often than every hour. */
const feedBody = z.strictObject({
  url: schemas.webAddress,
  about: z
    .union([z.strictObject({ client: schemas.id }), z.strictObject({ industry: schemas.line(120) })])
    .optional()
    .describe('Whose news, or for which industry; left out: for everybody'),
  words: z.array(schemas.line(80)).max(50, 'At most 50.').default([]).describe('An article has to hold one of them'),
  everyMinutes: z.number().int('Use whole minutes.').min(60, 'At least 60.').max(10_080, 'At most 10080.').default(720),
  active: z.boolean('Use true or false.').default(true),
});

type FeedRow = Prisma.FeedGetPayload<object>;

const replyOf = (row: FeedRow): Record<string, unknown> => {
  const { id, url, clientId, industry, words, everyMinutes, active, failures, polledAt } = row;
  const read = polledAt?.toISOString() ?? null;
  const about = clientId !== null ? { client: clientId } : industry !== null ? { industry } : null;
  return shown({ id, url, about, words, everyMinutes, active, failures, polledAt: read });
};

const feedOf = (id: string, { db }: Pick<ApiDeps, 'db'>): Promise<FeedRow> =>
  found('such feed', db.feed.findUnique({ where: { id } }));

const putFeed = route({
  ...common,
  method: 'put',
  path: '/v1/feeds/:id',
  summary:
    'An RSS or Atom feed about a client or an industry. It is read politely; an article that holds one of the words is proposed to the rep as a touch, each article once for a client, within the contact cap.',
  body: feedBody,
  success: { status: 200, description: 'The feed; it is read at once' },
  handle: async ({ params: { id }, body }, { db, config, lifecycles, log }) => {
    mustLeadOutside(body.url, config);
    const { about, ...rest } = body;
    const client = about !== undefined && 'client' in about ? about.client : null;
    const industry = about !== undefined && 'industry' in about ? about.industry : null;
    if (client !== null) await mustBeClient('/about/client', client, { db });
    const data = { ...rest, clientId: client, industry };
    const before = await db.feed.findUnique({ where: { id } });
    // What another address answered says nothing of this one.
    const anew = before?.url === body.url ? {} : { etag: null, lastModified: null, failures: 0, polledAt: null };
    const kept = await db.feed.upsert({ where: { id }, create: { id, ...data }, update: { ...data, ...anew } });
    await lifecycles
      .readFeed(id)
      .catch((error: unknown) => log.warn({ err: error, feed: id }, 'will be read after the next sweep'));
    return { status: 200, body: replyOf(kept) };
  },
});

const listFeeds = list({
  ...all,
  path: '/v1/feeds',
  summary: 'Every feed.',
  read: (db, page) => db.feed.findMany(page),
  reply: replyOf,
});

const getFeed = route({
  ...common,
  method: 'get',
  path: '/v1/feeds/:id',
  summary:
    'A feed, with its last polls: what came of each, how many entries, articles and proposals, and when it is read next.',
  success: { status: 200, description: 'The feed' },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    const row = await feedOf(id, deps);
    const polls = await deps.db.feedPoll.findMany({ where: { feedId: id }, orderBy: { at: 'desc' }, take: 20 });
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
  summary: 'Takes a feed away; what it brought stays.',
  success: { status: 200, description: 'It is gone' },
  problems: [404],
  handle: async ({ params: { id } }, deps) => {
    await feedOf(id, deps);
    await deps.db.feed.delete({ where: { id } });
    return { status: 200, body: { id, deleted: true } };
  },
});

export const feedRoutes: readonly Route[] = [putFeed, listFeeds, getFeed, deleteFeed];
