import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';

/** A server process that we started and will stop. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
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
  return { name, pid: child.pid ?? -1, logFile, exited, stop };
}

/** Waits until `probe` succeeds; fails with the child's log when it exits or the deadline passes. */
export async function untilReady(child: Child, probe: () => Promise<unknown>, deadlineMs = 60_000): Promise<void> {
  let gone: string | undefined;
  void child.exited.then((how) => (gone = how));
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    if (gone !== undefined) throw new Error(`${child.name} ended (${gone}); see ${child.logFile}`);
    try {
      await probe();
      return;
    } catch (error) {
      if (Date.now() > deadline)
        throw new Error(`${child.name} was not ready within ${deadlineMs / 1000} s; see ${child.logFile}`, {
          cause: error,
        });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
