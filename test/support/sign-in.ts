/** How somebody signs in in a test: as people do, by the mail that they get. */
import { parseSetCookie } from 'cookie';
import type { CaughtMail } from '../../dev/caught-mail';
import { eventually, running } from './api';
import { mailsTo } from './mailbox';

/** Every mail to sign in that somebody got, the oldest first. */
export async function signInMails(address: string): Promise<readonly CaughtMail[]> {
  return (await mailsTo(address)).filter(({ headers }) => headers['x-holdfast-mail'] === 'sign-in');
}

/** Waits until somebody has so many mails to sign in, and gives the newest. */
export async function signInMail(address: string, count = 1): Promise<CaughtMail> {
  return eventually(async () => {
    const mails = (await signInMails(address)).toSorted((a, b) => a.receivedAt.localeCompare(b.receivedAt));
    const newest = mails[count - 1];
    if (newest === undefined) throw new Error(`${mails.length} mails to sign in to ${address}, not ${count}`);
    return newest;
  });
}

/** The link in such a mail, as a path. */
export function signInPath({ text, subject }: Pick<CaughtMail, 'text' | 'subject'>): string {
  const path = /https?:\/\/[^/\s]+(\/sign-in\/[\w-]+)/.exec(text)?.[1];
  if (path === undefined) throw new Error(`no link to sign in in “${subject}”`);
  return path;
}

/** The code in such a mail. */
export function signInCode({ text, subject }: Pick<CaughtMail, 'text' | 'subject'>): string {
  const code = /(?:^|\s)(\d{6})(?:\s|$)/.exec(text)?.[1];
  if (code === undefined) throw new Error(`no code to sign in in “${subject}”`);
  return code;
}

/** Sends a form as a browser does, with these cookies; follows nothing. */
export function sendForm(
  path: string,
  form: Readonly<Record<string, string>>,
  { cookie = '', api = running.api }: { readonly cookie?: string; readonly api?: string } = {},
): Promise<Response> {
  return fetch(`${api}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
  });
}

/** A cookie that an answer sets, as it is sent back; empty where it sets none. */
export function cookieIn(answer: Response, name: string): string {
  const set = answer.headers.getSetCookie().map((line) => parseSetCookie(line));
  const found = set.find((one) => one?.name.endsWith(name));
  return found?.value === undefined || found.value === '' ? '' : `${found.name}=${found.value}`;
}

/** Signs somebody in by the link in their mail; gives the cookie of their session. */
export async function sessionOf(address: string, api = running.api): Promise<string> {
  const had = (await signInMails(address)).length;
  const asked = await sendForm('/sign-in', { email: address }, { api });
  if (asked.status !== 303) throw new Error(`asking to sign in: ${asked.status}`);
  const mail = await signInMail(address, had + 1);
  const session = cookieIn(await sendForm(signInPath(mail), {}, { api }), 'hf_session');
  if (session === '') throw new Error(`${address} was not signed in`);
  return session;
}
