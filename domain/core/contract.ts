/** The term of a contract. */
import { addDays, addMonths } from './calendar';
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

/**
 * True from the day on which it ends: nothing is handed over or taken in any more. One that renews by itself does not run
 * out.
 */
export function hasRunOut(
  term: ContractTerm & { readonly autoRenews?: boolean | undefined },
  today: CivilDate,
): boolean {
  return term.autoRenews !== true && renewsOn(term) <= today;
}

/** Where a contract renewed by itself: `until` is the end of the term that runs now. */
interface Prolonged {
  readonly until: CivilDate;
}

/** The day on which the term that runs now ends: the contract's own, or that of the last term for which it went on. */
export function endsOn(contract: ContractTerm, prolonged: Prolonged | undefined): CivilDate {
  return prolonged?.until ?? renewsOn(contract);
}

/**
 * The end of the term that would follow if it renews by itself once more. Months are counted from the contract's start, so
 * that one that began on the 31st does not stay on the 28th after a February.
 */
export function nextEnd(
  { startsOn, termMonths }: ContractTerm,
  prolonged: { readonly times: number } | undefined,
): CivilDate {
  return addMonths(startsOn, termMonths * ((prolonged?.times ?? 0) + 2));
}

/**
 * How often it had renewed by itself by a day, of a contract that is older than what we know of it, and the end of the term
 * that runs then; undefined while its first term runs.
 */
export function prolongedBy(
  contract: ContractTerm,
  day: CivilDate,
): { readonly until: CivilDate; readonly times: number } | undefined {
  let prolonged: { until: CivilDate; times: number } | undefined;
  while (endsOn(contract, prolonged) <= day)
    prolonged = { until: nextEnd(contract, prolonged), times: (prolonged?.times ?? 0) + 1 };
  return prolonged;
}

/**
 * The last day on which a notice comes in time for that end. Without a period of notice it is the last day of the term: on
 * the end itself the next term has begun.
 */
export function lastNoticeOn(
  end: CivilDate,
  { noticeDays = 0 }: { readonly noticeDays?: number | undefined },
): CivilDate {
  return addDays(end, -Math.max(1, noticeDays));
}

/** True where the period of notice is shorter than the term: otherwise no notice could ever come in time. */
export function isNoticeWithinTerm(line: ContractTerm & { readonly noticeDays?: number | undefined }): boolean {
  return addDays(renewsOn(line), -(line.noticeDays ?? 0)) > line.startsOn;
}
