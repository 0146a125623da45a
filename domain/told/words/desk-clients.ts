/** What the book of clients says: its columns and filters, what comes next, and what stands there when it is empty. */
import { daysBetween, dayOf } from '../../core/calendar';
import { capitalised } from '../../core/item-steps';
import type { CivilDate, Instant } from '../../core/json';
import { hasEnded, type Stage } from '../../core/stages';
import type { BookColumn, BookEntry, HealthThen, NextStep } from '../desk/clients';
import { daysAwayIn } from '../locale';
import { wrongIn } from './alarms';
import { inBoth } from './in-both';
import { kindsIn } from './known';
import type { Speech } from './speech';
import { termsOf } from './terms';

export const bookWords = inBoth(
  {
    title: 'Clients',
    columns: {
      name: 'Client',
      lines: 'Products',
      worth: 'Worth a year',
      health: 'Health',
      contact: 'Last contact',
      next: 'Next step',
      renewal: 'Renewal',
      rep: 'Looked after by',
    } satisfies Record<BookColumn, string>,
    ended: { renewal: 'Ended', how: 'How it ended' },
    sortedBy: (column: string) => `sort by ${column.toLowerCase()}`,
    search: 'Name, person or product',
    show: 'Show',
    shown: { running: 'Clients we have', ended: 'Clients who left' },
    filters: 'Filters',
    health: 'Health',
    renewal: 'Renewal',
    rep: 'Looked after by',
    workgroup: 'Workgroup',
    stage: 'Stage',
    silent: 'No contact',
    any: 'all',
    within: (days: number) => `next ${days} days`,
    silentFor: (days: number) => `for ${days} days`,
    sort: 'Order',
    down: (column: string) => `${column}, from the other end`,
    apply: 'Show',
    clear: 'Show all again',
    count: (from: number, to: number, found: number) =>
      found === 1 ? '1 client' : to - from + 1 === found ? `${found} clients` : `${from} to ${to} of ${found} clients`,
    counted: (from: number, to: number) => `Clients ${from} to ${to}, by name`,
    byNameOnly:
      'These are more clients than can be sorted at once, so they stand by name. Choose a person or a workgroup, or type a name, to sort them or to ask whom nobody spoke with.',
    tooMany: 'More was found than can be looked through. Type a little more of the name.',
    nobodyYet: 'You have no clients yet. They appear here as soon as a deal is handed over to you.',
    nobodyLeft: 'No client of yours has left.',
    noHits: (q: string) => `Nobody is called that: “${q}”.`,
    noHitsWhy: 'Look for a part of the company’s name, of a person there, or of a product; three letters are enough.',
    noneSo: 'No client is like that.',
    lookAmongEnded: 'Look among those who left',
    lookAmongRunning: 'Look among those we have',
    previous: 'Previous page',
    following: 'Next page',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    pages: 'Pages of this list',
    csv: 'Download as a table (CSV)',
    file: 'clients',
    views: 'Saved views',
    noViews: 'Choose filters and an order, and save them here under a name.',
    saveView: 'Save this view',
    viewName: 'Name of the view',
    deleteView: 'Delete',
    deleteNamed: (name: string) => `Delete the view ${name}`,
    searchNotKept: 'What you typed into the search is not part of it.',
    viewNeedsName: 'Give the view a name.',
    viewTooLong: (most: number) => `Use at most ${most} letters.`,
    viewsFull: (most: number) => `You have ${most} views already. Delete one first.`,
    noMoney: 'not known yet',
    isNew: 'new',
    more: (count: number) => `and ${count} more`,
    unknown: 'not known yet',
    score: (band: string, score: number) => `${band}, ${score} of 100`,
    from: { better: (then: string) => `up from ${then}`, worse: (then: string) => `down from ${then}` },
    fromScore: (band: string, score: number) => `${band} ${score}`,
    neverSpoken: 'none yet',
    nothingNext: 'nothing planned',
    since: (what: string, day: string) => `${what}, since ${day}`,
    dueSince: (what: string, day: string) => `${what}, due since ${day}`,
    today: (what: string) => `${what}, today`,
    on: (what: string, day: string, away: string) => `${what}, ${day} (${away})`,
    whatCame: (what: string, day: string) => `what came of the ${what} on ${day}`,
    step: (title: string) => `onboarding step “${title}”`,
    decide: 'decide the renewal',
    stages: {
      onboarding: 'In onboarding',
      retention: 'In use',
      renewed: 'Renewed',
      churned: 'They left',
      ineligible: 'We ended it',
    } satisfies Record<Stage, string>,
    csvColumns: {
      band: 'Health',
      score: 'Health (0 to 100)',
      worth: (currency: string) => `Worth a year (${currency})`,
      due: 'Next step due',
    },
  },
  {
    title: 'Kunden',
    columns: {
      name: 'Kunde',
      lines: 'Produkte',
      worth: 'Wert im Jahr',
      health: 'Zustand',
      contact: 'Letzter Kontakt',
      next: 'Nächster Schritt',
      renewal: 'Verlängerung',
      rep: 'Betreut von',
    },
    ended: { renewal: 'Beendet', how: 'Wie es endete' },
    sortedBy: (column) => `nach ${column} ordnen`,
    search: 'Name, Person oder Produkt',
    show: 'Anzeigen',
    shown: { running: 'Unsere Kunden', ended: 'Frühere Kunden' },
    filters: 'Filter',
    health: 'Zustand',
    renewal: 'Verlängerung',
    rep: 'Betreut von',
    workgroup: 'Arbeitsgruppe',
    stage: 'Phase',
    silent: 'Kein Kontakt',
    any: 'alle',
    within: (days) => `nächste ${days} Tage`,
    silentFor: (days) => `seit ${days} Tagen`,
    sort: 'Reihenfolge',
    down: (column) => `${column}, umgekehrt`,
    apply: 'Anzeigen',
    clear: 'Wieder alle zeigen',
    count: (from, to, found) =>
      found === 1 ? '1 Kunde' : to - from + 1 === found ? `${found} Kunden` : `${from} bis ${to} von ${found} Kunden`,
    counted: (from, to) => `Kunden ${from} bis ${to}, nach Namen`,
    byNameOnly:
      'Das sind mehr Kunden, als sich auf einmal ordnen lassen; sie stehen deshalb nach Namen. Wählen Sie eine Person oder eine Arbeitsgruppe, oder tippen Sie einen Namen: Dann lassen sie sich ordnen, und Sie sehen, mit wem niemand gesprochen hat.',
    tooMany: 'Es wurde mehr gefunden, als sich durchsehen lässt. Tippen Sie etwas mehr vom Namen.',
    nobodyYet: 'Sie haben noch keine Kunden. Sie erscheinen hier, sobald Ihnen ein Abschluss übergeben wird.',
    nobodyLeft: 'Von Ihren Kunden ist noch niemand gegangen.',
    noHits: (q) => `So heißt niemand: „${q}“.`,
    noHitsWhy:
      'Suchen Sie einen Teil des Firmennamens, einer Person dort oder eines Produkts; drei Buchstaben genügen.',
    noneSo: 'Auf keinen Kunden trifft das zu.',
    lookAmongEnded: 'Unter früheren Kunden suchen',
    lookAmongRunning: 'Unter unseren Kunden suchen',
    previous: 'Vorige Seite',
    following: 'Nächste Seite',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    pages: 'Seiten dieser Liste',
    csv: 'Als Tabelle herunterladen (CSV)',
    file: 'kunden',
    views: 'Gespeicherte Ansichten',
    noViews: 'Wählen Sie Filter und Reihenfolge und speichern Sie beides hier unter einem Namen.',
    saveView: 'Diese Ansicht speichern',
    viewName: 'Name der Ansicht',
    deleteView: 'Löschen',
    deleteNamed: (name) => `Ansicht ${name} löschen`,
    searchNotKept: 'Was Sie in die Suche getippt haben, gehört nicht dazu.',
    viewNeedsName: 'Geben Sie der Ansicht einen Namen.',
    viewTooLong: (most) => `Verwenden Sie höchstens ${most} Buchstaben.`,
    viewsFull: (most) => `Sie haben schon ${most} Ansichten. Löschen Sie zuerst eine.`,
    noMoney: 'noch unbekannt',
    isNew: 'neu',
    more: (count) => `und ${count} weitere`,
    unknown: 'noch unbekannt',
    score: (band, score) => `${band}, ${score} von 100`,
    from: { better: (then) => `besser, war ${then}`, worse: (then) => `schlechter, war ${then}` },
    fromScore: (band, score) => `${band} ${score}`,
    neverSpoken: 'noch keiner',
    nothingNext: 'nichts geplant',
    since: (what, day) => `${what}, seit ${day}`,
    dueSince: (what, day) => `${what}, fällig seit ${day}`,
    today: (what) => `${what}, heute`,
    on: (what, day, away) => `${what}, ${day} (${away})`,
    whatCame: (what, day) => `Ergebnis: ${what} am ${day}`,
    step: (title) => `Einführungsschritt „${title}“`,
    decide: 'Verlängerung entscheiden',
    stages: {
      onboarding: 'In der Einführung',
      retention: 'In Betrieb',
      renewed: 'Verlängert',
      churned: 'Gegangen',
      ineligible: 'Von uns beendet',
    },
    csvColumns: {
      band: 'Zustand',
      score: 'Zustand (0 bis 100)',
      worth: (currency) => `Wert im Jahr (${currency})`,
      due: 'Nächster Schritt fällig',
    },
  },
);

/** What is asked in a next step, in a few words. */
export function stepIn(speech: Speech, { ask }: NextStep): string {
  const said = bookWords(speech);
  switch (ask.kind) {
    case 'escalation':
      return wrongIn(speech, ask.reasons, [], ask.ownSignals);
    case 'item': {
      const name = kindsIn(speech, [ask.what, ...(ask.sections ?? [])]);
      if (ask.tookPlace === undefined) return name;
      return said.whatCame(ask.what === 'event' ? termsOf(speech).event : name, speech.day(ask.tookPlace));
    }
    case 'onboarding':
      return said.step(ask.what);
    case 'renewal':
      return said.decide;
    default:
      return ask satisfies never;
  }
}

/** How far away a day is, as words that stay on one line. */
const awayIn = ({ locale, now }: Speech, day: CivilDate): string =>
  daysAwayIn(locale, day, dayOf(now, locale.zone)).replaceAll(' ', '\u00a0');

/** A next step with its day, and whether it waits already. */
export function nextStepIn(speech: Speech, next: NextStep): { readonly text: string; readonly isLate: boolean } {
  const said = bookWords(speech);
  const { locale, now } = speech;
  const today = dayOf(now, locale.zone);
  const day = dayOf(next.ask.at, locale.zone);
  const what = capitalised(stepIn(speech, next));
  if (next.ask.kind === 'escalation') return { text: said.since(what, speech.day(day)), isLate: true };
  if (day < today) return { text: said.dueSince(what, speech.day(day)), isLate: true };
  if (day === today) return { text: said.today(what), isLate: true };
  return { text: said.on(what, speech.day(day), awayIn(speech, day)), isLate: false };
}

/** A day with how far away it is: `Thu 6 May (in 3 days)`. */
export function dayAwayIn(speech: Speech, day: CivilDate): string {
  return `${speech.day(day)} (${awayIn(speech, day)})`;
}

/** The last contact: how long ago, and the day. */
export function lastContactIn(speech: Speech, at: Instant | null): string {
  return at === null ? bookWords(speech).neverSpoken : dayAwayIn(speech, dayOf(at, speech.locale.zone));
}

/** Health in words: the band, and the score out of 100. */
export function bookHealthIn(speech: Speech, { band, score }: HealthThen): string {
  const said = bookWords(speech);
  return band === 'unknown' ? said.unknown : said.score(termsOf(speech).bands[band], score);
}

/** Where health comes from; null where it is steady, or where nothing was known of then. */
export function courseIn(speech: Speech, { course, health }: BookEntry): string | null {
  if (course === null || course.to === 'steady') return null;
  const { to, from } = course;
  if (health.band === 'unknown' || from.band === 'unknown') return null;
  const said = bookWords(speech);
  return said.from[to](said.fromScore(termsOf(speech).bands[from.band], from.score));
}

/** True for a renewal that is near, or past and not decided. */
export const isRenewalNear = (today: CivilDate, { renewsOn, ending }: BookEntry): boolean =>
  ending === null && daysBetween(today, renewsOn) <= 90;

/** The stage of a client in a word: how it ended, or whether it is still being set up. */
export function bookStageIn(speech: Speech, { ending, isNew }: BookEntry): string {
  const { stages } = bookWords(speech);
  if (ending !== null && hasEnded(ending)) return stages[ending];
  return isNew ? stages.onboarding : stages.retention;
}
