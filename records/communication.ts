/** What was talked about with a client, read from the ledger in one query. */
import { talkingEvents, type Acquainted, type TalkLine } from '../domain/figures/communication';
import type { EventKind } from '../domain/core/concern';
import type { Scope } from '../domain/organisation/access';
import { Prisma, type Database } from '../prisma/client';
import { knownAs, peopleNow, type SamePerson } from '../domain/core/same-person';
import { andInScope } from './access';
import { eventOf, type LedgerLine } from './columns/ledger';

/** A map is drawn from so many lines at most: decades of a busy client, and still one answer. */
const linesRead = 20_000;

/** Lines up to and including a day, counted in UTC; the newest of them where there are very many. */
export async function readTalks(
  db: Pick<Database, '$queryRaw'>,
  clientId: string,
  day: string,
  same: readonly SamePerson[],
  scope: Scope = null,
): Promise<readonly TalkLine[]> {
  const rows = await db.$queryRaw<(LedgerLine & Omit<TalkLine, 'event'>)[]>`
    select to_char(g.at at time zone 'UTC', 'YYYY-MM-DD') as on, g."lifecycleId", g.seq, g.kind, g.data, coalesce(g."repId", l."repId") as rep, r.id as by
    from lifecycles l join ledger g on g."lifecycleId" = l.id left join reps r on r.id = g.by
    where l."clientId" = ${clientId} and g.kind = any(${[...talkingEvents]}) and g.at < ${`${day}T00:00:00Z`}::timestamptz + interval '1 day'
      ${andInScope(scope, Prisma.sql`l.id`)}
    order by g.at desc limit ${linesRead}`;
  return rows.map(({ on, rep, by, ...line }) => ({ on, rep, by, event: peopleNow(eventOf(line), same) }));
}

/** Since when the client and each contact who joined later are known, by days in UTC, in one query. */
export async function acquaintedSince(
  db: Pick<Database, '$queryRaw'>,
  clientId: string,
  same: readonly SamePerson[],
): Promise<Acquainted> {
  const rows = await db.$queryRaw<{ contact: string | null; on: string }[]>`
    select g.data ->> 'contact' as contact, to_char(min(g.at) at time zone 'UTC', 'YYYY-MM-DD') as on
    from lifecycles l join ledger g on g."lifecycleId" = l.id
    where l."clientId" = ${clientId} and g.kind = any(${['lifecycle-began', 'contact-added'] satisfies EventKind[]})
    group by 1 order by 2 desc`;
  const now = knownAs(same);
  // Of two records of a person the earlier counts, which comes later here.
  return {
    client: rows.find(({ contact }) => contact === null)?.on ?? null,
    contacts: new Map(rows.flatMap(({ contact, on }) => (contact === null ? [] : [[now(contact), on] as const]))),
  };
}
