/**
 * The client's contacts, as ids and levels: who is there, who has departed, who wants to be left alone, and whose address
 * takes no mail.
 *
 *   there ──(departed)────► departed ──(known again)──► there
 *   there ──(opted out)───► left alone ──(opted in)───► there     the wish stays while they are departed, and after
 *   any   ──(erased)──────► gone from the list; known again they are somebody new
 *   any   ──(address refused)──► unreachable by mail ──(known with another address, or it takes mail again)──► as before
 *
 * A client who asks for it is left alone as a whole (`clientOptedOut`); the wishes of its contacts stay beside that.
 */
import { nothing, type Concern, type Event } from '../core/concern';
import type { ContactLevel } from '../core/deal';
import type { Instant } from '../core/json';
import { isBounded } from '../core/ledger';
import { changeIn } from '../core/listed';
import type { SamePerson } from '../core/same-person';
import { decideContact, withContact, type Contact, type ContactDetails, type ContactList } from './contact-list';
import { afterMerge, merging } from './merging';

/** Who heard that a contact's address takes no mail: `silent` where the rep hears it from another lifecycle. */
interface Unreachable {
  readonly contact: string;
  readonly silent?: true;
}

export interface Contacts {
  readonly list: ContactList;
  /** When the client asked to be left alone. */
  readonly clientOptedOut: Instant | null;
  /** Who was known by another id before two clients became one; absent: nobody. */
  readonly same?: readonly SamePerson[];
}

/** So many contacts of a client are looked after, those included who have departed and are not erased. */
export const mostContacts = 200;

declare module '../core/concern' {
  interface Slices {
    readonly contacts: Contacts;
  }
  interface Events {
    'contact-added': ContactDetails;
    'contact-changed': ContactDetails;
    'contact-erased': { contact: string };
    'contact-opted-out': { contact: string };
    'contact-opted-in': { contact: string };
    /** A mail server said for good that it takes no mail for their address. */
    'contact-unreachable': Unreachable;
    'client-opted-out': Record<never, never>;
    'client-opted-in': { since: Instant };
    /** The contacts are told who looks after them from now on. */
    'rep-introduced': { rep: string; contacts: readonly string[]; handover?: string };
  }
  interface Facts {
    /** A contact as it is now: somebody new, another level, another birthday, or back again. */
    contactKnown: ContactDetails;
    /** Nothing of this person is left: nothing of theirs falls due. */
    contactErased: { contact: string };
    contactOptedOut: { contact: string };
    contactOptedIn: { contact: string };
    addressRefused: Unreachable;
    clientOptedOut: Record<never, never>;
    clientOptedIn: Record<never, never>;
  }
}

const rank: Readonly<Record<ContactLevel, number>> = { executive: 0, manager: 1, user: 2 };

/** A contact as somebody sees them who wants to write. */
export interface Addressee {
  readonly departed: boolean;
  readonly optedOut: boolean;
  /** Absent in a lifecycle: it drops whoever is erased from its list. */
  readonly erased?: boolean;
  /** Absent in a lifecycle: a history holds no addresses. Empty where nobody gave one. */
  readonly address?: string;
}

/**
 * True for a contact who is still there, does not want to be left alone, and has an address. A lifecycle asks nobody
 * else. Every mail to a contact is held to it once more when it leaves: people depart and opt out while a mail waits.
 */
export function mayBeWrittenTo({ departed, optedOut, erased = false, address }: Addressee): boolean {
  return !departed && !optedOut && !erased && address !== '';
}

/** Those who may be written to and whose address takes mail, the highest level first. */
export function reachable({ list }: Contacts): readonly Contact[] {
  return (list ?? [])
    .filter((contact) => mayBeWrittenTo(contact) && contact.unreachable !== true)
    .toSorted((a, b) => rank[a.level ?? 'user'] - rank[b.level ?? 'user']);
}

/** How many are still there; null where nobody counted them. */
export function stillThere({ list }: Contacts): number | null {
  return list === null ? null : list.filter(({ departed }) => !departed).length;
}

/** True where it was said of this contact that they left, and nobody has known them since. */
export function hasDeparted({ list }: Contacts, contact: string): boolean {
  return list?.some(({ id, departed }) => id === contact && departed) === true;
}

function changeContact(slice: Contacts, contact: string, to: Partial<Contact>): Contacts {
  return { ...slice, list: slice.list ? changeIn(slice.list, contact, (one) => ({ ...one, ...to })) : null };
}

const isLeftAlone = ({ list }: Contacts, contact: string): boolean =>
  list?.some(({ id, optedOut }) => id === contact && optedOut) === true;

/** Keeps who is there and who may be written to. */
export const contacts: Concern<'contacts'> = {
  name: 'contacts',

  begin: (seed) =>
    seed.before?.slices.contacts ?? {
      list:
        seed.contacts?.map((contact) => ({ ...contact, departed: false, optedOut: contact.optedOut ?? false })) ?? null,
      clientOptedOut: null,
    },

  evolve: (slice, event, at) => {
    switch (event.kind) {
      case 'incident-noted':
        return event.contact === undefined ? slice : changeContact(slice, event.contact, { departed: true });
      case 'contact-added':
      case 'contact-changed':
        return { ...slice, list: withContact(slice.list ?? [], event) };
      case 'client-merged':
        return { ...slice, ...afterMerge(slice, event) };
      case 'contact-erased':
        return { ...slice, list: slice.list?.filter(({ id }) => id !== event.contact) ?? null };
      case 'contact-opted-out':
        return changeContact(slice, event.contact, { optedOut: true });
      case 'contact-opted-in':
        return changeContact(slice, event.contact, { optedOut: false });
      case 'contact-unreachable':
        return changeContact(slice, event.contact, { unreachable: true });
      case 'client-opted-out':
        return { ...slice, clientOptedOut: at };
      case 'client-opted-in':
        return { ...slice, clientOptedOut: null };
      default:
        return slice;
    }
  },

  agenda: () => [],

  react: (event, slice, { rules, slices }) => {
    if (event.kind !== 'reassigned' || !rules.handover.introduce) return nothing;
    if (slices.standing.pause !== null || slice.clientOptedOut !== null) return nothing;
    const { to: rep, handover } = event;
    const introducedTo = reachable(slice).map(({ id }) => id);
    const introduced: Event = {
      kind: 'rep-introduced',
      rep,
      contacts: introducedTo,
      ...(handover === undefined ? {} : { handover }),
    };
    return introducedTo.length === 0 ? nothing : { events: [introduced] };
  },

  decide: {
    ...merging,
    contactKnown: (now, { list }, { seed }) => {
      const decided = decideContact(now, list);
      const isNew = 'events' in decided && list?.some(({ id }) => id === now.contact) !== true;
      return isNew && isBounded(seed) && (list?.length ?? 0) >= mostContacts
        ? { refused: 'too-many-contacts' }
        : decided;
    },
    contactErased: ({ contact }, slice) =>
      slice.list?.some(({ id }) => id === contact) === true
        ? { events: [{ kind: 'contact-erased', contact }] }
        : { refused: 'already-there' },
    contactOptedOut: ({ contact }, slice) =>
      isLeftAlone(slice, contact) ? { refused: 'already-there' } : { events: [{ kind: 'contact-opted-out', contact }] },
    contactOptedIn: ({ contact }, slice) =>
      isLeftAlone(slice, contact) ? { events: [{ kind: 'contact-opted-in', contact }] } : { refused: 'already-there' },
    addressRefused: (told, { list }) => {
      const known = list?.find(({ id }) => id === told.contact);
      // A lifecycle whose contacts nobody counted has written to them all the same.
      return known?.unreachable === true || (known === undefined && list !== null)
        ? { refused: 'already-there' }
        : { events: [{ kind: 'contact-unreachable', ...told }] };
    },
    clientOptedOut: (_, slice) =>
      slice.clientOptedOut === null ? { events: [{ kind: 'client-opted-out' }] } : { refused: 'already-there' },
    clientOptedIn: (_, slice) =>
      slice.clientOptedOut === null
        ? { refused: 'already-there' }
        : { events: [{ kind: 'client-opted-in', since: slice.clientOptedOut }] },
  },
};
