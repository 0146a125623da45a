/** Delivers one mail: gathers its words, mints its link, hands it to the mail server. */
import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import type { Deal } from '../domain/deal';
import { addressOf, mint } from '../links/links';
import type { MailKind } from '../mail/causes';
import { compose } from '../mail/compose';
import { MailRefused, type Post } from '../mail/post';
import { wordsOf, type Words } from '../mail/words';
import type { Database } from '../prisma/client';
import { occasionOf } from '../prisma/occasion';
import { guarded } from './guard';

export interface DeliverActivities {
  send(mailKey: string): Promise<'sent' | 'refused'>;
}

export interface DeliverDeps {
  readonly db: Database;
  readonly post: Post;
  /** Where the pages behind links are; links never take it from a request. */
  readonly publicUrl: string;
}

type MailRow = NonNullable<Awaited<ReturnType<Database['mail']['findUnique']>>>;

export function createDeliverActivities({ db, post, publicUrl }: DeliverDeps): DeliverActivities {
  async function buttonOf(mail: MailRow, { button }: Words): Promise<{ label: string; url: string } | undefined> {
    if (button === undefined) return undefined;
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
    return { label: button.label, url: addressOf(publicUrl, token) };
  }

  return {
    send: (mailKey) => guarded('RecordsAway', 'PostgreSQL did not answer', () => send(mailKey)),
  };

  async function send(mailKey: string): Promise<'sent' | 'refused'> {
    const mail = await db.mail.findUnique({ where: { key: mailKey } });
    if (mail === null) throw ApplicationFailure.nonRetryable(`there is no mail ${mailKey}`, 'UnknownMail');
    if (mail.state === 'sent' || mail.state === 'refused') return mail.state;
    const occasion = await occasionOf(db, mail.lifecycleId, mail.subjectId);
    if (occasion === null) throw ApplicationFailure.retryable(`${mail.lifecycleId} is not recorded yet`, 'NotRecorded');
    const to = await recipientOf(db, mail, occasion.deal);
    if (to === null) {
      await db.mail.update({
        where: { key: mailKey },
        data: { state: 'refused', lastError: `nobody is known as ${mail.recipientId}` },
      });
      return 'refused';
    }
    const words = wordsOf(mail.kind as MailKind, occasion);
    const { button: _, ...rest } = words;
    const button = await buttonOf(mail, words);
    const bodies = compose({ ...rest, ...(button === undefined ? {} : { button }) }, to.name);
    try {
      await post.send({
        to,
        subject: words.subject,
        ...bodies,
        date: mail.at.toISOString(),
        messageId: messageIdOf(mailKey, publicUrl),
        headers: {
          'X-Holdfast-Item': mail.subjectId === null ? mail.lifecycleId : `${mail.lifecycleId}/${mail.subjectId}`,
          'X-Holdfast-Mail': mail.kind,
        },
      });
    } catch (error) {
      // Never the message itself: it may quote an address, and failures stand in histories.
      const refused = error instanceof MailRefused;
      await db.mail.update({
        where: { key: mailKey },
        data: {
          attempts: { increment: 1 },
          lastError: (error as Error).message,
          ...(refused ? { state: 'refused' } : {}),
        },
      });
      if (refused) return 'refused';
      throw ApplicationFailure.retryable('the mail server did not take the mail', 'MailServerAway');
    }
    await db.mail.update({
      where: { key: mailKey },
      data: { state: 'sent', sentAt: new Date(), attempts: { increment: 1 }, lastError: null },
    });
    return 'sent';
  }
}

/** The same mail has the same Message-ID however often it is tried. */
function messageIdOf(mailKey: string, publicUrl: string): string {
  const host = new URL(publicUrl).hostname;
  return `<${createHash('sha256').update(mailKey).digest('hex').slice(0, 32)}@${/^[\d.]+$|^localhost$/.test(host) ? 'holdfast.example' : host}>`;
}

async function recipientOf(
  db: Database,
  { role, recipientId }: MailRow,
  deal: Deal,
): Promise<{ name: string; address: string } | null> {
  if (role === 'seller' && deal.seller.id === recipientId)
    return { name: deal.seller.name, address: deal.seller.email };
  const rep = await db.rep.findUnique({ where: { id: recipientId } });
  return rep === null ? null : { name: rep.name, address: rep.email };
}
