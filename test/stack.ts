/** One embedded stack for a test run: on ports of its own, empty at the start. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = path.join(__dirname, '..');
const home = path.join(root, '.holdfast', 'test');
const running = path.join(home, 'running.json');
const startLimitMs = 240_000;
const stopLimitMs = 60_000;

export interface Stack {
  /** Stops it; says whether it left its file behind, as it does when it did not stop cleanly. */
  stop(): Promise<'clean' | 'left'>;
}

/** Starts one and returns when it is up. */
export async function startStack(): Promise<Stack> {
  // All but the list of what a killed run left running: the stack ends that first.
  for (const name of existsSync(home) ? readdirSync(home) : [])
    if (name !== 'children.json') rmSync(path.join(home, name), { recursive: true });
  const anyPort = Object.fromEntries(
    ['', 'TEMPORAL_', 'TEMPORAL_UI_', 'SMTP_', 'MAILBOX_', 'POSTGRES_'].map((name) => [`HOLDFAST_${name}PORT`, '0']),
  );
  const env = {
    ...process.env,
    ...anyPort,
    HOLDFAST_HOME: home,
    HOLDFAST_SWEEP_MS: '2000',
    HOLDFAST_MAIL_GATHER_MS: '2000',
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
  while (!existsSync(running)) {
    if (stack.exitCode !== null || Date.now() > deadline) {
      stack.kill('SIGKILL');
      throw new Error('The embedded stack did not start; see above.');
    }
    await sleep(200);
  }
  return {
    async stop() {
      await end(stack);
      if (!existsSync(running)) return 'clean';
      console.log(`The stack left ${readFileSync(running, 'utf8')} behind.`);
      return 'left';
    },
  };
}

async function end(stack: ChildProcess): Promise<void> {
  if (stack.exitCode !== null) return;
  const exited = new Promise((resolve) => stack.once('exit', resolve));
  stack.kill('SIGTERM');
  const timer = setTimeout(() => stack.kill('SIGKILL'), stopLimitMs);
  await exited;
  clearTimeout(timer);
}
