/** The part of Temporal's SDK that all workers of a process share: its log, and its metrics. */
import { createServer } from 'node:net';
import { Runtime, type Logger as SdkLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

const readMs = 2_000;
const tries = 5;

/**
 * Sets it up, once a process, before the first worker. Returns how to read its metrics, as Prometheus does: the SDK tells
 * them at an address of its own, on loopback, which nobody else needs to know.
 */
export async function installRuntime(logger: SdkLogger): Promise<() => Promise<string>> {
  for (let left = tries; ; left -= 1) {
    const bindAddress = `127.0.0.1:${await freeLoopbackPort()}`;
    try {
      Runtime.install({
        shutdownSignals: [],
        logger,
        telemetryOptions: { metrics: { metricPrefix: 'temporal_', prometheus: { bindAddress } } },
      });
      return async () => {
        const response = await fetch(`http://${bindAddress}/metrics`, { signal: AbortSignal.timeout(readMs) });
        return response.text();
      };
    } catch (error) {
      // Somebody else took the port in between.
      if (left <= 1) throw error;
    }
  }
}

function freeLoopbackPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The SDK's log as lines of ours. */
export function sdkLogger(log: Logger): SdkLogger {
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
