/**
 * When a workflow that lives for years hands over to a further run, and how: lifecycles, mornings, feeds and watches over
 * figures go by this alone. A run is over when its history is long, when the server says so, or when a deploy has made
 * another version current: a pinned run moves to that version by continuing as new, and in no other way.
 */
import type { Workflow } from '@temporalio/common';
import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import type { RunSettings, WithSettings } from '../activities/run-settings';

/** Mornings, feeds and watches that began before runs learned how they are lived continue as new from so many events on. */
export const longHistory = 2_000;

/** True when this run is pinned to a version that is not the current one any more. Known at each task, not between them. */
export function isMoveWanted(): boolean {
  return workflowInfo().targetWorkerDeploymentVersionChanged;
}

/**
 * How long this run may be. It goes by the settings that it was begun with, or that the first answer of an activity
 * brings (`activities/run-settings.ts`). A run that knows none began before there were any, and goes by `fallback`: what
 * is different since then would not replay.
 */
export class RunLength {
  #settings: RunSettings | null;
  #hasAsked = false;

  constructor(
    readonly fallback: number,
    settings?: RunSettings,
  ) {
    this.#settings = settings ?? null;
  }

  get settings(): RunSettings | null {
    return this.#settings;
  }

  /** True for a run that knows its settings. What it does otherwise than runs before it did hangs on this. */
  get isShort(): boolean {
    return this.#settings !== null;
  }

  /** What the next request for an activity sends along. Asked once: what was not answered then is not answered later. */
  get asking(): { readonly asksSettings?: true } {
    return this.#hasAsked ? {} : { asksSettings: true };
  }

  /** Takes an answer: the settings that come with the first one count for this run. Returns the answer by itself. */
  taken<T>(answer: T | WithSettings<T>): T {
    const settings = hasSettings(answer) ? answer.settings : null;
    if (!this.#hasAsked && settings !== null) this.#settings = settings;
    this.#hasAsked = true;
    return hasSettings(answer) ? answer.answer : answer;
  }

  /** True when this run should hand over to a further one. */
  get isOver(): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    const { maxEvents, room } = this.#settings ?? { maxEvents: this.fallback, room: 0 };
    return continueAsNewSuggested || isMoveWanted() || historyLength >= maxEvents - room;
  }

  /** True when this run should hand over even while messages pour in. */
  get isFull(): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    return continueAsNewSuggested || historyLength >= (this.#settings?.burst ?? this.fallback);
  }

  /** True when this run should not sleep on: it is over, or is to move. Runs of before look at their length when they are awake. */
  get isSleepOver(): boolean {
    return this.isShort ? this.isOver : isMoveWanted();
  }
}

function hasSettings<T>(answer: T | WithSettings<T>): answer is WithSettings<T> {
  return typeof answer === 'object' && answer !== null && 'settings' in answer;
}

/** Ends this run, and goes on in a further one: of the current version where a move is wanted, else of its own. */
export function goOnInFurtherRun<W extends Workflow>(...args: Parameters<W>): Promise<never> {
  const options = isMoveWanted() ? { initialVersioningBehavior: 'AUTO_UPGRADE' as const } : {};
  return makeContinueAsNewFunc<W>(options)(...args);
}
