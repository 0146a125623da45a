/**
 * Of what a leader’s brief tells: of what their people need help with, and of nothing that a digest tells.
 *
 * Small alarms stand in Monday’s digest, and who directs a group reads of its alarms in a digest of their own (`digests.ts`).
 * What is the leader’s own client stands in their own part of the brief.
 */
import { addDays, dayOf, endOfDay } from '../core/calendar';
import type { CivilDate, Instant } from '../core/json';
import type { AlarmAsk } from '../told/asks';
import { leading, type Uncovered } from '../told/leaders-day';
import { isTheirsToDirect } from './digests';
import { standInFor, type Deputised, type NamedLadder } from './people';

/** Who leads a group: the manager, else the director. */
export const leaderOf = ({ manager, director }: Omit<NamedLadder, 'rep'>): string | null => manager ?? director;

/**
 * True for an alarm of which a leader’s brief tells: serious, of somebody else’s client, and nobody took it on since the day
 * before. `keeps`: whose work the leader does, their own and that of whom they stand in for.
 */
export function isUntakenOfTheirs(
  ask: AlarmAsk,
  named: NamedLadder,
  { keeps, day, zone }: { readonly keeps: readonly string[]; readonly day: CivilDate; readonly zone: string },
): boolean {
  const leader = leaderOf(named);
  return (
    leader !== null &&
    keeps.includes(leader) &&
    !keeps.includes(named.rep) &&
    ask.severity !== 'small' &&
    ask.acknowledged !== true &&
    dayOf(ask.at, zone) < day &&
    !keeps.some((one) => isTheirsToDirect(ask, named, one))
  );
}

/** The end of the day from which on a thing that was due is overdue for so long that the leader hears of it. */
export function behindUntil(day: CivilDate, zone: string): Instant {
  return endOfDay(addDays(day, -leading.overdueDays), zone);
}

/** Somebody who has or had work, as far as it matters whether anybody does it. */
export interface Absent {
  readonly id: string;
  readonly name: string;
  readonly clients: number;
  readonly left: boolean;
}

/** Who of them is away now or soon, or has left, while nobody stands in; the first who is away first. */
export function uncoveredOf(
  absent: readonly Absent[],
  people: ReadonlyMap<string, Deputised>,
  day: CivilDate,
): readonly Uncovered[] {
  const soon = addDays(day, leading.awayAheadDays);
  return absent
    .flatMap(({ id, name: rep, clients, left }): Uncovered[] => {
      const absences = (people.get(id)?.absences ?? []).filter(({ from, until }) => from <= soon && until >= day);
      const [open] = absences
        .toSorted((a, b) => (a.from < b.from ? -1 : 1))
        .filter(({ from }) => standInFor(id, from < day ? day : from, people) === id);
      return open === undefined ? [] : [{ rep, clients, from: open.from, until: left ? null : open.until }];
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
