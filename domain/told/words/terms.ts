/** What mails and pages say to our people besides the vocabulary of sentences: what there is to do, measures, kinds of mails, counts. */
import type { Channel } from '../../core/deal';
import type { ItemKind } from '../../core/item';
import type { RenewalCall } from '../../figures/accuracy';
import type { Outlook } from '../../figures/forecast';
import type { Measure } from '../../figures/targets';
import type { MailKind, PersonalMailKind } from '../mails';
import { wordsFor } from '../sentences';
import type { Vocabulary } from '../sentences/catalogue';
import { inBoth } from './in-both';

type CalledBy<K extends string> = Readonly<Record<K, string>>;

/** What the vocabulary of sentences has no words for. */
interface FurtherTerms {
  /** What there is to do in an item, as it follows “Time to”. */
  readonly todo: Readonly<Record<ItemKind, (who: string) => string>>;
  /** How what took place is called: no invitation any more. */
  readonly event: string;
  readonly outlooks: CalledBy<Outlook>;
  readonly calls: CalledBy<RenewalCall>;
  readonly channels: CalledBy<Channel>;
  readonly measures: CalledBy<Measure>;
  readonly mails: CalledBy<MailKind | PersonalMailKind>;
  days(count: number): string;
  clients(count: number): string;
  products(count: number): string;
}

const units =
  (one: string, many: string) =>
  (count: number): string =>
    `${count} ${count === 1 ? one : many}`;

const english: FurtherTerms = {
  todo: {
    call: (who) => `call ${who}`,
    email: (who) => `e-mail ${who}`,
    letter: (who) => `write a letter to ${who}`,
    lunch: (who) => `have lunch with ${who}`,
    visit: (who) => `visit ${who}`,
    'thank-you': (who) => `send a thank-you note to ${who}`,
    'birthday-card': (who) => `send a birthday card to ${who}`,
    article: (who) => `send an article to ${who}`,
    training: (who) => `train ${who}`,
    event: (who) => `invite ${who} to an event`,
    'check-in': (who) => `hold the check-in with ${who}`,
    'success-check': (who) => `hold the success check with ${who}`,
    'success-criteria': (who) => `ask ${who} how they will know success`,
    'quarterly-review': (who) => `hold the quarterly review with ${who}`,
    'successor-call': (who) => `call ${who} about who follows`,
    'sponsor-call': (who) => `call the sponsor at ${who}`,
    'save-call': (who) => `call ${who} about their notice`,
  },
  event: 'event',
  outlooks: { likely: 'likely to renew', 'at-risk': 'at risk', unknown: 'hard to say' },
  calls: { likely: 'likely', 'at-risk': 'at risk', lost: 'lost' },
  channels: { call: 'by phone', email: 'by e-mail', visit: 'in person', letter: 'by letter' },
  measures: {
    'renewal-rate': 'renewal rate',
    'logo-retention': 'logo retention',
    grr: 'gross revenue retention',
    nrr: 'net revenue retention',
    'net-growth': 'net growth',
    'time-to-value': 'time to value',
    'oversold-rate': 'oversold rate',
  },
  mails: {
    'hand-over': 'a new client',
    'passed-on': 'a client passed on',
    introduction: 'the introduction of their rep',
    'next-term': 'a renewal',
    'item-prepared': 'something to prepare',
    'item-due': 'something due',
    'item-reminded': 'a reminder',
    escalation: 'an alarm',
    receivable: 'an overdue invoice',
    opportunity: 'an opportunity',
    'opportunity-closed': 'the end of an opportunity',
    'renewal-notice': 'a renewal that comes up',
    'pause-reminder': 'a pause that goes on',
    resumed: 'the end of a pause',
    'onboarding-step': 'an onboarding step',
    satisfaction: 'the question how satisfied they are',
    'satisfaction-reminder': 'the reminder of the question how satisfied they are',
    invitation: 'the invitation',
    'invitation-moved': 'the word that an event was moved',
    'invitation-called-off': 'the word that an event was called off',
    'review-agenda': 'the client’s version of a review',
    'review-moved': 'word that a review was moved',
    'review-called-off': 'word that a review was called off',
    'mail-answered': 'the answer to a mail that came in',
    oversold: 'a promise that cannot be kept',
    'oversold-proposed': 'a promise missed again',
    'oversold-answer': 'the seller’s answer',
    'contact-unreachable': 'a contact whom no mail reaches',
    'mail-refused': 'a mail that was refused',
    answer: 'a client’s answer',
    changed: 'a change with a client',
    brief: 'the brief',
    digest: 'the digest of alarms',
    dossier: 'the hand-over of clients',
    figure: 'a figure that became critical',
    unreachable: 'a colleague whom no mail reaches',
    undelivered: 'a colleague who missed a mail',
    'connection-broken': 'a broken connection',
    'connection-still-broken': 'a connection that is still broken',
    'connection-well': 'a connection that works again',
  },
  days: units('day', 'days'),
  clients: units('client', 'clients'),
  products: units('product', 'products'),
};

const german: FurtherTerms = {
  todo: {
    call: (who) => `${who} anzurufen`,
    email: (who) => `${who} eine E-Mail zu schreiben`,
    letter: (who) => `${who} einen Brief zu schreiben`,
    lunch: (who) => `mit ${who} essen zu gehen`,
    visit: (who) => `${who} zu besuchen`,
    'thank-you': (who) => `${who} eine Dankeskarte zu schicken`,
    'birthday-card': (who) => `eine Geburtstagskarte an ${who} zu schicken`,
    article: (who) => `${who} einen Artikel zu schicken`,
    training: (who) => `${who} zu schulen`,
    event: (who) => `${who} zu einer Veranstaltung einzuladen`,
    'check-in': (who) => `das Zwischengespräch mit ${who} zu führen`,
    'success-check': (who) => `das Erfolgsgespräch mit ${who} zu führen`,
    'success-criteria': (who) => `${who} zu fragen, woran der Erfolg zu erkennen ist`,
    'quarterly-review': (who) => `das Quartalsgespräch mit ${who} zu führen`,
    'successor-call': (who) => `bei ${who} nach der Nachfolge zu fragen`,
    'sponsor-call': (who) => `den Sponsor bei ${who} anzurufen`,
    'save-call': (who) => `mit ${who} über die Kündigung zu sprechen`,
  },
  event: 'Veranstaltung',
  outlooks: { likely: 'verlängert wahrscheinlich', 'at-risk': 'gefährdet', unknown: 'schwer zu sagen' },
  calls: { likely: 'wahrscheinlich', 'at-risk': 'gefährdet', lost: 'verloren' },
  channels: { call: 'telefonisch', email: 'per E-Mail', visit: 'persönlich', letter: 'per Brief' },
  measures: {
    'renewal-rate': 'Verlängerungsquote',
    'logo-retention': 'Kundenbindung',
    grr: 'Brutto-Umsatzbindung',
    nrr: 'Netto-Umsatzbindung',
    'net-growth': 'Nettowachstum',
    'time-to-value': 'Zeit bis zum Nutzen',
    'oversold-rate': 'Anteil zu viel versprochener Verkäufe',
  },
  mails: {
    'hand-over': 'ein neuer Kunde',
    'passed-on': 'ein übergebener Kunde',
    introduction: 'die Vorstellung der Betreuung',
    'next-term': 'eine Verlängerung',
    'item-prepared': 'etwas zum Vorbereiten',
    'item-due': 'etwas Fälliges',
    'item-reminded': 'eine Erinnerung',
    escalation: 'ein Alarm',
    receivable: 'eine überfällige Rechnung',
    opportunity: 'eine Verkaufschance',
    'opportunity-closed': 'das Ende einer Verkaufschance',
    'renewal-notice': 'eine Verlängerung, die ansteht',
    'pause-reminder': 'eine Pause, die andauert',
    resumed: 'das Ende einer Pause',
    'onboarding-step': 'ein Schritt der Einführung',
    satisfaction: 'die Frage nach der Zufriedenheit',
    'satisfaction-reminder': 'die Erinnerung an die Frage nach der Zufriedenheit',
    invitation: 'die Einladung',
    'invitation-moved': 'die Nachricht über den neuen Termin',
    'invitation-called-off': 'die Absage der Veranstaltung',
    'review-agenda': 'die Zusammenfassung eines Quartalsgesprächs für den Kunden',
    'review-moved': 'Nachricht, dass ein Quartalsgespräch verlegt wurde',
    'review-called-off': 'Absage eines Quartalsgesprächs',
    'mail-answered': 'die Antwort auf eine eingegangene Mail',
    oversold: 'eine Zusage, die nicht zu halten ist',
    'oversold-proposed': 'eine erneut verfehlte Zusage',
    'oversold-answer': 'die Antwort aus dem Verkauf',
    'contact-unreachable': 'ein Ansprechpartner, den keine Mail erreicht',
    'mail-refused': 'eine abgewiesene Mail',
    answer: 'die Antwort eines Kunden',
    changed: 'eine Veränderung bei einem Kunden',
    brief: 'der Morgenbrief',
    digest: 'die Sammlung der Alarme',
    dossier: 'die Übergabe von Kunden',
    figure: 'eine kritische Kennzahl',
    unreachable: 'ein Kollege, den keine Mail erreicht',
    undelivered: 'ein Kollege, dem eine Mail fehlt',
    'connection-broken': 'eine gestörte Verbindung',
    'connection-still-broken': 'eine weiter gestörte Verbindung',
    'connection-well': 'eine Verbindung, die wieder geht',
  },
  days: units('Tag', 'Tage'),
  clients: units('Kunde', 'Kunden'),
  products: units('Produkt', 'Produkte'),
};

/** What things are called in the language of a reader: the vocabulary of sentences, and what mails and pages say besides. */
export const termsOf = inBoth<Vocabulary & FurtherTerms>(
  { ...wordsFor({ language: 'en' }), ...english },
  { ...wordsFor({ language: 'de' }), ...german },
);
