import { addMonths } from './calendar';
import type { CivilDate } from './json';

export interface ContractTerm {
  readonly startsOn: CivilDate;
  readonly termMonths: number;
}

/** The day on which the contract ends and the next term would start. */
export function renewsOn({ startsOn, termMonths }: ContractTerm): CivilDate {
  return addMonths(startsOn, termMonths);
}
