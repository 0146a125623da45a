/**
 * Polls a feed politely, keeps what it brings once, and proposes an article to the reps whose clients it is about.
 *
 *   never polled ──► read or unchanged ◄──► failing (polled ever more seldom)
 *        └─────────────┴──(switched off or taken away)──► its workflow ends; PUT starts it again
 */
import { createHash } from 'node:crypto';
import { articleIdOf } from '../domain/concerns/articles';
import { articleToPropose, isNews, speaksOf } from '../domain/organisation/article-choice';
import { isResting, nextPollAt } from '../domain/integrations/feeds';
import { statusInWords } from '../domain/integrations/trouble';
import type { Instant } from '../domain/core/json';
import { maxAgeSeconds, retryAfterSeconds } from '../outside/asked-to-wait';
import { FeedError, type FeedEntry, type Feed, type FeedSource } from '../outside/feed';
import { feedText } from '../outside/feed-text';
import { OutsideError, type Answered, type Outside } from '../outside/http';
import type { Database, Prisma } from '../prisma/client';
import { reachedClients } from '../records/contact-cap';
import { inLockOrder } from '../records/one-per-key';
import { clientsToTell, keepPoll } from '../records/feeds';
import { guarded } from './failures';
import { answered, type AsksSettings, type RunSettings, type WithSettings } from './run-settings';
import { sharedId, type TellOther } from './sharing';

export interface FeedActivities {
  /** Polls a feed; returns when it is polled next, and null when there is no such feed any more. */
  pollFeed(
    what: AsksSettings & { readonly feed: string; readonly now: Instant },
  ): Promise<Instant | null | WithSettings<Instant | null>>;
}

export interface FeedDeps {
  readonly db: Database;
  readonly outside: Outside;
  readonly tellOther: TellOther;
  /** The feed in a text, read on another thread; throws `FeedError`. */
  readFeed(source: FeedSource): Promise<Feed>;
  /** What runs learn of how they are lived. */
  readonly settings: RunSettings;
}

type FeedRow = Prisma.FeedGetPayload<object>;

/** What a poll came to, before it is kept. */
interface Polled {
  readonly outcome: string;
  readonly detail: string;
  readonly feed?: Feed;
  readonly failed: boolean;
  readonly serverSeconds: number;
  /** What the next request sends, so that the server may answer 304. Absent: what is kept stays. */
  readonly validators?: { readonly etag: string | null; readonly lastModified: string | null };
}

/** What a feed's answer may cost us; more is a poll that failed. */
const largestBytes = 5_000_000;
const timeoutMs = 30_000;
const mostRedirects = 5;

/**
 * The activities that poll feeds. A feed that cannot be read fails no activity: the poll is kept with its outcome, and
 * comes more seldom.
 */
export function createFeedActivities(deps: FeedDeps): FeedActivities {
  return {
    pollFeed: (what) => guarded(async () => answered(what, await pollOne(what.feed, what.now, deps), deps.settings)),
  };
}

async function pollOne(id: string, now: Instant, deps: FeedDeps): Promise<Instant | null> {
  const { db } = deps;
  const row = await db.feed.findUnique({ where: { id } });
  if (row === null || !row.active) return null;
  const last = await db.feedPoll.findFirst({ where: { feedId: id }, orderBy: { at: 'desc' } });
  // A feed that has another address now was never polled there, and is asked at once.
  if (last !== null && isResting(row.polledAt?.toISOString() ?? null, now)) return last.nextAt.toISOString();
  const polled = await poll(row, now, deps);
  const articles = polled.feed === undefined ? [] : await keepArticles(db, row, polled.feed.entries, now);
  const proposed = articles.length === 0 ? 0 : await propose(row, articles, now, deps);
  const failures = polled.failed ? row.failures + 1 : 0;
  const failingSince = polled.failed ? (row.failingSince ?? new Date(now)) : null;
  const nextAt = nextPollAt(now, {
    everyMinutes: row.everyMinutes,
    ttlMinutes: polled.feed?.ttlMinutes ?? 0,
    serverSeconds: polled.serverSeconds,
    failures,
  });
  const { outcome, detail, feed, validators = {} } = polled;
  await keepPoll(
    db,
    { id, failures, failingSince, ...validators },
    { at: now, outcome, detail, entries: feed?.total ?? 0, articles: articles.length, proposed, nextAt },
  );
  return nextAt;
}

/** What was read of a feed, in a sentence; what was left out is said. */
function readText({ total, entries, leftOut }: Feed): string {
  const looked = `${total} entries; the newest ${entries.length} were looked at.`;
  return leftOut === 0
    ? looked
    : `${looked} ${leftOut} left out: without an address, or with neither a title nor words.`;
}

async function poll(
  { url, etag, lastModified }: FeedRow,
  now: Instant,
  { outside, readFeed }: Pick<FeedDeps, 'outside' | 'readFeed'>,
): Promise<Polled> {
  const failure = (outcome: string, detail: string, serverSeconds = 0): Polled => ({
    outcome,
    detail,
    failed: true,
    serverSeconds,
  });
  let answered: Answered;
  try {
    answered = await outside.request({
      method: 'GET',
      url,
      headers: {
        accept:
          'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, application/json;q=0.7',
        ...(etag === null ? {} : { 'if-none-match': etag }),
        ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
      },
      maxBytes: largestBytes,
      timeoutMs,
      maxRedirects: mostRedirects,
    });
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return failure(error.failure, error.message);
  }
  const { status, headers, body } = answered;
  const waits = retryAfterSeconds(headers['retry-after'], now);
  const fresh = maxAgeSeconds(headers['cache-control']);
  if (status === 304) return { outcome: 'unchanged', detail: 'Nothing new.', failed: false, serverSeconds: fresh };
  if (status !== 200) return failure('refused', `The server answered ${status}: ${statusInWords(status)}.`, waits);
  try {
    const feed = await readFeed({ text: feedText(body, headers['content-type']), url, now });
    return {
      outcome: 'read',
      detail: readText(feed),
      feed,
      failed: false,
      serverSeconds: fresh,
      validators: { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null },
    };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    return failure(error.failure, error.message, fresh);
  }
}

/** Keeps articles that meet the feed's words and are news, each once, whichever feed brings it. Returns their ids, the newest first. */
async function keepArticles(
  db: Database,
  feed: FeedRow,
  entries: readonly FeedEntry[],
  now: Instant,
): Promise<readonly string[]> {
  const met = entries.filter(
    ({ title, text, publishedAt }) =>
      speaksOf(feed.words, `${title} ${text}`) && isNews(publishedAt?.toISOString() ?? null, now.slice(0, 10)),
  );
  const rows = met.map(({ title, link, publishedAt }) => ({
    id: articleIdOf(createHash('sha256').update(link).digest('hex').slice(0, 24)),
    feedId: feed.id,
    title,
    link,
    publishedAt,
    foundAt: now,
  }));
  await db.article.createMany({ data: inLockOrder(rows, ({ id }) => id), skipDuplicates: true });
  return rows.map(({ id }) => id);
}

/** Proposes to each client's rep at most one article: the newest that they have not seen. Returns how many. */
async function propose(feed: FeedRow, articles: readonly string[], now: Instant, deps: FeedDeps): Promise<number> {
  let proposed = 0;
  for (let after = ''; ;) {
    const clients = await clientsToTell(deps.db, feed, articles, after);
    const last = clients.at(-1);
    if (last === undefined) return proposed;
    proposed += await proposeTo(clients, articles, now, deps);
    after = last;
  }
}

/** Proposes to the reps of those clients. Returns how many articles. */
async function proposeTo(
  clients: readonly string[],
  articles: readonly string[],
  now: Instant,
  { db, tellOther }: FeedDeps,
): Promise<number> {
  const today = now.slice(0, 10);
  const [reached, seen] = await Promise.all([
    reachedClients(db, clients, today),
    db.articleProposal.findMany({ where: { clientId: { in: [...clients] } }, orderBy: { at: 'desc' } }),
  ]);
  let proposed = 0;
  for (const client of clients) {
    const { states = [], days = [] } = reached.get(client) ?? {};
    const before = seen
      .filter(({ clientId: of }) => of === client)
      .map(({ articleId, at }) => ({ article: articleId, at: at.toISOString() }));
    const proposal = articleToPropose({ states, days, proposed: before }, articles, today);
    if (proposal === null) continue;
    const { lifecycle: lifecycleId, article } = proposal;
    // Told first: a crash in between tells it again under the same id, and nothing is lost.
    await tellOther(lifecycleId, {
      name: 'articleFound',
      id: sharedId(client, article),
      via: 'ours',
      acceptedAt: now,
      data: { article },
    });
    const { count } = await db.articleProposal.createMany({
      data: { articleId: article, clientId: client, lifecycleId, at: now },
      skipDuplicates: true,
    });
    proposed += count;
  }
  return proposed;
}
