/** Mails that came in: each is taken once, and what became of it stands with it. */
import { itemById, present } from '../domain/told/present';
import { mailInStates, type MailInState, type MailToAnswer } from '../domain/told/mail-in';
import type { Database, Prisma } from '../prisma/client';
import { wordOf } from './columns/column';
import { stateOrNull } from './columns/lifecycles';

type MailsInAccess = Pick<Database, 'mailIn'>;

/** What is known of a mail once it was read. */
export interface MailInRead {
  readonly id: string;
  /** Who wrote it, as a hash; null where that is not proved. */
  readonly senderHash: string | null;
}

/** Notes a mail, once; returns what became of it so far. */
export async function takeMailIn(db: MailsInAccess, { id, senderHash }: MailInRead): Promise<MailInState> {
  await db.mailIn.createMany({ data: { id, senderHash }, skipDuplicates: true });
  const row = await db.mailIn.findUniqueOrThrow({ where: { id } });
  return stateOfMailIn(row);
}

const stateOfMailIn = (row: { readonly id: string; readonly state: string }): MailInState =>
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

/** Notes what became of a mail; what was noted already stands. */
export function noteMailIn(
  db: MailsInAccess,
  id: string,
  became: BecameOfMail,
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  const { state, rep, contact, link, lifecycle, item, words } = became;
  return db.mailIn.updateMany({
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
}

/** The link to which an address for answers belongs, of the first such address; null where none is known. */
export async function linkBehind(db: Pick<Database, 'replyAddress'>, tokenHashes: readonly string[]) {
  const row = await db.replyAddress.findFirst({
    where: { tokenHash: { in: [...tokenHashes] } },
    orderBy: { createdAt: 'desc' },
    select: { link: true },
  });
  return row?.link ?? null;
}

/** How many mails of a sender came in since a moment. */
export function mailsOfSender(db: MailsInAccess, senderHash: string, since: Date): Promise<number> {
  return db.mailIn.count({ where: { senderHash, receivedAt: { gte: since } } });
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

/** What is told of a mail that came in; null for an unknown one. */
export async function mailToAnswer(db: Database, id: string): Promise<MailToAnswer | null> {
  const row = await db.mailIn.findUnique({
    where: { id },
    include: {
      contact: { select: { name: true, client: { select: { name: true } } } },
      link: { select: { forRepId: true } },
      lifecycle: { include: { client: { select: { name: true } } } },
    },
  });
  if (row === null) return null;
  const { lifecycle, contact, item, words, link } = row;
  const life = lifecycle === null ? null : stateOrNull(lifecycle);
  const named = life === null ? undefined : itemById(present(life), item);
  return {
    state: stateOfMailIn(row),
    words: words ?? '',
    client: lifecycle?.client.name ?? contact?.client.name ?? null,
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

/** So many go at once: a sweep comes again. */
const forgottenAtOnce = 5_000;

/** Forgets mails that came in so long ago that nobody asks for them: what was recorded of them stands elsewhere. */
export async function forgetOldMailsIn(db: Pick<Database, '$executeRaw'>): Promise<void> {
  await db.$executeRaw`
    delete from mails_in where id in (
      select id from mails_in where "receivedAt" < now() - interval '180 days'
      order by "receivedAt" limit ${forgottenAtOnce})`;
}
