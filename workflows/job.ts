import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { JobActivities, JobProgress } from '../activities/jobs';
import { progressLine, type Phase } from '../domain/organisation/job';

/** Some seconds of work at a time, tried again for as long as it takes; a job that dies goes on where it was. */
const { workThrough } = proxyActivities<JobActivities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds' },
});

/** One phase of a job: an import, a handover, a roll-out. How far it is stands in its current details. */
export async function job({ id, phase }: { readonly id: string; readonly phase: Phase }): Promise<JobProgress> {
  for (;;) {
    const progress = await workThrough({ job: id, phase, now: new Date(Date.now()).toISOString() });
    setCurrentDetails(`**${progressLine(progress)}**`);
    if (progress.finished) return progress;
  }
}
