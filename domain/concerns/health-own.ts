/** Signals of the house's own, as a lifecycle keeps them: each by its code, in the bucket in which it lies. */
import type { EventOf } from '../core/concern';
import type { HealthHeard } from './health-evidence';

/** So many signals of the house's own count in one lifecycle. */
export const mostOwnSignals = 20;

/** Where one stands that is silent: it costs nothing, and makes room for another. */
const silentAmong = ({ own = [] }: HealthHeard): number => own.findIndex(({ bucket }) => bucket === 'silent');

/** True where a signal of that code can be kept: it is there, or there are not too many that speak yet. */
export function hasRoomForOwn(heard: HealthHeard, code: string): boolean {
  const { own = [] } = heard;
  return own.length < mostOwnSignals || own.some((one) => one.code === code) || silentAmong(heard) >= 0;
}

/** With the signal in its new bucket. Where there are as many as there may be, it takes the place of one that is silent. */
export function withOwn<S extends HealthHeard>(slice: S, { code, bucket, name }: EventOf<'own-signal-changed'>): S {
  const { own = [] } = slice;
  const now = { code, bucket, ...(name === undefined ? {} : { name }) };
  const known = own.findIndex((one) => one.code === code);
  const place = known < 0 && own.length >= mostOwnSignals ? silentAmong(slice) : known;
  return { ...slice, own: place < 0 ? [...own, now] : own.with(place, now) };
}
