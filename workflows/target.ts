/** Watches one figure: computes it every morning, and has the managers told when it has become critical. */
import { condition, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { MorningActivities } from '../activities/mornings';
import { nextLookMs } from '../domain/organisation/mornings';
import { goOnInFurtherRun, isMoveWanted, isRunOver, longHistory } from './history';
import { wake } from './messages';
import { figureRetry } from './retries';

const { checkTarget } = proxyActivities<MorningActivities>({ ...figureRetry, summary: 'look at the figure' });

/** Ends when there is no such target any more. */
export async function target(id: string): Promise<void> {
  setHandler(wake, () => undefined);
  while (await checkTarget({ target: id, at: new Date(Date.now()).toISOString() })) {
    if (isRunOver(longHistory)) await goOnInFurtherRun<typeof target>(id);
    const next = nextLookMs(Date.now());
    setCurrentDetails(`Figure **${id}** is looked at next at ${new Date(next).toISOString()}.`);
    await condition(isMoveWanted, next - Date.now(), { summary: 'until tomorrow' });
  }
}
