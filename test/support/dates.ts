/** Dates for expectations, computed by a library and not by the code under test. */
import { DateTime } from 'luxon';

const civil = (date: string): DateTime => DateTime.fromISO(date, { zone: 'utc' });
const text = (date: DateTime): string => date.toFormat('yyyy-MM-dd');

export const addDays = (date: string, days: number): string => text(civil(date).plus({ days }));
export const addMonths = (date: string, months: number): string => text(civil(date).plus({ months }));

/** The rule of people who work every day: what falls due then falls on days that are plain sums. */
export const everyDay = { workingHours: { opensAt: '09:00', days: [1, 2, 3, 4, 5, 6, 7] } };
