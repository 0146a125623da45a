/** Starting the embedded stack where something is in the way: a closed folder, another one that runs, broken data. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../dev/ports';
import { startPostgres, withDatabase } from '../../dev/postgres';
import { running } from '../support/api';

const root = path.join(__dirname, '..', '..');
const home = path.join(root, '.holdfast', 'test');
// Mode 700, as root's home has it.
const closed = mkdtempSync(path.join(home, 'closed-'));

afterAll(() => rmSync(closed, { recursive: true }));

/** Starts PostgreSQL with its data in a folder of the closed one, asks it, stops it. */
async function ask(name: string, sql: string): Promise<readonly unknown[]> {
  const dir = path.join(closed, name);
  const postgres = await startPostgres({ dir, port: await freePort(0), logDir: path.join(closed, 'logs') });
  try {
    return await withDatabase(postgres.url('postgres'), async (client) => (await client.query<object>(sql)).rows);
  } finally {
    await postgres.stop();
  }
}

test('PostgreSQL starts in a folder that only its owner may enter, root too, and finds its data again', async () => {
  await ask('kept', 'create table kept as select 42 as answer');
  expect(await ask('kept', 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('what is not PostgreSQL’s is left alone', async () => {
  const dir = path.join(closed, 'papers');
  mkdirSync(dir);
  writeFileSync(path.join(dir, 'letter.txt'), 'Dear Ada');
  await expect(ask('papers', 'select 1')).rejects.toThrow(/papers is there, but holds no data of PostgreSQL/);
});

test('broken data: what PostgreSQL said last, and where the rest is', async () => {
  await ask('broken', 'select 1');
  rmSync(path.join(closed, 'broken', 'global', 'pg_control'));
  await expect(ask('broken', 'select 1')).rejects.toThrow(
    /postgres ended .*broken\/global\/pg_control.*\n.*postgres\.log/,
  );
});

test('a second start in the same folder says where the first one runs', async () => {
  const started = promisify(execFile)(process.execPath, [path.join(root, 'dev', 'start.cjs'), 'main'], {
    env: { ...process.env, HOLDFAST_HOME: home },
    timeout: 60_000,
  });
  const { code, stdout } = (await started.catch((error: unknown) => error)) as { code?: number; stdout: string };
  expect(code).toBe(1);
  expect(stdout).toContain(`runs from this folder already, as process ${running.pid}`);
  expect(stdout).toContain(running.mailbox.web);
});
