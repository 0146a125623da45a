/** What a brief tells beside the reader’s own clients: a part for each thing that they are besides a rep. */
import type { CivilDate } from '../core/json';
import { isCollectorsDayWorth, type CollectorsDay } from './collectors-day';
import { isDevelopersDayWorth, type DevelopersDay } from './developers-day';
import { isLeadersDayWorth, type LeadersDay } from './leaders-day';

/** Null for what the reader is not. */
export interface RoleBriefs {
  readonly day: CivilDate;
  readonly leading: LeadersDay | null;
  readonly collecting: CollectorsDay | null;
  readonly selling: DevelopersDay | null;
}

/** True where one of the parts is worth its reader’s morning; then all of them are told. */
export function areRolesWorthReading({ day, leading, collecting, selling }: RoleBriefs, isWeekly: boolean): boolean {
  return (
    (leading !== null && isLeadersDayWorth(leading, day, isWeekly)) ||
    (collecting !== null && isCollectorsDayWorth(collecting, day, isWeekly)) ||
    (selling !== null && isDevelopersDayWorth(selling, isWeekly))
  );
}
