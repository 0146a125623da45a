/** What no person should read, in a mail or on a page: words that only a program knows, and nothing where a word should be. */
import { decodeHTML } from 'entities';
import type { Fault } from './faults';
import type { YearLeft, YearMail, YearPage } from './left';

/** Attributes that somebody sees, or hears. */
const spokenAttribute = / (?:alt|title|placeholder|aria-label)="([^"]+)"/g;

/** The words of a mail or a page, as somebody sees or hears them. */
export function wordsOfHtml(html: string): string {
  const body = html.replace(/<head\b.*?<\/head>/s, '');
  const spoken = [...body.matchAll(spokenAttribute)].map(([, words = '']) => words);
  const seen = body.replaceAll(/<(style|script)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ' ');
  return decodeHTML([seen, ...spoken].join(' '))
    .replaceAll(/[\s\u200B]+/g, ' ')
    .trim();
}

/** The title of a page; empty where there is none. */
export const titleOfHtml = (html: string): string => decodeHTML(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '');

/** What people write with a hyphen themselves. */
const hyphenated: ReadonlySet<string> = new Set([
  'check-in',
  'thank-you',
  'follow-up',
  'hand-off',
  'hand-over',
  'set-up',
]);

const machine: readonly RegExp[] = [
  // Ids: of contacts, items, alarms, deals and lifecycles.
  /\bc_[\w-]{8,}|\b(?:touch|review|escalation|receivable|opportunity|satisfaction|success-criteria|birthday|promise|campaign|rescue)-(?:\d|c_)|\.t\d+\b|\bD-\w+/,
  // Names as code has them.
  /\b[a-z]+[A-Z]\w*|\b[a-z]+_[a-z]\w*/,
  // Days and sums as programs write them.
  /\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{5,}\b|\d\.\d{2} (?:EUR|GBP|CHF)\b|(?:EUR|GBP|CHF|€|£)\s?\d{4,}\b/,
  /[«»]/,
  // What was not there, or was not put in.
  /\b(?:undefined|null|NaN|true|false)\b|\[object|Invalid Date|\$\{|\{\{|&(?:amp|quot|lt|gt|nbsp|#\w+);/,
  /\(\s*\)|“\s*”|„\s*“| [,;](?: |$)|: *[.;]/,
]; // prettier-ignore

/** Addresses, and numbers that people read digit by digit. */
const withoutAddresses = (words: string): string =>
  words.replaceAll(/https?:\S+|[\w.+-]+@[\w.-]+\w/g, 'address').replaceAll(/\+\d[\d ]*\d/g, 'number');

/** The codes of a year: of what happened, and of what was said about it. */
export function codesOf({ lines }: Pick<YearLeft, 'lines'>): ReadonlySet<string> {
  const said = lines.flatMap(({ kind, data }) => [kind, ...Object.values(data)]);
  return new Set(
    said.filter((one): one is string => typeof one === 'string' && /^[a-z]+(?:-[a-z]+)+$/.test(one) && !hyphenated.has(one)),
  );
} // prettier-ignore

/** The first thing in some words that only a program knows, with what stands around it; null where there is none. */
export function machineWordIn(said: string, codes: ReadonlySet<string>): string | null {
  const words = withoutAddresses(said).replaceAll(/\s+/g, ' ');
  const code = [...words.matchAll(/\b[a-z]+(?:-[a-z]+)+\b/g)].find(([word]) => codes.has(word))?.index ?? -1;
  const at = [...machine.map((one) => words.search(one)), code].find((index) => index >= 0);
  return at === undefined ? null : `…${words.slice(Math.max(0, at - 30), at + 40)}…`;
}

/** A page is named by the mail that leads to it. */
const named = ({ to, date, subject, when }: YearPage): string =>
  `${to}, ${date.slice(0, 10)}: “${subject}”, its page ${when === 'at once' ? 'at once' : 'in the end'}`;

/** Mails with words that only a program knows, in either of their two forms. */
export function wordsInMails({ mails, lines }: YearLeft): readonly Fault[] {
  const codes = codesOf({ lines });
  return mails.flatMap(({ to, date, subject, text, html }: YearMail): Fault[] => {
    const found = machineWordIn(`${subject} ${text}`, codes) ?? machineWordIn(wordsOfHtml(html), codes);
    return found === null ? [] : [{ kind: 'machine-words', what: `${to}, ${date.slice(0, 10)}: “${subject}”: ${found}` }];
  });
} // prettier-ignore

/** A page says so many letters at least. */
const fewestLetters = 40;

/** Pages behind mailed links that say nothing, do not open, or have words that only a program knows. */
export function wordsOnPages({ pages, lines }: YearLeft): readonly Fault[] {
  const codes = codesOf({ lines });
  return pages.flatMap((page): Fault[] => {
    const words = wordsOfHtml(page.html);
    if (page.status >= 400 && page.status !== 410)
      return [{ kind: 'page-broken', what: `${named(page)} answers ${page.status}` }];
    if (titleOfHtml(page.html) === '' || words.length < fewestLetters || !/<h1\b[^>]*>[^<]/.test(page.html))
      return [{ kind: 'page-broken', what: `${named(page)} says “${words}”` }];
    const found = machineWordIn(`${titleOfHtml(page.html)} ${words}`, codes);
    return found === null ? [] : [{ kind: 'machine-words', what: `${named(page)}: ${found}` }];
  });
}
