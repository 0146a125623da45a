/** What a mailed link opens, loaded once for the page, the form and its receipt. */
import { dayOf } from '../../domain/core/calendar';
import { holdersOf } from '../../domain/organisation/addressing';
import { standInFor } from '../../domain/organisation/people';
import { hasEnded } from '../../domain/core/stages';
import type { Occasion } from '../../domain/told/occasion';
import type { MailRole } from '../../domain/told/mails';
import { languageOf } from '../../domain/told/language';
import { speechFor } from '../../domain/told/words/speech';
import { wordsFor } from '../../domain/told/sentences';
import {
  goesOn,
  hashToken,
  isActionable,
  isForContacts,
  mayAct,
  purposes,
  wayOut,
  type Purpose,
} from '../../links/links';
import { closedWords } from '../../pages/act/closed';
import { receiptOf, type KeptReceipt } from '../../records/columns/answers';
import { wordOf } from '../../records/columns/column';
import { anyMailKindOf, mailRoleOf } from '../../records/columns/mails';
import { vendorFor } from '../../records/brands';
import { contactReader } from '../../records/contact-reader';
import { namedFor, recipientsOf } from '../../records/organisation';
import { sellerNow } from '../../records/seller-now';
import { occasionOf } from '../../records/occasion';
import { repLocaleOf } from '../../records/reader-locale';
import { whoRecorded } from '../../records/who-recorded';
import type { ApiDeps } from '../http/route';
import { existing } from '../http/problems';
import type { Closed, Reader } from './act-kind';
import { actKinds } from './kinds';

/** A mailed link, with what was recorded through it. */
export type MailedLink = Omit<LinkRow, 'purpose' | 'receipt'> & {
  readonly purpose: Purpose;
  readonly receipt: KeptReceipt | null;
};
export type LinkRow = NonNullable<Awaited<ReturnType<ApiDeps['db']['link']['findUnique']>>>;

/** A link with everything that its page may speak of. */
export interface Opened {
  readonly link: MailedLink;
  /** The term in which it goes on, when the lifecycle was renewed meanwhile. */
  readonly occasion: Occasion;
}

/** The link of that id and token; null for any other. */
export async function linkBy(id: string, token: string, { db }: Pick<ApiDeps, 'db'>): Promise<MailedLink | null> {
  const row = await db.link.findUnique({ where: { id, tokenHash: hashToken(token) } });
  // A way out has a page of its own, and opens nothing here.
  return row === null || row.purpose === wayOut ? null : linkOfRow(row);
}

/** The link of that id, for who is signed in and is its recipient; null for any other, and for what a contact is asked. */
export async function linkFor(id: string, person: string, { db }: Pick<ApiDeps, 'db'>): Promise<MailedLink | null> {
  const row = await db.link.findUnique({ where: { id, recipientId: person } });
  if (row === null || row.purpose === wayOut) return null;
  const link = linkOfRow(row);
  return isForContacts(link.purpose) ? null : link;
}

/** Whether a link is one of the desk, which no mail brought. */
export async function isOfDesk(id: string, { db }: Pick<ApiDeps, 'db'>): Promise<boolean> {
  return (await db.link.findUnique({ where: { id, mailKey: null }, select: { id: true } })) !== null;
}

/** The link of a row. */
export function linkOfRow(row: LinkRow): MailedLink {
  const purpose = wordOf(purposes, { table: 'links', column: 'purpose', id: row.id }, row.purpose);
  return { ...row, purpose, receipt: receiptOf(row) };
}

/** A link is followed through so many terms: successors that lead in a circle must not keep a page from ending. */
const mostTerms = 50;

/** What is behind a link; null when nothing is there. */
export async function opened(link: MailedLink, { db, config }: Pick<ApiDeps, 'db' | 'config'>): Promise<Opened | null> {
  let lifecycleId = link.lifecycleId;
  for (let terms = 0; terms < mostTerms; terms += 1) {
    const occasion = await occasionOf(db, lifecycleId, {
      subject: link.subjectId,
      ofCampaign: link.purpose === 'invitation',
      ofAgreed: link.purpose === 'agreed',
      reader: link.recipientId,
      inPlaceOf: link.forRepId,
      openBook: config.api.openBook,
      seq: null,
      sender: config.mail.sender,
    });
    if (occasion === null) return null;
    const next =
      occasion.lifecycle.stage === 'renewed' && goesOn(link.purpose)
        ? await db.lifecycle.findUnique({ where: { id: lifecycleId }, select: { successorId: true } })
        : null;
    if (next === null || next.successorId === null) return { link, occasion };
    lifecycleId = next.successorId;
  }
  return null;
}

/** The reader of an opened link. */
export function readerOf({ occasion: { lifecycle, language, locale, vendor } }: Opened): Reader {
  return { client: lifecycle.client.name, language, locale, brand: vendor.name };
}

/** The reader of a used link: a receipt needs nothing else. `sender`: the vendor's name where no brand has one. Throws a 404 `Problem`. */
export async function readerOfReceipt(
  { lifecycleId, recipientId, purpose }: MailedLink,
  sender: string,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<Reader> {
  const [{ client, repId }, contact] = await Promise.all([
    existing(
      'lifecycle',
      db.lifecycle.findUnique({
        where: { id: lifecycleId },
        select: { repId: true, client: { select: { name: true } } },
      }),
    ),
    isForContacts(purpose) ? contactReader(db, recipientId) : null,
  ]);
  // Our own people read in the house's name.
  if (contact === null) {
    const locale = await repLocaleOf(db, recipientId, 'UTC');
    return { client: client.name, language: locale.language, locale, brand: sender };
  }
  const { name: brand } = await vendorFor(db, repId, sender);
  const language = languageOf(contact.speaker);
  return { client: client.name, language, locale: { language, country: contact.speaker.country, zone: 'UTC' }, brand };
}

interface ReaderPlaced {
  readonly left: boolean;
  readonly standsIn: boolean;
}

/** The same of a link to a seller: whether they have left, or are replaced by this reader still. */
async function sellerPlacedNow(
  { recipientId, forRepId }: MailedLink,
  { lifecycle: { rep, group, dealId: deal }, deal: { seller } }: Occasion,
  day: string,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<ReaderPlaced> {
  if (recipientId === seller.id) return { left: (await sellerNow(db, seller)).left, standsIn: true };
  const named = await namedFor(db, { rep, group, deal }, { workgroup: false, seller: true });
  const instead = holdersOf(named).seller;
  const reader = standInFor(instead, day, await recipientsOf(db, [instead]));
  return { left: false, standsIn: forRepId === null || reader === recipientId };
}

/** Whether a link’s recipient works here still, and stands in for whom they read it, on the lifecycle’s own day. */
async function placedNow(
  link: MailedLink,
  role: MailRole | null,
  occasion: Occasion,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<ReaderPlaced> {
  const { recipientId, forRepId } = link;
  const day = dayOf(momentOf(occasion), occasion.zone);
  const recipient = await db.rep.findUnique({ where: { id: recipientId }, select: { leftAt: true } });
  const left = recipient !== null && recipient.leftAt !== null;
  if (role === 'seller' && !left) return sellerPlacedNow(link, occasion, day, { db });
  if (forRepId === null || left) return { left, standsIn: !left };
  return { left, standsIn: standInFor(forRepId, day, await recipientsOf(db, [forRepId])) === recipientId };
}

/** The lifecycle's own moment: that of a life whose clock was skipped is ahead of ours. */
export function momentOf({ lifecycle: { asOf } }: Pick<Occasion, 'lifecycle'>): string {
  const now = new Date().toISOString();
  return now > asOf ? now : asOf;
}

/** What a used link opens, where its receipt can be corrected still, and by this reader; null for any other. */
export async function amendable(link: MailedLink, deps: Pick<ApiDeps, 'db' | 'config'>): Promise<Opened | null> {
  const { amends } = actKinds[link.purpose];
  const open = amends === undefined ? null : await opened(link, deps);
  if (amends === undefined || open === null || (await whyNotTheirs(open, deps)) !== null) return null;
  return amends.isPossible(open.occasion, link.subjectId, momentOf(open.occasion)) ? open : null;
}

/** Why nothing can be done behind this link; null where something can. */
export async function whyClosed(open: Opened, deps: Pick<ApiDeps, 'db'>): Promise<Closed | null> {
  const { link, occasion } = open;
  const { purpose, subjectId: subject } = link;
  const closed = await whyNotTheirs(open, deps);
  if (closed !== null) return closed;
  const isAllAgreedDone = purpose === 'agreed' && (occasion.agreed ?? []).length === 0;
  if (!isAllAgreedDone && isActionable({ purpose, subject }, occasion.lifecycle, link.recipientId)) return null;
  const said = closedWords(occasion.locale).closed;
  const who = subject === null ? null : await whoRecorded(deps.db, occasion.lifecycle.id, subject);
  const ending = actKinds[purpose].ending(occasion, subject, who) ?? said.somebody;
  return { title: said.title, why: `${ending} ${said.nothingLeft}` };
}

/** The role in which the recipient of a link may act; null where its mail is not known. */
async function roleBehind(
  { link: { mailKey, purpose, recipientId, forRepId }, occasion }: Opened,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<MailRole | null> {
  if (mailKey === null) return null;
  const mail = await db.mail.findUnique({ where: { key: mailKey }, select: { key: true, kind: true, role: true } });
  if (mail === null) return null;
  const kind = anyMailKindOf(mail);
  if (kind !== 'digest' && kind !== 'brief') return mailRoleOf(mail);
  // One brief tells of clients they keep, of groups they lead, of what they collect and sell: who is that now acts as that.
  const reads = forRepId ?? recipientId;
  if (purpose === 'agreed') {
    const isTheirs = occasion.agreed?.some(({ owner }) => owner.kind === 'ours' && owner.id === reads) === true;
    return isTheirs ? 'owner' : mailRoleOf(mail);
  }
  const { rep, group, dealId: deal } = occasion.lifecycle;
  const isShared = purpose === 'receivable' || purpose === 'opportunity';
  const named = await namedFor(db, { rep, group, deal }, { workgroup: isShared, seller: false });
  if (isShared) {
    const role = purpose === 'receivable' ? 'receivables' : 'developer';
    if (holdersOf(named)[role] === reads) return role;
  }
  if (named.manager === reads) return 'manager';
  return named.director === reads ? 'director' : mailRoleOf(mail);
}

/** Why its recipient can do nothing about this client by the link, whatever it is about; null where they can. */
async function whyNotTheirs({ link, occasion }: Opened, { db }: Pick<ApiDeps, 'db'>): Promise<Closed | null> {
  const { lifecycle } = occasion;
  const { client, product, rep, stage, stageSince, endReason } = lifecycle;
  const said = closedWords(occasion.locale);
  const role = await roleBehind({ link, occasion }, { db });
  const placed = await placedNow(link, role, occasion, { db });
  // What no mail brought is opened by who is signed in alone, and was asked of the rule of access before.
  if (
    link.mailKey !== null &&
    !mayAct({ role, recipient: link.recipientId, inPlaceOf: link.forRepId, ...placed }, { rep })
  )
    return {
      title: said.elsewhere.title,
      why:
        occasion.rep === null ? said.elsewhere.nobody(client.name) : said.elsewhere.why(client.name, occasion.rep.name),
    };
  if (!hasEnded(stage)) return null;
  const { title, renewed, churned, ineligible } = said.ended;
  const day = speechFor(occasion).dayOf(stageSince ?? lifecycle.asOf);
  const why = endReason === undefined ? '' : wordsFor(occasion.locale).leaving[endReason];
  switch (stage) {
    case 'renewed':
      return { title, why: renewed(client.name, product.name) };
    case 'churned':
      return { title, why: churned(client.name, day, why) };
    case 'ineligible':
      return { title, why: ineligible(client.name, day, why) };
    default:
      return stage satisfies never;
  }
}
