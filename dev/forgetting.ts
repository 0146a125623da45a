/** What an archive of mails does with a person who is to be forgotten: what is theirs goes, and nobody else's words. */
import { erased, withoutPerson } from '../domain/erasure';
import type { Forgotten } from '../outside/archive';
import { escaped } from '../pages/parts/document';
import type { CaughtMail } from './caught-mail';

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Takes what was said out of a text, where it stands as words of its own. */
function withoutWords(words: readonly string[]): (text: string) => string {
  const said = [...new Set(words.flatMap((one) => [one.trim(), escaped(one.trim())]))]
    .filter((one) => one !== '')
    .toSorted((a, b) => b.length - a.length);
  if (said.length === 0) return (text) => text;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${said.map(literal).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => text.replace(pattern, erased);
}

/** A mail with each of its texts changed. */
const changed = (mail: CaughtMail, of: (text: string) => string, body: (text: string) => string): CaughtMail => ({
  ...mail,
  subject: of(mail.subject),
  text: body(mail.text),
  html: body(mail.html),
  headers: Object.fromEntries(Object.entries(mail.headers).map(([name, value]) => [name, of(value)])),
  ...(mail.calendar === undefined ? {} : { calendar: body(mail.calendar) }),
});

/**
 * The mails without a person: those to them are gone, those that passed on what they wrote to us are empty, and of all others
 * go their names, and what they said where the mail is about them or their client. A mail that has nothing of theirs is the
 * same one.
 */
export function withoutForgotten(
  mails: readonly CaughtMail[],
  { words, passedOn, about, ...person }: Forgotten,
): CaughtMail[] {
  const [redact, unsaid] = [withoutPerson(person), withoutWords(words)];
  const to = person.email.toLowerCase();
  const [emptied, lives] = [new Set(passedOn), new Set(about)];
  const names = [person.email, person.phone ?? '', ...person.name.split(/[\s-]+/)]
    .map((needle) => needle.toLowerCase())
    .filter((needle) => needle !== '');
  const isAbout = ({ headers }: CaughtMail): boolean =>
    (headers['x-holdfast-item'] ?? '').split(', ').some((item) => lives.has(item.split('/')[0] ?? ''));
  // Most mails have nothing to do with them.
  const namesThem = ({ subject, text, html, headers, calendar = '' }: CaughtMail): boolean => {
    const all = [subject, text, html, calendar, ...Object.values(headers)].join('\n').toLowerCase();
    return names.some((needle) => all.includes(needle));
  };
  return mails
    .filter((mail) => !mail.to.some((address) => address.toLowerCase() === to))
    .map((mail) => {
      if (emptied.has(mail.messageId)) return changed(mail, redact, (text) => (text === '' ? '' : erased));
      if (!namesThem(mail) && !isAbout(mail)) return mail;
      // What somebody else wrote to us is theirs, though the same words are in it.
      const isOfOthers = mail.headers['x-holdfast-mail'] === 'mail-answered';
      const without = (text: string): string => redact(isOfOthers ? text : unsaid(text));
      return changed(mail, without, without);
    });
}
