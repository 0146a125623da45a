/** What the API and the worker's sweep ask of Temporal; every call has a deadline, every failure a name. */
import {
  isGrpcDeadlineError,
  isGrpcServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import type { DecisionName, FactName, Seed } from '../domain/core/concern';
import { begin, type Seen } from '../domain/lifecycle';
import type { Presented, Why } from '../domain/told/present';
import type { Refusal } from '../domain/core/refusals';
import { jobWorkflowId, type Phase } from '../domain/organisation/job';
import {
  briefIdOf,
  briefWorkflow,
  deliverQueueOf,
  deliverWorkflow,
  feedIdOf,
  feedWorkflow,
  hookIdOf,
  hookWorkflow,
  jobWorkflow,
  lifecycleWorkflow,
  targetIdOf,
  targetWorkflow,
} from '../workflows/identity';
import {
  decisions,
  facts,
  fateQuery,
  lifecycleQuery,
  whyQuery,
  type Envelope,
  type Stands,
} from '../workflows/messages';
import type { LifecycleInput } from '../workflows/lifecycle';
import { attributesOf, introduction } from '../workflows/story';

/** Temporal, or a worker, did not answer in time. What was asked may have happened. Retryable. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** There is no such workflow, or it has ended. Not retryable. */
export class NotRunning extends Error {
  override readonly name = 'NotRunning';
}

export type Verdict = { readonly stands: Stands } | { readonly refused: Refusal };

export interface LifecycleClient {
  /** Starts a lifecycle, once however often it is called. Throws `NoAnswer`. */
  start(seed: Seed, now: string): Promise<void>;
  /** Starts the delivery of a mail after a delay, once however often it is called. Throws `NoAnswer`. */
  deliver(mailKey: string, delayMs?: number): Promise<void>;
  /** Starts the delivery of a webhook's message, once for each round. Throws `NoAnswer`. */
  deliverHook(key: string, round: number): Promise<void>;
  /** Starts a phase of a job, once however often it is called. Throws `NoAnswer`. */
  work(jobId: string, phase: Phase, round: number): Promise<void>;
  /** Starts a rep's mornings, or tells them that something was rearranged. Throws `NoAnswer`. */
  arrangeBriefs(rep: string): Promise<void>;
  /** Starts reading a feed, or reads it at once. Throws `NoAnswer`. */
  readFeed(feed: string): Promise<void>;
  /** Starts the watch over a target, once. Throws `NoAnswer`. */
  watch(target: string): Promise<void>;
  /** Hands a fact over durably; no worker is needed. Throws `NoAnswer`, `NotRunning`. */
  tell<K extends FactName>(lifecycleId: string, name: K, envelope: Envelope<K>): Promise<void>;
  /** Asks for a decision. The same `envelope.id` gets the same verdict. Throws `NoAnswer`, `NotRunning`. */
  decide<K extends DecisionName>(
    lifecycleId: string,
    name: K,
    envelope: Envelope<K>,
    timeoutMs: number,
  ): Promise<Verdict>;
  /** The live state. Throws `NoAnswer`, `NotRunning`. */
  lifecycle(lifecycleId: string): Promise<Presented>;
  why(lifecycleId: string): Promise<readonly Why[]>;
  fate(lifecycleId: string, id: string, timeoutMs: number): Promise<Seen | null>;
}

export interface LifecycleClientOptions {
  readonly client: Client;
  readonly taskQueue: string;
  readonly queryTimeoutMs: number;
  readonly maxEvents: number;
}

/** How long a start, a signal or the start of a delivery may take. */
const callTimeoutMs = 5_000;

export function createLifecycleClient({
  client,
  taskQueue,
  queryTimeoutMs,
  maxEvents,
}: LifecycleClientOptions): LifecycleClient {
  async function within<T>(timeoutMs: number, act: () => Promise<T>): Promise<T> {
    try {
      return await client.withDeadline(Date.now() + timeoutMs, act);
    } catch (error) {
      throw named(error);
    }
  }
  const handle = (lifecycleId: string): WorkflowHandle => client.workflow.getHandle(lifecycleId);

  return {
    async start(seed, now) {
      const input: LifecycleInput = { from: { kind: 'seed', seed }, maxEvents };
      await within(callTimeoutMs, () =>
        once(() =>
          client.workflow.start(lifecycleWorkflow, {
            workflowId: seed.lifecycleId,
            taskQueue,
            args: [input],
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
            typedSearchAttributes: attributesOf(begin(seed, now).state),
            ...introduction(seed),
          }),
        ),
      );
    },

    async deliver(mailKey, delayMs = 0) {
      await within(callTimeoutMs, () =>
        once(() =>
          client.workflow.start(deliverWorkflow, {
            workflowId: mailKey,
            taskQueue: deliverQueueOf(taskQueue),
            args: [mailKey],
            ...(delayMs > 0 ? { startDelay: delayMs } : {}),
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        ),
      );
    },

    async deliverHook(key, round) {
      await within(callTimeoutMs, () =>
        once(() =>
          client.workflow.start(hookWorkflow, {
            workflowId: hookIdOf(key, round),
            taskQueue: deliverQueueOf(taskQueue),
            args: [key],
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        ),
      );
    },

    async work(id, phase, round) {
      await within(callTimeoutMs, () =>
        once(() =>
          client.workflow.start(jobWorkflow, {
            workflowId: jobWorkflowId(id, phase, round),
            taskQueue,
            args: [{ id, phase }],
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
            staticSummary: `${id.split('-')[0]}: ${phase === 'preview' ? 'what it would do' : 'at work'}`,
          }),
        ),
      );
    },

    async arrangeBriefs(rep) {
      await within(callTimeoutMs, () =>
        client.workflow.signalWithStart(briefWorkflow, {
          workflowId: briefIdOf(rep),
          taskQueue,
          args: [rep],
          signal: 'rearranged',
          staticSummary: `The mornings of ${rep}`,
        }),
      );
    },

    async readFeed(feed) {
      await within(callTimeoutMs, () =>
        client.workflow.signalWithStart(feedWorkflow, {
          workflowId: feedIdOf(feed),
          // Whatever a feed does, it does not hold up a lifecycle.
          taskQueue: deliverQueueOf(taskQueue),
          args: [feed],
          signal: 'rearranged',
          staticSummary: `The feed ${feed}`,
        }),
      );
    },

    async watch(target) {
      await within(callTimeoutMs, () =>
        once(() =>
          client.workflow.start(targetWorkflow, {
            workflowId: targetIdOf(target),
            taskQueue,
            args: [target],
            workflowIdConflictPolicy: 'USE_EXISTING',
            staticSummary: `The watch over ${target}`,
          }),
        ),
      );
    },

    tell: (lifecycleId, name, envelope) =>
      within(callTimeoutMs, () => handle(lifecycleId).signal(facts[name] as never, envelope as never)),

    async decide(lifecycleId, name, envelope, timeoutMs) {
      try {
        const stands = await client.withDeadline(Date.now() + timeoutMs, () =>
          handle(lifecycleId).executeUpdate<Stands, [typeof envelope]>(decisions[name].name, {
            args: [envelope],
            updateId: envelope.id,
          }),
        );
        return { stands };
      } catch (error) {
        if (
          error instanceof WorkflowUpdateFailedError &&
          error.cause instanceof ApplicationFailure &&
          error.cause.type === 'Refused'
        ) {
          return { refused: error.cause.details?.[0] as Refusal };
        }
        throw named(error);
      }
    },

    lifecycle: (lifecycleId) => within(queryTimeoutMs, () => handle(lifecycleId).query(lifecycleQuery)),
    why: (lifecycleId) => within(queryTimeoutMs, () => handle(lifecycleId).query(whyQuery)),
    fate: (lifecycleId, id, timeoutMs) => within(timeoutMs, () => handle(lifecycleId).query(fateQuery, id)),
  };
}

/** Tells whoever is running; one that is not running needs to hear nothing. */
export async function ifRunning(tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    if (!(error instanceof NotRunning)) throw error;
  }
}

/** A start that was made before counts as made. */
async function once(start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** gRPC: DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE, CANCELLED, FAILED_PRECONDITION (no poller for a query). */
const passing = new Set([1, 4, 8, 9, 14]);

function named(error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError) return new NotRunning('the lifecycle is not running', { cause: error });
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error))
    return new NoAnswer('no answer in time', { cause: error });
  const cause = (error as { cause?: unknown }).cause;
  for (const one of [error, cause]) {
    if (isGrpcServiceError(one) && passing.has(one.code))
      return new NoAnswer('Temporal is not available', { cause: error });
  }
  return error;
}
