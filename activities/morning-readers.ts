/** How one of ours wants to hear of things in the morning. */
import type { Calendar } from '../domain/core/calendar';
import type { CivilDate, Instant } from '../domain/core/json';
import { holidaysAround } from '../domain/holidays-wanted';
import { isFirstOfWeek, type DigestReader } from '../domain/organisation/digests';
import { repCalendar } from '../domain/organisation/mornings';
import type { Database } from '../prisma/client';
import { absencesOf, deliveryOf, workingHoursOf } from '../records/columns/organisation';
import { ledBy } from '../records/digest';
import { publicHolidays } from './holidays';

/** Somebody's wishes, with their calendar around a moment. */
export interface MorningReader {
  readonly reader: DigestReader;
  readonly calendar: Calendar;
}

/** How somebody wants to hear; null for who does not work here. */
export async function morningReaderOf(db: Database, id: string, now: Instant): Promise<MorningReader | null> {
  const rep = await db.rep.findUnique({ where: { id } });
  if (rep === null || rep.leftAt !== null) return null;
  const hours = { timeZone: rep.timeZone, workingHours: workingHoursOf(rep) };
  const { directs, leadsThemselves } = await ledBy(db, id);
  return {
    reader: {
      delivery: deliveryOf(rep),
      absences: absencesOf(rep),
      directs: directs.length > 0 || leadsThemselves,
    },
    calendar: repCalendar(hours, holidaysOf(rep, now)),
  };
}

/** True for the morning of the week on which small alarms are told. */
export function isWeekly({ reader, calendar }: MorningReader, at: Instant): boolean {
  return isFirstOfWeek(at, calendar, reader.absences);
}

/** Public holidays of a rep; none where nobody said in which country they live. */
function holidaysOf(
  { country, region }: { readonly country: string | null; readonly region: string | null },
  now: Instant,
): readonly CivilDate[] {
  if (country === null) return [];
  return publicHolidays(holidaysAround({ country, ...(region === null ? {} : { region }) }, now)).dates;
}
