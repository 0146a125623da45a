import { sleep } from '@temporalio/workflow';

/** The least that a long life is in Temporal: an argument and one timer. */
export async function bare(forHowLong: '1 year'): Promise<void> {
  await sleep(forHowLong);
}
