/** Contacts who have left, told together with what else somebody says: as the signal `contact-departed` tells of each. */
import type { FactName, Messages } from '../../domain/core/concern';
import { holdPeople, lookingAgain, seePeople } from '../../records/client-people';
import { notingDepartures } from '../../records/contacts';
import type { Writing } from '../../records/waiting-facts';
import type { ApiDeps } from '../http/route';
import { toEach } from './client-facts';
import { sendFact, sendTogether, sendWithOthers, type FactFor, type FactSaying, type SentFact } from './facts';
import { headOf } from './read';
import type { Saying } from './saying';

/** Who has left, by our ids: every running lifecycle of the client hears it, and it is noted with that. */
interface Departures {
  readonly facts: readonly FactFor[];
  readonly write: Writing;
}

/** Those of the contacts who are there still, as far as anybody noted: who left before is not told of again. */
async function departuresOf(lifecycleId: string, left: readonly string[], deps: ApiDeps): Promise<Departures> {
  const { clientId } = await headOf(lifecycleId, deps);
  const seen = await seePeople(deps.db, [clientId]);
  const leaving = seen.contacts.filter(({ id, departedAt }) => left.includes(id) && departedAt === null);
  const running = seen.running.map(({ id }) => id);
  return {
    facts: leaving.flatMap(({ id: contact }) =>
      toEach(running, 'contactDeparted', { contact }).map((fact) => ({ ...fact, part: `left:${contact}` })),
    ),
    write: async (tx) => {
      await holdPeople(tx, seen);
      await notingDepartures(
        tx,
        leaving.map(({ id }) => id),
      );
    },
  };
}

/** What is said with a fact. */
interface SaidBeside {
  /** What is told with it to this or other lifecycles, all or none; absent where nothing can be. */
  readonly others?: readonly FactFor[] | undefined;
  readonly write?: Writing | undefined;
  readonly left: readonly string[];
}

/** Sends a fact with who has left, all or none. Throws what `sendWithOthers` throws, and `PeopleChanged`. */
export async function sendWithDepartures<K extends FactName>(
  name: K,
  data: Messages[K],
  { others, write, left }: SaidBeside,
  saying: Saying & FactSaying,
  deps: ApiDeps,
): Promise<SentFact> {
  if (left.length > 0)
    return lookingAgain(async () => {
      const departures = await departuresOf(saying.lifecycleId, left, deps);
      return sendWithOthers(name, data, [...(others ?? []), ...departures.facts], saying, deps, async (tx) => {
        await departures.write(tx);
        await write?.(tx);
      });
    });
  return others === undefined
    ? sendFact(name, data, saying, deps)
    : sendWithOthers(name, data, others, saying, deps, write);
}

/** Tells who has left, where nothing else is said. Throws what `sendTogether` throws, and `PeopleChanged`. */
export async function sendDepartures(
  left: readonly string[],
  saying: Saying & FactSaying,
  deps: ApiDeps,
): Promise<void> {
  if (left.length === 0) return;
  await lookingAgain(async () => {
    const { facts, write } = await departuresOf(saying.lifecycleId, left, deps);
    await sendTogether(facts, saying, deps, write);
  });
}
