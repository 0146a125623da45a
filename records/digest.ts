/** Reads what a digest tells somebody; the number of queries does not grow with what they lead. */
import { addDays, dayMs, dayOf } from '../domain/core/calendar';
import { groupBy } from '../domain/core/grouped';
import type { Instant } from '../domain/core/json';
import { isTold, isUntaken } from '../domain/organisation/digests';
import type { AlarmAsk } from '../domain/told/asks';
import type { Digest, DigestEntry } from '../domain/told/digest';
import { Prisma, type Database } from '../prisma/client';
import { standsInFor } from './brief';
import { keptAsksOf } from './columns/lifecycles';
import { running } from './running-lifecycles';

/** A telling of the director is recorded within so many days of its moment; older ones are not looked for. */
const recordedDays = 30;
/** A digest tells so many alarms of each kind. */
const mostTold = 200;

interface AlarmedRow {
  readonly id: string;
  readonly repId: string;
  readonly asks: unknown;
  readonly client: string;
  readonly product: string;
  readonly rep: string;
  readonly managerId: string | null;
  readonly manager: string | null;
}

const alarmed = Prisma.sql`
  select l.id, l."repId", l.asks, c.name as client, l.seed #>> '{product,name}' as product, r.name as rep,
    g."managerId", m.name as manager
  from lifecycles l join clients c on c.id = l."clientId" join reps r on r.id = l."repId"
  join groups g on g.id = l."groupId" left join reps m on m.id = g."managerId"
  where l.stage in (${running}) and l.asks @> '[{"kind":"escalation"}]'`;

const alarmsOf = (row: AlarmedRow): readonly AlarmAsk[] =>
  keptAsksOf(row).flatMap((ask) => (ask.kind === 'escalation' ? [ask] : []));

interface Found {
  readonly row: AlarmedRow;
  readonly ask: AlarmAsk;
}

/** The longest open first. */
const byAge = (found: readonly Found[]): readonly Found[] =>
  found.toSorted((a, b) => (a.ask.at < b.ask.at ? -1 : a.ask.at > b.ask.at ? 1 : 0)).slice(0, mostTold);

/** Small alarms of the clients whom they keep or stand in for, and those that came to them as a manager. */
async function smallFor(db: Database, person: string, reps: readonly string[]): Promise<readonly Found[]> {
  const rows = await db.$queryRaw<AlarmedRow[]>`
    ${alarmed} and (l."repId" = any(${[...reps]}) or g."managerId" = ${person})`;
  return rows.flatMap((row) =>
    alarmsOf(row)
      .filter((ask) => isTold(ask, reps.includes(row.repId) ? 'rep' : 'manager'))
      .map((ask) => ({ row, ask })),
  );
}

/** Serious alarms of the groups that they direct of which one of the director's weeks was recorded since the last digest. */
async function untakenFor(db: Database, person: string, at: Instant, recorded: Date): Promise<readonly Found[]> {
  const [last] = await db.mail.findMany({
    where: {
      kind: 'digest',
      recipientId: person,
      createdAt: { lt: recorded, gt: new Date(recorded.getTime() - 2 * recordedDays * dayMs) },
    },
    orderBy: [{ createdAt: 'desc' }, { key: 'desc' }],
    take: 1,
    select: { createdAt: true },
  });
  const since = last?.createdAt ?? new Date(0);
  const rows = await db.$queryRaw<(AlarmedRow & { readonly told: string })[]>`
    select a.*, told.escalation as told from (${alarmed} and g."directorId" = ${person}) a
    join (
      select distinct "lifecycleId", data ->> 'escalation' as escalation from ledger
      where kind = 'escalation-climbed' and at > ${addDays(at.slice(0, 10), -recordedDays)}::timestamptz
        and "recordedAt" > ${since} and "recordedAt" <= ${recorded}
        and data ->> 'role' = 'director' and data ? 'week'
    ) told on told."lifecycleId" = a.id`;
  return rows.flatMap((row) =>
    alarmsOf(row)
      .filter((ask) => ask.id === row.told && isUntaken(ask))
      .map((ask) => ({ row, ask })),
  );
}

/** A morning on which somebody may be told. */
interface Morning {
  readonly at: Instant;
  /** Only what was recorded until then is told, however late the mail goes out. */
  readonly recorded: Date;
  /** Whether it is the one of the week on which small alarms are told. */
  readonly isWeekly: boolean;
}

/** The digest of a morning, of what was recorded until then; empty where there is nothing to tell. */
export async function digestFor(db: Database, person: string, { at, recorded, isWeekly }: Morning): Promise<Digest> {
  const rep = await db.rep.findUniqueOrThrow({ where: { id: person } });
  const day = dayOf(at, rep.timeZone ?? 'UTC');
  const small = isWeekly ? byAge(await smallFor(db, person, await standsInFor(db, person, day))) : [];
  const untaken = byAge(await untakenFor(db, person, at, recorded));
  const ids = [...small, ...untaken].flatMap(({ ask }) => ask.about ?? []);
  const people = await db.contact.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const named = groupBy(people, ({ id }) => id);
  const told = ({ row, ask }: Found, forRep: string | null): DigestEntry => ({
    lifecycle: row.id,
    ask,
    client: row.client,
    product: row.product,
    about: (ask.about ?? []).flatMap((id) => named.get(id)?.map(({ name }) => name) ?? []),
    rep: row.rep,
    manager: row.manager,
    forRep,
  });
  // Of a small alarm that is neither theirs nor of a group they manage, they hear because they stand in for its rep.
  const forRepOf = ({ row: { repId, managerId } }: Found): string | null =>
    repId === person || managerId === person ? null : repId;
  return {
    day,
    small: small.map((found) => told(found, forRepOf(found))),
    untaken: untaken.map((found) => told(found, null)),
  };
}
