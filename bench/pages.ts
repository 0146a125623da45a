/**
 * Pages of the desk over the seeded book (`npm run seed`), as somebody with a few hundred clients opens them, from the
 * request to the last byte, against one query for a single row by its key through our client of the database; and what the
 * book of clients reads for it, by itself. Whatever page is not there yet is left out.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { Viewer } from '../domain/organisation/access';
import { nothingAsked } from '../domain/told/desk/clients';
import { connectDatabase } from '../prisma/client';
import { readReach } from '../records/access';
import { readBookOfClients, repsOfBook } from '../records/desk/clients';
import { viewsOf } from '../records/desk/views';
import { mintSession } from '../links/sign-in';
import { beginSession } from '../records/sessions';
import type { Environment } from '../config/environment';
import { unlimited } from '../dev/unlimited';
import type { Running } from '../dev/stack';
import { median, timed } from './measure';

const rounds = 25;
const seeded = 'holdfast_seeded';
/** One of the reps that the seed makes: each keeps about as many lines. */
const rep = 'rep-007';

interface SeededApi {
  readonly url: string;
  readonly ops: string;
  readonly child: ChildProcess;
}

/** An API over the seeded book. */
function startSeededApi(running: Running, databaseUrl: string, env: Environment): Promise<SeededApi> {
  const root = path.join(__dirname, '..');
  const child = spawn(process.execPath, ['-r', 'tsx/cjs', path.join(root, 'api', 'main.ts')], {
    cwd: root,
    env: {
      ...env,
      ...unlimited,
      HOLDFAST_DATABASE_URL: databaseUrl,
      HOLDFAST_TEMPORAL_ADDRESS: running.temporal.address,
      HOLDFAST_TEMPORAL_NAMESPACE: running.temporal.namespace,
      HOLDFAST_SMTP_URL: running.mailbox.smtp,
      HOLDFAST_PORT: '0',
      HOLDFAST_LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The API was not up within a minute.')), 60_000);
    child.once('exit', (code) => reject(new Error(`The API ended: ${code}`)));
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (!text.includes('api is listening')) return;
      clearTimeout(timer);
      const { url, ops } = JSON.parse(text) as { readonly url: string; readonly ops: string };
      resolve({ url, ops, child });
    });
  });
}

/** Queries that the API has made so far. */
async function queriesOf({ ops }: SeededApi): Promise<number> {
  const text = await (await fetch(`${ops}/metrics`, { signal: AbortSignal.timeout(30_000) })).text();
  return Number(/^holdfast_api_database_queries_total (\d+)/m.exec(text)?.[1]);
}

/** Measures each page of the desk beside a query for one row, and prints the milliseconds of both. */
export async function measurePages(running: Running, _: pg.Client, env: Environment): Promise<void> {
  const databaseUrl = running.postgres.replace(/[^/]+$/, seeded);
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
  } catch {
    return console.log(
      'Pages of the desk are measured over the seeded book: npm run seed, then npm run bench -- pages.',
    );
  }
  const db = connectDatabase(databaseUrl, 4);
  const { token, ...session } = mintSession();
  await beginSession(db, session, { kind: 'rep', id: rep }, new Date());
  const api = await startSeededApi(running, databaseUrl, env);
  try {
    const { rows } = await client.query<{ id: string; clientId: string }>(
      `select id, "clientId" from lifecycles where "repId" = $1 and stage in ('onboarding', 'retention') order by id limit 1`,
      [rep],
    );
    const [line] = rows;
    if (line === undefined) throw new Error(`${rep} keeps nobody.`);
    const pages = [
      ['my day', '/'],
      ['clients', '/clients'],
      ['clients, by last contact', '/clients?sort=contact'],
      ['clients, by worth', '/clients?sort=-worth'],
      ['clients, three letters', '/clients?q=12-'],
      ['a client', `/clients/${encodeURIComponent(line.clientId)}`],
    ] as const;
    const asked = (at: string): Promise<Response> =>
      fetch(`${api.url}${at}`, {
        headers: { Cookie: `hf_session=${token}`, Accept: 'text/html' },
        redirect: 'manual',
        signal: AbortSignal.timeout(60_000),
      });
    const single = (id: string): Promise<unknown> =>
      db.client.findUnique({ where: { id }, select: { id: true, name: true } });
    const now = new Date().toISOString();
    const viewer: Viewer = { sees: 'reach', openBook: false, reach: await readReach(db, rep, now) };
    for (const sort of ['name', 'worth', 'contact'] as const) {
      const [one, all]: [number[], number[]] = [[], []];
      for (let round = -5; round < rounds; round += 1) {
        const bare = await timed(() => single(line.clientId));
        const read = await timed(() =>
          Promise.all([
            readBookOfClients(db, { viewer, asked: { ...nothingAsked, sort }, now, zone: 'UTC' }),
            repsOfBook(db, viewer),
            viewsOf(db, { kind: 'rep', id: rep }),
          ]),
        );
        if (round < 0) continue;
        one.push(bare);
        all.push(read);
      }
      const [bare, read] = [median(one), median(all)];
      console.log(
        `what clients by ${sort} read: ${read.toFixed(1)} ms; one row by its key: ${bare.toFixed(2)} ms; ratio ${(read / bare).toFixed(1)}`,
      );
    }
    for (const [what, at] of pages) {
      if ((await asked(at)).status !== 200) continue;
      const before = await queriesOf(api);
      await asked(at);
      const queries = (await queriesOf(api)) - before;
      const [one, whole]: [number[], number[]] = [[], []];
      for (let round = -5; round < rounds; round += 1) {
        const bare = await timed(() => single(line.clientId));
        const page = await timed(async () => (await asked(at)).text());
        // The first rounds warm both up.
        if (round < 0) continue;
        one.push(bare);
        whole.push(page);
      }
      const [bare, page] = [median(one), median(whole)];
      console.log(
        `${what}: ${page.toFixed(1)} ms in at most ${queries} queries; one row by its key: ${bare.toFixed(2)} ms; ratio ${(page / bare).toFixed(1)}`,
      );
    }
  } finally {
    await client.query('delete from sessions where id = $1', [session.id]);
    await client.end();
    await db.$disconnect();
    api.child.kill('SIGTERM');
  }
}
