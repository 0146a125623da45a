/**
 * How a test gets its day: from `today`, which cannot change while the file runs (support/one-day.ts sees to that), and
 * from what the API answers. A test that expects dates as plain sums has a client in UTC and without a country, so
 * without holidays, as `aDeal` makes them, and people who work `everyDay`. Dates are computed by a library and not by the
 * code under test.
 */
import { DateTime } from 'luxon';
import { dayIn } from '../../domain/told/locale';

const civil = (date: string): DateTime => DateTime.fromISO(date, { zone: 'utc' });
const text = (date: DateTime): string => date.toFormat('yyyy-MM-dd');

export const addDays = (date: string, days: number): string => text(civil(date).plus({ days }));
export const addMonths = (date: string, months: number): string => text(civil(date).plus({ months }));

/** The day (UTC) on which this test file runs, as YYYY-MM-DD. */
export const today = text(DateTime.utc());

/** A day so many days from today, as YYYY-MM-DD. */
export const daysFromToday = (days: number): string => addDays(today, days);

/** A birthday that falls on the day so many days from today. */
export const birthdayInDays = (days: number): string => `1980-${daysFromToday(days).slice(5)}`;

/** Noon (UTC) of a day: whatever falls due on it is due by then. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** The rule of people who work every day: what falls due then falls on days that are plain sums. */
export const everyDay = { workingHours: { opensAt: '09:00', days: [1, 2, 3, 4, 5, 6, 7] } };

/** A day as a mail in English writes it to a reader of its year, or of that of another day. */
export function written(day: string, on = day): string {
  return dayIn({ language: 'en', country: 'GB', zone: 'UTC' }, day, `${on.slice(0, 10)}T12:00:00.000Z`);
}
