/** The days on which a client was or will be contacted, for the contact cap. */
import { createHash } from 'node:crypto';
import { addDays } from '../domain/core/calendar';
import { countedWhenDone, longestCapDays, reachedBy } from '../domain/organisation/contact-cap';
import type { CivilDate } from '../domain/core/json';
import { mailboxOf } from '../domain/core/mailbox';
import type { LifecycleState } from '../domain/lifecycle';
import { runningStages } from '../domain/core/stages';
import { Prisma, type Database } from '../prisma/client';
import { stateOrNull } from './columns/lifecycles';

type Tx = Parameters<Parameters<Database['$transaction']>[0]>[0];

/** A client as far as the cap looks at it. */
export interface ReachedClient {
  /** Its running lifecycles. */
  readonly states: readonly LifecycleState[];
  readonly days: readonly CivilDate[];
}

/** A hash of an address, another one for each cause (a campaign). It tells that somebody was invited, and not who. */
export function whoHashOf(cause: string, email: string): string {
  return createHash('sha256')
    .update(`${cause}\n${mailboxOf(email)}`)
    .digest('hex');
}

/** Every day that is planned or taken, client by client. */
export async function reachedClients(
  tx: Pick<Tx, '$queryRaw' | 'lifecycle'>,
  clients: readonly string[],
  today: CivilDate,
): Promise<ReadonlyMap<string, ReachedClient>> {
  const since = addDays(today, -longestCapDays);
  const from = `${since}T00:00:00Z`;
  const rows = await tx.lifecycle.findMany({
    where: { clientId: { in: [...clients] }, stage: { in: [...runningStages] } },
    orderBy: { id: 'asc' },
    select: { id: true, clientId: true, state: true },
  });
  const taken = await tx.$queryRaw<{ clientId: string; day: string }[]>`
    select "clientId", day from reached, unnest(days) day
    where "clientId" in (${Prisma.join([...clients])}) and day >= ${since}
    union
    select l."clientId", to_char(g.at at time zone 'UTC', 'YYYY-MM-DD') as day
    from ledger g join lifecycles l on l.id = g."lifecycleId"
    where l."clientId" in (${Prisma.join([...clients])}) and g.at >= ${from}::timestamptz
      and (g.kind = 'touch-recorded' or (g.kind = 'item-completed' and g.data ->> 'programme' = any(${[...countedWhenDone]})))`;
  return new Map(
    clients.map((client) => {
      const states = rows.filter(({ clientId }) => clientId === client).flatMap((row) => stateOrNull(row) ?? []);
      const planned = states.flatMap(({ slices }) => reachedBy(slices.items));
      const days = taken.filter(({ clientId }) => clientId === client).map(({ day }) => day);
      return [client, { states, days: [...planned, ...days] }];
    }),
  );
}
