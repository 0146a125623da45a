/** What the commands of operations have in common: a short connection to Temporal, and how a command ends. */
import { Client, Connection } from '@temporalio/client';
import type { Config } from '../config/config';
import { ConfigError } from '../config/environment';
import { createLifecycleClient, type LifecycleClient } from '../temporal/client';
import { connectionOptions } from '../temporal/connection';
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
  { temporal, api: { queryTimeoutMs }, maxEvents }: Config,
  act: (temporal: ConnectedTemporal) => Promise<T>,
): Promise<T> {
  const { namespace, taskQueue } = temporal;
  const connection = await Connection.connect({ ...connectionOptions(temporal), connectTimeout: connectTimeoutMs });
  try {
    const client = new Client({ connection, namespace });
    const lifecycles = createLifecycleClient({ client, taskQueue, queryTimeoutMs, maxEvents });
    const deployments = createDeployments(client);
    return await act({ lifecycles, runs: createRuns(client), histories: createHistories(client), deployments });
  } finally {
    await connection.close();
  }
}

/** The number behind a flag of the command line. Throws `ConfigError` where it is none above 0. */
export function numberAfter(flag: string, otherwise: number): number {
  const at = process.argv.indexOf(flag);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!(value > 0)) throw new ConfigError(`${flag} needs a number above 0.`);
  return value;
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
