/**
 * Clients that are one with another: whatever names the old id means the one that is left. `mergedInto` always names a
 * client that was not merged itself, so one look is enough.
 */
import type { Deal } from '../domain/core/deal';
import type { Instant } from '../domain/core/json';
import type { SamePerson } from '../domain/core/same-person';
import { freeGivenId } from '../domain/organisation/one-client';
import { meantBy } from '../domain/organisation/readers';
import type { Database, Prisma } from '../prisma/client';
import { hold } from './held';
import { inSlices } from './in-slices';
import { inLockOrder } from './one-per-key';

/** The client that each of those ids means now; itself where nobody merged it. */
export async function presentClients(
  db: Pick<Database, 'client'>,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const merged = await inSlices(ids, (some) =>
    db.client.findMany({
      where: { id: { in: some }, mergedInto: { not: null } },
      select: { id: true, mergedInto: true },
    }),
  );
  const into = new Map(merged.map(({ id, mergedInto }) => [id, mergedInto]));
  return (id) => into.get(id) ?? id;
}

/** The client that an id means now. */
export async function presentClient(db: Pick<Database, 'client'>, id: string): Promise<string> {
  return (await presentClients(db, [id]))(id);
}

/** When a client became one with another, the last time; null where it never did. */
export async function lastMerged(db: Pick<Database, 'client'>, id: string): Promise<Instant | null> {
  const last = await db.client.aggregate({ where: { mergedInto: id }, _max: { mergedAt: true } });
  return last._max.mergedAt?.toISOString() ?? null;
}

/** A contact as a client's records name them. */
export interface CalledContact {
  readonly clientId: string;
  readonly givenId: string;
}

const nameOf = ({ clientId, givenId }: CalledContact): string => `${clientId} ${givenId}`;

/** Our ids of whoever was called so before their client was one with another. */
async function formerContacts(
  db: Pick<Database, 'formerContact'>,
  clients: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await inSlices(clients, (some) => db.formerContact.findMany({ where: { clientId: { in: some } } }));
  return new Map(rows.map((row) => [nameOf(row), row.contactId]));
}

/** The record of ours that an id of ours means now; itself where it was never another's. */
export async function presentPerson(db: Pick<Database, 'formerContact'>, id: string): Promise<string> {
  const row = await db.formerContact.findUnique({ where: { formerId: id }, select: { contactId: true } });
  return row?.contactId ?? id;
}

/** What finds out who is meant. */
type Finds = Pick<Database, 'client' | 'formerContact' | 'contact'>;

/** How a contact is called now whom a client's records call so, and at which client. */
export async function presentContact(db: Finds, named: CalledContact): Promise<CalledContact> {
  const clientId = await presentClient(db, named.clientId);
  if (clientId === named.clientId) return named;
  const id = (await formerContacts(db, [named.clientId])).get(nameOf(named));
  const row = id === undefined ? null : await db.contact.findUnique({ where: { id }, select: { givenId: true } });
  return { clientId, givenId: row?.givenId ?? named.givenId };
}

/** A contact who is there, as deals are compared with them. */
interface ContactHere {
  readonly id: string;
  readonly givenId: string;
  readonly name: string;
  readonly email: string;
  readonly departedAt: Date | null;
}

/** Contacts of a deal under the ids by which their client calls them now. One of whom nobody heard gets an id that is free. */
export function contactsNow(
  { client, contacts }: Pick<Deal, 'client' | 'contacts'>,
  there: readonly ContactHere[],
  former: ReadonlyMap<string, string>,
): Deal['contacts'] {
  const formerly = (contact: Deal['contacts'][number]): ContactHere | undefined => {
    const id = former.get(nameOf({ clientId: client.id, givenId: contact.id }));
    return there.find((one) => one.id === id);
  };
  const known = new Set(contacts.map(formerly));
  const meant = meantBy(
    contacts
      .filter((one) => formerly(one) === undefined)
      .map((contact) => ({ name: contact.name, email: contact.email, isThere: true, contact })),
    there.filter((one) => !known.has(one)).map((row) => ({ ...row, isThere: row.departedAt === null })),
  );
  const anew = new Map([...meant].map(([{ contact }, reader]) => [contact, reader.givenId]));
  const taken = new Set(there.map(({ givenId }) => givenId));
  return contacts.map((contact) => {
    const givenId = formerly(contact)?.givenId ?? anew.get(contact) ?? freeGivenId(contact.id, (one) => taken.has(one));
    taken.add(givenId);
    return { ...contact, id: givenId };
  });
}

/**
 * Deals as they read now: of the client that they mean, with its people as it calls them. What was sold stays as it was.
 * The same list where nothing reads otherwise.
 */
export async function presentDeals<S extends { readonly deal: Deal }>(
  db: Finds,
  sold: readonly S[],
): Promise<readonly S[]> {
  const clients = sold.map(({ deal }) => deal.client.id);
  const present = await presentClients(db, clients);
  const merged = clients.filter((id) => present(id) !== id);
  if (merged.length === 0) return sold;
  const former = await formerContacts(db, merged);
  const there = await inSlices(merged.map(present), (some) =>
    db.contact.findMany({
      where: { clientId: { in: some } },
      orderBy: { givenId: 'asc' },
      select: { id: true, clientId: true, givenId: true, name: true, email: true, departedAt: true },
    }),
  );
  return sold.map((one) => {
    const id = present(one.deal.client.id);
    if (id === one.deal.client.id) return one;
    const people = there.filter(({ clientId }) => clientId === id);
    const contacts = contactsNow(one.deal, people, former);
    return { ...one, deal: { ...one.deal, client: { ...one.deal.client, id }, contacts } };
  });
}

/** Notes how deals under an old id of their client call its people, so that the next one means the same. */
export async function noteFormerContacts(
  tx: Pick<Database, 'contact' | 'formerContact'>,
  sold: readonly { readonly deal: Deal }[],
  meant: readonly { readonly deal: Deal }[],
): Promise<void> {
  if (sold.every(({ deal }, index) => meant[index]?.deal.client.id === deal.client.id)) return;
  const named = sold.flatMap(({ deal }, index) => {
    const now = meant[index]?.deal ?? deal;
    if (now.client.id === deal.client.id) return [];
    return deal.contacts.map(({ id }, place) => ({
      called: { clientId: deal.client.id, givenId: id },
      is: { clientId: now.client.id, givenId: now.contacts[place]?.id ?? id },
    }));
  });
  const rows = await tx.contact.findMany({
    where: { OR: named.map(({ is }) => is) },
    select: { id: true, clientId: true, givenId: true },
  });
  const ids = new Map(rows.map((row) => [nameOf(row), row.id]));
  await tx.formerContact.createMany({
    data: inLockOrder(
      named.flatMap(({ called, is }) => {
        const contactId = ids.get(nameOf(is));
        return contactId === undefined ? [] : [{ ...called, contactId }];
      }),
      nameOf,
    ),
    skipDuplicates: true,
  });
}

/**
 * Acts in a transaction that holds what is a client's, by the id that it has now. Where it became one with another while
 * it was waited for, the other is held in its place.
 */
export async function holdingClient<T>(
  db: Database,
  what: 'items' | 'people',
  client: string,
  act: (tx: Prisma.TransactionClient, present: string) => Promise<T>,
): Promise<T> {
  for (;;) {
    const present = await presentClient(db, client);
    const done = await db.$transaction(async (tx) => {
      await hold(tx, what, [present]);
      return (await presentClient(tx, present)) === present ? { value: await act(tx, present) } : null;
    });
    if (done !== null) return done.value;
  }
}

/** By which ids of ours those people were known before clients became one: ledgers name them so. */
export async function samePeople(
  db: Pick<Database, 'formerContact'>,
  contacts: readonly string[],
): Promise<readonly SamePerson[]> {
  const rows = await inSlices(contacts, (some) =>
    db.formerContact.findMany({ where: { contactId: { in: some }, formerId: { not: null } } }),
  );
  return rows.flatMap(({ formerId, contactId }) => (formerId === null ? [] : [{ contact: formerId, is: contactId }]));
}

/** Names of people by every id of ours by which they are known, or were. */
export async function namesOfPeople(
  db: Pick<Database, 'formerContact'>,
  contacts: readonly { readonly id: string; readonly name: string }[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map(contacts.map(({ id, name }) => [id, name]));
  const same = await samePeople(db, [...names.keys()]);
  return new Map([...names, ...same.map(({ contact, is }) => [contact, names.get(is) ?? ''] as const)]);
}
