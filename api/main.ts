/** Entry point of an API process. */
import { readConfig } from '../config/config';
import { createLog } from '../config/log';
import { startApi } from './server';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog('holdfast-api', config);
  const api = await startApi(config, log);
  log.info({ url: api.url, ops: api.ops }, 'api is listening');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void api.stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // What has begun already may not keep a process alive that serves nobody.
  process.exit(1);
});
