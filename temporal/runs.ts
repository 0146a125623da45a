/**
 * Which workflows run, as Temporal knows it: what a comparison with PostgreSQL asks. Lists come from visibility, which
 * lags a little, so whoever acts on them asks for the one workflow first.
 */
import type { Client, WorkflowExecutionStatusName } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { Version } from './deployments';
import { answerWithin, NoAnswer, NotRunning } from './errors';
import { sentIn, type SentToRun } from './sent-signals';

/**
 * How the last run of a workflow stands. `broken`: terminated, cancelled, failed or timed out, none of which is an
 * ending of ours. `missing`: Temporal knows no such workflow.
 */
export type RunState = 'running' | 'completed' | 'broken' | 'missing';

/** How a run that Temporal knows stands, by the name of its status. */
export function runStateOf(status: WorkflowExecutionStatusName): Exclude<RunState, 'missing'> {
  if (status === 'RUNNING') return 'running';
  return status === 'COMPLETED' ? 'completed' : 'broken';
}

/** A run that stays on the build that began it until it continues as new. */
export interface Pinned {
  readonly workflowId: string;
  /** The workflow's type. */
  readonly type: string;
  readonly buildId: string;
}

export interface Runs {
  /** Whether Temporal answers at all. */
  answers(): Promise<boolean>;
  /** Those of the workflows that visibility does not list as running. Throws `NoAnswer`. */
  notRunning(workflowIds: readonly string[]): Promise<readonly string[]>;
  /** Ids of workflows of that type that broke since a moment (ISO), in parts, those that broke last first. Throws `NoAnswer`. */
  brokenSince(workflow: string, since: string): AsyncIterable<readonly string[]>;
  /** Running workflows of a deployment that stay on another build than this one, at most `limit`. Throws `NoAnswer`. */
  pinnedElsewhere(version: Version, limit: number): Promise<readonly Pinned[]>;
  /** Ends a running workflow at once; one that does not run any more is left as it is. Throws `NoAnswer`. */
  terminate(workflowId: string, reason: string): Promise<void>;
  /** How the last run stands. Throws `NoAnswer`. */
  stateOf(workflowId: string): Promise<RunState>;
  /** What a workflow that completed has returned, and when. Throws `NoAnswer`. */
  resultOf(workflowId: string): Promise<{ readonly result: unknown; readonly at: Date }>;
  /** What reached the last run of a lifecycle, with what it carried over, oldest first. Throws `NoAnswer`. */
  sentTo(lifecycleId: string): Promise<SentToRun>;
}

const callTimeoutMs = 10_000;
/** So many ids go into one question to visibility. */
const idsAtOnce = 100;

/** So many ids stand in one page of a list. */
const listedAtOnce = 1_000;

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;

/** Looks at the workflows of a namespace. */
export function createRuns(client: Client): Runs {
  const within = <T>(act: () => Promise<T>): Promise<T> => answerWithin(client, callTimeoutMs, act);
  const list = (query: string, limit: number) =>
    client.workflow.list({ query, pageSize: Math.min(limit, listedAtOnce) });
  async function idsOf(query: string, limit: number): Promise<string[]> {
    const ids: string[] = [];
    for await (const { workflowId } of list(query, limit)) {
      ids.push(workflowId);
      if (ids.length >= limit) break;
    }
    return ids;
  }
  return {
    async answers() {
      try {
        await within(() => client.workflowService.getSystemInfo({}));
        return true;
      } catch (error) {
        if (error instanceof NoAnswer) return false;
        throw error;
      }
    },
    async notRunning(workflowIds) {
      const running = new Set<string>();
      for (let from = 0; from < workflowIds.length; from += idsAtOnce) {
        const some = workflowIds.slice(from, from + idsAtOnce);
        const query = `ExecutionStatus = 'Running' AND WorkflowId IN (${some.map(quoted).join(', ')})`;
        for (const id of await within(() => idsOf(query, some.length))) running.add(id);
      }
      return workflowIds.filter((id) => !running.has(id));
    },
    async *brokenSince(workflow, since) {
      const query = `WorkflowType = ${quoted(workflow)} AND ExecutionStatus IN ('Terminated', 'Canceled', 'Failed', 'TimedOut') AND CloseTime >= ${quoted(since)}`;
      const pages = client.workflow.list({ query, pageSize: listedAtOnce })[Symbol.asyncIterator]();
      for (let last = false; !last;) {
        const ids = new Set<string>();
        while (ids.size < listedAtOnce && !last) {
          const next = await within(() => pages.next());
          if (next.done === true) last = true;
          else ids.add(next.value.workflowId);
        }
        yield [...ids];
      }
    },
    async pinnedElsewhere({ deploymentName, buildId }, limit) {
      const own = `${deploymentName}:${buildId}`;
      const query = `ExecutionStatus = 'Running' AND TemporalWorkflowVersioningBehavior = 'Pinned' AND TemporalWorkerDeployment = ${quoted(deploymentName)} AND TemporalWorkerDeploymentVersion != ${quoted(own)}`;
      return within(async () => {
        const pinned = new Map<string, Pinned>();
        for await (const { workflowId, type, searchAttributes } of list(query, limit)) {
          const [version] = searchAttributes.TemporalWorkerDeploymentVersion ?? [];
          pinned.set(workflowId, { workflowId, type, buildId: String(version).slice(deploymentName.length + 1) });
          if (pinned.size >= limit) break;
        }
        return [...pinned.values()];
      });
    },
    async terminate(workflowId, reason) {
      try {
        await within(() => client.workflow.getHandle(workflowId).terminate(reason));
      } catch (error) {
        if (!(error instanceof NotRunning)) throw error;
      }
    },
    async stateOf(workflowId) {
      try {
        const { status } = await within(() => client.workflow.getHandle(workflowId).describe());
        return runStateOf(status.name);
      } catch (error) {
        if (error instanceof Error && error.cause instanceof WorkflowNotFoundError) return 'missing';
        throw error;
      }
    },
    async resultOf(workflowId) {
      const handle = client.workflow.getHandle(workflowId);
      const result: unknown = await within(() => handle.result());
      return { result, at: (await within(() => handle.describe())).closeTime ?? new Date() };
    },
    async sentTo(lifecycleId) {
      return sentIn(await within(() => client.workflow.getHandle(lifecycleId).fetchHistory()));
    },
  };
}
