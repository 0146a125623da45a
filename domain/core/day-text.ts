/** Days as people read them. */
import type { CivilDate } from './json';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A day in words: `Thursday 18 March 2027`. */
export function dayText(date: CivilDate): string {
  const day = new Date(date.slice(0, 10));
  return `${weekdays[day.getUTCDay()] ?? ''} ${dateText(date)}`;
}

/** A day in words without its weekday: `18 March 2027`. */
export function dateText(date: CivilDate): string {
  const day = new Date(date.slice(0, 10));
  return `${day.getUTCDate()} ${months[day.getUTCMonth()] ?? ''} ${day.getUTCFullYear()}`;
}
