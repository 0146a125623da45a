/** German reasons: of alarms, of health, and of the outlook of a renewal. */
import { isSignal, type AlarmReason } from '../../../concerns/alarm-reasons';
import type { HealthReason } from '../../../concerns/health-weighing';
import type { ForecastReason } from '../../../figures/forecast';
import type { Say } from '../../telling';
import type { Vocabulary } from '../catalogue';
import { signalNamed, type DetailParts } from '../details';
import { causesIn } from '../said';
import { bands, counted, days, daysDative, own, signals, tickets, usage } from './words';

export const wrong: Vocabulary['wrong'] = {
  usage: 'das Produkt wird kaum genutzt',
  happiness: 'der Kunde ist unzufrieden',
  tickets: 'viele Supportanfragen sind offen',
  serviceCall: 'ein Serviceeinsatz ist misslungen',
  billingError: 'es gab einen Rechnungsfehler',
  invoiceOverdue: 'eine Rechnung ist überfällig',
  contactDeparted: 'ein Ansprechpartner ist gegangen',
  competitorSeen: 'ein Mitbewerber wurde gesehen',
  singleContact: 'es gibt höchstens noch einen Ansprechpartner',
  news: 'es gibt Nachrichten über den Kunden',
  missedContact: 'geplante Gespräche wurden versäumt',
  openAlarm: 'ein Alarm ist seit Langem offen',
  renewalUndecided: 'der Verlängerungstermin ist da, und nichts ist entschieden',
  silence: 'seit Langem war nichts vom Kunden zu hören',
  goodNews: 'es gibt gute Nachrichten',
  ownSignal: 'ein eigenes Signal ist über seiner Schwelle',
  'onboarding-overdue': 'ein Schritt der Einführung ist überfällig',
  'client-opted-out': 'der Kunde möchte nicht mehr kontaktiert werden',
  'renewal-undecided': 'der Verlängerungstermin ist da, und nichts ist entschieden',
  'notice-given': 'der Kunde hat gekündigt',
  'invoice-long-overdue': 'eine Rechnung ist lange überfällig',
  'touch-missed': 'ein geplanter Anruf, eine Mail oder ein Besuch wurde versäumt',
  'article-missed': 'ein Artikel wurde nicht verschickt',
  'birthday-missed': 'eine Geburtstagskarte wurde nicht verschickt',
  'invitation-missed': 'einer Einladung ist niemand nachgegangen',
  'check-in-missed': 'das Zwischengespräch wurde versäumt',
  'success-check-missed': 'das Erfolgsgespräch wurde versäumt',
  'success-criteria-missed': 'niemand hat nach den Erfolgskriterien gefragt',
  'review-missed': 'ein Quartalsgespräch wurde versäumt',
  'rescue-missed': 'ein erster Schritt nach einem Alarm wurde versäumt',
};

/** Who has left, by name. */
export const haveLeft = (names: readonly string[], say: Say): string =>
  `${say.list(names)} ${names.length === 1 ? 'ist' : 'sind'} gegangen`;
/** Which signals of the house’s own are past their thresholds. */
export const arePast = (names: readonly string[], say: Say): string =>
  `${say.list(names)} ${names.length === 1 ? 'ist über der Schwelle' : 'sind über der Schwelle'}`;

/** Why a reason of its own kind holds no longer. */
const settled: { readonly [R in AlarmReason]?: string } = {
  contactDeparted: 'für den Ansprechpartner, der ging, ist jemand da',
  'onboarding-overdue': 'die Einführung geht weiter',
  'client-opted-out': 'der Kunde darf wieder angesprochen werden',
  'renewal-undecided': 'über die Verlängerung ist entschieden',
  'notice-given': 'die Kündigung wurde zurückgenommen',
  'invoice-long-overdue': 'die Rechnung ist erledigt',
  'check-in-missed': 'ein späteres Gespräch oder die nächste Laufzeit ist an seine Stelle getreten',
  'success-check-missed': 'ein späteres Gespräch oder die nächste Laufzeit ist an seine Stelle getreten',
};

/** Why a reason holds no longer. */
export const over = (reason: AlarmReason): string =>
  settled[reason] ?? (isSignal(reason) ? 'der Zustand ist besser' : 'es wurde nachgeholt');

export const opportunities: Vocabulary['opportunities'] = {
  'usage-at-ceiling': 'fast alles Gekaufte wird genutzt',
  'happy-review': 'im Quartalsgespräch war der Kunde sehr zufrieden',
  hint: 'jemand, der den Kunden kennt, hat es vorgeschlagen',
  'changed-scope': 'der Bedarf hat sich geändert',
};

/** What a reason of health rests on. */
export function detail(parts: DetailParts, say: Say): string {
  switch (parts.signal) {
    case 'usage':
      return usage[parts.bucket];
    case 'tickets':
      return tickets[parts.bucket];
    case 'ownSignal':
      return own[parts.bucket];
    case 'happiness':
      return `${parts.score} von 10`;
    case 'invoiceOverdue':
      return parts.days === null ? `überfällig seit ${say.day(parts.since)}` : `${days(parts.days)} überfällig`;
    case 'singleContact':
      return parts.isNobody ? 'niemand ist mehr da' : 'nur ein Ansprechpartner';
    case 'incidents':
      return parts.count === 1 ? 'vor Kurzem einmal' : `vor Kurzem ${parts.count}-mal`;
    case 'missedContact':
      return `${parts.count} seit dem letzten Gespräch, das stattfand`;
    case 'openAlarm':
      return `seit mehr als ${daysDative(parts.days)}`;
    case 'renewalUndecided':
      return 'der Termin ist vorbei';
    case 'silence':
      return `seit ${daysDative(parts.days)} nichts gehört`;
    case 'noticeGiven':
      return `zum ${say.day(parts.on)}`;
    case 'invoiceAtRisk':
      return 'sie ist noch offen';
    case 'seriousAlarm':
      return parts.reasons.map((one) => (typeof one === 'string' ? one : wrong[one.reason])).join(', ');
    case 'goodNews':
      return {
        usage: usage.full,
        promises: 'alle Zusagen sind erfüllt',
        review: `Zufriedenheit ${parts.score} von 10 im Quartalsgespräch`,
        rating: `Zufriedenheit ${parts.score} von 10`,
      }[parts.what];
    case 'other':
      return parts.text;
  }
}

const named = (reason: Pick<HealthReason, 'signal' | 'name'>): string => signalNamed(reason, signals);
const promises = (count: number): string => counted(count, 'Zusage', 'Zusagen');

/** What speaks for or against a renewal. */
export function forecast(reason: ForecastReason, say: Say): string {
  switch (reason.kind) {
    case 'rescue':
      return {
        declined: 'der Kunde hat den ersten Schritt nach einem Alarm abgelehnt',
        unhappy: 'beim ersten Schritt nach einem Alarm war der Kunde nicht zufrieden',
        'no-answer': 'beim ersten Schritt nach einem Alarm war niemand zu erreichen',
        resolved: 'ein Alarm ist erledigt, seither kam kein gutes Wort',
      }[reason.mark];
    case 'sponsor-left':
      return reason.level === 'executive'
        ? 'der Ansprechpartner in der Geschäftsleitung ist gegangen, eine Nachfolge ist nicht bekannt'
        : 'der leitende Ansprechpartner ist gegangen, eine Nachfolge ist nicht bekannt';
    case 'oversold':
      return `${promises(reason.count)} als zu viel versprochen gemeldet`;
    case 'promises-missed':
      return `${promises(reason.count)} im letzten Quartalsgespräch verfehlt`;
    case 'promises-open':
      return `${promises(reason.count)} noch nicht erfüllt`;
    case 'health':
      return `der Zustand ist ${bands[reason.band]} (${reason.score} von 100)`;
    case 'points-lost':
      return `der Zustand hat ${counted(reason.points, 'Punkt', 'Punkte')} verloren: ${reason.reasons.map(named).join(', ')}`;
    case 'alarm':
      return `ein Alarm ist offen: ${causesIn({ wrong, arePast }, reason, say).join('; ')}`;
    case 'leaving':
      return `der Kunde hat zum ${say.day(reason.endsOn)} gekündigt`;
    case 'opted-out':
      return 'der Kunde möchte nicht mehr kontaktiert werden';
    case 'declined':
      return 'der Kunde hat das letzte Gespräch abgelehnt';
    case 'undecided':
      return 'der Verlängerungstermin ist ohne Entscheidung verstrichen';
    case 'happiness':
      return `Zufriedenheit ${reason.score} von 10`;
    case 'usage':
      return usage[reason.bucket];
    case 'went-well':
      return 'das letzte Gespräch verlief gut';
    case 'renewed-before':
      return 'es wurde schon einmal verlängert';
    case 'renewed':
      return 'es wurde verlängert';
    case 'ended':
      return 'es ist zu Ende';
    case 'unanswered':
      return `${counted(reason.count, 'Versuch', 'Versuche')} in Folge blieben ohne Antwort`;
    case 'unheard':
      return 'vom Kunden war noch nichts zu hören';
  }
}
