/** The text body of a mail: what the HTML says, line by line. */
import type { LinkedDraft } from './draft';

/** The mail as plain text, with the address of every button. */
export function textOf({ matters, tasks = [], sections }: LinkedDraft, footer: string): string {
  const blocks = [
    ...matters.map(({ headline, why, button }) => [
      headline,
      ...(why === '' ? [] : ['', why]),
      ...(button === undefined ? [] : ['', `${button.label}:`, button.url]),
    ]),
    ...tasks.map(({ title, groups }) => [
      title.toUpperCase(),
      ...groups.flatMap(({ name, entries }) => [
        name,
        ...entries.flatMap(({ text, button }) => [`- ${text}`, `  ${button.label}: ${button.url}`]),
      ]),
    ]),
    ...sections.map(({ title, lines }) => [title.toUpperCase(), ...lines.map((line) => `- ${line}`)]),
    ['-- ', footer],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
