/** Buckets that readings lie in. */
import { ownBuckets, ticketBuckets, usageWords, type Bucket } from '../../domain/core/reading';
import { wordOf } from './column';

/** Kinds of readings that every house has; any other is the code of one of the house's own. */
const builtIn: readonly string[] = ['usage', 'tickets'];

/** The bucket of a row that has one; throws `BrokenRecord`. */
export function keptBucketOf(row: {
  readonly lifecycleId: string;
  readonly kind: string;
  readonly bucket: string;
  /** What the kind is called; null for one that every house has. */
  readonly name?: string | null;
}): Bucket {
  const { lifecycleId, kind, bucket, name } = row;
  const where = { table: 'buckets', column: 'bucket', id: `${lifecycleId} ${kind}` };
  if (!builtIn.includes(kind))
    return {
      kind: 'own',
      code: kind,
      ...(name === undefined || name === null ? {} : { name }),
      bucket: wordOf(ownBuckets, where, bucket),
    };
  return kind === 'usage'
    ? { kind, bucket: wordOf(usageWords, where, bucket) }
    : { kind: 'tickets', bucket: wordOf(ticketBuckets, where, bucket) };
}
