/**
 * What Temporal keeps of lifecycles: their runs, and what stands in their histories. Asked by whoever holds Temporal and
 * PostgreSQL against each other, after one of them was restored to an earlier moment.
 */
import { defaultPayloadConverter } from '@temporalio/common';
import type { Client, WorkflowExecutionInfo, WorkflowHandle } from '@temporalio/client';
import type { DecisionName, HappenedOf, Seed } from '../domain/core/concern';
import { decisions, type Envelope } from '../workflows/messages';
import type { RunOrigin } from '../workflows/life';
import { lifecycleWorkflow } from '../workflows/names';
import type { LifecycleInput } from '../workflows/next-run';
import { answerWithin } from './errors';
import { runStateOf } from './runs';

/** A run's history, as the server keeps it. */
export type RunHistory = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<RunHistory['events']>[number];
type Payloads = NonNullable<HistoryEvent['workflowExecutionStartedEventAttributes']>['input'];

/** The last run of a lifecycle. */
export interface LastRun {
  readonly lifecycleId: string;
  readonly runId: string;
  readonly state: ReturnType<typeof runStateOf>;
}

export interface Histories {
  /** The last run of every lifecycle that Temporal knows. Throws `NoAnswer`. */
  lastRuns(): Promise<readonly LastRun[]>;
  /** The ids of all workflows of a type. Throws `NoAnswer`. */
  idsOf(workflow: string): Promise<readonly string[]>;
  /** When the last event of a run was written, by the server's clock; null where it is gone. Throws `NoAnswer`. */
  lastEventAt(run: LastRun): Promise<Date | null>;
  /** The histories of all runs of a lifecycle that are kept, the newest first. Throws `NoAnswer`. */
  newestFirst(lifecycleId: string): AsyncGenerator<RunHistory>;
}

const callTimeoutMs = 20_000;
const listedAtOnce = 1_000;

/** Looks at the histories of a namespace. */
export function createHistories(client: Client): Histories {
  const { workflowService } = client;
  const { namespace } = client.options;
  const within = <T>(act: () => Promise<T>): Promise<T> => answerWithin(client, callTimeoutMs, act);
  async function listed(query: string): Promise<readonly WorkflowExecutionInfo[]> {
    const found: WorkflowExecutionInfo[] = [];
    for await (const one of client.workflow.list({ query, pageSize: listedAtOnce })) found.push(one);
    return found;
  }
  const laterFirst = (a: WorkflowExecutionInfo, b: WorkflowExecutionInfo): number =>
    b.startTime.getTime() - a.startTime.getTime();
  return {
    async lastRuns() {
      const query = `WorkflowType = '${lifecycleWorkflow}' AND ExecutionStatus != 'ContinuedAsNew'`;
      const last = new Map<string, LastRun>();
      for (const { workflowId: lifecycleId, runId, status } of [...(await listed(query))].toSorted(laterFirst)) {
        if (last.has(lifecycleId)) continue;
        last.set(lifecycleId, { lifecycleId, runId, state: runStateOf(status.name) });
      }
      return [...last.values()];
    },
    async idsOf(workflow) {
      return [...new Set((await listed(`WorkflowType = '${workflow}'`)).map(({ workflowId }) => workflowId))];
    },
    async lastEventAt({ lifecycleId: workflowId, runId }) {
      const { history } = await within(() =>
        workflowService.getWorkflowExecutionHistoryReverse({
          namespace,
          execution: { workflowId, runId },
          maximumPageSize: 1,
        }),
      );
      const [event] = history?.events ?? [];
      return event === undefined ? null : momentOf(event);
    },
    async *newestFirst(lifecycleId) {
      const runs = [...(await listed(`WorkflowId = '${lifecycleId}'`))].toSorted(laterFirst);
      for (const { runId } of runs)
        yield await within(() => client.workflow.getHandle(lifecycleId, runId).fetchHistory());
    },
  };
}

const momentOf = ({ eventTime }: HistoryEvent): Date =>
  new Date(Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6);

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- whoever asks knows what was sent
function firstOf<T>(payloads: Payloads): T | undefined {
  const [payload] = payloads?.payloads ?? [];
  return payload === undefined ? undefined : defaultPayloadConverter.fromPayload<T>(payload);
}

/** Where a run of a lifecycle began: from its seed, or from the state that the run before carried over. */
export function originOf({ events }: RunHistory): RunOrigin | null {
  const started = events?.[0]?.workflowExecutionStartedEventAttributes;
  return firstOf<LifecycleInput>(started?.input)?.from ?? null;
}

/** The seed of the life that a run is a part of. */
export function seedIn(origin: RunOrigin): Seed {
  return origin.kind === 'seed' ? origin.seed : origin.state.seed;
}

/** The decisions that a run accepted, oldest first, each with the moment of its acceptance. */
export function decisionsIn({ events }: RunHistory): readonly (HappenedOf<DecisionName> & { readonly at: Date })[] {
  return (events ?? []).flatMap((event) => {
    const input = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    const name = input?.name ?? '';
    const envelope = firstOf<Envelope<DecisionName>>(input?.args);
    if (envelope === undefined || !Object.hasOwn(decisions, name)) return [];
    const at = new Date(envelope.acceptedAt ?? momentOf(event));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it came under that name, so its data is that message's
    return [{ name, ...envelope, at } as HappenedOf<DecisionName> & { readonly at: Date }];
  });
}
