/** A feed that is read again and again, as seldom as it and we want. Ends when there is no such feed any more. */
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
import { feedReading } from './retries';

const { pollFeed } = proxyActivities<FeedActivities>({ ...feedReading, summary: 'read the feed' });

/** Runs until there is no such feed, or it is switched off; continues as new while its history is short. */
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
