/**
 * `npm test`: brings one embedded stack up, runs every test against it in parallel, then those that put it under
 * load (test/load, two at a time), then the one that needs the machine to itself (test/alone), then those that look
 * back at all that the others did (test/after), and ends with one line of counts. `npm test -- loop` runs those whose
 * path matches.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runCLI } from 'jest';
import { setTimeout as sleep } from 'node:timers/promises';

const root = path.join(__dirname, '..');
const home = path.join(root, '.holdfast', 'test');
const startLimitMs = 240_000;

async function startStack(): Promise<ChildProcess> {
  rmSync(home, { recursive: true, force: true });
  const anyPort = Object.fromEntries(
    ['', 'TEMPORAL_', 'TEMPORAL_UI_', 'SMTP_', 'MAILBOX_', 'POSTGRES_'].map((name) => [`HOLDFAST_${name}PORT`, '0']),
  );
  const env = {
    ...process.env,
    ...anyPort,
    HOLDFAST_HOME: home,
    HOLDFAST_SWEEP_MS: '2000',
    HOLDFAST_MAILS_PER_SECOND: '500',
    HOLDFAST_LOG_LEVEL: 'error',
    // When this process dies, whatever the reason, the stack sees its input end and stops.
    HOLDFAST_UNTIL_INPUT_ENDS: '1',
  };
  const stack = spawn(process.execPath, [path.join(root, 'dev', 'start.cjs'), 'main'], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  stack.stdout?.on('data', (chunk: Buffer) => {
    const lines = chunk
      .toString()
      .split('\n')
      .filter((line) => /^(Start|Install|Holdfast)/.test(line));
    if (lines.length > 0) console.log(lines.join('\n'));
  });
  const deadline = Date.now() + startLimitMs;
  while (!existsSync(path.join(home, 'running.json'))) {
    if (stack.exitCode !== null || Date.now() > deadline)
      throw new Error('The embedded stack did not start; see above.');
    await sleep(200);
  }
  return stack;
}

async function stopStack(stack: ChildProcess): Promise<void> {
  if (stack.exitCode !== null) return;
  const exited = new Promise((resolve) => stack.once('exit', resolve));
  stack.kill('SIGTERM');
  const timer = setTimeout(() => stack.kill('SIGKILL'), 60_000);
  await exited;
  clearTimeout(timer);
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

async function jest(args: readonly string[], config: object): Promise<Counts> {
  const argv = { _: args, $0: 'jest', config: JSON.stringify(config), ci: true, passWithNoTests: true };
  const { results } = await runCLI(argv as never, [root]);
  return { passed: results.numPassedTests, failed: results.numFailedTests + results.numRuntimeErrorTestSuites };
}

async function main(): Promise<void> {
  // Pictures, pages and their dates come out the same everywhere.
  process.env.TZ = 'UTC';
  const chosen = process.argv.slice(2);
  const base = require(path.join(root, 'jest.config.cjs')) as object;
  const stack = await startStack();
  let counts: Counts = { passed: 0, failed: 0 };
  try {
    const inFolder = (folder: string, maxWorkers: number): object => ({
      ...base,
      rootDir: root,
      testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
      testPathIgnorePatterns: [],
      maxWorkers,
    });
    const phases = [
      () => jest(chosen, { ...base, rootDir: root }),
      () => jest(chosen, inFolder('load', 2)),
      () => jest(chosen, inFolder('alone', 1)),
      () => jest(chosen, inFolder('after', 1)),
    ];
    for (const phase of phases) {
      const { passed, failed } = await phase();
      counts = { passed: counts.passed + passed, failed: counts.failed + failed };
    }
  } finally {
    await stopStack(stack);
  }
  if (existsSync(path.join(home, 'running.json'))) {
    console.log(`The stack left ${readFileSync(path.join(home, 'running.json'), 'utf8')} behind.`);
    counts = { ...counts, failed: counts.failed + 1 };
  }
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
});
