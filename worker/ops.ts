/** What a worker tells operators at a port of its own. */
import type { Client } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Config } from '../config/config';
import { lookAtDatabase, lookAtMail, lookAtTemporal } from '../ops/looks';
import { createReadiness } from '../ops/readiness';
import { startOps, type OpsServer } from '../ops/server';
import type { Database } from '../prisma/client';
import type { Deployments } from '../temporal/deployments';
import { unknownAttributes } from '../temporal/set-up';

interface WorkerParts {
  readonly config: Config;
  readonly db: Database;
  readonly client: Client;
  readonly deployments: Deployments;
  readonly workers: readonly Worker[];
  /** Metrics of the SDK, as Prometheus reads them; empty where nobody set its runtime up. */
  sdkMetrics(): Promise<string>;
}

/** Starts to tell. */
export function startWorkerOps({
  config,
  db,
  client,
  deployments,
  workers,
  sdkMetrics,
}: WorkerParts): Promise<OpsServer> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'holdfast_worker_' });
  const idle = () => workers.find((worker) => worker.getState() !== 'RUNNING');
  const deployment = config.worker.versioning?.deployment;
  return startOps({
    ...config.ops,
    async metrics() {
      // Where the SDK does not answer, the process's own figures are told all the same.
      const [own, sdk] = await Promise.all([registry.metrics(), sdkMetrics().catch(() => '')]);
      return `${own}\n${sdk}`;
    },
    readiness: createReadiness({
      looks: {
        database: lookAtDatabase(db),
        temporal: lookAtTemporal(() => unknownAttributes(client)),
        async worker() {
          const one = idle();
          if (one !== undefined) return `the worker of ${one.options.taskQueue} is ${one.getState().toLowerCase()}`;
          if (deployment === undefined || (await deployments.currentBuild(deployment)) !== null) return null;
          return `no build of ${deployment} is current`;
        },
        mail: lookAtMail(db),
      },
      needed: ['database', 'temporal', 'worker'],
    }),
    isAlive: () => idle() === undefined,
  });
}
