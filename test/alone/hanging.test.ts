/** PostgreSQL hangs: it takes connections and says nothing. Who asks for health hears so in time. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../dev/ports';
import { createDatabase, startPostgres } from '../../dev/postgres';
import { migrate } from '../../prisma/migrate';
import { eventually, running } from '../support/api';

const root = path.join(__dirname, '..', '..');

/** A process and its own children: a server's connections are processes of their own. */
function familyOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [
    pid,
    ...children
      .split(' ')
      .filter((one) => one !== '')
      .map(Number),
  ];
}

function started(env: Readonly<Record<string, string>>): Promise<{ child: ChildProcess; url: string; ops: string }> {
  const child = spawn(process.execPath, ['-r', 'tsx/cjs', path.join(root, 'api', 'main.ts')], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the API ended: ${code}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
      const line = JSON.parse(text) as Record<string, string>;
      if (line.msg === 'api is listening') resolve({ child, url: line.url ?? '', ops: line.ops ?? '' });
    });
  });
}

test('while PostgreSQL is stopped, health is told within two seconds, however often it is asked; afterwards all is well', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'holdfast-hanging-'));
  const postgres = await startPostgres({ dir: path.join(dir, 'data'), port: await freePort(0), logDir: dir });
  const databaseUrl = await createDatabase(postgres, 'holdfast');
  await migrate(databaseUrl);
  const { child, url, ops } = await started({
    HOLDFAST_DATABASE_URL: databaseUrl,
    HOLDFAST_TEMPORAL_ADDRESS: running.temporal.address,
    HOLDFAST_TEMPORAL_NAMESPACE: running.temporal.namespace,
    HOLDFAST_PORT: '0',
    HOLDFAST_LOG_LEVEL: 'info',
  });
  const ready = async (address: string) => {
    const began = performance.now();
    const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(20_000) });
    const body = (await response.json()) as { readonly database?: boolean };
    return { status: response.status, database: body.database, late: performance.now() - began > 2_000 };
  };
  await eventually(async () => expect(await ready(url)).toMatchObject({ status: 200, database: true }));
  const family = familyOf(postgres.child.pid);
  expect(family.length).toBeGreaterThan(2);
  for (const pid of family) process.kill(pid, 'SIGSTOP');
  try {
    const hanging = { status: 503, late: false };
    await eventually(async () => expect(await ready(url)).toEqual({ ...hanging, database: false }));
    // More often than the pool has connections.
    const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => ready(at % 2 === 0 ? url : ops)));
    expect(answers.filter(({ status, late }) => status !== 503 || late)).toEqual([]);
    expect((await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) })).status).toBe(200);
  } finally {
    for (const pid of family) process.kill(pid, 'SIGCONT');
  }
  await eventually(async () => expect(await ready(url)).toMatchObject({ status: 200, database: true }), 60_000);
  child.removeAllListeners('exit');
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
  await postgres.stop();
});
