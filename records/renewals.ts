/** Renewals that come: the book by renewal date, value or probability, a page at a time. */
import { runningStages } from '../domain/core/stages';
import type { Viewer } from '../domain/organisation/access';
import type { Database, Prisma } from '../prisma/client';
import { readableBy } from './access';
import { civilDayOf, dateOf } from './columns/days';

/** A list goes by date or by value. The dearest come first, and the least probable. */
export type RenewalSort = 'date' | 'value' | 'probability';

export interface RenewalsAsked {
  readonly from: string;
  readonly to: string;
  readonly rep: string | null;
  readonly group: string | null;
  readonly outlook: string | null;
  readonly sort: RenewalSort;
  /** Where the page before ended; null for the first. */
  readonly after: RenewalPlace | null;
  readonly take: number;
}

/** A place in the list: what it goes by there, and the lifecycle. */
export interface RenewalPlace {
  readonly at: string | number;
  readonly id: string;
}

type RenewalsWhere = Prisma.LifecycleWhereInput;
type RenewalRow = NonNullable<Awaited<ReturnType<Database['lifecycle']['findUnique']>>>;

/** Where a row stands in a list that goes by that. */
export function renewalPlaceOf(
  row: Pick<RenewalRow, 'id' | 'renewsOn' | 'worth' | 'probability'>,
  sort: RenewalSort,
): RenewalPlace {
  const at = { date: civilDayOf(row.renewsOn), value: Number(row.worth), probability: row.probability } as const;
  return { at: at[sort], id: row.id };
}

function orderOf(sort: RenewalSort): Prisma.LifecycleOrderByWithRelationInput[] {
  switch (sort) {
    case 'date':
      return [{ renewsOn: 'asc' }, { id: 'asc' }];
    case 'value':
      return [{ worth: 'desc' }, { id: 'asc' }];
    case 'probability':
      return [{ probability: 'asc' }, { id: 'asc' }];
    default:
      return sort satisfies never;
  }
}

/** The rows behind a place: those that come later by what the list goes by, and of its equals those of a later id. */
function behind(sort: RenewalSort, { at, id }: RenewalPlace): RenewalsWhere {
  const later = { id: { gt: id } };
  switch (sort) {
    case 'date':
      return { OR: [{ renewsOn: { gt: dateOf(String(at)) } }, { renewsOn: dateOf(String(at)), ...later }] };
    case 'value':
      return { OR: [{ worth: { lt: Number(at) } }, { worth: Number(at), ...later }] };
    case 'probability':
      return { OR: [{ probability: { gt: Number(at) } }, { probability: Number(at), ...later }] };
    default:
      return sort satisfies never;
  }
}

/** Running lifecycles whose renewal date lies in a period, of those that the viewer reads. */
export async function readRenewals(
  db: Pick<Database, 'lifecycle'>,
  viewer: Viewer,
  { from, to, rep, group, outlook, sort, after, take }: RenewalsAsked,
): Promise<readonly RenewalRow[]> {
  return db.lifecycle.findMany({
    where: {
      stage: { in: [...runningStages] },
      renewsOn: { gte: dateOf(from), lt: dateOf(to) },
      ...(rep === null ? {} : { repId: rep }),
      ...(group === null ? {} : { groupId: group }),
      ...(outlook === null ? {} : { outlook }),
      AND: [readableBy(viewer), ...(after === null ? [] : [behind(sort, after)])],
    },
    orderBy: orderOf(sort),
    take,
  });
}
