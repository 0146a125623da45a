/** Facts about a client or one of its people: every running lifecycle of the client hears them. */
import type { FactName, Messages } from '../../domain/core/concern';
import { runningOf } from '../../records/running-lifecycles';
import { existing, isConflict, wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { sendFact } from './facts';
import type { Saying } from './saying';

/** Who says it about a client, in which words, and the id by which it counts once. */
type ClientSaying = Omit<Saying, 'lifecycleId'> & { readonly eventId: string; readonly waitSeconds?: number | null };

/** Sends each of those lifecycles the same fact, once per `eventId`; returns those that took it: not one that has just ended. */
export async function sendToEach<K extends FactName>(
  lifecycles: readonly string[],
  name: K,
  data: Messages[K],
  saying: ClientSaying,
  deps: ApiDeps,
): Promise<readonly string[]> {
  const taken = await Promise.all(
    lifecycles.map(async (lifecycleId) => {
      try {
        await sendFact(name, data, { ...saying, lifecycleId }, deps);
        return [lifecycleId];
      } catch (error) {
        if (isConflict(error)) return [];
        throw error;
      }
    }),
  );
  return taken.flat();
}

/** A contact as the client's records name them. Throws a 404 `Problem`. */
export async function contactOf(clientId: string, givenId: string, { db }: Pick<ApiDeps, 'db'>) {
  const contact = db.contact.findUnique({ where: { clientId_givenId: { clientId, givenId } } });
  return existing(`contact ${givenId} at this client`, contact);
}

/** Throws a 422 `Problem` that names the field where there is no such client. */
export async function mustBeClient(pointer: string, id: string, { db }: Pick<ApiDeps, 'db'>): Promise<void> {
  if ((await db.client.findUnique({ where: { id }, select: { id: true } })) === null)
    throw wrong(pointer, `There is no client ${id}.`);
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
  saying: ClientSaying,
  deps: ApiDeps,
): Promise<readonly string[]> {
  const { where, data } = leftAlone(name === 'clientOptedOut');
  await deps.db.client.updateMany({ where: { id: clientId, ...where }, data });
  return sendToEach(await runningOf(deps.db, clientId), name, {}, saying, deps);
}

/** Whether a contact wants to be written to: kept with the person, and told to every lifecycle of the client. */
export async function contactWishes(
  name: 'contactOptedOut' | 'contactOptedIn',
  clientId: string,
  contact: string,
  saying: ClientSaying,
  deps: ApiDeps,
): Promise<readonly string[]> {
  const { where, data } = leftAlone(name === 'contactOptedOut');
  await deps.db.contact.updateMany({ where: { id: contact, ...where }, data });
  return sendToEach(await runningOf(deps.db, clientId), name, { contact }, saying, deps);
}
