/** Shares what is known of a client and its people when one more of its lifecycles begins. */
import type { Happened, Recorded } from '../domain/core/concern';
import { unheard } from '../domain/concerns/contact-list';
import { isSameClient } from '../domain/concerns/standing';
import type { LifecycleState } from '../domain/lifecycle';
import { mergedMeanwhile } from '../records/client-merge';
import { knownElsewhere, peopleOf } from '../records/contacts';
import type { Database } from '../prisma/client';
import { sharedId, type TellOther } from './sharing';

/**
 * Tells the client's other lifecycles how it is known now and who is there: what its deal said, unless people said
 * something newer since. Returns what the new one must hear: a next term, what was said of the client while the earlier one
 * ended. May be repeated.
 */
export async function shareKnownContacts(
  db: Database,
  { seed: { lifecycleId, client: ours, contacts, before }, at }: LifecycleState,
  events: readonly Recorded[],
  tell: TellOther,
): Promise<readonly Happened[]> {
  if (!events.some(({ event }) => event.kind === 'lifecycle-began')) return [];
  const leftAlone: Happened = {
    name: 'clientOptedOut',
    id: sharedId(lifecycleId, 'left-alone'),
    via: 'ours',
    data: {},
  };
  const meanwhile = await mergedMeanwhile(db, lifecycleId, ours.id);
  if (meanwhile !== null)
    return [
      { name: 'clientMerged', id: sharedId(lifecycleId, 'merged', ours.id), via: 'ours', data: meanwhile.merged },
      ...(meanwhile.leftAlone ? [leftAlone] : []),
    ];
  const { client, others } = await knownElsewhere(db, ours.id, lifecycleId);
  if (before !== undefined) {
    if (client === null || isSameClient(client.known, ours)) return [];
    return [{ name: 'clientKnown', id: sharedId(lifecycleId, 'client'), via: 'ours', data: client.known }];
  }
  const people = contacts === undefined || others.length === 0 ? [] : await peopleOf(db, ours.id);
  for (const other of others) {
    for (const data of unheard(people, other.list))
      await tell(other.id, {
        name: 'contactKnown',
        id: sharedId(lifecycleId, data.contact, other.id),
        via: 'ours',
        acceptedAt: at,
        data,
      });
    if (client === null || isSameClient(client.known, other.client)) continue;
    await tell(other.id, {
      name: 'clientKnown',
      id: sharedId(lifecycleId, 'client', other.id),
      via: 'ours',
      acceptedAt: at,
      data: client.known,
    });
  }
  return client?.leftAlone === true ? [leftAlone] : [];
}
