/** One contact with a client may be about several of its products, and several reps may take part in it. */
import type { Messages } from '../../domain/core/concern';
import { runningOf } from '../../records/running-lifecycles';
import type { FactFor } from './facts';
import { wrong } from '../http/problems';
import { headOf } from './read';
import type { ApiDeps } from '../http/route';

type Names = readonly string[] | undefined;

/**
 * Looks up who took part; returns our ids of the contacts. Throws a 404 `Problem`, or a 422 one that names who is no
 * rep, who is no contact, or what is no running lifecycle of the same client.
 */
export async function checkTouch(
  lifecycleId: string,
  {
    with: reps = [],
    contacts = [],
    alsoFor = [],
  }: { readonly with?: Names; readonly contacts?: Names; readonly alsoFor?: Names },
  deps: Pick<ApiDeps, 'db'>,
): Promise<{ readonly contacts?: readonly string[] }> {
  const { clientId } = await headOf(lifecycleId, deps);
  if (reps.length > 0) {
    const known = await deps.db.rep.findMany({ where: { id: { in: [...reps] } }, select: { id: true } });
    const stranger = reps.findIndex((id) => !known.some((rep) => rep.id === id));
    if (stranger >= 0) throw wrong(`/with/${stranger}`, `There is no rep ${reps[stranger]}.`);
  }
  const known =
    contacts.length === 0
      ? []
      : await deps.db.contact.findMany({
          where: { clientId, givenId: { in: [...contacts] } },
          select: { id: true, givenId: true, name: true, departedAt: true },
        });
  const nobody = contacts.findIndex((given) => !known.some(({ givenId }) => givenId === given));
  if (nobody >= 0) throw wrong(`/contacts/${nobody}`, `There is no contact ${contacts[nobody]} at this client.`);
  const left = known.find(({ departedAt }) => departedAt !== null);
  if (left !== undefined)
    throw wrong(`/contacts/${contacts.indexOf(left.givenId)}`, `${left.name} (${left.givenId}) has left the client.`);
  const met = contacts.length === 0 ? {} : { contacts: known.map(({ id }) => id) };
  if (alsoFor.length === 0) return met;
  const running = await runningOf(deps.db, clientId);
  const stranger = alsoFor.findIndex((id) => id === lifecycleId || !running.includes(id));
  if (stranger >= 0) throw wrong(`/alsoFor/${stranger}`, 'This is no other running lifecycle of the same client.');
  return met;
}

/** The touch that a lifecycle was told of, for those others too: it completes their open touch, or stands as a spontaneous one. */
export function touchFor(
  lifecycles: readonly string[],
  data: Messages['touchShared'],
): readonly FactFor<'touchShared'>[] {
  return lifecycles.map((lifecycleId) => ({ lifecycleId, name: 'touchShared', data }));
}
