/** Versions of workers, as Temporal knows them: which one is current, and which ones have workers that run. */
import { isGrpcServiceError, type Client } from '@temporalio/client';
import { named } from './errors';

/** A version of workers: its deployment, and the build within it. */
export interface Version {
  readonly deploymentName: string;
  readonly buildId: string;
}

export interface Deployments {
  /** Build id of a deployment's current version; null where it has none, or is unknown. Throws `NoAnswer`. */
  currentBuild(deployment: string): Promise<string | null>;
  /** Makes a version current; false where none of its workers has been seen yet. Throws `NoAnswer`. */
  makeCurrent(version: Version): Promise<boolean>;
  /** Build ids of a deployment whose workers were at this task queue within the last minutes. Throws `NoAnswer`. */
  servedBuilds(deployment: string, taskQueue: string): Promise<ReadonlySet<string>>;
  /** Whether any worker was at this task queue within the last minutes. Throws `NoAnswer`. */
  isServed(taskQueue: string): Promise<boolean>;
}

const callTimeoutMs = 10_000;
/** A worker asks for work at least once a minute. */
const seenWithinMs = 90_000;

/** gRPC: NOT_FOUND, and FAILED_PRECONDITION (a version whose task queues have not been seen yet). */
const unknown = new Set([5, 9]);

/** Asks about the deployments of a namespace. */
export function createDeployments(client: Client): Deployments {
  const { workflowService } = client;
  const { namespace, identity } = client.options;
  async function asking<T, U>(act: () => Promise<T>, otherwise: U): Promise<T | U> {
    try {
      return await client.withDeadline(Date.now() + callTimeoutMs, act);
    } catch (error) {
      if (isGrpcServiceError(error) && unknown.has(error.code)) return otherwise;
      throw named(error);
    }
  }
  /** Workers that asked for work there within the last minutes. */
  async function lately(taskQueue: string) {
    const found = await asking(
      () => workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue } }),
      null,
    );
    const since = Date.now() - seenWithinMs;
    return (found?.pollers ?? []).filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 >= since);
  }
  return {
    async currentBuild(deploymentName) {
      const found = await asking(() => workflowService.describeWorkerDeployment({ namespace, deploymentName }), null);
      return found?.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? null;
    },
    async makeCurrent({ deploymentName, buildId }) {
      const made = await asking(
        () =>
          workflowService.setWorkerDeploymentCurrentVersion({
            namespace,
            deploymentName,
            buildId,
            identity,
            // A release may do without a queue that the one before had.
            ignoreMissingTaskQueues: true,
          }),
        null,
      );
      return made !== null;
    },
    async servedBuilds(deploymentName, taskQueue) {
      return new Set(
        (await lately(taskQueue)).flatMap(({ deploymentOptions }) =>
          deploymentOptions?.deploymentName === deploymentName ? (deploymentOptions.buildId ?? []) : [],
        ),
      );
    },
    async isServed(taskQueue) {
      return (await lately(taskQueue)).length > 0;
    },
  };
}
