/**
 * The text body of a mail: what the HTML says, line by line. What others wrote stands between words of ours: every text
 * is set by `onOneLine` or `inPlainText`, and behind something of ours on its first line. Only the signature and the
 * buttons begin a line without it, so that a client who is called like a button makes none.
 */
import { bestRating, worstRating } from '../domain/concerns/health-weighing';
import type { Language } from '../domain/core/language';
import { inPlainText, onOneLine } from '../domain/told/foreign';
import { withColon } from '../domain/told/letter-voice';
import { scores, withScore } from '../links/score';
import type { Button, Letter, LinkedDraft, Matter } from './draft';

/** What comes before a headline, before its reason, and before the client of a list, in the languages in which mails go out. */
const leads = {
  en: { headline: 'In short:', why: 'Details:', about: 'For' },
  de: { headline: 'Kurz gesagt:', why: 'Näheres:', about: 'Für' },
  fr: { headline: 'En bref :', why: 'Détails :', about: 'Pour' },
  es: { headline: 'En breve:', why: 'Detalles:', about: 'Para' },
  it: { headline: 'In breve:', why: 'Dettagli:', about: 'Per' },
} as const satisfies Record<Language, Record<'headline' | 'why' | 'about', string>>;

/** The answers to choose from, line by line. */
function scaleLines({ scale, button }: Matter<Button>): readonly string[] {
  if (scale === undefined || button === undefined) return [];
  const end = (score: number): string => {
    if (score === worstRating) return ` (${scale.worst})`;
    return score === bestRating ? ` (${scale.best})` : '';
  };
  return ['', ...scores.map((score) => `${score}${end(score)}: ${withScore(button.url, score)}`)];
}

/** Who signs a letter, and how to reach them. */
const signature = (
  { regards, signedBy, reach, vendor: { name, signature: more, web } }: Letter,
  language: Language,
): readonly string[] => [
  regards,
  ...[...(signedBy === null ? [] : [signedBy]), name, ...more].map((line) => `  ${onOneLine(line)}`),
  ...reach.map(({ label, text }) => `  ${withColon(label, language)} ${onOneLine(text)}`),
  ...(web === null ? [] : [`  ${web}`]),
];

interface TextAround {
  readonly footer: string;
  readonly wayOut: string | null;
  readonly desk: Button | null;
}

/** What stands below the line that ends a letter. */
const below = (
  { vendor: { imprint }, wayOut: label }: Letter,
  { footer, wayOut }: TextAround,
  language: Language,
): readonly string[] => [
  '-- ',
  ...(footer === '' ? [] : [footer]),
  ...imprint.map((line) => `  ${onOneLine(line)}`),
  ...(wayOut === null ? [] : ['', withColon(label, language), wayOut]),
];

/** The mail as plain text, with the address of every button. */
export function textOf(
  { matters, tasks = [], sections, language = 'en', letter }: LinkedDraft,
  around: TextAround,
): string {
  const lead = leads[language];
  const titled = (title: string): string => `== ${onOneLine(title).toUpperCase()} ==`;
  const listed = (text: string): string => `- ${inPlainText(text, '  ')}`;
  const head = (headline: string): string =>
    letter === undefined ? `${lead.headline} ${onOneLine(headline)}` : `== ${onOneLine(headline)} ==`;
  const blocks = [
    ...(letter === undefined ? [] : [[onOneLine(letter.salutation)]]),
    ...matters.map((matter) => [
      head(matter.headline),
      ...(matter.says === undefined ? [] : ['', onOneLine(matter.says)]),
      ...(matter.why === '' ? [] : ['', `${lead.why} ${inPlainText(matter.why)}`]),
      ...scaleLines(matter),
      ...(matter.button === undefined
        ? []
        : ['', withColon(onOneLine(matter.button.label), language), matter.button.url]),
    ]),
    ...tasks.map(({ title, groups }) => [
      titled(title),
      ...groups.flatMap(({ name, entries }) => [
        `${lead.about} ${onOneLine(name)}:`,
        ...entries.flatMap(({ text, button }) => [listed(text), `  ${onOneLine(button.label)}: ${button.url}`]),
      ]),
    ]),
    ...sections.map(({ title, lines }) => [titled(title), ...lines.map(listed)]),
    ...(letter === undefined
      ? [
          ['-- ', around.footer],
          ...(around.desk === null ? [] : [[withColon(around.desk.label, language), around.desk.url]]),
        ]
      : [signature(letter, language), below(letter, around, language)]),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
