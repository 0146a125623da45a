/** Composition root of the API: builds what it needs, listens, and hands back how to stop. */
import type { Server } from 'node:http';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { Counter, Registry } from 'prom-client';
import type { Config } from '../config/config';
import { createArchive } from '../outside/archive';
import { connectDatabase } from '../prisma/client';
import { createLifecycleClient } from '../temporal/client';
import { createThreads } from '../threads/pool';
import { createApp } from './app';

export interface RunningApi {
  readonly url: string;
  stop(): Promise<void>;
}

/** On stopping, requests under way have so long to finish. */
const drainMs = 10_000;

/** Figures are computed two at a time; so many more wait their turn, and whoever comes then is told to come again. */
const threadsOfApi = { size: 2, queue: 16, heapMb: 768 } as const;

/** A request that died half-way frees its Idempotency-Key after so long. */
const usualLeaseMs = 30_000;

/** Starts the API. It serves the read model even while Temporal is away. */
export async function startApi(
  config: Config,
  log: Logger,
  { idempotencyLeaseMs = usualLeaseMs } = {},
): Promise<RunningApi> {
  const metrics = new Registry();
  const queries = new Counter({
    name: 'holdfast_api_database_queries_total',
    help: 'Statements sent to PostgreSQL',
    registers: [metrics],
  });
  const db = connectDatabase(config.databaseUrl, 20, () => queries.inc());
  const connection = Connection.lazy({ address: config.temporal.address });
  const client = new Client({
    connection,
    namespace: config.temporal.namespace,
    // A run that is closed can be asked too, and would answer as if it were alive.
    workflow: { queryRejectCondition: 'NOT_OPEN' },
  });
  const lifecycles = createLifecycleClient({
    client,
    taskQueue: config.temporal.taskQueue,
    queryTimeoutMs: config.api.queryTimeoutMs,
    maxEvents: config.maxEvents,
  });
  const archive = createArchive(config.mail.archiveUrl);
  const threads = createThreads({
    entry: path.join(__dirname, 'thread'),
    data: { databaseUrl: config.databaseUrl },
    ...threadsOfApi,
  });
  const app = createApp({ db, lifecycles, archive, threads, config, log, idempotencyLeaseMs }, metrics);
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(config.api.port, config.api.host, (error?: Error) =>
      error === undefined ? resolve(listening) : reject(error),
    );
  });
  // A client that sends or reads too slowly does not hold a connection for ever.
  server.requestTimeout = 60_000;
  // Longer than the idle limit of usual proxies and clients, so that none of them writes to a connection that we just closed.
  server.keepAliveTimeout = 75_000;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.api.port;
  return {
    url: `http://${config.api.host}:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      const timer = setTimeout(() => server.closeAllConnections(), drainMs);
      server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
      await threads.close();
      await connection.close();
      await db.$disconnect();
    },
  };
}
