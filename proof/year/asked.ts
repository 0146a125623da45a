/** What a mail asks of its reader: each button with what stands beside it. */
import type { CaughtMail } from '../../dev/caught-mail';

export interface AskedOf {
  readonly url: string;
  /** The client, as the mail names it; the subject where it speaks of one alone. */
  readonly about: string;
  readonly what: string;
  /** The same for the same thing, in whatever mail it is asked. */
  readonly key: string;
}

const isLink = /(https?:\/\/\S+\/l\/[\w-]+)/;

/** Everything that a mail asks, in its order. */
export function askedIn({ subject, text, headers }: Pick<CaughtMail, 'subject' | 'text' | 'headers'>): readonly AskedOf[] {
  const asked: AskedOf[] = [];
  const items = headers['x-holdfast-item'] ?? '';
  let [about, what, label] = [subject, '', ''];
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const client = /^For (.*):$/.exec(line)?.[1];
    if (client !== undefined) about = client;
    const entry = /^- (.*)$/.exec(line)?.[1];
    if (entry !== undefined) what = entry;
    const url = isLink.exec(line)?.[1];
    if (url !== undefined) {
      const isListed = line.startsWith('  ');
      const thing = isListed ? what : `${subject} ${items} ${label}`;
      // Days that pass make no other thing of it.
      const key = `${about}|${thing.replaceAll(/,? ?(since )?\d{4}-\d{2}-\d{2}/g, '')}`;
      asked.push({ url, about, what: thing, key });
    }
    label = /^(.+):$/.exec(line)?.[1] ?? label;
  }
  return asked;
} // prettier-ignore
