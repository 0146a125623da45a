/** What the commands of operations have in common: a short connection to Temporal, and how a command ends. */
import { Client, Connection } from '@temporalio/client';
import type { Config } from '../config/config';
import { createLifecycleClient, type LifecycleClient } from '../temporal/client';
import { createDeployments, type Deployments } from '../temporal/deployments';
import { createHistories, type Histories } from '../temporal/histories';
import { createRuns, type Runs } from '../temporal/runs';

const connectTimeoutMs = 10_000;

/** What commands do with Temporal. */
interface ConnectedTemporal {
  readonly lifecycles: LifecycleClient;
  readonly runs: Runs;
  readonly histories: Histories;
  readonly deployments: Deployments;
}

/** Does something with the Temporal of a configuration, and closes the connection. Rejects where none comes about in time. */
export async function withTemporal<T>(
  { temporal: { address, namespace, taskQueue }, api: { queryTimeoutMs }, maxEvents }: Config,
  act: (temporal: ConnectedTemporal) => Promise<T>,
): Promise<T> {
  const connection = await Connection.connect({ address, connectTimeout: connectTimeoutMs });
  try {
    const client = new Client({ connection, namespace });
    const lifecycles = createLifecycleClient({ client, taskQueue, queryTimeoutMs, maxEvents });
    const deployments = createDeployments(client);
    return await act({ lifecycles, runs: createRuns(client), histories: createHistories(client), deployments });
  } finally {
    await connection.close();
  }
}

/** Runs a command: 0 where it says that all is well, else 1; an error is told in its own words. */
export function runCommand(command: () => Promise<boolean>): void {
  command().then(
    (well) => {
      process.exitCode = well ? 0 : 1;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
