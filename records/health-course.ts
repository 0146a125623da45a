/** Reads how the health of a lifecycle went, from its ledger. */
import type { Instant } from '../domain/core/json';
import { coursePoint, type CoursePoint } from '../domain/told/health-course';
import type { Database } from '../prisma/client';
import { eventOf } from './columns/ledger';

const kind = 'health-changed';

/** A point of the course, and its number in the ledger. */
export type NumberedPoint = CoursePoint & { readonly seq: number };

/** The rows of points; `from`: with the one that stood then, `to`: none from then on, `after`: none up to that number. */
export async function readCourse(
  db: Database,
  lifecycleId: string,
  asked: {
    readonly from?: Instant | undefined;
    readonly to?: Instant | undefined;
    readonly after?: number;
    readonly limit: number;
  },
): Promise<readonly NumberedPoint[]> {
  const { from, to, after = 0, limit } = asked;
  const stood =
    from === undefined
      ? null
      : await db.ledgerRow.findFirst({
          where: { lifecycleId, kind, at: { lt: from } },
          orderBy: { seq: 'desc' },
          select: { seq: true },
        });
  const first = Math.max(after + 1, stood?.seq ?? 1);
  const since = from === undefined || stood !== null ? {} : { gte: from };
  const rows = await db.ledgerRow.findMany({
    where: { lifecycleId, kind, seq: { gte: first }, at: { ...since, ...(to === undefined ? {} : { lt: to }) } },
    orderBy: { seq: 'asc' },
    take: limit,
  });
  return rows.flatMap(numbered);
}

/**
 * The last points until a moment, in order, of this term of the product line and of those before it: health goes on across
 * them.
 */
export async function lastOfCourse(
  db: Database,
  lifecycleId: string,
  until: Instant | null,
  limit: number,
): Promise<readonly CoursePoint[]> {
  const rows = await db.$queryRaw<CourseRow[]>`
    select g."lifecycleId", g.seq, g.at, g.kind, g.data
    from terms own join terms t on t.line = own.line and t.term <= own.term join ledger g on g."lifecycleId" = t."lifecycleId"
    where own."lifecycleId" = ${lifecycleId} and g.kind = ${kind} and (${until}::timestamptz is null or g.at <= ${until}::timestamptz)
    order by g.at desc, t.term desc, g.seq desc limit ${limit}`;
  return rows.toReversed().flatMap(numbered);
}

type CourseRow = Parameters<typeof eventOf>[0] & { readonly seq: number; readonly at: Date };

function numbered(row: CourseRow): NumberedPoint[] {
  const event = eventOf(row);
  return event.kind === kind ? [{ seq: row.seq, ...coursePoint(row.at.toISOString(), event) }] : [];
}
