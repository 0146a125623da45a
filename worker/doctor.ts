/**
 * The doctor: says what is wrong between Temporal and PostgreSQL, and mends it when asked to.
 * Run it as `node dist/worker/doctor.js [--mend]`; it exits with 1 while something is wrong.
 */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readConfig, type Config } from '../config/config';
import { createLog } from '../config/log';
import { connectDatabase } from '../prisma/client';
import { listeningBundle } from './bundle';
import { runCommand, withTemporal } from './command';
import { examine, withoutWorkers, type Finding } from './examine';

/** Examines the Holdfast of a configuration; returns the report, line by line, and whether nothing is left to mend. */
async function seeDoctor(
  config: Config,
  mend: boolean,
): Promise<{ readonly report: readonly string[]; readonly well: boolean }> {
  const db = connectDatabase(config.databaseUrl, Math.min(5, config.databasePool));
  const log = createLog('holdfast-doctor', config);
  let bundle: ReturnType<typeof listeningBundle> | undefined;
  const listening = (): ReturnType<typeof listeningBundle> => (bundle ??= quietly());
  try {
    const {
      temporal: { taskQueue },
      worker: { versioning },
    } = config;
    const findings = await withTemporal(config, async ({ deployments, ...temporal }) => [
      ...(versioning === null
        ? []
        : await withoutWorkers({ runs: temporal.runs, deployments }, versioning.deployment, taskQueue)),
      ...(await examine({ db, log, listening, ...temporal }, mend)),
    ]);
    return { report: reportOf(findings, mend), well: findings.every(({ count, mended }) => count === mended) };
  } finally {
    await db.$disconnect();
  }
}

/** The bundle that relives histories, and a Temporal that says nothing about it: the report tells what cannot be relived. */
async function quietly(): ReturnType<typeof listeningBundle> {
  const logger = new DefaultLogger('ERROR', () => undefined);
  Runtime.install({ logger, telemetryOptions: { logging: { forward: {}, filter: 'OFF' } } });
  return listeningBundle();
}

function reportOf(findings: readonly Finding[], mend: boolean): readonly string[] {
  if (findings.length === 0) return ['Temporal and PostgreSQL agree: nothing is wrong.'];
  return findings.flatMap(({ what, count, mended, examples, next }) => [
    `${count} × ${what}`,
    `    ${examples.join(', ')}${count > examples.length ? ', …' : ''}`,
    `    ${mend && mended > 0 ? `${mended} mended. ` : ''}${mended === count ? '' : next}`.trimEnd(),
  ]);
}

/** Prints the report on the Holdfast of a configuration; `--mend` in the arguments mends. Returns whether all is well. */
export async function doctor(config: Config, args: readonly string[]): Promise<boolean> {
  const { report, well } = await seeDoctor(config, args.includes('--mend'));
  process.stdout.write(`${report.join('\n')}\n`);
  return well;
}

if (require.main === module) runCommand(() => doctor(readConfig(process.env), process.argv));
