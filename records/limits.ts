/** What is limited: contacts of a client, and open invoices of a lifecycle. */
import { mostContacts } from '../domain/concerns/contacts';
import { mostOpenInvoices } from '../domain/concerns/receivables';
import { Prisma, type Database } from '../prisma/client';

/** Said to whoever names one more than are looked after. */
export const contactsSentence = `At most ${mostContacts} contacts of a client are looked after. Erase those who are gone.`;
/** Said to whoever names one more than can be collected. */
export const invoicesSentence = `At most ${mostOpenInvoices} invoices of a lifecycle can be overdue at one time.`;

/** A deal names more people than are looked after at its client. */
export class TooManyContacts extends Error {
  override readonly name = 'TooManyContacts';
  constructor() {
    super(contactsSentence);
  }
}

/** Whether a client of those contacts has room for somebody whom it calls so: they are known, or there are not too many yet. */
export function hasRoomForContact(
  contacts: readonly { readonly givenId: string; readonly erasedAt: Date | null }[],
  givenId: string,
): boolean {
  const there = contacts.filter(({ erasedAt }) => erasedAt === null);
  return there.length < mostContacts || there.some((one) => one.givenId === givenId);
}

/** Whether one more overdue invoice of a lifecycle can be collected. */
export type InvoiceRoom = (lifecycleId: string, invoice: string | undefined) => boolean;

/** What lifecycles have room for, as their last records say. */
export async function invoiceRoom(
  db: Pick<Database, '$queryRaw'>,
  lifecycleIds: readonly string[],
): Promise<InvoiceRoom> {
  if (lifecycleIds.length === 0) return () => true;
  const full = await db.$queryRaw<{ id: string; open: readonly (string | null)[] }[]>`
    select l.id, array_agg(r ->> 'invoice') as open
    from lifecycles l, jsonb_array_elements(l.state #> '{slices,receivables,list}') r
    where l.id in (${Prisma.join([...new Set(lifecycleIds)])}) and r ->> 'state' = 'open'
    group by l.id having count(*) >= ${mostOpenInvoices}`;
  const openOf = new Map(full.map(({ id, open }) => [id, open]));
  return (lifecycleId, invoice) => openOf.get(lifecycleId)?.includes(invoice ?? null) ?? true;
}
