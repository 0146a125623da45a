/**
 * The text body of a mail: what the HTML says, line by line. What others wrote stands between words of ours: every text
 * is set by `onOneLine` or `inPlainText`, and behind something of ours on its first line. Only the signature and the
 * buttons begin a line without it, so that a client who is called like a button makes none.
 */
import type { Language } from '../domain/core/language';
import { inPlainText, onOneLine } from '../domain/told/foreign';
import type { LinkedDraft } from './draft';

/** What comes before a headline, before its reason, and before the client of a list, in the languages in which mails go out. */
const leads = {
  en: { headline: 'In short:', why: 'Details:', about: 'For' },
  de: { headline: 'Kurz gesagt:', why: 'Näheres:', about: 'Für' },
  fr: { headline: 'En bref :', why: 'Détails :', about: 'Pour' },
  es: { headline: 'En breve:', why: 'Detalles:', about: 'Para' },
  it: { headline: 'In breve:', why: 'Dettagli:', about: 'Per' },
} as const satisfies Record<Language, Record<'headline' | 'why' | 'about', string>>;

/** The mail as plain text, with the address of every button. */
export function textOf({ matters, tasks = [], sections, language = 'en' }: LinkedDraft, footer: string): string {
  const lead = leads[language];
  const titled = (title: string): string => `== ${onOneLine(title).toUpperCase()} ==`;
  const listed = (text: string): string => `- ${inPlainText(text, '  ')}`;
  const blocks = [
    ...matters.map(({ headline, why, button }) => [
      `${lead.headline} ${onOneLine(headline)}`,
      ...(why === '' ? [] : ['', `${lead.why} ${inPlainText(why)}`]),
      ...(button === undefined ? [] : ['', `${onOneLine(button.label)}:`, button.url]),
    ]),
    ...tasks.map(({ title, groups }) => [
      titled(title),
      ...groups.flatMap(({ name, entries }) => [
        `${lead.about} ${onOneLine(name)}:`,
        ...entries.flatMap(({ text, button }) => [listed(text), `  ${onOneLine(button.label)}: ${button.url}`]),
      ]),
    ]),
    ...sections.map(({ title, lines }) => [titled(title), ...lines.map(listed)]),
    ['-- ', footer],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
