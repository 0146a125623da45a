/** A lifecycle hears that its readings lie in another bucket; heard twice it counts once. */
import type { Bucket } from '../domain/core/reading';
import { ifRunning, type LifecycleClient } from './client';

export type BucketChange = Bucket & {
  readonly lifecycleId: string;
  /** Which change of the bucket it is. */
  readonly changes: number;
};

/** The id by which a change of a bucket counts once in its lifecycle. */
export function bucketFactId({ kind, changes }: Pick<BucketChange, 'kind' | 'changes'>): string {
  return `b_${kind}_${changes}`;
}

/** Throws `NoAnswer`. A lifecycle that is not running is passed over: see `ifRunning`. */
export async function sendBucket(lifecycles: LifecycleClient, change: BucketChange, by: string): Promise<void> {
  const { lifecycleId } = change;
  const id = bucketFactId(change);
  await ifRunning(() =>
    change.kind === 'usage'
      ? lifecycles.sendFact(lifecycleId, 'usageChanged', { id, by, data: { bucket: change.bucket } })
      : lifecycles.sendFact(lifecycleId, 'ticketsChanged', { id, by, data: { bucket: change.bucket } }),
  );
}
