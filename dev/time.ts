/**
 * Native time skipping: one workflow's clock moves ahead on the real server, and it behaves as in real life.
 *
 * The server of Temporal CLI 1.9.1 (1.32.0) skips past the target of a fast-forward where a workflow task ends just after
 * that moment and before the server has noticed it: it then goes on to the next timer, be it a week away, and calls the
 * fast-forward completed (temporalio/temporal#11373 mends it in later servers). Whatever falls due in the seconds before the target
 * makes such a task. So the last stretch goes one skip at a time: each is made in the request that asks for it, while nothing
 * is under way, and skipping is off again before anything wakes. And whoever asked is told where the clock went too far.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';

/** Skips in one session; at the server's default of 200 skipping would stop silently. */
const maxSessionSkipCount = 10_000;
const dayMs = 86_400_000;
/**
 * The last stretch, in single skips. It begins at a moment of no day's order, where nothing of anybody's falls due: neither at
 * an hour's seconds, nor so many days after what was done.
 */
const lastStretchMs = dayMs + 23 * 60_000 + 37_300;
/** So little is waited for instead. */
const waitedForMs = 50;
const pollMs = 8;
/** How long workers may take for whatever falls due on the way. */
const patienceMs = 900_000;
/** A clock is read some time after it moved. */
const readingMs = 1_000;

/** The workflow has ended, or the server would not skip. */
export class CannotForward extends Error {
  override readonly name = 'CannotForward';
}

/** The clock stands beyond the moment that it was told: what fell due in between was not lived through in its order. */
export class ForwardedTooFar extends Error {
  override readonly name = 'ForwardedTooFar';
}

type Described = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['describe']>>;

function clockOf({ raw }: Described): Date {
  const at = raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return at === undefined || at === null
    ? new Date()
    : new Date(Number(at.seconds ?? 0) * 1_000 + (at.nanos ?? 0) / 1e6);
}

/** The workflow's own present moment. */
export async function virtualNow(client: Client, workflowId: string): Promise<Date> {
  return clockOf(await client.workflow.getHandle(workflowId).describe());
}

const polled = temporal.api.enums.v1.FastForwardPollingResult;
const { EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED: skippedEvent } = temporal.api.enums.v1.EventType;
let asked = 0;

async function setSkipping(client: Client, workflowId: string, timeSkippingConfig: object): Promise<void> {
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: { timeSkippingConfig: { disablePropagation: true, ...timeSkippingConfig } },
    updateMask: { paths: ['time_skipping_config'] },
  });
}

/** Lets the server skip ahead by so many milliseconds, so many skips at most; returns the fast-forward's id. */
async function skip(client: Client, workflowId: string, byMs: number, skips: number): Promise<string> {
  const id = `forward-${process.pid}-${Date.now()}-${(asked += 1)}`;
  await setSkipping(client, workflowId, {
    enabled: true,
    maxSessionSkipCount: skips,
    fastForwardConfig: { id, duration: msToTs(byMs) },
  });
  return id;
}

/** True where it may skip still: something came in between, and held it up. */
const maySkip = ({ raw }: Described): boolean =>
  raw.workflowExtendedInfo?.timeSkippingInfo?.effectiveConfig?.enabled === true;

/** The long way, all skips at once. Where it ends is looked at afterwards, for a further run knows nothing of it. */
async function goFar(client: Client, workflowId: string, byMs: number): Promise<void> {
  const fastForwardId = await skip(client, workflowId, byMs, maxSessionSkipCount);
  const { namespace } = client.options;
  for (const until = Date.now() + patienceMs; Date.now() < until;) {
    const { fastForwardPollingResult } = await client.workflowService.pollWorkflowExecutionTimeSkipping({
      namespace,
      workflowExecution: { workflowId },
      fastForwardId,
    });
    if (fastForwardPollingResult !== polled.FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT) return;
  }
}

const { PENDING_ACTIVITY_STATE_SCHEDULED: waits } = temporal.api.enums.v1.PendingActivityState;

/** True while something is under way, or due: no time may be skipped over it. */
async function isAtWork(client: Client, workflowId: string, { raw, runId }: Described): Promise<boolean> {
  if (raw.pendingWorkflowTask !== undefined && raw.pendingWorkflowTask !== null) return true;
  const activities = raw.pendingActivities ?? [];
  // One that is tried again later is skipped to.
  if (activities.length > 0) return activities.some(({ state, attempt }) => state !== waits || (attempt ?? 1) <= 1);
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  const last = history?.events?.[0];
  // Its clock was skipped to a timer, which has not woken it yet.
  return (
    last?.eventType === skippedEvent &&
    last.workflowExecutionTimeSkippingTransitionedEventAttributes?.disabledAfterFastForward !== true
  );
}

/**
 * Moves one workflow's clock by so many milliseconds; returns the moment at which it stands then. When the workflow ends on
 * the way, it returns the moment at which it ended. A next term does not skip with it.
 */
export async function fastForward(client: Client, workflowId: string, byMs: number): Promise<Date> {
  const handle = client.workflow.getHandle(workflowId);
  let before = Date.now();
  let at = await handle.describe();
  const until = new Date(clockOf(at).getTime() + byMs);
  if (at.status.name === 'RUNNING' && byMs > 2 * lastStretchMs) {
    await goFar(client, workflowId, byMs - lastStretchMs);
    at = await handle.describe();
  }
  for (const latest = Date.now() + patienceMs; ;) {
    if (at.status.name !== 'RUNNING') return at.closeTime ?? until;
    const aheadMs = until.getTime() - clockOf(at).getTime();
    if (aheadMs <= 0) {
      // Since it was looked at last its clock went on by itself, and no further.
      if (-aheadMs > Date.now() - before + readingMs)
        throw new ForwardedTooFar(
          `${workflowId} was to stand at ${until.toISOString()}, and stands at ${clockOf(at).toISOString()}`,
        );
      if (!maySkip(at)) return until;
    }
    if (Date.now() > latest) throw new CannotForward(`${workflowId} did not get there in time`);
    before = Date.now();
    if (aheadMs <= 0) await setSkipping(client, workflowId, { enabled: false });
    else if (aheadMs <= waitedForMs) await sleep(aheadMs);
    // A skip that was asked for is still to come: asked for again, it would be made twice.
    else if (maySkip(at) || (await isAtWork(client, workflowId, at))) await sleep(pollMs);
    else await skip(client, workflowId, aheadMs, 1);
    at = await handle.describe();
  }
}

/** `90d`, `2w`, `18m` (months of 30 days) or `1y` in milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,4})([dwmy])$/.exec(text) ?? [];
  const days = { d: 1, w: 7, m: 30, y: 365 };
  return count === undefined || unit === undefined
    ? undefined
    : Number(count) * days[unit as keyof typeof days] * dayMs;
}
