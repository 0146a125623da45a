/** Days as our own people read them, in English. */
import { DateTime } from 'luxon';
import type { Instant } from '../core/json';

const written = (day: Instant, format: string): string =>
  DateTime.fromISO(day.slice(0, 10), { zone: 'utc', locale: 'en-GB' }).toFormat(format);

/** A day, or the day of a moment in UTC, with its weekday: `Thursday 18 March 2027`. */
export function dayText(day: Instant): string {
  return written(day, 'cccc d MMMM yyyy');
}

/** A day, or the day of a moment in UTC, without its weekday: `18 March 2027`. */
export function dateText(day: Instant): string {
  return written(day, 'd MMMM yyyy');
}
