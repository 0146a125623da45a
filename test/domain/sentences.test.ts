/** Every sentence that people are told: for its reader, with names, and without a word that only a program knows. */
import { otherReasons, type AlarmReason } from '../../domain/concerns/alarm-reasons';
import type { HealthReason } from '../../domain/concerns/health-weighing';
import type { Event } from '../../domain/core/concern';
import { alarmSignals } from '../../domain/core/policy';
import { refusals } from '../../domain/core/refusals';
import { programmeNames } from '../../domain/lifecycle';
import { wrongText } from '../../domain/told/alarm-words';
import { plainEnglish, type Locale } from '../../domain/told/locale';
import { comingOf, detailTold, reasonLine, routingTold, sentenceOf, wordsFor } from '../../domain/told/sentences';
import type { Telling } from '../../domain/told/telling';
import { everyComing, everyEvent, ourLocales, plainGerman, withNames, withoutNames } from '../support/every-event';
import { goldenNames, ledgerOf } from '../support/goldens';

const events: readonly Event[] = Object.values(everyEvent).flat();
const steps = Object.values(everyComing).flat();

const tellings: readonly Telling[] = ourLocales.flatMap((locale) => [withNames(locale), withoutNames(locale)]);

/** Every sentence, as each reader is told it. */
const told = tellings.flatMap((telling) => [
  ...events.map((event) => ({ of: event.kind, sentence: sentenceOf(event, telling) })),
  ...steps.flatMap((tells) => {
    const { what, why } = comingOf(tells, telling);
    return [what, why].map((sentence) => ({ of: tells.kind, sentence }));
  }),
]);

const findings: readonly (readonly [what: string, form: RegExp])[] = [
  ['an id', /\b(?:c_\w+|[a-z]+(?:-[a-z]+)*-\d+|[CDA]-\d+|rep-\w+|D-\d\.\w+)\b/],
  ['a word with a capital inside', /\b[a-z]+[A-Z]/],
  ['a day of a program', /\b\d{4}-\d\d(?:-\d\d)?\b/],
  ['money of a program', /\d\.\d\d [A-Z]{3}|\b(?:EUR|GBP|USD)\b/],
  ['a guillemet', /[«»]/],
  ['nothing in the place of something', /\b(?:undefined|null|NaN|Infinity)\b|\[object/],
  ['two stops or blanks', /\.\.| {2}|[;:,]\s*\.|: ?:/],
  ['an unknown day', /Invalid/],
];

/** Words with a hyphen that people write. */
const hyphened = /\b(?:e-mail|check-in|up-to-date|mid-term|e-mails|E-Mail|-mal)\b/gi;
const codeWithHyphen = /\b[a-z]+(?:-[a-z]+)+\b/;

test.each(findings)('no sentence has %s', (_, form) => {
  expect(told.filter(({ sentence }) => form.test(sentence))).toEqual([]);
});

test('no sentence has a code', () => {
  expect(told.filter(({ sentence }) => codeWithHyphen.test(sentence.replaceAll(hyphened, '')))).toEqual([]);
});

test('every sentence begins with a capital and ends with a stop', () => {
  expect(told.filter(({ sentence }) => !/^[\p{Lu}\d“„€−]/u.test(sentence) || !/[.?”“]$/.test(sentence))).toEqual([]);
});

test('whoever is known is named, and whoever is not is somebody', () => {
  const answered: Event = { kind: 'satisfaction-answered', question: 'q', contact: 'c_ada', score: 4, lowest: 4 };
  expect(ourLocales.map((locale) => sentenceOf(answered, withNames(locale)))).toEqual([
    'Ada Egger answered: 4 of 10.',
    'Ada Egger hat geantwortet: 4 von 10.',
  ]);
  expect(ourLocales.map((locale) => sentenceOf(answered, withoutNames(locale)))).toEqual([
    'A contact answered: 4 of 10.',
    'Ein Ansprechpartner hat geantwortet: 4 von 10.',
  ]);
});

test.each(goldenNames())('%s: whatever a life had written is told in both languages, without a code', (name) => {
  const sentences = ledgerOf(name).events.flatMap(({ event }) =>
    ourLocales.map((locale) => sentenceOf(event, withoutNames(locale))),
  );
  for (const [, form] of findings) expect(sentences.filter((sentence) => form.test(sentence))).toEqual([]);
});

test.each<AlarmReason>([
  ...alarmSignals,
  ...otherReasons,
  ...programmeNames.map((name): AlarmReason => `${name}-missed`),
])('why there is an alarm is a clause: %s', (reason) => {
  for (const locale of ourLocales) expect(wrongText([reason], locale)).toMatch(/^[a-zäöü][^«»]+ [^«»]+$/);
});

test('why something does not apply is a sentence of both languages', () => {
  for (const locale of ourLocales) {
    const of = wordsFor(locale).refusals;
    expect(Object.keys(of).toSorted()).toEqual(Object.keys(refusals).toSorted());
    for (const sentence of Object.values(of)) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
  }
});

test.each<[HealthReason, string, string]>([
  [{ signal: 'usage', points: 36, detail: 'silent' }, 'usage −36 (no reading for thirty days)', 'Nutzung −36 (seit dreißig Tagen kein Messwert)'],
  [{ signal: 'usage', points: 36, detail: 'no reading for thirty days' }, 'usage −36 (no reading for thirty days)', 'Nutzung −36 (seit dreißig Tagen kein Messwert)'],
  [{ signal: 'happiness', points: 12, detail: '3 of 10' }, 'happiness −12 (3 of 10)', 'Zufriedenheit −12 (3 von 10)'],
  [{ signal: 'invoiceOverdue', points: 5, detail: '12 days' }, 'overdue invoice −5 (12 days overdue)', 'überfällige Rechnung −5 (12 Tage überfällig)'],
  [{ signal: 'invoiceOverdue', points: 5, detail: 'overdue since 2027-05-01', since: '2027-05-01' }, 'overdue invoice −5 (5 days overdue)', 'überfällige Rechnung −5 (5 Tage überfällig)'],
  [{ signal: 'ownSignal', points: 5, detail: 'past the alarm threshold', code: 'nps', name: 'NPS' }, 'NPS −5 (past its alarm threshold)', 'NPS −5 (über der Alarmschwelle)'],
  [{ signal: 'noticeGiven', points: 35, detail: 'it takes effect on 2028-01-01' }, 'notice given −35 (effective Sat 1 Jan 2028)', 'Kündigung −35 (zum Sa, 1. Januar 2028)'],
  [{ signal: 'seriousAlarm', points: 20, detail: 'the client asked to be left alone, NPS' }, 'serious alarm −20 (they asked to be left alone, NPS)', 'ernster Alarm −20 (der Kunde möchte nicht mehr kontaktiert werden, NPS)'],
  [{ signal: 'goodNews', points: -5, detail: 'a review, happiness 9 of 10' }, 'good news +5 (happiness 9 of 10 in a review)', 'gute Nachrichten +5 (Zufriedenheit 9 von 10 im Quartalsgespräch)'],
  [{ signal: 'missedContact', points: 12, detail: '2 since the last one' }, 'missed calls and meetings −12 (2 since the last one that took place)', 'versäumte Gespräche −12 (2 seit dem letzten Gespräch, das stattfand)'],
])('a reason of health, as a state holds it, is told in both languages: %j', (reason, english, german) => {
  expect(ourLocales.map((locale) => reasonLine(reason, '2027-05-06', withoutNames(locale)))).toEqual([english, german]);
  expect(detailTold(reason, null, withoutNames(plainEnglish))).not.toMatch(/\d{4}-\d\d/);
}); // prettier-ignore

test('routing is told with names and with money as people write it', () => {
  const why = ['Group key takes it: it is for retention, it takes clients who pay 36000.00 EUR a year or more, and less than 90000.00 EUR.', 'Rep rep-tom keeps this client already.']; // prettier-ignore
  expect(routingTold(why, withNames(plainEnglish))).toEqual([
    'The group “Key accounts” takes it: it is for retention; it takes clients who pay €36,000 a year or more, and less than €90,000.',
    'Tom Hughes looks after this client already.',
  ]);
  expect(routingTold(why, withNames(plainGerman))[1]).toBe('Tom Hughes betreut diesen Kunden bereits.');
});

const first = (kind: keyof typeof everyEvent, place = 0): Event => {
  const event: Event | undefined = everyEvent[kind][place];
  if (event === undefined) throw new Error(`there is no ${kind} at ${place}`);
  return event;
};

/** What is read most, as an account manager would write it to a colleague. */
const mostRead: readonly (readonly [Event, string, string])[] = [
  [first('lifecycle-began'), 'Sales handed the client over.', 'Der Verkauf hat den Kunden übergeben.'],
  [first('onboarding-step-completed'), '“Data import” is done.', '„Data import“ ist erledigt.'],
  [first('onboarding-step-nudged', 2), 'Reminder to Tom Hughes: “Data import” should be done by Thu 6 May 2027.', 'Erinnerung an Tom Hughes: „Data import“ soll bis Do, 6. Mai 2027 erledigt sein.'],
  [first('stage-changed'), 'Onboarding is over: retention began.', 'Die Einführung ist vorbei: Die Betreuung hat begonnen.'],
  [first('items-planned'), 'Planned: call and visit, 2 in all, the first for Thu 6 May 2027.', 'Geplant: Anruf und Besuch, insgesamt 2, zuerst am Do, 6. Mai 2027.'],
  [first('item-prepared'), 'It is time to prepare the quarterly review.', 'Zeit, das Quartalsgespräch vorzubereiten.'],
  [first('item-due'), 'The call is due.', 'Der Anruf ist fällig.'],
  [first('item-reminded'), 'The rep was reminded of the call (reminder 2).', 'Die Betreuung wurde an den Anruf erinnert (2. Erinnerung).'],
  [first('item-completed'), 'Call with Ada Egger: done, happiness 8 of 10, together with Tom Hughes.', 'Anruf bei Ada Egger: erledigt, Zufriedenheit 8 von 10, gemeinsam mit Tom Hughes.'],
  [first('item-missed'), 'The call was missed: the next one fell due.', 'Der Anruf wurde versäumt: Der nächste Termin ist fällig geworden.'],
  [first('item-skipped'), 'The call was left out: the client is paused.', 'Der Anruf entfällt: Die Betreuung ist in Pause.'],
  [first('item-postponed'), 'The call was put off to Thu 6 May 2027: the client asked for it.', 'Der Anruf wurde auf Do, 6. Mai 2027 verschoben: auf Wunsch des Kunden.'],
  [first('item-covered'), 'The quarterly review is combined with the one for Brightline Desk.', 'Das Quartalsgespräch wird mit dem für Brightline Desk zusammengelegt.'],
  [first('touch-recorded'), 'Unplanned lunch with Ada Egger and Ben Moser: done.', 'Ungeplant: Mittagessen mit Ada Egger und Ben Moser: erledigt.'],
  [first('health-changed'), 'Health fell to amber, 54 of 100: usage −36, NPS −10. What moved it: usage −36.', 'Der Zustand ist auf Gelb gefallen, 54 von 100: Nutzung −36, NPS −10. Bewegt durch: Nutzung −36.'],
  [first('usage-changed', 1), 'Usage: they hardly use it.', 'Nutzung: Das Produkt wird kaum genutzt.'],
  [first('incident-noted'), 'Ada Egger has left the client and is at Peak Parts now.', 'Ada Egger hat den Kunden verlassen und ist jetzt bei Peak Parts.'],
  [first('satisfaction-asked'), '3 contacts were asked how happy they are.', '3 Ansprechpartner wurden nach der Zufriedenheit gefragt.'],
  [first('satisfaction-answered'), 'Ada Egger answered: 4 of 10.', 'Ada Egger hat geantwortet: 4 von 10.'],
  [first('escalation-opened'), 'Alarm: they hardly use it; a planned call, mail or visit was missed. The rep was told.', 'Alarm: Das Produkt wird kaum genutzt; ein geplanter Anruf, eine Mail oder ein Besuch wurde versäumt. Die Betreuung wurde informiert.'],
  [first('escalation-climbed'), 'Nobody has taken on the alarm: the manager was told.', 'Niemand hat den Alarm übernommen: Die Teamleitung wurde informiert.'],
  [first('escalation-resolved', 2), 'The alarm ended by itself: the invoice is settled.', 'Der Alarm hat sich erledigt: Die Rechnung ist erledigt.'],
  [first('receivable-opened'), 'Invoice R-2210 for €3,600 is 12 days overdue: the receivables manager was told.', 'Rechnung R-2210 über 3.600\u00a0€ ist seit 12 Tagen überfällig: Das Forderungsmanagement wurde informiert.'],
  [first('opportunity-opened'), 'The client may be ready to expand: they use nearly all that they bought. The business developer was told.', 'Der Kunde könnte mehr brauchen: Fast alles Gekaufte wird genutzt. Der Bestandskundenvertrieb wurde informiert.'],
  [first('promises-measured'), 'Promises checked: “time to quote” met, “uptime” missed, “uptime” not due yet, “uptime” getting better.', 'Zusagen geprüft: „time to quote“ erreicht, „uptime“ verfehlt, „uptime“ noch nicht fällig, „uptime“ auf gutem Weg.'],
  [first('renewal-noticed'), 'The renewal is 90 days away, on Thu 6 May 2027: the rep was told.', 'Bis zur Verlängerung am Do, 6. Mai 2027 sind es noch 90 Tage: Die Betreuung wurde informiert.'],
  [first('renewal-decided'), 'Renewed for 12 months at €36,000 a year (€6,000 more than before).', 'Um 12 Monate verlängert, zu 36.000\u00a0€ im Jahr (6.000\u00a0€ mehr als bisher).'],
  [first('notice-given'), 'The client gave notice on Mon 3 May 2027, effective Sat 1 Jan 2028: poor service.', 'Der Kunde hat am Mo, 3. Mai 2027 zum Sa, 1. Januar 2028 gekündigt (schlechter Service).'],
  [first('stage-changed', 4), 'The client left on Thu 19 Aug 2027: they do not use it.', 'Der Kunde ist am Do, 19. August 2027 gegangen (das Produkt wird nicht genutzt).'],
  [first('reassigned'), 'Tom Hughes looks after the client now (before: Lukas Ortner).', 'Tom Hughes betreut den Kunden jetzt (vorher: Lukas Ortner).'],
  [first('fact-ignored'), 'A report from outside does not apply. This item is closed already.', 'Eine Meldung von außen gilt hier nicht. Das ist schon abgeschlossen.'],
]; // prettier-ignore

test.each(mostRead)('what is read most: %#', (event, english, german) => {
  const read = (locale: Locale): string => sentenceOf(event, withNames(locale));
  expect([read(plainEnglish), read(plainGerman)]).toEqual([english, german]);
});
