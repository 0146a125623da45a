/**
 * The driver: it makes a pure lifecycle durable, and nothing more. What happens to a client is
 * decided in `domain/`; read `domain/lifecycle.ts` for the stages.
 */
import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  log,
  makeContinueAsNewFunc,
  ParentClosePolicy,
  setCurrentDetails,
  setHandler,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { DecisionName, FactName, Happened, Recorded, Seed } from '../domain/core/concern';
import { holidaysWanted } from '../domain/holidays';
import { accept, advance, agenda, begin, fateOf, type Advanced, type LifecycleState } from '../domain/lifecycle';
import { present, why } from '../domain/told/present';
import { refusals, type Refusal } from '../domain/core/refusals';
import { nextTerm } from '../domain/seam';
import { hasEnded, type Stage } from '../domain/concerns/standing';
import { upcast, upcastSeed } from '../domain/upcast';

import { decisions, facts, fateQuery, lifecycleQuery, whyQuery, type Envelope, type Stands } from './messages';
import { holidays, record } from './records';
import { WakeUp } from './wake-up';
import { attributesOf, changedAttributes, currentDetails, introduction } from './story';

export interface LifecycleInput {
  /** Where to start: a new lifecycle from its seed, or the state that an earlier run carried over. */
  readonly from:
    { readonly kind: 'seed'; readonly seed: Seed } | { readonly kind: 'state'; readonly state: LifecycleState };
  /** Continue as new from this many history events on; the server's own suggestion always counts. */
  readonly maxEvents: number;
}

export interface LifecycleOutcome {
  readonly stage: Stage;
  readonly reason: string;
  readonly next?: string;
}

const now = (): string => new Date(Date.now()).toISOString();
const happened = (name: FactName | DecisionName, envelope: Envelope<FactName | DecisionName>): Happened =>
  ({ name, ...envelope }) as Happened;
const refusalOf = (code: Refusal): ApplicationFailure =>
  ApplicationFailure.create({ type: 'Refused', message: refusals[code], details: [code], nonRetryable: true });

export async function lifecycle(input: LifecycleInput): Promise<LifecycleOutcome> {
  const { state: initial, events: unrecorded } = opened(input);
  let state = initial;
  let recordedSeq = state.seq - unrecorded.length;
  const wakeUp = new WakeUp();
  function take(advanced: Advanced): void {
    const changed = changedAttributes(state, advanced.state);
    state = advanced.state;
    unrecorded.push(...advanced.events);
    if (changed.length > 0) upsertSearchAttributes(changed);
  }

  for (const [name, signal] of Object.entries(facts)) {
    setHandler(signal, (envelope: Envelope<FactName>) =>
      take(accept(state, happened(name as FactName, envelope), now())),
    );
  }
  for (const [name, update] of Object.entries(decisions)) {
    const message = (envelope: Envelope<DecisionName>): Happened => happened(name as DecisionName, envelope);
    const handler = async (envelope: Envelope<DecisionName>): Promise<Stands> => {
      const advanced = advance(state, message(envelope), now());
      take(advanced);
      if (advanced.refused !== undefined) throw refusalOf(advanced.refused);
      const seq = fateOf(state, envelope.id)?.seq ?? state.seq;
      await condition(() => recordedSeq >= seq);
      return { seq };
    };
    const validator = (envelope: Envelope<DecisionName>): void => {
      const { refused } = advance(state, message(envelope), now());
      if (refused !== undefined) throw refusalOf(refused);
    };
    setHandler(update, handler, { validator });
  }
  setHandler(lifecycleQuery, () => present(state));
  setHandler(whyQuery, () => why(state));
  setHandler(fateQuery, (id) => fateOf(state, id) ?? null);

  async function recordAll(): Promise<void> {
    while (unrecorded.length > 0) {
      const batch: readonly Recorded[] = [...unrecorded];
      const learned = await record(state, batch);
      unrecorded.splice(0, batch.length);
      recordedSeq = batch.at(-1)?.seq ?? recordedSeq;
      for (const fact of learned) take(accept(state, fact, now()));
    }
  }

  for (;;) {
    take(advance(state, null, now()));
    const missing = hasEnded(state.slices.standing.stage) ? null : holidaysWanted(state, now());
    if (missing !== null) {
      const data = await holidays(missing);
      take(accept(state, { name: 'holidaysRefreshed', id: `holidays-${missing.through}`, data }, now()));
    }
    await recordAll();
    if (hasEnded(state.slices.standing.stage)) break;
    if (isHistoryLong(input.maxEvents)) {
      await condition(allHandlersFinished);
      if (unrecorded.length > 0) continue;
      wakeUp.cancel();
      return continueAsNew({ ...input, from: { kind: 'state', state } });
    }
    const next = agenda(state)[0];
    setCurrentDetails(currentDetails(state));
    wakeUp.set(next?.at ?? null, next?.what ?? '');
    await condition(() => wakeUp.isDue || unrecorded.length > 0);
  }

  wakeUp.cancel();
  setCurrentDetails(currentDetails(state));
  const next = await startNextTerm(state, input);
  await condition(allHandlersFinished);
  await recordAll();
  const { stage, endReason } = state.slices.standing;
  return { stage, reason: endReason ?? '', ...(next === null ? {} : { next }) };
}

function opened({ from }: LifecycleInput): { state: LifecycleState; events: Recorded[] } {
  if (from.kind === 'state') return { state: upcast(from.state), events: [] };
  const { state, events } = begin(upcastSeed(from.seed), now());
  return { state, events: [...events] };
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

/** The next term is an abandoned child: linked in the Temporal UI, started exactly once, and on the same clock. */
async function startNextTerm(state: LifecycleState, { maxEvents }: LifecycleInput): Promise<string | null> {
  const seed = nextTerm(state);
  if (seed === null) return null;
  try {
    await startChild(lifecycle, {
      workflowId: seed.lifecycleId,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: attributesOf(begin(seed, now()).state),
      ...introduction(seed),
      args: [{ from: { kind: 'seed', seed }, maxEvents }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    log.info('the next term was started before', { next: seed.lifecycleId });
  }
  return seed.lifecycleId;
}
