/** Waits until PostgreSQL, from which pages are made, has what a lifecycle was told. */
import { untilCaughtUp } from '../../records/caught-up';
import { NoAnswer, NotRunning } from '../../temporal/errors';
import type { ApiDeps } from '../http/route';

/** A person at a browser waits no longer; what is recorded later shows the next time the page is opened. */
const limitMs = 3_000;

/**
 * Returns once everything is recorded that the lifecycle has heard so far: a query after a signal sees what the signal
 * did. Returns early where no worker answers, and at the limit where PostgreSQL takes no records.
 */
export async function untilRecorded(id: string, { db, lifecycles }: Pick<ApiDeps, 'db' | 'lifecycles'>): Promise<void> {
  try {
    const { seq } = await lifecycles.lifecycle(id);
    await untilCaughtUp(db, id, seq, limitMs);
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof NotRunning)) throw error;
  }
}
