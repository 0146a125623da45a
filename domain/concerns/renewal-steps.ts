/** The steps on the way to a renewal date: our notices, the last day for the client's, and the day on which it goes on by itself. */
import { addDays, dueMoment, opening } from '../core/calendar';
import type { Slices, Step, TaskOf, View } from '../core/concern';
import { lastNoticeOn } from '../core/contract';
import type { CivilDate } from '../core/json';

declare module '../core/concern' {
  interface Coming {
    'renewal-nears': { days: number; on: CivilDate; autoRenews: boolean };
    'last-notice-day-comes': { noticeDays: number; on: CivilDate };
    'term-prolongs': { months: number; lastNoticeOn: CivilDate };
  }
}

type RenewalStep = Step<TaskOf<'renewal'>>;

/** A contract that renews by itself for so few months gets no notices ahead of each date: they would never end. */
const shortTermMonths = 3;

/** The notices ahead of that date that are still to come; where it renews by itself, none that a client's notice cannot follow. */
export function noticesOf(
  slice: Slices['renewal'],
  date: CivilDate,
  { seed, rules, calendar }: View,
): readonly RenewalStep[] {
  const { autoRenews, noticeDays: period = 0, termMonths } = seed.contract;
  if (autoRenews === true && termMonths <= shortTermMonths) return [];
  return rules.renewal.noticeDays
    .filter((days) => !slice.noticed.includes(days) && (autoRenews !== true || days > period))
    .map((days): RenewalStep => ({
      task: { kind: 'notice', days },
      at: dueMoment(addDays(date, -days), calendar),
      tells: { kind: 'renewal-nears', days, on: date, autoRenews: autoRenews === true },
    }))
    .filter(({ at }) => slice.watchedSince === null || at > slice.watchedSince);
}

/** The last day for a notice, as a step of its own where the contract has a period of notice. */
export function lastNoticeDay(
  slice: Slices['renewal'],
  date: CivilDate,
  { seed, calendar }: View,
): readonly RenewalStep[] {
  const { noticeDays = 0 } = seed.contract;
  const on = lastNoticeOn(date, seed.contract);
  const at = opening(on, calendar);
  if (noticeDays === 0 || slice.lastNotice === on || (slice.watchedSince !== null && at <= slice.watchedSince))
    return [];
  return [
    {
      task: { kind: 'last-notice' },
      at,
      tells: { kind: 'last-notice-day-comes', noticeDays, on: date },
    },
  ];
}

/** It renews by itself on its date: on the day itself, never on the working day before, for a notice may still come. */
export function prolonging(date: CivilDate, { seed, calendar }: View): readonly RenewalStep[] {
  const { contract } = seed;
  return [
    {
      task: { kind: 'prolong' },
      at: opening(date, calendar),
      tells: { kind: 'term-prolongs', months: contract.termMonths, lastNoticeOn: lastNoticeOn(date, contract) },
    },
  ];
}
