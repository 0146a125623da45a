/**
 * Reads one feed again and again. After each reading the activity says when the next one is due: as seldom as the feed, its
 * server and our own setting ask (domain/integrations/feeds.ts).
 */
import { inMarkdown } from '../domain/told/foreign';
import { condition, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { FeedActivities } from '../activities/feeds';
import { goOnInFurtherRun, longHistory, RunLength } from './history';
import { rearranged, wake } from './messages';
import { feedRetry } from './retries';

const { pollFeed } = proxyActivities<FeedActivities>({ ...feedRetry, summary: 'read the feed' });

/** Ends when the feed is taken away or switched off; continues as new once its history is long. */
export async function feed(id: string): Promise<void> {
  const run = new RunLength(longHistory);
  let changed = false;
  setHandler(rearranged, () => {
    changed = true;
  });
  setHandler(wake, () => undefined);
  for (;;) {
    changed = false;
    const at = run.taken(await pollFeed({ feed: id, now: new Date(Date.now()).toISOString(), ...run.asking }));
    if (!changed) {
      if (at === null) return;
      setCurrentDetails(`Feed **${inMarkdown(id)}** is read next at ${at}.`);
      const untilMs = Math.max(1, Date.parse(at) - Date.now());
      await condition(() => changed || run.isSleepOver, untilMs, { summary: 'until the next reading' });
    }
    // A further run reads first, so nothing that was rearranged meanwhile is missed.
    if (run.isOver) await goOnInFurtherRun<typeof feed>(id);
  }
}
