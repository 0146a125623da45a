/** Watches one figure: computes it every morning, and has the managers told when it has become critical. */
import { continueAsNew, proxyActivities, setCurrentDetails, sleep, workflowInfo } from '@temporalio/workflow';
import type { MorningActivities } from '../activities/mornings';
import { nextLookMs } from '../domain/organisation/mornings';
import { longHistory } from './history';
import { figureRetry } from './retries';

const { checkTarget } = proxyActivities<MorningActivities>({ ...figureRetry, summary: 'look at the figure' });

/** Ends when there is no such target any more. */
export async function target(id: string): Promise<void> {
  while (await checkTarget({ target: id, at: new Date(Date.now()).toISOString() })) {
    if (workflowInfo().historyLength >= longHistory) await continueAsNew<typeof target>(id);
    const next = nextLookMs(Date.now());
    setCurrentDetails(`Figure **${id}** is looked at next at ${new Date(next).toISOString()}.`);
    await sleep(next - Date.now(), { summary: 'until tomorrow' });
  }
}
