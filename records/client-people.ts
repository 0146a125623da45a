/**
 * The people of clients, and the lifecycles that must hear of them. A hand-off gives its lifecycles the people who are
 * there; whoever changes them tells the lifecycles that run. Both hold the client meanwhile, so a lifecycle begins with a
 * change or hears of it.
 */
import { isDeepStrictEqual } from 'node:util';
import { runningStages } from '../domain/core/stages';
import type { Database, Prisma } from '../prisma/client';
import { hold } from './held';
import { presentClients } from './merged-clients';

/** What facts about people are made from. */
export interface SeenPeople {
  readonly clients: readonly string[];
  /** Running lifecycles, in the order of their ids. */
  readonly running: readonly { readonly id: string; readonly clientId: string }[];
  readonly contacts: readonly {
    readonly id: string;
    readonly clientId: string;
    readonly givenId: string;
    readonly optedOutAt: Date | null;
    readonly departedAt: Date | null;
    readonly erasedAt: Date | null;
  }[];
}

/** Somebody else wrote about the people of a client between the look and the write. */
export class PeopleChanged extends Error {
  override readonly name = 'PeopleChanged';
}

/** The people of clients as they are now, and who runs. A client that was merged is the one with which it is one. */
export async function seePeople(
  db: Pick<Database, 'lifecycle' | 'contact' | 'client'>,
  named: readonly string[],
): Promise<SeenPeople> {
  const clients = [...new Set(named.map(await presentClients(db, named)))];
  const running = await db.lifecycle.findMany({
    where: { clientId: { in: [...clients] }, stage: { in: [...runningStages] } },
    orderBy: { id: 'asc' },
    select: { id: true, clientId: true },
  });
  const contacts = await db.contact.findMany({
    where: { clientId: { in: [...clients] } },
    orderBy: { id: 'asc' },
    select: { id: true, clientId: true, givenId: true, optedOutAt: true, departedAt: true, erasedAt: true },
  });
  return { clients, running, contacts };
}

/** Holds clients whose people are still as they were seen, to the end of the transaction. Throws `PeopleChanged`. */
export async function holdPeople(tx: Prisma.TransactionClient, seen: SeenPeople): Promise<void> {
  await hold(tx, 'people', seen.clients);
  if (!isDeepStrictEqual(await seePeople(tx, seen.clients), seen)) throw new PeopleChanged('Look again.');
}

/** Whoever writes about the same people at once comes one after another; so many are let pass. */
const mostLooks = 20;

/** Looks and writes, and does both anew while somebody else was quicker. Throws `PeopleChanged` where that does not end. */
export async function lookingAgain<T>(act: () => Promise<T>): Promise<T> {
  for (let looks = 1; ; looks += 1)
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof PeopleChanged) || looks === mostLooks) throw error;
    }
}
