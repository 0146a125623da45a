/**
 * `npm run bench` (while `npm start` runs): what Holdfast costs against the bare parts, as ratios of medians taken in
 * turns within one run. Absolute times depend on the machine; ratios tell what we add. `npm run bench -- imports`
 * measures only that.
 */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import pg from 'pg';
import { readDevEnv } from '../dev/env';
import { runningIn } from '../dev/running';
import { measureColdWakes } from './cold';
import { measureImports } from './imports';
import { measurePages } from './pages';
import { measureReadings } from './readings';

const measurements = {
  readings: measureReadings,
  imports: measureImports,
  cold: measureColdWakes,
  pages: measurePages,
};

async function main(): Promise<void> {
  const running = runningIn(readDevEnv(process.env).home);
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !Object.hasOwn(measurements, name));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(measurements).join(', ')}.`);
  const client = new pg.Client({ connectionString: running.postgres });
  // Workers in this process say only what goes wrong.
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  await client.connect();
  try {
    for (const [name, measure] of Object.entries(measurements))
      if (chosen.length === 0 || chosen.includes(name)) await measure(running, client, process.env);
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
