/** German words: what people call things, inside a sentence. */
import type { EventOf } from '../../../core/concern';
import type { PostponeReason, Programme, Skipped } from '../../../core/item';
import type { ReceivablesRung } from '../../../core/policy';
import type { OwnBucket, TicketBucket, UsageBucket } from '../../../core/reading';
import type { NotReminded, Passed } from '../../../concerns/satisfaction';
import type { RecycleReason } from '../../../concerns/onboarding';
import { capitalised } from '../../../core/item-steps';
import type { Say } from '../../telling';
import type { MailReader, Vocabulary } from '../catalogue';

/** `1 Tag`, `3 Tage`. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
/** So many days. */
export const days = (count: number): string => counted(count, 'Tag', 'Tage');
/** As it follows “seit”, “nach” and “von”. */
export const daysDative = (count: number): string => counted(count, 'Tag', 'Tagen');
/** So many working days. */
export const workingDays = (count: number): string => counted(count, 'Arbeitstag', 'Arbeitstage');
/** The same after a preposition. */
export const workingDaysDative = (count: number): string => counted(count, 'Arbeitstag', 'Arbeitstagen');
/** So many months. */
export const months = (count: number): string => counted(count, 'Monat', 'Monate');

export const items: Vocabulary['items'] = {
  call: 'Anruf',
  email: 'E-Mail',
  letter: 'Brief',
  lunch: 'Mittagessen',
  visit: 'Besuch',
  'thank-you': 'Dankeskarte',
  'birthday-card': 'Geburtstagskarte',
  article: 'Artikel',
  training: 'Schulung',
  event: 'Einladung zur Veranstaltung',
  'check-in': 'Zwischengespräch',
  'success-check': 'Erfolgsgespräch',
  'success-criteria': 'Frage nach den Erfolgskriterien',
  'quarterly-review': 'Quartalsgespräch',
  'successor-call': 'Anruf zur Nachfolge',
  'sponsor-call': 'Anruf beim Sponsor',
  'save-call': 'Gespräch über die Kündigung',
};

const genders: { readonly [K in keyof Vocabulary['items']]: 'm' | 'f' | 'n' } = {
  call: 'm',
  email: 'f',
  letter: 'm',
  lunch: 'n',
  visit: 'm',
  'thank-you': 'f',
  'birthday-card': 'f',
  article: 'm',
  training: 'f',
  event: 'f',
  'check-in': 'n',
  'success-check': 'n',
  'success-criteria': 'f',
  'quarterly-review': 'n',
  'successor-call': 'm',
  'sponsor-call': 'm',
  'save-call': 'n',
};

/** What goes to somebody, is at their place or for them; everything else is with them. */
const links: { readonly [K in keyof Vocabulary['items']]?: string } = {
  call: 'bei',
  email: 'an',
  letter: 'an',
  visit: 'bei',
  'thank-you': 'an',
  'birthday-card': 'für',
  article: 'für',
  training: 'für',
  event: 'für',
  'success-criteria': 'an',
  'successor-call': 'bei',
  'sponsor-call': 'bei',
};
/** What stands between an item and whom it is for or with. */
export const link: Vocabulary['link'] = (kind) => links[kind] ?? 'mit';

/** An item with the people whom it is about: `Anruf bei Ada Beispiel`. */
export function itemWith(kind: keyof Vocabulary['items'], names: readonly string[], say: Say): string {
  return names.length === 0 ? items[kind] : `${items[kind]} ${link(kind)} ${say.list(names)}`;
}

/** `der Anruf`, `die E-Mail`. */
export const the = (kind: keyof Vocabulary['items'], named = items[kind]): string =>
  `${{ m: 'der', f: 'die', n: 'das' }[genders[kind]]} ${named}`;
/** `den Anruf`, `die E-Mail`. */
export const accusative = (kind: keyof Vocabulary['items'], named = items[kind]): string =>
  `${{ m: 'den', f: 'die', n: 'das' }[genders[kind]]} ${named}`;
/** `dem Anruf`, `der E-Mail`. */
export const dative = (kind: keyof Vocabulary['items'], named = items[kind]): string =>
  `${{ m: 'dem', f: 'der', n: 'dem' }[genders[kind]]} ${named}`;
/** The pronoun that stands for it. */
export const pronoun = (kind: keyof Vocabulary['items']): string => ({ m: 'er', f: 'sie', n: 'es' })[genders[kind]];

/** What several of a programme are called. */
export const programmes: { readonly [P in Programme]: string } = {
  touch: 'Anrufe, Mails und Besuche',
  article: 'Artikel',
  birthday: 'Geburtstagskarten',
  invitation: 'Einladungen',
  'check-in': 'Zwischengespräche',
  'success-check': 'Erfolgsgespräche',
  'success-criteria': 'Fragen nach den Erfolgskriterien',
  review: 'Quartalsgespräche',
  rescue: 'ersten Schritte eines Alarms',
};

export const signals: Vocabulary['signals'] = {
  usage: 'Nutzung',
  happiness: 'Zufriedenheit',
  tickets: 'Supportanfragen',
  serviceCall: 'misslungener Serviceeinsatz',
  billingError: 'Rechnungsfehler',
  invoiceOverdue: 'überfällige Rechnung',
  contactDeparted: 'Ansprechpartner gegangen',
  competitorSeen: 'Mitbewerber',
  singleContact: 'einziger Ansprechpartner',
  news: 'Nachrichten',
  missedContact: 'versäumte Gespräche',
  openAlarm: 'offener Alarm',
  renewalUndecided: 'offene Verlängerung',
  silence: 'Funkstille',
  goodNews: 'gute Nachrichten',
  noticeGiven: 'Kündigung',
  invoiceAtRisk: 'lange überfällige Rechnung',
  seriousAlarm: 'ernster Alarm',
  ownSignal: 'eigenes Signal',
};

export const bands: Vocabulary['bands'] = { green: 'grün', unknown: 'unbekannt', amber: 'gelb', red: 'rot' };
/** The band as it follows “auf”: `Gelb`. */
export const bandNamed = (band: keyof typeof bands): string => capitalised(bands[band]);

export const stages: Vocabulary['stages'] = {
  onboarding: 'in der Einführung',
  retention: 'in der Betreuung',
  renewed: 'verlängert',
  churned: 'nicht mehr Kunde',
  ineligible: 'nicht mehr betreut',
};

/** As a subject, and as an object: it is the same word. */
export const roles: Vocabulary['roles'] = {
  rep: 'die Betreuung',
  manager: 'die Teamleitung',
  director: 'die Bereichsleitung',
};

export const collectors: { readonly [R in ReceivablesRung['role']]: string } = {
  receivables: 'das Forderungsmanagement',
  manager: 'die Teamleitung',
  director: 'die Bereichsleitung',
};

/** To whom a mail goes. */
export const readers: { readonly [R in MailReader]: string } = {
  rep: 'die Betreuung',
  manager: 'die Teamleitung',
  director: 'die Bereichsleitung',
  receivables: 'das Forderungsmanagement',
  developer: 'den Bestandskundenvertrieb',
  seller: 'den Verkauf',
  owner: 'die Person, die den Schritt übernimmt',
  contact: 'einen Ansprechpartner',
};

export const levels: Vocabulary['levels'] = {
  user: 'Anwendung',
  manager: 'Leitung',
  executive: 'Geschäftsleitung',
};

/** What came of something, and of what nobody said anything. */
export const outcomes: { readonly [O in EventOf<'item-corrected'>['before']['outcome']]: string } = {
  done: 'erledigt',
  'no-answer': 'niemand erreicht',
  declined: 'abgelehnt',
  missed: 'versäumt',
  cancelled: 'entfallen',
};

export const postponed: { readonly [R in PostponeReason]: string } = {
  'client-asked': 'auf Wunsch des Kunden',
  ill: 'Krankheit',
  away: 'Abwesenheit',
  'no-time': 'keine Zeit',
  other: 'aus anderem Grund',
};

export const skipped: { readonly [R in Skipped]: string } = {
  paused: 'die Betreuung ist in Pause',
  onboarding: 'der Kunde ist in der Einführung',
  'opted-out': 'der Kunde möchte nicht mehr kontaktiert werden',
  resolved: 'der Alarm ist erledigt',
  'contact-departed': 'der Ansprechpartner ist gegangen',
  'contact-erased': 'der Ansprechpartner wurde gelöscht',
  'called-off': 'es wurde abgesagt',
  'same-person': 'für dieselbe Person gibt es schon einen Termin',
};

/** Why a client leaves, or can no longer be kept. */
export const churn: Vocabulary['leaving'] = {
  price: 'der Preis',
  'product-fit': 'das Produkt passt nicht',
  'poor-service': 'schlechter Service',
  unused: 'das Produkt wird nicht genutzt',
  competitor: 'ein Mitbewerber',
  'business-closed': 'der Betrieb wurde geschlossen',
  'no-decision': 'keine Entscheidung über die Verlängerung',
  'contract-terminated': 'der Vertrag wurde beendet',
  'not-paid': 'es wurde nicht bezahlt',
  fraud: 'Betrug',
  merged: 'Zusammenschluss mit einem anderen Unternehmen',
  'product-retired': 'das Produkt wird nicht mehr angeboten',
  other: 'ein anderer Grund',
  decision: 'wie entschieden',
  policy: 'nach den Regeln',
};

export const pauses: Vocabulary['pauses'] = {
  'client-asked': 'auf Wunsch des Kunden',
  dispute: 'wegen eines Streitfalls',
  season: 'wegen der ruhigen Saison',
  restructuring: 'wegen einer Umstrukturierung',
  other: 'aus anderem Grund',
};

export const recycles: { readonly [R in RecycleReason]: string } = {
  training: 'Schulung',
  configuration: 'Konfiguration',
  'new-team': 'neues Team',
  'changed-scope': 'geänderter Umfang',
  other: 'anderer Grund',
};

export const unasked: { readonly [R in NotReminded | Passed]: string } = {
  paused: 'die Betreuung ist in Pause',
  'opted-out': 'der Kunde möchte nicht mehr kontaktiert werden',
  nobody: 'es gibt niemanden, dem geschrieben werden darf',
  'too-late': 'dafür war es zu spät',
  'asked-lately': 'die letzte Frage ist erst kurze Zeit her',
};

export const usage: { readonly [B in UsageBucket]: string } = {
  none: 'niemand nutzt das Produkt',
  low: 'das Produkt wird kaum genutzt',
  some: 'das Produkt wird teilweise genutzt',
  good: 'das Produkt wird gut genutzt',
  full: 'fast alles Gekaufte wird genutzt',
  silent: 'seit dreißig Tagen kein Messwert',
};

export const tickets: { readonly [B in TicketBucket]: string } = {
  few: 'kaum welche offen',
  several: 'einige offen',
  many: 'viele offen',
  flood: 'sehr viele offen',
};

export const own: { readonly [B in OwnBucket]: string } = {
  fine: 'alles in Ordnung',
  warn: 'über der Warnschwelle',
  alarm: 'über der Alarmschwelle',
  silent: 'seit dreißig Tagen kein Messwert',
};

export const weekdays = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'] as const;

/** A contact by name. */
export const contact = (id: string, { names }: Say): string => names.contacts.get(id) ?? 'ein Ansprechpartner';
/** One of our people by name. */
export const person = (id: string, { names }: Say): string => names.people.get(id) ?? 'jemand aus dem Team';
/** The same after “mit”. */
export const personDative = (id: string, { names }: Say): string => names.people.get(id) ?? 'jemandem aus dem Team';
/** So many contacts. */
export const contacts = (ids: readonly string[]): string =>
  counted(ids.length, 'Ansprechpartner', 'Ansprechpartner').replace(/^1 /, 'ein ');
/** Words in quotation marks. */
export const quoted = (text: string): string => `„${text}“`;
/** A step by its title. */
export const step = (code: string, { names }: Say): string => {
  const title = names.steps.get(code);
  return title === undefined ? 'ein Schritt der Einführung' : quoted(title);
};
/** Points with their sign. */
export const points = (by: number): string => (by > 0 ? `+${by}` : `−${-by}`);
/** An invoice as its sender calls it. */
export const invoice = (id: string | null | undefined): string =>
  id === null || id === undefined ? 'eine Rechnung' : `Rechnung ${id}`;
/** The invoice that is overdue. */
export const theInvoice = (id: string | null | undefined): string =>
  id === null || id === undefined ? 'die überfällige Rechnung' : `Rechnung ${id}`;
