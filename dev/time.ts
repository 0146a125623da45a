/** Native time skipping: one workflow's clock moves ahead on the real server, and it behaves as in real life. */
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';

/** Skips in one session; at the server's default of 200 skipping would stop silently. */
const maxSessionSkipCount = 10_000;
const dayMs = 86_400_000;

/** The workflow has ended, or the server would not skip. */
export class CannotForward extends Error {
  override readonly name = 'CannotForward';
}

/** The workflow's own present moment. */
export async function virtualNow(client: Client, workflowId: string): Promise<Date> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const at = raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return at === undefined || at === null
    ? new Date()
    : new Date(Number(at.seconds ?? 0) * 1_000 + (at.nanos ?? 0) / 1e6);
}

const polled = temporal.api.enums.v1.FastForwardPollingResult;
let asked = 0;

/**
 * Moves one workflow's clock by so many milliseconds; returns its moment once it got there. When the
 * workflow ends on the way, it returns the moment at which it ended. A next term does not skip with it.
 */
export async function fastForward(client: Client, workflowId: string, byMs: number): Promise<Date> {
  const { workflowService: service } = client;
  const { namespace } = client.options;
  const fastForwardId = `forward-${process.pid}-${Date.now()}-${(asked += 1)}`;
  const duration = msToTs(byMs);
  await service.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        disablePropagation: true,
        maxSessionSkipCount,
        fastForwardConfig: { id: fastForwardId, duration },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (let polls = 0; polls < 1_000; polls += 1) {
    const { fastForwardPollingResult, fastForwardInfo, failedReason } = await service.pollWorkflowExecutionTimeSkipping(
      { namespace, workflowExecution: { workflowId }, fastForwardId },
    );
    if (fastForwardPollingResult === polled.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED)
      return new Date(Number(fastForwardInfo?.targetTime?.seconds ?? 0) * 1_000);
    if (fastForwardPollingResult === polled.FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT) continue;
    const { status, closeTime } = await client.workflow.getHandle(workflowId).describe();
    if (status.name !== 'RUNNING') return closeTime ?? new Date();
    throw new CannotForward(`${workflowId} could not be forwarded (${fastForwardPollingResult} ${failedReason ?? ''})`);
  }
  throw new CannotForward(`${workflowId} did not get there in time`);
}

/** `90d`, `2w`, `18m` (months of 30 days) or `1y` in milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,4})([dwmy])$/.exec(text) ?? [];
  const days = { d: 1, w: 7, m: 30, y: 365 };
  return count === undefined || unit === undefined
    ? undefined
    : Number(count) * days[unit as keyof typeof days] * dayMs;
}
