/** Outlooks of renewals as they were at the end of each day, and the calls of the rep and the manager beside them. */
import { randomBytes } from 'node:crypto';
import type { CivilDate, Instant, Money } from '../domain/core/json';
import { endings, runningStages } from '../domain/core/stages';
import { callVoices, renewalCalls, type CallVoice, type Foretold, type RenewalCall } from '../domain/figures/accuracy';
import { outlooks, type Outlook } from '../domain/figures/forecast';
import type { Scope } from '../domain/organisation/access';
import { Prisma, type Database } from '../prisma/client';
import { andInScope } from './access';
import { wordOf } from './columns/column';
import { civilDayOf, dateOf } from './columns/days';

/** The last call of a voice for the lifecycle `l`. */
const lastCall = (voice: CallVoice): Prisma.Sql => Prisma.sql`
  (select c.call from renewal_calls c where c."lifecycleId" = l.id and c.voice = ${voice} order by c."createdAt" desc, c.id desc limit 1)`;

/**
 * The statement that keeps how a lifecycle's renewal looks at the end of that day, from its row as it stands: nothing where
 * it looks as on the day before, or has ended. `seq`: only where the row tells of that event, for a recording that comes
 * late tells of an earlier one.
 */
export function writeOutlook(
  db: Pick<Database, '$executeRaw'>,
  lifecycleId: string,
  day: CivilDate,
  seq: number | null,
): Prisma.PrismaPromise<number> {
  return db.$executeRaw`
    with now as (
      select l.id, l.probability, l.outlook, l.worth, l.currency, l."repId", l."groupId", l."renewsOn",
        ${lastCall('rep')} as "repCall", ${lastCall('manager')} as "managerCall"
      from lifecycles l
      where l.id = ${lifecycleId} and l.stage = any(${[...runningStages]}) and l.seq = coalesce(${seq}::int, l.seq)),
    last as (
      select * from outlooks where "lifecycleId" = ${lifecycleId} and day <= ${day} order by day desc limit 1)
    insert into outlooks ("lifecycleId", day, probability, outlook, worth, currency, "repId", "groupId", "renewsOn", "repCall", "managerCall")
    select n.id, ${day}::date, n.probability, n.outlook, n.worth, n.currency, n."repId", n."groupId", n."renewsOn", n."repCall", n."managerCall"
    from now n left join last o on true
    where (n.probability, n.outlook, n.worth, n.currency, n."repId", n."groupId", n."renewsOn", n."repCall", n."managerCall")
      is distinct from (o.probability, o.outlook, o.worth, o.currency, o."repId", o."groupId", o."renewsOn", o."repCall", o."managerCall")
    on conflict ("lifecycleId", day) do update set
      probability = excluded.probability, outlook = excluded.outlook, worth = excluded.worth, currency = excluded.currency,
      "repId" = excluded."repId", "groupId" = excluded."groupId", "renewsOn" = excluded."renewsOn",
      "repCall" = excluded."repCall", "managerCall" = excluded."managerCall"`;
}

/** A call as it was made. */
export interface KeptCall {
  readonly by: CallVoice;
  readonly call: RenewalCall;
  readonly amount: Money | null;
  readonly note: string | null;
  /** Who made it: a rep's id, or the role of the key. */
  readonly saidBy: string;
  readonly at: Instant;
}

type CallRow = NonNullable<Awaited<ReturnType<Database['renewalCall']['findFirst']>>>;

const voiceOf = ({ id, voice }: CallRow): CallVoice =>
  wordOf(callVoices, { table: 'renewal_calls', column: 'voice', id }, voice);

const callWord = (table: string, column: string, id: string, call: string): RenewalCall =>
  wordOf(renewalCalls, { table, column, id }, call);

/** The last call of each voice, by lifecycle; without one there is no entry. Their words are read where `words` says so. */
export async function lastCallsOf(
  db: Pick<Database, 'renewalCall' | 'note'>,
  lifecycleIds: readonly string[],
  { words = true }: { readonly words?: boolean } = {},
): Promise<ReadonlyMap<string, readonly KeptCall[]>> {
  const rows = await db.renewalCall.findMany({
    where: { lifecycleId: { in: [...lifecycleIds] } },
    distinct: ['lifecycleId', 'voice'],
    orderBy: [{ lifecycleId: 'asc' }, { voice: 'desc' }, { createdAt: 'desc' }, { id: 'desc' }],
  });
  const noteIds = words ? rows.flatMap(({ noteId }) => (noteId === null ? [] : [noteId])) : [];
  const notes = noteIds.length === 0 ? [] : await db.note.findMany({ where: { id: { in: noteIds } } });
  const said = new Map(notes.map((note) => [note.id, note.words]));
  const calls = new Map<string, KeptCall[]>();
  for (const row of rows) {
    const { id, lifecycleId, call, amount, currency, noteId, saidBy, at } = row;
    const kept: KeptCall = {
      by: voiceOf(row),
      call: callWord('renewal_calls', 'call', id, call),
      amount: amount === null || currency === null ? null : { amount: Number(amount), currency },
      note: noteId === null ? null : (said.get(noteId) ?? null),
      saidBy,
      at: at.toISOString(),
    };
    calls.set(lifecycleId, [...(calls.get(lifecycleId) ?? []), kept]);
  }
  return calls;
}

/** Keeps a call with its words, and the outlook of that day with it. One that says the same as the last adds nothing. */
export async function keepCall(db: Database, lifecycleId: string, call: KeptCall): Promise<void> {
  const last = (await lastCallsOf(db, [lifecycleId])).get(lifecycleId)?.find(({ by }) => by === call.by);
  const saysOf = ({ call: what, amount, note, saidBy }: KeptCall): string =>
    JSON.stringify([what, amount?.amount ?? null, note, saidBy]);
  if (last !== undefined && saysOf(last) === saysOf(call)) return;
  const id = `call_${randomBytes(12).toString('base64url')}`;
  const noteId = call.note === null ? null : `n_${id}`;
  await db.$transaction([
    ...(noteId === null || call.note === null
      ? []
      : [db.note.create({ data: { id: noteId, lifecycleId, by: call.saidBy, words: call.note } })]),
    db.renewalCall.create({
      data: {
        id,
        lifecycleId,
        voice: call.by,
        call: call.call,
        amount: call.amount?.amount ?? null,
        currency: call.amount?.currency ?? null,
        noteId,
        saidBy: call.saidBy,
        at: call.at,
      },
    }),
    writeOutlook(db, lifecycleId, call.at.slice(0, 10), null),
  ]);
}

/** An outlook as it was kept. */
export interface PastOutlook {
  readonly day: CivilDate;
  readonly outlook: Outlook;
  readonly probability: number;
  readonly value: Money;
  readonly rep: string;
  readonly renewsOn: CivilDate;
  readonly calls: Foretold['calls'];
}

const outlookWord = (id: string, outlook: string): Outlook =>
  wordOf(outlooks, { table: 'outlooks', column: 'outlook', id }, outlook);

function callsOf(id: string, repCall: string | null, managerCall: string | null): Foretold['calls'] {
  return {
    ...(repCall === null ? {} : { rep: callWord('outlooks', 'repCall', id, repCall) }),
    ...(managerCall === null ? {} : { manager: callWord('outlooks', 'managerCall', id, managerCall) }),
  };
}

/** Past outlooks of a lifecycle, the newest first; those before a day, where one is given. */
export async function outlooksOf(
  db: Pick<Database, 'outlook'>,
  lifecycleId: string,
  before: CivilDate | null,
  take: number,
): Promise<readonly PastOutlook[]> {
  const rows = await db.outlook.findMany({
    where: { lifecycleId, ...(before === null ? {} : { day: { lt: dateOf(before) } }) },
    orderBy: { day: 'desc' },
    take,
  });
  return rows.map(({ day, outlook, probability, worth, currency, repId: rep, renewsOn, repCall, managerCall }) => ({
    day: civilDayOf(day),
    outlook: outlookWord(lifecycleId, outlook),
    probability,
    value: { amount: Number(worth), currency },
    rep,
    renewsOn: civilDayOf(renewsOn),
    calls: callsOf(lifecycleId, repCall, managerCall),
  }));
}

export interface ForetoldAsked {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Days before the renewal date as of which it is looked at. */
  readonly ahead: number;
  /** What was known at the end of that day. */
  readonly asOf: CivilDate;
}

interface ForetoldRow {
  readonly id: string;
  readonly rep: string;
  readonly outlook: string;
  readonly probability: number;
  readonly worth: number;
  readonly currency: string;
  readonly repCall: string | null;
  readonly managerCall: string | null;
  readonly ending: string | null;
}

/**
 * The dates at which terms had to be renewed, of a period: the end each was recorded with, and the end of every time it
 * renewed by itself. What came of a date is known at the end of the day of which the report is: that it renewed by itself
 * there, else how the term ended, where it is the last that was known.
 */
function datesOf({ from, to, asOf }: ForetoldAsked): Prisma.Sql {
  const known = Prisma.sql`< ${`${asOf}T00:00:00Z`}::timestamptz + interval '1 day'`;
  return Prisma.sql`
    select d."lifecycleId", d.due,
      coalesce(u.at, t."endedAt") as "cameAt",
      case when u.at is not null then 'renewed' when t."endedAt" ${known} then t.ending end as ending
    from (
      select "lifecycleId", "endDay" as due from terms where "endDay" >= ${from} and "endDay" < ${to}
      union
      select p."lifecycleId", p.until from term_turns p
      where p.kind = 'term-prolonged' and p.until >= ${from} and p.until < ${to} and p.at ${known}) d
    join terms t on t."lifecycleId" = d."lifecycleId"
    left join term_turns u
      on u."lifecycleId" = d."lifecycleId" and u.kind = 'term-prolonged' and u."on" = d.due and u.at ${known}`;
}

/** The statement; its plan is looked at in tests. A day on which nothing was kept yet has no outlook, and no row. */
export function selectForetold(asked: ForetoldAsked, scope: Scope): Prisma.Sql {
  const { ahead, asOf } = asked;
  return Prisma.sql`
    select t."lifecycleId" as id, o."repId" as rep, o.outlook, o.probability, o.worth::float8 as worth, o.currency, o."repCall", o."managerCall",
      t.ending
    from (
      select d.*, least(${asOf}::date, d.due - ${ahead}::int) as day
      from (${datesOf(asked)}) d where true ${andInScope(scope, Prisma.sql`d."lifecycleId"`)}) t
    join lateral (
      select * from outlooks o where o."lifecycleId" = t."lifecycleId" and o.day <= t.day order by o.day desc limit 1) o on true
    where t."cameAt" is null or t."cameAt" >= (t.day + 1)::timestamp at time zone 'UTC'`;
}

/** What was said of the terms that fall due in a period, so many days ahead, and what came of them. */
export async function readForetold(
  db: Pick<Database, '$queryRaw'>,
  asked: ForetoldAsked,
  scope: Scope = null,
): Promise<readonly Foretold[]> {
  const rows = await db.$queryRaw<ForetoldRow[]>(selectForetold(asked, scope));
  return rows.map(({ id, rep, outlook, probability, worth, currency, repCall, managerCall, ending }) => ({
    rep,
    outlook: outlookWord(id, outlook),
    probability,
    calls: callsOf(id, repCall, managerCall),
    worth,
    currency,
    ended: ending === null ? null : wordOf(endings, { table: 'terms', column: 'ending', id }, ending),
  }));
}
