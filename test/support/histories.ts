/** Histories as the server keeps them: every run of every chain, every payload decoded. */
import { temporal as proto } from '@temporalio/proto';
import { temporal } from './time';

type History = proto.api.history.v1.IHistory;
export type HistoryEvent = proto.api.history.v1.IHistoryEvent;

export const eventTypeOf = ({ eventType }: HistoryEvent): string =>
  proto.api.enums.v1.EventType[eventType ?? 0] ?? 'unknown';

/** The events of one run; the latest unless a run is named. */
export async function eventsOf(workflowId: string, runId?: string): Promise<readonly HistoryEvent[]> {
  const client = await temporal();
  const history: History = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  return history.events ?? [];
}

/** The events of every run of a chain, the first run first. */
export async function runsOf(workflowId: string): Promise<readonly (readonly HistoryEvent[])[]> {
  const client = await temporal();
  const runs: { readonly runId: string; readonly startTime: Date }[] = [];
  for await (const run of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) runs.push(run);
  const inOrder = runs.toSorted((one, other) => one.startTime.getTime() - other.startTime.getTime());
  return Promise.all(inOrder.map(({ runId }) => eventsOf(workflowId, runId)));
}

const wakes = /SIGNALED|TIMER_FIRED|UPDATE_ADMITTED|EXECUTION_TERMINATED/;

/** On how many events a run slept at most: so many came before something woke it. Those of time skipping do not count. */
export function longestSleep(events: readonly HistoryEvent[]): number {
  const known = lived(events);
  const slept = known.flatMap((event, index) => (wakes.test(eventTypeOf(event)) ? [index] : []));
  const isClosed = /CONTINUED_AS_NEW|EXECUTION_COMPLETED|EXECUTION_TERMINATED/.test(eventTypeOf(known.at(-1) ?? {}));
  return Math.max(0, ...slept, ...(isClosed ? [] : [known.length]));
}

/** Events that time skipping itself adds: in real life there are none of them. */
export function lived(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  return events.filter((event) => !/TIME_SKIPPING|OPTIONS_UPDATED/.test(eventTypeOf(event)));
}

/**
 * True for a task that a worker took and did not end in time. One that waited in vain for the worker that knows its
 * workflow is given to another worker, and is not late.
 */
export function isLate({ workflowTaskTimedOutEventAttributes: timedOut }: HistoryEvent): boolean {
  return timedOut?.timeoutType === proto.api.enums.v1.TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE;
}

/** How many there are of each type. */
export function countsOf(events: readonly HistoryEvent[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const event of events) counts[eventTypeOf(event)] = (counts[eventTypeOf(event)] ?? 0) + 1;
  return counts;
}

/** Ids of every run of every workflow, chains included, closed ones too. */
export async function everyRun(): Promise<readonly { readonly workflowId: string; readonly runId: string }[]> {
  const client = await temporal();
  const runs: { workflowId: string; runId: string }[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) runs.push({ workflowId, runId });
  return runs;
}

const isPayload = (value: object): value is { data: Uint8Array; metadata: object } =>
  'data' in value && value.data instanceof Uint8Array && 'metadata' in value;

/** Every text in a history: payloads decoded, field by field. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  if (isPayload(value)) return [Buffer.from(value.data).toString('utf8')];
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)]);
}
