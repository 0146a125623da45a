/** An import: deals of clients who were there before us, stored and begun mid-term, each once. */
import type { Seed } from '../domain/core/concern';
import type { Instant } from '../domain/core/json';
import { isDuplicate } from '../prisma/errors';
import type { ImportRow } from '../records/columns/jobs';
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

/** Stores those deals together; if one cannot be stored, each by itself, so that it holds up no other. */
async function store(
  job: Job<'import'>,
  rows: readonly ImportWaiting[],
  now: Instant,
  deps: JobDeps,
): Promise<{ seeds: Seed[]; failed: Settled[] }> {
  const { db } = deps;
  try {
    return {
      seeds: [
        ...(await storeDeals(
          db,
          rows.map((row) => sold(job, row.input)),
          now,
        )),
      ],
      failed: [],
    };
  } catch (error) {
    const rival = isDuplicate(error);
    const refused = error instanceof NobodyTakes || error instanceof TooManyContacts;
    if (!rival && !refused) throw error;
    const [row] = rows;
    if (rows.length === 1 && row !== undefined) {
      // An attempt that was thought dead may have stored it after all.
      const stored = rival ? (await storedBefore(job, rows, deps)).get(row.subject) : undefined;
      if (stored !== undefined && stored.seeds.length > 0) return { seeds: [...stored.seeds], failed: [] };
      const detail = refused ? error.message : 'Somebody else handed it over at the same moment.';
      const pointer = error instanceof TooManyContacts ? '/contacts' : '';
      return {
        seeds: [],
        failed: [{ position: row.position, state: 'failed', outcome: { errors: [{ pointer, detail }] } }],
      };
    }
    const parts = [];
    for (const one of rows) parts.push(await store(job, [one], now, deps));
    return { seeds: parts.flatMap(({ seeds }) => seeds), failed: parts.flatMap(({ failed }) => failed) };
  }
}

async function startAll(seeds: readonly Seed[], now: Instant, { start }: JobDeps): Promise<void> {
  for (let from = 0; from < seeds.length; from += startsAtOnce)
    await Promise.all(seeds.slice(from, from + startsAtOnce).map((seed) => start(seed, now)));
}

/** Stores and begins deals, each once; then sends each rep a dossier. */
export const importDeals: JobMethod<'import'> = {
  chunk: 100,

  async work(job, rows, _, deps) {
    const before = await storedBefore(job, rows, deps);
    const fresh = rows.filter(({ subject }) => !before.has(subject));
    // The moment at which the import was handed in: trying again stores and starts the same.
    const { seeds, failed } =
      fresh.length === 0 ? { seeds: [], failed: [] } : await store(job, fresh, job.createdAt, deps);
    const mine = [...seeds, ...[...before.values()].flatMap((one) => one.seeds)];
    await startAll(mine, job.createdAt, deps);
    return rows.map((row): Settled => {
      const { position, subject } = row;
      const known = before.get(subject);
      const wrong = failed.find((one) => one.position === position);
      if (wrong !== undefined) return wrong;
      if (known === undefined)
        return { position, state: 'done', outcome: given(seeds.filter(({ dealId }) => dealId === subject)) };
      if (known.seeds.length > 0) return { position, state: 'done', outcome: given(known.seeds) };
      return known.fingerprint === row.input.fingerprint
        ? { position, state: 'skipped', outcome: { reason: 'already-there' } }
        : {
            position,
            state: 'failed',
            outcome: {
              errors: [{ pointer: '/dealId', detail: 'This deal was handed over before, with other content.' }],
            },
          };
    });
  },

  async finish(job, now, deps) {
    await sendDossiers(job.id, now, deps);
    return true;
  },
};
