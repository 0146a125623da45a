/** A Holdfast of one test’s own: its database and task queue, its API and workers as processes that can be killed. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { withDatabase } from '../../dev/postgres';
import { compiledProduct } from '../../dev/product';
import { unlimited } from '../../dev/unlimited';
import { caller, fresh, running, type Caller } from './api';

const root = path.join(__dirname, '..', '..');

export interface WorkerProcess {
  readonly pid: number;
  /** Where it tells metrics and details of its health. */
  readonly ops: string;
  /** How it ended by itself or by others: its exit code, or the signal. */
  readonly ended: Promise<string>;
  /** Ends it at once; returns the signal that ended it. */
  kill(): Promise<string>;
  /** Ends it cleanly. */
  stop(): Promise<void>;
}

export interface Cell {
  readonly admin: Caller;
  readonly url: string;
  /** Where the API tells metrics and details of its health. */
  readonly ops: string;
  /** The admin's key. */
  readonly key: string;
  /** Every line that its processes have logged. */
  readonly logged: readonly string[];
  /** A key of a role. */
  keyOf(role: string): Promise<string>;
  /** Rows of a table that meet an SQL condition. */
  count(table: string, condition: string): Promise<number>;
  readonly databaseUrl: string;
  readonly taskQueue: string;
  readonly temporalAddress: string;
  /** Queries that the API has made so far, as its metrics say, but for those of reading the metrics. */
  queries(): Promise<number>;
  /** Starts a worker of this tree, or of a compiled product, with the workflows of its own: the folder of its programs. */
  startWorker(settings?: Readonly<Record<string, string>>, product?: string): Promise<WorkerProcess>;
  /**
   * Another API process on the same database, of this tree (`api/main`, or another entry) or of a compiled product; the
   * admin of it, who can have it end at once.
   */
  startApi(
    settings: Readonly<Record<string, string>>,
    program?: { readonly entry?: string; readonly product?: string },
  ): Promise<Caller & { kill(): Promise<string> }>;
  stop(): Promise<void>;
}

interface Started {
  readonly child: ChildProcess;
  readonly line: Record<string, unknown>;
}

/** Starts an entry point of a compiled product, or of this tree's tests, and waits for the log line that says it is up. */
async function start(
  entry: string,
  env: Record<string, string>,
  message: string,
  logged: string[],
  product?: string,
): Promise<Started> {
  const program = entry.startsWith('test/')
    ? ['-r', 'tsx/cjs', path.join(root, `${entry}.ts`)]
    : [path.join(product ?? (await compiledProduct()), `${entry}.js`)];
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${entry} was not up within a minute`)), 60_000);
    child.once('exit', (code, signal) => reject(new Error(`${entry} ended: ${code ?? signal}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
      logged.push(text);
      if (!text.startsWith('{')) return;
      const line = JSON.parse(text) as Record<string, unknown>;
      if (Number(line.level) >= 50) console.error(text);
      if (line.msg !== message) return;
      clearTimeout(timer);
      resolve({ child, line });
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<string> {
  if (child.exitCode !== null || child.signalCode !== null) return String(child.signalCode ?? child.exitCode);
  const exited = new Promise<string>((resolve) => child.once('exit', (code, by) => resolve(String(by ?? code))));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const how = await exited;
  clearTimeout(timer);
  return how;
}

const databaseOf = (name: string): string => running.postgres.replace(/[^/]+$/, name);

/** Makes a database as the migration job leaves it: a copy of one that is made once for all. */
async function copyOfMigrated(name: string): Promise<void> {
  const [model, making] = ['cell_model', 'cell_model_in_the_making'];
  await withDatabase(running.postgres, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [model]);
    if ((await client.query('select 1 from pg_database where datname = $1', [model])).rowCount === 0) {
      await client.query(`drop database if exists ${making}`);
      await client.query(`create database ${making}`);
      const env = { HOLDFAST_DATABASE_URL: databaseOf(making), HOLDFAST_DATABASE_APP_ROLE: 'holdfast_app' };
      await promisify(execFile)(process.execPath, ['-r', 'tsx/cjs', path.join(root, 'worker/migrate.ts')], {
        cwd: root,
        env: { ...process.env, ...env },
        timeout: 60_000,
      });
      await client.query(`alter database ${making} rename to ${model}`);
    }
    await client.query(`create database ${client.escapeIdentifier(name)} template ${model}`);
  });
}

/** A cell on the shared servers. Its API runs; a worker runs only when one is started. */
export async function startCell(settings: Readonly<Record<string, string>> = {}): Promise<Cell> {
  const name = fresh('cell').replaceAll('-', '_');
  const databaseUrl = databaseOf(name);
  await copyOfMigrated(name);
  const env = {
    HOLDFAST_VERSIONING: 'HOLDFAST_DEPLOYMENT' in settings ? 'on' : 'off',
    // As in production: as somebody who can only add to the ledger.
    HOLDFAST_DATABASE_URL: databaseUrl.replace(/\w+@/, 'holdfast_app@'),
    HOLDFAST_TEMPORAL_ADDRESS: running.temporal.address,
    HOLDFAST_TEMPORAL_NAMESPACE: running.temporal.namespace,
    HOLDFAST_TASK_QUEUE: name,
    HOLDFAST_PORT: '0',
    HOLDFAST_MAIL_GATHER_MS: '1000',
    HOLDFAST_SMTP_URL: running.mailbox.smtp,
    HOLDFAST_WORKFLOW_BUNDLE: running.bundle,
    HOLDFAST_LOG_LEVEL: 'info',
    HOLDFAST_SWEEP_MS: '2000',
    HOLDFAST_MAILS_PER_SECOND: '500',
    ...unlimited,
    HOLDFAST_CHECK_ANSWERS: 'true',
    HOLDFAST_WAKE_SPREAD_MINUTES: '0',
    ...settings,
  };
  const keyOf = async (role: string): Promise<string> => {
    const made = fresh(`hf_${role}`);
    const hash = createHash('sha256').update(made).digest('hex');
    await withDatabase(databaseUrl, (client) =>
      client.query('insert into keys (id, role, hash, "repId") values ($1, $2, $3, $4)', [
        made.slice(-10),
        role,
        hash,
        role === 'rep' ? 'default-rep' : null,
      ]),
    );
    return made;
  };
  const key = await keyOf('admin');
  const logged: string[] = [];
  const api = await start('api/main', env, 'api is listening', logged);
  const apis = new Set([api.child]);
  let timesCounted = 0;
  const counted = async (): Promise<number> => {
    const text = await (await fetch(`${String(api.line.ops)}/metrics`, { signal: AbortSignal.timeout(30_000) })).text();
    return Number(/^holdfast_api_database_queries_total (\d+)/m.exec(text)?.[1]);
  };
  const workers = new Set<ChildProcess>();
  return {
    admin: caller(String(api.line.url), key),
    url: String(api.line.url),
    ops: String(api.line.ops),
    key,
    logged,
    keyOf,
    count: (table, condition) =>
      withDatabase(databaseUrl, async (client) =>
        Number(
          (await client.query<{ count: string }>(`select count(*) from ${table} where ${condition}`)).rows[0]?.count,
        ),
      ),
    databaseUrl,
    taskQueue: name,
    temporalAddress: running.temporal.address,
    async queries() {
      // Whoever reads the metrics has mails counted: what that takes is left out.
      const [first, second] = [await counted(), await counted()];
      timesCounted += 2;
      return second - timesCounted * (second - first);
    },
    async startWorker(more = {}, product) {
      const own = product === undefined ? {} : { HOLDFAST_WORKFLOW_BUNDLE: path.join(product, 'workflow-bundle.js') };
      const asked = { ...env, ...own, ...more };
      const { child, line } = await start('worker/main', asked, 'worker is running', logged, product);
      workers.add(child);
      return {
        pid: child.pid ?? -1,
        ops: String(line.ops),
        ended: new Promise((resolve) => child.once('exit', (code, by) => resolve(String(by ?? code)))),
        kill: () => end(child, 'SIGKILL'),
        stop: async () => void (await end(child, 'SIGTERM')),
      };
    },
    async startApi(more, { entry = 'api/main', product } = {}) {
      const { child, line } = await start(entry, { ...env, ...more }, 'api is listening', logged, product);
      apis.add(child);
      return { ...caller(String(line.url), key), kill: () => end(child, 'SIGKILL') };
    },
    async stop() {
      await Promise.all([...workers].map((child) => end(child, 'SIGTERM')));
      await Promise.all([...apis].map((child) => end(child, 'SIGTERM')));
    },
  };
}
