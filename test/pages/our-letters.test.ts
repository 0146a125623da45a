/** What our own people read, in each of their languages: sentences of a colleague, without a trace of the machine. */
import { ourLanguages } from '../../domain/core/language';
import { isWorthReading, type Brief } from '../../domain/told/brief';
import { compose } from '../../mail/compose';
import { withButtons, type Draft } from '../../mail/draft';
import { draftOf } from '../../mail/kinds';
import { inEnglish, inGerman, mailed, neverCalled } from '../support/occasions';
import { letters } from '../support/letters';

const withoutNames = (words: string): string =>
  words.replaceAll(/[\w.+-]+@[\w.-]+\w|https?:\S+/g, 'address').replaceAll(/“[^”]*”|„[^“]*“/g, 'words');

/** Everything that a letter says, line by line, without what people have typed. */
function linesOf({ subject, matters, tasks = [], sections }: Draft): readonly string[] {
  return [
    subject,
    ...matters.flatMap(({ headline, why, button }) => [headline, why, button?.label ?? '']),
    ...tasks.flatMap(({ title, groups }) => [
      title,
      ...groups.flatMap(({ name, entries }) => [name, ...entries.flatMap(({ text, button }) => [text, button.label])]),
    ]),
    ...sections.flatMap(({ title, lines }) => [title, ...lines]),
  ].map(withoutNames);
}

const machine: readonly (readonly [what: string, found: RegExp])[] = [
  ['an ISO date', /\d{4}-\d{2}-\d{2}/],
  ['an id', /\bc_\w+|\b(?:touch|review|escalation|receivable|opportunity|promise|satisfaction|campaign|birthday|rescue|success-criteria)-\d|\.t\d\b|\bD-\d/],
  ['camelCase', /\b[a-z]+[A-Z]\w*/],
  ['a code', /\b(?:no-answer|at-risk|[a-z]+-missed|client-opted-out|renewal-undecided|quarterly-review|birthday-card)\b/],
  ['minor units, or money as a program writes it', /\b\d{5,}\b|\d\.\d{2} (?:EUR|GBP)/],
  ['guillemets', /[«»]/],
  ['something undefined', /undefined|null|NaN|\[object|Invalid/],
  ['two blanks, or a blank before a stop', / {2}| [.,;](?: |$)/],
  ['nothing where a word should be', /\(\)|: *$|,\s*$|\bam\s*\./],
]; // prettier-ignore

describe.each(letters.map((one) => [`${one.name}, ${one.language}`, one] as const))('%s', (_, { draft, language }) => {
  test.each(machine)('shows nobody %s', (_what, found) => {
    expect(linesOf(draft).filter((line) => found.test(line))).toEqual([]);
  });

  test('says first what happened, in a sentence, and is in the language of its reader', () => {
    const [first] = draft.matters;
    expect(first?.headline).toMatch(/[.?]$|[.?] \S/);
    expect(first?.why).not.toBe('');
    expect(draft.language).toBe(language);
  });

  test('has one button for a matter, with a verb, and as many as its matters', () => {
    const buttons = [
      ...draft.matters.flatMap(({ button }) => button?.label ?? []),
      ...(draft.tasks ?? []).flatMap(({ groups }) =>
        groups.flatMap(({ entries }) => entries.map(({ button }) => button.label)),
      ),
    ];
    const known = language === 'de' ? germanButtons : englishButtons;
    expect(buttons.filter((label) => !known.has(label))).toEqual([]);
  });

  test('says the same in plain text as in HTML, under a line in the reader’s language', () => {
    const { html, text } = compose(
      withButtons(draft, ({ label }) => ({ label, url: 'https://holdfast.example/l/token' })),
      { recipient: 'Rita Rep', sender: 'Brightline', wayOut: null },
    );
    expect(html).toContain(`<html lang="${language}" dir="ltr">`);
    expect(text.split('\n-- \n')[1]).toMatch(language === 'de' ? /^Für Rita Rep\. / : /^For Rita Rep\. /);
    expect(text).not.toMatch(/\n\n\n/);
  });
});

test.each([
  ['en', 'You can also answer this mail: “done”'],
  ['de', 'Sie können auch auf diese Mail antworten: „erledigt“'],
] as const)('a mail of which an answer is read says so, in %s; any other does not', (language, said) => {
  const [draft] = letters.filter((one) => one.language === language).map((one) => one.draft);
  if (draft === undefined) throw new Error('there is a letter');
  const ready = withButtons(draft, ({ label }) => ({ label, url: 'https://holdfast.example/l/token' }));
  const around = { recipient: 'Rita Rep', sender: 'Brightline', wayOut: null };
  for (const body of Object.values(compose(ready, { ...around, isAnswered: true }))) expect(body).toContain(said);
  for (const body of Object.values(compose(ready, around))) expect(body).not.toContain(said);
});

test.each([
  ['en', 'client', 'Open this client’s page'],
  ['en', 'day', 'Open your day'],
  ['de', 'client', 'Die Seite dieses Kunden öffnen'],
  ['de', 'day', 'Ihren Tag öffnen'],
] as const)('a mail of ours leads into the desk, in %s to the %s', (language, to, said) => {
  const [draft] = letters.filter((one) => one.language === language).map((one) => one.draft);
  if (draft === undefined) throw new Error('there is a letter');
  const ready = withButtons(draft, ({ label }) => ({ label, url: 'https://holdfast.example/l/token' }));
  const url = 'https://holdfast.example/clients/C-7';
  const around = { recipient: 'Rita Rep', sender: 'Brightline', wayOut: null };
  const { html, text } = compose(ready, { ...around, desk: { to, url } });
  expect(text.split('\n-- \n')[1]).toContain(`${said}:\n${url}`);
  expect(html).toMatch(new RegExp(`<a href="${url}"[^>]*>${said}</a>`));
  for (const body of Object.values(compose(ready, around))) expect(body).not.toContain('/clients/');
});

test('a client’s contact is led nowhere into the desk', () => {
  const vendor = { name: 'V', colour: null, logo: null, signature: [], imprint: [], web: null };
  const letter = { vendor, salutation: 'Dear Ada,', regards: 'Regards', signedBy: null, reach: [], wayOut: 'Leave' };
  const draft = { subject: 'S', matters: [], sections: [], letter };
  const desk = { to: 'client', url: 'https://holdfast.example/clients/C-7' } as const;
  for (const body of Object.values(compose(draft, { recipient: 'Ada', sender: 'V', wayOut: null, desk })))
    expect(body).not.toContain('/clients/');
});

const englishButtons = new Set([
  'Record the outcome',
  'Take it on',
  'Record the decision',
  'Tick off onboarding steps',
  'Tick off steps',
  'Flag it, or leave it',
  'Say what you think of it',
]);
const germanButtons = new Set([
  'Ergebnis eintragen',
  'Übernehmen',
  'Entscheidung eintragen',
  'Einführungsschritte abhaken',
  'Schritte abhaken',
  'Melden oder belassen',
  'Ihre Sicht eintragen',
]);

test('every kind to our people has a letter in each of their languages', () => {
  for (const language of ourLanguages)
    expect(letters.filter((one) => one.language === language).length).toBeGreaterThan(45);
});

const client = mailed.escalation.occasion.lifecycle.client.name;
test.each([
  ['hand-over', `Yours now: ${client}, CRM Pro`, `Jetzt bei Ihnen: ${client}, CRM Pro`],
  ['item-due', `Due: call with ${client} (CRM Pro)`, `Fällig: Anruf bei ${client} (CRM Pro)`],
  ['item-reminded', `Reminder: call with ${client} (CRM Pro)`, `Erinnerung: Anruf bei ${client} (CRM Pro)`],
  ['escalation', `Urgent: ${client} – they are unhappy (CRM Pro)`, `Dringend: ${client} – der Kunde ist unzufrieden (CRM Pro)`],
  ['receivable', `Overdue: invoice R-1 of ${client} (CRM Pro), for 20 days`, `Überfällig: Rechnung R-1 von ${client} (CRM Pro), seit 20 Tagen`],
  ['renewal-notice', `Renewal in 120 days: ${client}, CRM Pro`, `Verlängerung in 120 Tagen: ${client}, CRM Pro`],
  ['pause-reminder', `Still paused: ${client}, CRM Pro`, `Noch in Pause: ${client}, CRM Pro`],
  ['resumed', `Resumed: ${client}, CRM Pro`, `Geht weiter: ${client}, CRM Pro`],
  ['onboarding-step', `Soon due: Setup for ${client} (CRM Pro)`, `Bald fällig: Setup für ${client} (CRM Pro)`],
  ['answer', `Ada <i>Example</i> is unhappy, 4 of 10: ${client} (CRM Pro)`, `Ada <i>Example</i> ist unzufrieden, 4 von 10: ${client} (CRM Pro)`],
  ['changed', `Health fell to amber, 64 of 100: ${client} (CRM Pro)`, `Der Zustand ist auf Gelb gefallen, 64 von 100: ${client} (CRM Pro)`],
] as const)('the subject of %s', (kind, english, german) => {
  const { role, occasion } = mailed[kind];
  expect(draftOf(kind, role, { ...occasion, locale: inEnglish }).subject).toBe(english);
  expect(draftOf(kind, role, { ...occasion, locale: inGerman }).subject).toBe(german);
}); // prettier-ignore

test('an alarm for a call that nobody made says which, and until when it can be recorded', () => {
  const { subject, matters } = draftOf('escalation', 'rep', neverCalled);
  expect(subject).toMatch(/^To catch up on: .* – call not made, due Mon 1 Mar \(CRM Pro\)$/);
  expect(matters[0]?.headline).toMatch(/^The call with .*, planned for Mon 1 Mar, was missed\.$/);
});

test('money and days are written as the country of the reader has them', () => {
  const { role, occasion } = mailed['renewal-notice'];
  const inAmerica = { language: 'en', country: 'US', zone: 'America/New_York' } as const;
  const whyIn = (locale: typeof inEnglish) => {
    const [matter] = draftOf('renewal-notice', role, { ...occasion, locale }).matters;
    return `${matter?.headline ?? ''} ${matter?.why ?? ''}`;
  };
  expect(whyIn(inAmerica)).toContain('ends on Sat, Jan 1, 2028.');
  expect(whyIn(inGerman)).toMatch(/endet am Sa, 1\. Jänner 2028\..*€\s12\.000 im Jahr/);
});

const quiet: Brief = { day: '2027-03-02', entries: [], news: [], clients: [], renewals: [], silent: [] };
const entry = (section: 'today' | 'week') => ({
  section,
  lifecycle: 'l',
  ask: { kind: 'item', id: 'touch-1', at: '2027-03-02T08:00:00.000Z', what: 'call' } as const,
  client: 'Peak Parts',
  product: 'CRM',
  about: null,
  forRep: null,
});
const silent = [{ clientId: 'C-1', client: 'Peak Parts', since: '2026-12-01', contact: null }];
test.each([
  ['with nothing', quiet, false, false],
  ['with something due', { ...quiet, entries: [entry('today')] }, true, true],
  ['with what only comes', { ...quiet, entries: [entry('week')] }, false, true],
  ['with a client whom nobody has spoken to', { ...quiet, silent }, false, true],
])('a morning %s has a brief: %#', (_, brief, onAnyDay, onMonday) => {
  expect([isWorthReading(brief, false), isWorthReading(brief, true)]).toEqual([onAnyDay, onMonday]);
});
