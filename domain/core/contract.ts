/** The term of a contract. */
import { addMonths } from './calendar';
import type { CivilDate } from './json';

export interface ContractTerm {
  readonly startsOn: CivilDate;
  readonly termMonths: number;
}

/** A term that we take, in months: not shorter, and not longer. */
export const shortestTermMonths = 1;
export const longestTermMonths = 120;

/** The term that the renewal form proposes; people may enter another. */
export const usualTermMonths = 12;

/** The day on which the contract ends and the next term would start. */
export function renewsOn({ startsOn, termMonths }: ContractTerm): CivilDate {
  return addMonths(startsOn, termMonths);
}

/** True from the day on which it ends: nothing is handed over or taken in any more. */
export function hasRunOut(term: ContractTerm, today: CivilDate): boolean {
  return renewsOn(term) <= today;
}

/** The terms of a contract that may renew by itself: `until`, where it did, is the end of the term that runs now. */
interface Prolonged {
  readonly until: CivilDate;
}

/** The day on which the term that runs now ends: the contract's own, or that of the last term for which it went on. */
export function endsOn(contract: ContractTerm, prolonged: Prolonged | undefined): CivilDate {
  return prolonged?.until ?? renewsOn(contract);
}
