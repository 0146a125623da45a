/** Writes a calendar (RFC 5545) that programs read again and again at one address. */
import ical, { ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import { addDays, dayOf } from '../../domain/core/calendar';
import { appointmentsOf, type Appointment } from '../../domain/told/appointments';
import { onOneLine, plainLines } from '../../domain/told/foreign';
import { calendarLines, type CalendarAsked } from '../../records/calendar-addresses';
import type { ApiDeps } from '../http/route';

/** How far a calendar looks back and ahead, in days. */
export const calendarReach = { back: 30, ahead: 180 } as const;
/** How soon a program should ask again, in seconds: what is recorded now is there by noon. */
const againSeconds = 3 * 3_600;

/** When something is: a day has no zone, and ends where the next begins. */
function timesOf({ when }: Appointment) {
  if ('start' in when) {
    const start = new Date(when.start);
    return { start, end: new Date(start.getTime() + when.minutes * 60_000) };
  }
  const midnight = (day: string): Date => new Date(`${day}T00:00:00.000Z`);
  return {
    start: midnight(when.day),
    end: midnight(addDays(when.day, 1)),
    allDay: true,
    // A day on which something is due is not a day that is taken.
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  };
}

/** The appointments as a calendar. The same appointments make the same text. */
export function calendarText(appointments: readonly Appointment[]): string {
  const calendar = ical({ prodId: { company: 'Holdfast', product: 'Holdfast' }, name: 'Holdfast', ttl: againSeconds });
  for (const one of appointments)
    calendar.createEvent({
      id: one.id,
      summary: onOneLine(one.title),
      description: one.lines.flatMap(plainLines).join('\n'),
      stamp: new Date(one.asOf),
      lastModified: new Date(one.asOf),
      ...timesOf(one),
    });
  return calendar.toString();
}

/** Somebody’s calendar around a moment. */
export async function calendarOfRep(asked: CalendarAsked, db: ApiDeps['db']): Promise<string> {
  const { locale, at } = asked;
  const today = dayOf(at, locale.zone);
  const window = { from: addDays(today, -calendarReach.back), until: addDays(today, calendarReach.ahead) };
  const lines = await calendarLines(db, asked);
  return calendarText(lines.flatMap((line) => appointmentsOf(line, window, locale)));
}
