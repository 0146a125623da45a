/**
 * How long one attempt of each kind of activity may take, and how often and for how long it is tried again. Whether a
 * failure is tried again at all is decided in `activities/failures.ts`.
 */
import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/** Recording and asking of a lifecycle, at first: a local activity, tried twice within seconds. Then `patientRetry` takes over. */
export const quickRetry = {
  startToCloseTimeout: '3 seconds',
  scheduleToCloseTimeout: '7 seconds',
  retry: { maximumAttempts: 2, initialInterval: '200 milliseconds' },
} as const satisfies LocalActivityOptions;

/** Recording and asking of a lifecycle, patiently: a normal activity, tried for as long as it takes. */
export const patientRetry = {
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
} as const satisfies ActivityOptions;

/** Sending a mail: tried for as long as it takes. `records/erasure.ts` waits for as long as one attempt may take. */
export const deliveryRetry = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
} as const satisfies ActivityOptions;

/** Sending a webhook's message: tried for three days, ever more seldom. */
export const webhookRetry = {
  startToCloseTimeout: '45 seconds',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 3, maximumInterval: '6 hours' },
} as const satisfies ActivityOptions;

/** Noting that a webhook's message is given up: tried for as long as it takes, by Temporal's own rhythm. */
export const givingUpRetry = { startToCloseTimeout: '30 seconds' } as const satisfies ActivityOptions;

/** Reading a feed: a slow server has three minutes. A failure of ours is tried again for as long as it takes. */
export const feedRetry = {
  startToCloseTimeout: '3 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
} as const satisfies ActivityOptions;

/** Working through a job, some seconds at a time. A missing heartbeat shows that the worker died; the job goes on. */
export const jobRetry = {
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds' },
} as const satisfies ActivityOptions;

/** Asking for and writing a rep's brief: tried for as long as it takes. A brief comes late rather than not at all. */
export const morningRetry = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const satisfies ActivityOptions;

/** Computing a figure that is watched: tried as a brief is, with a minute to read the whole book. */
export const figureRetry = { ...morningRetry, startToCloseTimeout: '1 minute' } as const satisfies ActivityOptions;
