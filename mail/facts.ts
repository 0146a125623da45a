/** What many mails tell: the same titled lists, and the names of things. */
import { contactLines, healthLines, promiseLines, type Occasion } from '../domain/told/occasion';
import type { FactList } from './letter';

/** A titled list; none where there is nothing to say. */
export const factList = (title: string, lines: readonly string[]): readonly FactList[] =>
  lines.length === 0 ? [] : [{ title, lines }];

/** The promises of the deal, with their figures. */
export const promised = (occasion: Occasion): readonly FactList[] =>
  factList('Promised before the sale', promiseLines(occasion));

/** The health of the lifecycle, with its reasons. */
export const health = (occasion: Occasion): readonly FactList[] => factList('Health', healthLines(occasion));

/** What happened lately, the newest first. */
export const lately = ({ lately: lines }: Occasion): readonly FactList[] => factList('Lately', lines);

/** The client's contacts. */
export const contacts = (occasion: Occasion): readonly FactList[] => factList('Contacts', contactLines(occasion));

/** What a person should know before acting. */
export const background = (occasion: Occasion): readonly FactList[] => [
  ...promised(occasion),
  ...health(occasion),
  ...lately(occasion),
  ...contacts(occasion),
];

/** The client's own words on how they will know success; none where nobody wrote them down. */
export const inTheirWords = ({ criteria }: Occasion): readonly FactList[] =>
  factList('Success, in the client’s own words', criteria === null ? [] : [criteria]);

const comingShown = 5;

/** The next steps of the lifecycle. */
export const coming = ({ lifecycle }: Occasion): readonly FactList[] =>
  factList(
    'Coming',
    lifecycle.agenda.slice(0, comingShown).map(({ at, what }) => `${at.slice(0, 10)}: ${what}`),
  );

/** Client and product the way a rep would say them: `Alpine Tools, CRM Pro`. */
export const about = ({ lifecycle }: Occasion): string => `${lifecycle.client.name}, ${lifecycle.product.name}`;

/** A number of things in words: `1 client`, `2 clients`. */
export const units = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
