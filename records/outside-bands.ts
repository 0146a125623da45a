/** Clients who are worth more or less than the group is there for in which their rep keeps them. */
import type { Viewer } from '../domain/organisation/access';
import { outsideBands, type BandedLine, type OutsideBand, type ValueRange } from '../domain/organisation/bands';
import { groupBy } from '../domain/core/grouped';
import { runningStages } from '../domain/core/stages';
import { Prisma, type Database } from '../prisma/client';
import { readableBy } from './access';
import { valueRangeOf } from './columns/organisation';

/** So many clients of such groups are looked at for one page; whoever asks goes on after the last of them. */
const lookedAtOnce = 1_000;
const mostLooks = 5;

export interface ClientOutside {
  readonly client: Prisma.ClientGetPayload<object>;
  /** Of the lines that the viewer reads; without `worth` where they do not read all of the client's. */
  readonly outside: readonly (Omit<OutsideBand, 'worth'> & Partial<Pick<OutsideBand, 'worth'>>)[];
}

/**
 * The next such clients by id, of those of whom the viewer reads a line in such a group; `next`: the id to go on after, null
 * at the end. There may be fewer than asked for, and more behind them.
 */
export async function clientsOutsideBands(
  db: Database,
  viewer: Viewer,
  after: string,
  limit: number,
): Promise<{ readonly clients: readonly ClientOutside[]; readonly next: string | null }> {
  const groups = await db.group.findMany({
    where: { NOT: { value: { equals: Prisma.AnyNull } } },
    select: { id: true, value: true },
  });
  const ranges = new Map(groups.map((row) => [row.id, valueRangeOf(row)]));
  const found: KeptOutside[] = [];
  let place = after;
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const ids = await keptInThose(db, viewer, [...ranges.keys()], place);
    for (const one of await outsideAmong(db, viewer, ids, ranges)) {
      if (found.length === limit) return { clients: await withNames(db, found), next: found.at(-1)?.id ?? null };
      found.push(one);
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < lookedAtOnce) return { clients: await withNames(db, found), next: null };
    place = last;
  }
  return { clients: await withNames(db, found), next: place };
}

type KeptOutside = { readonly id: string } & Pick<ClientOutside, 'outside'>;

const runs = { stage: { in: [...runningStages] } };

/** The next clients of whom the viewer reads a running line in one of those groups. */
async function keptInThose(
  db: Pick<Database, 'client'>,
  viewer: Viewer,
  groups: readonly string[],
  after: string,
): Promise<readonly string[]> {
  const line = { AND: [{ ...runs, groupId: { in: [...groups] } }, readableBy(viewer)] };
  const rows = await db.client.findMany({
    where: { id: { gt: after }, lifecycles: { some: line } },
    orderBy: { id: 'asc' },
    take: lookedAtOnce,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function outsideAmong(
  db: Pick<Database, 'lifecycle'>,
  viewer: Viewer,
  clients: readonly string[],
  ranges: ReadonlyMap<string, ValueRange | null>,
): Promise<readonly KeptOutside[]> {
  const of = { ...runs, clientId: { in: [...clients] } };
  const select = { id: true, clientId: true, repId: true, groupId: true, worth: true, currency: true };
  const [rows, read] = await Promise.all([
    db.lifecycle.findMany({ where: of, orderBy: [{ clientId: 'asc' }, { id: 'asc' }], select }),
    db.lifecycle.findMany({ where: { AND: [of, readableBy(viewer)] }, select: { id: true } }),
  ]);
  const readable = new Set(read.map(({ id }) => id));
  const byClient = groupBy(rows, ({ clientId }) => clientId);
  return clients.flatMap((id) => {
    const lines = byClient.get(id) ?? [];
    const theirs = lines.filter((line) => readable.has(line.id));
    const places = new Set(theirs.map(({ repId, groupId }) => `${repId} ${groupId}`));
    const outside = outsideBands(lines.map((line) => bandedLine(line, ranges)))
      .filter(({ rep, group }) => places.has(`${rep} ${group}`))
      .map(({ worth, ...rest }) => (theirs.length === lines.length ? { ...rest, worth } : rest));
    return outside.length === 0 ? [] : [{ id, outside }];
  });
}

const bandedLine = (
  {
    repId,
    groupId,
    worth,
    currency,
  }: { readonly repId: string; readonly groupId: string; readonly worth: bigint; readonly currency: string },
  ranges: ReadonlyMap<string, ValueRange | null>,
): BandedLine => ({
  rep: repId,
  group: groupId,
  range: ranges.get(groupId) ?? null,
  annualValue: { amount: Number(worth), currency },
});

async function withNames(
  db: Pick<Database, 'client'>,
  found: readonly KeptOutside[],
): Promise<readonly ClientOutside[]> {
  const rows = await db.client.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id, outside }) => {
    const client = byId.get(id);
    return client === undefined ? [] : [{ client, outside }];
  });
}
