/** Server processes of the embedded stack: started, watched, ended. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A server process that we started and will stop. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** What it wrote last since we started it. */
  lastWords(): string;
  /** Resolves when it has exited, whatever the reason. */
  readonly exited: Promise<string>;
  /** Asks it to end, and makes it end when it does not within `graceMs`. Never rejects. */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<void>;
}

export interface StartOptions extends Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logDir: string;
}

/** Starts a child in a process group of its own, so that Ctrl-C reaches it only through us, in order. */
export function startChild({ name, command, args, logDir, ...options }: StartOptions): Child {
  mkdirSync(logDir, { recursive: true });
  const logFile = path.join(logDir, `${name}.log`);
  const before = existsSync(logFile) ? statSync(logFile).size : 0;
  const log = openSync(logFile, 'a');
  const child: ChildProcess = spawn(command, [...args], { ...options, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM', graceMs = 10_000): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await exited;
    clearTimeout(timer);
  };
  const lastWords = (): string => lastLines(readFileSync(logFile).subarray(before).toString());
  return { name, pid: child.pid ?? -1, logFile, lastWords, exited, stop };
}

/** The last two lines that say something, in one. */
export function lastLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-2)
    .join(' ');
}

/** A server ended although nobody stopped it, or was not ready in time. */
export class ServerFailed extends Error {
  override readonly name = 'ServerFailed';
  constructor({ name, logFile, lastWords }: Child, how: string, options?: ErrorOptions) {
    super(`${name} ${how}. It said last: ${lastWords() || 'nothing'}\nMore is in ${logFile}.`, options);
  }
}

/** Waits until `probe` succeeds; throws `ServerFailed` when it exits or the deadline passes. */
export async function untilReady(child: Child, probe: () => Promise<unknown>, deadlineMs = 60_000): Promise<void> {
  let gone: string | undefined;
  void child.exited.then((how) => (gone = how));
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    if (gone !== undefined) throw new ServerFailed(child, `ended (${gone})`);
    try {
      await probe();
      return;
    } catch (error) {
      if (Date.now() > deadline)
        throw new ServerFailed(child, `was not ready within ${deadlineMs / 1000} s`, { cause: error });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
