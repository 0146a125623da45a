/** The mailbox that catches all mail, and how a test reads it. */
import type { CaughtMail } from '../../dev/caught-mail';
import { admin, eventually, everyPage, running } from './api';

/** A figure of the whole house is told to everyone who leads a group: which tests run side by side decides who gets it. */
const isOfTheHouse = ({ headers }: CaughtMail): boolean => headers['x-holdfast-mail'] === 'figure';

/** Every mail caught for an address, oldest first; but for those about figures of the whole house. */
export async function mailsTo(address: string): Promise<readonly CaughtMail[]> {
  return (await everyMailTo(address)).filter((mail) => !isOfTheHouse(mail));
}

/** Alarms about figures of the whole house that were caught for an address, oldest first. */
export async function figuresToldTo(address: string): Promise<readonly CaughtMail[]> {
  return (await everyMailTo(address)).filter(isOfTheHouse);
}

async function everyMailTo(address: string): Promise<readonly CaughtMail[]> {
  const asked = `${running.mailbox.api}?to=${encodeURIComponent(address)}`;
  const response = await fetch(asked, { signal: AbortSignal.timeout(30_000) });
  const mails = (await response.json()) as CaughtMail[];
  return mails.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Waits for the first mail to an address whose subject begins so, or that is about such an item. */
export async function mailAbout(address: string, about: string | { readonly item: string }): Promise<CaughtMail> {
  const isIt = ({ subject, headers }: CaughtMail): boolean =>
    typeof about === 'string'
      ? subject.startsWith(about)
      : (headers['x-holdfast-item']?.split(', ').includes(about.item) ?? false);
  return eventually(async () => {
    const mails = await everyMailTo(address);
    const found = mails.find(isIt);
    if (found === undefined)
      throw new Error(`no “${JSON.stringify(about)}” among ${mails.map(({ subject }) => subject).join('; ')}`);
    return found;
  });
}

/**
 * Of which kinds mails to somebody of ours are, sent or not. What is not written to anybody is shown by these: they are
 * there with the event that causes them, while a mail that leaves late is not in the mailbox yet.
 */
export async function kindsOfMailsTo(recipient: string): Promise<readonly string[]> {
  const mails = await everyPage<{ readonly kind: string }>(admin, `/v1/mails?recipient=${recipient}`);
  return mails.map(({ kind }) => kind);
}

/** The link behind a mail's button. */
export function linkIn(mail: CaughtMail): string {
  const link = /https?:\/\/\S+\/l\/[\w-]+/.exec(mail.text)?.[0];
  if (link === undefined) throw new Error(`no link in “${mail.subject}”`);
  return link;
}
