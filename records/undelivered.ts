/** Mails that somebody did not get, as whoever leads them is told. */
import type { Undelivered } from '../domain/told/undelivered';
import type { Database } from '../prisma/client';
import { dealOf } from './columns/deals';
import { anyMailKindOf } from './columns/mails';
import { withClients } from './deliveries';

/** A mail tells of so many others. */
const mailsTold = 20;

/** What is told of a refused mail, and of the others that its reader did not get; null for an unknown mail. */
export async function undeliveredFor(db: Database, mailKey: string): Promise<Undelivered | null> {
  const mail = await db.mail.findUnique({ where: { key: mailKey } });
  if (mail === null) return null;
  const { recipientId, lifecycleId } = mail;
  const person = await personOf(db, recipientId, lifecycleId);
  const rows = await db.mail.findMany({
    // The mail itself may not be noted as refused yet.
    where: { recipientId, OR: [{ state: 'refused' }, { key: mailKey }] },
    orderBy: [{ createdAt: 'desc' }, { key: 'desc' }],
    take: mailsTold,
    select: { key: true, kind: true, lifecycleId: true, at: true },
  });
  const mails = await withClients(db, rows);
  return {
    person,
    mails: mails.map((row) => ({
      kind: anyMailKindOf(row),
      client: row.client?.name ?? null,
      on: row.at.toISOString().slice(0, 10),
    })),
  };
}

/** One of ours, or who sold the lifecycle; or an id that is nobody's. */
async function personOf(db: Database, id: string, lifecycleId: string | null): Promise<Undelivered['person']> {
  const rep = await db.rep.findUnique({ where: { id }, select: { name: true, email: true } });
  if (rep !== null) return { name: rep.name, address: rep.email };
  const sold =
    lifecycleId === null ? null : await db.lifecycle.findUnique({ where: { id: lifecycleId }, select: { deal: true } });
  const seller = sold === null ? null : dealOf(sold.deal).seller;
  return seller?.id === id ? { name: seller.name, address: seller.email } : { name: id, address: null };
}
