/** Addresses for which a mail server takes no mail, by whose they are: one of ours, a seller, a contact. */
import { mailboxOf } from '../domain/core/mailbox';
import type { Database } from '../prisma/client';

type ReadAccess = Pick<Database, 'refusedAddress'>;

/** Somebody's address as we know it now. */
interface AddressOf {
  /** Our id of a contact, or the id of one of our people or of a seller. */
  readonly recipientId: string;
  readonly address: string;
}

/**
 * Notes that an address takes no mail. True for the delivery that is the first to find out, however often it asks: it alone
 * tells people. Another address of the same person is found out anew.
 */
export async function foundOut(
  db: Pick<Database, '$queryRaw'>,
  { recipientId, address }: AddressOf,
  delivery: string,
): Promise<boolean> {
  const rows = await db.$queryRaw<{ delivery: string }[]>`
    insert into refused_addresses ("recipientId", address, delivery) values (${recipientId}, ${mailboxOf(address)}, ${delivery})
    on conflict ("recipientId") do update set
      delivery = case when refused_addresses.address = excluded.address then refused_addresses.delivery else excluded.delivery end,
      "refusedAt" = case when refused_addresses.address = excluded.address then refused_addresses."refusedAt" else now() end,
      address = excluded.address
    returning delivery`;
  return rows[0]?.delivery === delivery;
}

/** Of those people the moments since which the address that they have now takes no mail, by their ids. */
export async function refusedSince(db: ReadAccess, people: readonly AddressOf[]): Promise<ReadonlyMap<string, Date>> {
  if (people.length === 0) return new Map();
  const addresses = new Map(people.map(({ recipientId, address }) => [recipientId, mailboxOf(address)]));
  const rows = await db.refusedAddress.findMany({ where: { recipientId: { in: [...addresses.keys()] } } });
  return new Map(
    rows.flatMap(({ recipientId, address, refusedAt }) =>
      addresses.get(recipientId) === address ? [[recipientId, refusedAt]] : [],
    ),
  );
}

/** The delivery that found out that somebody's address takes no mail, whichever if none is named; null where nobody did. */
export async function refusedBy(
  db: ReadAccess,
  { recipientId, address }: { readonly recipientId: string; readonly address?: string | undefined },
): Promise<string | null> {
  const row = await db.refusedAddress.findUnique({ where: { recipientId } });
  return row !== null && (address === undefined || row.address === mailboxOf(address)) ? row.delivery : null;
}

/** The address takes mail after all: nothing is known against whose it is any more. */
export async function takesMail(db: ReadAccess, recipientId: string): Promise<void> {
  await db.refusedAddress.deleteMany({ where: { recipientId } });
}
