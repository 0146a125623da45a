/** Shares what is known of a client's people when one more of its lifecycles begins. */
import type { Happened, Recorded } from '../domain/core/concern';
import { unheard } from '../domain/concerns/contacts';
import type { LifecycleState } from '../domain/lifecycle';
import { knownElsewhere } from '../records/contacts';
import type { Database } from '../prisma/client';
import { sharedId, type TellOther } from './sharing';

/** Tells the client's other lifecycles whom its deal named; returns what the new one must hear. May be repeated. */
export async function shareKnownContacts(
  db: Database,
  { seed: { lifecycleId, client, contacts = [], before }, at }: LifecycleState,
  events: readonly Recorded[],
  tell: TellOther,
): Promise<readonly Happened[]> {
  if (before !== undefined || !events.some(({ event }) => event.kind === 'lifecycle-began')) return [];
  const { leftAlone, others } = await knownElsewhere(db, client.id, lifecycleId);
  for (const { id, list } of others)
    for (const data of unheard(contacts, list))
      await tell(id, {
        name: 'contactKnown',
        id: sharedId(lifecycleId, data.contact, id),
        via: 'ours',
        acceptedAt: at,
        data,
      });
  return leftAlone ? [{ name: 'clientOptedOut', id: sharedId(lifecycleId, 'left-alone'), via: 'ours', data: {} }] : [];
}
