/** Reads what the briefs of those whom a workgroup shares tell: open invoices for who collects, opportunities for who sells. */
import { annualValueOf } from '../domain/concerns/growth';
import { addDays, dayOf } from '../domain/core/calendar';
import { endsOn } from '../domain/core/contract';
import type { Instant } from '../domain/core/json';
import { lastResort } from '../domain/organisation/people';
import { collectorsDayOf, type CollectorsDay, type LastTry, type OwedInvoice } from '../domain/told/collectors-day';
import { developersDayOf, type DevelopersDay, type OpenOpportunity } from '../domain/told/developers-day';
import { Prisma, type Database } from '../prisma/client';
import { whoMayBeCalled } from './brief-clients';
import { eventAmong } from './columns/ledger';
import { stateOf } from './columns/lifecycles';
import type { Holds, RolesMorning, Shared } from './role-holders';
import { running } from './running-lifecycles';

/** So many lines with open invoices, and with opportunities, are read. */
const linesRead = 500;

/** A line of somebody for whom the reader collects or sells. */
interface SharedRow {
  readonly id: string;
  readonly state: unknown;
  readonly clientId: string;
  readonly client: string;
  readonly rep: string;
  readonly groupId: string;
  readonly workgroupId: string | null;
}

/** Lines of which a slice of the state holds something; whoever is named in a workgroup comes before the group's leader. */
function selectShared(shared: readonly Shared[], groups: readonly string[], has: Prisma.Sql): Prisma.Sql {
  const workgroups = shared.map(({ workgroup }) => workgroup);
  return Prisma.sql`
    with theirs as materialized (
      select id, name, "workgroupId" from reps where "workgroupId" = any(${workgroups})
      union all
      select id, name, "workgroupId" from reps
      where "workgroupId" is null and id in (select l."repId" from lifecycles l where l."groupId" = any(${[...groups]}) and l.stage in (${running})))
    select l.id, l.state, l."clientId", (select name from clients where id = l."clientId") as client, r.name as rep, l."groupId", r."workgroupId"
    from theirs r join lifecycles l on l."repId" = r.id
    where l.stage in (${running}) and (r."workgroupId" is not null or l."groupId" = any(${[...groups]})) and ${has}
    order by l.id limit ${linesRead}`;
}

/** The statement by which lines with open invoices are found; its plan is looked at in tests. */
export const selectOwing = (shared: readonly Shared[], groups: readonly string[]): Prisma.Sql =>
  selectShared(shared, groups, Prisma.sql`l.state #> '{slices,receivables,list}' @> '[{"state":"open"}]'`);

/** The statement by which lines with opportunities are found that are open or rest; its plan is looked at in tests. */
export const selectOpportune = (shared: readonly Shared[], groups: readonly string[]): Prisma.Sql =>
  selectShared(
    shared,
    groups,
    Prisma.sql`(l.state #> '{slices,growth,list}' @> '[{"state":"open"}]' or l.state #> '{slices,growth,list}' @> '[{"state":"resting"}]')`,
  );

/** Who holds it for a line: the one of the workgroup, else who leads the group. */
const holderOf = (
  { workgroupId, groupId }: SharedRow,
  shared: readonly Shared[],
  instead: ReadonlyMap<string, string>,
): string => shared.find(({ workgroup }) => workgroup === workgroupId)?.holder ?? instead.get(groupId) ?? lastResort;

/** The statement by which the last try of each invoice is found; its plan is looked at in tests. */
export function selectLastTries(lifecycles: readonly string[], at: Instant): Prisma.Sql {
  return Prisma.sql`
    select distinct on (g."lifecycleId", g.data ->> 'receivable') g."lifecycleId", g.seq, g.at, g.kind, g.data, n.words
    from unnest(${[...new Set(lifecycles)]}::text[]) as t (id) join ledger g on g."lifecycleId" = t.id
      left join notes n on n.id = g."noteId"
    where g.kind = 'receivable-tried' and g.at <= ${at}::timestamptz
    order by g."lifecycleId", g.data ->> 'receivable', g.seq desc`;
}

interface TryRow {
  readonly lifecycleId: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly data: unknown;
  readonly words: string | null;
}

/** The last try of each invoice, by lifecycle and invoice. */
async function lastTriesOf(
  db: Pick<Database, '$queryRaw'>,
  lifecycles: readonly string[],
  { at, zone }: RolesMorning,
): Promise<ReadonlyMap<string, LastTry>> {
  if (lifecycles.length === 0) return new Map();
  const rows = await db.$queryRaw<TryRow[]>(selectLastTries(lifecycles, at));
  return new Map(
    rows.map(({ words, ...line }) => {
      const { receivable, outcome, until = null } = eventAmong(['receivable-tried'], line);
      return [`${line.lifecycleId} ${receivable}`, { outcome, on: dayOf(line.at.toISOString(), zone), until, words }];
    }),
  );
}

/** What who collects should know on a morning; null for who does not. */
export async function collectorsDay(db: Database, holds: Holds, morning: RolesMorning): Promise<CollectorsDay | null> {
  const { collects, instead } = holds;
  const groups = [...instead.keys()];
  if (collects.length + groups.length === 0) return null;
  const rows = await db.$queryRaw<SharedRow[]>(selectOwing(collects, groups));
  const [tries, contacts] = await Promise.all([
    lastTriesOf(
      db,
      rows.map(({ id }) => id),
      morning,
    ),
    contactsOf(db, rows),
  ]);
  const invoices = rows.flatMap((row): OwedInvoice[] => {
    const { seed, slices } = stateOf(row);
    const forCollector = morning.placeOf(holderOf(row, collects, instead));
    return slices.receivables.list.flatMap(({ id, state, invoice, amount, days, heardAt, openedAt, tries: times }) =>
      state === 'open'
        ? [
            {
              lifecycle: row.id,
              receivable: id,
              client: row.client,
              product: seed.product.name,
              invoice,
              amount,
              since: addDays(dayOf(heardAt, morning.zone), -days),
              heardOn: dayOf(openedAt, morning.zone),
              tries: times,
              last: tries.get(`${row.id} ${id}`) ?? null,
              rep: row.rep,
              contact: contacts.get(row.clientId) ?? null,
              forCollector,
            },
          ]
        : [],
    );
  });
  return collectorsDayOf(invoices, morning.day);
}

async function contactsOf(
  db: Pick<Database, 'contact'>,
  rows: readonly SharedRow[],
): ReturnType<typeof whoMayBeCalled> {
  return rows.length === 0
    ? new Map()
    : whoMayBeCalled(
        db,
        rows.map(({ clientId }) => clientId),
      );
}

/** What who sells should know on a morning; null for who does not. */
export async function developersDay(db: Database, holds: Holds, morning: RolesMorning): Promise<DevelopersDay | null> {
  const { sells, instead } = holds;
  const groups = [...instead.keys()];
  if (sells.length + groups.length === 0) return null;
  const rows = await db.$queryRaw<SharedRow[]>(selectOpportune(sells, groups));
  const contacts = await contactsOf(db, rows);
  const { zone, day } = morning;
  const opportunities = rows.flatMap((row): OpenOpportunity[] => {
    const state = stateOf(row);
    const { seed, slices } = state;
    const forDeveloper = morning.placeOf(holderOf(row, sells, instead));
    return slices.growth.list.flatMap((one) =>
      one.state === 'closed'
        ? []
        : [
            {
              lifecycle: row.id,
              opportunity: one.id,
              client: row.client,
              product: seed.product.name,
              reasons: one.reasons,
              worth: annualValueOf(state),
              renewsOn: endsOn(seed.contract, slices.renewal.prolonged),
              restsUntil: one.state === 'resting' ? one.restsUntil : null,
              toldOn: dayOf(one.toldAt, zone),
              postponed: one.postponed,
              rep: row.rep,
              contact: contacts.get(row.clientId) ?? null,
              forDeveloper,
            },
          ],
    );
  });
  return developersDayOf(opportunities, { day, since: dayOf(morning.since, zone) });
}
