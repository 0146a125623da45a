/** One client that stood under two ids: what its lifecycles hear, and how they know its people from then on. */
import type { Deciders, EventOf, Happened, SeedClient } from '../core/concern';
import { knownAs, peopleNow, sameAlso, type SamePerson } from '../core/same-person';
import { decideContact, listTogether, withContact, type ContactDetails, type ContactList } from './contact-list';
import { ageOf, isSameClient } from './standing';

/** Two clients that are one relationship from now on. */
export interface MergedClient {
  /** The id under which nothing new is kept. */
  readonly merged: string;
  /** The one client, as it is known then. */
  readonly client: SeedClient;
  /** Its people who stood in two records. */
  readonly same: readonly SamePerson[];
  /** Everybody who is there. */
  readonly people: readonly ContactDetails[];
}

declare module '../core/concern' {
  interface Events {
    'client-merged': MergedClient;
  }
  interface Facts {
    clientMerged: MergedClient;
  }
}

/** The people of a client, and who was known by another id. */
interface KnownPeople {
  readonly list: ContactList;
  readonly same?: readonly SamePerson[];
}

/** The people of the one client: each of them once, as they are known now. A list that nobody counted stays so. */
export function afterMerge({ list, same = [] }: KnownPeople, merged: EventOf<'client-merged'>): KnownPeople {
  const now = sameAlso(same, merged.same);
  return {
    list: list === null ? null : merged.people.reduce(withContact, listTogether(list, merged.same)),
    ...(now.length === 0 ? {} : { same: now }),
  };
}

/** What a merge says to a lifecycle that knows its client and people so. */
function newIn(merged: MergedClient, { list, same = [] }: KnownPeople, known: SeedClient): MergedClient {
  const { client } = merged;
  if (client.mergedAt === undefined) return merged;
  if (client.mergedAt >= (known.mergedAt ?? ''))
    // People may have said something of the one client since: that came before the merge did.
    return ageOf(client) > ageOf(known) ? merged : { ...merged, client: { ...known, id: client.id } };
  // A later merge is known already: this one says who is who, and of whom else nobody told.
  const now = knownAs(same);
  return {
    ...merged,
    client: known,
    same: merged.same.map(({ contact, is }) => ({ contact, is: now(is) })),
    people: merged.people
      .map((person) => ({ ...person, contact: now(person.contact) }))
      .filter(({ contact }) => list === null || list.every(({ id }) => id !== contact)),
  };
}

/** Answers the merge of two clients. */
export const merging: Deciders<KnownPeople> = {
  clientMerged: (told, people, { seed }) => {
    const { list, same = [] } = people;
    const merged = newIn(told, people, seed.client);
    const isAsOld = merged.client.mergedAt === undefined || ageOf(merged.client) === ageOf(seed.client);
    const knowsClient = merged.client.id === seed.client.id && isAsOld && isSameClient(merged.client, seed.client);
    const now = knownAs(same);
    const knowsWho = merged.same.every(({ contact, is }) => now(contact) === is);
    const isNew = merged.people.some((person) => list !== null && 'events' in decideContact(person, list));
    return knowsClient && knowsWho && !isNew
      ? { refused: 'already-there' }
      : { events: [{ kind: 'client-merged', ...merged }] };
  },
};

/** A message as it reads now: it may name somebody by an id by which they are known no more. */
export function byKnownPeople(happened: Happened, same: readonly SamePerson[] = []): Happened {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an id in the place of an id
  return same.length === 0 ? happened : ({ ...happened, data: peopleNow(happened.data, same) } as Happened);
}
