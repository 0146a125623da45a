/** What many mails tell: titled lists, what to know of a client, and the names of things. */
import type { Occasion } from '../domain/told/occasion';
import { inBoth } from '../domain/told/words/in-both';
import {
  contactLine,
  dayLinesIn,
  healthIn,
  isHealthUnheard,
  noticeIn,
  openLines,
  whomToAsk,
  promisesIn,
} from '../domain/told/words/known';
import { speechFor } from '../domain/told/words/speech';
import type { MailSection } from './draft';

const words = inBoth(
  {
    toKnow: 'To know',
    ask: (whom: string) => `Ask for ${whom}`,
    nobody: 'Nobody there is known any more: find out who is in charge',
    last: (what: string) => `Last: ${what}`,
    health: (health: string) => `Health: ${health}`,
    alsoOpen: (what: string) => `Also open: ${what}`,
    promised: 'Promised before the sale',
    success: 'Success, in their own words',
    notAsked: 'Nobody has asked them yet.',
    onceMore: ', once more',
    remindedBefore: (times: number) => `, reminded ${times} times before`,
  },
  {
    toKnow: 'Gut zu wissen',
    ask: (whom) => `Fragen Sie nach ${whom}`,
    nobody: 'Es ist niemand mehr bekannt: bitte herausfinden, wer zuständig ist',
    last: (what) => `Zuletzt: ${what}`,
    health: (health) => `Zustand: ${health}`,
    alsoOpen: (what) => `Außerdem offen: ${what}`,
    promised: 'Vor dem Verkauf zugesagt',
    success: 'Erfolg, in den Worten des Kunden',
    notAsked: 'Danach hat noch niemand gefragt.',
    onceMore: ', noch einmal',
    remindedBefore: (times) => `, schon ${times}-mal erinnert`,
  },
);

/** A titled list; none where there is nothing to say. */
export const section = (title: string, lines: readonly string[]): readonly MailSection[] =>
  lines.length === 0 ? [] : [{ title, lines }];

/** What a mail says of a client besides its matter. */
interface ToKnow {
  /** The contacts whom it is about: they are asked for rather than others. */
  readonly about?: readonly string[];
  /** Whether it tells the health: where that is what it is about. */
  readonly health?: true;
  /** Ids of what the mail itself is about: it is not said again as open. */
  readonly besides?: readonly (string | null)[];
}

/** So much of what happened last is told. */
const lastTold = 2;

/**
 * What a person should know before they act: who to ask for, what was said or done last, what else is open. The link to the
 * client in the desk stands here, once there is a desk.
 */
export function toKnow(
  occasion: Occasion,
  { about, health, besides = [occasion.subject] }: ToKnow = {},
): readonly MailSection[] {
  const speech = speechFor(occasion);
  const said = words(occasion.locale);
  const whom = whomToAsk(occasion, about);
  const notice = noticeIn(speech, occasion.lifecycle);
  const open = openLines(speech, occasion, besides);
  return [
    {
      title: said.toKnow,
      lines: [
        whom === undefined ? said.nobody : said.ask(contactLine(speech, whom)),
        ...dayLinesIn(speech, occasion.lately.slice(0, lastTold)).map(said.last),
        ...(health === true && !isHealthUnheard(occasion.lifecycle)
          ? [said.health(healthIn(speech, occasion.lifecycle))]
          : []),
        ...(notice === '' ? [] : [notice]),
        ...(open.length === 0 ? [] : [said.alsoOpen(open.join('; '))]),
      ],
    },
  ];
}

/** True for the section that `toKnow` makes. */
export const isToKnow = ({ title }: MailSection, { locale }: Pick<Occasion, 'locale'>): boolean =>
  title === words(locale).toKnow;

/** The promises of the deal, with their figures. */
export const promisedSection = (occasion: Occasion): readonly MailSection[] =>
  section(words(occasion.locale).promised, promisesIn(speechFor(occasion), occasion));

/** The client's own words on how they will know success, or what to do about it where nobody wrote them down. */
export function criteriaSection(occasion: Occasion, otherwise?: string): readonly MailSection[] {
  const { criteria, locale } = occasion;
  const { success, notAsked } = words(locale);
  const line = criteria === null ? (otherwise ?? notAsked) : speechFor(occasion).quoted(criteria);
  return section(success, [line]);
}

/** How often a reminder was sent before, at the end of its subject: so no two reminders of one thing begin alike. */
export function remindedBefore({ locale }: Pick<Occasion, 'locale'>, reminder: number): string {
  const said = words(locale);
  if (reminder < 2) return '';
  return reminder === 2 ? said.onceMore : said.remindedBefore(reminder - 1);
}

/** Client and product the way a rep would say them: `Alpine Tools, CRM Pro`. */
export const about = ({ lifecycle }: Pick<Occasion, 'lifecycle'>): string =>
  `${lifecycle.client.name}, ${lifecycle.product.name}`;

/** The product behind what is said of its client: `call with Alpine Tools (CRM Pro)`. */
export const ofProduct = ({ lifecycle }: Pick<Occasion, 'lifecycle'>, said: string): string =>
  `${said} (${lifecycle.product.name})`;
