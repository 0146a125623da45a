/** What a history tells of the signals that reached a lifecycle. */
import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { FactName, HappenedOf } from '../domain/core/concern';
import type { Unheard } from '../workflows/life';
import { facts, wake, type Envelope } from '../workflows/messages';
import type { LifecycleInput } from '../workflows/next-run';

/** Signals that reached a run of a lifecycle. */
export interface SentToRun {
  readonly facts: readonly HappenedOf<FactName>[];
  /** Those that this version does not know: a later one sent them. */
  readonly unheard: readonly Unheard[];
}

type WrittenHistory = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type WrittenEvent = NonNullable<WrittenHistory['events']>[number];
type WrittenInput = NonNullable<WrittenEvent['workflowExecutionStartedEventAttributes']>['input'];

const isFactName = (name: string): name is FactName => Object.hasOwn(facts, name);

const argsOf = (input: WrittenInput): readonly unknown[] =>
  (input?.payloads ?? []).map((payload) => defaultPayloadConverter.fromPayload<unknown>(payload));

/** The signals of a run, oldest first: those that it was handed by the run before, then those that came. */
export function sentIn({ events }: WrittenHistory): SentToRun {
  const sent = (events ?? []).flatMap((event): readonly Unheard[] => {
    const { workflowExecutionStartedEventAttributes: started, workflowExecutionSignaledEventAttributes: signal } =
      event;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every run of a lifecycle begins with one
    const input = argsOf(started?.input)[0] as LifecycleInput | undefined;
    const name = signal?.signalName ?? wake.name;
    return [...(input?.unheard ?? []), ...(name === wake.name ? [] : [{ name, args: argsOf(signal?.input) }])];
  });
  return {
    facts: sent.flatMap(({ name, args: [envelope] }) =>
      isFactName(name) && envelope !== undefined
        ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it came under that name, so its data is that message's
          [{ name, ...(envelope as Envelope<FactName>) } as HappenedOf<FactName>]
        : [],
    ),
    unheard: sent.filter(({ name }) => !isFactName(name)),
  };
}
