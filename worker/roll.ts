/**
 * After a deploy: wakes what sleeps on older versions, so many a second, until nothing is left on them. Run it as
 * `node dist/worker/roll.js [--per-second 50] [--minutes 60]` with HOLDFAST_DEPLOYMENT and HOLDFAST_BUILD_ID of the version
 * that is current now. It says how far it is, and exits with 1 when something is left at the end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig, type Config } from '../config/config';
import { ConfigError } from '../config/environment';
import { NotRunning } from '../temporal/errors';
import { runCommand, withTemporal } from './command';

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
  const { name, buildId } = deployment;
  return withTemporal(config, async ({ lifecycles, runs }) => {
    const until = Date.now() + withinMs;
    let woken = 0;
    for (;;) {
      const left = await runs.onOtherVersions(name, buildId, atOnce);
      if (left.length === 0) {
        tell(`All of ${name} run on ${buildId}: workers of older builds can go.`);
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
  });
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

if (require.main === module)
  runCommand(async () => {
    const left = await roll(readConfig(process.env), {
      perSecond: numberAfter('--per-second', 50),
      withinMs: numberAfter('--minutes', 60) * 60_000,
      tell: (line) => process.stdout.write(`${line}\n`),
    });
    return left === 0;
  });
