/** `npm start`: brings the embedded stack up, says where to look and what to do next, and takes it down cleanly. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lifecycleListAt } from '../api/http/lifecycle-links';
import { installRuntime } from '../worker/runtime';
import { ServerFailed } from './children';
import { deskLinks } from './desk-people';
import { claimFolder, endLeftOvers, release } from './claim';
import { readDevEnv, type DevEnv } from './env';
import { readJson } from './files';
import { handOffCommand } from './first-deal';
import { startStack, type Running, type Stack } from './stack';

const root = path.join(__dirname, '..');
const cache = path.join(root, '.holdfast', 'cache');
const say = (line: string): void => console.log(line);

const whereToLook = ({ api, temporal, mailbox }: Running): string => `
  API            ${api}   (documents: ${api}/docs)
  Temporal UI    ${lifecycleListAt({ uiUrl: temporal.ui, namespace: temporal.namespace })}
  Mailbox        ${mailbox.web}
`;

function greet(running: Running, desk: string, runningFile: string): void {
  const today = new Date().toISOString().slice(0, 10);
  say(`
Holdfast is running.
${whereToLook(running)}
${desk}

Next, hand a first deal over. Paste this into another terminal:

${handOffCommand(running.api, running.keys.sales, today)}

Seconds later the rep's mail is in the mailbox; its button opens what there is to do. docs/tour.md goes on from there.
All addresses and keys are in ${path.relative(process.cwd(), runningFile) || runningFile}. Ctrl-C stops everything; data is kept.
`);
}

function sayThatOneRuns(pid: number, runningFile: string): void {
  if (!existsSync(runningFile)) return say(`Holdfast is being started from this folder already, by process ${pid}.`);
  say(`Holdfast runs from this folder already, as process ${pid}.
${whereToLook(readJson(runningFile) as Running)}
Ctrl-C in its terminal, or kill ${pid}, stops it. Another folder for another one: HOLDFAST_HOME=… npm start`);
}

async function main({ home, ports, untilInputEnds }: DevEnv): Promise<void> {
  const runningFile = path.join(home, 'running.json');
  mkdirSync(home, { recursive: true });
  const other = claimFolder(home);
  if (other !== undefined) {
    sayThatOneRuns(other, runningFile);
    process.exitCode = 1;
    return;
  }
  rmSync(runningFile, { force: true });
  await endLeftOvers(home, say);
  const sdkMetrics = await installRuntime({
    log: ignore,
    trace: ignore,
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (message) => say(message),
  });

  // The reader of our output may end before us: then nobody reads the rest, and everything still stops.
  process.stdout.on('error', ignore);
  const aborted = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(''));
    // The process that started us holds our input. It has ended, so we end too.
    if (untilInputEnds) process.stdin.resume().once('end', () => resolve(''));
  });
  const stack: Stack = await startStack({ home, cache, asked: ports, env: process.env, sdkMetrics, say });
  writeFileSync(runningFile, JSON.stringify(stack.running, null, 2), { mode: 0o600 });
  greet(stack.running, await deskLinks(stack.running.postgres, stack.running.api), runningFile);

  const why = await Promise.race([aborted, stack.broken]);
  if (why !== '') {
    say(`\n${why}`);
    process.exitCode = 1;
  }
  await stack.stop(say);
  rmSync(runningFile, { force: true });
  release(home);
  say('Stopped.');
}

const ignore = (): void => undefined;

/** What went wrong, as a sentence for the person at the terminal. */
function explain(error: unknown, home: string): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ServerFailed) return `${error.message}\nTo begin anew, without the data so far, delete ${home}.`;
  const { code, path: file } = error as NodeJS.ErrnoException;
  return (code === 'EACCES' || code === 'EPERM') && file !== undefined
    ? `This user may not write ${file}: another user started Holdfast here first. Start it as that user, or give it another folder with HOLDFAST_HOME.`
    : error.message;
}

async function start(): Promise<void> {
  let home = '';
  try {
    const env = readDevEnv(process.env);
    ({ home } = env);
    await main(env);
  } catch (error) {
    console.error(`\nHoldfast did not start: ${explain(error, home)}`);
    process.exit(1);
  }
}

void start();
