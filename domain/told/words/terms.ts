/** What things are called in mails to our people: items, reasons, signals, bands, and the rest of what else would be a code. */
import type { Band } from '../../concerns/health-bands';
import type { OpportunityReason } from '../../concerns/growth';
import type { PauseReason } from '../../concerns/standing';
import type { Channel, ContactLevel } from '../../core/deal';
import type { ItemKind } from '../../core/item';
import type { LadderRole, SignalName } from '../../core/policy';
import type { ChurnReason, Stage } from '../../core/stages';
import type { RenewalCall } from '../../figures/accuracy';
import type { Outlook } from '../../figures/forecast';
import type { Measure } from '../../figures/targets';
import type { MailKind, PersonalMailKind } from '../mails';
import { inBoth } from './in-both';

/** An item in words: its name, its name with whom it is for, and what there is to do. */
interface ItemTerm {
  readonly name: string;
  /** Between its name and whom it is for: `with`, `for`. */
  readonly link: string;
  /** What to do, as it follows “Time to”. */
  todo(who: string): string;
}

const item = (name: string, link: string, todo: ItemTerm['todo']): ItemTerm => ({ name, link, todo });

type CalledBy<K extends string> = Readonly<Record<K, string>>;

interface Wordlist {
  readonly items: Readonly<Record<ItemKind, ItemTerm>>;
  /** How what took place is called: no invitation any more. */
  readonly event: string;
  readonly signals: CalledBy<SignalName>;
  readonly bands: CalledBy<Band>;
  readonly outlooks: CalledBy<Outlook>;
  readonly calls: CalledBy<RenewalCall>;
  readonly levels: CalledBy<ContactLevel>;
  readonly channels: CalledBy<Channel>;
  readonly stages: CalledBy<Stage>;
  readonly pauses: CalledBy<PauseReason>;
  readonly churn: CalledBy<ChurnReason>;
  readonly opportunities: CalledBy<OpportunityReason>;
  readonly roles: CalledBy<LadderRole>;
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

const english: Wordlist = {
  items: {
    call: item('call', 'with', (who) => `call ${who}`),
    email: item('e-mail', 'to', (who) => `e-mail ${who}`),
    letter: item('letter', 'to', (who) => `write a letter to ${who}`),
    lunch: item('lunch', 'with', (who) => `have lunch with ${who}`),
    visit: item('visit', 'to', (who) => `visit ${who}`),
    'thank-you': item('thank-you note', 'to', (who) => `send a thank-you note to ${who}`),
    'birthday-card': item('birthday card', 'for', (who) => `send a birthday card to ${who}`),
    article: item('article', 'for', (who) => `send an article to ${who}`),
    training: item('training', 'with', (who) => `train ${who}`),
    event: item('event invitation', 'for', (who) => `invite ${who} to an event`),
    'check-in': item('check-in', 'with', (who) => `hold the check-in with ${who}`),
    'success-check': item('success check', 'with', (who) => `hold the success check with ${who}`),
    'success-criteria': item('success criteria', 'of', (who) => `ask ${who} how they will know success`),
    'quarterly-review': item('quarterly review', 'with', (who) => `hold the quarterly review with ${who}`),
    'successor-call': item('successor call', 'with', (who) => `call ${who} about who follows`),
    'sponsor-call': item('sponsor call', 'with', (who) => `call the sponsor at ${who}`),
    'save-call': item('save call', 'with', (who) => `call ${who} about their notice`),
  },
  event: 'event',
  signals: {
    usage: 'usage',
    happiness: 'happiness',
    tickets: 'support tickets',
    serviceCall: 'a service call that went badly',
    billingError: 'a billing error',
    invoiceOverdue: 'an overdue invoice',
    contactDeparted: 'a contact who has left',
    competitorSeen: 'a competitor',
    singleContact: 'only one contact',
    news: 'news about them',
    missedContact: 'missed contacts',
    openAlarm: 'an alarm open for long',
    renewalUndecided: 'an undecided renewal',
    silence: 'silence',
    goodNews: 'good news',
    noticeGiven: 'their notice',
    invoiceAtRisk: 'an unpaid invoice',
    seriousAlarm: 'a serious alarm',
    ownSignal: 'a signal of our own',
  },
  bands: { green: 'green', unknown: 'unknown', amber: 'amber', red: 'red' },
  outlooks: { likely: 'likely to renew', 'at-risk': 'at risk', unknown: 'hard to say' },
  calls: { likely: 'likely', 'at-risk': 'at risk', lost: 'lost' },
  levels: { user: 'user', manager: 'manager', executive: 'executive' },
  channels: { call: 'by phone', email: 'by e-mail', visit: 'in person', letter: 'by letter' },
  stages: {
    onboarding: 'in onboarding',
    retention: 'in use',
    renewed: 'renewed',
    churned: 'has left',
    ineligible: 'ended',
  },
  pauses: {
    'client-asked': 'the client asked for it',
    dispute: 'a dispute',
    season: 'their quiet season',
    restructuring: 'a restructuring',
    other: 'another reason',
  },
  churn: {
    price: 'the price',
    'product-fit': 'the product does not fit',
    'poor-service': 'poor service',
    unused: 'they do not use it',
    competitor: 'a competitor',
    'business-closed': 'they close their business',
    'no-decision': 'nobody decided',
    other: 'another reason',
  },
  opportunities: {
    'usage-at-ceiling': 'they use nearly all that they bought',
    'happy-review': 'a review in which they were happy',
    hint: 'a hint from somebody who knows them',
    'changed-scope': 'a rescue that needs another scope',
  },
  roles: { rep: 'the rep', manager: 'the manager', director: 'the director' },
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

const german: Wordlist = {
  items: {
    call: item('Anruf', 'bei', (who) => `${who} anzurufen`),
    email: item('E-Mail', 'an', (who) => `${who} eine E-Mail zu schreiben`),
    letter: item('Brief', 'an', (who) => `${who} einen Brief zu schreiben`),
    lunch: item('Mittagessen', 'mit', (who) => `mit ${who} essen zu gehen`),
    visit: item('Besuch', 'bei', (who) => `${who} zu besuchen`),
    'thank-you': item('Dankeskarte', 'an', (who) => `${who} eine Dankeskarte zu schicken`),
    'birthday-card': item('Geburtstagskarte', 'für', (who) => `eine Geburtstagskarte an ${who} zu schicken`),
    article: item('Artikel', 'für', (who) => `${who} einen Artikel zu schicken`),
    training: item('Schulung', 'bei', (who) => `${who} zu schulen`),
    event: item('Einladung zur Veranstaltung', 'für', (who) => `${who} zu einer Veranstaltung einzuladen`),
    'check-in': item('Zwischengespräch', 'mit', (who) => `das Zwischengespräch mit ${who} zu führen`),
    'success-check': item('Erfolgsgespräch', 'mit', (who) => `das Erfolgsgespräch mit ${who} zu führen`),
    'success-criteria': item('Erfolgskriterien', 'von', (who) => `${who} zu fragen, woran sie den Erfolg erkennen`),
    'quarterly-review': item('Quartalsgespräch', 'mit', (who) => `das Quartalsgespräch mit ${who} zu führen`),
    'successor-call': item('Anruf zur Nachfolge', 'bei', (who) => `bei ${who} nach der Nachfolge zu fragen`),
    'sponsor-call': item('Anruf beim Sponsor', 'bei', (who) => `den Sponsor bei ${who} anzurufen`),
    'save-call': item('Gespräch über die Kündigung', 'mit', (who) => `mit ${who} über die Kündigung zu sprechen`),
  },
  event: 'Veranstaltung',
  signals: {
    usage: 'Nutzung',
    happiness: 'Zufriedenheit',
    tickets: 'Support-Anfragen',
    serviceCall: 'ein misslungener Serviceeinsatz',
    billingError: 'ein Rechnungsfehler',
    invoiceOverdue: 'eine überfällige Rechnung',
    contactDeparted: 'ein Ansprechpartner, der gegangen ist',
    competitorSeen: 'ein Mitbewerber',
    singleContact: 'nur ein Ansprechpartner',
    news: 'Nachrichten über sie',
    missedContact: 'versäumte Kontakte',
    openAlarm: 'ein lange offener Alarm',
    renewalUndecided: 'eine offene Verlängerung',
    silence: 'Funkstille',
    goodNews: 'gute Nachrichten',
    noticeGiven: 'ihre Kündigung',
    invoiceAtRisk: 'eine unbezahlte Rechnung',
    seriousAlarm: 'ein ernster Alarm',
    ownSignal: 'ein eigenes Signal',
  },
  bands: { green: 'grün', unknown: 'unbekannt', amber: 'gelb', red: 'rot' },
  outlooks: { likely: 'verlängert wahrscheinlich', 'at-risk': 'gefährdet', unknown: 'schwer zu sagen' },
  calls: { likely: 'wahrscheinlich', 'at-risk': 'gefährdet', lost: 'verloren' },
  levels: { user: 'Anwendung', manager: 'Leitung', executive: 'Geschäftsführung' },
  channels: { call: 'telefonisch', email: 'per E-Mail', visit: 'persönlich', letter: 'per Brief' },
  stages: {
    onboarding: 'in der Einführung',
    retention: 'in Betrieb',
    renewed: 'verlängert',
    churned: 'nicht mehr Kunde',
    ineligible: 'beendet',
  },
  pauses: {
    'client-asked': 'auf Wunsch des Kunden',
    dispute: 'wegen eines Streitfalls',
    season: 'wegen ihrer ruhigen Saison',
    restructuring: 'wegen eines Umbaus im Unternehmen',
    other: 'aus anderem Grund',
  },
  churn: {
    price: 'der Preis',
    'product-fit': 'das Produkt passt nicht',
    'poor-service': 'schlechter Service',
    unused: 'das Produkt wird nicht genutzt',
    competitor: 'ein Mitbewerber',
    'business-closed': 'das Geschäft wird aufgegeben',
    'no-decision': 'niemand hat entschieden',
    other: 'ein anderer Grund',
  },
  opportunities: {
    'usage-at-ceiling': 'der Kunde nutzt fast alles, was er gekauft hat',
    'happy-review': 'ein Gespräch, in dem der Kunde zufrieden war',
    hint: 'ein Hinweis von jemandem, der den Kunden kennt',
    'changed-scope': 'eine Rettung, die einen anderen Umfang braucht',
  },
  roles: { rep: 'die Betreuung', manager: 'die Teamleitung', director: 'die Bereichsleitung' },
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
    oversold: 'ein Versprechen, das nicht zu halten ist',
    'oversold-proposed': 'ein erneut verfehltes Versprechen',
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

/** What things are called in the language of a reader. */
export const termsOf = inBoth(english, german);
