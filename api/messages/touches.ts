/** One contact with a client may be about several of its products, and several reps may take part in it. */
import type { Messages } from '../../domain/core/concern';
import { presentClient } from '../../records/merged-clients';
import { calledByDeals, type NamingLifecycle } from '../../records/people-named';
import { runningOf } from '../../records/running-lifecycles';
import type { FactFor } from './facts';
import { wrong } from '../http/problems';
import { headOf } from './read';
import type { ApiDeps } from '../http/route';

type Names = readonly string[] | undefined;

/**
 * Looks up who took part; returns our ids of the contacts. Throws a 404 `Problem`, or a 422 one that names who is no
 * rep, who is no contact, or what is no running lifecycle of the same client. `contactsAt`: where the one contact is named.
 */
export async function checkTouch(
  lifecycleId: string,
  {
    with: reps = [],
    contacts = [],
    alsoFor = [],
  }: { readonly with?: Names; readonly contacts?: Names; readonly alsoFor?: Names },
  deps: Pick<ApiDeps, 'db'>,
  contactsAt?: string,
): Promise<{ readonly contacts?: readonly string[] }> {
  const lifecycle = await headOf(lifecycleId, deps);
  const { clientId } = lifecycle;
  if (reps.length > 0) {
    const known = await deps.db.rep.findMany({ where: { id: { in: [...reps] } }, select: { id: true } });
    const stranger = reps.findIndex((id) => !known.some((rep) => rep.id === id));
    if (stranger >= 0) throw wrong(`/with/${stranger}`, `There is no rep ${reps[stranger]}.`);
  }
  const met = contacts.length === 0 ? {} : { contacts: await peopleMet(lifecycle, contacts, deps, contactsAt) };
  if (alsoFor.length === 0) return met;
  const running = await runningOf(deps.db, clientId);
  const stranger = alsoFor.findIndex((id) => id === lifecycleId || !running.includes(id));
  if (stranger >= 0) throw wrong(`/alsoFor/${stranger}`, 'This is no other running lifecycle of the same client.');
  return met;
}

/** Our ids of who took part. Throws a 422 `Problem` that names who is no contact, or has left. */
async function peopleMet(
  lifecycle: NamingLifecycle,
  contacts: readonly string[],
  { db }: Pick<ApiDeps, 'db'>,
  at?: string,
): Promise<readonly string[]> {
  const pointerOf = (index: number): string => at ?? `/contacts/${index}`;
  const calledByDeal = await calledByDeals(db, [lifecycle]);
  const called = contacts.map((givenId) => ({ givenId, id: calledByDeal(lifecycle, givenId) }));
  const rows = await db.contact.findMany({
    where: {
      OR: [
        { id: { in: called.flatMap(({ id }) => id ?? []) } },
        { clientId: await presentClient(db, lifecycle.clientId), givenId: { in: [...contacts] } },
      ],
    },
    select: { id: true, givenId: true, name: true, departedAt: true },
  });
  const met = called.map(({ givenId, id }, index) => {
    const person = rows.find((row) => (id === undefined ? row.givenId === givenId : row.id === id));
    if (person === undefined) throw wrong(pointerOf(index), `There is no contact ${givenId} at this client.`);
    if (person.departedAt !== null) throw wrong(pointerOf(index), `${person.name} (${givenId}) has left the client.`);
    return person.id;
  });
  return [...new Set(met)];
}

/** The touch that a lifecycle was told of, for those others too: it completes their open touch, or stands as a spontaneous one. */
export function touchFor(
  lifecycles: readonly string[],
  data: Messages['touchShared'],
): readonly FactFor<'touchShared'>[] {
  return lifecycles.map((lifecycleId) => ({ lifecycleId, name: 'touchShared', data }));
}
