/**
 * How PostgreSQL runs when root starts it. It refuses root, so it runs as somebody else, who may not be able to enter
 * the checkout: root's home has mode 700. Its data stay where they are all the same; its programs are copied where
 * needed. The whole story: docs/decisions/0022.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** The user and group of a process; empty for our own. */
export interface RunsAs {
  readonly uid?: number;
  readonly gid?: number;
}

/** Where root keeps copies of PostgreSQL's programs that everyone may run. */
const copies = '/var/lib/holdfast';

/**
 * For an ordinary user: as themselves. For root: as the owner of the data, or as `postgres` or `nobody` when the data
 * are new. Throws where there is no such user.
 */
export function whoRunsPostgres(dataFolder: string): RunsAs {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder);
    if (uid !== 0) return { uid, gid };
  }
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => idOf(user, flag));
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as. Start Holdfast as an ordinary user.',
  );
}

function idOf(user: string, flag: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}

function mayEnter(target: string, who: RunsAs): boolean {
  try {
    execFileSync('test', ['-x', target], { ...who, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Folder of PostgreSQL's programs (`bin/postgres` and so on) that `who` can run: `folder` itself, or a copy of it when
 * `who` cannot enter it. `version` names the copy.
 */
export function programsFor(who: RunsAs, folder: string, version: string): string {
  const isThere = path.join('bin', 'postgres');
  if (who.uid === undefined || mayEnter(path.join(folder, isThere), who)) return folder;
  const copy = path.join(copies, `postgres-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    mkdirSync(copies, { recursive: true });
    chmodSync(copies, 0o755);
    cpSync(folder, half, { recursive: true, verbatimSymlinks: true });
    // npm wrote them as root's umask said.
    execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', half]);
    try {
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  if (mayEnter(path.join(copy, isThere), who)) return copy;
  throw new Error(
    `Started by root, PostgreSQL runs as another user, who can enter neither ${folder} nor ${copy}. Start Holdfast as an ordinary user.`,
  );
}

/**
 * What to call the data folder before a server that starts in it. The folders above may be closed to `who`; a process
 * keeps the folder in which it was started, and on Linux that one has a name of its own.
 */
export function nameOfWorkingFolder(folder: string, who: RunsAs): string {
  return who.uid !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}
