/** The people of clients: who is known, what a new lifecycle starts from, and what those in flight have not heard. */
import { groupBy } from '../domain/core/grouped';
import { randomBytes } from 'node:crypto';
import type { SeedContact } from '../domain/core/concern';
import type { Addressee, Contact as HeardOf } from '../domain/concerns/contacts';
import type { Deal } from '../domain/core/deal';
import type { KnownContact } from '../domain/told/occasion';
import type { Database, Prisma } from '../prisma/client';
import { heardOfIn } from './columns/lifecycles';
import { channelOf, levelOf } from './columns/organisation';
import { onePerKey } from './one-per-key';
import { running } from './running-lifecycles';

/** An id of ours for a person: it may stand in histories, and says nothing. */
export const newContactId = (): string => `c_${randomBytes(9).toString('base64url')}`;

type SoldTo = { readonly deal: Pick<Deal, 'client' | 'contacts'> };
type ContactColumns = Pick<
  Prisma.ContactGetPayload<object>,
  'id' | 'clientId' | 'givenId' | 'level' | 'birthday' | 'optedOutAt' | 'departedAt' | 'erasedAt'
>;
type AddresseeColumns = Pick<Prisma.ContactGetPayload<object>, 'email' | 'optedOutAt' | 'departedAt' | 'erasedAt'>;

/** The contact of a row, as whoever wants to write sees them. */
export function addresseeOf({ email, optedOutAt, departedAt, erasedAt }: AddresseeColumns): Addressee {
  return { departed: departedAt !== null, optedOut: optedOutAt !== null, erased: erasedAt !== null, address: email };
}

/** A contact as mails and pages know them; throws `BrokenRecord`. */
export function knownContactOf(row: Omit<KnownContact, 'channel'> & { readonly channel: string | null }): KnownContact {
  const { id, name, role, email, level, phone } = row;
  return { id, name, role, email, level, phone, channel: channelOf(row) };
}

/** A contact as a history may know them. */
export function seedContactOf(person: Pick<ContactColumns, 'id' | 'level' | 'birthday' | 'optedOutAt'>): SeedContact {
  const { id, birthday, optedOutAt } = person;
  const level = levelOf(person);
  return {
    id,
    ...(optedOutAt === null ? {} : { optedOut: true }),
    ...(level === null ? {} : { level }),
    ...(birthday === null ? {} : { birthday: birthday.slice(-5) }),
  };
}

/** The contacts of some deals' clients, as they are once the deals are stored. */
export interface KnownContacts {
  /** Our own id of a contact of one of the deals. */
  idOf(client: string, givenId: string): string;
  /** Everyone who is there at a client, whichever deal named them: a client is one relationship. */
  seeds(client: string): readonly SeedContact[];
}

/**
 * Finds those who are known, and gives the others ids: those that lifecycles know them by already (`idsKnown`, by the ids
 * of the hand-off), or new ones. A deal does not bring back who has departed; `PUT` does.
 */
export async function contactsOf(
  db: Pick<Database, 'contact'>,
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
      level: true,
      birthday: true,
      optedOutAt: true,
      departedAt: true,
      erasedAt: true,
    },
  });
  const keyOf = (client: string, givenId: string): string => `${client} ${givenId}`;
  const people = new Map(rows.map((row) => [keyOf(row.clientId, row.givenId), row]));
  const blank = { optedOutAt: null, departedAt: null, erasedAt: null };
  for (const { deal } of sold)
    for (const { id: givenId, level = null, birthday = null } of deal.contacts) {
      const key = keyOf(deal.client.id, givenId);
      const id = idsKnown.get(givenId) ?? newContactId();
      const before = people.get(key) ?? { ...blank, id, clientId: deal.client.id, givenId };
      people.set(key, { ...before, level, birthday });
    }
  const ofClient = groupBy([...people.values()], ({ clientId }) => clientId);
  return {
    idOf: (client, givenId) => people.get(keyOf(client, givenId))?.id ?? '',
    seeds: (client) =>
      (ofClient.get(client) ?? [])
        .filter(({ departedAt, erasedAt }) => departedAt === null && erasedAt === null)
        .map(seedContactOf),
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

/** Notes that contacts have departed; the first moment counts. */
export async function haveDeparted(db: Pick<Database, 'contact'>, contacts: readonly string[]): Promise<void> {
  if (contacts.length === 0) return;
  await db.contact.updateMany({
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
