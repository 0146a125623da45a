/**
 * A service of docker-compose.yml as a process of this machine: its command, variables, secrets and mounted files are those
 * of the file. Each has a loopback address of its own, so that names and ports of Docker's network stay what they are.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startChild, type Child } from '../dev/children';
import { startPostgres } from '../dev/postgres';
import type { ComposeService } from './compose-file';

/** What stands in for images, and where everything is on this machine. */
export interface Machine {
  /** Folder in which logs and data are kept. */
  readonly home: string;
  /** Path of each program that is called by its name. */
  readonly searched: string;
  /** The address of every service of the network, by name. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Paths within images, and where that is here. */
  readonly paths: Readonly<Record<string, string>>;
  /** What an image sets and where its programs start. */
  image(name: string): { readonly cwd: string; readonly env: Readonly<Record<string, string>> };
}

/** Something of a service does not work. */
export class ContainerFailed extends Error {
  override readonly name = 'ContainerFailed';
}

export interface Container {
  readonly name: string;
  readonly pid: () => number;
  /** Everything that it has written. */
  said(): string;
  /** How often it was started again because it had ended by itself. */
  readonly restarts: () => number;
  /** Resolves with its exit code, of a job. */
  readonly exit: Promise<string>;
  /** Resolves once its health check passes; rejects when it does not in time. */
  healthy(): Promise<void>;
  /** Whether its health check passes now. */
  isHealthy(): Promise<boolean>;
  /** Ends it as `docker compose stop` does, and says how it ended. */
  stop(): Promise<string>;
}

/** Every name of the network as its address, every path within an image as the one of this machine. */
export function translated(
  text: string,
  own: string,
  { addresses, paths }: Pick<Machine, 'addresses' | 'paths'>,
): string {
  let said = text.replaceAll(/(?<![\w.-])([a-z][\w-]*)(?=:\d)/g, (name) => addresses[name] ?? name);
  said = said.replaceAll('0.0.0.0', own);
  for (const [inside, here] of Object.entries(paths)) said = said.replaceAll(inside, here);
  return said;
}

/** Variables of a service on this machine. */
export function environmentOf(service: ComposeService, own: string, machine: Machine): Record<string, string> {
  const { env } = machine.image(service.image);
  const entries = Object.entries({ ...env, ...service.environment }).map(([name, value]) => [
    name,
    // A whole value may be a name too, where the variable says that it is one: users are called like services.
    /_(?:HOST|SEEDS)$/.test(name)
      ? (machine.addresses[value] ?? translated(value, own, machine))
      : translated(value, own, machine),
  ]);
  return {
    PATH: machine.searched,
    HOME: machine.home,
    TZ: 'UTC',
    ...(Object.fromEntries(entries) as Record<string, string>),
  };
}

/** Starts a service; `name` is its own, with a number where there are several. */
export async function startContainer(
  name: string,
  service: ComposeService,
  own: string,
  machine: Machine,
  otherCommand?: readonly string[],
): Promise<Container> {
  const env = environmentOf(service, own, machine);
  const { cwd } = machine.image(service.image);
  const logDir = path.join(machine.home, 'logs');
  const command = [...service.entrypoint, ...(otherCommand ?? service.command)].map((word) =>
    translated(word, own, machine),
  );
  const begin = async (): Promise<Child> => {
    if (service.image.startsWith('postgres:')) return (await beginPostgres(service, own, env, machine)).child;
    const [program = '', ...args] = command;
    return startChild({ name, command: program, args, cwd, env, logDir });
  };

  let child = await begin();
  let [stopping, restarts] = [false, 0];
  const keepUp = async (): Promise<string> => {
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 60_000)) {
      const how = await child.exited;
      if (stopping || service.restart === 'no') return how;
      await sleep(waitMs);
      if (stopping) return how;
      restarts += 1;
      child = await begin().catch(() => child);
    }
  };
  const exit = keepUp();
  endWithUs(() => child.pid);
  const isHealthy = async (): Promise<boolean> => {
    const { healthcheck } = service;
    if (healthcheck === undefined) return true;
    const [kind, ...rest] = healthcheck.test.map((word) => word.replaceAll('127.0.0.1', own));
    const [program = '', ...args] = kind === 'CMD-SHELL' ? ['/bin/sh', '-c', ...rest] : rest;
    try {
      await promisify(execFile)(program, args, { cwd, env, timeout: healthcheck.timeout });
      return true;
    } catch {
      return false;
    }
  };
  return {
    name,
    pid: () => child.pid,
    said: () => readFileSync(child.logFile, 'utf8').trim(),
    restarts: () => restarts,
    exit,
    isHealthy,
    async healthy() {
      const { interval = 1_000, retries = 1, start_period: start = 0 } = service.healthcheck ?? {};
      const until = Date.now() + start + retries * (interval + 1_000);
      while (!(await isHealthy())) {
        if (Date.now() > until) throw new ContainerFailed(`${name} is not healthy. It said last: ${child.lastWords()}`);
        await sleep(Math.min(interval, 500));
      }
    },
    async stop() {
      stopping = true;
      await child.stop(service.image.startsWith('postgres:') ? 'SIGINT' : 'SIGTERM', service.stop_grace_period);
      return child.exited;
    },
  };
}

const pids = new Set<() => number>();

/** When we end, whatever the reason, it ends. */
function endWithUs(pid: () => number): void {
  if (pids.size === 0)
    process.once('exit', () => {
      for (const one of pids)
        try {
          process.kill(one(), 'SIGKILL');
        } catch {
          // It has ended before.
        }
    });
  pids.add(pid);
}

/** As the image's own entry point does: an empty folder gets an administrator with the password of the secret. */
function beginPostgres(service: ComposeService, own: string, env: Readonly<Record<string, string>>, machine: Machine) {
  const [program, ...args] = service.command;
  if (program !== 'postgres') throw new ContainerFailed(`postgres has another command than expected: ${program}`);
  const password = readFileSync(env.POSTGRES_PASSWORD_FILE ?? '', 'utf8').replace(/\n$/, '');
  return startPostgres({
    dir: path.join(machine.home, 'database'),
    host: own,
    port: 5432,
    logDir: path.join(machine.home, 'logs'),
    settings: args.filter((word) => word !== '-c'),
    administrator: { name: env.POSTGRES_USER ?? '', password },
  });
}
