/** What docker-compose.yml promises, read off it. That it runs is `npm run production`. */
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { figuresMs } from '../../api/reports/tasks';
import { readConfig, type Config } from '../../config/config';
import { readComposeFile, interpolated } from '../../proof/compose-file';
import { translated } from '../../proof/container';
import { composeCommands, shellBlocks } from '../../proof/page-commands';

const root = path.join(__dirname, '..', '..');
const text = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const page = readFileSync(path.join(root, 'docs', 'running.md'), 'utf8');

/** The file in a folder with the `.env` of the page. */
function installed(more: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'holdfast-compose-'));
  cpSync(path.join(root, 'docker-compose.yml'), path.join(folder, 'docker-compose.yml'));
  const env = /```\n(HOLDFAST_PUBLIC_URL=[\s\S]*?)```/.exec(page)?.[1] ?? '';
  writeFileSync(path.join(folder, '.env'), env);
  return readComposeFile(folder, more);
}

const { services, secrets } = installed();
const ours = Object.entries(services).filter(([, { image }]) => image.startsWith('holdfast:'));

/** What a process is given where its pool is set so. */
const configOf = (pool: Readonly<Record<string, string | undefined>> = {}): Config =>
  readConfig({ HOLDFAST_DATABASE_URL: 'postgresql://holdfast@db/holdfast', ...pool });
/** Everything that one process may open: its own pool, and that of each of its threads. */
const opened = ({ databasePool, threads: { size, connections } }: Config): number => databasePool + size * connections;
const openedBy = (name: string): number => {
  const { environment: { HOLDFAST_DATABASE_POOL } = {}, deploy: { replicas } = { replicas: 0 } } = services[name] ?? {};
  return replicas * opened(configOf({ HOLDFAST_DATABASE_POOL }));
};
/** The pool of a program that is run by hand, as it stands in its code. */
const poolIn = (file: string): number =>
  Number(/connectDatabase\(.*?\b(\d+)\b/.exec(readFileSync(path.join(root, file), 'utf8'))?.[1]);
/** The migration asks by a connection of its own too (`prisma/migrate.ts`); PostgreSQL keeps three for its administrator. */
const [migrating, administrators] = [poolIn('worker/migrate.ts') + 1, 3];

test('all connections that may be open during a release fit into PostgreSQL', () => {
  const allowed = Number(/max_connections=(\d+)/.exec(services.postgres?.command.join(' ') ?? '')?.[1]);
  const { SQL_MAX_CONNS, SQL_VIS_MAX_CONNS } = services.temporal?.environment ?? {};
  const temporal = 4 * (Number(SQL_MAX_CONNS) + Number(SQL_VIS_MAX_CONNS));
  const generations = openedBy('api') + openedBy('worker') + openedBy('worker-before');
  // Roll asks Temporal alone.
  const byHand = poolIn('worker/doctor.ts') + migrating + poolIn('api/create-key.ts');
  const all = temporal + generations + byHand + administrators;
  expect(all).toBeGreaterThan(150);
  expect(all).toBeLessThanOrEqual(allowed);
});

test('with PostgreSQL’s own hundred, one API and two workers fit beside what Temporal takes', () => {
  expect(64 + 3 * opened(configOf()) + migrating + administrators).toBeLessThanOrEqual(100);
});

test.each([4, 5, 10, 40])('of a pool of %i the process and its threads open no more', (pool) => {
  const config = configOf({ HOLDFAST_DATABASE_POOL: String(pool) });
  expect(opened(config)).toBe(pool);
  expect(config.databasePool).toBeGreaterThanOrEqual(2);
  expect(config.threads.connections).toBeGreaterThanOrEqual(1);
});

test.each(['3', '2', '0', '-1'])('a pool of %s is too small, and the sentence says what is needed', (pool) => {
  expect(() => configOf({ HOLDFAST_DATABASE_POOL: pool })).toThrow(
    'HOLDFAST_DATABASE_POOL: is too small: a process needs 4, of which its 2 threads hold 1 each',
  );
});

test('what a thread asks of PostgreSQL ends before whoever asked gives up, and is not left behind by one that ended', () => {
  expect(configOf().threads.statementMs).toBeLessThan(figuresMs);
  expect(services.postgres?.command).toContain('client_connection_check_interval=2s');
});

test.each(['api', 'worker', 'worker-before'])('the memory of %s holds its threads and itself', (name) => {
  const { size, heapMb } = configOf().threads;
  expect(size * heapMb + 256).toBeLessThan(services[name]?.mem_limit ?? 0);
});

test('no password stands in a variable or a command, and every secret is a file that the page makes', () => {
  const said = JSON.stringify(Object.values(services).map(({ environment, command }) => [environment, command]));
  expect(said).not.toMatch(/\/\/\w+:\w+@/);
  const passwords = Object.values(services)
    .flatMap(({ environment }) => Object.entries(environment))
    .filter(([name]) => name.includes('PASSWORD'));
  expect(passwords.length).toBeGreaterThan(8);
  expect(passwords.filter(([name, at]) => !name.endsWith('_FILE') || !at.startsWith('/run/secrets/'))).toEqual([]);
  const made = shellBlocks(page, 'Production')[0]?.join('\n') ?? '';
  for (const [name, file] of Object.entries(secrets)) {
    expect(file).toMatch(new RegExp(`/secrets/${name}$`));
    expect(made).toMatch(new RegExp(`\\b${name}\\b`));
  }
  for (const { secrets: used } of Object.values(services))
    for (const name of used) expect(secrets).toHaveProperty(name);
});

test('no set-up step passes over its failure', () => {
  expect(text).not.toMatch(/\|\| true/);
});

test('every program of ours is no root, writes nothing to its file system, and has limits', () => {
  expect(ours.length).toBeGreaterThanOrEqual(7);
  const template = /x-ours: &ours\n([\s\S]*?)\n\n/.exec(text)?.[1] ?? '';
  for (const line of ['user: node', 'read_only: true', 'cap_drop: [ALL]', 'mem_limit: ', 'pids_limit: '])
    expect(template).toContain(line);
  expect(readFileSync(path.join(root, 'Dockerfile'), 'utf8')).toMatch(/^USER node$/m);
});

test('what runs is restarted and asked for its health, and has longer to stop than it takes', () => {
  for (const name of ['api', 'worker', 'worker-before'])
    expect(services[name]).toMatchObject({
      restart: 'unless-stopped',
      healthcheck: { test: ['CMD', 'node', 'dist/worker/healthy.js'] },
    });
  for (const name of ['postgres', 'temporal']) expect(services[name]?.healthcheck).toBeDefined();
  const worker = readFileSync(path.join(root, 'worker', 'worker.ts'), 'utf8');
  const force = Number(/shutdownForceTime: '(\d+)s'/.exec(worker)?.[1]) * 1_000;
  const closing = Number(/closingMs = ([\d_]+)/.exec(worker)?.[1]?.replace('_', ''));
  expect(services.worker?.stop_grace_period).toBeGreaterThan(force + closing);
  const drain = Number(
    /drainMs = ([\d_]+)/.exec(readFileSync(path.join(root, 'api', 'server.ts'), 'utf8'))?.[1]?.replace('_', ''),
  );
  expect(services.api?.stop_grace_period).toBeGreaterThan(drain);
});

test('each begins when what it needs is there', () => {
  const done = { condition: 'service_completed_successfully' };
  const healthy = { condition: 'service_healthy' };
  const needs = Object.entries(services).map(([name, { depends_on: first }]) => [name, first]);
  expect(Object.fromEntries(needs)).toEqual({
    postgres: {},
    databases: { postgres: healthy },
    migrate: { databases: done },
    'temporal-schema': { databases: done },
    temporal: { 'temporal-schema': done },
    'temporal-setup': { temporal: healthy },
    'temporal-ui': { temporal: healthy },
    api: { migrate: done, 'temporal-setup': done },
    worker: { migrate: done, 'temporal-setup': done },
    // They run while a release goes out: all of that was there before.
    'worker-before': {},
    roll: {},
  });
  // While PostgreSQL makes its data folder it listens on its socket alone.
  expect(services.postgres?.healthcheck?.test.join(' ')).toContain('pg_isready -h 127.0.0.1 ');
});

test('what is private stays here: no value in a log, no call to the makers of Temporal’s UI, no secret in the image', () => {
  expect(services.postgres?.command).toContain('log_error_verbosity=terse');
  expect(services['temporal-ui']?.environment.TEMPORAL_DISABLE_NEWS_FETCH).toBe('true');
  const leftOut = readFileSync(path.join(root, '.dockerignore'), 'utf8').split('\n');
  expect(leftOut).toEqual(expect.arrayContaining(['.env', 'secrets', '.git', '.holdfast']));
});

test('every program of ours reads .env, which may be missing', () => {
  for (const [name, { env_file: files }] of ours)
    expect([name, files]).toEqual([name, [{ path: '.env', required: false }]]);
});

test('what can never be changed stays, and the server finds its dynamic configuration', () => {
  const { environment = {}, volumes = [] } = services.temporal ?? {};
  expect(environment.NUM_HISTORY_SHARDS).toBe('512');
  expect(services.postgres?.volumes).toEqual(['database:/var/lib/postgresql']);
  const [here = '', inside] = volumes[0]?.split(':') ?? [];
  expect(environment.DYNAMIC_CONFIG_FILE_PATH).toBe(inside);
  expect(existsSync(path.join(root, here))).toBe(true);
});

test('a release builds its own image alone, and never the one before', () => {
  const { services: next } = installed({ IMAGE_TAG: '2', IMAGE_TAG_BEFORE: '1' });
  expect(next.worker).toMatchObject({ image: 'holdfast:2', build: '.' });
  expect(next['worker-before']?.image).toBe('holdfast:1');
  expect(next['worker-before']?.build).toBeUndefined();
});

test('nobody reaches metrics or the Temporal UI from outside', () => {
  const ports = [...text.matchAll(/ports: \['(.*)'\]/g)].map(([, port = '']) => port);
  expect(ports).toEqual(['127.0.0.1:8233:8080', '127.0.0.1:4600:4600']);
});

test('the proof knows every command for Docker that the page has', () => {
  const lines = shellBlocks(page, 'Production').flat();
  const commands = lines.flatMap((line) => composeCommands(line) ?? []).map(([command]) => command);
  expect(commands).toEqual(['up', 'run', 'build', 'up', 'up', 'run', 'stop']);
});

test.each([
  ['a $$HOME', 'a $HOME'],
  ['${A}', 'one'],
  ['${A:-two}', 'one'],
  ['${B:-two}', 'two'],
  ['x${B}y', 'xy'],
])('%s is read as Docker reads it', (written, read) => {
  expect(interpolated(written, { A: 'one', B: '' })).toBe(read);
  expect(() => interpolated('${B:?choose one}', {})).toThrow('B is missing a value: choose one');
});

test('names of the network become addresses, those of roles stay', () => {
  const machine = { addresses: { postgres: '127.9.9.1' }, paths: { '/run/secrets/smtp': '/here/smtp' } };
  const said = (written: string): string => translated(written, '127.9.9.7', machine);
  expect(said('postgresql://postgres@postgres:5432/postgres')).toBe('postgresql://postgres@127.9.9.1:5432/postgres');
  expect(said('0.0.0.0')).toBe('127.9.9.7');
  expect(said('cat /run/secrets/smtp')).toBe('cat /here/smtp');
});
