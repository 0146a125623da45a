/** `npm run doctor [-- --mend]`: what is wrong between Temporal and PostgreSQL in the embedded stack. */
import { readConfig } from '../config/config';
import { runCommand } from '../worker/command';
import { doctor } from '../worker/doctor';
import { readDevEnv } from './env';
import { runningIn } from './running';

runCommand(async () => {
  const { postgres, temporal } = runningIn(readDevEnv(process.env).home);
  const config = readConfig({
    HOLDFAST_DATABASE_URL: postgres,
    HOLDFAST_TEMPORAL_ADDRESS: temporal.address,
    HOLDFAST_TEMPORAL_NAMESPACE: temporal.namespace,
  });
  return doctor(config, process.argv);
});
