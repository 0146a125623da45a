/** An API whose Idempotency-Keys are free after half a second; run as a process, like api/main.ts. */
import { startApi } from '../../api/server';
import { readConfig } from '../../config/config';
import { createLog } from '../../config/log';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog('holdfast-api', config);
  const api = await startApi(config, log, { idempotencyLeaseMs: 500 });
  log.info({ url: api.url }, 'api is listening');
  process.once('SIGTERM', () => void api.stop());
}

void main();
