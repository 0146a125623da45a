/** The words of a mail, as a person who reads many of them sees them. */
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

/** The lists in which a mail looks back. */
const lookBacks = new Set(['LATELY', 'SINCE IT WAS OPENED']);

/** The days of which a mail tells that something happened on them. */
export function daysToldOf(mail: Pick<YearMail, 'text'>): readonly string[] {
  return listsOf(mail)
    .filter(({ title }) => lookBacks.has(title))
    .flatMap(({ entries }) => entries)
    .flatMap((line) => /^\p{L}{3} (\d{1,2} \p{L}+ \d{4}): /u.exec(line)?.[1] ?? [])
    .map((day) => new Date(`${day} UTC`).toISOString().slice(0, 10));
}

/** The health that a mail states, where it states one. */
export function healthIn(mail: Pick<YearMail, 'text'>): { readonly band: string; readonly score: number } | null {
  const [said = ''] = listsOf(mail).find(({ title }) => title === 'HEALTH')?.entries ?? [];
  const [, band, score] = /^(green|amber|red), (\d+) of 100/.exec(said) ?? [];
  return band === undefined ? null : { band, score: Number(score) };
}

/** The days that a mail says an invoice is overdue, where it says so. */
export function overdueDaysIn(mail: Pick<YearMail, 'text'>): number | null {
  const said = listsOf(mail).find(({ title }) => title === 'HEALTH')?.entries ?? [];
  const days = said.flatMap((line) => /^(?:invoice overdue|overdue invoice): .*\((\d+) days?\b/.exec(line)?.[1] ?? []);
  return days[0] === undefined ? null : Number(days[0]);
}
