/** What a call to Temporal may come to, and which error of its client means what. */
import {
  isGrpcDeadlineError,
  isGrpcServiceError,
  QueryNotRegisteredError,
  QueryRejectedError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';

/** Temporal, or a worker, did not answer in time. What was asked may have happened. Retryable. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** There is no such workflow, or it has ended. Not retryable. */
export class NotRunning extends Error {
  override readonly name = 'NotRunning';
}

/** gRPC: DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE, CANCELLED, FAILED_PRECONDITION (no poller for a query). */
const passing = new Set([1, 4, 8, 9, 14]);

/** What a run answers whose build has no handler for an update: a later build sent it. */
const noHandler = /^No registered handler for update/;

/** True for a message that the run's build does not know: it will once it has moved to a later one. */
export function isUnknownToBuild(error: unknown): boolean {
  return (
    error instanceof QueryNotRegisteredError ||
    (error instanceof WorkflowUpdateFailedError && noHandler.test(error.cause?.message ?? ''))
  );
}

/** By this type the server says that a run ended (it was terminated) after it had accepted an update, and before it answered. */
const runEndedFirst = 'AcceptedUpdateCompletedWorkflow';

/** The error by its name here; one that has none stays as it is. */
export function named(error: unknown): unknown {
  if (isUnknownToBuild(error)) return new NoAnswer('the run is on a build that does not know this', { cause: error });
  if (error instanceof WorkflowNotFoundError || error instanceof QueryRejectedError)
    return new NotRunning('the lifecycle is not running', { cause: error });
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error))
    return new NoAnswer('no answer in time', { cause: error });
  if (
    error instanceof WorkflowUpdateFailedError &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === runEndedFirst
  )
    return new NoAnswer('its run ended before it had answered', { cause: error });
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  for (const one of [error, cause]) {
    if (isGrpcServiceError(one) && passing.has(one.code))
      return new NoAnswer('Temporal is not available', { cause: error });
  }
  return error;
}

/** Asks Temporal and waits no longer than this; what goes wrong is thrown by its name here. */
export async function answerWithin<T>(client: Client, timeoutMs: number, ask: () => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + timeoutMs, ask);
  } catch (error) {
    throw named(error);
  }
}
