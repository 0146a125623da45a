/** Reads what a leader's brief tells: where their people need help, in six queries and those for who is away. */
import { addDays, dayOf } from '../domain/core/calendar';
import type { EndReason } from '../domain/concerns/standing';
import type { EventOf } from '../domain/core/concern';
import type { CivilDate, Instant } from '../domain/core/json';
import { hasEnded, losses } from '../domain/core/stages';
import { behindUntil, isUntakenOfTheirs, leaderOf, uncoveredOf } from '../domain/organisation/leading';
import { renewalAheadDays } from '../domain/told/brief';
import {
  dearestAtRisk,
  leadersNamed,
  type ClientLeaving,
  type LeadersDay,
  type RepBehind,
  type UntakenAlarm,
} from '../domain/told/leaders-day';
import { Prisma, type Database } from '../prisma/client';
import { renewalIn } from './brief-clients';
import { eventAmong } from './columns/ledger';
import { keptAsksOf } from './columns/lifecycles';
import { alarmsOf, longestOpenFirst, selectAlarmed, type AlarmedRow } from './digest';
import { recipientsOf } from './organisation';
import type { Holds, RolesMorning } from './role-holders';
import { running } from './running-lifecycles';

/** So many contracts at risk are read. */
const atRiskRead = 100;

/** What a leader should know on a morning. */
export async function leadersDay(db: Database, holds: Holds, morning: RolesMorning): Promise<LeadersDay> {
  const groups = holds.leads.map(({ id }) => id);
  const [alarms, behind, uncovered, leaving, atRisk] = await Promise.all([
    untakenAlarms(db, holds, groups, morning),
    repsBehind(db, holds, groups, morning),
    uncoveredIn(db, groups, morning.day),
    clientsLeaving(db, groups, holds.keeps, morning),
    atRiskIn(db, groups, holds.keeps, morning.day),
  ]);
  return { alarms, behind, uncovered, leaving, ...atRisk };
}

async function untakenAlarms(
  db: Database,
  { keeps }: Holds,
  groups: readonly string[],
  { day, zone, placeOf: inPlaceOf }: RolesMorning,
): Promise<readonly UntakenAlarm[]> {
  const rows = await db.$queryRaw<AlarmedRow[]>(selectAlarmed({ reps: [], groups }));
  const found = rows.flatMap((row) => {
    const named = { rep: row.repId, manager: row.managerId, director: row.directorId };
    return alarmsOf(row).flatMap((ask) =>
      isUntakenOfTheirs(ask, named, { keeps, day, zone }) ? [{ row, ask, leader: leaderOf(named) ?? '' }] : [],
    );
  });
  const told = longestOpenFirst(found);
  const about = told.flatMap(({ ask }) => ask.about ?? []);
  const people =
    about.length === 0
      ? []
      : await db.contact.findMany({
          where: { id: { in: about }, erasedAt: null },
          select: { id: true, name: true },
        });
  return told.map(({ row, ask, leader }) => ({
    lifecycle: row.id,
    ask,
    client: row.client,
    product: row.product,
    about: (ask.about ?? []).flatMap((id) => people.find((one) => one.id === id)?.name ?? []),
    rep: row.rep,
    forLeader: inPlaceOf(leader),
  }));
}

/** The statement by which those are found with whom things are overdue, each with the oldest; its plan is looked at in tests. */
export function selectBehind(groups: readonly string[], besides: readonly string[], until: Instant): Prisma.Sql {
  return Prisma.sql`
    with late as (
      select l.id, l."repId", l."clientId", l.seed #>> '{product,name}' as product, a.ask, a.ask ->> 'at' as at
      from lifecycles l cross join lateral jsonb_array_elements(l.asks) a (ask)
      where l."groupId" = any(${[...groups]}) and l.stage in (${running}) and l."asksAt" <= ${until}::timestamptz
        and l."repId" <> all(${[...besides]}) and a.ask ->> 'kind' in ('item', 'onboarding')
        and (a.ask ->> 'at')::timestamptz <= ${until}::timestamptz),
    counted as (
      select late.*, count(*) over (partition by "repId")::int as things,
        row_number() over (partition by "repId" order by at, id) as place from late)
    select o.id, r.name as rep, c.name as client, o.product, jsonb_build_array(o.ask) as asks, o.things
    from counted o join reps r on r.id = o."repId" join clients c on c.id = o."clientId"
    where o.place = 1 order by o.things desc, o.at, o.id limit ${leadersNamed.behind}`;
}

interface BehindRow {
  readonly id: string;
  readonly rep: string;
  readonly client: string;
  readonly product: string;
  readonly asks: unknown;
  readonly things: number;
}

async function repsBehind(
  db: Pick<Database, '$queryRaw'>,
  { keeps }: Holds,
  groups: readonly string[],
  { day, zone }: RolesMorning,
): Promise<readonly RepBehind[]> {
  const rows = await db.$queryRaw<BehindRow[]>(selectBehind(groups, keeps, behindUntil(day, zone)));
  return rows.flatMap((row) =>
    keptAsksOf(row).map((ask) => ({
      rep: row.rep,
      things: row.things,
      oldest: { client: row.client, product: row.product, ask },
    })),
  );
}

/** The statement by which those who are away, or have left, are found with clients in some groups; its plan is looked at in tests. */
export function selectAbsent(groups: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    select r.id, r.name, r."leftAt" is not null as left, k.clients
    from reps r cross join lateral (
      select count(distinct l."clientId")::int as clients from lifecycles l
      where l."repId" = r.id and l.stage in (${running}) and l."groupId" = any(${[...groups]})) k
    where (r.absences <> '[]'::jsonb or r."leftAt" is not null) and k.clients > 0`;
}

async function uncoveredIn(db: Database, groups: readonly string[], day: CivilDate): Promise<LeadersDay['uncovered']> {
  const rows = await db.$queryRaw<{ id: string; name: string; left: boolean; clients: number }[]>(selectAbsent(groups));
  if (rows.length === 0) return [];
  const people = await recipientsOf(
    db,
    rows.map(({ id }) => id),
  );
  return uncoveredOf(rows, people, day);
}

const lost = Prisma.join([...losses]);
/** Kinds of events by which a client leaves. */
const leavingKinds = ['notice-given', 'stage-changed'] as const;

/** The statement by which clients are found who gave notice or left since a moment; its plan is looked at in tests. */
export function selectLeaving(
  groups: readonly string[],
  besides: readonly string[],
  { since, at }: Pick<RolesMorning, 'since' | 'at'>,
): Prisma.Sql {
  return Prisma.sql`
    select g."lifecycleId", g.seq, g.at, g.kind, g.data, c.name as client, l.seed #>> '{product,name}' as product, r.name as rep,
      l.worth, l.currency
    from ledger g join lifecycles l on l.id = g."lifecycleId" join clients c on c.id = l."clientId" join reps r on r.id = l."repId"
    where g.kind = any(${[...leavingKinds]}) and g.at > ${since}::timestamptz and g.at <= ${at}::timestamptz
      and l."groupId" = any(${[...groups]}) and l."repId" <> all(${[...besides]})
      and case g.kind when 'stage-changed' then g.data ->> 'to' in (${lost})
        else l.stage in (${running}) and not exists (
          select from ledger w where w."lifecycleId" = g."lifecycleId" and w.seq > g.seq
            and w.kind in ('notice-withdrawn', 'renewal-decided', 'notice-given')) end
    order by g.at desc, g."lifecycleId" limit ${leadersNamed.leaving}`;
}

interface LeavingRow {
  readonly lifecycleId: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly data: unknown;
  readonly client: string;
  readonly product: string;
  readonly rep: string;
  readonly worth: bigint;
  readonly currency: string;
}

type StageChanged = EventOf<'stage-changed'>;
const isEnd = (event: StageChanged): event is Extract<StageChanged, { reason: EndReason }> => hasEnded(event.to);

async function clientsLeaving(
  db: Pick<Database, '$queryRaw'>,
  groups: readonly string[],
  besides: readonly string[],
  { since, at, zone }: RolesMorning,
): Promise<readonly ClientLeaving[]> {
  const rows = await db.$queryRaw<LeavingRow[]>(selectLeaving(groups, besides, { since, at }));
  return rows.map(({ client, product, rep, worth, currency, ...line }): ClientLeaving => {
    const event = eventAmong(leavingKinds, line);
    const of = { client, product, rep, worth: { amount: Number(worth), currency } };
    if (event.kind === 'notice-given') return { ...of, on: event.endsOn, reason: event.reason, isGone: false };
    const on = dayOf(line.at.toISOString(), zone);
    return isEnd(event)
      ? { ...of, on: event.on ?? on, reason: event.reason, isGone: true }
      : { ...of, on, reason: null, isGone: true };
  });
}

/** The statement by which contracts at risk are found, the dearest first; its plan is looked at in tests. */
export function selectAtRisk(groups: readonly string[], besides: readonly string[], day: CivilDate): Prisma.Sql {
  return Prisma.sql`
    select l.id, l.state, c.name as client, r.name as rep
    from lifecycles l join clients c on c.id = l."clientId" join reps r on r.id = l."repId"
    where l."groupId" = any(${[...groups]}) and l."repId" <> all(${[...besides]}) and l.stage in (${running}) and l.outlook = 'at-risk' and l.state is not null
      and l."renewsOn" >= ${day}::date and l."renewsOn" <= ${addDays(day, renewalAheadDays)}::date
    order by l.worth desc, l.id limit ${atRiskRead}`;
}

async function atRiskIn(
  db: Pick<Database, '$queryRaw'>,
  groups: readonly string[],
  besides: readonly string[],
  day: CivilDate,
): Promise<Pick<LeadersDay, 'atRisk' | 'moreAtRisk'>> {
  const rows = await db.$queryRaw<{ id: string; state: unknown; client: string; rep: string }[]>(
    selectAtRisk(groups, besides, day),
  );
  return dearestAtRisk(rows.flatMap(({ rep, ...row }) => renewalIn(row, day).map((renewal) => ({ ...renewal, rep }))));
}
