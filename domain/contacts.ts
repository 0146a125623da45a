/** The client's contacts, as ids and levels: who is there, who has departed, and who wants to be left alone. */
import { nothing, type Concern, type Event, type SeedContact } from './concern';
import type { ContactLevel } from './deal';
import type { Instant } from './json';

export interface Contact extends SeedContact {
  readonly departed: boolean;
  readonly optedOut: boolean;
}

export interface Contacts {
  /** Null where nobody counted them. */
  readonly list: readonly Contact[] | null;
  /** When the client asked to be left alone. */
  readonly clientOptedOut: Instant | null;
}

declare module './concern' {
  interface Slices {
    readonly contacts: Contacts;
  }
  interface Events {
    'contact-opted-out': { contact: string };
    'client-opted-out': Record<never, never>;
    'client-opted-in': { since: Instant };
    /** The contacts are told who looks after them from now on. */
    'rep-introduced': { rep: string; contacts: readonly string[]; handover?: string };
  }
  interface Facts {
    contactOptedOut: { contact: string };
    clientOptedOut: Record<never, never>;
    clientOptedIn: Record<never, never>;
  }
}

const rank: Readonly<Record<ContactLevel, number>> = { executive: 0, manager: 1, user: 2 };

/** Those who may be written to, the highest level first. */
export function reachable({ list }: Contacts): readonly Contact[] {
  return (list ?? [])
    .filter(({ departed, optedOut }) => !departed && !optedOut)
    .toSorted((a, b) => rank[a.level ?? 'user'] - rank[b.level ?? 'user']);
}

/** How many are still there; null where nobody counted them. */
export function stillThere({ list }: Contacts): number | null {
  return list === null ? null : list.filter(({ departed }) => !departed).length;
}

function change(slice: Contacts, contact: string, to: Partial<Contact>): Contacts {
  return { ...slice, list: slice.list?.map((one) => (one.id === contact ? { ...one, ...to } : one)) ?? null };
}

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
        return event.contact === undefined ? slice : change(slice, event.contact, { departed: true });
      case 'contact-opted-out':
        return change(slice, event.contact, { optedOut: true });
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
    const told = reachable(slice).map(({ id }) => id);
    const introduced: Event = {
      kind: 'rep-introduced',
      rep,
      contacts: told,
      ...(handover === undefined ? {} : { handover }),
    };
    return told.length === 0 ? nothing : { events: [introduced] };
  },

  decide: {
    contactOptedOut: ({ contact }, slice) =>
      slice.list?.some(({ id, optedOut }) => id === contact && optedOut) === true
        ? { refused: 'already-there' }
        : { events: [{ kind: 'contact-opted-out', contact }] },
    clientOptedOut: (_, slice) =>
      slice.clientOptedOut === null ? { events: [{ kind: 'client-opted-out' }] } : { refused: 'already-there' },
    clientOptedIn: (_, slice) =>
      slice.clientOptedOut === null
        ? { refused: 'already-there' }
        : { events: [{ kind: 'client-opted-in', since: slice.clientOptedOut }] },
  },

  tell: {
    'contact-opted-out': (e) => `Contact ${e.contact} does not want to be written to.`,
    'client-opted-out': () => 'The client asked to be left alone: touches rest, and an alarm is raised.',
    'rep-introduced': (e) => `${e.contacts.length} contact(s) were told that rep ${e.rep} looks after them now.`,
    'client-opted-in': (e) => `The client may be contacted again (left alone since ${e.since.slice(0, 10)}).`,
  },
};
