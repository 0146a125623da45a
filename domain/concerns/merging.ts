/** One client that stood under two ids: what its lifecycles hear, and how they know its people from then on. */
import type { Deciders, EventOf, Happened, SeedClient, Sentences } from '../core/concern';
import { knownAs, peopleNow, sameAlso, type SamePerson } from '../core/same-person';
import { decideContact, listTogether, withContact, type ContactDetails, type ContactList } from './contact-list';
import { isSameClient } from './standing';

/** Two clients that are one relationship from now on. */
export interface MergedClient {
  /** The id under which nothing new is kept. */
  readonly merged: string;
  /** The one client, as it is known now. */
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

/** Answers the merge of two clients. */
export const merging: Deciders<KnownPeople> = {
  clientMerged: (merged, { list, same = [] }, { seed }) => {
    const knowsClient = merged.client.id === seed.client.id && isSameClient(merged.client, seed.client);
    const now = knownAs(same);
    const knowsWho = merged.same.every(({ contact, is }) => now(contact) === is);
    const isNew = merged.people.some((person) => list !== null && 'events' in decideContact(person, list));
    return knowsClient && knowsWho && !isNew
      ? { refused: 'already-there' }
      : { events: [{ kind: 'client-merged', ...merged }] };
  },
};

export const mergingSentences: Sentences = {
  'client-merged': ({ merged, client, same }) =>
    `Client ${merged} and client ${client.id} (${client.name}) are one now${same.length === 0 ? '' : `; people who stood in two records: ${same.length}`}.`,
};

/** A message as it reads now: it may name somebody by an id by which they are known no more. */
export function byKnownPeople(happened: Happened, same: readonly SamePerson[] = []): Happened {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an id in the place of an id
  return same.length === 0 ? happened : ({ ...happened, data: peopleNow(happened.data, same) } as Happened);
}
