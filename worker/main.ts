/** Entry point of a worker process. */
import { Runtime } from '@temporalio/worker';
import { readConfig } from '../config/config';
import { createLog } from '../config/log';
import { bundleOf } from './bundle';
import { startWorker } from './worker';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog('holdfast-worker', config);
  Runtime.install({ shutdownSignals: [], logger: temporalLog(log) });
  const worker = await startWorker(config, await bundleOf(config), log);
  log.info({ taskQueue: config.temporal.taskQueue, version: worker.version }, 'worker is running');
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

function temporalLog(log: ReturnType<typeof createLog>) {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: object) =>
    log[level](meta ?? {}, message);
  return {
    trace: write('debug'),
    debug: write('debug'),
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    log: (level: string, message: string, meta?: object) =>
      log[level === 'ERROR' ? 'error' : level === 'WARN' ? 'warn' : 'debug'](meta ?? {}, message),
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
