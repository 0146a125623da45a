/** Work performed, read from the ledger in one query: events that count alike are counted by the database. */
import { workEvents, type WorkLine } from '../domain/figures/work';
import { Prisma, type Database } from '../prisma/client';
import type { Scope } from '../domain/organisation/access';
import { andInScope } from './access';
import { eventFrom } from './columns/ledger';

/** What an event tells of work, each a column of the grouping: to compare texts is quicker than to compare JSON. */
const told = ['programme', 'itemKind', 'touchKind', 'outcome', 'with', 'by', 'from', 'to', 'within'] as const;

/** The statement; its plan is looked at in tests. `from` and `to` are days, counted in UTC. */
export function selectWork(from: string, to: string, scope: Scope = null): Prisma.Sql {
  const columns = told.map(
    (name) => Prisma.sql`l.data ->> ${Prisma.raw(`'${name}'`)} as ${Prisma.raw(`"told_${name}"`)}`,
  );
  return Prisma.sql`
    select w.*, r.id as by from (
      select l.kind, ${Prisma.join(columns)}, l.data #>> '{annualValue,currency}' as currency, l."repId" as rep, l.by as actor,
        count(*)::int as times, coalesce(sum((l.data #>> '{annualValue,amount}')::float8), 0) as amount
      from ledger l
      where l.kind = any(${[...workEvents]}) and l.at >= ${`${from}T00:00:00Z`}::timestamptz and l.at < ${`${to}T00:00:00Z`}::timestamptz
        ${andInScope(scope, Prisma.sql`l."lifecycleId"`)}
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
    ) w left join reps r on r.id = w.actor`;
}

type WorkRow = { readonly [K in (typeof told)[number] as `told_${K}`]: string | null } & {
  readonly kind: string;
  readonly currency: string | null;
  readonly rep: string | null;
  readonly by: string | null;
  readonly times: number;
  readonly amount: number;
};

/** Work performed from one day up to another; equal lines stand once, with how often they came. */
export async function readWork(
  db: Pick<Database, '$transaction' | '$executeRaw' | '$queryRaw'>,
  from: string,
  to: string,
  scope: Scope = null,
): Promise<readonly WorkLine[]> {
  const [, rows] = await db.$transaction([
    // Room to count in memory: sorted on disk, the year of a big book takes three times as long.
    db.$executeRaw`set local work_mem = '128MB'`,
    db.$queryRaw<WorkRow[]>(selectWork(from, to, scope)),
  ]);
  return rows.map((row) => {
    const { kind, currency, rep, by, times, amount } = row;
    const said = told.flatMap((name) => {
      const value = row[`told_${name}`];
      if (value === null) return [];
      const list: unknown = name === 'with' ? JSON.parse(value) : value;
      return [[name, list] as const];
    });
    const data = { ...Object.fromEntries(said), ...(currency === null ? {} : { annualValue: { amount, currency } }) };
    return { event: eventFrom(kind, data, `${times} lines`), rep: rep ?? '', by, times };
  });
}
