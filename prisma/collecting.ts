/** What was collected, read from the ledger in one query. */
import { collectingEvents, type CollectingEvent, type CollectingLine } from '../domain/collecting';
import { Prisma, type Database } from './client';

/** The statement; its plan is looked at in tests. `from` and `to` are days, counted in UTC. */
export function selectCollecting(from: string, to: string): Prisma.Sql {
  return Prisma.sql`
    select l.kind, l.data, w."receivablesManagerId" as collector
    from ledger l left join reps r on r.id = l."repId" left join workgroups w on w.id = r."workgroupId"
    where l.kind = any(${[...collectingEvents]})
      and l.at >= ${`${from}T00:00:00Z`}::timestamptz and l.at < ${`${to}T00:00:00Z`}::timestamptz`;
}

export async function readCollecting(
  db: Pick<Database, '$queryRaw'>,
  from: string,
  to: string,
): Promise<readonly CollectingLine[]> {
  const rows = await db.$queryRaw<{ kind: string; data: object; collector: string | null }[]>(
    selectCollecting(from, to),
  );
  return rows.map(({ kind, data, collector }) => ({ event: { kind, ...data } as CollectingEvent, collector }));
}
