/**
 * Reads one feed again and again. After each reading the activity says when the next one is due: as seldom as the feed, its
 * server and our own setting ask (domain/integrations/feeds.ts).
 */
import {
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { FeedActivities } from '../activities/feeds';
import { longHistory } from './history';
import { rearranged } from './messages';
import { feedRetry } from './retries';

const { pollFeed } = proxyActivities<FeedActivities>({ ...feedRetry, summary: 'read the feed' });

/** Ends when the feed is taken away or switched off; continues as new once its history is long. */
export async function feed(id: string): Promise<void> {
  let changed = false;
  setHandler(rearranged, () => {
    changed = true;
  });
  for (;;) {
    changed = false;
    const at = await pollFeed({ feed: id, now: new Date(Date.now()).toISOString() });
    if (changed) continue;
    if (at === null) return;
    setCurrentDetails(`Feed **${id}** is read next at ${at}.`);
    await condition(() => changed, Math.max(1, Date.parse(at) - Date.now()), { summary: 'until the next reading' });
    if (workflowInfo().historyLength >= longHistory && !changed) await continueAsNew<typeof feed>(id);
  }
}
