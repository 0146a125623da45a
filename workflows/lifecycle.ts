/**
 * A client's life with one product under one contract term.
 *
 *   onboarding ──► retention ──► renewed ──► the next term, a lifecycle of its own
 *        │             │
 *        └─────────────┴───────► churned, ineligible
 *
 * Each turn takes what has fallen due (a step is late, a touch or a review is asked for, an alarm climbs, the renewal
 * lapses), has it recorded together with the mails that it makes, and sleeps until the next thing falls due or somebody
 * sends a message. What is decided stands in `domain/`: `domain/lifecycle.ts` draws every transition, and the story is the
 * table of `domain/registry.ts`: what happens, and what follows from it.
 */
import { allHandlersFinished, CancellationScope, condition, setCurrentDetails } from '@temporalio/workflow';
import { answerMessages, hearAgain } from './handlers';
import { RunLength } from './history';
import { Life } from './life';
import { continueAsNew, startNextTerm, type LifecycleInput, type LifecycleOutcome } from './next-run';
import { currentDetails } from './story';
import { WakeUp } from './wake-up';

/** Lives until the term has ended; returns how, why, and what it goes on as. Cancellation is no way out of it. */
export function lifecycle(input: LifecycleInput): Promise<LifecycleOutcome> {
  return CancellationScope.nonCancellable(() => live(input));
}

async function live({ from, maxEvents, settings, unheard = [] }: LifecycleInput): Promise<LifecycleOutcome> {
  const run = new RunLength(maxEvents, settings);
  const life = new Life(from, run);
  const wakeUp = new WakeUp();
  answerMessages(life);
  hearAgain(life, unheard);

  for (;;) {
    life.takeWhatIsDue();
    await life.askForHolidays();
    await life.record();
    if (life.hasEnded) break;
    if (life.isElsewhere) continue;

    if (run.isOver) {
      await condition(allHandlersFinished);
      if (!life.isRecorded || (await life.isPouring())) continue;
      if (!run.isShort) wakeUp.cancel();
      return continueAsNew(life);
    }

    setCurrentDetails(currentDetails(life.state));
    wakeUp.set(life.next);
    await condition(() => wakeUp.isDue || !life.isRecorded || run.isSleepOver);
  }

  // Timers end with their run.
  if (!run.isShort) wakeUp.cancel();
  setCurrentDetails(currentDetails(life.state));
  const next = await startNextTerm(life);
  await condition(allHandlersFinished);
  await life.record();
  return { ...life.ending, ...(next === null ? {} : { next }) };
}
