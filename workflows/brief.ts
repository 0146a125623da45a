/**
 * A rep's mornings: the workflow sleeps until the rep's next working day begins in their zone, and writes the brief.
 *
 * It is a workflow with a timer of its own and not a Schedule, so that its time can be skipped like a lifecycle's.
 */
import {
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { MorningActivities } from '../activities/mornings';
import { longHistory } from './history';
import { rearranged } from './messages';
import { morningRetry } from './retries';

const { nextBrief } = proxyActivities<MorningActivities>({
  ...morningRetry,
  summary: 'ask when the next brief is due',
});
const { writeBrief } = proxyActivities<MorningActivities>({ ...morningRetry, summary: 'write the brief' });

const now = (): string => new Date(Date.now()).toISOString();

/** Ends when no brief is to come; a change of the rep's settings starts it again. */
export async function brief(rep: string): Promise<void> {
  let changed = false;
  setHandler(rearranged, () => {
    changed = true;
  });
  for (;;) {
    changed = false;
    const at = await nextBrief({ rep, now: now() });
    if (changed) continue;
    if (at === null) return;
    setCurrentDetails(`The next brief of **${rep}** is written at ${at}.`);
    const untilMs = Math.max(1, Date.parse(at) - Date.now());
    if (await condition(() => changed, untilMs, { summary: 'until the next brief' })) continue;
    await writeBrief({ rep, at });
    if (workflowInfo().historyLength >= longHistory && !changed) await continueAsNew<typeof brief>(rep);
  }
}
