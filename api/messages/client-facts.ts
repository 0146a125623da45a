/** Facts about a client or one of its people: every running lifecycle of the client hears them. */
import type { FactName, Messages } from '../../domain/core/concern';
import { holdPeople, lookingAgain, PeopleChanged, seePeople, type SeenPeople } from '../../records/client-people';
import { presentClient, presentPerson } from '../../records/merged-clients';
import { recordsOfMailboxes } from '../../records/mailboxes';
import { calledByDeals, type NamingLifecycle } from '../../records/people-named';
import type { Writing } from '../../records/waiting-facts';
import { existing, wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { sendTogether, type FactFor, type FactSaying } from './facts';

/** The same fact for each of those lifecycles. */
export const toEach = <K extends FactName>(
  lifecycles: readonly string[],
  name: K,
  data: Messages[K],
): readonly FactFor<K>[] => lifecycles.map((lifecycleId) => ({ lifecycleId, name, data }));

/** A fact about a client's people, and what is written with it. */
export interface PeopleFact<K extends FactName> {
  readonly data: Messages[K];
  readonly write: Writing;
}

/**
 * Tells every running lifecycle of a client the same fact, once per `eventId`, and writes what goes with it in the same
 * transaction; `made` makes both from the people who are there. A lifecycle that begins meanwhile hears it too, or begins
 * with what is written. Returns those that hear it: not one that has just ended. Throws `PeopleChanged`, and what `made` throws.
 */
export function sendToClient<K extends FactName>(
  clientId: string,
  name: K,
  made: (seen: SeenPeople) => PeopleFact<K> | Promise<PeopleFact<K>>,
  saying: FactSaying,
  deps: ApiDeps,
): Promise<readonly string[]> {
  return lookingAgain(async () => {
    const seen = await seePeople(deps.db, [clientId]);
    const { data, write } = await made(seen);
    const lifecycles = seen.running.map(({ id }) => id);
    const fates = await sendTogether(toEach(lifecycles, name, data), saying, deps, async (tx) => {
      await holdPeople(tx, seen);
      await write(tx);
    });
    return lifecycles.filter((_, index) => fates[index] !== null);
  });
}

/** A contact as the client's records name them. Throws a 404 `Problem`. */
export async function contactOf(clientId: string, givenId: string, { db }: Pick<ApiDeps, 'db'>) {
  const contact = db.contact.findUnique({ where: { clientId_givenId: { clientId, givenId } } });
  return existing(`contact ${givenId} at this client`, contact);
}

/** A contact as a lifecycle's deal names them, else as its client does now. Throws a 404 `Problem`. */
export async function contactNamedIn(lifecycle: NamingLifecycle, givenId: string, { db }: Pick<ApiDeps, 'db'>) {
  const id = (await calledByDeals(db, [lifecycle]))(lifecycle, givenId);
  if (id === undefined) return contactOf(await presentClient(db, lifecycle.clientId), givenId, { db });
  return existing(`contact ${givenId} at this client`, db.contact.findUnique({ where: { id } }));
}

/** The client that an id means now. Throws a 422 `Problem` that names the field where there is no such client. */
export async function mustBeClient(pointer: string, id: string, { db }: Pick<ApiDeps, 'db'>): Promise<string> {
  const row = await db.client.findUnique({ where: { id }, select: { id: true, mergedInto: true } });
  if (row === null) throw wrong(pointer, `There is no client ${id}.`);
  return row.mergedInto ?? row.id;
}

/** An update that notes since when somebody wants to be left alone; asking twice keeps the first moment. */
const leftAlone = (out: boolean) => ({
  where: { optedOutAt: out ? null : { not: null } },
  data: { optedOutAt: out ? new Date() : null },
});

/** Whether a client wants to hear of us: kept for lifecycles that begin later, and told to all that run. */
export async function clientWishes(
  name: 'clientOptedOut' | 'clientOptedIn',
  clientId: string,
  saying: FactSaying,
  deps: ApiDeps,
): Promise<readonly string[]> {
  const { where, data } = leftAlone(name === 'clientOptedOut');
  const made = ({ clients }: SeenPeople): PeopleFact<typeof name> => ({
    data: {},
    write: (tx) => tx.client.updateMany({ where: { id: { in: [...clients] }, ...where }, data }),
  });
  return sendToClient(clientId, name, made, saying, deps);
}

/**
 * Whether a contact wants to be written to. It holds for their mailbox: every record with the same address is marked,
 * whichever client names it, and the lifecycles of those clients hear it. `contact`: any id of ours by which they are known,
 * or were. Returns the lifecycles that hear it.
 */
export async function contactWishes(
  name: 'contactOptedOut' | 'contactOptedIn',
  contact: string,
  saying: FactSaying,
  deps: ApiDeps,
): Promise<readonly string[]> {
  const { where, data } = leftAlone(name === 'contactOptedOut');
  return lookingAgain(async () => {
    const records = await sameMailbox(contact, deps);
    const seen = await seePeople(deps.db, [...new Set(records.map(({ clientId }) => clientId))]);
    // Who went over to another client meanwhile is heard there.
    if (records.some((one) => !seen.contacts.some(({ id, clientId }) => id === one.id && clientId === one.clientId)))
      throw new PeopleChanged('Look again.');
    const facts = seen.running.flatMap(({ id: lifecycleId, clientId }) =>
      records
        .filter((one) => one.clientId === clientId)
        .map(({ id }) => ({
          lifecycleId,
          name,
          data: { contact: id },
          ...(id === records[0]?.id ? {} : { part: id }),
        })),
    );
    const fates = await sendTogether(facts, saying, deps, async (tx) => {
      await holdPeople(tx, seen);
      await tx.contact.updateMany({ where: { id: { in: records.map(({ id }) => id) }, ...where }, data });
    });
    const told = facts.flatMap(({ lifecycleId }, index) => (fates[index] === null ? [] : [lifecycleId]));
    return [...new Set(told)];
  });
}

/** The records of whoever reads a contact's mailbox, the contact's own first, at the clients where they are now. */
async function sameMailbox(
  contact: string,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<readonly { readonly id: string; readonly clientId: string }[]> {
  const id = await presentPerson(db, contact);
  const own = await db.contact.findUnique({ where: { id }, select: { id: true, clientId: true, email: true } });
  if (own === null) return [];
  const records = await recordsOfMailboxes(db, [own.email]);
  return [own, ...records.filter((one) => one.id !== id)];
}
