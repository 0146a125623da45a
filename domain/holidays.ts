/** Which days off a lifecycle must know. The dates themselves come from outside: they are data, not code. */
import type { CivilDate, Instant } from './core/json';
import type { LifecycleState } from './lifecycle';

export interface HolidaysWanted {
  readonly country: string;
  readonly from: CivilDate;
  readonly through: CivilDate;
}

/** The days off to ask for: of this year and the next. Null while they are known, or where the country is not. */
export function holidaysWanted({ seed, slices }: LifecycleState, now: Instant): HolidaysWanted | null {
  const { country } = seed.client;
  const year = Number(now.slice(0, 4));
  const through = `${year + 1}-12-31`;
  if (country === undefined || slices.standing.holidays.through >= through) return null;
  return { country, from: `${year}-01-01`, through };
}
