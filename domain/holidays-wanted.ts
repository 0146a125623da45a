/** Which days off a lifecycle must know. The dates themselves come from outside: they are data, not code. */
import type { CivilDate, Instant } from './core/json';
import type { LifecycleState } from './lifecycle';

export interface HolidaysWanted {
  readonly country: string;
  readonly from: CivilDate;
  readonly through: CivilDate;
}

/** The days off that matter at a moment: of its year (UTC) and the next. */
export function daysOffAround(country: string, now: Instant): HolidaysWanted {
  const year = Number(now.slice(0, 4));
  return { country, from: `${year}-01-01`, through: `${year + 1}-12-31` };
}

/** The days off that a lifecycle has to ask for. Null while they are known, or where the country is not. */
export function holidaysWanted(
  { seed, slices }: Pick<LifecycleState, 'seed' | 'slices'>,
  now: Instant,
): HolidaysWanted | null {
  const { country } = seed.client;
  if (country === undefined) return null;
  const wanted = daysOffAround(country, now);
  return slices.standing.holidays.through >= wanted.through ? null : wanted;
}
