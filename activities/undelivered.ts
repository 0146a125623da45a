/** Tells whose business it is that mails ended without arriving, and that an address takes mail again. Each step may be repeated. */
import { operations } from '../domain/core/connections';
import { detailsOf } from '../domain/concerns/contact-list';
import { later } from '../domain/core/calendar';
import type { MailEnd } from '../domain/core/mail-end';
import { concerned, leadersToTell, tellersOf, undeliveredMails, type KeptBy } from '../domain/organisation/undelivered';
import type { AddressedMail } from '../domain/organisation/addressing';
import { roundIdOf } from '../domain/told/delivery';
import type { Database } from '../prisma/client';
import { anyMailKindOf, mailRoleOf } from '../records/columns/mails';
import { seedContactOf } from '../records/contacts';
import type { MailRow } from '../records/mails';
import { groupsAround } from '../records/organisation';
import { foundOut, refusedBy, refusedSince, takesMail } from '../records/refused-addresses';
import { keptOfClientOf, runningOf } from '../records/running-lifecycles';
import { sharedId, type TellOther } from './sharing';

interface Deps {
  readonly db: Database;
  readonly tellOther: TellOther;
}

/** Mails that went to one reader as one. */
export interface Refused {
  readonly mails: readonly MailRow[];
  /** The address to which they went; null where their reader's id is nobody's. */
  readonly address: string | null;
  readonly why: MailEnd;
}

const deliveryOf = ({ key, round }: MailRow): string => roundIdOf(key, round);

/** Tells lifecycles that mails of theirs were refused; returns the mails that tell people, to be written with the refusal. */
export async function tellOfRefused(deps: Deps, { mails, address, why }: Refused): Promise<readonly AddressedMail[]> {
  const told: AddressedMail[] = [];
  const [first] = mails;
  // Of ops themselves nobody is told: the mail stands in their own list of refused mails.
  if (first === undefined || first.recipientId === operations) return told;
  const whose = concerned({ kind: anyMailKindOf(first), role: mailRoleOf(first) });
  if (whose === null) return told;
  const { recipientId } = first;
  // Nobody's id counts as an address that takes no mail, until it is somebody's.
  const found = { recipientId, address: address ?? '' };
  const isNews = why === 'recipient' && (await foundOut(deps.db, found, deliveryOf(first)));
  const isContact = whose === 'contact' && address !== null;
  if (isContact && why === 'recipient') {
    if (isNews) await tellOfAddress(deps, first);
    return told;
  }
  for (const mail of mails) await tellOfMail(deps, mail, isContact, why);
  if (!isContact && (isNews || why === 'content')) told.push(...(await forLeaders(deps.db, first, why)));
  return told;
}

/** The lifecycle hears that a mail of its own did not arrive. */
async function tellOfMail({ tellOther }: Deps, mail: MailRow, isContact: boolean, why: MailEnd): Promise<void> {
  const { lifecycleId, recipientId } = mail;
  if (lifecycleId === null) return;
  await tellOther(lifecycleId, {
    name: 'mailRefused',
    id: sharedId(deliveryOf(mail), 'refused'),
    via: 'ours',
    acceptedAt: new Date().toISOString(),
    data: { mail: mail.kind, role: mailRoleOf(mail), ...(isContact ? { contact: recipientId } : {}), why },
  });
}

/** The lifecycle hears that a contact was not asked after all: it waits for no answer of theirs. */
export async function tellOfNotAsked({ tellOther }: Deps, mail: MailRow): Promise<void> {
  const { lifecycleId, subjectId: question, recipientId: contact } = mail;
  if (lifecycleId === null || question === null) return;
  await tellOther(lifecycleId, {
    name: 'satisfactionNotAsked',
    id: sharedId(deliveryOf(mail), 'not-asked'),
    via: 'ours',
    acceptedAt: new Date().toISOString(),
    data: { question, contact },
  });
}

/**
 * Another record of the contact's mailbox says that its reader wants to be left alone: so does this one from now on, and the
 * client's lifecycles hear it.
 */
export async function tellOfLeftAlone({ db, tellOther }: Deps, mail: MailRow): Promise<void> {
  const { recipientId: contact } = mail;
  const row = await db.contact.findUnique({ where: { id: contact }, select: { clientId: true } });
  if (row === null) return;
  for (const id of await runningOf(db, row.clientId))
    await tellOther(id, {
      name: 'contactOptedOut',
      id: sharedId(deliveryOf(mail), 'left-alone', id),
      via: 'ours',
      acceptedAt: new Date().toISOString(),
      data: { contact },
    });
  await db.contact.updateMany({ where: { id: contact, optedOutAt: null }, data: { optedOutAt: new Date() } });
}

/** Every lifecycle of the client hears that nobody can be reached there; one for each rep tells the rep. */
async function tellOfAddress({ db, tellOther }: Deps, mail: MailRow): Promise<void> {
  const { lifecycleId, recipientId: contact } = mail;
  const running: readonly KeptBy[] = await keptOfClientOf(db, contact);
  const tellers = tellersOf(running, lifecycleId);
  for (const { id } of running)
    await tellOther(id, {
      name: 'addressRefused',
      id: sharedId(deliveryOf(mail), 'address', id),
      via: 'ours',
      acceptedAt: new Date().toISOString(),
      data: { contact, ...(tellers.has(id) ? {} : { silent: true as const }) },
    });
}

/** The mails to those who lead whoever got none. */
async function forLeaders(db: Database, mail: MailRow, why: MailEnd): Promise<readonly AddressedMail[]> {
  const { key, recipientId: person, lifecycleId } = mail;
  const groups = await groupsAround(db, person, lifecycleId);
  const leaders = groups.flatMap(({ manager, director }) => [manager, director].filter((one) => one !== null));
  const people = await db.rep.findMany({ where: { id: { in: leaders } }, select: { id: true, email: true } });
  const refused = await refusedSince(
    db,
    people.map(({ id, email }) => ({ recipientId: id, address: email })),
  );
  const strangers = leaders.filter((one) => !people.some(({ id }) => id === one));
  const unreachable = new Set([person, ...strangers, ...refused.keys()]);
  // Of a life whose clock runs ahead, the refusal is as late as what was refused.
  const at = later(new Date().toISOString(), mail.at.toISOString());
  return undeliveredMails(
    { mail: key, delivery: deliveryOf(mail), person, why },
    at,
    leadersToTell(groups, unreachable),
  );
}

/**
 * A mail was taken: nothing is known against the address any more, and where it is a contact's, the client's lifecycles hear
 * of it. Without an address it is whichever is known to take none.
 */
export async function tellOfTaken({ db, tellOther }: Deps, mail: MailRow, address?: string): Promise<void> {
  const { recipientId } = mail;
  if ((await refusedBy(db, { recipientId, address })) === null) return;
  const contact = mailRoleOf(mail) === 'contact' ? await db.contact.findUnique({ where: { id: recipientId } }) : null;
  if (contact !== null) {
    const data = detailsOf(seedContactOf(contact, new Map()));
    for (const id of await runningOf(db, contact.clientId))
      await tellOther(id, {
        name: 'contactKnown',
        id: sharedId(deliveryOf(mail), 'taken', id),
        via: 'ours',
        acceptedAt: new Date().toISOString(),
        data,
      });
  }
  await takesMail(db, recipientId);
}
