/**
 * A rep's mornings: it sleeps until the next working day begins in the rep's zone, and writes the brief.
 *
 * A workflow with a timer of its own and not a Schedule, so that it can be forwarded like a lifecycle.
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
import { morning } from './retries';

const { nextBrief } = proxyActivities<MorningActivities>({ ...morning, summary: 'ask when the next brief is due' });
const { writeBrief } = proxyActivities<MorningActivities>({ ...morning, summary: 'write the brief' });

const now = (): string => new Date(Date.now()).toISOString();

/** Ends when the rep wants no briefs; started again when they do. */
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
