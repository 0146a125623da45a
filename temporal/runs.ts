/**
 * Which workflows run, as Temporal knows it: what a comparison with PostgreSQL asks. Lists come from visibility, which
 * lags a little, so whoever acts on them asks for the one workflow first.
 */
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter, WorkflowNotFoundError } from '@temporalio/common';
import type { FactName, HappenedOf } from '../domain/core/concern';
import { facts, type Envelope } from '../workflows/messages';
import { named } from './errors';

/**
 * How the last run of a workflow stands. `broken`: terminated, cancelled, failed or timed out, none of which is an
 * ending of ours. `missing`: Temporal knows no such workflow.
 */
export type RunState = 'running' | 'completed' | 'broken' | 'missing';

export interface Runs {
  /** Those of the workflows that visibility does not list as running. Throws `NoAnswer`. */
  notRunning(workflowIds: readonly string[]): Promise<readonly string[]>;
  /** Ids of workflows of that type that broke since a moment (ISO), at most `limit`. Throws `NoAnswer`. */
  brokenSince(workflow: string, since: string, limit: number): Promise<readonly string[]>;
  /** Ids of running workflows of a deployment that are on another version than this build, at most `limit`. Throws `NoAnswer`. */
  onOtherVersions(deployment: string, buildId: string, limit: number): Promise<readonly string[]>;
  /** How the last run stands. Throws `NoAnswer`. */
  stateOf(workflowId: string): Promise<RunState>;
  /** What a workflow that completed has returned, and when. Throws `NoAnswer`. */
  resultOf(workflowId: string): Promise<{ readonly result: unknown; readonly at: Date }>;
  /** Ends the run of a workflow, so that another can begin from what is recorded. Throws `NoAnswer`, `NotRunning`. */
  end(workflowId: string, why: string): Promise<void>;
  /** The facts that reached the last run of a lifecycle, oldest first. Throws `NoAnswer`. */
  factsOf(lifecycleId: string): Promise<readonly HappenedOf<FactName>[]>;
}

const callTimeoutMs = 10_000;
/** So many ids go into one question to visibility. */
const idsAtOnce = 100;

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;

const isFactName = (name: string): name is FactName => Object.hasOwn(facts, name);

/** Looks at the workflows of a namespace. */
export function createRuns(client: Client): Runs {
  async function within<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await client.withDeadline(Date.now() + callTimeoutMs, act);
    } catch (error) {
      throw named(error);
    }
  }
  async function idsOf(query: string, limit: number): Promise<string[]> {
    const ids: string[] = [];
    for await (const { workflowId } of client.workflow.list({ query, pageSize: Math.min(limit, 1_000) })) {
      ids.push(workflowId);
      if (ids.length >= limit) break;
    }
    return ids;
  }
  return {
    async notRunning(workflowIds) {
      const running = new Set<string>();
      for (let from = 0; from < workflowIds.length; from += idsAtOnce) {
        const some = workflowIds.slice(from, from + idsAtOnce);
        const query = `ExecutionStatus = 'Running' AND WorkflowId IN (${some.map(quoted).join(', ')})`;
        for (const id of await within(() => idsOf(query, some.length))) running.add(id);
      }
      return workflowIds.filter((id) => !running.has(id));
    },
    async brokenSince(workflow, since, limit) {
      const query = `WorkflowType = ${quoted(workflow)} AND ExecutionStatus IN ('Terminated', 'Canceled', 'Failed', 'TimedOut') AND CloseTime >= ${quoted(since)}`;
      return [...new Set(await within(() => idsOf(query, limit)))];
    },
    async onOtherVersions(deployment, buildId, limit) {
      const version = quoted(`${deployment}:${buildId}`);
      const query = `ExecutionStatus = 'Running' AND TemporalWorkerDeployment = ${quoted(deployment)} AND TemporalWorkerDeploymentVersion != ${version}`;
      return [...new Set(await within(() => idsOf(query, limit)))];
    },
    async stateOf(workflowId) {
      try {
        const { status } = await within(() => client.workflow.getHandle(workflowId).describe());
        if (status.name === 'RUNNING') return 'running';
        return status.name === 'COMPLETED' ? 'completed' : 'broken';
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
    async end(workflowId, why) {
      await within(() => client.workflow.getHandle(workflowId).terminate(why));
    },
    async factsOf(lifecycleId) {
      const { events } = await within(() => client.workflow.getHandle(lifecycleId).fetchHistory());
      return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
        const name = signal?.signalName ?? '';
        const [payload] = signal?.input?.payloads ?? [];
        if (payload === undefined || !isFactName(name)) return [];
        const envelope = defaultPayloadConverter.fromPayload<Envelope<FactName>>(payload);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it came under that name, so its data is that message's
        return [{ name, ...envelope } as HappenedOf<FactName>];
      });
    },
  };
}
