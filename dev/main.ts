/** `npm start`: brings the embedded stack up, says where to look, and takes it down cleanly. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Runtime } from '@temporalio/worker';
import { startStack, type Running, type Stack } from './stack';

const root = path.join(__dirname, '..');
const cache = path.join(root, '.holdfast', 'cache');
const home = path.resolve(process.env.HOLDFAST_HOME ?? path.join(root, '.holdfast'));
const runningFile = path.join(home, 'running.json');
const say = (line: string): void => console.log(line);

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}

/** True when another Holdfast runs from this folder. */
function alreadyRunning(): Running | undefined {
  if (!existsSync(runningFile)) return undefined;
  const running = JSON.parse(readFileSync(runningFile, 'utf8')) as Running;
  return running.pid !== process.pid && /node/.test(commandOf(running.pid)) ? running : undefined;
}

/** Servers that a killed run left behind would hold our files: end them. */
async function endLeftOvers(): Promise<void> {
  const file = path.join(home, 'children.json');
  if (!existsSync(file)) return;
  for (const { name, pid } of JSON.parse(readFileSync(file, 'utf8')) as { name: string; pid: number }[]) {
    if (!commandOf(pid).includes(name)) continue;
    say(`Ending ${name} that an earlier run left behind …`);
    process.kill(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
    for (let waited = 0; commandOf(pid).includes(name); waited += 1) {
      if (waited === 50) process.kill(pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  rmSync(file);
}

function greet({ api, temporal, mailbox }: Running): void {
  say(`
Holdfast is running.

  API            ${api}          (documents: ${api}/docs)
  Temporal UI    ${temporal.ui}
  Mailbox        ${mailbox.web}

  Addresses and keys are in ${path.relative(process.cwd(), runningFile) || runningFile}.
  Next: hand a deal over, as README.md shows. Ctrl-C stops everything; data is kept.
`);
}

async function main(): Promise<void> {
  mkdirSync(home, { recursive: true });
  const other = alreadyRunning();
  if (other !== undefined) {
    say(`Holdfast runs from this folder already (process ${other.pid}): ${other.api}`);
    process.exitCode = 1;
    return;
  }
  await endLeftOvers();
  Runtime.install({
    shutdownSignals: [],
    logger: { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: (message) => say(message) },
  });

  // Whoever listened may end before us; what is left to say is then said to nobody, and everything still stops.
  process.stdout.on('error', ignore);
  const aborted = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(''));
    // Whoever started us and holds our input has ended, whatever the reason: so do we.
    if (process.env.HOLDFAST_UNTIL_INPUT_ENDS !== undefined) process.stdin.resume().once('end', () => resolve(''));
  });
  const stack: Stack = await startStack({ home, cache, env: process.env, say });
  writeFileSync(runningFile, JSON.stringify(stack.running, null, 2), { mode: 0o600 });
  greet(stack.running);

  const why = await Promise.race([aborted, stack.broken]);
  if (why !== '') {
    say(`\n${why}`);
    process.exitCode = 1;
  }
  await stack.stop(say);
  rmSync(runningFile, { force: true });
  rmSync(path.join(home, 'children.json'), { force: true });
  say('Stopped.');
}

const ignore = (): void => undefined;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
