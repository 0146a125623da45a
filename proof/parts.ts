/** Processes of a Holdfast that can be killed, one by one, and started again on the same data. */
import { readFileSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild, untilReady, type Child } from '../dev/children';
import { compiledProduct } from '../dev/product';

export const partNames = ['worker', 'api', 'temporal', 'postgres', 'mailbox'] as const;
export type PartName = (typeof partNames)[number];

/** What is known of a kill: which process, by which signal it ended, and when the part worked again. */
export interface Killed {
  readonly part: PartName;
  readonly pid: number;
  /** As the operating system tells its parent: `signal SIGKILL`. */
  readonly ended: string;
  readonly newPid: number;
  readonly upAfterMs: number;
}

/** Something that listens, and how it is started. */
export interface Part {
  readonly name: PartName;
  pid(): number;
  /** Kills it without warning, and starts it again once it is gone. */
  kill(): Promise<Killed>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** How long a part is tried to start: PostgreSQL waits until what a kill left of it is gone. */
const startLimitMs = 60_000;

/** A part that `begin` starts; it is started. Who dies takes it along. */
export async function partOf(name: PartName, begin: () => Promise<Child>, gently: NodeJS.Signals): Promise<Part> {
  let child = await begin();
  const endWithUs = (): void => {
    try {
      process.kill(child.pid, 'SIGKILL');
    } catch {
      // It has ended before.
    }
  };
  process.once('exit', endWithUs);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(1));
  const again = async (): Promise<void> => {
    for (const until = Date.now() + startLimitMs; ;) {
      try {
        child = await begin();
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
        await sleep(200);
      }
    }
  };
  return {
    name,
    pid: () => child.pid,
    async kill() {
      const { pid } = child;
      process.kill(pid, 'SIGKILL');
      const ended = await child.exited;
      const at = Date.now();
      await again();
      return { part: name, pid, ended, newPid: child.pid, upAfterMs: Date.now() - at };
    },
    stop: () => child.stop(gently),
    start: again,
  };
}

const root = path.join(__dirname, '..');

export interface EntryOptions {
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logDir: string;
  /** What it says once it is up. */
  readonly said: string;
}

/** Starts an entry point of the compiled product, or of these proofs, and waits until it says that it is up. */
export async function startEntry(name: string, { entry, args = [], env, logDir, said }: EntryOptions): Promise<Child> {
  const logFile = path.join(logDir, `${name}.log`);
  const program = entry.startsWith('proof/')
    ? ['-r', 'tsx/cjs', path.join(root, `${entry}.ts`)]
    : [path.join(await compiledProduct(), `${entry}.js`)];
  const before = existsSync(logFile) ? statSync(logFile).size : 0;
  const child = startChild({
    name,
    command: process.execPath,
    args: [...program, ...args],
    cwd: root,
    env,
    logDir,
  });
  await untilReady(child, () =>
    readFileSync(logFile).subarray(before).includes(said) ? Promise.resolve() : Promise.reject(new NotUp(name)),
  );
  return child;
}

/** It has not said yet that it is up. */
class NotUp extends Error {
  override readonly name = 'NotUp';
}
