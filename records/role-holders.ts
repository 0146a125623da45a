/** Who leads, collects for and sells to whom, as a brief needs it: in two queries. */
import type { CivilDate, Instant } from '../domain/core/json';
import { leaderOf } from '../domain/organisation/leading';
import { lastResort } from '../domain/organisation/people';
import type { InPlaceOf } from '../domain/told/leaders-day';
import type { Database } from '../prisma/client';

/** Whom somebody leads, collects for and sells to: as themselves, and in the place of whom they stand in for. */
export interface Holds {
  readonly person: string;
  /** Them, and whom they stand in for. */
  readonly keeps: readonly string[];
  /** Groups that they lead. */
  readonly leads: readonly LedGroup[];
  /** Groups in which they collect and sell where the workgroup names nobody, by who holds that. */
  readonly instead: ReadonlyMap<string, string>;
  readonly collects: readonly Shared[];
  readonly sells: readonly Shared[];
}
interface LedGroup {
  readonly id: string;
  readonly leader: string;
}
/** A workgroup, and who of it is meant. */
export interface Shared {
  readonly workgroup: string;
  readonly holder: string;
}

/** What somebody leads, collects for and sells to. */
export async function holdsOf(
  db: Pick<Database, 'group' | 'workgroup'>,
  person: string,
  keeps: readonly string[],
): Promise<Holds> {
  const among = { in: [...keeps] };
  const [groups, workgroups] = await Promise.all([
    db.group.findMany({
      where: {
        OR: [
          { managerId: among },
          { managerId: null, directorId: among },
          ...(keeps.includes(lastResort) ? [{ managerId: null, directorId: null }] : []),
        ],
      },
      select: { id: true, managerId: true, directorId: true },
    }),
    db.workgroup.findMany({
      where: { OR: [{ receivablesManagerId: among }, { businessDeveloperId: among }] },
      select: { id: true, receivablesManagerId: true, businessDeveloperId: true },
    }),
  ]);
  const led = groups.map(({ id, managerId, directorId }) => ({
    id,
    leader: leaderOf({ manager: managerId, director: directorId }),
  }));
  const shared = (of: 'receivablesManagerId' | 'businessDeveloperId'): readonly Shared[] =>
    workgroups.flatMap((one) => (keeps.includes(one[of]) ? [{ workgroup: one.id, holder: one[of] }] : []));
  return {
    person,
    keeps,
    leads: led.flatMap(({ id, leader }) => (leader === null ? [] : [{ id, leader }])),
    instead: new Map(led.map(({ id, leader }) => [id, leader ?? lastResort])),
    collects: shared('receivablesManagerId'),
    sells: shared('businessDeveloperId'),
  };
}

/** A morning on which somebody reads. */
export interface RolesMorning {
  readonly at: Instant;
  readonly day: CivilDate;
  readonly zone: string;
  /** The moment of their brief before. */
  readonly since: Instant;
  /** In whose place the reader is told of what that person holds. */
  readonly placeOf: (holder: string) => InPlaceOf;
}
