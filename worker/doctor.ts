/**
 * The doctor: says what is wrong between Temporal and PostgreSQL, and mends it when asked to.
 * Run it as `node dist/worker/doctor.js [--mend]`; it exits with 1 while something is wrong.
 */
import { Client, Connection } from '@temporalio/client';
import { readConfig, type Config } from '../config/config';
import { createLog } from '../config/log';
import { connectDatabase } from '../prisma/client';
import { createLifecycleClient } from '../temporal/client';
import { createRuns } from '../temporal/runs';
import { examine, type Finding } from './examine';

const connectTimeoutMs = 10_000;

/** Examines the Holdfast of a configuration; returns the report, line by line, and whether nothing is left to mend. */
export async function seeDoctor(
  config: Config,
  mend: boolean,
): Promise<{ readonly report: readonly string[]; readonly well: boolean }> {
  const db = connectDatabase(config.databaseUrl, 5);
  const connection = await Connection.connect({ address: config.temporal.address, connectTimeout: connectTimeoutMs });
  try {
    const client = new Client({ connection, namespace: config.temporal.namespace });
    const { taskQueue } = config.temporal;
    const lifecycles = createLifecycleClient({
      client,
      taskQueue,
      queryTimeoutMs: config.api.queryTimeoutMs,
      maxEvents: config.maxEvents,
    });
    const log = createLog('holdfast-doctor', config);
    const findings = await examine({ db, lifecycles, runs: createRuns(client), log }, mend);
    return { report: reportOf(findings, mend), well: findings.every(({ count, mended }) => count === mended) };
  } finally {
    await connection.close();
    await db.$disconnect();
  }
}

function reportOf(findings: readonly Finding[], mend: boolean): readonly string[] {
  if (findings.length === 0) return ['Temporal and PostgreSQL agree: nothing is wrong.'];
  return findings.flatMap(({ what, count, mended, examples, next }) => [
    `${count} × ${what}`,
    `    ${examples.join(', ')}${count > examples.length ? ', …' : ''}`,
    `    ${mend && mended > 0 ? `${mended} mended. ` : ''}${mended === count ? '' : next}`.trimEnd(),
  ]);
}

async function main(): Promise<void> {
  const { report, well } = await seeDoctor(readConfig(process.env), process.argv.includes('--mend'));
  process.stdout.write(`${report.join('\n')}\n`);
  process.exitCode = well ? 0 : 1;
}

if (require.main === module)
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
