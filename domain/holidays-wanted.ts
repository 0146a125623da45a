/** Which holidays a lifecycle must know. The dates themselves come from outside: they are data, not code. */
import type { CivilDate, Instant } from './core/json';
import type { HolidayPlace } from './core/regions';
import { fateOf, type LifecycleState } from './lifecycle';

/** A region that is not said: the holidays of the whole country. */
export interface HolidaysWanted extends HolidayPlace {
  readonly from: CivilDate;
  readonly through: CivilDate;
}

/** Which holidays are asked for at a moment: those of the year in which it lies (UTC), and of the year after. */
export function holidaysAround({ country, region }: HolidayPlace, now: Instant): HolidaysWanted {
  const year = Number(now.slice(0, 4));
  return { country, ...(region === undefined ? {} : { region }), from: `${year}-01-01`, through: `${year + 1}-12-31` };
}

/** The holidays that a lifecycle must ask for. Null where it knows them, and where nobody knows the client's country. */
export function holidaysWanted(
  { seed, slices }: Pick<LifecycleState, 'seed' | 'slices'>,
  now: Instant,
): HolidaysWanted | null {
  const { country, region } = seed.client;
  if (country === undefined) return null;
  const wanted = holidaysAround({ country, ...(region === undefined ? {} : { region }) }, now);
  return slices.standing.holidays.through >= wanted.through ? null : wanted;
}

/** The id under which they are heard: each year's once for a region, and once more where the client was elsewhere since. */
export function holidaysId(state: LifecycleState, { region, through }: HolidaysWanted): string {
  const id = region === undefined ? `holidays-${through}` : `holidays-${through}-${region}`;
  return fateOf(state, id) === undefined ? id : `${id}-${state.seq}`;
}
