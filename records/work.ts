/** Work performed, read from the ledger in one query: events that count alike are counted by the database. */
import { workEvents, type WorkLine } from '../domain/figures/work';
import { Prisma, type Database } from '../prisma/client';
import type { Scope } from '../domain/organisation/access';
import { andInScope } from './access';
import { eventFrom } from './columns/ledger';

/** The statement; its plan is looked at in tests. `from` and `to` are days, counted in UTC. */
export function selectWork(from: string, to: string, scope: Scope = null): Prisma.Sql {
  return Prisma.sql`
    select jsonb_strip_nulls(jsonb_build_object('kind', l.kind, 'programme', l.data -> 'programme', 'itemKind', l.data -> 'itemKind',
        'touchKind', l.data -> 'touchKind', 'outcome', l.data -> 'outcome', 'with', l.data -> 'with', 'by', l.data -> 'by',
        'from', l.data -> 'from', 'to', l.data -> 'to', 'currency', l.data #> '{annualValue,currency}')) as event,
      l."repId" as rep, r.id as by, count(*)::int as times,
      coalesce(sum((l.data #>> '{annualValue,amount}')::float8), 0) as amount
    from ledger l left join reps r on r.id = l.by
    where l.kind = any(${[...workEvents]}) and l.at >= ${`${from}T00:00:00Z`}::timestamptz and l.at < ${`${to}T00:00:00Z`}::timestamptz
      ${andInScope(scope, Prisma.sql`l."lifecycleId"`)}
    group by 1, 2, 3`;
}

interface WorkRow {
  readonly event: { readonly kind: string; readonly currency?: string };
  readonly rep: string | null;
  readonly by: string | null;
  readonly times: number;
  readonly amount: number;
}

/** Work performed from one day up to another; equal lines stand once, with how often they came. */
export async function readWork(
  db: Pick<Database, '$queryRaw'>,
  from: string,
  to: string,
  scope: Scope = null,
): Promise<readonly WorkLine[]> {
  const rows = await db.$queryRaw<WorkRow[]>(selectWork(from, to, scope));
  return rows.map(({ event: { kind, currency, ...told }, rep, by, times, amount }) => ({
    event: eventFrom(
      kind,
      { ...told, ...(currency === undefined ? {} : { annualValue: { amount, currency } }) },
      `${times} lines`,
    ),
    rep: rep ?? '',
    by,
    times,
  }));
}
