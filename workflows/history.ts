/**
 * When a workflow that lives for years hands over to a further run, and how: lifecycles, mornings, feeds and watches over
 * figures go by this alone. A run is over when its history is long, when the server says so, or when a deploy has made
 * another version current: a pinned run moves to that version by continuing as new, and in no other way.
 */
import type { Workflow } from '@temporalio/common';
import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';

/** Mornings, feeds and watches continue as new from this many history events on; lifecycles by `HOLDFAST_MAX_EVENTS`. */
export const longHistory = 2_000;

/** True when this run is pinned to a version that is not the current one any more. Known at each task, not between them. */
export function isMoveWanted(): boolean {
  return workflowInfo().targetWorkerDeploymentVersionChanged;
}

/** True when this run should hand over to a further one. */
export function isRunOver(mostEvents: number): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || isMoveWanted() || historyLength >= mostEvents;
}

/** Ends this run, and goes on in a further one: of the current version where a move is wanted, else of its own. */
export function goOnInFurtherRun<W extends Workflow>(...args: Parameters<W>): Promise<never> {
  const options = isMoveWanted() ? { initialVersioningBehavior: 'AUTO_UPGRADE' as const } : {};
  return makeContinueAsNewFunc<W>(options)(...args);
}
