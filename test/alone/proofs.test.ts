/** The proofs of `proof/` in their short form, each as the command that it is; docs/running.md has the long ones. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { testEnv } from '../support/env';

const root = path.join(__dirname, '..', '..');
const { HOLDFAST_SEED: seed = Date.now() % 1_000_000 } = testEnv();
const limitMs = 280_000;

/** Runs a proof; its exit code, and everything that it said. */
function proof(name: string, ...args: readonly (string | number)[]): Promise<{ code: number | null; said: string }> {
  const command = ['-r', 'tsx/cjs', path.join('proof', `${name}.ts`), '--seed', String(seed), ...args.map(String)];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
  const timer = setTimeout(() => child.kill('SIGTERM'), limitMs);
  return new Promise((resolve) =>
    child.once('close', (code) => {
      clearTimeout(timer);
      const said = chunks.join('');
      console.log(said);
      resolve({ code, said });
    }),
  );
}

test('every part is killed at seeded moments while thirty lifecycles live for months: nothing is lost, doubled or stuck', async () => {
  const { code, said } = await proof('soak', '--lives', 30, '--kills', 6, '--commands', 300);
  expect(said).toContain('0 lost, 0 doubled, 0 stuck');
  expect(code).toBe(0);
}, 300_000);

test('a backup of Temporal that is put back, and then one of PostgreSQL: every gap is mended, and nobody is told twice', async () => {
  const { code, said } = await proof('drill', '--gaps', 10, '--minutes', 0);
  expect(said).toMatch(/temporal \d+ s stale: 10 of 10 gaps mended, 0 problems/);
  expect(said).toMatch(/postgres \d+ s stale: 10 of 10 gaps mended, 0 problems/);
  expect(code).toBe(0);
}, 300_000);
