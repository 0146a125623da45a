/** An import: deals of clients who were there before us, read from a file, stored and begun mid-term, each once. */
import type { Seed } from '../domain/core/concern';
import type { Instant } from '../domain/core/json';
import { isDuplicate } from '../prisma/errors';
import type { ImportRow } from '../records/columns/jobs';
import { isUnread } from '../records/import-files';
import { seedOf } from '../records/columns/lifecycles';
import { NobodyTakes, storeDeals, type SoldDeal } from '../records/hand-off';
import { TooManyContacts } from '../records/limits';
import type { Job, Settled, WaitingRow } from '../records/jobs';
import { sendDossiers } from './dossiers';
import type { JobDeps, JobMethod } from './job-rows';

/** Lifecycles that are started at once: more would only wait for each other. */
const startsAtOnce = 25;

type ImportWaiting = WaitingRow<'import'>;

function sold(
  { id }: Job<'import'>,
  { deal, entries, fingerprint }: ImportRow,
): SoldDeal & { readonly fingerprint: string } {
  const entered = Object.entries(entries).map(
    ([code, one]) => [code, { ...one, entry: { ...one.entry, job: id } }] as const,
  );
  return { deal, fingerprint, entries: Object.fromEntries(entered) };
}

/** What an earlier attempt, or somebody else, has stored of these deals. */
async function storedBefore(job: Job<'import'>, rows: readonly ImportWaiting[], { db }: JobDeps) {
  const deals = await db.deal.findMany({
    where: { id: { in: rows.map(({ subject }) => subject) } },
    select: { id: true, fingerprint: true, lifecycles: { select: { id: true, seed: true }, orderBy: { id: 'asc' } } },
  });
  return new Map(
    deals.map(({ id, fingerprint, lifecycles }) => {
      const seeds = lifecycles.map(seedOf);
      return [id, { fingerprint, seeds: seeds.filter(({ entry }) => entry?.job === job.id) }];
    }),
  );
}

const given = (seeds: readonly Seed[]) => ({
  given: seeds.map(({ lifecycleId, rep }) => ({ lifecycle: lifecycleId, rep })),
});

/** What became of deals that were to be stored. */
interface Stored {
  readonly seeds: readonly Seed[];
  readonly failed: readonly Settled[];
  /** Deals that somebody else stored at the same moment. */
  readonly rivals: Awaited<ReturnType<typeof storedBefore>>;
}

/** A rival of the client or of a contact is over in a moment: then the deal is stored. */
const triesAmongRivals = 3;

/** Stores those deals together; if one cannot be stored, each by itself, so that it holds up no other. */
async function store(
  job: Job<'import'>,
  rows: readonly ImportWaiting[],
  now: Instant,
  deps: JobDeps,
  tries = 1,
): Promise<Stored> {
  const none: Stored = { seeds: [], failed: [], rivals: new Map() };
  if (rows.length === 0) return none;
  try {
    const deals = rows.map((row) => sold(job, row.input));
    return { ...none, seeds: await storeDeals(deps.db, deals, now) };
  } catch (error) {
    const refused = error instanceof NobodyTakes || error instanceof TooManyContacts ? error : null;
    if (refused === null && !isDuplicate(error)) throw error;
    const [row] = rows;
    if (rows.length === 1 && row !== undefined) {
      if (refused !== null) {
        const pointer = refused instanceof TooManyContacts ? '/contacts' : '';
        return { ...none, failed: [failedFor(row, pointer, refused.message)] };
      }
      // Whoever was faster stored this deal, an attempt that was thought dead perhaps; or the same client.
      const rivals = await storedBefore(job, rows, deps);
      if (rivals.size > 0) return { ...none, rivals };
      if (tries === triesAmongRivals) throw error;
      return store(job, rows, now, deps, tries + 1);
    }
    const parts = [];
    for (const one of rows) parts.push(await store(job, [one], now, deps));
    return {
      seeds: parts.flatMap(({ seeds }) => seeds),
      failed: parts.flatMap(({ failed }) => failed),
      rivals: new Map(parts.flatMap(({ rivals }) => [...rivals])),
    };
  }
}

const failedFor = ({ position }: ImportWaiting, pointer: string, detail: string): Settled => ({
  position,
  state: 'failed',
  outcome: { errors: [{ pointer, detail }] },
});

async function startAll(seeds: readonly Seed[], now: Instant, { start }: JobDeps): Promise<void> {
  for (let from = 0; from < seeds.length; from += startsAtOnce)
    await Promise.all(seeds.slice(from, from + startsAtOnce).map((seed) => start(seed, now)));
}

/** Stores and begins deals, each once; then sends each rep a dossier. */
export const importDeals: JobMethod<'import'> = {
  chunk: 100,

  async prepare({ id, input: { file } }, { db, readFile }) {
    if (file === undefined || !(await isUnread(db, file))) return false;
    await readFile(id);
    return true;
  },

  async work(job, rows, _, deps) {
    const before = await storedBefore(job, rows, deps);
    const fresh = rows.filter(({ subject }) => !before.has(subject));
    // The moment at which the import was handed in: trying again stores and starts the same.
    const { seeds, failed, rivals } = await store(job, fresh, job.createdAt, deps);
    const there = new Map([...before, ...rivals]);
    await startAll([...seeds, ...[...there.values()].flatMap((one) => one.seeds)], job.createdAt, deps);
    return rows.map((row): Settled => {
      const { position, subject } = row;
      const known = there.get(subject);
      const wrong = failed.find((one) => one.position === position);
      if (wrong !== undefined) return wrong;
      if (known === undefined)
        return { position, state: 'done', outcome: given(seeds.filter(({ dealId }) => dealId === subject)) };
      if (known.seeds.length > 0) return { position, state: 'done', outcome: given(known.seeds) };
      return known.fingerprint === row.input.fingerprint
        ? { position, state: 'skipped', outcome: { reason: 'already-there' } }
        : failedFor(row, '/dealId', 'This deal was handed over before, with other content.');
    });
  },

  async finish(job, now, deps) {
    await sendDossiers(job.id, now, deps);
    return true;
  },
};
