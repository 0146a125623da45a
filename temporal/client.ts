/** What the API and the worker ask of Temporal. Every call has a deadline; what is away or not there has a name. */
import { inMarkdown } from '../domain/told/foreign';
import {
  WorkflowUpdateFailedError,
  type Client,
  type WorkflowHandle,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { DecisionName, FactName, Seed } from '../domain/core/concern';
import { begin, type Seen } from '../domain/lifecycle';
import { roundIdOf, type MailOnItsWay, type WebhookMessageOnItsWay } from '../domain/told/delivery';
import type { LiveAnswer, Decision } from '../domain/told/present';
import { isRefusal, type Refusal } from '../domain/core/refusals';
import { jobWorkflowId, type JobKind, type Phase } from '../domain/organisation/job';
import {
  briefIdOf,
  briefWorkflow,
  deliverQueueOf,
  deliverWorkflow,
  feedIdOf,
  feedQueueOf,
  feedWorkflow,
  webhookQueueOf,
  webhookWorkflow,
  jobWorkflow,
  lifecycleWorkflow,
  targetIdOf,
  targetWorkflow,
} from '../workflows/names';
import {
  decisions,
  facts,
  queries,
  rearranged,
  refusedType,
  type Envelope,
  type Stands,
  wake,
} from '../workflows/messages';
import type { RunOrigin, Unheard } from '../workflows/life';
import type { LifecycleInput } from '../workflows/next-run';
import { attributesOf, mailDetails, messageDetails, startDetails } from '../workflows/story';
import { answerWithin, isUnknownToBuild, named, NotRunning } from './errors';

export type { Envelope } from '../workflows/messages';

/** A job as Temporal needs to know it. */
export interface JobToStart {
  readonly id: string;
  readonly kind: JobKind;
}

/** What became of a decision: it stands, or it was refused. */
export type Verdict = { readonly stands: Stands } | { readonly refused: Refusal };

export interface LifecycleClient {
  /** Starts a lifecycle, once however often it is called. Throws `NoAnswer`. */
  start(seed: Seed, now: string): Promise<void>;
  /**
   * Starts the workflow of a lifecycle anew, from its record, after it was lost, with the signals that its last run did not
   * know. Where it runs, nothing happens. Throws `NoAnswer`.
   */
  revive(from: RunOrigin, now: string, unheard: readonly Unheard[]): Promise<void>;
  /** Starts the delivery of a mail after a delay, once for each round. Throws `NoAnswer`. */
  deliver(mail: MailOnItsWay, when?: { readonly round?: number; readonly delayMs?: number }): Promise<void>;
  /** Starts the delivery of a webhook's message, once for each round. Throws `NoAnswer`. */
  deliverWebhook(message: WebhookMessageOnItsWay, round: number): Promise<void>;
  /** Starts a phase of a job, once however often it is called. Throws `NoAnswer`. */
  work(job: JobToStart, phase: Phase, round: number): Promise<void>;
  /** Starts a rep's mornings, or tells them that something was rearranged. Throws `NoAnswer`. */
  arrangeBriefs(rep: string): Promise<void>;
  /** Starts polling a feed, or polls it at once. Throws `NoAnswer`. */
  pollFeed(feed: string): Promise<void>;
  /** Starts the watch over a target, once. Throws `NoAnswer`. */
  watch(target: string): Promise<void>;
  /** Hands a fact over durably; no worker is needed. Throws `NoAnswer`, `NotRunning`. */
  sendFact<K extends FactName>(lifecycleId: string, name: K, envelope: Envelope<K>): Promise<void>;
  /** Asks for a decision. The same `envelope.id` gets the same verdict. Throws `NoAnswer`, `NotRunning`. */
  decide<K extends DecisionName>(
    lifecycleId: string,
    name: K,
    envelope: Envelope<K>,
    timeoutMs: number,
  ): Promise<Verdict>;
  /** Has a workflow that lives for years look around: one that a deploy wants on another version moves. Throws `NoAnswer`, `NotRunning`. */
  wake(workflowId: string): Promise<void>;
  /** The live state, with what is due by now. Throws `NoAnswer`, `NotRunning`. */
  lifecycle(lifecycleId: string): Promise<LiveAnswer>;
  /** The last decisions of the domain, newest first. Throws `NoAnswer`, `NotRunning`. */
  why(lifecycleId: string): Promise<readonly Decision[]>;
  /** What became of a message; null while that is not known. Throws `NoAnswer`, `NotRunning`. */
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

/** What the API and the worker use to reach lifecycles, deliveries, jobs, mornings, feeds and targets. */
export function createLifecycleClient({
  client,
  taskQueue,
  queryTimeoutMs,
  maxEvents,
}: LifecycleClientOptions): LifecycleClient {
  const within = <T>(timeoutMs: number, act: () => Promise<T>): Promise<T> => answerWithin(client, timeoutMs, act);
  const handle = (lifecycleId: string): WorkflowHandle => client.workflow.getHandle(lifecycleId);
  const wakeUp = (workflowId: string): Promise<void> => within(callTimeoutMs, () => handle(workflowId).signal(wake));

  /** Starts a workflow on the main queue, unless the options name another; one that runs already counts as started. */
  async function startOnce(
    workflow: string,
    workflowId: string,
    args: readonly unknown[],
    options: Partial<WorkflowStartOptions>,
  ): Promise<void> {
    await within(callTimeoutMs, () =>
      once(() =>
        client.workflow.start(workflow, {
          taskQueue,
          workflowIdConflictPolicy: 'USE_EXISTING',
          ...options,
          workflowId,
          args: [...args],
        }),
      ),
    );
  }

  /** Starts a workflow that wakes on a calendar of its own, or wakes the one that runs. */
  async function startOrRearrange(
    workflow: string,
    workflowId: string,
    subject: string,
    options: Partial<WorkflowStartOptions>,
  ): Promise<void> {
    await within(callTimeoutMs, () =>
      client.workflow.signalWithStart(workflow, {
        taskQueue,
        ...options,
        workflowId,
        args: [subject],
        signal: rearranged.name,
      }),
    );
  }

  return {
    async start(seed, now) {
      const input: LifecycleInput = { from: { kind: 'seed', seed }, maxEvents };
      await startOnce(lifecycleWorkflow, seed.lifecycleId, [input], {
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        typedSearchAttributes: attributesOf(begin(seed, now).state),
        ...startDetails(seed),
      });
    },

    revive: (from, now, unheard) => {
      const input: LifecycleInput = { from, maxEvents, ...(unheard.length === 0 ? {} : { unheard }) };
      const state = from.kind === 'state' ? from.state : begin(from.seed, now).state;
      return startOnce(lifecycleWorkflow, state.seed.lifecycleId, [input], {
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        typedSearchAttributes: attributesOf(state),
        ...startDetails(state.seed),
      });
    },

    deliver: (mail, { round = 0, delayMs = 0 } = {}) =>
      startOnce(deliverWorkflow, roundIdOf(mail.key, round), [mail.key], {
        taskQueue: deliverQueueOf(taskQueue),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        ...(delayMs > 0 ? { startDelay: delayMs } : {}),
        ...mailDetails(mail),
      }),

    deliverWebhook: (message, round) =>
      startOnce(webhookWorkflow, roundIdOf(message.key, round), [message.key], {
        taskQueue: webhookQueueOf(taskQueue),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        ...messageDetails(message),
      }),

    work: ({ id, kind }, phase, round) =>
      // One that is over ends at once when it is started again.
      startOnce(jobWorkflow, jobWorkflowId(id, phase, round), [{ id, phase }], {
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: `${kind}: ${phase === 'preview' ? 'what it would do' : 'at work'}`,
      }),

    arrangeBriefs: (rep) =>
      startOrRearrange(briefWorkflow, briefIdOf(rep), rep, { staticSummary: `The mornings of ${inMarkdown(rep)}` }),

    pollFeed: (feed) =>
      startOrRearrange(feedWorkflow, feedIdOf(feed), feed, {
        taskQueue: feedQueueOf(taskQueue),
        staticSummary: `The feed ${inMarkdown(feed)}`,
      }),

    watch: (target) =>
      startOnce(targetWorkflow, targetIdOf(target), [target], {
        staticSummary: `The watch over ${inMarkdown(target)}`,
      }),

    sendFact: (lifecycleId, name, envelope) =>
      within(callTimeoutMs, () => handle(lifecycleId).signal<[typeof envelope]>(facts[name].name, envelope)),

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
          error.cause.type === refusedType
        ) {
          const code: unknown = error.cause.details?.[0];
          if (isRefusal(code)) return { refused: code };
        }
        // It may be that nothing but this would wake it for years; asked again, it answers from the build that knows.
        if (isUnknownToBuild(error)) await wakeUp(lifecycleId);
        throw named(error);
      }
    },

    wake: wakeUp,

    lifecycle: (lifecycleId) =>
      within(queryTimeoutMs, () => handle(lifecycleId).query(queries.lifecycle, new Date().toISOString())),
    why: (lifecycleId) =>
      within(queryTimeoutMs, () => handle(lifecycleId).query(queries.why, new Date().toISOString())),
    fate: (lifecycleId, id, timeoutMs) => within(timeoutMs, () => handle(lifecycleId).query(queries.fate, id)),
  };
}

/** The envelope of any fact. */
type FactEnvelope = Omit<Envelope<FactName>, 'data'> & { readonly data: object };

/** What PostgreSQL says of a lifecycle, and where it keeps what the lifecycle must still hear. */
export interface LifecycleRecord {
  /** Whether the record says that it has ended. */
  hasEnded(lifecycleId: string): Promise<boolean>;
  /** Keeps a fact until the lifecycle's workflow runs. */
  keep(lifecycleId: string, name: FactName, envelope: FactEnvelope): Promise<void>;
}

/**
 * Hands a fact to a lifecycle. Where no workflow of that id runs, Temporal does not say why: it has not begun, it is
 * lost, or it has ended. Only the record's word that it has ended lets the fact go; else the fact is kept until the
 * workflow runs. Returns what became of it. Throws `NoAnswer`: nothing was handed over or kept.
 */
export async function sendOrKeep<K extends FactName>(
  lifecycles: Pick<LifecycleClient, 'sendFact'>,
  record: LifecycleRecord,
  lifecycleId: string,
  name: K,
  envelope: Envelope<K>,
): Promise<'sent' | 'kept' | 'ended'> {
  try {
    await lifecycles.sendFact(lifecycleId, name, envelope);
    return 'sent';
  } catch (error) {
    if (!(error instanceof NotRunning)) throw error;
    if (await record.hasEnded(lifecycleId)) return 'ended';
    await record.keep(lifecycleId, name, envelope);
    return 'kept';
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
