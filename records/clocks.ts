/** Where lives' clocks stood when they were recorded last: what a message must know of the life that it goes to. */
import { acceptance, type LifeClock } from '../domain/core/accepted';
import type { Instant } from '../domain/core/json';
import type { Database } from '../prisma/client';

type Moment = Date | null;

/** The clock as a row of `lifecycles` keeps it. */
export function clockOf({ lastAt, recordedAt }: { readonly lastAt: Moment; readonly recordedAt: Moment }): LifeClock {
  return { lastAt: lastAt?.toISOString() ?? null, recordedAt: recordedAt?.toISOString() ?? null };
}

/** Columns that `clockOf` reads. */
export const clockColumns = { lastAt: true, recordedAt: true } as const;

/** What a message to a lifecycle says of its moment. */
export type AcceptanceOf = (lifecycleId: string, acceptedAt: Instant) => ReturnType<typeof acceptance>;

/** The clock of a life of which nothing was noted. */
export const unknownClock: LifeClock = { lastAt: null, recordedAt: null };

/** Looks at the clocks of those lifecycles in one query; in none where there are none. */
export async function acceptanceFor(
  db: Pick<Database, 'lifecycle'>,
  lifecycleIds: readonly string[],
): Promise<AcceptanceOf> {
  const rows =
    lifecycleIds.length === 0
      ? []
      : await db.lifecycle.findMany({
          where: { id: { in: [...new Set(lifecycleIds)] } },
          select: { id: true, ...clockColumns },
        });
  const clocks = new Map(rows.map((row) => [row.id, clockOf(row)]));
  return (lifecycleId, acceptedAt) => acceptance(clocks.get(lifecycleId) ?? unknownClock, acceptedAt);
}
