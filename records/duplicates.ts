/**
 * Clients who may be one, found by the key of their names and by the mailboxes of their people. The rule of
 * `domain/organisation/duplicates.ts` says why; who reads only one of two hears of neither.
 */
import type { Viewer } from '../domain/organisation/access';
import { groupBy } from '../domain/core/grouped';
import {
  maybeSame,
  mostNamed,
  reasonsForOne,
  type ComparedClient,
  type MaybeSame,
} from '../domain/organisation/duplicates';
import type { Instant } from '../domain/core/json';
import { Prisma, type Database } from '../prisma/client';
import { clientsReadableBy } from './access';
import { inSlices } from './in-slices';

type Reads = Pick<Database, 'client' | '$queryRaw'>;

interface IdPair {
  readonly one: string;
  readonly other: string;
}

/** The two ids of a pair, the lesser first. They are of ASCII, so PostgreSQL orders them so by "C". */
const inOrder = (a: string, b: string): IdPair => (a < b ? { one: a, other: b } : { one: b, other: a });

const isThere = (contact: string): Prisma.Sql =>
  Prisma.raw(`${contact}."departedAt" is null and ${contact}."erasedAt" is null and btrim(${contact}.email) <> ''`);
const mailbox = (contact: string): Prisma.Sql => Prisma.raw(`lower(btrim(${contact}.email))`);
const notSetApart = (other: string): Prisma.Sql =>
  Prisma.raw(`not exists (select from clients_apart p
    where p.one = least(a.id collate "C", ${other} collate "C") and p.other = greatest(a.id collate "C", ${other} collate "C"))`);

/** So many pairs are looked at at once. */
const mostPairs = 500;

/**
 * Pairs of each of those clients, `a`, and others whom the condition takes, by id; those that were set apart are left out.
 * At most `mostPairs`, the first ones.
 */
function pairsOf(
  db: Reads,
  clients: readonly string[],
  isOther: (other: Prisma.Sql) => Prisma.Sql,
): Promise<readonly IdPair[]> {
  return db.$queryRaw<IdPair[]>`
    select a.id as one, like_a.id as other
    from clients a cross join lateral (
      (select b.id from clients b
        where b."nameKey" = a."nameKey" and a."nameKey" <> '' and b."mergedInto" is null
          and ${isOther(Prisma.sql`b.id`)} and ${notSetApart('b.id')}
        order by b.id limit ${mostPairs})
      union
      (select distinct d."clientId" from contacts c join contacts d on ${mailbox('d')} = ${mailbox('c')}
        where c."clientId" = a.id and ${isThere('c')} and ${isThere('d')}
          and ${isOther(Prisma.sql`d."clientId"`)} and ${notSetApart('d."clientId"')}
        order by 1 limit ${mostPairs})
    ) like_a
    where a.id = any(${[...clients]}) and a."mergedInto" is null
    order by a.id, like_a.id limit ${mostPairs}`;
}

/** Those of the clients whom the viewer reads, with those of their people who read a mailbox of another of them. */
async function compared(
  db: Reads,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ComparedClient>> {
  const [rows, people] = await Promise.all([
    db.client.findMany({
      where: { AND: [{ id: { in: [...ids] } }, clientsReadableBy(viewer)] },
      select: { id: true, name: true, mergedInto: true },
    }),
    db.$queryRaw<{ clientId: string; name: string; email: string }[]>`
      select c."clientId", c.name, c.email from contacts c
      where c."clientId" = any(${[...ids]}) and ${isThere('c')} and exists (
        select from contacts d where ${mailbox('d')} = ${mailbox('c')} and ${isThere('d')}
          and d."clientId" = any(${[...ids]}) and d."clientId" <> c."clientId")
      order by c."clientId", c.id`,
  ]);
  const peopleOf = groupBy(people, ({ clientId }) => clientId);
  return new Map(
    rows.map(({ id, name, mergedInto }) => [
      id,
      { id, name, isMerged: mergedInto !== null, people: peopleOf.get(id) ?? [] },
    ]),
  );
}

/** With whom a client whom the viewer reads may be one, of those whom they read too; ten at most. */
export async function maybeSameAs(db: Reads, viewer: Viewer, id: string): Promise<readonly MaybeSame[]> {
  const pairs = await pairsOf(db, [id], (other) => Prisma.sql`${other} <> a.id`);
  if (pairs.length === 0) return [];
  const ids = pairs.map(({ other }) => other);
  const clients = await compared(db, viewer, [id, ...ids]);
  const one = clients.get(id);
  const others = ids.flatMap((other) => clients.get(other) ?? []);
  return one === undefined ? [] : maybeSame(one, others).slice(0, mostNamed);
}

/** Where a page ended: behind a pair, or behind all pairs of a client. */
export interface DuplicatesPlace {
  readonly one: string;
  readonly other: string | null;
}

/** Two clients who may be one. */
export interface Duplicates {
  readonly clients: readonly [ComparedClient, ComparedClient];
  readonly reasons: readonly string[];
}

/** So many clients are looked at at once, and so often for one page; whoever asks goes on behind the last of them. */
const clientsAtOnce = 1_000;
const mostTurns = 5;

/**
 * The next pairs by their ids, behind a place, of clients whom the viewer reads. There may be fewer than asked for, and more
 * behind them; `next`: the place to go on from, null at the end.
 */
export async function duplicatesAfter(
  db: Reads,
  viewer: Viewer,
  after: DuplicatesPlace,
  limit: number,
): Promise<{ readonly found: readonly Duplicates[]; readonly next: DuplicatesPlace | null }> {
  const found: Duplicates[] = [];
  let place = after;
  for (let turns = 0; turns < mostTurns; turns += 1) {
    const ids = await clientsFrom(db, viewer, place);
    const { one: from, other: behind } = place;
    const pairs = await pairsOf(
      db,
      ids,
      (other) => Prisma.sql`${other} > case when a.id = ${from} then ${behind ?? from} else a.id end`,
    );
    for (const pair of await whatIsSaid(db, viewer, pairs)) {
      const last = found.at(-1);
      if (found.length === limit && last !== undefined)
        return { found, next: { one: last.clients[0].id, other: last.clients[1].id } };
      found.push(pair);
    }
    const [last, lastPair] = [ids.at(-1), pairs.at(-1)];
    if (pairs.length === mostPairs && lastPair !== undefined) place = lastPair;
    else if (last === undefined || ids.length < clientsAtOnce) return { found, next: null };
    else place = { one: last, other: null };
  }
  return { found, next: place };
}

async function clientsFrom(db: Reads, viewer: Viewer, { one, other }: DuplicatesPlace): Promise<readonly string[]> {
  const rows = await db.client.findMany({
    where: {
      AND: [{ id: other === null ? { gt: one } : { gte: one } }, { mergedInto: null }, clientsReadableBy(viewer)],
    },
    orderBy: { id: 'asc' },
    take: clientsAtOnce,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function whatIsSaid(db: Reads, viewer: Viewer, pairs: readonly IdPair[]): Promise<readonly Duplicates[]> {
  if (pairs.length === 0) return [];
  const clients = await compared(db, viewer, [...new Set(pairs.flatMap(({ one, other }) => [one, other]))]);
  return pairs.flatMap((pair): readonly Duplicates[] => {
    const [one, other] = [clients.get(pair.one), clients.get(pair.other)];
    if (one === undefined || other === undefined) return [];
    const reasons = reasonsForOne(one, other);
    return reasons.length === 0 ? [] : [{ clients: [one, other], reasons }];
  });
}

/** Which of those clients the viewer reads. */
export async function readableClients(db: Reads, viewer: Viewer, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await db.client.findMany({
    where: { AND: [{ id: { in: [...ids] } }, clientsReadableBy(viewer)] },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Notes that two clients are two, in whichever order they are named; the first who said so stays. */
export async function setApart(
  db: Pick<Database, 'clientsApart'>,
  pair: readonly [string, string],
  by: string,
  at: Instant,
): Promise<void> {
  await db.clientsApart.createMany({ data: [{ ...inOrder(...pair), by, at }], skipDuplicates: true });
}

/** Nobody says any more that they are two. */
export async function takeApartBack(
  db: Pick<Database, 'clientsApart'>,
  pair: readonly [string, string],
): Promise<void> {
  await db.clientsApart.deleteMany({ where: inOrder(...pair) });
}

/** Of whom a client that is merged was said to be apart, the one that is left is apart too. */
export async function apartAsMerged(tx: Prisma.TransactionClient, from: string, into: string): Promise<void> {
  const where = { OR: [{ one: from }, { other: from }] };
  const rows = await tx.clientsApart.findMany({ where, orderBy: [{ one: 'asc' }, { other: 'asc' }] });
  const data = rows
    .map(({ one, other, by, at }) => ({ third: one === from ? other : one, by, at }))
    .filter(({ third }) => third !== into)
    .map(({ third, by, at }) => ({ ...inOrder(third, into), by, at }));
  await tx.clientsApart.createMany({ data, skipDuplicates: true });
  await tx.clientsApart.deleteMany({ where });
}

/** Clients who are there, of those names or with people who read those mailboxes: without the people's names. */
export async function clientsLike(
  db: Reads,
  keys: readonly string[],
  mailboxes: readonly string[],
): Promise<readonly ComparedClient[]> {
  const named = await inSlices(
    keys,
    (some) => db.$queryRaw<{ id: string; name: string }[]>`
      select c.id, c.name from unnest(${some}::text[]) k cross join lateral (
        select id, name from clients where "nameKey" = k and k <> '' and "mergedInto" is null order by id limit ${mostNamed}) c`,
  );
  const readers = await inSlices(
    mailboxes,
    (some) => db.$queryRaw<{ id: string; name: string; email: string }[]>`
      select c.id, c.name, d.email from unnest(${some}::text[]) k cross join lateral (
        select e."clientId", e.email from contacts e where ${mailbox('e')} = k and ${isThere('e')}
        order by e."clientId" limit ${mostNamed}) d join clients c on c.id = d."clientId"`,
  );
  const peopleOf = groupBy(readers, ({ id }) => id);
  const clients = new Map([...named, ...readers].map(({ id, name }) => [id, name]));
  return [...clients].map(([id, name]) => ({
    id,
    name,
    isMerged: false,
    people: (peopleOf.get(id) ?? []).map(({ email }) => ({ name: null, email })),
  }));
}
