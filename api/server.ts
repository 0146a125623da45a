/** Composition root of the API: builds what it needs, listens, and hands back how to stop. */
import type { Server } from 'node:http';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { Counter, Registry } from 'prom-client';
import type { Config } from '../config/config';
import { createArchive } from '../outside/archive';
import { createOidc } from '../outside/oidc';
import { lookAtDatabase, lookAtMail, lookAtTemporal, lookForWorkers } from '../ops/looks';
import { createReadiness } from '../ops/readiness';
import { startOps } from '../ops/server';
import { connectDatabase, type ThreadDatabase } from '../prisma/client';
import { createLifecycleClient } from '../temporal/client';
import { createThreads } from '../threads/pool';
import { connectionOptions } from '../temporal/connection';
import { createDeployments } from '../temporal/deployments';
import { unknownAttributes } from '../temporal/set-up';
import { createApp } from './app';
import { createSignInMails } from './sign-in-mails';

export interface RunningApi {
  readonly url: string;
  /** Where it tells metrics and details of its health. */
  readonly ops: string;
  stop(): Promise<void>;
}

/** On stopping, requests under way have so long to finish. */
const drainMs = 10_000;

/** So many figures wait for a thread, and whoever comes then is told to come again. */
const waitingFigures = 16;

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
  const db = connectDatabase(config.databaseUrl, config.databasePool, () => queries.inc(), config.api.statementMs);
  const connection = Connection.lazy(connectionOptions(config.temporal));
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
  const { size, heapMb, connections, statementMs } = config.threads;
  const ofThread: ThreadDatabase = { databaseUrl: config.databaseUrl, connections, statementMs };
  const threads = createThreads({
    entry: path.join(__dirname, 'thread'),
    data: ofThread,
    size,
    heapMb,
    queue: waitingFigures,
  });
  const { taskQueue } = config.temporal;
  const readiness = createReadiness({
    looks: {
      database: lookAtDatabase(db),
      temporal: lookAtTemporal(() => unknownAttributes(client)),
      worker: lookForWorkers(createDeployments(client), taskQueue, config.worker.versioning?.deployment),
      mail: lookAtMail(db),
    },
    // Without Temporal it reads, and takes deals and facts.
    needed: ['database'],
  });
  const signInMails = createSignInMails(config, metrics, log);
  const oidc = config.api.oidc === null ? null : createOidc(config.api.oidc);
  const app = createApp(
    { db, lifecycles, archive, threads, config, log, signInMails, oidc, idempotencyLeaseMs },
    metrics,
    readiness,
  );
  const ops = await startOps({ ...config.ops, metrics: () => metrics.metrics(), readiness, isAlive: () => true });
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
    ops: ops.url,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      const timer = setTimeout(() => server.closeAllConnections(), drainMs);
      server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
      signInMails.stop();
      await threads.close();
      await ops.stop();
      await connection.close();
      await db.$disconnect();
    },
  };
}
