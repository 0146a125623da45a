/**
 * The text body of a mail: what the HTML says, line by line. What others wrote stands between words of ours, so every text
 * is set by `onOneLine` or `inPlainText`: the signature, a section and a button begin a line, and nobody else's words do.
 */
import { inPlainText, onOneLine } from '../domain/told/foreign';
import type { LinkedDraft } from './draft';

/** The mail as plain text, with the address of every button. */
export function textOf({ matters, tasks = [], sections }: LinkedDraft, footer: string): string {
  const titled = (title: string): string => onOneLine(title).toUpperCase();
  const listed = (text: string): string => `- ${inPlainText(text, '  ')}`;
  const blocks = [
    ...matters.map(({ headline, why, button }) => [
      onOneLine(headline),
      ...(why === '' ? [] : ['', inPlainText(why)]),
      ...(button === undefined ? [] : ['', `${onOneLine(button.label)}:`, button.url]),
    ]),
    ...tasks.map(({ title, groups }) => [
      titled(title),
      ...groups.flatMap(({ name, entries }) => [
        onOneLine(name),
        ...entries.flatMap(({ text, button }) => [listed(text), `  ${onOneLine(button.label)}: ${button.url}`]),
      ]),
    ]),
    ...sections.map(({ title, lines }) => [titled(title), ...lines.map(listed)]),
    ['-- ', footer],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
