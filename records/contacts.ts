/** The people of clients: who is known, what a new lifecycle starts from, and what those in flight have not heard. */
import { groupBy } from '../domain/core/grouped';
import { randomBytes } from 'node:crypto';
import type { SeedContact } from '../domain/core/concern';
import { mostContacts, type Addressee, type Contact as HeardOf } from '../domain/concerns/contacts';
import type { Deal } from '../domain/core/deal';
import type { KnownContact } from '../domain/told/occasion';
import type { Database, Prisma } from '../prisma/client';
import { heardOfIn } from './columns/lifecycles';
import { channelOf, levelOf } from './columns/organisation';
import { onePerKey } from './one-per-key';
import { refusedSince } from './refused-addresses';
import { running } from './running-lifecycles';

/** An id of ours for a person: it may stand in histories, and says nothing. */
export const newContactId = (): string => `c_${randomBytes(9).toString('base64url')}`;

type SoldTo = { readonly deal: Pick<Deal, 'client' | 'contacts'> };
type ContactColumns = Pick<
  Prisma.ContactGetPayload<object>,
  'id' | 'clientId' | 'givenId' | 'email' | 'level' | 'birthday' | 'optedOutAt' | 'departedAt' | 'erasedAt'
>;
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

/** A contact as mails and pages know them, with since when their address takes no mail; throws `BrokenRecord`. */
export function knownContactOf(row: ContactRow, unreachable: ReadonlyMap<string, Date>): KnownContact {
  const { id, name, role, email, level, phone } = row;
  const since = unreachable.get(id)?.toISOString() ?? null;
  return { id, name, role, email, level, phone, channel: channelOf(row), unreachableSince: since };
}

/** A contact as a history may know them. */
export function seedContactOf(
  person: Pick<ContactColumns, 'id' | 'level' | 'birthday' | 'optedOutAt'>,
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

/** The contacts of some deals' clients, as they are once the deals are stored. */
export interface KnownContacts {
  /** Our own id of a contact of one of the deals. */
  idOf(client: string, givenId: string): string;
  /** Whether the deals name somebody new for whom the client has no room. Who is erased takes none. */
  areTooMany(client: string): boolean;
  /** Everyone who is there at a client, whichever deal named them: a client is one relationship. */
  seeds(client: string): readonly SeedContact[];
}

/**
 * Finds those who are known, and gives the others ids: those that lifecycles know them by already (`idsKnown`, by the ids
 * of the hand-off), or new ones. A deal does not bring back who has departed; `PUT` does. Nobody else may write about the
 * people of these clients until they are written: whoever asks holds the clients.
 */
export async function contactsOf(
  db: Pick<Database, 'contact' | 'refusedAddress'>,
  sold: readonly SoldTo[],
  idsKnown: ReadonlyMap<string, string> = new Map(),
): Promise<KnownContacts> {
  const rows: readonly ContactColumns[] = await db.contact.findMany({
    where: { clientId: { in: [...new Set(sold.map(({ deal }) => deal.client.id))] } },
    orderBy: { givenId: 'asc' },
    select: {
      id: true,
      clientId: true,
      givenId: true,
      email: true,
      level: true,
      birthday: true,
      optedOutAt: true,
      departedAt: true,
      erasedAt: true,
    },
  });
  const before = new Set(rows.map(({ id }) => id));
  const keyOf = (client: string, givenId: string): string => `${client} ${givenId}`;
  const people = new Map(rows.map((row) => [keyOf(row.clientId, row.givenId), row]));
  const blank = { optedOutAt: null, departedAt: null, erasedAt: null };
  for (const { deal } of sold)
    for (const { id: givenId, email, level = null, birthday = null } of deal.contacts) {
      const key = keyOf(deal.client.id, givenId);
      const id = idsKnown.get(givenId) ?? newContactId();
      const before = people.get(key) ?? { ...blank, id, clientId: deal.client.id, givenId, email };
      people.set(key, { ...before, email, level, birthday });
    }
  const unreachable = await unreachableSince(db, [...people.values()]);
  const ofClient = groupBy([...people.values()], ({ clientId }) => clientId);
  return {
    idOf: (client, givenId) => people.get(keyOf(client, givenId))?.id ?? '',
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

/** Writes the contacts of deals under our ids. The last deal that names a person decides what is kept of them. */
export function writeContacts(
  db: Pick<Database, '$executeRaw'>,
  sold: readonly SoldTo[],
  known: KnownContacts,
): Prisma.PrismaPromise<number> {
  const rows = sold.flatMap(({ deal: { client, contacts } }) =>
    contacts.map(({ id: givenId, ...person }) => {
      const id = known.idOf(client.id, givenId);
      return [`${client.id} ${givenId}`, { id, clientId: client.id, givenId, ...person }] as const;
    }),
  );
  return db.$executeRaw`
    insert into contacts (id, "clientId", "givenId", name, email, level, role, birthday, phone, language, channel)
    select id, "clientId", "givenId", name, email, level, role, birthday, phone, language, channel
    from jsonb_populate_recordset(null::contacts, ${onePerKey(rows)}::jsonb)
    on conflict ("clientId", "givenId") do update set
      name = excluded.name, email = excluded.email, level = excluded.level, role = excluded.role,
      birthday = excluded.birthday, phone = excluded.phone, language = excluded.language, channel = excluded.channel`;
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

/** What the client's other running lifecycles know of its contacts, and whether the client asked to be left alone. */
export async function knownElsewhere(
  db: Database,
  clientId: string,
  lifecycleId: string,
): Promise<{
  readonly leftAlone: boolean;
  readonly others: readonly { readonly id: string; readonly list: readonly HeardOf[] | null }[];
}> {
  const [client, others] = await Promise.all([
    db.client.findUnique({ where: { id: clientId }, select: { optedOutAt: true } }),
    db.$queryRaw<{ id: string; list: unknown }[]>`
      select id, state -> 'slices' -> 'contacts' -> 'list' as list from lifecycles
      where "clientId" = ${clientId} and id <> ${lifecycleId} and stage in (${running})
      order by id`,
  ]);
  return {
    leftAlone: client !== null && client.optedOutAt !== null,
    others: others.map((row) => ({ id: row.id, list: heardOfIn(row) })),
  };
}
