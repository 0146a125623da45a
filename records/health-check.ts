/** Reads where product lines stood before they left, and when a period began. */
import { bands, type Band } from '../domain/concerns/health-bands';
import type { CivilDate } from '../domain/core/json';
import { losses } from '../domain/core/stages';
import type { JudgedLine } from '../domain/figures/health-check';
import type { Scope } from '../domain/organisation/access';
import { Prisma, type Database } from '../prisma/client';
import { andInScope } from './access';
import { wordOf } from './columns/column';

export interface HealthCheckAsked {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Days before they left. */
  readonly ahead: number;
}

/**
 * The band of a line at a moment: what its last change before it says, in whichever term; before the first, where that one
 * came from; without any, how it stands. Null before the line began.
 */
const bandAt = (moment: Prisma.Sql): Prisma.Sql => Prisma.sql`
  case when exists (select from terms b where b.line = o.line and b.began <= ${moment}) then coalesce(
    (select g.data ->> 'band' from terms b cross join lateral (
        select * from ledger l where l."lifecycleId" = b."lifecycleId" and l.kind = 'health-changed' and l.at <= ${moment}
        order by l.at desc, l.seq desc limit 1) g
      where b.line = o.line order by g.at desc, b.term desc limit 1),
    (select g.data ->> 'from' from terms b cross join lateral (
        select * from ledger l where l."lifecycleId" = b."lifecycleId" and l.kind = 'health-changed'
        order by l.at, l.seq limit 1) g
      where b.line = o.line order by g.at, b.term limit 1),
    (select l.band from terms b join lifecycles l on l.id = b."lifecycleId" where b.line = o.line order by b.term desc limit 1)) end`;

/** The statement; lines that were there when the period began, or left in it. */
export function selectJudged({ from, to, ahead }: HealthCheckAsked, scope: Scope): Prisma.Sql {
  const start = Prisma.sql`${`${from}T00:00:00Z`}::timestamptz`;
  const end = Prisma.sql`${`${to}T00:00:00Z`}::timestamptz`;
  return Prisma.sql`
    select o.line as id, case when o.stands then ${bandAt(start)} end as stood,
      case when o."leftAt" is not null then
        coalesce(${bandAt(Prisma.sql`o."leftAt" - make_interval(days => ${ahead}::int)`)}, 'new') end as "leftFrom"
    from (
      select line, bool_or(began < ${start} and ("endedAt" is null or "endedAt" >= ${start})) as stands,
        max("endedAt") filter (where ending = any(${[...losses]}) and "endedAt" >= ${start} and "endedAt" < ${end}) as "leftAt"
      from terms where began < ${end} and ("endedAt" is null or "endedAt" >= ${start}) ${andInScope(scope, Prisma.sql`"lifecycleId"`)}
      group by line) o`;
}

/** The lines of a period, each with where it stood and from where it left. */
export async function readJudged(
  db: Pick<Database, '$queryRaw'>,
  asked: HealthCheckAsked,
  scope: Scope = null,
): Promise<readonly JudgedLine[]> {
  const rows = await db.$queryRaw<{ id: string; stood: string | null; leftFrom: string | null }[]>(
    selectJudged(asked, scope),
  );
  return rows.map(({ id, stood, leftFrom }) => {
    const bandOf = (band: string): Band => wordOf(bands, { table: 'ledger', column: 'data', id }, band);
    return {
      stood: stood === null ? null : bandOf(stood),
      leftFrom: leftFrom === null || leftFrom === 'new' ? leftFrom : bandOf(leftFrom),
    };
  });
}
