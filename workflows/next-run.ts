/**
 * How a life goes on when a run is over: in a further run of the same lifecycle once the history is long, or as the
 * lifecycle of the next term once the client has renewed.
 */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { log, ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { RunSettings } from '../activities/run-settings';
import { begin } from '../domain/lifecycle';
import { nextTerm } from '../domain/seam';
import { goOnInFurtherRun } from './history';
import { lifecycleWorkflow } from './names';
import { now, type Ended, type Life, type RunOrigin, type Unheard } from './life';
import { attributesOf, startDetails } from './story';

export interface LifecycleInput {
  readonly from: RunOrigin;
  /**
   * Where no settings are known: continue as new from this many history events on. Workers of the release before know
   * nothing else. The server's own suggestion always counts.
   */
  readonly maxEvents: number;
  /** How the run before was lived; this one learns its own with its first recording. Absent where there was none. */
  readonly settings?: RunSettings;
  /** Signals that the run before did not know; absent where there are none. */
  readonly unheard?: readonly Unheard[];
}

export interface LifecycleOutcome extends Ended {
  /** The lifecycle of the next term. */
  readonly next?: string;
}

/** The workflow by its type alone: this file cannot import what imports it. */
type Lifecycle = (input: LifecycleInput) => Promise<LifecycleOutcome>;

/** Ends this run and goes on from its state. */
export function continueAsNew({ state, unheard, run: { settings, fallback } }: Life): Promise<never> {
  const from = { kind: 'state' as const, state };
  const input = settings === null ? { from, maxEvents: fallback } : { from, maxEvents: settings.maxEvents, settings };
  return goOnInFurtherRun<Lifecycle>(unheard.length === 0 ? input : { ...input, unheard });
}

/**
 * The next term is an abandoned child: linked in the Temporal UI, started exactly once, and on the same clock.
 * Returns its id; null where the life did not end as renewed.
 */
export async function startNextTerm({ state, run: { settings, fallback } }: Life): Promise<string | null> {
  const seed = nextTerm(state);
  if (seed === null) return null;
  try {
    await startChild<Lifecycle>(lifecycleWorkflow, {
      workflowId: seed.lifecycleId,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: attributesOf(begin(seed, now()).state),
      ...startDetails(seed),
      args: [{ from: { kind: 'seed', seed }, maxEvents: settings?.maxEvents ?? fallback }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    log.info('the next term was started before', { next: seed.lifecycleId });
  }
  return seed.lifecycleId;
}
