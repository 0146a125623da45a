/** Lines of the ledger, each with the person who collects or sells for the rep's workgroup. One query each. */
import { collectingEvents, type CollectingLine } from '../domain/figures/collecting';
import { sellingEvents, type SellingLine } from '../domain/figures/selling';
import { Prisma, type Database } from '../prisma/client';
import type { Scope } from '../domain/organisation/access';
import { andInScope } from './access';
import { eventAmong, type LedgerLine } from './columns/ledger';

const ofWorkgroup = Prisma.sql`left join reps r on r.id = l."repId" left join workgroups w on w.id = r."workgroupId"`;

function within(kinds: readonly string[], from: string, to: string, scope: Scope): Prisma.Sql {
  return Prisma.sql`l.kind = any(${[...kinds]})
    and l.at >= ${`${from}T00:00:00Z`}::timestamptz and l.at < ${`${to}T00:00:00Z`}::timestamptz
    ${andInScope(scope, Prisma.sql`l."lifecycleId"`)}`;
}

/** The statement; its plan is looked at in tests. `from` and `to` are days, counted in UTC. */
export function selectCollecting(from: string, to: string, scope: Scope = null): Prisma.Sql {
  return Prisma.sql`
    select l."lifecycleId", l.seq, l.kind, l.data, w."receivablesManagerId" as collector
    from ledger l ${ofWorkgroup} where ${within(collectingEvents, from, to, scope)}`;
}

/** The statement; its plan is looked at in tests. `from` and `to` are days, counted in UTC. */
export function selectSelling(from: string, to: string, scope: Scope = null): Prisma.Sql {
  return Prisma.sql`
    select l."lifecycleId", l.seq, l.kind, l.data, w."businessDeveloperId" as developer
    from ledger l ${ofWorkgroup}
    where ${within(sellingEvents, from, to, scope)}`;
}

type ReadAccess = Pick<Database, '$queryRaw'>;

/** What happened to invoices from one day up to another, each line with who collects. */
export async function readCollecting(
  db: ReadAccess,
  from: string,
  to: string,
  scope: Scope = null,
): Promise<readonly CollectingLine[]> {
  const rows = await db.$queryRaw<(LedgerLine & Omit<CollectingLine, 'event'>)[]>(selectCollecting(from, to, scope));
  return rows.map(({ collector, ...line }) => ({ event: eventAmong(collectingEvents, line), collector }));
}

/** What happened to opportunities from one day up to another, each line with who sells. */
export async function readSelling(
  db: ReadAccess,
  from: string,
  to: string,
  scope: Scope = null,
): Promise<readonly SellingLine[]> {
  const rows = await db.$queryRaw<(LedgerLine & Omit<SellingLine, 'event'>)[]>(selectSelling(from, to, scope));
  return rows.map(({ developer, ...line }) => ({ event: eventAmong(sellingEvents, line), developer }));
}
