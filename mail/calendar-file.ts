/** Calendar files that go with mails. */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Meeting } from './draft';

/** A calendar file (RFC 5545) and its method (RFC 5546). */
export interface CalendarFile {
  readonly method: 'PUBLISH' | 'CANCEL';
  readonly content: string;
}

/** The file of one meeting. It is published, not requested, so that nobody has to answer it; or cancelled. */
export function calendarFile(
  { id, start, minutes, title, lines, place, organizer, calledOff = false }: Meeting,
  stamp: string,
  url?: string,
): CalendarFile {
  const method = calledOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({ prodId: { company: 'Holdfast', product: 'Holdfast' }, method });
  const begins = new Date(start);
  calendar.createEvent({
    id,
    start: begins,
    end: new Date(begins.getTime() + minutes * 60_000),
    stamp: new Date(stamp),
    summary: title,
    description: lines.join('\n'),
    ...(place === undefined ? {} : { location: place }),
    ...(organizer === undefined ? {} : { organizer }),
    ...(calledOff ? { status: ICalEventStatus.CANCELLED, sequence: 1 } : {}),
    ...(url === undefined ? {} : { url }),
  });
  return { method: calledOff ? 'CANCEL' : 'PUBLISH', content: calendar.toString() };
}
