/** The fact by which a lifecycle hears that its readings lie in another bucket. Heard twice, it counts once. */
import type { FactName, HappenedOf } from '../domain/core/concern';
import type { Bucket } from '../domain/core/reading';

export type BucketChange = Bucket & {
  readonly lifecycleId: string;
  /** Which change of the bucket it is. */
  readonly changes: number;
  readonly acceptedAt?: string;
};

/** The id by which a change of a bucket counts once in its lifecycle. */
export function bucketFactId(change: Bucket & Pick<BucketChange, 'changes'>): string {
  return `b_${change.kind === 'own' ? change.code : change.kind}_${change.changes}`;
}

/** The fact by which a lifecycle hears of a change. */
export function bucketFact(change: BucketChange, by: string): HappenedOf<FactName> {
  const { acceptedAt } = change;
  const said = { id: bucketFactId(change), by, ...(acceptedAt === undefined ? {} : { acceptedAt }) };
  if (change.kind === 'own') {
    const { code, bucket, name } = change;
    return { ...said, name: 'ownSignalChanged', data: { code, bucket, ...(name === undefined ? {} : { name }) } };
  }
  return change.kind === 'usage'
    ? { ...said, name: 'usageChanged', data: { bucket: change.bucket } }
    : { ...said, name: 'ticketsChanged', data: { bucket: change.bucket } };
}
