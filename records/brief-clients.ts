/** Reads what a brief tells of clients beside what they ask: whom to call, what they said last, what ends, who is silent. */
import { addDays } from '../domain/core/calendar';
import type { CivilDate, Instant } from '../domain/core/json';
import {
  renewalAheadDays,
  silence,
  type BriefContact,
  type BriefClient,
  type RenewalAhead,
} from '../domain/told/brief';
import { byWhomToAsk } from '../domain/told/occasion';
import { present } from '../domain/told/present';
import { Prisma, type Database } from '../prisma/client';
import { stateOf } from './columns/lifecycles';
import { levelOf } from './columns/organisation';
import { running } from './running-lifecycles';

/** A brief tells so many contracts that end. */
const renewalsTold = 20;

/** The statement by which a brief's contracts that end are found; its plan is looked at in tests. */
export function selectEnding(reps: readonly string[], day: CivilDate): Prisma.Sql {
  return Prisma.sql`
    select l.id, l.state, l.outlook, c.name as client from lifecycles l join clients c on c.id = l."clientId"
    where l."repId" = any(${[...reps]}) and l.stage in (${running}) and l.state is not null
      and l."renewsOn" >= ${day}::date and l."renewsOn" <= ${addDays(day, renewalAheadDays)}::date
    order by l."renewsOn", l.id limit ${renewalsTold}`;
}

/** Contracts of the clients of those reps that end in the next months, and that nobody has decided. */
export async function renewalsAhead(
  db: Pick<Database, '$queryRaw'>,
  reps: readonly string[],
  day: CivilDate,
): Promise<readonly RenewalAhead[]> {
  const rows = await db.$queryRaw<{ id: string; state: unknown; client: string }[]>(selectEnding(reps, day));
  return rows.flatMap((row) => renewalIn(row, day));
}

/** The renewal of a line as a brief tells it; none where it is decided, or the client leaves. */
export function renewalIn(
  { id, state, client }: { readonly id: string; readonly state: unknown; readonly client: string },
  day: CivilDate,
): readonly RenewalAhead[] {
  const { product, renewal, leaving } = present(stateOf({ id, state }));
  const { renewsOn, lastNoticeOn, annualValue, decision, forecast } = renewal;
  if (decision !== undefined || leaving !== undefined) return [];
  const decideBy = lastNoticeOn !== undefined && lastNoticeOn >= day ? lastNoticeOn : renewsOn;
  const { outlook } = forecast;
  return [{ lifecycle: id, client, product: product.name, renewsOn, decideBy, worth: annualValue, outlook }];
}

/** A client to whom nobody has spoken for long, as it is read. */
interface SilentRow {
  readonly clientId: string;
  readonly client: string;
  readonly since: Date;
}

/** The statement by which a brief's silent clients are found; its plan is looked at in tests. */
export function selectSilent(reps: readonly string[], at: Instant): Prisma.Sql {
  return Prisma.sql`
    with kept as materialized (
      select l.id, l."clientId", l."startedAt" from lifecycles l
      where l."repId" = any(${[...reps]}) and l.stage in (${running}) and l."startedAt" is not null),
    heard as (
      select k."clientId", max(coalesce(h.at, k."startedAt")) as since
      from kept k left join lateral (
        select g.at from ledger g where g."lifecycleId" = k.id and g.at <= ${at}::timestamptz
          and (g.kind in ('item-completed', 'touch-recorded') and g.data ->> 'outcome' = 'done' or g.kind = 'satisfaction-answered')
        order by g.seq desc limit 1) h on true
      group by k."clientId")
    select heard."clientId", c.name as client, heard.since from heard join clients c on c.id = heard."clientId"
    where heard.since <= ${at}::timestamptz - make_interval(days => ${silence.days})
    order by heard.since, c.name limit ${silence.named}`;
}

/** The clients of those reps with whom no contact is recorded for the longest. */
export async function silentClients(
  db: Pick<Database, '$queryRaw'>,
  reps: readonly string[],
  at: Instant,
): Promise<readonly { readonly clientId: string; readonly client: string; readonly since: CivilDate }[]> {
  const rows = await db.$queryRaw<SilentRow[]>(selectSilent(reps, at));
  return rows.map(({ since, ...row }) => ({ ...row, since: since.toISOString().slice(0, 10) }));
}

/** Whom to ask for at each client, of those who are there. */
export async function whoMayBeCalled(
  db: Pick<Database, 'contact'>,
  clients: readonly string[],
): Promise<ReadonlyMap<string, BriefContact>> {
  const rows = await db.contact.findMany({
    where: { clientId: { in: [...new Set(clients)] }, erasedAt: null, departedAt: null },
    select: { id: true, clientId: true, name: true, role: true, phone: true, email: true, level: true },
    orderBy: { id: 'asc' },
  });
  const first = new Map<string, BriefContact>();
  const known = rows.map((row) => ({ ...row, level: levelOf(row) }));
  for (const row of known.toSorted(byWhomToAsk))
    if (!first.has(row.clientId))
      first.set(row.clientId, { name: row.name, role: row.role, phone: row.phone, email: row.email });
  return first;
}

/** The statement by which the last words of lifecycles are found; its plan is looked at in tests. */
export function selectLastWords(lifecycles: readonly string[], at: Instant): Prisma.Sql {
  return Prisma.sql`
    select t.id, s.at, s.words
    from unnest(${[...new Set(lifecycles)]}::text[]) as t (id)
    cross join lateral (
      select g.at, n.words from ledger g join notes n on n.id = g."noteId"
      where g."lifecycleId" = t.id and g."noteId" is not null and g.at <= ${at}::timestamptz
      order by g.seq desc limit 1) s`;
}

/** What was said or noted last of each lifecycle. */
export async function lastWords(
  db: Pick<Database, '$queryRaw'>,
  lifecycles: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, NonNullable<BriefClient['said']>>> {
  if (lifecycles.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; at: Date; words: string }[]>(selectLastWords(lifecycles, at));
  return new Map(rows.map(({ id, at: on, words }) => [id, { on: on.toISOString().slice(0, 10), words }]));
}
