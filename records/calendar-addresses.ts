/**
 * Secret addresses of calendars, and what is read at them. Of an address a hash is kept; its reader is somebody of ours.
 *
 *   made ──(revoked, or its owner leaves)──► revoked, for good
 */
import { createHash } from 'node:crypto';
import { dayOf } from '../domain/core/calendar';
import type { Instant } from '../domain/core/json';
import type { CalendarLine } from '../domain/told/appointments';
import { tagOf, type Locale } from '../domain/told/locale';
import { Prisma, type Database } from '../prisma/client';
import { stateOrNull } from './columns/lifecycles';
import { localeOfRep, readingColumns } from './reader-locale';
import { running } from './running-lifecycles';

/** So many addresses that open something one person may have. */
export const mostCalendars = 5;
/** So many lifecycles a calendar tells of at most. */
const linesShown = 2_000;

export type CalendarRow = Prisma.CalendarAddressGetPayload<object>;

/** Keeps an address; null where its owner has as many as they may. Of two at once the second counts the first. */
export function keepCalendar(
  db: Pick<Database, '$transaction'>,
  row: Pick<CalendarRow, 'id' | 'repId' | 'name' | 'tokenHash' | 'createdBy'>,
): Promise<CalendarRow | null> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select id from reps where id = ${row.repId} for update`;
    const has = await tx.calendarAddress.count({ where: { repId: row.repId, revokedAt: null } });
    return has >= mostCalendars ? null : tx.calendarAddress.create({ data: row });
  });
}

/** Somebody’s addresses, the newest first. */
export function calendarsOf(
  db: Pick<Database, 'calendarAddress'>,
  repId: string,
  take: number,
): Promise<readonly CalendarRow[]> {
  return db.calendarAddress.findMany({ where: { repId }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take });
}

/** Revokes one of somebody’s addresses; one that was revoked before stays as it was. Null where they have none of that id. */
export async function revokeCalendar(
  db: Pick<Database, 'calendarAddress'>,
  { id, repId }: Pick<CalendarRow, 'id' | 'repId'>,
  now: Instant,
): Promise<CalendarRow | null> {
  await db.calendarAddress.updateMany({ where: { id, repId, revokedAt: null }, data: { revokedAt: now } });
  return db.calendarAddress.findFirst({ where: { id, repId } });
}

/** Revokes every address of somebody who leaves. A statement: awaited, it is run. */
export function revokeCalendarsOf(
  db: Pick<Database, 'calendarAddress'>,
  repId: string,
  now: Instant,
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  return db.calendarAddress.updateMany({ where: { repId, revokedAt: null }, data: { revokedAt: now } });
}

/** An address that opens something: whose calendar is there, and what is known of when it was read before. */
export interface OpenCalendar extends Pick<CalendarRow, 'id' | 'lastReadAt' | 'print' | 'changedAt'> {
  readonly rep: string;
  /** How they read. */
  readonly locale: Locale;
}

/** What an address opens; null for one that nobody knows, that was revoked, or whose owner has left. */
export async function calendarAt(
  db: Pick<Database, 'calendarAddress'>,
  tokenHash: string,
): Promise<OpenCalendar | null> {
  const row = await db.calendarAddress.findUnique({
    where: { tokenHash },
    include: { rep: { select: { ...readingColumns, leftAt: true } } },
  });
  if (row === null || row.revokedAt !== null || row.rep.leftAt !== null) return null;
  const { id, lastReadAt, print, changedAt, rep } = row;
  return { id, lastReadAt, print, changedAt, rep: rep.id, locale: localeOfRep(rep, 'UTC') };
}

const aMinuteMs = 60_000;

/** Notes that an address was read, at most once a minute, and what was there. Returns since when that is there. */
export async function calendarRead(
  db: Pick<Database, 'calendarAddress'>,
  { id, lastReadAt, print: before, changedAt }: OpenCalendar,
  print: string,
  now: Instant,
): Promise<Instant> {
  const isSame = print === before && changedAt !== null;
  if (isSame && lastReadAt !== null && lastReadAt > new Date(Date.parse(now) - aMinuteMs))
    return changedAt.toISOString();
  await db.calendarAddress.updateMany({
    where: { id },
    data: { lastReadAt: now, ...(isSame ? {} : { print, changedAt: now }) },
  });
  return isSame ? changedAt.toISOString() : now;
}

/** What the calendar of those reps’ lifecycles would say, as one hash: lifecycles, names, how its owner reads, and the day in their zone. */
export async function calendarPrint(
  db: Pick<Database, '$queryRaw'>,
  { rep, locale, reps, at }: CalendarAsked,
): Promise<string> {
  const [row] = await db.$queryRaw<{ lines: string | null; people: string | null }[]>`
    with kept as materialized (
      select l.id, l.seq, l."clientId", c.name as client, r.name as rep
      from lifecycles l join clients c on c.id = l."clientId" join reps r on r.id = l."repId"
      where l."repId" = any(${[...reps]}) and l.stage in (${running}))
    select (select md5(string_agg(concat_ws('|', id, seq, client, rep), ';' order by id)) from kept) as lines,
      (select md5(string_agg(concat_ws('|', k.id, k.name, k."erasedAt"), ';' order by k.id)) from contacts k
        where k."clientId" in (select "clientId" from kept)) as people`;
  const parts = [rep, tagOf(locale), dayOf(at, locale.zone), row?.lines ?? null, row?.people ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Whose calendar is asked for, and when. */
export interface CalendarAsked {
  readonly rep: string;
  /** How they read. */
  readonly locale: Locale;
  /** Whose clients they keep: their own, and those of everybody for whom they stand in. */
  readonly reps: readonly string[];
  readonly at: Instant;
}

interface CalendarLineRow {
  readonly id: string;
  readonly state: unknown;
  readonly client: string;
  readonly repId: string;
  readonly rep: string;
}

/** The statement by which a calendar's lifecycles are found; its plan is looked at in tests. */
export function selectCalendar(reps: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    select l.id, l.state, c.name as client, l."repId", r.name as rep
    from lifecycles l join clients c on c.id = l."clientId" join reps r on r.id = l."repId"
    where l."repId" = any(${[...reps]}) and l.stage in (${running}) and l.state is not null
    order by l.id limit ${linesShown}`;
}

/** What stands in the calendar, lifecycle by lifecycle: two queries, however many there are. */
export async function calendarLines(
  db: Pick<Database, '$queryRaw' | 'contact'>,
  { rep, reps }: CalendarAsked,
): Promise<readonly CalendarLine[]> {
  const rows = await db.$queryRaw<CalendarLineRow[]>(selectCalendar(reps));
  const kept = rows.flatMap(({ id, state: recorded, client, repId, rep: name }) => {
    const state = stateOrNull({ id, state: recorded });
    return state === null ? [] : [{ state, client, repId, name }];
  });
  const about = kept.flatMap(({ state }) => state.slices.items.flatMap((item) => item.about ?? []));
  const people = await db.contact.findMany({
    where: { id: { in: [...new Set(about)] }, erasedAt: null },
    select: { id: true, name: true },
  });
  const contacts = new Map(people.map(({ id, name }) => [id, name]));
  return kept.map(({ state, client, repId, name }) => ({
    state,
    client,
    inPlaceOf: repId === rep ? null : name,
    contacts,
    owners: reps,
  }));
}
