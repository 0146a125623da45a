/** Facts about a client or one of its people: every running lifecycle of the client hears them. */
import type { FactName, Messages } from '../../domain/core/concern';
import { runningStages } from '../../domain/concerns/standing';
import { found, Problem, wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { tellFact, type Saying, type Told } from './tell';

type Said = Omit<Saying, 'lifecycleId'> & { readonly eventId: string; readonly waitSeconds?: number | null };

/** Running lifecycles of a client, in the order of their ids. */
export async function runningOf(clientId: string, { db }: Pick<ApiDeps, 'db'>): Promise<readonly string[]> {
  const rows = await db.lifecycle.findMany({
    where: { clientId, stage: { in: [...runningStages] } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Tells each of those lifecycles the same fact, once per `eventId`; one that has just ended is left out. */
export async function tellEach<K extends FactName>(
  lifecycles: readonly string[],
  name: K,
  data: Messages[K],
  said: Said,
  deps: ApiDeps,
): Promise<readonly { readonly lifecycle: string; readonly told: Told }[]> {
  const told = await Promise.all(
    lifecycles.map(async (lifecycleId) => {
      try {
        return [{ lifecycle: lifecycleId, told: await tellFact(name, data, { ...said, lifecycleId }, deps) }];
      } catch (error) {
        if (error instanceof Problem && error.status === 409) return [];
        throw error;
      }
    }),
  );
  return told.flat();
}

/** A contact as the client's records name them. Throws a 404 `Problem`. */
export async function contactOf(clientId: string, givenId: string, { db }: Pick<ApiDeps, 'db'>) {
  const contact = db.contact.findUnique({ where: { clientId_givenId: { clientId, givenId } } });
  return found(`contact ${givenId} at this client`, contact);
}

/** Throws a 422 `Problem` that names the field where there is no such client. */
export async function mustBeClient(pointer: string, id: string, { db }: Pick<ApiDeps, 'db'>): Promise<void> {
  if ((await db.client.findUnique({ where: { id }, select: { id: true } })) === null)
    throw wrong(pointer, `There is no client ${id}.`);
}

/** Since when somebody wants to be left alone: the first time counts, until it is taken back. */
const leftAlone = (out: boolean) => ({
  where: { optedOutAt: out ? null : { not: null } },
  data: { optedOutAt: out ? new Date() : null },
});

/** Whether a client wants to hear of us: kept for lifecycles that begin later, and told to all that run. */
export async function clientWishes(
  name: 'clientOptedOut' | 'clientOptedIn',
  clientId: string,
  said: Said,
  deps: ApiDeps,
): Promise<readonly string[]> {
  const { where, data } = leftAlone(name === 'clientOptedOut');
  await deps.db.client.updateMany({ where: { id: clientId, ...where }, data });
  const told = await tellEach(await runningOf(clientId, deps), name, {}, said, deps);
  return told.map(({ lifecycle }) => lifecycle);
}

/** Whether a contact wants to be written to: kept with the person, and told to every lifecycle of the client. */
export async function contactWishes(
  name: 'contactOptedOut' | 'contactOptedIn',
  clientId: string,
  contact: string,
  said: Said,
  deps: ApiDeps,
): Promise<readonly string[]> {
  const { where, data } = leftAlone(name === 'contactOptedOut');
  await deps.db.contact.updateMany({ where: { id: contact, ...where }, data });
  const told = await tellEach(await runningOf(clientId, deps), name, { contact }, said, deps);
  return told.map(({ lifecycle }) => lifecycle);
}
