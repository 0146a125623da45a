/**
 * A rep's mornings: the workflow sleeps until the rep's next working day begins in their zone, and writes the brief.
 *
 * It is a workflow with a timer of its own and not a Schedule, so that its time can be skipped like a lifecycle's.
 */
import { inMarkdown } from '../domain/told/foreign';
import { condition, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { MorningActivities } from '../activities/mornings';
import { goOnInFurtherRun, longHistory, RunLength } from './history';
import { rearranged, wake } from './messages';
import { morningRetry } from './retries';

const { nextBrief } = proxyActivities<MorningActivities>({
  ...morningRetry,
  summary: 'ask when the next brief is due',
});
const { writeBrief } = proxyActivities<MorningActivities>({ ...morningRetry, summary: 'write the brief' });

const now = (): string => new Date(Date.now()).toISOString();

/** Ends when no brief is to come; a change of the rep's settings starts it again. */
export async function brief(rep: string): Promise<void> {
  const run = new RunLength(longHistory);
  let changed = false;
  setHandler(rearranged, () => {
    changed = true;
  });
  setHandler(wake, () => undefined);
  for (;;) {
    changed = false;
    const at = run.taken(await nextBrief({ rep, now: now(), ...run.asking }));
    if (!changed) {
      if (at === null) return;
      setCurrentDetails(`The next brief of **${inMarkdown(rep)}** is written at ${at}.`);
      const untilMs = Math.max(1, Date.parse(at) - Date.now());
      const isInterrupted = (): boolean => changed || run.isSleepOver;
      if (!(await condition(isInterrupted, untilMs, { summary: 'until the next brief' })))
        await writeBrief({ rep, at });
    }
    // A further run asks first, so nothing that was rearranged meanwhile is missed.
    if (run.isOver) await goOnInFurtherRun<typeof brief>(rep);
  }
}
