/** The people of clients: who is known, what a new lifecycle starts from, and what those in flight have not heard. */
import { groupBy } from '../domain/core/grouped';
import { randomBytes } from 'node:crypto';
import type { SeedClient, SeedContact } from '../domain/core/concern';
import type { Contact as HeardOf } from '../domain/concerns/contact-list';
import { mostContacts, type Addressee } from '../domain/concerns/contacts';
import type { Deal } from '../domain/core/deal';
import { mailboxOf } from '../domain/core/mailbox';
import type { Instant } from '../domain/core/json';
import { afterDeal, contactFieldNames, type ContactField, type Known } from '../domain/organisation/known';
import { clientNowOf } from '../domain/organisation/known-client';
import type { KnownContact } from '../domain/told/occasion';
import { optional } from '../domain/told/optional';
import type { Database, Prisma } from '../prisma/client';
import { heardOfIn, seedClientIn } from './columns/lifecycles';
import { knownOfClient, knownOfContact } from './columns/known';
import { channelOf, levelOf } from './columns/organisation';
import { leftAloneAmong } from './mailboxes';
import { lastMerged } from './merged-clients';
import { onePerKey } from './one-per-key';
import { refusedSince } from './refused-addresses';
import { running } from './running-lifecycles';

/** An id of ours for a person: it may stand in histories, and says nothing. */
export const newContactId = (): string => `c_${randomBytes(9).toString('base64url')}`;

type SoldTo = { readonly deal: Pick<Deal, 'client' | 'contacts'> };
type ContactRow = Prisma.ContactGetPayload<object>;
type AddresseeColumns = Pick<Prisma.ContactGetPayload<object>, 'email' | 'optedOutAt' | 'departedAt' | 'erasedAt'>;

/** The contact of a row, as whoever wants to write sees them. */
export function addresseeOf({ email, optedOutAt, departedAt, erasedAt }: AddresseeColumns): Addressee {
  return { departed: departedAt !== null, optedOut: optedOutAt !== null, erased: erasedAt !== null, address: email };
}

/** Of contacts the moments since which their addresses take no mail, by their ids. */
export function unreachableSince(
  db: Pick<Database, 'refusedAddress'>,
  contacts: readonly Pick<ContactRow, 'id' | 'email'>[],
): Promise<ReadonlyMap<string, Date>> {
  return refusedSince(
    db,
    contacts.map(({ id, email }) => ({ recipientId: id, address: email })),
  );
}

/** Of contacts who went to another client its id and name, by their ids. */
export async function whereTheyWent(
  db: Pick<Database, 'contact'>,
  contacts: readonly Pick<ContactRow, 'id' | 'movedTo'>[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>> {
  const moved = contacts.flatMap(({ id, movedTo }) => (movedTo === null ? [] : [{ id, movedTo }]));
  if (moved.length === 0) return new Map();
  const rows = await db.contact.findMany({
    where: { id: { in: moved.map(({ movedTo }) => movedTo) } },
    select: { id: true, client: { select: { id: true, name: true } } },
  });
  const clients = new Map(rows.map(({ id, client }) => [id, client]));
  return new Map(
    moved.flatMap(({ id, movedTo }) => {
      const client = clients.get(movedTo);
      return client === undefined ? [] : [[id, client] as const];
    }),
  );
}

/** What else is looked up of contacts. */
export interface ContactsLookedUp {
  /** Since when their addresses take no mail. */
  readonly unreachable: ReadonlyMap<string, Date>;
  /** The clients to whom they went. */
  readonly went: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
}

/** Looks up what is kept of contacts beside them. */
export async function lookedUp(
  db: Pick<Database, 'contact' | 'refusedAddress'>,
  contacts: readonly Pick<ContactRow, 'id' | 'email' | 'movedTo'>[],
): Promise<ContactsLookedUp> {
  const [unreachable, went] = [await unreachableSince(db, contacts), await whereTheyWent(db, contacts)];
  return { unreachable, went };
}

/** A contact as mails and pages know them, with what was looked up of them; throws `BrokenRecord`. */
export function knownContactOf(row: ContactRow, { unreachable, went }: ContactsLookedUp): KnownContact {
  const { id, name, role, email, phone, departedAt } = row;
  const since = unreachable.get(id)?.toISOString() ?? null;
  return {
    id,
    name,
    role,
    email,
    level: levelOf(row),
    phone,
    channel: channelOf(row),
    unreachableSince: since,
    ...(departedAt === null ? {} : { departedAt: departedAt.toISOString() }),
    ...optional('wentTo', went.get(id)?.name ?? null),
  };
}

/** A contact as a history may know them. */
export function seedContactOf(
  person: Pick<ContactRow, 'id' | 'level' | 'birthday' | 'optedOutAt'>,
  unreachable: ReadonlyMap<string, Date>,
): SeedContact {
  const { id, birthday, optedOutAt } = person;
  const level = levelOf(person);
  return {
    id,
    ...(optedOutAt === null ? {} : { optedOut: true }),
    ...(level === null ? {} : { level }),
    ...(birthday === null ? {} : { birthday: birthday.slice(-5) }),
    ...(unreachable.has(id) ? { unreachable: true as const } : {}),
  };
}

/** A contact as they are once the deals are stored. */
type ContactThere = Omit<NamedContact, 'said' | 'email'> &
  Pick<ContactRow, 'email' | 'departedAt' | 'erasedAt'> & { readonly said: unknown };
const stranger = { departedAt: null, erasedAt: null };

type NamedContact = Known<ContactField>['values'] & {
  readonly id: string;
  readonly clientId: string;
  readonly givenId: string;
  readonly said: Known<ContactField>['said'];
  /** Since when they are left alone, as far as their mailbox says. */
  readonly optedOutAt: Date | null;
};

/** The contacts of some deals' clients, as they are once the deals are stored. */
export interface KnownContacts {
  /** Whom the deals name, as they are known then. */
  readonly named: readonly NamedContact[];
  /** Whether the deals name somebody new for whom the client has no room. Who is erased takes none. */
  areTooMany(client: string): boolean;
  /** Everyone who is there at a client, whichever deal named them: a client is one relationship. */
  seeds(client: string): readonly SeedContact[];
}

/**
 * Finds those who are known, and gives the others ids: those that lifecycles know them by already (`idsKnown`, by the ids
 * of the hand-off), or new ones. What the deals, accepted at that moment, do not say of them stays as it is, and so does
 * what is newer. A deal does not bring back who has departed; `PUT` does. Whose mailbox is left alone, at whichever client,
 * is left alone here. Nobody else may write about the people of
 * these clients until they are written: whoever asks holds the clients.
 */
export async function contactsOf(
  db: Pick<Database, 'contact' | 'refusedAddress' | '$queryRaw'>,
  sold: readonly SoldTo[],
  at: Instant,
  idsKnown: ReadonlyMap<string, string> = new Map(),
): Promise<KnownContacts> {
  const rows = await db.contact.findMany({
    where: { clientId: { in: [...new Set(sold.map(({ deal }) => deal.client.id))] } },
    orderBy: { givenId: 'asc' },
  });
  const before = new Set(rows.map(({ id }) => id));
  const leftAlone = await leftAloneAmong(
    db,
    sold.flatMap(({ deal }) => deal.contacts.map(({ email }) => email)),
  );
  const keyOf = (client: string, givenId: string): string => `${client} ${givenId}`;
  const people = new Map<string, ContactThere>(rows.map((row) => [keyOf(row.clientId, row.givenId), row]));
  const named = new Map<string, NamedContact>();
  for (const { deal } of sold)
    for (const { id: givenId, ...told } of deal.contacts) {
      const clientId = deal.client.id;
      const key = keyOf(clientId, givenId);
      const there = people.get(key);
      const known = named.get(key) ?? there;
      const { values, said } = afterDeal(
        contactFieldNames,
        known === undefined ? null : knownOfContact(known),
        told,
        at,
      );
      const optedOutAt =
        there?.optedOutAt ?? (leftAlone.has(mailboxOf(values.email ?? told.email)) ? new Date(at) : null);
      const id = there?.id ?? idsKnown.get(givenId) ?? newContactId();
      const person = { ...values, id, clientId, givenId, said, optedOutAt };
      named.set(key, person);
      people.set(key, { ...(there ?? stranger), ...person, email: values.email ?? told.email });
    }
  const unreachable = await unreachableSince(db, [...people.values()]);
  const ofClient = groupBy([...people.values()], ({ clientId }) => clientId);
  return {
    named: [...named.values()],
    areTooMany: (client) => {
      const there = (ofClient.get(client) ?? []).filter(({ erasedAt }) => erasedAt === null);
      return there.length > mostContacts && there.some(({ id }) => !before.has(id));
    },
    seeds: (client) =>
      (ofClient.get(client) ?? [])
        .filter(({ departedAt, erasedAt }) => departedAt === null && erasedAt === null)
        .map((person) => seedContactOf(person, unreachable)),
  };
}

/** Writes the contacts whom deals name under our ids. */
export function writeContacts(
  db: Pick<Database, '$executeRaw'>,
  { named }: Pick<KnownContacts, 'named'>,
): Prisma.PrismaPromise<number> {
  const rows = named.map((person) => [`${person.clientId} ${person.givenId}`, person] as const);
  return db.$executeRaw`
    insert into contacts (id, "clientId", "givenId", name, email, level, role, birthday, phone, language, channel, said, "optedOutAt")
    select id, "clientId", "givenId", name, email, level, role, birthday, phone, language, channel, said, "optedOutAt"
    from jsonb_populate_recordset(null::contacts, ${onePerKey(rows)}::jsonb)
    on conflict ("clientId", "givenId") do update set
      name = excluded.name, email = excluded.email, level = excluded.level, role = excluded.role,
      birthday = excluded.birthday, phone = excluded.phone, language = excluded.language, channel = excluded.channel,
      said = excluded.said,
      "optedOutAt" = coalesce(contacts."optedOutAt", excluded."optedOutAt")`;
}

/** A statement that notes that contacts have departed; the first moment counts. */
export function notingDepartures(
  db: Pick<Database, 'contact'>,
  contacts: readonly string[],
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  return db.contact.updateMany({
    where: { id: { in: [...contacts] }, departedAt: null },
    data: { departedAt: new Date() },
  });
}

/** The people who are there at a client now, as lifecycles know them. */
export async function peopleOf(
  db: Pick<Database, 'contact' | 'refusedAddress'>,
  clientId: string,
): Promise<readonly SeedContact[]> {
  const there = await db.contact.findMany({
    where: { clientId, departedAt: null, erasedAt: null },
    orderBy: { givenId: 'asc' },
  });
  const unreachable = await unreachableSince(db, there);
  return there.map((person) => seedContactOf(person, unreachable));
}

/** How the client is known now, and how its other running lifecycles know it and its contacts. */
export async function knownElsewhere(
  db: Database,
  clientId: string,
  lifecycleId: string,
): Promise<{
  /** Null where it is not stored. */
  readonly client: { readonly known: Omit<SeedClient, 'id'>; readonly leftAlone: boolean } | null;
  readonly others: readonly {
    readonly id: string;
    readonly client: SeedClient;
    readonly list: readonly HeardOf[] | null;
  }[];
}> {
  const [row, mergedAt, others] = await Promise.all([
    db.client.findUnique({ where: { id: clientId } }),
    lastMerged(db, clientId),
    db.$queryRaw<{ id: string; list: unknown; client: unknown }[]>`
      select id, state -> 'slices' -> 'contacts' -> 'list' as list,
        coalesce(state -> 'seed' -> 'client', seed -> 'client') as client
      from lifecycles where "clientId" = ${clientId} and id <> ${lifecycleId} and stage in (${running})
      order by id`,
  ]);
  return {
    client:
      row === null ? null : { known: clientNowOf(knownOfClient(row), mergedAt), leftAlone: row.optedOutAt !== null },
    others: others.map((other) => ({ id: other.id, client: seedClientIn(other), list: heardOfIn(other) })),
  };
}
