/** Days as our own people read them, in English. */
import { DateTime } from 'luxon';
import type { CivilDate, Instant } from '../core/json';

const written = (day: CivilDate | Instant, format: string): string =>
  DateTime.fromISO(day.slice(0, 10), { zone: 'utc', locale: 'en-GB' }).toFormat(format);

/** A day with its weekday: `Thursday 18 March 2027`. Of a moment, its day in UTC. */
export function dayText(day: CivilDate | Instant): string {
  return written(day, 'cccc d MMMM yyyy');
}

/** A day without its weekday: `18 March 2027`. Of a moment, its day in UTC. */
export function dateText(day: CivilDate | Instant): string {
  return written(day, 'd MMMM yyyy');
}
