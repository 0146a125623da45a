/** Watches one figure: computes it every morning, and has the managers told when it has become critical. */
import { inMarkdown } from '../domain/told/foreign';
import { condition, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { MorningActivities } from '../activities/mornings';
import { nextLookMs } from '../domain/organisation/mornings';
import { goOnInFurtherRun, longHistory, RunLength } from './history';
import { wake } from './messages';
import { figureRetry } from './retries';

const { checkTarget } = proxyActivities<MorningActivities>({ ...figureRetry, summary: 'look at the figure' });

/** Ends when there is no such target any more. */
export async function target(id: string): Promise<void> {
  const run = new RunLength(longHistory);
  setHandler(wake, () => undefined);
  const isThere = async (): Promise<boolean> =>
    run.taken(await checkTarget({ target: id, at: new Date(Date.now()).toISOString(), ...run.asking }));
  while (await isThere()) {
    if (run.isOver) await goOnInFurtherRun<typeof target>(id);
    const next = nextLookMs(Date.now());
    setCurrentDetails(`Figure **${inMarkdown(id)}** is looked at next at ${new Date(next).toISOString()}.`);
    await condition(() => run.isSleepOver, next - Date.now(), { summary: 'until tomorrow' });
  }
}
