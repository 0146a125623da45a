/** The list of a client's contacts, as a lifecycle keeps it: who comes to it, and who two of them are. */
import type { Decided, SeedContact } from '../core/concern';
import type { ContactLevel } from '../core/deal';
import { knownAs, type SamePerson } from '../core/same-person';

export interface Contact extends SeedContact {
  readonly departed: boolean;
  readonly optedOut: boolean;
}

/** Null where nobody counted them. */
export type ContactList = readonly Contact[] | null;

/** What a history may know of a contact. */
export interface ContactDetails {
  readonly contact: string;
  readonly level?: ContactLevel;
  /** `MM-DD`. */
  readonly birthday?: string;
  /** Known from the first as somebody who does not want to be written to. */
  readonly optedOut?: true;
  /** Their address takes no mail; absent: as far as anybody knows it does. */
  readonly unreachable?: true;
}

const personOf = ({ contact: id, level, birthday }: ContactDetails): SeedContact => ({
  id,
  ...(level === undefined ? {} : { level }),
  ...(birthday === undefined ? {} : { birthday }),
});

const asReached = ({ unreachable }: Pick<ContactDetails, 'unreachable'>): Pick<ContactDetails, 'unreachable'> =>
  unreachable === true ? { unreachable } : {};

/** The contacts with one of them as they are now. An opt-out stays until it is taken back. */
export function withContact(list: readonly Contact[], now: ContactDetails): readonly Contact[] {
  const before = list.find(({ id }) => id === now.contact);
  const person: Contact = {
    ...personOf(now),
    ...asReached(now),
    departed: false,
    optedOut: now.optedOut ?? before?.optedOut ?? false,
  };
  return before === undefined ? [...list, person] : list.map((one) => (one === before ? person : one));
}

/** The contacts with everybody once. Whoever is left alone in one record is left alone; who is there in one is there. */
export function listTogether(list: readonly Contact[], same: readonly SamePerson[]): readonly Contact[] {
  const now = knownAs(same);
  const people = new Map<string, Contact>();
  for (const one of list) {
    const id = now(one.id);
    const other = people.get(id);
    const own = other === undefined || one.id === id ? one : other;
    people.set(id, {
      ...own,
      id,
      departed: one.departed && other?.departed !== false,
      optedOut: one.optedOut || other?.optedOut === true,
    });
  }
  return [...people.values()];
}

/** What is new in a contact as it is now. */
export function decideContact(now: ContactDetails, list: ContactList): Decided {
  const before = list?.find(({ id }) => id === now.contact);
  if (before === undefined) return { events: [{ kind: 'contact-added', ...now }] };
  const alone = now.optedOut === true && !before.optedOut;
  const there = !before.departed && before.unreachable === now.unreachable;
  const same = before.level === now.level && before.birthday === now.birthday && there && !alone;
  return same ? { refused: 'already-there' } : { events: [{ kind: 'contact-changed', ...now }] };
}

/** A contact as lifecycles are told of them. */
export const detailsOf = ({ id: contact, level, birthday, optedOut, ...person }: SeedContact): ContactDetails => ({
  contact,
  ...(level === undefined ? {} : { level }),
  ...(birthday === undefined ? {} : { birthday }),
  ...(optedOut === true ? { optedOut } : {}),
  ...asReached(person),
});

/**
 * The people of a client whom a lifecycle with this list must be told of: it does not know them, or knows them
 * otherwise. None for a lifecycle whose contacts nobody counted.
 */
export function unheard(people: readonly SeedContact[], list: ContactList): readonly ContactDetails[] {
  if (list === null) return [];
  return people.map(detailsOf).filter((now) => 'events' in decideContact(now, list));
}
