/** Mails as ops look at them: whom each is for, about which client, and what became of it; and how many of them wait. */
import { operations } from '../domain/core/connections';
import type { MailState } from '../domain/told/mails';
import type { Database, Prisma } from '../prisma/client';
import { dealOf } from './columns/deals';
import { withClients } from './deliveries';
import type { MailRow } from './mails';

/** Which mails are asked for; what is left out does not narrow them. */
export interface MailsWanted {
  readonly state?: MailState | undefined;
  /** The id of one of ours or of a seller, or a contact's as the client's records name them. */
  readonly recipient?: string | undefined;
  readonly lifecycle?: string | undefined;
  /** The key of the mail after which the page begins. */
  readonly after?: string | undefined;
}

/** A mail with whom it is for and about. */
export interface ListedMail {
  readonly mail: MailRow;
  readonly client: { readonly id: string; readonly name: string } | null;
  readonly to: { readonly id: string; readonly name: string | null };
}

/** The next mails, the newest first. Null where the mail after which they should begin is unknown. */
export async function mailsWanted(
  db: Database,
  { state, recipient, lifecycle, after }: MailsWanted,
  limit: number,
): Promise<readonly ListedMail[] | null> {
  const from = after === undefined ? undefined : await db.mail.findUnique({ where: { key: after } });
  if (from === null) return null;
  const rows = await db.mail.findMany({
    where: {
      ...(state === undefined ? {} : { state }),
      ...(recipient === undefined ? {} : { recipientId: { in: await idsOf(db, recipient) } }),
      ...(lifecycle === undefined ? {} : { lifecycleId: lifecycle }),
      ...(from === undefined ? {} : { OR: olderThan(from) }),
    },
    orderBy: [{ createdAt: 'desc' }, { key: 'desc' }],
    take: limit,
  });
  return withReaders(db, rows);
}

/** One mail as it is listed; null where there is none of that key. */
export async function listedMail(db: Database, key: string): Promise<ListedMail | null> {
  const mail = await db.mail.findUnique({ where: { key } });
  return mail === null ? null : ((await withReaders(db, [mail]))[0] ?? null);
}

function olderThan({ createdAt, key }: MailRow): Prisma.MailWhereInput[] {
  return [{ createdAt: { lt: createdAt } }, { createdAt, key: { lt: key } }];
}

/** Ids under which mails know somebody: contacts go by ids of ours there. */
async function idsOf(db: Pick<Database, 'contact'>, recipient: string): Promise<string[]> {
  const contacts = await db.contact.findMany({ where: { givenId: recipient }, select: { id: true } });
  return [recipient, ...contacts.map(({ id }) => id)];
}

async function withReaders(db: Database, rows: readonly MailRow[]): Promise<readonly ListedMail[]> {
  const ids = [...new Set(rows.map(({ recipientId }) => recipientId))];
  const sold = rows.flatMap(({ role, lifecycleId }) =>
    role === 'seller' && lifecycleId !== null ? [lifecycleId] : [],
  );
  const [about, reps, contacts, deals] = await Promise.all([
    withClients(db, rows),
    db.rep.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
    db.contact.findMany({ where: { id: { in: ids } }, select: { id: true, givenId: true, name: true } }),
    db.deal.findMany({ where: { lifecycles: { some: { id: { in: sold } } } } }),
  ]);
  const ours = new Map([{ id: operations, name: 'Operations' }, ...reps].map(({ id, name }) => [id, { id, name }]));
  const people = new Map(contacts.map(({ id, givenId, name }) => [id, { id: givenId, name }]));
  const sellers = new Map(deals.map((deal) => dealOf(deal).seller).map(({ id, name }) => [id, { id, name }]));
  return about.map(({ client, ...mail }) => {
    const { recipientId: id, role } = mail;
    const by = role === 'contact' ? people : role === 'seller' ? sellers : ours;
    return { mail, client, to: by.get(id) ?? ours.get(id) ?? { id, name: null } };
  });
}

/** How many mails wait, and how many were refused. */
export async function mailCounts(
  db: Pick<Database, 'mail'>,
): Promise<{ readonly waiting: number; readonly refused: number }> {
  const [waiting, refused] = await Promise.all([
    db.mail.count({ where: { state: 'waiting' } }),
    db.mail.count({ where: { state: 'refused' } }),
  ]);
  return { waiting, refused };
}

/** When the oldest mail that waits was written down; null where none waits. */
export async function mailWaitingSince(db: Pick<Database, 'mail'>): Promise<Date | null> {
  const oldest = await db.mail.findFirst({
    where: { state: 'waiting' },
    orderBy: { createdAt: 'asc' },
    select: { createdAt: true },
  });
  return oldest?.createdAt ?? null;
}
