/**
 * Gives every message of `messages.ts` to a life. A fact is taken at once. A decision is taken at once too, and answered
 * when it is recorded. A query is answered from the state as it is.
 */
import { setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import type { DecisionName, FactName, HappenedOf, MessageName } from '../domain/core/concern';
import { fateOf } from '../domain/lifecycle';
import { answer, why } from '../domain/told/present';
import type { Life, Unheard } from './life';
import { decisions, facts, queries, wake, type Envelope } from './messages';

/** A message as the domain takes it in. The envelope came under that name, so its data is of that message. */
const happened = <K extends MessageName>(name: string, envelope: Envelope<K>): HappenedOf<K> =>
  ({ name, ...envelope }) as HappenedOf<K>;

/** Sets every handler; called before anything is awaited, so that no message is missed. */
export function answerMessages(life: Life): void {
  for (const [name, fact] of Object.entries(facts))
    setHandler(fact, (envelope: Envelope<FactName>) => life.accept(happened(name, envelope)));
  for (const [name, decision] of Object.entries(decisions))
    setHandler(decision, (envelope: Envelope<DecisionName>) => life.decide(happened(name, envelope)), {
      validator: (envelope: Envelope<DecisionName>) => life.validate(happened(name, envelope)),
    });
  setHandler(wake, () => undefined);
  setDefaultSignalHandler((name, ...args) => life.keepUnheard({ name, args }));
  setHandler(queries.lifecycle, (at) => answer(life.asOf(at)));
  setHandler(queries.why, (at) => why(life.asOf(at)));
  setHandler(queries.fate, (id) => fateOf(life.state, id) ?? null);
}

/** Gives a life the signals that the run before did not know. What this version does not know either is kept on. */
export function hearAgain(life: Life, unheard: readonly Unheard[]): void {
  for (const signal of unheard) {
    // A later release's API sent it as it sends every fact: one envelope.
    const [envelope] = signal.args;
    if (Object.hasOwn(facts, signal.name)) life.accept(happened(signal.name, envelope as Envelope<FactName>));
    else life.keepUnheard(signal);
  }
}
