/** Who reads a mail about a lifecycle: their address, or why nobody gets it. Whoever may not be written to is held back here last. */
import { mayBeWrittenTo } from '../domain/concerns/contacts';
import type { Deal } from '../domain/core/deal';
import type { Database } from '../prisma/client';
import { addresseeOf } from '../records/contacts';
import { claimMailbox, leftAloneAmong, questionOf, restOfQuestions } from '../records/mailboxes';
import type { MailRow } from '../records/mails';
import { refusedBy } from '../records/refused-addresses';
import { sellerNow } from '../records/seller-now';

/** Where a mail goes. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** Why nobody gets it. */
export interface Nobody {
  readonly nobody: string;
  /** True where the id is nobody's at all: that is a mistake, and somebody's business. */
  readonly isStranger: boolean;
  /** What the lifecycle hears of it: their mailbox was asked a short while ago, or its reader wants to be left alone. */
  readonly tells?: 'was-asked' | 'left-alone';
}

/** The id is nobody's. */
export const stranger = ({ recipientId }: Pick<MailRow, 'recipientId'>): Nobody => ({
  nobody: `nobody is known as ${recipientId}`,
  isStranger: true,
});

/** Who gets a mail to a contact, a seller or one of ours; or why nobody does. */
export async function addressOfReader(db: Database, mail: MailRow, deal: Deal): Promise<MailAddress | Nobody> {
  const { role, recipientId, round } = mail;
  if (role === 'contact') {
    const contact = await db.contact.findUnique({ where: { id: recipientId } });
    if (contact === null) return stranger(mail);
    if (!mayBeWrittenTo(addresseeOf(contact)))
      return { nobody: `nobody may be written to as ${recipientId}`, isStranger: false };
    const { name, email: address } = contact;
    if ((await leftAloneAmong(db, [address])).size > 0)
      return {
        nobody: 'whoever reads this address does not want to be written to',
        isStranger: false,
        tells: 'left-alone',
      };
    // A client is not written to in vain again and again. Who sends a mail again wants to know; and the one that found it
    // out may not have told it yet.
    const by = round > 0 ? null : await refusedBy(db, { recipientId, address });
    return by !== null && by !== mail.key
      ? { nobody: 'this address took no mail before: it was not tried again', isStranger: false }
      : { name, address };
  }
  if (role === 'seller' && deal.seller.id === recipientId) {
    const { name, email: address } = await sellerNow(db, deal.seller);
    return { name, address };
  }
  const rep = await db.rep.findUnique({ where: { id: recipientId } });
  return rep === null ? stranger(mail) : { name: rep.name, address: rep.email };
}

/** True for the reminder of a question. */
export const isReminder = ({ kind }: Pick<MailRow, 'kind'>): boolean => kind === 'satisfaction-reminder';

/** The reader, where the question has not been asked of their mailbox a short while ago, or the reminder has one to follow. */
export async function askedOnce(db: Database, mail: MailRow, to: MailAddress): Promise<MailAddress | Nobody> {
  const { key, kind, lifecycleId, recipientId: contact, at } = mail;
  if (isReminder(mail))
    return (await questionOf(db, mail)) === null
      ? { nobody: 'no question went out of which they could be reminded', isStranger: false }
      : to;
  if (kind !== 'satisfaction') return to;
  const everyDays = await restOfQuestions(db, lifecycleId ?? '');
  const claimed = await claimMailbox(db, { mail: key, contact, address: to.address, at, everyDays });
  return claimed
    ? to
    : { nobody: 'this mailbox was asked the same a short while ago', isStranger: false, tells: 'was-asked' };
}
