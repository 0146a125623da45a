/**
 * Rows of mails, and how they move from state to state.
 *
 *   waiting ──(its delivery is started; in hand; not taken: tried again)──► sent or refused
 *      ▲                                                                              │
 *      └──────────────────────────(sent again on demand: its next round)──────────────┘
 */
import type { AddressedMail } from '../domain/organisation/addressing';
import type { Database, Prisma } from '../prisma/client';
import { inLockOrder } from './one-per-key';

export type MailRow = Prisma.MailGetPayload<object>;
type Mails = Pick<Database, 'mail'>;

/** A mail waits for the other lines of its deal for so long. */
const dealWaitsSeconds = 120;

/** Writes mails, each once. */
export function writeMails(db: Mails, mails: readonly AddressedMail[]): Prisma.PrismaPromise<Prisma.BatchPayload> {
  const data = inLockOrder(mails, ({ key }) => key).map(
    ({ key, cause, at, kind, role, recipient, inPlaceOf, subject, gatherKey }) => ({
      key,
      lifecycleId: cause?.lifecycle ?? null,
      seq: cause?.seq ?? null,
      kind,
      role,
      recipientId: recipient,
      forRepId: inPlaceOf,
      subjectId: subject,
      groupKey: gatherKey,
      at,
    }),
  );
  return db.mail.createMany({ data, skipDuplicates: true });
}

/** Notes that a round of a mail's delivery was started; where a later round has been asked for since, nothing. */
export async function mailStarted(db: Mails, key: string, round: number): Promise<void> {
  await db.mail.updateMany({ where: { key, round }, data: { startedAt: new Date() } });
}

/** A mail that waits has no delivery any more: the sweep starts one. */
export async function mailStartsAgain(db: Mails, key: string): Promise<void> {
  await db.mail.updateMany({ where: { key, state: 'waiting' }, data: { startedAt: null } });
}

/**
 * The mails that go out as one with this one, in their order; none when it goes out in another. What belongs
 * together is settled before the first attempt, so that a mail tried twice says the same twice.
 */
export async function gatherMails(db: Database, mail: MailRow): Promise<MailRow[]> {
  if (mail.groupKey === null) return [mail];
  const { key, groupKey } = mail;
  await db.$executeRaw`
    update mails set "carrierKey" = ${key}
    where "groupKey" = ${groupKey} and state = 'waiting' and "carrierKey" is null
      and exists (select 1 from mails mine where mine.key = ${key} and mine.attempts = 0
                  and (mine."carrierKey" is null or mine."carrierKey" = ${key}))`;
  return db.mail.findMany({
    where: { carrierKey: key },
    orderBy: [{ at: 'asc' }, { lifecycleId: 'asc' }, { seq: 'asc' }],
  });
}

/**
 * How long a mail of a line that begins may wait still for those that begin with it: for all that were stored with it, and
 * are not recorded yet; null where it waits for none. When that is over each of them is told by itself.
 */
export async function waitsForItsDeal(
  db: Pick<Database, '$queryRaw'>,
  { kind, groupKey, lifecycleId, carrierKey }: MailRow,
): Promise<number | null> {
  if (kind !== 'hand-over' || groupKey === null || carrierKey !== null) return null;
  const [row] = await db.$queryRaw<{ leftMs: number | null }[]>`
    select ceil(extract(epoch from max(o."createdAt") + make_interval(secs => ${dealWaitsSeconds}::float8) - now()) * 1000)::int
      as "leftMs"
    from lifecycles own join lifecycles o on o."dealId" = own."dealId" and o."createdAt" = own."createdAt"
    where own.id = ${lifecycleId} and o.seq = 0`;
  const leftMs = row?.leftMs ?? null;
  return leftMs !== null && leftMs > 0 ? leftMs : null;
}

/** The mail and those that go out in it: they share its end. */
export async function carriedBy(db: Mails, key: string): Promise<readonly string[]> {
  const carried = await db.mail.findMany({ where: { carrierKey: key }, select: { key: true } });
  return [...new Set([key, ...carried.map((mail) => mail.key)])];
}

/**
 * A mail that went out in another one ends as that one did; while that one waits, nothing changes. Where the record does
 * not know which one it was (it was restored to a moment before), it is the one that ended last of those it belongs with.
 */
export async function endsAsCarrier(db: Pick<Database, '$executeRaw'>, key: string): Promise<void> {
  await db.$executeRaw`
    update mails m set state = c.state, "sentAt" = c."sentAt", "refusedAt" = c."refusedAt", "lastError" = c."lastError"
    from (
      select c.* from mails c join mails own on own.key = ${key}
      where c.key <> own.key and c.state <> 'waiting'
        and case when own."carrierKey" is null then c."groupKey" = own."groupKey" else c.key = own."carrierKey" end
      order by coalesce(c."sentAt", c."refusedAt") desc nulls last, c.key limit 1) c
    where m.key = ${key} and m.state = 'waiting'`;
}

/** Counts an attempt: somebody has the mails in hand. */
export async function mailsInHand(db: Mails, keys: readonly string[]): Promise<void> {
  await db.mail.updateMany({ where: { key: { in: [...keys] } }, data: { attempts: { increment: 1 } } });
}

/** The mail server did not take them; they are tried again. */
export async function mailsNotTaken(db: Mails, keys: readonly string[], lastError: string): Promise<void> {
  await db.mail.updateMany({ where: { key: { in: [...keys] } }, data: { lastError } });
}

/** They go nowhere: refused for good, or nobody may be written to. What has ended already stays as it ended. */
export function mailsRefused(
  db: Mails,
  keys: readonly string[],
  lastError: string,
): Prisma.PrismaPromise<Prisma.BatchPayload> {
  return db.mail.updateMany({
    where: { key: { in: [...keys] }, state: 'waiting' },
    data: { state: 'refused', lastError, refusedAt: new Date() },
  });
}

/**
 * Has a refused mail wait again, by itself, in its next round; returns that round. Null where it is not refused any more:
 * somebody else was quicker.
 */
export async function mailWaitsAgain(
  db: Mails,
  { key, round }: Pick<MailRow, 'key' | 'round'>,
): Promise<number | null> {
  const { count } = await db.mail.updateMany({
    where: { key, round, state: 'refused' },
    data: {
      state: 'waiting',
      round: { increment: 1 },
      startedAt: null,
      refusedAt: null,
      groupKey: null,
      carrierKey: null,
    },
  });
  return count === 0 ? null : round + 1;
}

/** The mail server has taken them. What has ended already stays as it ended. */
export async function mailsSent(db: Mails, keys: readonly string[], at = new Date()): Promise<void> {
  await db.mail.updateMany({
    where: { key: { in: [...keys] }, state: 'waiting' },
    data: { state: 'sent', sentAt: at, lastError: null },
  });
}
