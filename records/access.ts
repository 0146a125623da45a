/** The rule of `domain/organisation/access.ts` on rows: who a key’s holder is, which row is whose, and which rows a list shows. */
import {
  reachOf,
  scopeOf,
  type AccessRow,
  type RepReach,
  type Scope,
  type Viewer,
} from '../domain/organisation/access';
import { daysAway } from '../domain/organisation/people';
import type { Instant } from '../domain/core/json';
import { runningStages } from '../domain/core/stages';
import { Prisma, type Database } from '../prisma/client';
import { absencesOf } from './columns/organisation';

/** What a rep has to do with at a moment, in three queries. */
export async function readReach(
  db: Pick<Database, 'rep' | 'group' | 'workgroup'>,
  rep: string,
  now: Instant,
): Promise<RepReach> {
  const [people, groups, workgroups] = await Promise.all([
    // Whoever is there stands in for somebody only by an absence of that one, or once that one has left.
    db.rep.findMany({
      where: {
        OR: [
          { id: rep },
          { NOT: { absences: { equals: [] } } },
          { NOT: { leftAt: null } },
          { NOT: { workgroupId: null } },
        ],
      },
      select: { id: true, absences: true, deputyId: true, timeZone: true, workgroupId: true, leftAt: true },
    }),
    db.group.findMany({ select: { id: true, managerId: true, directorId: true } }),
    db.workgroup.findMany({ select: { id: true, receivablesManagerId: true, businessDeveloperId: true } }),
  ]);
  return reachOf(
    rep,
    {
      people: people.map((row) => ({
        id: row.id,
        absences: daysAway({ absences: absencesOf(row), left: row.leftAt !== null }),
        deputy: row.deputyId,
        zone: row.timeZone ?? 'UTC',
        workgroup: row.workgroupId,
      })),
      groups: groups.map(({ id, managerId, directorId }) => ({ id, manager: managerId, director: directorId })),
      workgroups: workgroups.map(({ id, receivablesManagerId, businessDeveloperId }) => ({
        id,
        receivablesManager: receivablesManagerId,
        businessDeveloper: businessDeveloperId,
      })),
    },
    now,
  );
}

/** The lifecycles that somebody reads, as `mayRead` says. */
export function readableBy(viewer: Viewer): Prisma.LifecycleWhereInput {
  switch (viewer.sees) {
    case 'everything':
      return {};
    case 'reach': {
      const scope = scopeOf(viewer);
      return scope === null ? {} : { OR: [{ repId: { in: [...scope.reps] } }, { groupId: { in: [...scope.groups] } }] };
    }
    case 'sold':
      return { deal: { sellerId: viewer.seller } };
    case 'handed-over':
      return { deal: { handedOverBy: viewer.key } };
    case 'nothing':
      return { id: { in: [] } };
    default:
      return viewer satisfies never;
  }
}

/**
 * Of a client those lifecycles count that run; where none does, those that have ended. So who kept a term that is over
 * no longer reads a client whom somebody else keeps.
 */
const thatCount = (of: Prisma.LifecycleWhereInput): Prisma.ClientWhereInput => {
  const runs = { stage: { in: [...runningStages] } };
  return {
    OR: [{ lifecycles: { some: { AND: [runs, of] } } }, { lifecycles: { some: of, none: runs } }],
  };
};

/** The clients that somebody reads: those of whom they read a lifecycle that counts. */
export function clientsReadableBy(viewer: Viewer): Prisma.ClientWhereInput {
  if (viewer.sees === 'everything') return {};
  const of = readableBy(viewer);
  if (viewer.sees === 'sold' || viewer.sees === 'handed-over') return { lifecycles: { some: of } };
  // A client without lifecycles is in an open book too.
  return Object.keys(of).length === 0 ? {} : thatCount(of);
}

/** The deals that somebody reads. */
export function dealsReadableBy(viewer: Viewer): Prisma.DealWhereInput {
  if (viewer.sees === 'sold') return { sellerId: viewer.seller };
  if (viewer.sees === 'handed-over') return { handedOverBy: viewer.key };
  const of = readableBy(viewer);
  return Object.keys(of).length === 0 ? {} : { lifecycles: { some: of } };
}

/** What is looked at to tell whose a lifecycle is. */
export const accessColumns = {
  repId: true,
  groupId: true,
  deal: { select: { sellerId: true, handedOverBy: true } },
} as const satisfies Prisma.LifecycleSelect;

/** A lifecycle’s row as the rule sees it. */
export function accessRowOf({
  repId,
  groupId,
  deal,
}: Prisma.LifecycleGetPayload<{ select: typeof accessColumns }>): AccessRow {
  return { rep: repId, group: groupId, seller: deal.sellerId, handedOverBy: deal.handedOverBy };
}

/** Those lifecycles, as the rule sees them; of ids that nobody has, none. */
export async function accessRowsOf(
  db: Pick<Database, 'lifecycle'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccessRow>> {
  const rows = await db.lifecycle.findMany({ where: { id: { in: [...ids] } }, select: { id: true, ...accessColumns } });
  return new Map(rows.map((row) => [row.id, accessRowOf(row)]));
}

/** The lifecycles that count of a client, see `thatCount`. */
export async function accessRowsOfClient(
  db: Pick<Database, 'lifecycle'>,
  clientId: string,
): Promise<readonly AccessRow[]> {
  const rows = await db.lifecycle.findMany({ where: { clientId }, select: { stage: true, ...accessColumns } });
  const running = rows.filter(({ stage }) => runningStages.some((one) => one === stage));
  return (running.length > 0 ? running : rows).map(accessRowOf);
}

/** Of those lifecycles the ones that somebody reads, in their order. */
export async function readableAmong(
  db: Pick<Database, 'lifecycle'>,
  viewer: Viewer,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (viewer.sees === 'everything') return ids;
  const rows = await db.lifecycle.findMany({
    where: { AND: [{ id: { in: [...ids] } }, readableBy(viewer)] },
    select: { id: true },
  });
  const readable = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => readable.has(id));
}

/** A condition on the row of `lifecycles` of that name: somebody reads it, as `readableBy` says. */
export function linesReadableBy(viewer: Viewer, line: Prisma.Sql): Prisma.Sql {
  switch (viewer.sees) {
    case 'everything':
      return Prisma.sql`true`;
    case 'reach': {
      const scope = scopeOf(viewer);
      if (scope === null) return Prisma.sql`true`;
      const kept = Prisma.sql`${line}."repId" = any(${[...scope.reps]})`;
      // Nearly everybody leads no group: then one index serves.
      return scope.groups.length === 0 ? kept : Prisma.sql`(${kept} or ${line}."groupId" = any(${[...scope.groups]}))`;
    }
    case 'sold':
      return Prisma.sql`${line}."dealId" in (select d.id from deals d where d."sellerId" = ${viewer.seller})`;
    case 'handed-over':
      return Prisma.sql`${line}."dealId" in (select d.id from deals d where d."handedOverBy" = ${viewer.key})`;
    case 'nothing':
      return Prisma.sql`false`;
    default:
      return viewer satisfies never;
  }
}

/** The end of a condition: and the lifecycle whose id stands there is in scope. */
export function andInScope(scope: Scope, id: Prisma.Sql): Prisma.Sql {
  return scope === null
    ? Prisma.empty
    : Prisma.sql`and ${id} in (select s.id from lifecycles s where s."repId" = any(${[...scope.reps]}) or s."groupId" = any(${[...scope.groups]}))`;
}
