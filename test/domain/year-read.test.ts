/** The reader of a played year finds what nobody should see, and nothing else. */
import type { FaultKind } from '../../proof/year/faults';
import type { YearLeft, YearLine, YearMail, YearPage } from '../../proof/year/left';
import { machineWordIn } from '../../proof/year/machine-words';
import { readYear } from '../../proof/year/read';
import { endOfWorkingDay } from '../../proof/year/serious';

const words = 'your support never calls back';
const life = { id: 'D-1.crm.t1', client: 'Alpine Tools', product: 'CRM', rep: 'rita', stage: 'retention', health: { score: 80, band: 'amber' } }; // prettier-ignore
const quiet: YearLeft = {
  readers: [
    { id: 'rita', name: 'Rita Rep', emails: ['rita@b.example'], post: 'rep', manager: 'mona' },
    { id: 'mona', name: 'Mona Lead', emails: ['mona@b.example'], post: 'manager' },
    { id: 'dora', name: 'Dora Top', emails: ['dora@b.example'], post: 'director' },
    { id: 'omar', name: 'Omar Ops', emails: ['omar@b.example'], post: 'ops' },
    { id: 'ada', name: 'Ada Boss', emails: ['ada@alpine.example'], post: 'contact' },
  ],
  mails: [],
  pages: [],
  refusals: [],
  lines: [],
  lives: [life],
  feeds: [],
  promises: [],
};

// A Wednesday.
const at = '2027-03-10T09:00:00.000Z';
let count = 0;
const mail = (parts: Partial<YearMail>): YearMail => ({
  id: String((count += 1)),
  to: 'rita@b.example',
  subject: `Mail ${count}`,
  date: at,
  kind: 'item-due',
  items: '',
  text: `In short: mail ${count}\n\n-- \nfooter`,
  html: '<p>In short</p>',
  ...parts,
});
const pageOf = (main: string): string => `<html><head><title>A call</title></head><body><h1>A call</h1>${main}<p>It can be corrected for ninety days.</p></body></html>`; // prettier-ignore
const page = (parts: Partial<YearPage>): YearPage => ({
  to: 'rita@b.example',
  subject: 'Due: call',
  date: at,
  kind: 'item-due',
  when: 'at once',
  status: 200,
  html: '',
  ...parts,
});
const line = (kind: string, data: object = {}, parts: Partial<YearLine> = {}): YearLine => ({
  life: life.id,
  seq: (count += 1),
  at,
  kind,
  data: data as YearLine['data'],
  ...parts,
});
const faultsOf = (left: Partial<YearLeft>): readonly FaultKind[] =>
  readYear({ ...quiet, ...left }).faults.map(({ kind }) => kind);
const mails = (n: number, parts: Partial<YearMail> = {}): readonly YearMail[] => Array.from({ length: n }, () => mail(parts)); // prettier-ignore

test('a quiet year has no faults, and counts mails by reader and kind', () => {
  const read = readYear({ ...quiet, mails: [...mails(2), mail({ kind: 'brief' }), mail({ to: 'ada@alpine.example', kind: 'satisfaction' })] }); // prettier-ignore
  expect(read.faults).toEqual([]);
  expect(read.counts).toEqual({
    rita: { 'item-due': 2, brief: 1 },
    mona: {},
    dora: {},
    omar: {},
    ada: { satisfaction: 1 },
  });
});

test('a director reads fourteen mails in a year, not fifteen; others more', () => {
  expect(faultsOf({ mails: mails(14, { to: 'dora@b.example' }) })).toEqual([]);
  expect(faultsOf({ mails: mails(15, { to: 'dora@b.example' }) })).toEqual(['director-drowned']);
  expect(faultsOf({ mails: mails(40) })).toEqual([]);
});

test('two mails to one of ours are the same when their words are, whatever their links and footers', () => {
  const one = { subject: 'Urgent', text: 'Take it on:\nhttp://x/l/1\n\n-- \nsent on Monday' };
  const same = { ...one, text: 'Take it on:\nhttp://x/l/2\n\n-- \nsent on Tuesday' };
  expect(faultsOf({ mails: [mail(one), mail(same)] })).toEqual(['same-mail']);
  expect(faultsOf({ mails: [mail(one), mail({ ...same, to: 'mona@b.example' })] })).toEqual([]);
  expect(faultsOf({ mails: [mail(one), mail({ ...same, text: 'Still open' })] })).toEqual([]);
  // To a contact the vendor may write the same: that they are asked too often is another matter.
  expect(faultsOf({ mails: [mail({ ...one, to: 'ada@alpine.example' }), mail({ ...same, to: 'ada@alpine.example' })] })).toEqual([]); // prettier-ignore
});

test('two mails about one thing do not begin alike', () => {
  const due = { subject: 'Due: call', items: 'touch-3' };
  expect(faultsOf({ mails: [mail(due), mail(due)] })).toEqual(['same-subject']);
  expect(faultsOf({ mails: [mail(due), mail({ ...due, items: 'touch-4' })] })).toEqual([]);
  expect(faultsOf({ mails: [mail(due), mail({ ...due, subject: 'Reminder: call' })] })).toEqual([]);
});

test('nobody is asked twice within thirty days', () => {
  const asked = (date: string): YearMail => mail({ to: 'ada@alpine.example', kind: 'satisfaction', date });
  expect(faultsOf({ mails: [asked('2027-03-01T09:00:00Z'), asked('2027-03-30T09:00:00Z')] })).toEqual(['asked-twice']);
  expect(faultsOf({ mails: [asked('2027-03-01T09:00:00Z'), asked('2027-03-31T09:00:00Z')] })).toEqual([]);
  const criteria = (day: string): YearLine => line('item-due', { itemKind: 'success-criteria' }, { at: `${day}T09:00:00Z` }); // prettier-ignore
  expect(faultsOf({ lines: [criteria('2027-03-01'), criteria('2027-03-20')] })).toEqual(['asked-twice']);
  expect(faultsOf({ lines: [criteria('2027-03-01'), criteria('2027-04-20')] })).toEqual([]);
});

test('no mail tells of what comes after it', () => {
  const later = line('item-completed', {}, { at: '2027-03-11T10:00:00Z', note: words });
  expect(faultsOf({ lines: [later], mails: [mail({ text: `Lately “${words}”` })] })).toEqual(['younger-fact']);
  expect(faultsOf({ lines: [later], mails: [mail({ date: '2027-03-12T09:00:00Z', text: words })] })).toEqual([]);
  const lately = (day: string): YearMail => mail({ text: `== TO KNOW ==\n- Last: ${day}: A call went well.\n` });
  expect(faultsOf({ mails: [lately('Thu 11 Mar')] })).toEqual(['younger-fact']);
  expect(faultsOf({ mails: [lately('Wed 10 Mar')] })).toEqual([]);
  expect(faultsOf({ mails: [mail({ text: '== COMING UP ==\n- Call on Thu 1 Apr.\n' })] })).toEqual([]);
});

test('a mail says of health and invoices what the ledger says at its moment', () => {
  const changed = line('health-changed', { band: 'amber', score: 64, from: 'green' }, { at: '2027-03-09T09:00:00Z' });
  const says = (health: string): YearMail => mail({ subject: 'Due: call with Alpine Tools, CRM', text: `== TO KNOW ==\n- Health: ${health}\n` }); // prettier-ignore
  expect(faultsOf({ lines: [changed], mails: [says('amber, 64 of 100')] })).toEqual([]);
  expect(faultsOf({ lines: [changed], mails: [says('green, 95 of 100')] })).toEqual(['figures-apart']);
  const overdue = line('invoice-became-overdue', { days: 10, invoice: 'R-1' }, { at: '2027-01-15T09:00:00Z' });
  const days = (n: number): YearMail => says(`green, 90 of 100 (an invoice ${n} days overdue)`);
  expect(faultsOf({ lines: [overdue], mails: [days(64)] })).toEqual([]);
  expect(faultsOf({ lines: [overdue], mails: [days(10)] })).toEqual(['figures-apart']);
});

test('a mail lists as many things as it says', () => {
  const brief = (says: number): YearMail => mail({ kind: 'brief', text: `== URGENT (${says}) ==\nFor Alpine Tools:\n- CRM: a call\n  Take it on: http://x\n` }); // prettier-ignore
  expect(faultsOf({ mails: [brief(1)] })).toEqual([]);
  expect(faultsOf({ mails: [brief(2)] })).toEqual(['figures-apart']);
});

test('nobody is green while a serious alarm has been open for a month', () => {
  const green = { ...life, health: { score: 90, band: 'green' } };
  const opened = line('escalation-opened', { escalation: 'escalation-1', severity: 'serious' }, { at: '2027-01-01T09:00:00Z' }); // prettier-ignore
  const told = mail({ date: '2027-01-01T09:00:00Z' });
  expect(faultsOf({ lives: [green], lines: [opened, line('usage-changed')], mails: [told] })).toEqual(['green-in-trouble']); // prettier-ignore
  expect(faultsOf({ lines: [opened, line('usage-changed')] })).toEqual([]);
  const resolved = line('escalation-resolved', { escalation: 'escalation-1' }, { at: '2027-01-02T09:00:00Z' });
  expect(faultsOf({ lives: [green], lines: [opened, resolved, line('usage-changed')] })).toEqual([]);
});

test('no mail of an alarm that is serious says that all is green', () => {
  const says = (subject: string, health: string): YearMail => mail({ kind: 'escalation', subject, text: `== TO KNOW ==\n- Health: ${health}\n` }); // prettier-ignore
  expect(faultsOf({ mails: [says('Urgent: Alpine Tools – they gave notice', 'green, 100 of 100')] })).toEqual(['green-in-trouble']); // prettier-ignore
  expect(faultsOf({ mails: [says('Urgent: Alpine Tools – they gave notice', 'red, 10 of 100')] })).toEqual([]);
  expect(faultsOf({ mails: [says('To catch up on: Alpine Tools', 'green, 90 of 100')] })).toEqual([]);
});

test('nobody is green of whom nothing was heard while three contacts were missed', () => {
  const green = { ...life, health: { score: 90, band: 'green' } };
  const missed = Array.from({ length: 3 }, () => line('item-missed', { itemKind: 'call' }));
  expect(faultsOf({ lives: [green], lines: missed })).toEqual(['green-in-trouble']);
  expect(faultsOf({ lives: [green], lines: [...missed, line('item-completed', { outcome: 'done' })] })).toEqual([]);
  expect(faultsOf({ lives: [green], lines: missed.slice(1) })).toEqual([]);
});

test('a promise is judged by a review that is held after its date', () => {
  const promises = [{ client: 'Alpine Tools', product: 'CRM', metric: 'Time', by: '2027-03-01' }];
  const held = line('item-completed', { programme: 'review', outcome: 'done' });
  expect(faultsOf({ promises, lines: [held] })).toEqual(['promise-unjudged']);
  expect(faultsOf({ promises, lines: [held, line('promises-measured')] })).toEqual([]);
  expect(faultsOf({ promises })).toEqual([]);
});

const ofPrograms = [
  'Contact c_4HPp-hhpILdz answered',
  'Call (touch-1): done',
  'The deal D-alpine and no more',
  'They said «yes»',
  'By nextReviewAt they answer',
  'With annual_value as it was',
  'Due on 2027-03-10 at the latest',
  'In 2027-03 nothing came',
  'It is worth 3600000 a year',
  'It is worth €36000 a year',
  'It is worth 36000.00 EUR a year',
  'Spoke with undefined yesterday',
  'Spoke with [object Object] yesterday',
  'Nothing is due ( ) today',
  'They said “” yesterday',
  'Fish &amp; chips were offered',
  'They left because of product-fit alone',
];
const ofPeople = [
  'A touch of spring, “yes”, review 1: a check-in on Wed 10 Mar 2027, €36,000 a year (5% more).',
  'Call Ada Boss, +43 512 5550100 or ada.boss@alpine_tools.example: https://holdfast.example/l/itemId_2027-03-10',
];
const coded = line('note-added', { reason: 'product-fit', kind: 'check-in' });

test.each(ofPrograms)('no mail and no page says “%s”', (said) => {
  expect(faultsOf({ lines: [coded], mails: [mail({ text: said })] })).toContain('machine-words');
  const html = `<p>${said.replace('&', '&amp;')}</p>`;
  expect(faultsOf({ lines: [coded], mails: [mail({ html, to: 'ada@alpine.example' })] })).toEqual(['machine-words']);
  expect(faultsOf({ lines: [coded], pages: [page({ html: pageOf(html) })] })).toEqual(['machine-words']);
});

test.each(ofPeople)('a mail or a page may say “%s”', (said) => {
  expect(faultsOf({ lines: [coded], mails: [mail({ text: said, html: `<p>${said}</p>` })] })).toEqual([]);
  expect(faultsOf({ lines: [coded], pages: [page({ html: pageOf(`<p>${said}</p>`) })] })).toEqual([]);
});

test('what stands in no sentence of a page is read where somebody hears it', () => {
  const field = (label: string): string => pageOf(`<p>What came of the call with Alpine Tools?</p><input name="actual0_value" id="field_1" aria-label="${label}">`); // prettier-ignore
  expect(faultsOf({ pages: [page({ html: field('Figure') })] })).toEqual([]);
  expect(faultsOf({ pages: [page({ html: field('actual_value') })] })).toEqual(['machine-words']);
});

test('a page behind a link opens, has a title and a heading, and says something', () => {
  const full = pageOf('<p>The call with Alpine Tools is recorded. Thank you.</p>');
  expect(faultsOf({ pages: [page({ html: full }), page({ html: full, when: 'in the end' })] })).toEqual([]);
  expect(faultsOf({ pages: [page({ html: full, status: 410 })] })).toEqual([]);
  for (const broken of [
    { html: full, status: 404 },
    { html: full, status: 500 },
    { html: full.replace('A call</title>', '</title>') },
    { html: full.replace('A call</h1>', '</h1>') },
    { html: '' },
  ])
    expect(faultsOf({ pages: [page(broken)] })).toEqual(['page-broken']);
});

test('no mail ends without arriving but at an address that is nobody’s', () => {
  const refused = (why: string) => [{ kind: 'satisfaction-reminder', to: 'ada', isContact: true, at, why }];
  expect(faultsOf({ refusals: refused('no question went out of which they could be reminded') })).toEqual(['went-nowhere']); // prettier-ignore
  expect(faultsOf({ refusals: refused('550 5.1.1 No such user here') })).toEqual([]);
});

const alarm = (subject: string): Partial<YearMail> => ({
  kind: 'escalation',
  subject,
  text: 'Alpine Tools needs you.',
});
const answered = line('satisfaction-answered', { score: 4 }, { note: words });
const answer = { kind: 'answer', subject: 'Ada is unhappy, 4 of 10: Alpine Tools, CRM', text: `4 of 10: “${words}”` };

test.each<{ what: string; left: Partial<YearLeft>; tells: readonly Partial<YearMail>[] }>([
  { what: 'an unhappy answer', left: { lines: [answered] }, tells: [answer, { ...answer, to: 'mona@b.example' }] },
  { what: 'a departure', left: { lines: [line('incident-noted', { incident: 'contactDeparted' })] }, tells: [alarm('Urgent: Alpine Tools – Ada has left (CRM)')] },
  { what: 'a fall to red', left: { lines: [line('health-changed', { band: 'red', from: 'amber', score: 30 })] }, tells: [alarm('Urgent: Alpine Tools – they hardly use it (CRM)')] },
  { what: 'a notice', left: { lines: [line('notice-given')] }, tells: [alarm('Urgent: Alpine Tools – they gave notice (CRM)')] },
  { what: 'a date without a decision', left: { lines: [line('renewal-undecided')] }, tells: [alarm('Urgent: Alpine Tools – the renewal date has come and nothing is decided (CRM)')] },
  { what: 'a contact whose address bounces', left: { lines: [line('contact-unreachable', { contact: 'c_1' })] }, tells: [{ kind: 'contact-unreachable', subject: 'No mail reaches Ada Boss of Alpine Tools' }] },
  { what: 'a rep whose address bounces', left: { refusals: [{ kind: 'brief', to: 'rita', isContact: false, at, why: '550 5.1.1 No such user here' }] }, tells: [{ kind: 'unreachable', to: 'mona@b.example', subject: 'No mail reaches Rita Rep' }] },
  { what: 'a feed that broke', left: { feeds: [{ name: 'tool-news', setUpBy: 'omar', brokenAt: at }] }, tells: [{ kind: 'feed-broken', to: 'omar@b.example', subject: 'The feed tool-news cannot be read' }] },
])('$what is told to the right people on its working day', ({ left, tells }) => {
  const told = tells.map((one) => mail(one));
  expect(faultsOf({ ...left, mails: told })).toEqual([]);
  for (const missing of told) expect(faultsOf({ ...left, mails: told.filter((one) => one !== missing) })).toEqual(['untold']); // prettier-ignore
  // A day late is too late; what was told before is of something else.
  for (const date of ['2027-03-11T09:00:00Z', '2027-03-09T09:00:00Z'])
    expect(faultsOf({ ...left, mails: told.map((one) => ({ ...one, date })) })).toContain('untold');
}); // prettier-ignore

test('whoever gets no mail for days is told of once, on the first of them', () => {
  const refused = ['2027-03-12', '2027-03-11', '2027-03-10'].map((day) => ({ kind: 'brief', to: 'rita', isContact: false, at: `${day}T08:00:00.000Z`, why: '550 5.1.1' })); // prettier-ignore
  const told = mail({ kind: 'unreachable', to: 'mona@b.example', subject: 'No mail reaches Rita Rep' });
  expect(faultsOf({ refusals: refused, mails: [told] })).toEqual([]);
});

test('what happens on a weekend is told by the end of Monday', () => {
  expect(endOfWorkingDay('2027-03-12T22:00:00Z')).toBe('2027-03-12T23:59:59.999Z');
  expect(endOfWorkingDay('2027-03-13T08:00:00Z')).toBe('2027-03-15T23:59:59.999Z');
  expect(endOfWorkingDay('2027-03-14T08:00:00Z')).toBe('2027-03-15T23:59:59.999Z');
});

test('a number or an address in the middle of a sentence is no word of a machine', () => {
  const said = 'Ask for Ada (+43 1 5550100), ring +44 20 7946 0100, or write to ada@alpine.example.';
  expect(machineWordIn(said, new Set())).toBeNull();
  expect(machineWordIn('Ask for , or write.', new Set())).not.toBeNull();
});
