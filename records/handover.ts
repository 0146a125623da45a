/** What a handover would pass on, and to whom. */
import type { Ask } from '../domain/told/asks';
import { distribute, type Assignment, type Kept } from '../domain/organisation/handover';
import type { Instant } from '../domain/core/json';
import { Prisma, type Database } from '../prisma/client';
import { amountNow } from './book';
import { keptAsksOf } from './columns/lifecycles';
import { candidatesOf, keyFromOf } from './organisation';
import { running } from './running-lifecycles';

interface KeptRow {
  readonly id: string;
  readonly clientId: string;
  readonly amount: number;
  readonly currency: string;
}

/** Who would get which of a rep's lifecycles (all that run, or those named), as the receivers' loads are now. */
export async function assignmentsOf(
  db: Database,
  from: string,
  to: readonly string[],
  only: readonly string[] | null,
): Promise<readonly Assignment[]> {
  const narrowed = only === null ? Prisma.empty : Prisma.sql`and l.id = any(${[...only]})`;
  const [rows, candidates, keyFrom] = await Promise.all([
    db.$queryRaw<KeptRow[]>`
      select l.id, l."clientId", ${amountNow} as amount,
        l.seed #>> '{contract,annualValue,currency}' as currency
      from lifecycles l
      where l."repId" = ${from} and l.stage in (${running}) ${narrowed} order by l.id`,
    candidatesOf(db, to),
    keyFromOf(db),
  ]);
  const others = await db.$queryRaw<{ clientId: string; repId: string }[]>`
    select distinct "clientId", "repId" from lifecycles
    where "clientId" = any(${[...new Set(rows.map(({ clientId }) => clientId))]}) and "repId" <> ${from}
      and stage in (${running})`;
  const clients = new Map<string, { lifecycles: string[]; worth: Map<string, number> }>();
  for (const { id, clientId, amount, currency } of rows) {
    const kept = clients.get(clientId) ?? { lifecycles: [], worth: new Map<string, number>() };
    clients.set(clientId, kept);
    kept.lifecycles.push(id);
    kept.worth.set(currency, (kept.worth.get(currency) ?? 0) + amount);
  }
  const kept = [...clients].map(([client, { lifecycles, worth }]): Kept => ({
    client,
    lifecycles,
    annualValue: [...worth].map(([currency, amount]) => ({ currency, amount })),
    keptBy: others.filter(({ clientId }) => clientId === client).map(({ repId }) => repId),
  }));
  return distribute(kept, candidates, keyFrom);
}

/** What a lifecycle asks for, with the name of its client. */
export interface ClientAsks {
  readonly lifecycle: string;
  readonly asks: readonly Ask[];
  readonly name: string;
}

/** What those lifecycles ask for until a moment, with the names of their clients. */
export async function askedOf(
  db: Database,
  lifecycles: readonly string[],
  until: Instant,
): Promise<readonly ClientAsks[]> {
  const rows = await db.$queryRaw<{ id: string; name: string; asks: unknown }[]>`
    select l.id, c.name, case when l."asksAt" <= ${until}::timestamptz then l.asks else '[]'::jsonb end as asks
    from lifecycles l join clients c on c.id = l."clientId" where l.id = any(${[...lifecycles]})`;
  return rows.map((row) => ({ lifecycle: row.id, name: row.name, asks: keptAsksOf(row) }));
}

/** Reps to whom a job gave something, in order. */
export async function receiversOf(db: Pick<Database, '$queryRaw'>, jobId: string): Promise<readonly string[]> {
  const receivers = await db.$queryRaw<{ rep: string }[]>`
    select distinct given.rep from job_rows r, jsonb_to_recordset(r.outcome -> 'given') as given (rep text)
    where r."jobId" = ${jobId} and r.state = 'done' order by given.rep`;
  return receivers.map(({ rep }) => rep);
}
