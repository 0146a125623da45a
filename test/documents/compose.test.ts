/** What docker-compose.yml promises, read off it. That it runs is `npm run production`. */
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../config/config';
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
const poolOf = (name: string): number =>
  Number(services[name]?.environment.HOLDFAST_DATABASE_POOL) * (services[name]?.deploy.replicas ?? 0);

test('all connections that may be open during a release fit into PostgreSQL', () => {
  const allowed = Number(/max_connections=(\d+)/.exec(services.postgres?.command.join(' ') ?? '')?.[1]);
  const { SQL_MAX_CONNS, SQL_VIS_MAX_CONNS } = services.temporal?.environment ?? {};
  const temporal = 4 * (Number(SQL_MAX_CONNS) + Number(SQL_VIS_MAX_CONNS));
  // Roll asks Temporal alone; a doctor takes five, a migration three, a key one. PostgreSQL keeps three for its administrator.
  const all = temporal + poolOf('api') + poolOf('worker') + poolOf('worker-before') + 5 + 3 + 1 + 3;
  expect(all).toBeGreaterThan(150);
  expect(all).toBeLessThanOrEqual(allowed);
});

test('with PostgreSQL’s own hundred, one API and two workers fit beside what Temporal takes', () => {
  const { databasePool } = readConfig({ HOLDFAST_DATABASE_URL: 'postgresql://holdfast@db/holdfast' });
  expect(64 + 3 * databasePool + 3).toBeLessThanOrEqual(100);
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
