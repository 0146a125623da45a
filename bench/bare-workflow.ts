import { sleep } from '@temporalio/workflow';

/** The least that a long life is in Temporal: an argument and one timer. */
export async function bare(forHowLong: '1 year'): Promise<void> {
  await sleep(forHowLong);
}

/** A day again and again. */
export async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) await sleep('1 day');
}
