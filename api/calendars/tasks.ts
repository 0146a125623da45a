/** A calendar, as it is asked for from another thread (api/thread.ts): a rep may keep hundreds of lines. */
import { task } from '../../threads/task';
import type { CalendarAsked } from '../../records/calendar-addresses';

export const calendarTask = task<CalendarAsked, string>('calendar');

/** Whoever asks for a calendar waits no longer. */
export const calendarMs = 20_000;
