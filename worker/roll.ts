/**
 * The second half of a deploy: makes this build current, and wakes what sleeps on other builds, so many a second, until
 * nothing is left there. Run it as `node dist/worker/roll.js [--per-second 50] [--minutes 60] [--without-old]` from the
 * image of the build, once workers of it run. It says how far it is, and exits with 1 when something is left at the end.
 *
 *   on an older build ──(woken)──► continues as new ──► on this build
 *          └──(no worker of that build runs, --without-old)──► ended, and started again from its record by the sweep
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig, type Config } from '../config/config';
import { ConfigError } from '../config/environment';
import { groupBy } from '../domain/core/grouped';
import { NotRunning } from '../temporal/errors';
import type { Pinned } from '../temporal/runs';
import { livesForYears } from '../workflows/names';
import { bundleOf } from './bundle';
import { numberAfter, runCommand, withTemporal } from './command';
import { versionOf } from './version';

/** So many are looked up at once. */
const atOnce = 1_000;
/** What was woken needs a moment to move, and visibility one to say so. */
const settleMs = 5_000;

export interface Roll {
  readonly perSecond: number;
  readonly withinMs: number;
  /** Whether what stays on builds of which no worker runs is ended, to be started again from its record. */
  readonly withoutOld: boolean;
  /** Hears one line at a time how far it is. */
  tell(line: string): void;
}

/** Makes a configuration's build current, and wakes until everything runs on it; returns how many are left on others when the time is over. */
export async function roll(config: Config, { perSecond, withinMs, withoutOld, tell }: Roll): Promise<number> {
  const version = versionOf(config, await bundleOf(config));
  if (version === null) throw new ConfigError('HOLDFAST_VERSIONING is off: there are no builds to go from or to.');
  const { deploymentName, buildId } = version;
  return withTemporal(config, async ({ lifecycles, runs, deployments }) => {
    const until = Date.now() + withinMs;
    const served = () => deployments.servedBuilds(deploymentName, config.temporal.taskQueue);
    while (!(await served()).has(buildId) || !(await deployments.makeCurrent(version))) {
      if (Date.now() >= until) throw new ConfigError(`No worker of build ${buildId} runs: start some first.`);
      tell(`Waiting for a worker of build ${buildId}.`);
      await sleep(settleMs);
    }
    tell(`Build ${buildId} is current: what begins from now on runs there.`);

    let woken = 0;
    for (;;) {
      const left = await runs.pinnedElsewhere(version, atOnce);
      if (left.length === 0) {
        tell(`Nothing of ${deploymentName} is left on older builds: their workers can go.`);
        return 0;
      }
      const withWorkers = await served();
      tell(progressOf(left, woken, withWorkers, withoutOld));
      if (Date.now() >= until) return left.length;
      for (const { workflowId, type, buildId: own } of left) {
        if (withWorkers.has(own)) {
          // What is short ends by itself.
          if (!livesForYears.has(type)) continue;
          await wakeOne(workflowId, lifecycles.wake);
          woken += 1;
        } else if (withoutOld) await runs.terminate(workflowId, `no worker of its build ${own} runs`);
        else continue;
        await sleep(1_000 / perSecond);
      }
      await sleep(settleMs);
    }
  });
}

function progressOf(
  left: readonly Pinned[],
  woken: number,
  withWorkers: ReadonlySet<string>,
  withoutOld: boolean,
): string {
  const builds = [...groupBy(left, ({ buildId }) => buildId)].map(([build, some]) => {
    const orphaned = withWorkers.has(build)
      ? ''
      : withoutOld
        ? ', of which no worker runs: started again from the record'
        : ', of which no worker runs: start one, or use --without-old';
    return `${some.length} on ${build}${orphaned}`;
  });
  return `${left.length === atOnce ? 'At least ' : ''}${builds.join('; ')}. ${woken} woken so far.`;
}

/** One that has ended meanwhile needs no waking. */
async function wakeOne(id: string, wake: (id: string) => Promise<void>): Promise<void> {
  try {
    await wake(id);
  } catch (error) {
    if (!(error instanceof NotRunning)) throw error;
  }
}

if (require.main === module)
  runCommand(async () => {
    const left = await roll(readConfig(process.env), {
      perSecond: numberAfter('--per-second', 50),
      withinMs: numberAfter('--minutes', 60) * 60_000,
      withoutOld: process.argv.includes('--without-old'),
      tell: (line) => process.stdout.write(`${line}\n`),
    });
    return left === 0;
  });
