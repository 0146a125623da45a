/** One embedded stack a folder: who runs it is written there, and what a killed run left behind is ended. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Child } from './children';
import { readJson } from './files';

interface Process {
  readonly name: string;
  readonly pid: number;
}

const serversFile = (home: string): string => path.join(home, 'children.json');
const claimFile = (home: string): string => path.join(home, 'claimed-by.json');

/** The command line of a process; empty when there is none, or it is another user's and hidden. */
function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}

/** Claims the folder for this process. Returns the id of the process that has it already, if one does. */
export function claimFolder(home: string): number | undefined {
  const file = claimFile(home);
  if (existsSync(file)) {
    const { pid } = readJson(file) as Process;
    if (pid !== process.pid && commandOf(pid).includes('start.cjs')) return pid;
  }
  writeFileSync(file, JSON.stringify({ name: 'start.cjs', pid: process.pid } satisfies Process));
  return undefined;
}

/** Gives the folder back: nothing of ours runs any more. */
export function release(home: string): void {
  for (const file of [serversFile(home), claimFile(home)]) rmSync(file, { force: true });
}

/** Notes the servers that hold files of the folder, so that the next run can end them should this one be killed. */
export function noteServers(home: string, servers: readonly Child[]): void {
  writeFileSync(serversFile(home), JSON.stringify(servers.map(({ name, pid }): Process => ({ name, pid }))));
}

/** Servers that a killed run left behind would hold our files: ends them. */
export async function endLeftOvers(home: string, say: (line: string) => void): Promise<void> {
  const file = serversFile(home);
  if (!existsSync(file)) return;
  for (const { name, pid } of readJson(file) as readonly Process[]) {
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
