/** Long work in many rows, some seconds at a time. */
import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { JobActivities, JobProgress } from '../activities/jobs';
import { progressLine, type Phase } from '../domain/organisation/job';
import { jobRetry } from './retries';

const { workThrough } = proxyActivities<JobActivities>({ ...jobRetry, summary: 'work for some seconds' });

/** Works through one phase of a job (domain/organisation/job.ts). Its current details say how far it is. */
export async function job({ id, phase }: { readonly id: string; readonly phase: Phase }): Promise<JobProgress> {
  for (;;) {
    const progress = await workThrough({ job: id, phase, now: new Date(Date.now()).toISOString() });
    setCurrentDetails(`**${progressLine(progress)}**`);
    if (progress.finished) return progress;
  }
}
