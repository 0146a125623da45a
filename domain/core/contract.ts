import { addMonths } from './calendar';
import type { CivilDate } from './json';

export interface Term {
  readonly startsOn: CivilDate;
  readonly termMonths: number;
}

/** The day on which the contract ends and the next term would start. */
export function renewsOn({ startsOn, termMonths }: Term): CivilDate {
  return addMonths(startsOn, termMonths);
}
