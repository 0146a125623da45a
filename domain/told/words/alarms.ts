/** What an alarm says in the language of its reader. English is worded in the domain, which pages speak as well. */
import type { AlarmReason } from '../../concerns/alarm-reasons';
import type { AskedRole } from '../../concerns/climbing';
import { daysBetween } from '../../core/calendar';
import type { Instant } from '../../core/json';
import type { LadderRole } from '../../core/policy';
import { ageText, askedText, nextText, wrongText, type LadderNames } from '../alarm-words';
import type { Speech } from './speech';
import { termsOf } from './terms';

const german: { readonly [R in AlarmReason]?: string } = {
  usage: 'der Kunde nutzt es kaum',
  happiness: 'der Kunde ist unzufrieden',
  tickets: 'viele Support-Anfragen sind offen',
  serviceCall: 'ein Serviceeinsatz ist misslungen',
  billingError: 'eine Rechnung war falsch',
  invoiceOverdue: 'eine Rechnung ist überfällig',
  contactDeparted: 'ein Ansprechpartner ist gegangen',
  competitorSeen: 'ein Mitbewerber wurde gesehen',
  singleContact: 'es gibt höchstens noch einen Ansprechpartner',
  news: 'es gibt Nachrichten über den Kunden',
  missedContact: 'geplante Kontakte wurden versäumt',
  openAlarm: 'ein Alarm ist lange offen',
  renewalUndecided: 'der Tag der Verlängerung ist da, und nichts ist entschieden',
  silence: 'seit Langem ist nichts vom Kunden zu hören',
  goodNews: 'es gibt gute Nachrichten',
  ownSignal: 'ein eigenes Signal liegt über seiner Schwelle',
  'client-opted-out': 'der Kunde möchte in Ruhe gelassen werden',
  'renewal-undecided': 'der Tag der Verlängerung ist da, und nichts ist entschieden',
  'notice-given': 'der Kunde hat gekündigt',
  'onboarding-overdue': 'ein Schritt der Einführung ist überfällig',
  'invoice-long-overdue': 'eine Rechnung ist lange überfällig',
  'touch-missed': 'ein geplanter Kontakt wurde versäumt',
  'review-missed': 'ein Quartalsgespräch wurde versäumt',
  'check-in-missed': 'das Zwischengespräch wurde versäumt',
  'success-check-missed': 'das Erfolgsgespräch wurde versäumt',
};

/** What is wrong, in a few words; whoever left is named, and what the house measures of its own. */
export function wrongIn(
  { language, list }: Speech,
  reasons: readonly AlarmReason[],
  about: readonly string[] = [],
  own: readonly string[] = [],
): string {
  if (language !== 'de') return wrongText(reasons, about, own);
  const said = reasons.map((reason) => {
    if (reason === 'contactDeparted' && about.length > 0)
      return `${list(about)} ${about.length === 1 ? 'ist' : 'sind'} gegangen`;
    if (reason === 'ownSignal' && own.length > 0)
      return `${list(own)} ${own.length === 1 ? 'liegt über der Schwelle' : 'liegen über ihren Schwellen'}`;
    return german[reason] ?? 'etwas Geplantes wurde versäumt';
  });
  return [...new Set(said)].join(', ');
}

/** How long something has been open: `2 weeks`, `3 days`; as it follows “after”. */
export function ageIn({ language }: Speech, since: Instant, now: Instant): string {
  if (language !== 'de') return ageText(since, now);
  const days = Math.max(0, daysBetween(since.slice(0, 10), now.slice(0, 10)));
  const weeks = Math.floor(days / 7);
  if (weeks > 0) return `${weeks} ${weeks === 1 ? 'Woche' : 'Wochen'}`;
  return `${days} ${days === 1 ? 'Tag' : 'Tagen'}`;
}

/** Who was asked before and has not reacted; the reader is told what they were asked themselves. Null where nobody was. */
export function whoWasAskedIn(
  speech: Speech,
  asked: readonly AskedRole[],
  reader: LadderRole | null,
  names: LadderNames,
): string | null {
  if (speech.language !== 'de') return askedText(asked, reader, names);
  const before = asked.flatMap(({ role, first, last }) => {
    if (role !== reader) return [`${nameIn(speech, role, names)} wurde am ${speech.dayOf(first)} gefragt`];
    return first === last ? [] : [`Sie wurden am ${speech.dayOf(first)} zum ersten Mal gefragt`];
  });
  return before.length === 0 ? null : `${speech.list(before)}; niemand hat es übernommen.`;
}

const nameIn = (speech: Speech, role: LadderRole, names: LadderNames): string =>
  names[role] ?? termsOf(speech).roles[role];

/** Who hears of it next, and when. */
export function nextIn(
  speech: Speech,
  next: { readonly role: LadderRole; readonly at: Instant } | undefined,
  names: LadderNames,
  asked: readonly AskedRole[],
): string {
  if (speech.language !== 'de') return nextText(next, names, asked);
  if (next === undefined)
    return 'Weiter nach oben geht es nicht; es steht jeden Montag in der Sammlung, bis es erledigt ist.';
  const who = nameIn(speech, next.role, names);
  const again = asked.some(({ role }) => role === next.role);
  return `Übernimmt es bis ${speech.dayOf(next.at)} niemand, ${again ? `hört ${who} wieder davon` : `geht es an ${who}`}.`;
}
