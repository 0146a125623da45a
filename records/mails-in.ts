/** Mails that came in: each is taken once, and what became of it stands with it. */
import { createHash } from 'node:crypto';
import { mailboxOf } from '../domain/core/mailbox';
import { standInFor } from '../domain/organisation/people';
import { itemById, present } from '../domain/told/present';
import { isToldOfMail, mailInStates, type MailInState, type MailToAnswer } from '../domain/told/mail-in';
import type { Database } from '../prisma/client';
import { wordOf } from './columns/column';
import { stateOrNull } from './columns/lifecycles';
import { recipientsOf } from './organisation';
import { keptOfClientOf } from './running-lifecycles';

type MailsInAccess = Pick<Database, 'mailIn'>;

/** How a sender is known here: enough to count what they send, and to find it again when they are erased. */
export const senderHashOf = (address: string): string => createHash('sha256').update(mailboxOf(address)).digest('hex');

/** What is known of a mail once it was read. */
interface MailInRead {
  readonly id: string;
  /** Who wrote it, as a hash; null where that is not proved. */
  readonly senderHash: string | null;
}

/** A mail as it stands here. */
export interface MailInTaken {
  /** What became of it so far. */
  readonly state: MailInState;
  /** When it came for the first time. */
  readonly receivedAt: Date;
  /** Whether it came before: something of it may be recorded already. */
  readonly isAgain: boolean;
}

/** Notes a mail, once. */
export async function takeMailIn(db: MailsInAccess, { id, senderHash }: MailInRead): Promise<MailInTaken> {
  const { count } = await db.mailIn.createMany({ data: { id, senderHash }, skipDuplicates: true });
  const row = await db.mailIn.findUniqueOrThrow({ where: { id } });
  return { state: mailInStateOfRow(row), receivedAt: row.receivedAt, isAgain: count === 0 };
}

/** What became of a mail by now. */
export async function mailInStateOf(db: MailsInAccess, id: string): Promise<MailInState> {
  return mailInStateOfRow(await db.mailIn.findUniqueOrThrow({ where: { id } }));
}

/** Notes that what a mail says is about to be recorded through a link: whoever gets the mail again finds it under way. */
export async function mailInBegins(db: MailsInAccess, id: string, linkId: string): Promise<void> {
  await db.mailIn.updateMany({ where: { id, state: 'received' }, data: { linkId } });
}

/** Whether that was noted before. */
export async function hasMailInBegun(db: MailsInAccess, id: string, linkId: string): Promise<boolean> {
  return (await db.mailIn.count({ where: { id, linkId } })) > 0;
}

/** What became of a mail, as its row says it. */
export const mailInStateOfRow = (row: { readonly id: string; readonly state: string }): MailInState =>
  wordOf(mailInStates, { table: 'mails_in', column: 'state', id: row.id }, row.state);

/** What became of a mail, and what somebody is to read of it. */
export interface BecameOfMail {
  readonly state: MailInState;
  readonly rep?: string | undefined;
  readonly contact?: string | undefined;
  readonly link?: string | undefined;
  readonly lifecycle?: string | undefined;
  readonly item?: string | undefined;
  readonly words?: string | undefined;
}

/** Notes what became of a mail; false where that was noted already, and stands. */
export async function noteMailIn(db: MailsInAccess, id: string, became: BecameOfMail): Promise<boolean> {
  const { state, rep, contact, link, lifecycle, item, words } = became;
  const { count } = await db.mailIn.updateMany({
    where: { id, state: 'received' },
    data: {
      state,
      repId: rep ?? null,
      contactId: contact ?? null,
      linkId: link ?? null,
      lifecycleId: lifecycle ?? null,
      item: item ?? null,
      words: words ?? null,
    },
  });
  return count > 0;
}

/** The links to which addresses for answers belong, the newest first. */
export async function linksBehind(db: Pick<Database, 'replyAddress'>, tokenHashes: readonly string[]) {
  const rows = await db.replyAddress.findMany({
    where: { tokenHash: { in: [...tokenHashes] } },
    orderBy: [{ createdAt: 'desc' }, { tokenHash: 'asc' }],
    select: { link: true },
  });
  return rows.map(({ link }) => link);
}

/** How many mails of a sender came in from a moment to another. */
export function mailsOfSender(db: MailsInAccess, senderHash: string, since: Date, until: Date): Promise<number> {
  return db.mailIn.count({ where: { senderHash, receivedAt: { gte: since, lte: until } } });
}

/** So many answers to one item are put together. */
const mostAnswers = 20;

/** What somebody answered about an item so far without saying what came of it, the first first. */
export async function unclearAnswers(
  db: MailsInAccess,
  { lifecycle, item, rep }: { readonly lifecycle: string; readonly item: string; readonly rep: string },
): Promise<readonly string[]> {
  const rows = await db.mailIn.findMany({
    where: { state: 'unclear', lifecycleId: lifecycle, item, repId: rep },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    take: mostAnswers,
    select: { words: true },
  });
  return rows.flatMap(({ words }) => (words === null || words === '' ? [] : [words]));
}

/** What one of ours is told of a mail that came in; null for an unknown one, and for one of which nobody is told. */
export async function mailToAnswer(db: Database, id: string, reader: string): Promise<MailToAnswer | null> {
  const row = await db.mailIn.findUnique({
    where: { id },
    include: {
      contact: { select: { id: true, name: true, email: true } },
      link: { select: { forRepId: true } },
      lifecycle: { include: { client: { select: { name: true } } } },
    },
  });
  if (row === null) return null;
  const state = mailInStateOfRow(row);
  if (!isToldOfMail(state)) return null;
  const { lifecycle, contact, item, words, link } = row;
  const life = lifecycle === null ? null : stateOrNull(lifecycle);
  const named = life === null ? undefined : itemById(present(life), item);
  return {
    state,
    words: words ?? '',
    clients:
      lifecycle !== null ? [lifecycle.client.name] : contact === null ? [] : await clientsHeardAt(db, contact, reader),
    contact: contact?.name ?? null,
    item:
      lifecycle === null || item === null
        ? null
        : {
            named: named ?? null,
            id: item,
            lifecycle: lifecycle.id,
            inPlaceOf: link?.forRepId ?? null,
          },
  };
}

/** Names of the clients at which a contact is heard by one of ours: those that they keep, or stand in for. */
async function clientsHeardAt(
  db: Database,
  contact: { readonly id: string; readonly email: string },
  reader: string,
): Promise<readonly string[]> {
  const records = await db.contact.findMany({
    where: {
      OR: [
        { id: contact.id },
        ...(contact.email === ''
          ? []
          : [{ email: { in: [contact.email], mode: 'insensitive' as const }, erasedAt: null, departedAt: null }]),
      ],
    },
    orderBy: { id: 'asc' },
    select: { id: true, client: { select: { name: true } } },
  });
  const kept = await Promise.all(records.map((one) => keptOfClientOf(db, one.id)));
  const people = await recipientsOf(
    db,
    kept.flat().map(({ rep }) => rep),
  );
  const day = new Date().toISOString().slice(0, 10);
  const heard = records.filter((_, at) =>
    (kept[at] ?? []).some(({ rep }) => rep === reader || standInFor(rep, day, people) === reader),
  );
  return [...new Set(heard.map(({ client }) => client.name))];
}

/** So many go at once: a sweep comes again. */
const forgottenAtOnce = 5_000;

/** Forgets mails that came in so long ago that nobody asks for them: what was recorded of them stands elsewhere. */
export async function forgetOldMailsIn(db: Pick<Database, '$executeRaw'>): Promise<void> {
  await db.$executeRaw`
    delete from mails_in where id in (
      select id from mails_in where "receivedAt" < now() - interval '180 days'
      order by "receivedAt" limit ${forgottenAtOnce})`;
}
