/** Delivers mail: gathers the words, mints the links, hands it to the mail server. */
import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import type { Deal } from '../domain/deal';
import { addressOf, mint } from '../links/links';
import type { MailKind, MailRole } from '../mail/causes';
import { compose } from '../mail/compose';
import { calendarFile } from '../mail/invitation';
import type { Part } from '../mail/letter';
import { MailRefused, type Post } from '../mail/post';
import type { WordsPart } from '../mail/sections';
import { gathered, wordsOf } from '../mail/words';
import type { Database } from '../prisma/client';
import { occasionOf } from '../prisma/occasion';
import { guarded } from './guard';

export interface DeliverActivities {
  send(mailKey: string): Promise<'sent' | 'refused' | 'gathered'>;
}

export interface DeliverDeps {
  readonly db: Database;
  readonly post: Post;
  /** Where the pages behind links are; links never take it from a request. */
  readonly publicUrl: string;
  /** The sender's name, above every mail. */
  readonly sender: string;
}

type MailRow = NonNullable<Awaited<ReturnType<Database['mail']['findUnique']>>>;

interface Recipient {
  readonly name: string;
  readonly address: string;
}

export function createDeliverActivities({ db, post, publicUrl, sender }: DeliverDeps): DeliverActivities {
  async function partOf(mail: MailRow, { button, ...part }: WordsPart): Promise<Part> {
    if (button === undefined) return part;
    const { id, token, tokenHash } = mint();
    const { purpose, subject } = button.grant;
    await db.link.create({
      data: {
        id,
        tokenHash,
        mailKey: mail.key,
        lifecycleId: mail.lifecycleId,
        purpose,
        subjectId: subject,
        recipientId: mail.recipientId,
      },
    });
    return { ...part, button: { label: button.label, url: addressOf(publicUrl, token) } };
  }

  async function refuse(keys: readonly string[], lastError: string): Promise<'refused'> {
    await db.mail.updateMany({ where: { key: { in: [...keys] } }, data: { state: 'refused', lastError } });
    return 'refused';
  }

  return {
    send: (mailKey) => guarded('RecordsAway', 'PostgreSQL did not answer', () => send(mailKey)),
  };

  async function send(mailKey: string): Promise<'sent' | 'refused' | 'gathered'> {
    const asked = await db.mail.findUnique({ where: { key: mailKey } });
    if (asked === null) throw ApplicationFailure.nonRetryable(`there is no mail ${mailKey}`, 'UnknownMail');
    if (asked.state === 'sent' || asked.state === 'refused') return asked.state;
    const mails = await gather(db, asked);
    const [mail] = mails;
    if (mail === undefined) return 'gathered';
    const keys = mails.map(({ key }) => key);

    const occasions = await Promise.all(
      mails.map(({ lifecycleId, subjectId, recipientId }) => occasionOf(db, lifecycleId, subjectId, recipientId)),
    );
    const spoken = mails.flatMap((one, index) => {
      const occasion = occasions[index] ?? null;
      return occasion === null
        ? []
        : [{ mail: one, occasion, words: wordsOf(one.kind as MailKind, one.role as MailRole, occasion) }];
    });
    const [first] = spoken;
    if (first === undefined || spoken.length < mails.length)
      throw ApplicationFailure.retryable(`${mail.lifecycleId} is not recorded yet`, 'NotRecorded');
    const to = await recipientOf(db, mail, first.occasion.deal);
    if (to === null) return refuse(keys, `nobody may be written to as ${mail.recipientId}`);
    const words = gathered(spoken) ?? first.words;
    const parts = await Promise.all(
      spoken.flatMap(({ mail: one, words: said }) => said.parts.map((part) => partOf(one, part))),
    );
    const shown = parts.map((part, index) => ({ ...part, headline: words.parts[index]?.headline ?? part.headline }));
    const bodies = compose({ ...words, parts: shown }, to.name, sender);
    const toClient = mail.role === 'contact';
    const replyTo = toClient ? await addressOfRep(db, first.occasion.lifecycle.rep) : undefined;
    await db.mail.updateMany({ where: { key: { in: keys } }, data: { attempts: { increment: 1 } } });
    try {
      await post.send({
        to,
        subject: words.subject,
        ...bodies,
        date: mail.at.toISOString(),
        messageId: messageIdOf(mailKey, publicUrl),
        ...(replyTo === undefined ? {} : { replyTo }),
        ...(words.invitation === undefined
          ? {}
          : { calendar: calendarFile(words.invitation, mail.at.toISOString(), shown[0]?.button?.url) }),
        headers: {
          'X-Holdfast-Item': spoken
            .map(({ mail: one }) => (one.subjectId === null ? one.lifecycleId : `${one.lifecycleId}/${one.subjectId}`))
            .join(', '),
          'X-Holdfast-Mail': [...new Set(mails.map(({ kind }) => kind))].join(', '),
        },
      });
    } catch (error) {
      // Never the message itself: it may quote an address, and failures stand in histories.
      const lastError = (error as Error).message;
      if (error instanceof MailRefused) return refuse(keys, lastError);
      await db.mail.updateMany({ where: { key: { in: keys } }, data: { lastError } });
      throw ApplicationFailure.retryable('the mail server did not take the mail', 'MailServerAway');
    }
    await db.mail.updateMany({
      where: { key: { in: keys } },
      data: { state: 'sent', sentAt: new Date(), lastError: null },
    });
    return 'sent';
  }
}

/**
 * The mails that go out as one with this one, in their order; none when it goes out in another. What belongs
 * together is settled before the first attempt, so that a mail tried twice says the same twice.
 */
async function gather(db: Database, mail: MailRow): Promise<MailRow[]> {
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

/** The same mail has the same Message-ID however often it is tried. */
function messageIdOf(mailKey: string, publicUrl: string): string {
  const host = new URL(publicUrl).hostname;
  return `<${createHash('sha256').update(mailKey).digest('hex').slice(0, 32)}@${/^[\d.]+$|^localhost$/.test(host) ? 'holdfast.example' : host}>`;
}

async function addressOfRep(db: Database, id: string): Promise<string | undefined> {
  return (await db.rep.findUnique({ where: { id }, select: { email: true } }))?.email;
}

async function recipientOf(db: Database, { role, recipientId }: MailRow, deal: Deal): Promise<Recipient | null> {
  if (role === 'contact') {
    const contact = await db.contact.findUnique({ where: { id: recipientId } });
    return contact === null || contact.optedOutAt !== null ? null : { name: contact.name, address: contact.email };
  }
  if (role === 'seller' && deal.seller.id === recipientId)
    return { name: deal.seller.name, address: deal.seller.email };
  const rep = await db.rep.findUnique({ where: { id: recipientId } });
  return rep === null ? null : { name: rep.name, address: rep.email };
}
