/** `npm run doctor [-- --mend]`: what is wrong between Temporal and PostgreSQL in the embedded stack. */
import { readConfig } from '../config/config';
import { seeDoctor } from '../worker/doctor';
import { readDevEnv } from './env';
import { runningIn } from './running';

async function main(): Promise<void> {
  const { postgres, temporal } = runningIn(readDevEnv(process.env).home);
  const config = readConfig({
    HOLDFAST_DATABASE_URL: postgres,
    HOLDFAST_TEMPORAL_ADDRESS: temporal.address,
    HOLDFAST_TEMPORAL_NAMESPACE: temporal.namespace,
  });
  const { report, well } = await seeDoctor(config, process.argv.includes('--mend'));
  for (const line of report) console.log(line);
  process.exitCode = well ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
