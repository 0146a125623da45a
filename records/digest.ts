/** Reads what a digest tells somebody; the number of queries does not grow with what they lead. */
import { addDays, dayMs, dayOf } from '../domain/core/calendar';
import { groupBy } from '../domain/core/grouped';
import type { Instant } from '../domain/core/json';
import { runningStages } from '../domain/core/stages';
import { isTheirsToDirect, isTold } from '../domain/organisation/digests';
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

/** A line with its alarms, and who is named for it. */
export interface AlarmedRow {
  readonly id: string;
  readonly repId: string;
  readonly asks: unknown;
  readonly client: string;
  readonly product: string;
  readonly rep: string;
  readonly managerId: string | null;
  readonly manager: string | null;
  readonly directorId: string | null;
}

/** Whose alarms are looked for: those of the clients of some reps, and those of some groups. */
export interface AlarmsAsked {
  readonly reps: readonly string[];
  readonly groups: readonly string[];
}

/** The statement by which a digest's alarms are found; its plan is looked at in tests. */
export function selectAlarmed({ reps, groups }: AlarmsAsked): Prisma.Sql {
  return Prisma.sql`
    select l.id, l."repId", l.asks, c.name as client, l.seed #>> '{product,name}' as product, r.name as rep,
      g."managerId", m.name as manager, g."directorId"
    from lifecycles l join clients c on c.id = l."clientId" join reps r on r.id = l."repId"
    join groups g on g.id = l."groupId" left join reps m on m.id = g."managerId"
    where l.stage in (${running}) and l.asks @> '[{"kind":"escalation"}]'
      and (l."repId" = any(${[...reps]}) or l."groupId" = any(${[...groups]}))`;
}

/** Alarms of a line. */
export const alarmsOf = (row: AlarmedRow): readonly AlarmAsk[] =>
  keptAsksOf(row).flatMap((ask) => (ask.kind === 'escalation' ? [ask] : []));

interface Found {
  readonly row: AlarmedRow;
  readonly ask: AlarmAsk;
}

/** The longest open first. */
export const longestOpenFirst = <F extends { readonly ask: AlarmAsk }>(found: readonly F[]): readonly F[] =>
  found.toSorted((a, b) => (a.ask.at < b.ask.at ? -1 : a.ask.at > b.ask.at ? 1 : 0));

const byAge = (found: readonly Found[]): readonly Found[] => longestOpenFirst(found).slice(0, mostTold);

/** What somebody leads, where the ladder has rungs of theirs. */
interface Led {
  /** Ids of the groups of which they are the manager. */
  readonly manages: readonly string[];
  /** Ids of the groups of which they are the director, or stand on that rung. */
  readonly directs: readonly string[];
  /** Whether they keep clients in a group that names nobody to lead it. */
  readonly leadsThemselves: boolean;
}

/** What somebody leads. */
export async function ledBy(db: Pick<Database, 'group' | 'lifecycle'>, person: string): Promise<Led> {
  const groups = await db.group.findMany({
    where: { OR: [{ directorId: person }, { managerId: person }, { directorId: null, managerId: null }] },
    select: { id: true, managerId: true, directorId: true },
  });
  const leaderless = groups.filter(({ managerId, directorId }) => managerId === null && directorId === null);
  const kept =
    leaderless.length === 0
      ? null
      : await db.lifecycle.findFirst({
          where: {
            repId: person,
            stage: { in: [...runningStages] },
            groupId: { in: leaderless.map(({ id }) => id) },
          },
          select: { id: true },
        });
  return {
    manages: groups.filter(({ managerId }) => managerId === person).map(({ id }) => id),
    directs: groups.filter(({ managerId, directorId }) => (directorId ?? managerId) === person).map(({ id }) => id),
    leadsThemselves: kept !== null,
  };
}

/** Alarms of a person's clients and groups; nothing is read for who neither keeps nor leads anything. */
async function alarmedFor(db: Pick<Database, '$queryRaw'>, asked: AlarmsAsked): Promise<readonly AlarmedRow[]> {
  if (asked.reps.length + asked.groups.length === 0) return [];
  return db.$queryRaw<AlarmedRow[]>(selectAlarmed(asked));
}

/** Small alarms of the clients whom they keep or stand in for, where no brief tells those, and those that came to them as a manager. */
function smallAmong(
  rows: readonly AlarmedRow[],
  person: string,
  reps: readonly string[],
  hasBrief: boolean,
): readonly Found[] {
  return rows.flatMap((row) => {
    const to = reps.includes(row.repId) ? 'rep' : row.managerId === person ? 'manager' : null;
    if (to === null || (to === 'rep' && hasBrief)) return [];
    return alarmsOf(row)
      .filter((ask) => isTold(ask, to))
      .map((ask) => ({ row, ask }));
  });
}

/** The statement by which the director's weeks are found that were recorded in a span; its plan is looked at in tests. */
export function selectDirectorsWeeks(
  lifecycles: readonly string[],
  { at, since, recorded }: { readonly at: Instant; readonly since: Date; readonly recorded: Date },
): Prisma.Sql {
  return Prisma.sql`
    select distinct "lifecycleId" as id, data ->> 'escalation' as escalation from ledger
    where "lifecycleId" = any(${[...lifecycles]}) and kind = 'escalation-climbed'
      and at > ${addDays(at.slice(0, 10), -recordedDays)}::timestamptz
      and "recordedAt" > ${since} and "recordedAt" <= ${recorded}
      and data ->> 'role' = 'director' and data ? 'week'`;
}

/** Serious alarms that they direct of which one of the director's weeks was recorded since the last digest. */
async function untakenAmong(
  db: Database,
  rows: readonly AlarmedRow[],
  person: string,
  { at, recorded }: Pick<Morning, 'at' | 'recorded'>,
): Promise<readonly Found[]> {
  const theirs = rows.flatMap((row) => {
    const named = { rep: row.repId, manager: row.managerId, director: row.directorId };
    return alarmsOf(row)
      .filter((ask) => isTheirsToDirect(ask, named, person))
      .map((ask) => ({ row, ask }));
  });
  if (theirs.length === 0) return [];
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
  const ids = [...new Set(theirs.map(({ row }) => row.id))];
  const weeks = await db.$queryRaw<{ id: string; escalation: string }[]>(
    selectDirectorsWeeks(ids, { at, since, recorded }),
  );
  return theirs.filter(({ row, ask }) => weeks.some(({ id, escalation }) => id === row.id && escalation === ask.id));
}

/** A morning on which somebody may be told. */
interface Morning {
  readonly at: Instant;
  /** Only what was recorded until then is told, however late the mail goes out. */
  readonly recorded: Date;
  /** Whether it is the one of the week on which small alarms are told. */
  readonly isWeekly: boolean;
  /** Whether they get a brief on it: what that tells of their own clients the digest does not tell again. */
  readonly hasBrief: boolean;
}

/** The digest of a morning, of what was recorded until then; empty where there is nothing to tell. */
export async function digestFor(
  db: Database,
  person: string,
  { at, recorded, isWeekly, hasBrief }: Morning,
): Promise<Digest> {
  const rep = await db.rep.findUniqueOrThrow({ where: { id: person } });
  const day = dayOf(at, rep.timeZone ?? 'UTC');
  const { manages, directs, leadsThemselves } = await ledBy(db, person);
  const reps = isWeekly ? await standsInFor(db, person, day) : [];
  const rows = await alarmedFor(db, {
    reps: leadsThemselves ? [...new Set([...reps, person])] : reps,
    groups: isWeekly ? [...new Set([...manages, ...directs])] : directs,
  });
  const small = isWeekly ? byAge(smallAmong(rows, person, reps, hasBrief)) : [];
  const untaken = byAge(await untakenAmong(db, rows, person, { at, recorded }));
  const ids = [...small, ...untaken].flatMap(({ ask }) => ask.about ?? []);
  const people =
    ids.length === 0 ? [] : await db.contact.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
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
