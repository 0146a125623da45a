/** Reads a rep's brief: their own clients, and those of the reps for whom they stand in. The number of queries does not grow with them. */
import { briefHorizon, briefOf, type Brief, type BriefClient, type BriefEntry } from '../domain/told/brief';
import type { Ask } from '../domain/told/asks';
import { dayOf } from '../domain/core/calendar';
import type { CivilDate, Instant } from '../domain/core/json';
import { worksFor } from '../domain/organisation/people';
import { Prisma, type Database } from '../prisma/client';
import { agreedDueFor } from './agreed-due';
import { lastWords, renewalsAhead, silentClients, whoMayBeCalled } from './brief-clients';
import { contactIn, newsFor, newsLines, sinceYesterday } from './brief-news';
import { localeOfRep } from './reader-locale';
import { keptAsksOf } from './columns/lifecycles';
import { recipientsOf } from './organisation';
import { running } from './running-lifecycles';

/** Ids of the reps whose work this one does on that day: their own, and those who are away or have left. */
export async function standsInFor(
  db: Pick<Database, 'rep'>,
  repId: string,
  day: CivilDate,
): Promise<readonly string[]> {
  const away = await db.rep.findMany({
    where: { OR: [{ NOT: { absences: { equals: [] } } }, { NOT: { leftAt: null } }] },
    select: { id: true },
  });
  const people = await recipientsOf(db, [repId, ...away.map(({ id }) => id)]);
  return worksFor(repId, day, people);
}

interface AskRow {
  readonly id: string;
  readonly repId: string;
  readonly clientId: string;
  readonly rep: string;
  readonly asks: unknown;
  readonly client: string;
  readonly product: string;
}

/** The statement by which a brief's lifecycles are found; its plan is looked at in tests. */
export function selectAsking(reps: readonly string[], until: Instant): Prisma.Sql {
  return Prisma.sql`
    select l.id, l."repId", l."clientId", r.name as rep, l.asks, c.name as client, l.seed #>> '{product,name}' as product
    from lifecycles l join clients c on c.id = l."clientId" join reps r on r.id = l."repId"
    where l."repId" = any(${[...reps]}) and l."asksAt" <= ${until}::timestamptz and l.stage in (${running})
    order by c.name, l.id`;
}

/** Whoever looks at their brief in the course of a day knows already for whom they stand in, and reads the news since the day before. */
interface BriefLookedAt {
  /** Ids of the reps whose work they do: their own too. */
  readonly reps: readonly string[];
}

/** The brief of a morning; `lookedAt`: as it stands at any moment of a day. */
export async function briefFor(db: Database, repId: string, at: Instant, lookedAt?: BriefLookedAt): Promise<Brief> {
  const rep = await db.rep.findUniqueOrThrow({ where: { id: repId } });
  const zone = rep.timeZone ?? 'UTC';
  const day = dayOf(at, zone);
  const reps = lookedAt?.reps ?? (await standsInFor(db, repId, day));
  const [rows, lines, renewals, silentOnes, agreed] = await Promise.all([
    db.$queryRaw<AskRow[]>(selectAsking(reps, briefHorizon(at, zone))),
    newsLines(db, repId, reps, { at, ...(lookedAt === undefined ? {} : sinceYesterday(day, zone)) }),
    renewalsAhead(db, reps, day),
    silentClients(db, reps, at),
    agreedDueFor(db, repId, reps, day),
  ]);
  const asked = briefOf(
    rows.map((row) => ({ lifecycle: row.id, asks: keptAsksOf(row) })),
    at,
    zone,
  );
  const aboutOf = (ask: Ask): readonly string[] => {
    if (ask.kind === 'escalation') return ask.about?.length === 1 ? ask.about : [];
    return ask.kind === 'item' && ask.about !== undefined ? [ask.about] : [];
  };
  const ids = [...asked.flatMap(({ ask }) => aboutOf(ask)), ...lines.flatMap((line) => contactIn(line) ?? [])];
  const contacts = await db.contact.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, role: true, erasedAt: true },
  });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const entries = asked.flatMap(({ section, lifecycle, ask }): BriefEntry[] => {
    const row = rowOf.get(lifecycle);
    if (row === undefined) return [];
    const [about = null] = aboutOf(ask).flatMap((id) => contacts.find((one) => one.id === id)?.name ?? []);
    const forRep = row.repId === repId ? null : { id: row.repId, name: row.rep };
    return [{ section, lifecycle, client: row.client, product: row.product, ask, about, forRep }];
  });
  const asking = asked.flatMap(({ lifecycle }) => rowOf.get(lifecycle) ?? []);
  const kept = agreed.filter(({ isKept }) => isKept);
  const [people, said] = await Promise.all([
    whoMayBeCalled(
      db,
      [...asking, ...silentOnes, ...kept].map(({ clientId }) => clientId),
    ),
    lastWords(db, [...asking.map(({ id }) => id), ...kept.map(({ lifecycle }) => lifecycle)], at),
  ]);
  const named = [...asking, ...kept.map((one) => ({ ...one, id: one.lifecycle }))];
  const known = new Map(named.map(({ clientId, client }) => [clientId, client]));
  const clients = [...known].map(([clientId, name]): BriefClient => {
    const theirs = named.filter((row) => row.clientId === clientId).flatMap(({ id }) => said.get(id) ?? []);
    const [last = null] = theirs.toSorted((a, b) => (a.on < b.on ? 1 : -1));
    return { name, contact: people.get(clientId) ?? null, said: last };
  });
  return {
    day,
    entries,
    agreed: agreed.map(({ clientId: _, isKept: __, ...one }) => one),
    news: newsFor(repId, lines, contacts, localeOfRep(rep, zone)),
    clients,
    renewals,
    silent: silentOnes.map((one) => ({ ...one, contact: people.get(one.clientId) ?? null })),
  };
}
