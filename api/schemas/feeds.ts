/** The shapes of feeds: where news come from. */
import { z } from 'zod';
import { leastMinutes, longestMinutes, usualMinutes } from '../../domain/integrations/feeds';
import { setUpBy } from './connections';
import { clientId, count, id, instant, line, listOf, webAddress, yesOrNo } from './common';

export const feedId = id.meta({ description: 'The feed’s id', examples: ['alps-news'] });
export const feedParams = z.strictObject({ id: feedId });

const url = webAddress.meta({ description: 'The feed’s address', examples: ['https://news.example/alps.rss'] });
const about = z
  .union([
    z.strictObject({ client: clientId }).meta({ id: 'AboutClient', description: 'News of one client' }),
    z
      .strictObject({ industry: line(120).meta({ description: 'The industry', examples: ['machinery'] }) })
      .meta({ id: 'AboutIndustry', description: 'News for every client of an industry' }),
  ])
  .describe('Whose news, or for which industry; absent: for everybody');
const words = z
  .array(line(80))
  .max(50, 'At most 50.')
  .meta({ description: 'An article has to hold one of them', examples: [['Alpine Tools']] });

export const feed = z
  .strictObject({
    url,
    about: about.optional(),
    words: words.default([]),
    everyMinutes: z
      .number()
      .int('Use whole minutes.')
      .min(leastMinutes, `At least ${leastMinutes}.`)
      .max(longestMinutes, `At most ${longestMinutes}.`)
      .default(usualMinutes)
      .describe('Minutes from one read to the next'),
    active: yesOrNo.default(true).describe('False: it is not read'),
  })
  .meta({ id: 'FeedToKeep', description: 'An RSS or Atom feed about a client or an industry' });

const kept = {
  id: feedId,
  url,
  about: about.optional(),
  words,
  everyMinutes: count.meta({ description: 'Minutes from one read to the next', examples: [720] }),
  active: z.boolean().describe('False: it is not read'),
  failures: count.describe('How often in a row it could not be read'),
  polledAt: instant.describe('When it was read last; absent before the first time').optional(),
  setUpBy: setUpBy.optional(),
};
export const feedListed = z.strictObject(kept).meta({ id: 'Feed', description: 'A feed' });
export const feeds = listOf('Feeds', feedListed, 'Feeds by id');

const poll = z
  .strictObject({
    at: instant.describe('When it was read'),
    outcome: z.string().meta({ description: 'What came of it, as a code', examples: ['read'] }),
    detail: z.string().meta({ description: 'The same as a sentence', examples: ['Nothing new.'] }),
    entries: count.describe('Entries that were looked at'),
    articles: count.describe('Articles that hold one of the words'),
    proposed: count.describe('Proposals that were made to reps'),
    nextAt: instant.describe('When it is read next'),
  })
  .meta({ id: 'FeedPoll', description: 'One read of a feed' });
export const feedWithPolls = z
  .strictObject({ ...kept, polls: z.array(poll).describe('The last twenty, the newest first') })
  .meta({ id: 'FeedWithPolls', description: 'A feed with its last reads' });
