/** Entry point of a worker process. */
import { readConfig } from '../config/config';
import { createLog } from '../config/log';
import { bundleOf } from './bundle';
import { installRuntime, sdkLogger } from './runtime';
import { startWorker } from './worker';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog('holdfast-worker', config);
  const sdkMetrics = await installRuntime(sdkLogger(log));
  const worker = await startWorker(config, await bundleOf(config), log, sdkMetrics);
  const { version, ops } = worker;
  log.info({ taskQueue: config.temporal.taskQueue, version, ops }, 'worker is running');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void worker.stop().catch(() => undefined));
  try {
    await worker.done;
    log.info('worker has stopped');
  } catch (error) {
    log.fatal({ err: error }, 'the worker cannot work, and ends');
    // Nothing that still waits may keep a process alive that does no work.
    process.exit(1);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // What has begun already may not keep a process alive that does no work.
  process.exit(1);
});
