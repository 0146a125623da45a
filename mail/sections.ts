/** What many mails tell: the same titled lists, and the names of things. */
import { contactLines, healthLines, promiseLines, type Occasion } from '../domain/told/occasion';
import { dayIn, plainEnglish } from '../domain/told/locale';
import { dayLines } from '../domain/told/spoken';
import type { MailSection } from './draft';

/** A titled list; none where there is nothing to say. */
export const section = (title: string, lines: readonly string[]): readonly MailSection[] =>
  lines.length === 0 ? [] : [{ title, lines }];

/** The promises of the deal, with their figures. */
export const promisedSection = (occasion: Occasion): readonly MailSection[] =>
  section('Promised before the sale', promiseLines(occasion));

/** The health of the lifecycle, with its reasons. */
export const healthSection = (occasion: Occasion): readonly MailSection[] => section('Health', healthLines(occasion));

/** What happened lately, the newest first. */
export const latelySection = ({ lately }: Occasion): readonly MailSection[] => section('Lately', dayLines(lately));

/** The client's contacts. */
export const contactsSection = (occasion: Occasion): readonly MailSection[] =>
  section('Contacts', contactLines(occasion));

/** What a person should know before acting. */
export const backgroundSections = (occasion: Occasion): readonly MailSection[] => [
  ...promisedSection(occasion),
  ...healthSection(occasion),
  ...latelySection(occasion),
  ...contactsSection(occasion),
];

/** The client's own words on how they will know success; none where nobody wrote them down. */
export const criteriaSection = ({ criteria }: Occasion): readonly MailSection[] =>
  section('Success, in the client’s own words', criteria === null ? [] : [criteria]);

/** A mail tells the next few steps; the page has all of them. */
const comingShown = 5;

/** The next steps of the lifecycle. */
export const comingSection = ({ lifecycle }: Occasion): readonly MailSection[] =>
  section(
    'Coming',
    lifecycle.agenda.slice(0, comingShown).map(({ at, what }) => `${dayIn(plainEnglish, at)}: ${what}`),
  );

/** How often a reminder was sent before, at the end of its subject: so no two reminders of one thing begin alike. */
export function remindedBefore(reminder: number): string {
  if (reminder < 2) return '';
  return reminder === 2 ? ', once more' : `, reminded ${reminder - 1} times before`;
}

/** Client and product the way a rep would say them: `Alpine Tools, CRM Pro`. */
export const about = ({ lifecycle }: Occasion): string => `${lifecycle.client.name}, ${lifecycle.product.name}`;
