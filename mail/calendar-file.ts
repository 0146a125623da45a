/** Calendar files that go with mails. */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { plainLines, onOneLine } from '../domain/told/foreign';
import type { Meeting, Organizer } from './draft';

/** A calendar file (RFC 5545) and its method (RFC 5546). */
export interface CalendarFile {
  readonly method: 'PUBLISH' | 'CANCEL';
  readonly content: string;
}

/** A name as a parameter of RFC 5545, which knows no way to write a quotation mark. */
const asParameter = (name: string): string => onOneLine(name).replaceAll('"', "'");

/**
 * The file of one meeting, as it was at `stamp`. It is published, not requested, so that nobody has to answer it and it
 * can be forwarded; or cancelled. `house` is its organizer where it names none. It holds no address of a page of ours:
 * whoever it is forwarded to would have it.
 */
export function calendarFile(
  { id, start, minutes, title, lines, place, organizer, sequence, calledOff = false }: Meeting,
  stamp: string,
  house: Organizer,
): CalendarFile {
  const method = calledOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({ prodId: { company: 'Holdfast', product: 'Holdfast' }, method });
  const begins = new Date(start);
  const by = organizer ?? house;
  calendar.createEvent({
    id,
    start: begins,
    end: new Date(begins.getTime() + minutes * 60_000),
    stamp: new Date(stamp),
    summary: onOneLine(title),
    description: lines.flatMap(plainLines).join('\n'),
    ...(place === undefined ? {} : { location: onOneLine(place) }),
    organizer: { email: by.email, name: asParameter(by.name) },
    sequence: sequence ?? (calledOff ? 1 : 0),
    ...(calledOff ? { status: ICalEventStatus.CANCELLED } : {}),
  });
  return { method: calledOff ? 'CANCEL' : 'PUBLISH', content: calendar.toString() };
}
