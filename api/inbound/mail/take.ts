/**
 * Takes a mail in, once, and says what became of it. Whoever it is from counts only where that is proved; nobody else is
 * written to, and a mail of a program is never answered.
 */
import { later } from '../../../domain/core/calendar';
import { mailboxOf } from '../../../domain/core/mailbox';
import { mailOriginOf } from '../../../domain/integrations/mail-origin';
import { replyTokensIn } from '../../../domain/integrations/reply-address';
import { personal, type AddressedMail } from '../../../domain/organisation/addressing';
import { answerKeyOf, type MailInState } from '../../../domain/told/mail-in';
import type { ReceivedMail } from '../../../outside/received-mail';
import { contactsByMail } from '../../../records/mail-readers';
import { writeMails } from '../../../records/mails';
import {
  mailInStateOf,
  mailsOfSender,
  noteMailIn,
  senderHashOf,
  takeMailIn,
  type BecameOfMail,
  type MailInTaken,
} from '../../../records/mails-in';
import { NoAnswer } from '../../../temporal/errors';
import { TooHeavy } from '../../../threads/pool';
import { sha256 } from '../../http/idempotency';
import { senderNotLookedUp } from '../../http/problems';
import type { ApiDeps } from '../../http/route';
import { takeCopy } from './copy';
import { takeHeard } from './heard';
import type { MailRead } from './read';
import { takeReply } from './reply';
import { mailMs, mailTask, type ProvedReading } from './tasks';

/** What is taken of one sender in an hour. */
const mostOfSender = 120;
const hourMs = 3_600_000;

/** An old mail may have been kept by somebody, to be used again. */
const oldestMs = 7 * 24 * hourMs;

/** Who is told what became of a mail, beside that. */
interface TakenMail {
  readonly became: BecameOfMail;
  readonly readers: readonly string[];
}

/** `by`: who wrote it, where they are known. */
const refusal = (state: MailInState, by: Pick<BecameOfMail, 'rep' | 'contact'> = {}): TakenMail => ({
  became: { ...by, state },
  readers: [],
});

/** Takes a mail, once by its sender and its Message-ID. Throws `NoAnswer` and 503 `Problem`s: then it is to be handed on again. */
export async function takeMail(raw: Uint8Array, deps: ApiDeps): Promise<MailInState> {
  const read = await readElsewhere(raw, deps);
  if (read === null)
    return takeAs(sha256('unreadable', Buffer.from(raw).toString('base64')), null, () => refusal('unreadable'), deps);
  const { mail, proved } = read;
  const origin = isOfOurs(mail, deps) ? 'ours' : mailOriginOf(mail);
  if (proved === 'unknown') throw senderNotLookedUp();
  const sender = proved === 'yes' && mail.from !== null ? mailboxOf(mail.from) : null;
  // What nobody has proved to have sent has ids of its own: it must not take the place of what somebody did.
  const id = sha256(sender ?? 'nobody', mail.messageId === '' ? Buffer.from(raw).toString('base64') : mail.messageId);
  const senderHash = sender === null ? null : senderHashOf(sender);
  return takeAs(
    id,
    senderHash,
    async ({ receivedAt, isAgain }) =>
      sender === null || senderHash === null
        ? refusal(withoutSender(origin))
        : become({ id, sender, senderHash, receivedAt, isAgain, mail: { ...mail, origin } }, deps),
    deps,
  );
}

/** The mail and its sender, read on another thread; null where it cannot be read, or only with more time or memory than that. */
async function readElsewhere(raw: Uint8Array, { config, threads }: ApiDeps): Promise<ProvedReading | null> {
  try {
    return await threads.run(mailTask, { raw, relay: config.mail.incoming?.trustedRelay }, mailMs);
  } catch (error) {
    if (error instanceof TooHeavy && error.why !== 'broken') return null;
    throw error;
  }
}

/** What no person wrote is said to be that; anything else could be from anybody. */
const withoutSender = (origin: MailRead['origin']): MailInState =>
  origin === 'ours' || origin === 'bounce' || origin === 'list' ? origin : 'not-proved';

/** Whether we sent it ourselves: it comes back from somewhere. */
function isOfOurs({ from }: ReceivedMail, { config }: ApiDeps): boolean {
  const address = mailboxOf(from ?? '');
  const sender = mailboxOf(/<([^<>]*)>/.exec(config.mail.from)?.[1] ?? config.mail.from);
  return address === sender || address.endsWith(`@${config.mail.incoming?.replyDomain ?? ''}`);
}

/** Does it once, and notes what came of it. */
async function takeAs(
  id: string,
  senderHash: string | null,
  take: (before: MailInTaken) => TakenMail | Promise<TakenMail>,
  deps: ApiDeps,
): Promise<MailInState> {
  const before = await takeMailIn(deps.db, { id, senderHash });
  if (before.state !== 'received') return before.state;
  const { db } = deps;
  const { became, readers } = await take(before);
  const mails = await answers(id, became, readers, deps);
  // The same mail may be taken twice at once: what the first has noted stands, and nobody is told anything else.
  const isNoted = await db.$transaction(async (tx) => {
    const isFirst = await noteMailIn(tx, id, became);
    if (isFirst) await writeMails(tx, mails);
    return isFirst;
  });
  if (!isNoted) return mailInStateOf(db, id);
  await startAll(mails, deps);
  deps.log.info({ mail: id, state: became.state }, 'a mail came in');
  return became.state;
}

interface ProvedMail extends Omit<MailInTaken, 'state'> {
  readonly id: string;
  readonly sender: string;
  readonly senderHash: string;
  readonly mail: MailRead;
}

/** What becomes of a mail whose sender is proved. */
async function become({ id, sender, senderHash, mail, ...taken }: ProvedMail, deps: ApiDeps): Promise<TakenMail> {
  const { db, config } = deps;
  const { origin, messageId, writtenAt, deliveredTo } = mail;
  // By the moment at which it came first: when it comes again it is no other mail.
  const { receivedAt, isAgain } = taken;
  if (messageId === '') return refusal('no-id');
  if (origin === 'ours' || origin === 'bounce' || origin === 'list') return refusal(origin);
  if (writtenAt === null || receivedAt.getTime() - writtenAt.getTime() > oldestMs) return refusal('too-old');
  // This one is counted too.
  const hourBefore = new Date(receivedAt.getTime() - hourMs);
  if ((await mailsOfSender(db, senderHash, hourBefore, receivedAt)) > mostOfSender) return refusal('too-many');
  const domain = config.mail.incoming?.replyDomain ?? '';
  const ours = await db.rep.findMany({
    // `equals` would read a sender's address as a pattern.
    where: { email: { in: [sender], mode: 'insensitive' } },
    orderBy: { id: 'asc' },
    select: { id: true, leftAt: true },
  });
  const writers = ours.map(({ id: one, leftAt }) => ({ id: one, left: leftAt !== null }));
  const [first] = writers;
  if (first !== undefined) {
    const writer = writers.find(({ left }) => !left);
    const by = { rep: (writer ?? first).id };
    // The mail program of somebody of ours who is away answers for nobody.
    if (origin !== 'person') return refusal('automatic', by);
    const tokens = replyTokensIn(deliveredTo, domain);
    if (tokens.length > 0) return toWriter(by, await takeReply({ id, mail, tokens, writers }, deps));
    if (writer === undefined) return refusal('unknown-sender', by);
    if (deliveredTo.map(mailboxOf).includes(config.mail.incoming?.logAddress ?? ''))
      return toWriter(by, await takeCopy({ id, mail, writer: writer.id, isAgain }, deps));
    return refusal('unknown-address', by);
  }
  const contacts = await contactsByMail(db, [sender]);
  const [contact] = contacts;
  if (contact === undefined) return refusal('unknown-sender');
  if (origin === 'automatic') return refusal('automatic', { contact: contact.id });
  return takeHeard(mail, [contact, ...contacts.slice(1)], deps);
}

/** Whoever wrote it is told what there is to say. */
function toWriter(by: { readonly rep: string }, became: BecameOfMail): TakenMail {
  const { state, rep, words } = became;
  const isSilent = rep === undefined || (state === 'logged' && words === undefined);
  return { became: { ...by, ...became }, readers: isSilent ? [] : [rep] };
}

/** The mails that tell of it, each once. */
async function answers(
  id: string,
  became: BecameOfMail,
  readers: readonly string[],
  deps: ApiDeps,
): Promise<readonly AddressedMail[]> {
  const { state, lifecycle = null, item = null, contact = null } = became;
  const at = readers.length === 0 ? '' : await momentFor(became, deps);
  return readers.flatMap((reader) => {
    const key = answerKeyOf({ id, state, lifecycle, item, contact, reader, on: at.slice(0, 10) });
    const mail = { at, kind: 'mail-answered', role: 'rep', recipient: reader, subject: id } as const;
    return key === null ? [] : [{ ...personal, ...mail, key }];
  });
}

/** Starts their deliveries; what Temporal does not take now, the sweep starts. */
async function startAll(mails: readonly AddressedMail[], { lifecycles, log }: ApiDeps): Promise<void> {
  try {
    for (const { key, kind, role } of mails) await lifecycles.deliver({ key, kind, role, client: null });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    log.warn({ err: error }, 'will be delivered by the sweep');
  }
}

/** Of a life whose clock runs ahead, the answer is as late as what it is about. */
async function momentFor({ link }: BecameOfMail, { db }: ApiDeps): Promise<string> {
  const now = new Date().toISOString();
  const row =
    link === undefined
      ? null
      : await db.link.findUnique({ where: { id: link }, select: { mail: { select: { at: true } } } });
  return later(now, row?.mail?.at.toISOString() ?? now);
}
