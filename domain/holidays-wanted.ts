/** Which holidays a lifecycle must know. The dates themselves come from outside: they are data, not code. */
import type { CivilDate, Instant } from './core/json';
import { fateOf, type LifecycleState } from './lifecycle';

export interface HolidaysWanted {
  readonly country: string;
  readonly from: CivilDate;
  readonly through: CivilDate;
}

/** Which holidays are asked for at a moment: those of the year in which it lies (UTC), and of the year after. */
export function holidaysAround(country: string, now: Instant): HolidaysWanted {
  const year = Number(now.slice(0, 4));
  return { country, from: `${year}-01-01`, through: `${year + 1}-12-31` };
}

/** The holidays that a lifecycle must ask for. Null where it knows them, and where nobody knows the client's country. */
export function holidaysWanted(
  { seed, slices }: Pick<LifecycleState, 'seed' | 'slices'>,
  now: Instant,
): HolidaysWanted | null {
  const { country } = seed.client;
  if (country === undefined) return null;
  const wanted = holidaysAround(country, now);
  return slices.standing.holidays.through >= wanted.through ? null : wanted;
}

/** The id under which they are heard: each year's once, and once more where the client is in another country since. */
export function holidaysId(state: LifecycleState, { through }: HolidaysWanted): string {
  const id = `holidays-${through}`;
  return fateOf(state, id) === undefined ? id : `${id}-${state.seq}`;
}
