/**
 * Reads the book of somebody's clients, page by page, in a fixed number of queries.
 *
 * Of so many lines as a person looks after the book is put together as it is asked for: filtered, summed and sorted. Of
 * more than that, as ops and directors see them, it goes by name, along an index; a rep, a workgroup or a name that is typed
 * narrows it to what can be sorted.
 */
import { scopeOf, type AccessRow, type Viewer } from '../../domain/organisation/access';
import { afterDays, dayOf } from '../../domain/core/calendar';
import { groupBy } from '../../domain/core/grouped';
import type { Instant } from '../../domain/core/json';
import { losses, stages } from '../../domain/core/stages';
import {
  bookEntry,
  clientsOnPage,
  courseDays,
  isSoughtWithin,
  rankOfBand,
  searchedWords,
  windowEnd,
  type BookAsked,
  type BookColumn,
  type BookEntry,
  type BookLine,
} from '../../domain/told/desk/clients';
import { bands } from '../../domain/concerns/health-bands';
import { Prisma, type Database } from '../../prisma/client';
import { linesReadableBy } from '../access';
import { wordOf } from '../columns/column';
import { eventOf } from '../columns/ledger';
import { keptAsksOf } from '../columns/lifecycles';
import { running } from '../running-lifecycles';

/** Of so many lines a book is summed and sorted; the clients of more go by name. */
export const linesSorted = 5_000;
/** Where the book is larger than that, so many hits of a search are looked at. */
const mostHits = 2_000;

/** What is asked of a book, by whom, and when. */
export interface BookWanted {
  readonly viewer: Viewer;
  readonly asked: BookAsked;
  readonly now: Instant;
  /** On whose calendar a window of renewals ends. */
  readonly zone: string;
  /** So many clients at most, from the page that is asked for; a page if it is not said. */
  readonly limit?: number;
}

export interface BookRow extends BookEntry {
  readonly id: string;
  readonly name: string;
  /** Whose the line of the next step is. */
  readonly nextOn: AccessRow | null;
}

export interface Book {
  readonly rows: readonly BookRow[];
  /** How many clients there are; null in a book so large that they are not counted. */
  readonly found: number | null;
  /** There is a page after this one. */
  readonly more: boolean;
  /** The book is so large that it goes by name, and is not sorted otherwise. */
  readonly byNameOnly: boolean;
  /** A search that found more than is looked at. */
  readonly tooMany: boolean;
}

/** A word as it is looked for in a text without case and accents. */
function found(word: string, text: Prisma.Sql): Prisma.Sql {
  const plain = Prisma.sql`replace(replace(replace(plain_text(${word}::text), '\\', '\\\\'), '%', '\\%'), '_', '\\_')`;
  return isSoughtWithin(word)
    ? Prisma.sql`${text} like '%' || ${plain} || '%'`
    : Prisma.sql`(${text} like ${plain} || '%' or ${text} like '% ' || ${plain} || '%')`;
}

const and = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], ' and ');

/** Lines that somebody reads, of the reps that are asked for. */
function readableOf({ viewer, asked: { rep, workgroup } }: BookWanted): readonly Prisma.Sql[] {
  return [
    linesReadableBy(viewer, Prisma.sql`l`),
    ...(rep === null ? [] : [Prisma.sql`l."repId" = ${rep}`]),
    ...(workgroup === null
      ? []
      : [Prisma.sql`l."repId" in (select r.id from reps r where r."workgroupId" = ${workgroup})`]),
  ];
}

const runs = Prisma.sql`l.stage in (${running})`;
/** What ended and went on in no further term. */
const isOver = Prisma.sql`l.stage not in (${running}) and (l.stage in (${Prisma.join([...losses])}) or l."successorId" is null)`;

/** Those of clients that run, or of clients that ended. */
function linesOf(wanted: BookWanted): Prisma.Sql {
  const { viewer, asked } = wanted;
  if (asked.show === 'running') return and([...readableOf(wanted), runs]);
  const isSold = viewer.sees === 'sold' || viewer.sees === 'handed-over';
  // Of a client those lines count that run; to who sold, their own.
  const others = isSold ? linesReadableBy(viewer, Prisma.sql`o`) : Prisma.sql`true`;
  const noneRuns = Prisma.sql`not exists (
    select 1 from lifecycles o where o."clientId" = l."clientId" and o.stage in (${running}) and ${others})`;
  return and([...readableOf(wanted), isOver, noneRuns]);
}

/** The line after the last one of which a book is sorted: there is one where it is larger. Its plan is looked at in tests. */
export function selectBeyond(wanted: BookWanted): Prisma.Sql {
  const isRunning = wanted.asked.show === 'running';
  // Along an index: it ends after so many lines, however many there are.
  const along = isRunning ? Prisma.sql`l."repId", l."clientId"` : Prisma.sql`l."repId", l.id`;
  return Prisma.sql`
    select l."repId" from lifecycles l where ${and([...readableOf(wanted), isRunning ? runs : isOver])}
    order by ${along} offset ${linesSorted} limit 1`;
}

/** Clients whose name, or a person's or product's of theirs, has each word in it; of each kind as many as are looked at. */
export function selectFound(words: readonly string[]): Prisma.Sql {
  const all = (text: Prisma.Sql): Prisma.Sql => and(words.map((word) => found(word, text)));
  const any = words.toSorted((a, b) => b.length - a.length).slice(0, 1);
  const longest = (text: Prisma.Sql): Prisma.Sql => and(any.map((word) => found(word, text)));
  return Prisma.sql`
    (select c.id from clients c where ${all(Prisma.sql`plain_text(c.name)`)} limit ${mostHits + 1})
    union (select c.id from clients c where ${longest(Prisma.sql`plain_text(c.name)`)} limit ${mostHits + 1})
    union (select k."clientId" from contacts k where ${longest(Prisma.sql`plain_text(k.name)`)} and k."erasedAt" is null limit ${mostHits + 1})
    union (select t."clientId" from products p cross join lateral (
      select t."clientId" from terms t where t."productCode" = p.code limit ${mostHits + 1}) t
      where ${longest(Prisma.sql`plain_text(p.name)`)} limit ${mostHits + 1})`;
}

/** How bad a line is, as one number: the worst the least, as `bookEntry` has it. */
const healthOf = Prisma.sql`(${bands.length} - array_position(${[...bands]}::text[], l.band)) * 1000 + l.score`;

/** When somebody spoke with the client about a line last. */
const contactOf = Prisma.sql`(
  select g.at from ledger g where g."lifecycleId" = l.id
    and (g.kind in ('item-completed', 'touch-recorded') and g.data ->> 'outcome' = 'done' or g.kind = 'satisfaction-answered')
  order by g.seq desc limit 1)`;

/** What a line's product is called. */
const productOf = Prisma.sql`coalesce((select p.name from products p where p.code = l."productCode"), l.seed #>> '{product,name}')`;

/** What is summed of the lines of a client, as far as it is filtered or sorted by. */
function summed({ asked }: BookWanted): Prisma.Sql {
  const { sort, silent, q, show } = asked;
  return Prisma.join([
    Prisma.sql`count(*)::int as lines, min(${healthOf}) as health, array_agg(l.stage) as stages, min(l."asksAt") as next`,
    show === 'running' ? Prisma.sql`min(l."renewsOn") as renewal` : Prisma.sql`max(l."renewsOn") as renewal`,
    ...(sort === 'contact' ? [Prisma.sql`max(${contactOf}) as contact`] : []),
    ...(silent === null ? [] : [Prisma.sql`max(coalesce(${contactOf}, l."startedAt")) as since`]),
    ...(sort === 'rep' ? [Prisma.sql`min((select r.name from reps r where r.id = l."repId")) as rep`] : []),
    ...(q === '' ? [] : [Prisma.sql`string_agg(distinct plain_text(${productOf}), ' ') as products`]),
  ]);
}

/** Filters on what is summed, and what was typed. */
function filtersOf({ asked, now, zone }: BookWanted): readonly Prisma.Sql[] {
  const { health, renewal, stage, silent, q } = asked;
  return [
    ...(health === null ? [] : [Prisma.sql`b.health / 1000 = ${rankOfBand(health)}`]),
    ...(renewal === null ? [] : [Prisma.sql`b.renewal <= ${windowEnd(dayOf(now, zone), renewal)}::date`]),
    ...(stage === null ? [] : [Prisma.sql`${stage} = any(b.stages)`]),
    ...(silent === null ? [] : [Prisma.sql`b.since <= ${now}::timestamptz - make_interval(days => ${silent})`]),
    ...searchedWords(q).map(
      (word) => Prisma.sql`(${found(word, Prisma.sql`plain_text(c.name)`)} or ${found(word, Prisma.sql`b.products`)}
        or exists (select 1 from contacts k where k."clientId" = c.id and k."erasedAt" is null and ${found(word, Prisma.sql`plain_text(k.name)`)}))`,
    ),
  ];
}

/** By what it is sorted; worth goes currency by currency, the one that most clients have first. */
const sortedBy: Readonly<Record<BookColumn, (way: Prisma.Sql) => Prisma.Sql>> = {
  name: (way) => Prisma.sql`plain_text(c.name) ${way}`,
  lines: (way) => Prisma.sql`b.lines ${way}`,
  worth: (way) => Prisma.sql`count(*) over (partition by m.currency) desc, m.currency, m.amount ${way}`,
  health: (way) => Prisma.sql`b.health ${way}`,
  contact: (way) => Prisma.sql`b.contact ${way}`,
  next: (way) => Prisma.sql`b.next ${way}`,
  renewal: (way) => Prisma.sql`b.renewal ${way}`,
  rep: (way) => Prisma.sql`b.rep ${way}`,
};

/** Without a next step one stands behind all others; without a contact, before them. */
const wayOf = ({ sort, descending }: BookAsked): Prisma.Sql =>
  sort === 'contact'
    ? descending
      ? Prisma.sql`desc nulls last`
      : Prisma.sql`asc nulls first`
    : descending
      ? Prisma.sql`desc nulls last`
      : Prisma.sql`asc nulls last`;

const pageOfBook = ({ asked, limit }: BookWanted): Prisma.Sql =>
  Prisma.sql`limit ${limit ?? clientsOnPage} offset ${(asked.page - 1) * clientsOnPage}`;

/** The clients of a page, of a book that is sorted; `among`: of those alone. Its plan is looked at in tests. */
export function selectBook(wanted: BookWanted, among: readonly string[] | null): Prisma.Sql {
  const { sort } = wanted.asked;
  const lines = Prisma.sql`${linesOf(wanted)}${among === null ? Prisma.empty : Prisma.sql` and l."clientId" = any(${[...among]})`}`;
  const money = Prisma.sql`, sums as (
      select l."clientId" as id, l.currency, sum(l.worth) as amount from lifecycles l where ${lines} group by 1, 2),
    m as (select distinct on (id) id, currency, amount from sums order by id, amount desc)`;
  return Prisma.sql`
    with b as materialized (select l."clientId" as id, ${summed(wanted)} from lifecycles l where ${lines} group by 1)
    ${sort === 'worth' ? money : Prisma.empty}
    select c.id, c.name, count(*) over ()::int as found
    from b cross join lateral (select c.id, c.name from clients c where c.id = b.id offset 0) c
    ${sort === 'worth' ? Prisma.sql`join m on m.id = b.id` : Prisma.empty}
    where ${and(filtersOf(wanted))}
    order by ${sortedBy[sort](wayOf(wanted.asked))}, plain_text(c.name), c.id ${pageOfBook(wanted)}`;
}

/** The clients of a page, of a book that is too large to be sorted: along the index of names. Its plan is looked at in tests. */
export function selectByName(wanted: BookWanted): Prisma.Sql {
  const { limit = clientsOnPage, asked } = wanted;
  return Prisma.sql`
    select c.id, c.name from clients c
    cross join lateral (select ${summed(wanted)} from lifecycles l where l."clientId" = c.id and ${linesOf(wanted)}) b
    where b.lines > 0 and ${and(filtersOf(wanted))}
    order by plain_text(c.name), c.id limit ${limit + 1} offset ${(asked.page - 1) * clientsOnPage}`;
}

interface LineRow {
  readonly id: string;
  readonly clientId: string;
  readonly product: string;
  readonly stage: string;
  readonly worth: bigint;
  readonly currency: string;
  readonly band: string;
  readonly score: number;
  readonly renewsOn: Date;
  readonly asks: unknown;
  readonly rep: string;
  readonly repId: string;
  readonly groupId: string;
  readonly lastContact: Date | null;
  readonly seq: number | null;
  readonly data: unknown;
}

const kind = 'health-changed';

/** The lines of the clients of a page, each with when they were spoken to last and how it stood before. Its plan is looked at in tests. */
export function selectBookLines(wanted: BookWanted, clients: readonly string[]): Prisma.Sql {
  const from = afterDays(wanted.now, -courseDays);
  const moved = Prisma.sql`select g.seq, g.data from ledger g where g."lifecycleId" = l.id and g.kind = ${Prisma.raw(`'${kind}'`)}`;
  return Prisma.sql`
    select l.id, l."clientId", l.seed #>> '{product,name}' as product, l.stage, l.worth, l.currency, l.band, l.score, l."renewsOn",
      l.asks, l."repId", l."groupId", coalesce((select r.name from reps r where r.id = l."repId"), '') as rep, ${contactOf} as "lastContact", h.seq, h.data
    from lifecycles l left join lateral (
      (${moved} and g.at <= ${from}::timestamptz order by g.at desc, g.seq desc limit 1)
      union all (${moved} order by g.at, g.seq limit 1) limit 1) h on true
    where l."clientId" = any(${[...clients]}) and ${linesOf(wanted)}`;
}

function lineOf(row: LineRow): BookLine {
  const { id, product, worth, currency, score, renewsOn, rep, lastContact, seq, data } = row;
  const where = { table: 'lifecycles', id };
  const before = seq === null ? null : eventOf({ lifecycleId: id, seq, kind, data });
  return {
    lifecycle: id,
    product,
    stage: wordOf(stages, { ...where, column: 'stage' }, row.stage),
    worth: currency === '' ? null : { amount: Number(worth), currency },
    health: { band: wordOf(bands, { ...where, column: 'band' }, row.band), score },
    before: before?.kind === kind ? { band: before.band, score: before.score } : null,
    lastContact: lastContact === null ? null : lastContact.toISOString(),
    asks: keptAsksOf(row),
    renewsOn: renewsOn.toISOString().slice(0, 10),
    rep,
  };
}

/** A page of the book. */
export async function readBookOfClients(db: Pick<Database, '$queryRaw'>, wanted: BookWanted): Promise<Book> {
  const { asked, limit = clientsOnPage } = wanted;
  const isBeyond = (await db.$queryRaw<object[]>(selectBeyond(wanted))).length > 0;
  const words = searchedWords(asked.q);
  const hits = isBeyond && words.length > 0 ? await db.$queryRaw<{ id: string }[]>(selectFound(words)) : null;
  const byNameOnly = isBeyond && hits === null;
  const page = await db.$queryRaw<{ id: string; name: string; found?: number }[]>(
    byNameOnly
      ? selectByName({ ...wanted, asked: { ...asked, silent: null, sort: 'name', descending: false } })
      : selectBook(wanted, hits === null ? null : hits.map(({ id }) => id)),
  );
  const shown = page.slice(0, limit);
  const lines =
    shown.length === 0
      ? []
      : await db.$queryRaw<LineRow[]>(
          selectBookLines(
            wanted,
            shown.map(({ id }) => id),
          ),
        );
  const linesOfClient = groupBy(lines, ({ clientId }) => clientId);
  const found = byNameOnly ? null : (page[0]?.found ?? 0);
  return {
    rows: shown.flatMap(({ id, name }): BookRow[] => {
      const of = linesOfClient.get(id) ?? [];
      const [first, ...others] = of.map(lineOf);
      if (first === undefined) return [];
      const entry = bookEntry([first, ...others]);
      const next = of.find((line) => line.id === entry.next?.lifecycle);
      // Who sold it does nothing on it from here.
      const nextOn =
        next === undefined ? null : { rep: next.repId, group: next.groupId, seller: null, handedOverBy: null };
      return [{ id, name, nextOn, ...entry }];
    }),
    found,
    more: found === null ? page.length > limit : asked.page * clientsOnPage < found,
    byNameOnly,
    tooMany: hits !== null && hits.length > mostHits,
  };
}

/** Somebody whose clients are among those that are read. */
export interface BookRep {
  readonly id: string;
  readonly name: string;
  readonly workgroup: { readonly id: string; readonly name: string } | null;
}

/** The reps by whom somebody narrows their book; nobody for a seller. */
export async function repsOfBook(db: Pick<Database, '$queryRaw'>, viewer: Viewer): Promise<readonly BookRep[]> {
  if (viewer.sees !== 'everything' && viewer.sees !== 'reach') return [];
  const scope = scopeOf(viewer);
  const theirs =
    scope === null
      ? Prisma.sql`true`
      : Prisma.sql`(r.id = any(${[...scope.reps]}) or r.id in (select g."repId" from groups g where g.id = any(${[...scope.groups]})))`;
  const rows = await db.$queryRaw<{ id: string; name: string; workgroupId: string | null; workgroup: string | null }[]>`
    select r.id, r.name, w.id as "workgroupId", w.name as workgroup
    from reps r left join workgroups w on w.id = r."workgroupId" where ${theirs} order by r.name, r.id`;
  return rows.map(({ id, name, workgroupId, workgroup }) => ({
    id,
    name,
    workgroup: workgroupId === null || workgroup === null ? null : { id: workgroupId, name: workgroup },
  }));
}
