/**
 * What health remembers of a client in order: short lists by their moments, so that what somebody corrects can be taken out
 * of its place again, and what was there before it counts.
 */
import type { Instant } from '../core/json';

/** Something that was heard, or missed. */
export interface Remark {
  readonly at: Instant;
  /** The item through which it came: a correction of it takes the remark back. Absent where nothing does. */
  readonly item?: string;
}

/** So many are remembered. */
const remarksKept = 8;

/** With one more, in its place. Once one stands that nothing takes back, those before it are of no matter. */
export function withRemark<R extends Remark>(remarks: readonly R[], one: R): readonly R[] {
  const place = remarks.findLastIndex(({ at }) => at <= one.at) + 1;
  const all = remarks.toSpliced(place, 0, one);
  const settled = all.findLastIndex(({ item }) => item === undefined);
  return all.slice(Math.max(0, settled)).slice(-remarksKept);
}

/** Without what came through that item. */
export function withoutItem<R extends Remark>(remarks: readonly R[], item: string): readonly R[] {
  return remarks.filter((one) => one.item !== item);
}
