/** Mailboxes: one may stand in several contact records. What its reader said or was asked holds for all of them. */
import { createHash } from 'node:crypto';
import { mailboxOf } from '../domain/core/mailbox';
import { dayMs } from '../domain/core/calendar';
import type { MailRow } from './mails';
import type { Database } from '../prisma/client';
import { stateOrNull } from './columns/lifecycles';
import { hold } from './held';

/** A hash of a mailbox. It tells that somebody was asked, and not who. */
const hashOf = (address: string): string =>
  createHash('sha256')
    .update(`asked\n${mailboxOf(address)}`)
    .digest('hex');

/** A question that is about to go out. */
export interface Question {
  /** Key of its mail. */
  readonly mail: string;
  readonly contact: string;
  readonly address: string;
  /** Its domain moment. */
  readonly at: Date;
  /** Days in which nobody is asked a second time. */
  readonly everyDays: number;
}

/** What was asked so long ago says nothing any more. */
const keptDays = 400;

/**
 * Claims a mailbox for a question, where nobody else asks it within that many days, before or after, by a lifecycle's
 * own clock. Repeating it for the same mail changes nothing; of two mails at once one gets it. Nobody gets it who is erased
 * by then: who is being erased is waited for, and an erasure waits for the claim and takes it out.
 */
export async function claimMailbox(
  db: Database,
  { mail, contact, address, at, everyDays }: Question,
): Promise<'claimed' | 'asked' | 'erased'> {
  const mailbox = hashOf(address);
  return db.$transaction(async (tx) => {
    await hold(tx, 'mailboxes', [mailbox]);
    const daysOff = (days: number): Date => new Date(at.getTime() + days * dayMs);
    // The first hour of the day after so many days lies a little less than so many days later, where clocks were changed.
    const slack = 0.5;
    const rival = await tx.askedMailbox.findFirst({
      where: {
        mailbox,
        mailKey: { not: mail },
        at: { gt: daysOff(slack - everyDays), lt: daysOff(everyDays - slack) },
      },
    });
    if (rival !== null) return 'asked';
    const there = await tx.$queryRaw<unknown[]>`
      select id from contacts where id = ${contact} and "erasedAt" is null for share`;
    if (there.length === 0) return 'erased';
    await tx.askedMailbox.deleteMany({ where: { mailbox, at: { lt: daysOff(-keptDays) } } });
    await tx.askedMailbox.upsert({
      where: { mailKey: mail },
      create: { mailKey: mail, mailbox, contactId: contact, at },
      update: {},
    });
    return 'claimed';
  });
}

/** Days in which a lifecycle asks nobody a second time; 0 where its rules say nothing of it. */
export async function restOfQuestions(db: Pick<Database, 'lifecycle'>, lifecycleId: string): Promise<number> {
  const row = await db.lifecycle.findUnique({ where: { id: lifecycleId }, select: { id: true, state: true } });
  const state = row === null ? null : stateOrNull(row);
  return state?.slices.standing.policy.rules.satisfaction.everyDays ?? 0;
}

/** Key of the mail that asked what a reminder reminds of, in this term or in one before; null where it has not gone out. */
export async function questionOf(
  db: Pick<Database, 'mail'>,
  { recipientId, lifecycleId, subjectId }: Pick<MailRow, 'recipientId' | 'lifecycleId' | 'subjectId'>,
): Promise<string | null> {
  if (lifecycleId === null) return null;
  const ofLine = { startsWith: lifecycleId.replace(/\d+$/, '') };
  const asked = await db.mail.findFirst({
    where: { recipientId, lifecycleId: ofLine, subjectId, kind: 'satisfaction', state: 'sent' },
    orderBy: [{ at: 'desc' }, { key: 'desc' }],
    select: { key: true },
  });
  return asked?.key ?? null;
}

/** A record of somebody who reads a mailbox. */
export interface MailboxRecord {
  readonly id: string;
  readonly clientId: string;
  readonly optedOut: boolean;
}

/** Every contact record with one of those addresses, whichever client names it; nobody who is erased. */
export function recordsOfMailboxes(
  db: Pick<Database, '$queryRaw'>,
  addresses: readonly string[],
): Promise<(MailboxRecord & { readonly mailbox: string })[]> {
  const mailboxes = [...new Set(addresses.map(mailboxOf))].filter((mailbox) => mailbox !== '');
  return db.$queryRaw<(MailboxRecord & { readonly mailbox: string })[]>`
    select id, "clientId", "optedOutAt" is not null as "optedOut", lower(btrim(email)) as mailbox
    from contacts where lower(btrim(email)) = any(${mailboxes}::text[]) and "erasedAt" is null
    order by "clientId", id`;
}

/** Of those addresses the mailboxes whose reader does not want to be written to. */
export async function leftAloneAmong(
  db: Pick<Database, '$queryRaw'>,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const records = await recordsOfMailboxes(db, addresses);
  return new Set(records.filter(({ optedOut }) => optedOut).map(({ mailbox }) => mailbox));
}
