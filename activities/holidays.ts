/** Public holidays of a country or a region, from a library: asked for by workflows, which must not depend on its version. */
import HolidayCalendar from 'date-holidays';
import { addDays } from '../domain/core/calendar';
import type { Holidays } from '../domain/core/concern';
import type { HolidaysWanted } from '../domain/holidays-wanted';

/** Answers that were worked out before. The library needs some 20 ms for one year of one country, and answers the same each time. */
const known = new Map<string, Holidays>();
/** Few countries and years are in use at a time; a map with so many is emptied. */
const mostKnown = 1_000;

/** The public holidays of a place as civil dates; none for a country that the calendar does not know, the country's for such a region. */
export function publicHolidays(wanted: HolidaysWanted): Holidays {
  const key = [wanted.country, wanted.region ?? '', wanted.from, wanted.through].join(' ');
  const before = known.get(key);
  if (before !== undefined) return before;
  const holidays = workedOut(wanted);
  if (known.size >= mostKnown) known.clear();
  known.set(key, holidays);
  return holidays;
}

function workedOut({ country, region, from, through }: HolidaysWanted): Holidays {
  const calendar = region === undefined ? new HolidayCalendar(country) : new HolidayCalendar(country, region);
  const dates = new Set<string>();
  for (let year = Number(from.slice(0, 4)); year <= Number(through.slice(0, 4)); year += 1) {
    for (const { type, date, start, end } of calendar.getHolidays(year) ?? []) {
      if (type !== 'public') continue;
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
      for (let day = 0; day < days; day += 1) dates.add(addDays(date.slice(0, 10), day));
    }
  }
  return { dates: [...dates].filter((date) => date >= from && date <= through).toSorted(), through };
}
