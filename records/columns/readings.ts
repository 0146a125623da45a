/** Buckets that readings lie in. */
import { ticketBuckets, usageWords, type Bucket } from '../../domain/core/reading';
import { wordOf } from './column';

/** The bucket of a row that has one; throws `BrokenRecord`. */
export function keptBucketOf(row: {
  readonly lifecycleId: string;
  readonly kind: string;
  readonly bucket: string;
}): Bucket {
  const { lifecycleId, bucket } = row;
  const id = `${lifecycleId} ${row.kind}`;
  const kind = wordOf(['usage', 'tickets'], { table: 'buckets', column: 'kind', id }, row.kind);
  const where = { table: 'buckets', column: 'bucket', id };
  return kind === 'usage'
    ? { kind, bucket: wordOf(usageWords, where, bucket) }
    : { kind, bucket: wordOf(ticketBuckets, where, bucket) };
}
