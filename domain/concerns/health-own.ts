/** Signals of the house's own, as a lifecycle keeps them: each by its code, in the bucket in which it lies. */
import type { EventOf } from '../core/concern';
import type { HealthHeard } from './health-evidence';

/** So many signals of the house's own count in one lifecycle. */
export const mostOwnSignals = 20;

/** True where a signal of that code can be kept: it is there, or there are not too many yet. */
export function hasRoomForOwn({ own = [] }: HealthHeard, code: string): boolean {
  return own.length < mostOwnSignals || own.some((one) => one.code === code);
}

/** With the signal in its new bucket. */
export function withOwn<S extends HealthHeard>(slice: S, { code, bucket, name }: EventOf<'own-signal-changed'>): S {
  const { own = [] } = slice;
  const now = { code, bucket, ...(name === undefined ? {} : { name }) };
  const place = own.findIndex((one) => one.code === code);
  return { ...slice, own: place < 0 ? [...own, now] : own.with(place, now) };
}
