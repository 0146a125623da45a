/**
 * Delivers mail: gathers the words, mints the links, hands it to the mail server.
 *
 *   waiting ──(the mail server takes it)──► sent
 *    ▲   │ └──(refused for good, or its reader may not be written to)──► refused ──(sent again on demand)──► waiting
 *    └───┘ the mail server is away: tried again. A mail that goes out in another one shares its end.
 *
 * What is refused for good is told before it is noted: who hears of it stands in domain/organisation/undelivered.ts.
 */
import { Context, log } from '@temporalio/activity';
import { operations } from '../domain/core/connections';
import { lastOfEachThing } from '../domain/told/delivery';
import { isOfCampaign } from '../domain/told/mails';
import type { Occasion } from '../domain/told/occasion';
import { senderName } from '../domain/told/brand';
import { addressInDesk, pathOfClient } from '../links/doing';
import { addressOf, mint, wayOut, wayOutAddressOf } from '../links/links';
import { messageIdOf } from '../records/message-id';
import { calendarFile } from '../mail/calendar-file';
import { compose } from '../mail/compose';
import { gathered } from '../mail/gathered';
import { draftOf } from '../mail/kinds';
import { handOffOfSeveral } from '../mail/kinds/hand-off';
import { withButtons, type Draft, type DraftButton, type LinkedDraft, type Organizer } from '../mail/draft';
import { MailServerError, type OutgoingMail, type Post } from '../mail/post';
import type { Database, Prisma } from '../prisma/client';
import { mailKindOf, mailRoleOf } from '../records/columns/mails';
import {
  gatherMails,
  mailsInHand,
  mailsNotTaken,
  mailsRefused,
  mailsSent,
  waitsForItsDeal,
  writeMails,
  type MailRow,
} from '../records/mails';
import { questionOf } from '../records/mailboxes';
import { occasionOf } from '../records/occasion';
import { fileStandingOf, noteMeeting } from '../records/review-files';
import { answeredAt } from './answered-at';
import { dealNotBegun, guarded, mailServerAway, notRecorded, unknownMail } from './failures';
import { deliverMails, type StartDelivery } from './mails';
import { personalMail } from './personal';
import {
  addressOfOps,
  addressOfOurs,
  addressOfReader,
  askedOnce,
  isReminder,
  type MailAddress,
  type Nobody,
} from './readers';
import type { TellOther } from './sharing';
import { tellOfLeftAlone, tellOfNotAsked, tellOfRefused, tellOfTaken, type Refused } from './undelivered';

export interface DeliverActivities {
  send(mailKey: string): Promise<'sent' | 'refused' | 'gathered'>;
}

export interface DeliverDeps {
  readonly db: Database;
  readonly post: Post;
  /** Address of the pages behind links. It is configured: a request could name any host. */
  readonly publicUrl: string;
  /** The sender's name, above mails to our own people, and the vendor's where nobody has said another. */
  readonly sender: string;
  /** The sender, as whose meetings go into calendars that are no person's own. */
  readonly house: Organizer;
  /** The address of ops; undefined where nobody set one. */
  readonly opsMail: string | undefined;
  readonly startDelivery: StartDelivery;
  /** Domain of the addresses at which mails to our people are answered; undefined where no mail comes in. */
  readonly replyDomain: string | undefined;
  /** Whether every rep reads every lifecycle: their mails tell as much as their pages. */
  readonly openBook: boolean;
  /** Tells a lifecycle that a mail of its own did not arrive. */
  readonly tellOther: TellOther;
}

/** A mail to be sent, before its buttons have addresses. */
interface ReadyMail {
  readonly to: MailAddress | Nobody;
  readonly draft: Draft;
  /** What `X-Holdfast-Item` names. */
  readonly items: readonly string[];
  readonly replyTo?: string | undefined;
  /** Under which name it comes, where that is not the configured one. */
  readonly fromName?: string | undefined;
  /** Where in the desk it leads: to what, and by which path. */
  readonly desk?: { readonly to: 'client' | 'day'; readonly path: string } | undefined;
  /** Key of the mail in whose thread it goes. */
  readonly inReplyTo?: string | undefined;
}

/**
 * The activities that send mails. They fail for good with `UnknownMail`, `UnknownMailKind`, `UnknownTarget` and `UnknownTrouble`; every
 * other failure is tried again.
 */
export function createDeliverActivities(deps: DeliverDeps): DeliverActivities {
  const { db, post, publicUrl, sender, house, opsMail, startDelivery } = deps;

  /** Mints a link for every button of the mail, and a contact's way out, all in one statement. */
  async function linked(
    mail: MailRow,
    draft: Draft,
  ): Promise<{ readonly ready: LinkedDraft; readonly leave: string | null }> {
    const rows: Prisma.LinkCreateManyInput[] = [];
    const minted = (link: Pick<Prisma.LinkCreateManyInput, 'purpose' | 'subjectId' | 'lifecycleId' | 'forRepId'>) => {
      const { id, token, tokenHash } = mint();
      rows.push({ id, tokenHash, mailKey: mail.key, recipientId: mail.recipientId, ...link });
      return token;
    };
    const ofMail = { lifecycleId: mail.lifecycleId ?? '', forRepId: mail.forRepId };
    const ready = withButtons(draft, ({ label, grant: { purpose, subject }, lifecycle, forRep }: DraftButton) => {
      const { lifecycleId, forRepId } = ofMail;
      const acts = { lifecycleId: lifecycle ?? lifecycleId, forRepId: forRep ?? forRepId };
      return { label, url: addressOf(publicUrl, minted({ purpose, subjectId: subject, ...acts })) };
    });
    const leave =
      mail.role === 'contact'
        ? wayOutAddressOf(publicUrl, minted({ purpose: wayOut, subjectId: null, ...ofMail }))
        : null;
    if (rows.length > 0) await db.link.createMany({ data: rows });
    return { ready, leave };
  }

  /** Notes that mails were refused for good, and tells whose business that is. */
  async function refuse(keys: readonly string[], lastError: string, refused: Refused): Promise<'refused'> {
    log.warn('a mail was refused for good', { mails: keys.length, mail: keys[0], lastError });
    const toLeaders = await tellOfRefused(deps, refused);
    await db.$transaction([writeMails(db, toLeaders), mailsRefused(db, keys, lastError)]);
    await deliverMails(toLeaders, null, startDelivery);
    return 'refused';
  }

  return {
    send: (mailKey) => guarded(() => send(mailKey)),
  };

  async function send(mailKey: string): Promise<'sent' | 'refused' | 'gathered'> {
    const asked = await db.mail.findUnique({ where: { key: mailKey } });
    if (asked === null) throw unknownMail(mailKey);
    if (asked.state === 'refused') return 'refused';
    if (asked.state === 'sent') {
      // A crash came between noting that it was taken and telling it.
      await tellOfTaken(deps, asked);
      return 'sent';
    }
    const leftMs = await waitsForItsDeal(db, asked);
    if (leftMs !== null) throw dealNotBegun(asked.lifecycleId, { leftMs, attempt: Context.current().info.attempt });
    const mails = await gatherMails(db, asked);
    const [mail] = mails;
    if (mail === undefined) return 'gathered';
    const keys = mails.map(({ key }) => key);
    // Counted before anything is read: an erasure waits for mails that somebody has in hand (records/erasure.ts).
    await mailsInHand(db, keys);
    const said = lastOfEachThing(mails);
    const { to, draft, items, replyTo, fromName, inReplyTo, desk } =
      mail.lifecycleId === null ? await personal(db, mail, opsMail) : await aboutLifecycles(deps, said);
    if ('nobody' in to) {
      if (to.isStranger) return refuse(keys, to.nobody, { mails, address: null, why: 'recipient' });
      if (to.tells === 'was-asked') await tellOfNotAsked(deps, mail);
      if (to.tells === 'left-alone') await tellOfLeftAlone(deps, mail);
      await mailsRefused(db, keys, to.nobody);
      return 'refused';
    }
    const { ready, leave } = await linked(mail, draft);
    const answers = replyTo ?? (await answeredAt(db, mail, deps.replyDomain));
    // Composed before it is handed over: what goes wrong here is a bug of ours, and no mail server is away.
    const composed: OutgoingMail = {
      to,
      subject: ready.subject,
      ...compose(ready, {
        recipient: to.name,
        sender,
        wayOut: leave,
        isAnswered: answers !== replyTo,
        desk: desk === undefined ? undefined : { to: desk.to, url: addressInDesk(publicUrl, desk.path) },
      }),
      date: mail.at.toISOString(),
      messageId: messageIdOf(mailKey, publicUrl),
      ...(fromName === undefined ? {} : { fromName }),
      ...(answers === undefined ? {} : { replyTo: answers }),
      ...(inReplyTo === undefined ? {} : { inReplyTo: messageIdOf(inReplyTo, publicUrl) }),
      ...(ready.meeting === undefined
        ? {}
        : {
            calendar: calendarFile(ready.meeting, mail.at.toISOString(), house),
          }),
      headers: {
        'X-Holdfast-Item': items.join(', '),
        'X-Holdfast-Mail': [...new Set(said.map(({ kind }) => kind))].join(', '),
        // `Date:` knows seconds alone, and much can be heard in one.
        'X-Holdfast-At': mail.at.toISOString(),
        ...(leave === null ? {} : oneClickOut(leave)),
      },
    };
    // Noted before it can be in anybody's calendar: what moves the meeting from then on is told.
    if (ready.meeting !== undefined && mail.role !== 'contact') await noteMeeting(db, mailKey, ready.meeting.start);
    const notTaken = await handOver(composed, post);
    if (notTaken !== null) {
      const { message: lastError, meaning } = notTaken;
      if (meaning !== 'passes') return refuse(keys, lastError, { mails, address: to.address, why: meaning });
      await mailsNotTaken(db, keys, lastError);
      throw mailServerAway();
    }
    await mailsSent(db, keys);
    await tellOfTaken(deps, mail, to.address);
    return 'sent';
  }
}

/** How mail programs show a way out beside the mail, and take it with one click (RFC 2369, RFC 8058). */
const oneClickOut = (address: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${address}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** Why the mail server did not take a mail; null when it did. What is no word of the mail server's is thrown on: a bug. */
export async function handOver(mail: OutgoingMail, post: Pick<Post, 'send'>): Promise<MailServerError | null> {
  try {
    await post.send(mail);
    return null;
  } catch (error) {
    if (error instanceof MailServerError) return error;
    throw error;
  }
}

/** Mails about lifecycles of one client, to one reader, as one. Throws `NotRecorded`, which passes. */
async function aboutLifecycles(
  { db, openBook, sender }: Pick<DeliverDeps, 'db' | 'openBook' | 'sender'>,
  mails: readonly MailRow[],
): Promise<ReadyMail> {
  const drafts = await Promise.all(
    mails.map(async (mail) => {
      const { lifecycleId, subjectId, recipientId, forRepId, seq } = mail;
      const kind = mailKindOf(mail);
      const told = {
        subject: subjectId,
        ofCampaign: isOfCampaign(kind),
        reader: recipientId,
        inPlaceOf: forRepId,
        openBook,
        seq,
        sender,
      };
      const occasion = await occasionOf(db, lifecycleId ?? '', told);
      if (occasion === null) throw notRecorded(lifecycleId);
      const { id } = occasion.lifecycle;
      // Each button acts on the lifecycle that its own mail is about.
      const draft = withButtons(draftOf(kind, mailRoleOf(mail), occasion), (button) => ({
        ...button,
        lifecycle: id,
        ...(forRepId === null ? {} : { forRep: forRepId }),
      }));
      return { mail, occasion, item: subjectId === null ? id : `${id}/${subjectId}`, draft };
    }),
  );
  const [first] = drafts;
  const isOfDeal = drafts.length > 1 && drafts.every(({ mail }) => mail.kind === 'hand-over');
  const draft = isOfDeal ? handOffOfSeveral(drafts.map(({ occasion }) => occasion)) : gathered(drafts);
  if (first === undefined || draft === null) throw unknownMail(mails.map(({ key }) => key).join(', '));
  const reader = await addressOfReader(db, first.mail, first.occasion.deal);
  const asked = 'nobody' in reader ? reader : await askedOnce(db, first.mail, reader);
  const { to, draft: ready } = await withFileAsItStands(db, first, { to: asked, draft });
  return {
    to,
    draft: ready,
    items: drafts.map(({ item }) => item),
    ...(first.mail.role === 'contact'
      ? fromVendor(first.occasion)
      : { desk: { to: 'client', path: pathOfClient(first.occasion.lifecycle.client.id, null) } }),
    inReplyTo: isReminder(first.mail) ? ((await questionOf(db, first.mail)) ?? undefined) : undefined,
  };
}

/** From whom a client's contact has a mail, and who reads the answer. */
const fromVendor = ({ vendor, rep }: Occasion): Pick<ReadyMail, 'fromName' | 'replyTo'> => ({
  fromName: senderName(vendor, rep),
  replyTo: rep?.email,
});

/** The file of a review as it stands with its reader: nobody hears of one that they never got, or that was taken back. */
async function withFileAsItStands(
  db: Database,
  { mail, occasion }: { readonly mail: MailRow; readonly occasion: Occasion },
  { to, draft }: Pick<ReadyMail, 'to' | 'draft'>,
): Promise<Pick<ReadyMail, 'to' | 'draft'>> {
  if (occasion.file === undefined || draft.meeting === undefined) return { to, draft };
  const { isThere, isTakenBack } = await fileStandingOf(db, occasion.lifecycle, mail);
  const isOfFileAlone = mail.kind === 'review-moved' || mail.kind === 'review-called-off';
  if (isOfFileAlone && (isTakenBack || (mail.kind === 'review-called-off' && !isThere)))
    return { to: { nobody: 'no calendar file of this review is with them', isStranger: false }, draft };
  if (!isTakenBack) return { to, draft };
  const { meeting, ...withoutFile } = draft;
  return { to, draft: withoutFile };
}

/** A mail to one of ours that is about many lifecycles, or about none. */
async function personal(db: Database, mail: MailRow, opsMail: string | undefined): Promise<ReadyMail> {
  return {
    to: mail.recipientId === operations ? addressOfOps(opsMail) : await addressOfOurs(db, mail),
    draft: await personalMail(db, mail),
    items: mail.subjectId === null ? [] : [mail.subjectId],
    ...(mail.kind === 'brief' || mail.kind === 'digest' ? { desk: { to: 'day', path: '/' } } : {}),
  };
}
