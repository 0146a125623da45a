/** Reads a rep's brief: their own clients, and those of the reps for whom they stand in. The number of queries does not grow with them. */
import { briefHorizon, briefOf, type Brief, type BriefEntry } from '../domain/told/brief';
import { dayOf } from '../domain/core/calendar';
import type { CivilDate, Instant } from '../domain/core/json';
import { worksFor } from '../domain/organisation/people';
import { Prisma, type Database } from '../prisma/client';
import { briefNews } from './brief-news';
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
  readonly asks: unknown;
  readonly client: string;
  readonly product: string;
}

/** The statement by which a brief's lifecycles are found; its plan is looked at in tests. */
export function selectAsking(reps: readonly string[], until: Instant): Prisma.Sql {
  return Prisma.sql`
    select l.id, l."repId", l.asks, c.name as client, l.seed #>> '{product,name}' as product
    from lifecycles l join clients c on c.id = l."clientId"
    where l."repId" = any(${[...reps]}) and l."asksAt" <= ${until}::timestamptz and l.stage in (${running})
    order by c.name, l.id`;
}

/** The brief of a morning. */
export async function briefFor(db: Database, repId: string, at: Instant): Promise<Brief> {
  const rep = await db.rep.findUniqueOrThrow({ where: { id: repId } });
  const zone = rep.timeZone ?? 'UTC';
  const day = dayOf(at, zone);
  const reps = await standsInFor(db, repId, day);
  const rows = await db.$queryRaw<AskRow[]>(selectAsking(reps, briefHorizon(at, zone)));
  const lines = briefOf(
    rows.map((row) => ({ lifecycle: row.id, asks: keptAsksOf(row) })),
    at,
    zone,
  );
  const abouts = lines.flatMap(({ ask }) => (ask.kind === 'item' && ask.about !== undefined ? [ask.about] : []));
  const names = await db.rep.findMany({ where: { id: { in: [...reps] } }, select: { id: true, name: true } });
  const [contacts, news] = await Promise.all([
    db.contact.findMany({ where: { id: { in: abouts } }, select: { id: true, name: true } }),
    briefNews(db, repId, names, at),
  ]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const entries = lines.flatMap(({ section, lifecycle, ask }): BriefEntry[] => {
    const row = rowOf.get(lifecycle);
    if (row === undefined) return [];
    const about = ask.kind === 'item' ? (contacts.find(({ id }) => id === ask.about)?.name ?? null) : null;
    const forRep = row.repId === repId ? null : (names.find(({ id }) => id === row.repId) ?? null);
    return [{ section, lifecycle, client: row.client, product: row.product, ask, about, forRep }];
  });
  return { day, entries, news };
}
