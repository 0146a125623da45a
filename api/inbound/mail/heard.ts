/** A contact of a client wrote to us, or their mail program did: who keeps the client is told. It counts as no answer. */
import { mailboxOf } from '../../../domain/core/mailbox';
import { ownWordsOf } from '../../../domain/integrations/own-words';
import { standInFor } from '../../../domain/organisation/people';
import type { ContactByMail } from '../../../records/mail-readers';
import type { BecameOfMail } from '../../../records/mails-in';
import { recipientsOf } from '../../../records/organisation';
import { keptOfClientOf } from '../../../records/running-lifecycles';
import type { ApiDeps } from '../../http/route';
import { longestNote, type MailRead } from './read';

/** What became of it, and who is told. */
export interface HeardMail {
  readonly became: BecameOfMail;
  readonly readers: readonly string[];
}

/** What becomes of a contact's mail. They may be a contact of several clients: whoever keeps one of them hears it. */
export async function takeHeard(
  { to, text, subject, origin }: MailRead,
  contacts: readonly [ContactByMail, ...ContactByMail[]],
  { db }: Pick<ApiDeps, 'db'>,
): Promise<HeardMail> {
  const state = origin === 'left' || origin === 'away' ? origin : 'wrote';
  const kept = (await Promise.all(contacts.map(({ id }) => keptOfClientOf(db, id)))).flat();
  // Of a mail that says nothing else, such as an invitation that was accepted, the subject says it.
  const words = [ownWordsOf(text), subject.trim()].find((one) => one !== '')?.slice(0, longestNote) ?? '';
  const became = { state, contact: contacts[0].id, ...(words === '' ? {} : { words }) } as const;
  const reps = [...new Set(kept.map(({ rep }) => rep))];
  const day = new Date().toISOString().slice(0, 10);
  const people = await recipientsOf(db, reps);
  const readers = [...new Set(reps.map((rep) => standInFor(rep, day, people)))];
  const mails = await db.rep.findMany({ where: { id: { in: readers } }, select: { id: true, email: true } });
  const sawIt = new Set(to.map(mailboxOf));
  // Whoever it went to as well has it already.
  return { became, readers: mails.filter(({ email }) => !sawIt.has(mailboxOf(email))).map(({ id }) => id) };
}
