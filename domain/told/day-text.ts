/** A day as people write it: `15 March 2027`. */
import { DateTime } from 'luxon';
import type { CivilDate } from '../core/json';

/** The day for our own people, in English. */
export function dayText(day: CivilDate): string {
  return DateTime.fromISO(day, { zone: 'utc', locale: 'en-GB' }).toLocaleString(DateTime.DATE_FULL);
}
