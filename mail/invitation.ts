import ical, { ICalCalendarMethod } from 'ical-generator';
import type { Invitation } from './letter';

/** A calendar file (RFC 5545) with one meeting; published, so that nobody has to answer it. */
export function calendarFile({ id, start, minutes, title, lines }: Invitation, stamp: string, url?: string): string {
  const calendar = ical({ prodId: { company: 'Holdfast', product: 'Holdfast' }, method: ICalCalendarMethod.PUBLISH });
  const begins = new Date(start);
  calendar.createEvent({
    id,
    start: begins,
    end: new Date(begins.getTime() + minutes * 60_000),
    stamp: new Date(stamp),
    summary: title,
    description: lines.join('\n'),
    ...(url === undefined ? {} : { url }),
  });
  return calendar.toString();
}
