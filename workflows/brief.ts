/**
 * A rep's mornings: it sleeps until the next working day begins in the rep's zone, and writes the brief.
 *
 * A workflow with a timer of its own and not a Schedule, so that it can be forwarded like a lifecycle.
 */
import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { MorningActivities } from '../activities/mornings';

/** The rep's zone, hours, absences or wishes are other than they were. */
export const rearranged = defineSignal('rearranged');

const { nextBrief, writeBrief } = proxyActivities<MorningActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

const maxEvents = 2_000;
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
    if (await condition(() => changed, Math.max(1, Date.parse(at) - Date.now()))) continue;
    await writeBrief({ rep, at });
    if (workflowInfo().historyLength >= maxEvents && !changed) await continueAsNew<typeof brief>(rep);
  }
}
