/** Holds the filter of lists and reports against the rule, on all rows that are there. A program: jest cannot load Prisma. */
import { isDeepStrictEqual } from 'node:util';
import { readConfig } from '../../config/config';
import { runningStages } from '../../domain/core/stages';
import { mayRead, scopeOf, type AccessRow, type Viewer } from '../../domain/organisation/access';
import { connectDatabase } from '../../prisma/client';
import { accessColumns, accessRowOf, clientsReadableBy, dealsReadableBy, readableBy } from '../../records/access';
import { readBook } from '../../records/book';

/** What was found. */
export interface FilterAgainstRule {
  /** Viewers for whom the two differ, and about what. */
  readonly differing: readonly object[];
  readonly viewers: number;
  /** Lifecycles that some viewer reads, each once for each viewer. */
  readonly readable: number;
}

/** Viewers of every kind, drawn from who keeps, leads and sold what is there. */
function viewersOf(rows: readonly AccessRow[]): readonly Viewer[] {
  const some = <T>(all: readonly (T | null)[]): readonly T[] =>
    [...new Set(all)].flatMap((one) => (one === null ? [] : [one])).slice(0, 6);
  const repIds = some(rows.map(({ rep }) => rep));
  const groupIds = some(rows.map(({ group }) => group));
  const none = { keeps: [], leads: [], collectsFor: [], developsFor: [] };
  const reach = (parts: object, openBook = false): Viewer => ({
    sees: 'reach',
    openBook,
    reach: { ...none, ...parts },
  });
  return [
    { sees: 'everything' },
    { sees: 'nothing' },
    reach({}),
    reach({}, true),
    ...repIds.flatMap((rep, index) => [
      reach({ keeps: [rep] }),
      reach({ keeps: ['nobody'], collectsFor: [rep] }),
      reach({ developsFor: [rep], leads: groupIds.slice(index, index + 2) }),
    ]),
    ...some(rows.map(({ seller }) => seller)).map((seller): Viewer => ({ sees: 'sold', seller })),
    ...some(rows.map(({ handedOverBy }) => handedOverBy)).map((key): Viewer => ({ sees: 'handed-over', key })),
  ];
}

interface Known {
  readonly id: string;
  readonly clientId: string;
  readonly dealId: string;
  readonly runs: boolean;
  readonly access: AccessRow;
}

/** Clients for the sake of those of their lifecycles that run, or of all where none does; sellers for the sake of any. */
function clientsOf(viewer: Viewer, all: readonly Known[]): readonly string[] {
  const running = new Set(all.filter(({ runs }) => runs).map(({ clientId }) => clientId));
  const anyCounts = viewer.sees !== 'reach';
  return all
    .filter(({ runs, clientId }) => anyCounts || runs || !running.has(clientId))
    .filter(({ access }) => mayRead(viewer, access))
    .map(({ clientId }) => clientId);
}

const sorted = (ids: readonly string[]): readonly string[] => [...new Set(ids)].toSorted();

async function main(): Promise<void> {
  const db = connectDatabase(readConfig(process.env).databaseUrl, 2);
  const rows = await db.lifecycle.findMany({
    select: { id: true, clientId: true, dealId: true, stage: true, ...accessColumns },
  });
  const all = rows.map((row): Known => ({
    ...row,
    runs: runningStages.some((one) => one === row.stage),
    access: accessRowOf(row),
  }));
  const terms = new Set((await readBook(db, { of: 'everything' }, null)).map(({ lifecycle }) => lifecycle));
  const ids = { id: { in: all.map(({ id }) => id) } };
  const viewers = viewersOf(all.map(({ access }) => access));
  const differing: object[] = [];
  let readable = 0;
  for (const viewer of viewers) {
    const theirs = all.filter(({ access }) => mayRead(viewer, access));
    readable += theirs.length;
    const compare = (what: string, found: readonly string[], wanted: readonly string[]): void => {
      const [is, should] = [sorted(found), sorted(wanted)];
      if (isDeepStrictEqual(is, should)) return;
      const missing = should.filter((id) => !is.includes(id));
      const tooMuch = is.filter((id) => !should.includes(id));
      differing.push({ viewer, what, missing: missing.slice(0, 3), tooMuch: tooMuch.slice(0, 3) });
    };
    const of = { lifecycles: { some: ids } };
    const [listed, deals, clients] = await Promise.all([
      db.lifecycle.findMany({ where: { AND: [ids, readableBy(viewer)] }, select: { id: true } }),
      db.deal.findMany({ where: { AND: [of, dealsReadableBy(viewer)] }, select: { id: true } }),
      db.client.findMany({ where: { AND: [of, clientsReadableBy(viewer)] }, select: { id: true } }),
    ]);
    const idsOf = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id);
    compare('lifecycles', idsOf(listed), idsOf(theirs));
    compare(
      'deals',
      idsOf(deals),
      theirs.map(({ dealId }) => dealId),
    );
    compare('clients', idsOf(clients), clientsOf(viewer, all));
    // Reports are for reps and ops alone.
    if (viewer.sees === 'sold' || viewer.sees === 'handed-over') continue;
    const inScope = await readBook(db, { of: 'everything' }, null, scopeOf(viewer));
    compare(
      'terms',
      inScope.map(({ lifecycle }) => lifecycle),
      idsOf(theirs).filter((id) => terms.has(id)),
    );
  }
  const found: FilterAgainstRule = { differing, viewers: viewers.length, readable };
  console.log(JSON.stringify(found));
  await db.$disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
