/**
 * A client's life with one product, made durable. What happens is decided in `domain/` (`domain/lifecycle.ts` draws
 * the stages, `domain/registry.ts` tells how one thing leads to another); this workflow hears messages, wakes up when
 * something falls due, and has every event recorded.
 */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  log,
  makeContinueAsNewFunc,
  ParentClosePolicy,
  setCurrentDetails,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { Stage } from '../domain/concerns/standing';
import { begin } from '../domain/lifecycle';
import { nextTerm } from '../domain/seam';
import { answerMessages } from './handlers';
import { Life, now, type RunOrigin } from './life';
import { attributesOf, currentDetails, startDetails } from './story';
import { WakeUp } from './wake-up';

export interface LifecycleInput {
  readonly from: RunOrigin;
  /** Continue as new from this many history events on; the server's own suggestion always counts. */
  readonly maxEvents: number;
}

export interface LifecycleOutcome {
  readonly stage: Stage;
  readonly reason: string;
  /** The lifecycle of the next term. */
  readonly next?: string;
}

/** Lives until the term has ended; returns how, why, and what it goes on as. */
export async function lifecycle(input: LifecycleInput): Promise<LifecycleOutcome> {
  const life = new Life(input.from);
  const wakeUp = new WakeUp();
  answerMessages(life);

  for (;;) {
    life.moveOn();
    await life.learnHolidays();
    await life.record();
    if (life.hasEnded) break;

    if (isHistoryLong(input.maxEvents)) {
      await condition(allHandlersFinished);
      if (!life.isRecorded) continue;
      wakeUp.cancel();
      return continueAsNew({ ...input, from: { kind: 'state', state: life.state } });
    }

    setCurrentDetails(currentDetails(life.state));
    wakeUp.set(life.next?.at ?? null, life.next?.what ?? '');
    await condition(() => wakeUp.isDue || !life.isRecorded);
  }

  wakeUp.cancel();
  setCurrentDetails(currentDetails(life.state));
  const next = await startNextTerm(life, input.maxEvents);
  await condition(allHandlersFinished);
  await life.record();
  const { stage, endReason } = life.state.slices.standing;
  return { stage, reason: endReason ?? '', ...(next === null ? {} : { next }) };
}

function isHistoryLong(maxEvents: number): boolean {
  const { continueAsNewSuggested, targetWorkerDeploymentVersionChanged, historyLength } = workflowInfo();
  return continueAsNewSuggested || targetWorkerDeploymentVersionChanged || historyLength >= maxEvents;
}

/** A run that a deploy asked to go on moves to the new version here, and only here. */
function continueAsNew(input: LifecycleInput): Promise<never> {
  const { targetWorkerDeploymentVersionChanged } = workflowInfo();
  const options = targetWorkerDeploymentVersionChanged ? { initialVersioningBehavior: 'AUTO_UPGRADE' as const } : {};
  return makeContinueAsNewFunc<typeof lifecycle>(options)(input);
}

/**
 * The next term is an abandoned child: linked in the Temporal UI, started exactly once, and on the same clock.
 * Returns its id; null where the life did not end as renewed.
 */
async function startNextTerm({ state }: Life, maxEvents: number): Promise<string | null> {
  const seed = nextTerm(state);
  if (seed === null) return null;
  try {
    await startChild(lifecycle, {
      workflowId: seed.lifecycleId,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: attributesOf(begin(seed, now()).state),
      ...startDetails(seed),
      args: [{ from: { kind: 'seed', seed }, maxEvents }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    log.info('the next term was started before', { next: seed.lifecycleId });
  }
  return seed.lifecycleId;
}
