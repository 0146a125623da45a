/** Every message of `messages.ts`, taken by a life: facts at once, decisions once they are recorded, queries as it stands. */
import { setHandler } from '@temporalio/workflow';
import type { DecisionName, FactName, HappenedOf, MessageName } from '../domain/core/concern';
import { fateOf } from '../domain/lifecycle';
import { present, why } from '../domain/told/present';
import type { Life } from './life';
import { decisions, facts, fateQuery, lifecycleQuery, whyQuery, type Envelope } from './messages';

/** A message as the domain takes it in: it came under that name, so its data is that message's. */
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
  setHandler(lifecycleQuery, () => present(life.state));
  setHandler(whyQuery, () => why(life.state));
  setHandler(fateQuery, (id) => fateOf(life.state, id) ?? null);
}
