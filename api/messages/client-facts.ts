/** Facts about a client or one of its people: every running lifecycle of the client hears them. */
import type { FactName, Messages } from '../../domain/core/concern';
import { runningOf } from '../../records/running-lifecycles';
import type { Statement } from '../../records/waiting-facts';
import { existing, wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { sendTogether, type FactFor, type FactSaying } from './facts';

/** The same fact for each of those lifecycles. */
export const toEach = <K extends FactName>(
  lifecycles: readonly string[],
  name: K,
  data: Messages[K],
): readonly FactFor<K>[] => lifecycles.map((lifecycleId) => ({ lifecycleId, name, data }));

/**
 * Tells each of those lifecycles the same fact, once per `eventId`, and writes what goes with it in the same transaction.
 * Returns those that hear it: not one that has just ended.
 */
export async function sendToEach<K extends FactName>(
  lifecycles: readonly string[],
  name: K,
  data: Messages[K],
  saying: FactSaying,
  deps: ApiDeps,
  written: readonly Statement[] = [],
): Promise<readonly string[]> {
  const fates = await sendTogether(toEach(lifecycles, name, data), saying, deps, written);
  return lifecycles.filter((_, index) => fates[index] !== null);
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
  saying: FactSaying,
  deps: ApiDeps,
): Promise<readonly string[]> {
  const { where, data } = leftAlone(name === 'clientOptedOut');
  const written = [deps.db.client.updateMany({ where: { id: clientId, ...where }, data })];
  return sendToEach(await runningOf(deps.db, clientId), name, {}, saying, deps, written);
}

/** Whether a contact wants to be written to: kept with the person, and told to every lifecycle of the client. */
export async function contactWishes(
  name: 'contactOptedOut' | 'contactOptedIn',
  clientId: string,
  contact: string,
  saying: FactSaying,
  deps: ApiDeps,
): Promise<readonly string[]> {
  const { where, data } = leftAlone(name === 'contactOptedOut');
  const written = [deps.db.contact.updateMany({ where: { id: contact, ...where }, data })];
  return sendToEach(await runningOf(deps.db, clientId), name, { contact }, saying, deps, written);
}
