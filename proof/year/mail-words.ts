/** The words of a mail, as a person who reads many of them sees them. */
import { DateTime } from 'luxon';
import type { YearMail } from './left';

/** A titled list of a mail. */
export interface MailList {
  readonly title: string;
  /** How many it says that it has, where it says so. */
  readonly says?: number;
  readonly entries: readonly string[];
}

/** What a mail says besides its links and its footer. */
export function wordsOf({ text }: Pick<YearMail, 'text'>): string {
  return (text.split(/^-- $/m)[0] ?? '')
    .replaceAll(/https?:\/\/\S+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Its titled lists: `== BURNING (2) ==` and the lines below it. */
export function listsOf({ text }: Pick<YearMail, 'text'>): readonly MailList[] {
  const body = text.replaceAll('\r\n', '\n').split(/^-- $/m)[0] ?? '';
  return body
    .split(/^== /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...lines] = block.split('\n');
      const [, title = head, says] = /^(.*?)(?: \((\d+)\))? ==$/.exec(head.trim()) ?? [];
      const entries = lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
      return { title, entries, ...(says === undefined ? {} : { says: Number(says) }) };
    });
}

/** The lists in which a mail looks back; `To know` does so in its lines that begin with “Last”. */
const lookBacks = new Set(['SINCE IT WAS OPENED', 'HEARD MEANWHILE', 'WHAT WAS SAID', 'WHAT WAS SAID AND DONE LAST']);

/** A day as a mail writes it, `Thu 6 May` or `Thu 6 May 2027`; null for anything else. */
function dayAt(written: string, date: string): string | null {
  const withYear = /\d{4}$/.test(written) ? written : `${written} ${date.slice(0, 4)}`;
  return DateTime.fromFormat(withYear, 'ccc d LLL yyyy', { locale: 'en-GB', zone: 'utc' }).toISODate();
}

/** The days of which a mail tells that something happened on them. */
export function daysToldOf(mail: Pick<YearMail, 'text' | 'date'>): readonly string[] {
  return listsOf(mail)
    .flatMap(({ title, entries }) =>
      lookBacks.has(title) ? entries : entries.filter((line) => line.startsWith('Last: ')),
    )
    .flatMap((line) => /^(?:Last: )?(\w{3} \d{1,2} \w{3,4}(?: \d{4})?): /.exec(line)?.[1] ?? [])
    .flatMap((written) => dayAt(written, mail.date) ?? []);
}

/** What a mail says of the health, where it does. */
const healthLine = (mail: Pick<YearMail, 'text'>): string | undefined =>
  listsOf(mail)
    .flatMap(({ entries }) => entries)
    .find((line) => line.startsWith('Health: '));

/** The health that a mail states, where it states one. */
export function healthIn(mail: Pick<YearMail, 'text'>): { readonly band: string; readonly score: number } | null {
  const [, band, score] = /^Health: (green|amber|red), (\d+) of 100/.exec(healthLine(mail) ?? '') ?? [];
  return band === undefined ? null : { band, score: Number(score) };
}

/** The days that a mail says an invoice is overdue, where it says so. */
export function overdueDaysIn(mail: Pick<YearMail, 'text'>): number | null {
  const [, days] = /an invoice (\d+) days? overdue/.exec(healthLine(mail) ?? '') ?? [];
  return days === undefined ? null : Number(days);
}
