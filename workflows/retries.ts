/**
 * What each kind of activity promises about time: how long one attempt may take, and for how long and how often it is
 * tried again. Whether a failure is tried again at all is decided in `activities/failures.ts`.
 */
import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/** A lifecycle's: tried twice within seconds, without a task of its own; then `patient` takes over. */
export const quick = {
  startToCloseTimeout: '3 seconds',
  scheduleToCloseTimeout: '7 seconds',
  retry: { maximumAttempts: 2, initialInterval: '200 milliseconds' },
} as const satisfies LocalActivityOptions;

/** A lifecycle's: visible in the Temporal UI, tried for as long as it takes. */
export const patient = {
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
} as const satisfies ActivityOptions;

/** A mail's: tried by the real clock for as long as it takes; what the mail server refuses for good ends it. */
export const delivery = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
} as const satisfies ActivityOptions;

/** A webhook’s message: a receiver that is away is tried for three days, ever more seldom. */
export const webhook = {
  startToCloseTimeout: '45 seconds',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 3, maximumInterval: '6 hours' },
} as const satisfies ActivityOptions;

/** What is written once a webhook’s message is given up: tried for as long as it takes, as Temporal sees fit. */
export const givingUp = { startToCloseTimeout: '30 seconds' } as const satisfies ActivityOptions;

/** A feed’s: a slow server has minutes; what fails of ours is tried for as long as it takes. */
export const feedReading = {
  startToCloseTimeout: '3 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
} as const satisfies ActivityOptions;

/** A job’s: some seconds of work at a time; a worker that died is missed soon, and the job goes on where it was. */
export const jobWork = {
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds' },
} as const satisfies ActivityOptions;

/** A rep’s morning: it comes late rather than not at all. */
export const morning = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const satisfies ActivityOptions;

/** A look at a figure: as a morning, with time to read the whole book. */
export const figure = { ...morning, startToCloseTimeout: '1 minute' } as const satisfies ActivityOptions;
