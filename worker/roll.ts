/**
 * After a deploy: wakes what sleeps on older versions, so many a second, until nothing is left on them. Run it as
 * `node dist/worker/roll.js [--per-second 50] [--minutes 60]` with HOLDFAST_DEPLOYMENT and HOLDFAST_BUILD_ID of the version
 * that is current now. It says how far it is, and exits with 1 when something is left at the end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { readConfig, type Config } from '../config/config';
import { ConfigError } from '../config/environment';
import { createLifecycleClient } from '../temporal/client';
import { NotRunning } from '../temporal/errors';
import { createRuns } from '../temporal/runs';

const connectTimeoutMs = 10_000;
/** So many are looked up at once. */
const atOnce = 1_000;
/** What was woken needs a moment to move, and visibility one to say so. */
const settleMs = 5_000;

export interface Roll {
  readonly perSecond: number;
  readonly withinMs: number;
  /** Hears one line at a time how far it is. */
  tell(line: string): void;
}

/** Wakes until everything runs on the configuration's build; returns how many are left on others when the time is over. */
export async function roll(config: Config, { perSecond, withinMs, tell }: Roll): Promise<number> {
  const { deployment } = config.worker;
  if (deployment === undefined)
    throw new ConfigError('HOLDFAST_DEPLOYMENT and HOLDFAST_BUILD_ID say which version is current; set both.');
  const connection = await Connection.connect({ address: config.temporal.address, connectTimeout: connectTimeoutMs });
  try {
    const client = new Client({ connection, namespace: config.temporal.namespace });
    const runs = createRuns(client);
    const lifecycles = createLifecycleClient({
      client,
      taskQueue: config.temporal.taskQueue,
      queryTimeoutMs: config.api.queryTimeoutMs,
      maxEvents: config.maxEvents,
    });
    const until = Date.now() + withinMs;
    let woken = 0;
    for (;;) {
      const left = await runs.onOtherVersions(deployment.name, deployment.buildId, atOnce);
      if (left.length === 0) {
        tell(`All of ${deployment.name} run on ${deployment.buildId}: workers of older builds can go.`);
        return 0;
      }
      tell(`${left.length === atOnce ? `At least ${atOnce}` : left.length} on older builds; ${woken} woken so far.`);
      if (Date.now() >= until) return left.length;
      for (const id of left) {
        await wakeOne(id, lifecycles.wake);
        woken += 1;
        await sleep(1_000 / perSecond);
      }
      await sleep(settleMs);
    }
  } finally {
    await connection.close();
  }
}

/** One that has ended meanwhile needs no waking. */
async function wakeOne(id: string, wake: (id: string) => Promise<void>): Promise<void> {
  try {
    await wake(id);
  } catch (error) {
    if (!(error instanceof NotRunning)) throw error;
  }
}

function numberAfter(flag: string, otherwise: number): number {
  const at = process.argv.indexOf(flag);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!(value > 0)) throw new ConfigError(`${flag} needs a number above 0.`);
  return value;
}

async function main(): Promise<void> {
  const left = await roll(readConfig(process.env), {
    perSecond: numberAfter('--per-second', 50),
    withinMs: numberAfter('--minutes', 60) * 60_000,
    tell: (line) => process.stdout.write(`${line}\n`),
  });
  process.exitCode = left === 0 ? 0 : 1;
}

if (require.main === module)
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
