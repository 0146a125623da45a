/** Reads somebody's day in the desk: what the brief tells at the moment, and alarms of those whom they lead. So many queries, whatever they keep. */
import { later } from '../../domain/core/calendar';
import type { Instant } from '../../domain/core/json';
import type { RepReach } from '../../domain/organisation/access';
import type { BriefClient } from '../../domain/told/brief';
import {
  alarmKeyOf,
  dayOfReader,
  firstStepOf,
  shownOfADay,
  type AlarmRead,
  type Day,
  type FlaggedLine,
  type LedAlarm,
} from '../../domain/told/desk/day';
import { promiseById } from '../../domain/told/occasion';
import { present } from '../../domain/told/present';
import { Prisma, type Database } from '../../prisma/client';
import { briefFor } from '../brief';
import { dealNow } from '../columns/deals';
import { keptAsksOf, stateOf } from '../columns/lifecycles';
import { running } from '../running-lifecycles';

/** A day with what its lines need to be acted on. */
export interface DayShown {
  readonly day: Day;
  /** The moment at which it stands. */
  readonly at: Instant;
  /** The client of each lifecycle, by id. */
  readonly clientOf: ReadonlyMap<string, string>;
  /** Whom to ask for at a client, and what was said last, by the client's name. */
  readonly known: ReadonlyMap<string, BriefClient>;
}

/** The statement by which it is found how far the clocks of lives have gone; its plan is looked at in tests. */
export function selectClock(reps: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    select max(l."lastAt") as at from lifecycles l where l."repId" = any(${[...reps]}) and l.stage in (${running})`;
}

/** The moment of a day: ours, or that of lives whose clock was skipped ahead of it. */
async function momentFor(db: Pick<Database, '$queryRaw'>, reps: readonly string[], now: Instant): Promise<Instant> {
  const [clock] = await db.$queryRaw<{ at: Date | null }[]>(selectClock(reps));
  return later(clock?.at?.toISOString() ?? now, now);
}

interface ClimbedRow {
  readonly id: string;
  readonly asks: unknown;
  readonly client: string;
  readonly product: string;
  readonly rep: string;
  readonly managerId: string | null;
  readonly directorId: string | null;
}

/** So many lifecycles are looked at whose alarms have climbed. */
const climbedRead = 200;

/** The statement by which alarms are found that have climbed to who leads; its plan is looked at in tests. */
export function selectClimbed(groups: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    select l.id, l.asks, c.name as client, l.seed #>> '{product,name}' as product, r.name as rep,
      g."managerId", g."directorId"
    from lifecycles l join clients c on c.id = l."clientId" join reps r on r.id = l."repId"
    join groups g on g.id = l."groupId"
    where l.stage in (${running}) and l.asks @> '[{"kind":"escalation"}]' and l."groupId" = any(${[...groups]})
      and (l.asks @> '[{"asked":[{"role":"manager"}]}]' or l.asks @> '[{"asked":[{"role":"director"}]}]')
    limit ${climbedRead}`;
}

/** Alarms that have climbed to somebody; nothing is read for who leads nobody. */
async function climbedTo(db: Database, { keeps, leads }: RepReach): Promise<readonly LedAlarm[]> {
  if (leads.length === 0) return [];
  const rows = await db.$queryRaw<ClimbedRow[]>(selectClimbed(leads));
  const found = rows.flatMap((row) =>
    keptAsksOf(row).flatMap((ask) => (ask.kind === 'escalation' ? [{ row, ask }] : [])),
  );
  const ids = found.flatMap(({ ask }) => ask.about ?? []);
  const people =
    ids.length === 0
      ? []
      : await db.contact.findMany({ where: { id: { in: ids }, erasedAt: null }, select: { id: true, name: true } });
  const holds = (id: string | null): boolean => id !== null && keeps.includes(id);
  return found.map(({ row: { id, client, product, rep, managerId, directorId }, ask }) => ({
    lifecycle: id,
    client,
    product,
    rep,
    ask,
    about: (ask.about ?? []).flatMap((one) => people.find((contact) => contact.id === one)?.name ?? []),
    roles: [...(holds(managerId) ? (['manager'] as const) : []), ...(holds(directorId) ? (['director'] as const) : [])],
  }));
}

interface FactsRow {
  readonly id: string;
  readonly clientId: string;
  readonly state: unknown;
  readonly rep: string;
  readonly manager: string | null;
  readonly director: string | null;
}

/** The statement by which it is found whose the lifecycles of a day are, with the states of those that burn; its plan is looked at in tests. */
export function selectOfDay(ids: readonly string[], burning: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    select l.id, l."clientId", case when l.id = any(${[...burning]}) then l.state end as state,
      r.name as rep, m.name as manager, d.name as director
    from unnest(${[...ids]}::text[]) as t (id) join lifecycles l on l.id = t.id join reps r on r.id = l."repId"
      left join groups g on g.id = l."groupId" left join reps m on m.id = g."managerId"
      left join reps d on d.id = g."directorId"`;
}

function alarmsOf({ id, state, rep, manager, director }: FactsRow): readonly (readonly [string, AlarmRead])[] {
  if (state === null) return [];
  const lifecycle = present(stateOf({ id, state }));
  return lifecycle.escalations.map(({ id: alarm, next = null }) => [
    alarmKeyOf(id, alarm),
    { names: { rep, manager, director }, firstStep: firstStepOf(lifecycle, alarm), next },
  ]);
}

const idsShown = (lines: readonly { readonly lifecycle: string }[]): readonly string[] =>
  lines.slice(0, shownOfADay).map(({ lifecycle }) => lifecycle);

/** The day of one of our people. */
export async function dayFor(db: Database, rep: string, reach: RepReach, now: Instant): Promise<DayShown> {
  const [at, led] = await Promise.all([momentFor(db, reach.keeps, now), climbedTo(db, reach)]);
  const brief = await briefFor(db, rep, at, { reps: reach.keeps });
  // What is asked is found before the details of what is shown.
  const bare = dayOfReader({ brief, led, flagged: [], alarms: new Map() });
  const burning = [bare.burning, bare.small].flatMap(idsShown);
  const others = [bare.due, bare.renewals, bare.week, bare.news].flatMap(idsShown);
  const ids = [...new Set([...burning, ...others])];
  const rows = ids.length === 0 ? [] : await db.$queryRaw<FactsRow[]>(selectOfDay(ids, burning));
  return {
    day: dayOfReader({ brief, led, flagged: [], alarms: new Map(rows.flatMap(alarmsOf)) }),
    at,
    clientOf: new Map(rows.map(({ id, clientId }) => [id, clientId])),
    known: new Map(brief.clients.map((client) => [client.name, client])),
  };
}

interface FlaggedRow {
  readonly id: string;
  readonly clientId: string;
  readonly client: string;
  readonly dealId: string;
  readonly document: unknown;
  readonly added: unknown;
  readonly state: unknown;
  readonly rep: string;
}

/** So many flagged lines of a seller are looked at. */
const flaggedRead = 100;

/** The statement by which a seller's flagged lines are found; its plan is looked at in tests. */
export function selectFlagged(seller: string): Prisma.Sql {
  return Prisma.sql`
    with theirs as materialized (select distinct "clientId" from deals where "sellerId" = ${seller})
    select l.id, l."clientId", c.name as client, d.id as "dealId", d.document, d.added, l.state, r.name as rep
    from theirs join terms t on t."clientId" = theirs."clientId" and t."flaggedAt" is not null
      join lifecycles l on l.id = t."lifecycleId" and l.stage in (${running}) and l.state is not null
      join deals d on d.id = l."dealId" and d."sellerId" = ${seller}
      join clients c on c.id = l."clientId" join reps r on r.id = l."repId"
    order by t."flaggedAt", l.id limit ${flaggedRead}`;
}

/** The day of a seller: promises about which they are asked. */
export async function sellersDayFor(
  db: Pick<Database, '$queryRaw'>,
  seller: string,
  { now, today }: { readonly now: Instant; readonly today: string },
): Promise<DayShown> {
  const rows = await db.$queryRaw<FlaggedRow[]>(selectFlagged(seller));
  const flagged = rows.flatMap(({ id, client, dealId, document, added, state, rep }): FlaggedLine[] => {
    const lifecycle = present(stateOf({ id, state }));
    const sold = { deal: dealNow({ id: dealId, document, added }), lifecycle };
    return lifecycle.oversold
      .filter(({ answer }) => answer === undefined)
      .map(({ at, promise }) => {
        const metric = promiseById(sold, promise ?? null)?.metric ?? null;
        return {
          lifecycle: id,
          client,
          product: lifecycle.product.name,
          forRep: null,
          rep,
          at,
          promise: promise === undefined ? null : { id: promise, metric },
        };
      });
  });
  const brief = { day: today, entries: [], news: [], clients: [], renewals: [], silent: [], agreed: [] };
  return {
    day: dayOfReader({ brief, led: [], flagged, alarms: new Map() }),
    at: now,
    clientOf: new Map(rows.map(({ id, clientId }) => [id, clientId])),
    known: new Map(),
  };
}
