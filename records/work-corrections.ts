/** Corrections of work that was reported: each counts in the period of what it corrects, for whoever was given it. */
import type { EventOf } from '../domain/core/concern';
import { closedDays } from '../domain/core/item';
import type { Scope } from '../domain/organisation/access';
import type { WorkLine } from '../domain/figures/work';
import { Prisma, type Database } from '../prisma/client';
import { andInScope } from './access';
import { eventFrom } from './columns/ledger';

interface CorrectionRow {
  readonly seq: number;
  readonly lifecycleId: string;
  readonly data: Prisma.JsonValue;
  readonly rep: string | null;
  readonly by: string | null;
  readonly others: readonly string[] | null;
  readonly afterClose: boolean;
}

/**
 * Corrections of what was done from one day up to another, whenever they came. What was done counts for whoever said so at
 * first, in this term or an earlier one, and for those who took part; what nobody had said, for whoever says it now.
 */
export async function readWorkCorrections(
  db: Pick<Database, '$queryRaw'>,
  from: string,
  to: string,
  scope: Scope = null,
): Promise<readonly WorkLine[]> {
  const [begins, ends] = [`${from}T00:00:00Z`, `${to}T00:00:00Z`];
  const rows = await db.$queryRaw<CorrectionRow[]>`
    select c.seq, c."lifecycleId", c.data, c."afterClose", r.id as by,
      coalesce(d."repId", c."repId") as rep, d.others
    from (
      select l.*, (l.data ->> 'actedAt')::timestamptz as acted,
        date_trunc('month', l.at, 'UTC') > date_trunc('month', (l.data ->> 'actedAt')::timestamptz, 'UTC') as "afterClose"
      from ledger l
      where l.kind = 'item-corrected' and l.at >= ${begins}::timestamptz
        and l.at < ${ends}::timestamptz + ${closedDays + 1}::int * interval '1 day'
        ${andInScope(scope, Prisma.sql`l."lifecycleId"`)}
    ) c
    join lifecycles m on m.id = c."lifecycleId"
    left join lateral (
      select o."repId", o.by, o.data -> 'with' as others
      from lifecycles t join ledger o on o."lifecycleId" = t.id
      where t."dealId" = m."dealId" and t."productCode" = m."productCode"
        and o.kind in ('item-completed', 'item-corrected') and o.data ->> 'item' = c.data ->> 'item'
        and (o.at < c.at or (o."lifecycleId" = c."lifecycleId" and o.seq < c.seq))
        and c.data #>> '{before,outcome}' not in ('missed', 'cancelled')
      order by o.kind = 'item-completed' desc, case when o.kind = 'item-completed' then o.at end desc, o.at
      limit 1
    ) d on true
    left join reps r on r.id = case when d."repId" is null then c.by else d.by end
    where c.acted >= ${begins}::timestamptz and c.acted < ${ends}::timestamptz
    order by c.at, c."lifecycleId", c.seq`;
  return rows.map(({ seq, lifecycleId, data, rep, by, others, afterClose }) => ({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only corrections were asked for
    event: eventFrom('item-corrected', data, `${lifecycleId}#${seq}`) as EventOf<'item-corrected'>,
    rep: rep ?? '',
    by,
    times: 1,
    others: others ?? [],
    afterClose,
  }));
}
