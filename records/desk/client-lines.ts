/** What the ledger says of a client, for their page: what happened, how health went, what reviews heard, touches by month. */
import type { EventKind } from '../../domain/core/concern';
import type { CivilDate, Instant } from '../../domain/core/json';
import type { TouchMonth } from '../../domain/told/desk/client';
import { Prisma, type Database } from '../../prisma/client';
import type { LedgerLine } from '../columns/ledger';

type Asks = Pick<Database, '$queryRaw'>;

/** A line of a timeline as it is kept. */
export interface TimelineRow extends LedgerLine {
  readonly at: Date;
  readonly cause: string | null;
  readonly by: string | null;
  readonly words: string | null;
}

/** Where a page of a timeline begins: below a line, or with a line. */
export type TimelinePlace =
  | { readonly below: { readonly at: Instant; readonly lifecycle: string; readonly seq: number } }
  | { readonly from: { readonly lifecycle: string; readonly seq: number } };

function beginning(place: TimelinePlace | null): Prisma.Sql {
  if (place === null) return Prisma.sql`true`;
  if ('below' in place) {
    const { at, lifecycle, seq } = place.below;
    return Prisma.sql`(g.at, g."lifecycleId", g.seq) < (${at}::timestamptz, ${lifecycle}, ${seq}::int)`;
  }
  const { lifecycle, seq } = place.from;
  return Prisma.sql`(g.at, g."lifecycleId", g.seq) <= ((select m.at from ledger m where m."lifecycleId" = ${lifecycle} and m.seq = ${seq}::int), ${lifecycle}, ${seq}::int)`;
}

/** Lines of several lifecycles, the newest first, with the words that were said: of each at most `limit` are read. */
export const selectTimeline = (
  lifecycles: readonly string[],
  which: { readonly only: readonly EventKind[] } | { readonly but: readonly EventKind[] },
  place: TimelinePlace | null,
  limit: number,
): Prisma.Sql => {
  const kinds =
    'only' in which ? Prisma.sql`g.kind = any(${[...which.only]})` : Prisma.sql`not g.kind = any(${[...which.but]})`;
  return Prisma.sql`
    select t.*, n.words
    from unnest(${[...lifecycles]}::text[]) as own (id) cross join lateral (
      select g."lifecycleId", g.seq, g.at, g.kind, g.data, g.cause, g.by, g."noteId" from ledger g
      where g."lifecycleId" = own.id and ${kinds} and ${beginning(place)}
      order by g.seq desc limit ${limit}
    ) t left join notes n on n.id = t."noteId"
    order by t.at desc, t."lifecycleId" desc, t.seq desc limit ${limit}`;
};

/** The lines of a timeline. */
export const readTimeline = (db: Asks, ...asked: Parameters<typeof selectTimeline>): Promise<readonly TimelineRow[]> =>
  db.$queryRaw<TimelineRow[]>(selectTimeline(...asked));

/** The last changes of health of each of those lines, of this term and of those before it, in order. */
export const selectCourses = (lifecycles: readonly string[], limit: number): Prisma.Sql => Prisma.sql`
  select own.id as line, t.* from unnest(${[...lifecycles]}::text[]) as own (id) cross join lateral (
    select g."lifecycleId", g.seq, g.at, g.kind, g.data
    from terms mine join terms e on e.line = mine.line and e.term <= mine.term join ledger g on g."lifecycleId" = e."lifecycleId"
    where mine."lifecycleId" = own.id and g.kind = ${'health-changed' satisfies EventKind}
    order by g.at desc, e.term desc, g.seq desc limit ${limit}
  ) t order by own.id, t.at, t.seq`;

/** Those courses, each line with its changes in order. */
export const readCourses = (db: Asks, lifecycles: readonly string[], limit: number) =>
  db.$queryRaw<(LedgerLine & { readonly line: string; readonly at: Date })[]>(selectCourses(lifecycles, limit));

/** Figures that reviews heard of each of those lines, over all its terms, the newest first. */
export const selectFigures = (lifecycles: readonly string[], limit: number): Prisma.Sql => Prisma.sql`
  select own.id as line, t.* from unnest(${[...lifecycles]}::text[]) as own (id) cross join lateral (
    select a.metric, a.value, to_char(a."createdAt" at time zone 'UTC', 'YYYY-MM-DD') as on
    from terms mine join terms e on e.line = mine.line join actuals a on a."lifecycleId" = e."lifecycleId"
    where mine."lifecycleId" = own.id order by a."createdAt" desc, a.id limit ${limit}
  ) t`;

/** Those figures. */
export const readFigures = (db: Asks, lifecycles: readonly string[], limit: number) =>
  db.$queryRaw<{ readonly line: string; readonly metric: string; readonly value: number; readonly on: CivilDate }[]>(
    selectFigures(lifecycles, limit),
  );

const touched: readonly EventKind[] = ['item-completed', 'item-missed', 'touch-recorded'];

/** Of each month since a day how many touches fell into it, and how many were made; one shared by several lines once. */
export const selectTouches = (lifecycles: readonly string[], since: Instant): Prisma.Sql => Prisma.sql`
  select to_char(g.at at time zone 'UTC', 'YYYY-MM') || '-01' as month,
    count(*)::int as planned,
    count(*) filter (where g.kind <> ${'item-missed' satisfies EventKind} and g.data ->> 'outcome' = 'done')::int as made
  from ledger g
  where g."lifecycleId" = any(${[...lifecycles]}) and g.kind = any(${[...touched]}) and g.at >= ${since}::timestamptz
    and (g.kind = ${'touch-recorded' satisfies EventKind} or g.data ->> 'programme' = 'touch')
  group by 1 order by 1`;

/** Those months. */
export const readTouches = (db: Asks, lifecycles: readonly string[], since: Instant) =>
  db.$queryRaw<TouchMonth[]>(selectTouches(lifecycles, since));

/** What people, groups and articles are called, in one query. */
export async function readNames(
  db: Asks,
  ids: { readonly people: readonly string[]; readonly groups: readonly string[]; readonly articles: readonly string[] },
): Promise<Readonly<Record<'people' | 'groups' | 'articles', ReadonlyMap<string, string>>>> {
  const rows = await db.$queryRaw<{ readonly of: string; readonly id: string; readonly name: string }[]>`
    select 'people' as of, id, name from reps where id = any(${[...ids.people]})
    union all select 'groups', id, name from groups where id = any(${[...ids.groups]})
    union all select 'articles', id, title from articles where id = any(${[...ids.articles]})`;
  const named = (kind: string): ReadonlyMap<string, string> =>
    new Map(rows.filter(({ of }) => of === kind).map(({ id, name }) => [id, name]));
  return { people: named('people'), groups: named('groups'), articles: named('articles') };
}
