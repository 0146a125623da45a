/** Long work in many rows, some seconds at a time. */
import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { JobActivities, JobProgress } from '../activities/jobs';
import { progressLine, type Phase } from '../domain/organisation/job';
import { jobWork as turn } from './retries';

const { workThrough } = proxyActivities<JobActivities>({ ...turn, summary: 'work for some seconds' });

/** One phase of a job: an import, a handover, a roll-out. How far it is stands in its current details. */
export async function job({ id, phase }: { readonly id: string; readonly phase: Phase }): Promise<JobProgress> {
  for (;;) {
    const progress = await workThrough({ job: id, phase, now: new Date(Date.now()).toISOString() });
    setCurrentDetails(`**${progressLine(progress)}**`);
    if (progress.finished) return progress;
  }
}
