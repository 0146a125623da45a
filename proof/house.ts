/** A whole Holdfast of one proof's own: every server a process that can be killed, stopped, or put back to an earlier moment. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { createKey } from '../api/http/keys';
import type { CaughtMail } from '../dev/caught-mail';
import { unlimited } from '../dev/unlimited';
import { freePort } from '../dev/ports';
import { createDatabase, startPostgres } from '../dev/postgres';
import { findTemporalCli, startTemporal } from '../dev/temporal';
import { connectDatabase, type Database } from '../prisma/client';
import { migrate } from '../prisma/migrate';
import { ensureDefaults } from '../records/defaults';
import { workflowBundle } from '../worker/bundle';
import { partOf, startEntry, type Part, type PartName } from './parts';

/** A store that can be put back to the moment at which it was kept. */
export type StoreName = 'temporal' | 'postgres';

export interface House {
  readonly parts: Readonly<Record<PartName, Part>>;
  /** Address of the API, and the admin's key. */
  readonly api: string;
  readonly key: string;
  /** A pool of connections to its database, for whoever looks at rows. */
  readonly db: Database;
  /** The variables that its API, its workers and its doctor read. */
  readonly env: NodeJS.ProcessEnv;
  temporal(): Promise<Client>;
  /** Every mail that the mailbox has caught; those alone that came after the one with that id, where one is said. */
  mails(after?: string): Promise<readonly CaughtMail[]>;
  /** Keeps a store as it is at this moment; it is away for that long. */
  keep(store: StoreName): Promise<void>;
  /** Puts a store back to the moment at which it was kept. */
  putBack(store: StoreName): Promise<void>;
  /** Ends everything. Its folder is removed where all is well; else data and logs stay for whoever looks. */
  stop(isWell: boolean): Promise<void>;
}

const namespace = 'holdfast';
const root = path.join(__dirname, '..');

/**
 * Starts one, empty, in a folder of its own. `base` is the environment that its processes inherit; `settings` go before what
 * a house usually sets.
 */
export async function startHouse(
  name: string,
  base: NodeJS.ProcessEnv,
  say: (line: string) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<House> {
  const cache = path.join(root, '.holdfast');
  const home = path.join(cache, `${name}-${process.pid}`);
  const logDir = path.join(home, 'logs');
  mkdirSync(logDir, { recursive: true });
  const [api, temporalPort, temporalUi, smtp, mailboxPort, postgresPort] = await Promise.all(
    Array.from({ length: 6 }, () => freePort(0)),
  );
  say(`Its data and logs are in ${path.relative(root, home)}.`);
  const files = { temporal: path.join(home, 'temporal'), postgres: path.join(home, 'postgres') };
  mkdirSync(files.temporal);
  const cli = findTemporalCli(path.join(cache, 'temporal-cli'), say);
  const databaseUrl = `postgresql://postgres@127.0.0.1:${postgresPort}/holdfast`;
  const address = `127.0.0.1:${temporalPort}`;

  const beginPostgres = () => startPostgres({ dir: files.postgres, port: postgresPort ?? 0, logDir });
  const postgres = await partOf('postgres', async () => (await beginPostgres()).child, 'SIGINT');
  const temporalServer = await partOf(
    'temporal',
    async () =>
      (
        await startTemporal({
          cli,
          file: path.join(files.temporal, 'temporal.db'),
          port: temporalPort ?? 0,
          uiPort: temporalUi ?? 0,
          logDir,
          namespace,
        })
      ).child,
    'SIGTERM',
  );
  await createDatabase({ url: (database) => databaseUrl.replace(/[^/]+$/, database) }, 'holdfast');
  await migrate(databaseUrl);
  const db = connectDatabase(databaseUrl, 5);
  await ensureDefaults(db);
  const key = await createKey(db, 'admin');
  const env: NodeJS.ProcessEnv = {
    ...base,
    HOLDFAST_DATABASE_URL: databaseUrl,
    HOLDFAST_TEMPORAL_ADDRESS: address,
    HOLDFAST_TEMPORAL_NAMESPACE: namespace,
    HOLDFAST_TASK_QUEUE: name,
    HOLDFAST_HOST: '127.0.0.1',
    HOLDFAST_PORT: String(api),
    HOLDFAST_PUBLIC_URL: `http://127.0.0.1:${api}`,
    HOLDFAST_SMTP_URL: `smtp://127.0.0.1:${smtp}`,
    HOLDFAST_WORKFLOW_BUNDLE: await workflowBundle(path.join(cache, 'bundles')),
    HOLDFAST_LOG_LEVEL: 'info',
    HOLDFAST_SWEEP_MS: '2000',
    HOLDFAST_MAIL_GATHER_MS: '1000',
    HOLDFAST_MAILS_PER_SECOND: '500',
    ...unlimited,
    ...settings,
  };
  const mailbox = await partOf(
    'mailbox',
    () =>
      startEntry('mailbox', {
        entry: 'proof/mailbox',
        args: [path.join(home, 'mails.ndjson'), String(smtp), String(mailboxPort)],
        env: base,
        logDir,
        said: 'the mailbox is up',
      }),
    'SIGTERM',
  );
  const apiServer = await partOf(
    'api',
    () => startEntry('api', { entry: 'api/main', env, logDir, said: 'api is listening' }),
    'SIGTERM',
  );
  const worker = await partOf(
    'worker',
    () => startEntry('worker', { entry: 'worker/main', env, logDir, said: 'worker is running' }),
    'SIGTERM',
  );
  const parts = { postgres, temporal: temporalServer, mailbox, api: apiServer, worker };

  let connected: Promise<Connection> | undefined;
  const away = async (store: StoreName, act: () => void): Promise<void> => {
    await parts[store].stop();
    act();
    await parts[store].start();
  };
  // As they are: PostgreSQL's data belong to whoever runs it.
  const copy = (from: string, to: string): void => {
    rmSync(to, { recursive: true, force: true });
    execFileSync('cp', ['-a', from, to]);
  };
  return {
    parts,
    api: `http://127.0.0.1:${api}`,
    key,
    db,
    env,
    async temporal() {
      connected ??= Connection.connect({ address, connectTimeout: 30_000 });
      return new Client({ connection: await connected, namespace });
    },
    async mails(after = '') {
      const response = await fetch(`http://127.0.0.1:${mailboxPort}/api/mails?after=${after}`, {
        signal: AbortSignal.timeout(30_000),
      });
      return (await response.json()) as CaughtMail[];
    },
    keep: (store) => away(store, () => copy(files[store], `${files[store]}.kept`)),
    async putBack(store) {
      // A worker that has lives in memory from after that moment would write history that nobody can replay.
      if (store === 'temporal') await worker.stop();
      await away(store, () => {
        if (!existsSync(`${files[store]}.kept`)) throw new Error(`${store} was not kept`);
        rmSync(files[store], { recursive: true });
        renameSync(`${files[store]}.kept`, files[store]);
      });
      if (store === 'temporal') await worker.start();
    },
    async stop(isWell) {
      await (await connected)?.close();
      await db.$disconnect();
      for (const part of [worker, apiServer, mailbox, temporalServer, postgres]) await part.stop();
      if (isWell) rmSync(home, { recursive: true, force: true });
    },
  };
}
