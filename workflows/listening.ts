/**
 * Compiled into the bundle that relives histories, and into no other: tells what a lifecycle recorded, as soon as the
 * history has the answer. What was asked and never answered was not recorded by that run.
 */
import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';
import type { Recording, ToRecord } from '../activities/lifecycle';

/** Where whoever relives a history listens. */
export interface RecordingSinks extends Sinks {
  /** Histories of earlier versions have no answer, or no `via`. */
  readonly recordings: { recorded(asked: ToRecord, answer: Recording | undefined): void };
}

const { recordings } = proxySinks<RecordingSinks>();

/** Listens without a step of its own: the promise that the workflow waits for stays the one that it would have had. */
function heard<I extends { readonly activityType: string; readonly args: unknown[] }>(
  input: I,
  next: (input: I) => Promise<unknown>,
): Promise<unknown> {
  const answered = next(input);
  if (input.activityType === 'record')
    answered.then(
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `record` is asked by `workflows/records.ts` alone
      (answer) => recordings.recorded(input.args[0] as ToRecord, answer as Recording | undefined),
      () => undefined,
    );
  return answered;
}

/** What the bundle compiles in. */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [{ scheduleActivity: heard, scheduleLocalActivity: heard }],
});
