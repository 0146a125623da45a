/** What previews of campaigns look at besides lifecycles, and how many of them warn of something. */
import type { InvitedWhere, WarningKind } from '../domain/organisation/campaign-warnings';
import type { Database } from '../prisma/client';
import { absencesOf } from './columns/organisation';

/** Those reps by their ids, with the days on which they are not there. */
export async function repsAway(
  db: Pick<Database, 'rep'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<InvitedWhere['rep']>>> {
  const rows = await db.rep.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, absences: true, leftAt: true },
  });
  // Who has left is a matter of a handover: there are no days on which they come back.
  return new Map(rows.map((row) => [row.id, { name: row.name, absences: row.leftAt === null ? absencesOf(row) : [] }]));
}

/** Notes in the summary of a campaign at how many clients its previews warn of something, and of what. */
export async function countWarnings(db: Pick<Database, '$executeRaw'>, campaign: string): Promise<void> {
  const about = (kind: WarningKind): string => JSON.stringify([{ about: kind }]);
  await db.$executeRaw`
    update jobs set summary = coalesce(summary, '{}'::jsonb) || (
      select jsonb_build_object(
        'warned', count(*) filter (where preview -> 'warnings' is not null),
        'onHoliday', count(*) filter (where preview -> 'warnings' @> ${about('holiday')}::jsonb),
        'onDayOff', count(*) filter (where preview -> 'warnings' @> ${about('day-off')}::jsonb),
        'outOfHours', count(*) filter (where preview -> 'warnings' @> ${about('hours')}::jsonb),
        'repAway', count(*) filter (where preview -> 'warnings' @> ${about('away')}::jsonb))
      from job_rows where "jobId" = ${campaign})
    where id = ${campaign}`;
}
