/**
 * Whether filters let every viewer find what the rule lets them read, on the rows that are there; run as a process, prints
 * as JSON what was found and what should have been, viewer by viewer.
 */
import { mayRead, scopeOf, type AccessRow, type Viewer } from '../../domain/organisation/access';
import { runningStages } from '../../domain/core/stages';
import { readConfig } from '../../config/config';
import { connectDatabase } from '../../prisma/client';
import { accessColumns, accessRowOf, clientsReadableBy, dealsReadableBy, readableBy } from '../../records/access';
import { readBook } from '../../records/book';

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

interface Compared {
  readonly viewer: Viewer;
  readonly what: string;
  readonly found: readonly string[];
  readonly should: readonly string[];
}

async function main(): Promise<void> {
  const db = connectDatabase(readConfig(process.env).databaseUrl, 3);
  const compared: Compared[] = [];
  const all = await db.lifecycle.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 2_000,
    select: { id: true, clientId: true, dealId: true, stage: true, ...accessColumns },
  });
  const known = new Map(all.map((row) => [row.id, { ...row, access: accessRowOf(row) }]));
  const within = { id: { in: [...known.keys()] } };
  const terms = (await readBook(db, { of: 'everything' }, null)).filter(({ lifecycle }) => known.has(lifecycle));
  // Others begin meanwhile.
  const there = new Set(terms.map(({ lifecycle }) => lifecycle));
  for (const viewer of viewersOf([...known.values()].map(({ access }) => access))) {
    const readable = [...known.values()].filter(({ access }) => mayRead(viewer, access));
    const ids = readable.map(({ id }) => id).toSorted();
    const listed = await db.lifecycle.findMany({ where: { AND: [within, readableBy(viewer)] }, select: { id: true } });
    compared.push({ viewer, what: 'lifecycles', found: listed.map(({ id }) => id).toSorted(), should: ids });
    const deals = await db.deal.findMany({
      where: { AND: [{ lifecycles: { some: within } }, dealsReadableBy(viewer)] },
      select: { id: true },
    });
    // A deal whose other lifecycles are older than those looked at may be read for their sake.
    const dealIds = new Set(deals.map(({ id }) => id));
    const withoutDeal = readable.filter(({ dealId }) => !dealIds.has(dealId)).map(({ id }) => id);
    compared.push({ viewer, what: 'deals that are missing', found: withoutDeal, should: [] });
    const clients = new Set(
      (
        await db.client.findMany({
          where: { AND: [{ lifecycles: { some: within } }, clientsReadableBy(viewer)] },
          select: { id: true },
        })
      ).map(({ id }) => id),
    );
    const runs = readable.filter(({ stage }) => runningStages.some((one) => one === stage));
    const withoutClient = runs.filter(({ clientId }) => !clients.has(clientId)).map(({ id }) => id);
    compared.push({ viewer, what: 'clients that are missing', found: withoutClient, should: [] });
    // Reports are for reps and ops alone.
    if (viewer.sees === 'sold' || viewer.sees === 'handed-over') continue;
    const inScope = await readBook(db, { of: 'everything' }, null, scopeOf(viewer));
    const counted = inScope.map(({ lifecycle }) => lifecycle).filter((id) => there.has(id));
    const countable = terms.map(({ lifecycle }) => lifecycle).filter((id) => ids.includes(id));
    compared.push({ viewer, what: 'terms in reports', found: counted.toSorted(), should: countable.toSorted() });
  }
  console.log(JSON.stringify(compared));
  await db.$disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
