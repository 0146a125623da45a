/** The book of clients as a page and as a file: in words, in the reader's manner, whatever names are in it. */
import { bookCsv } from '../../api/reports/book-csv';
import { bookColumns, nothingAsked, type BookEntry } from '../../domain/told/desk/clients';
import type { Locale } from '../../domain/told/locale';
import { bookWords } from '../../domain/told/words/desk-clients';
import { clientsPage, type ClientRow, type ClientsView } from '../../pages/desk/clients';

const now = '2027-03-01T09:00:00.000Z';
const english: Locale = { language: 'en', country: 'GB', zone: 'Europe/Vienna' };
const german: Locale = { language: 'de', country: 'AT', zone: 'Europe/Vienna' };

const entry: BookEntry = {
  products: ['Billing', 'CRM Pro'],
  isNew: false,
  worth: [
    { amount: 3_600_000, currency: 'EUR' },
    { amount: 120_050, currency: 'CHF' },
  ],
  health: { band: 'amber', score: 61 },
  course: { to: 'worse', from: { band: 'green', score: 92 } },
  lastContact: '2027-02-17T10:00:00.000Z',
  next: { lifecycle: 'D-1.crm.t1', ask: { kind: 'item', id: 'D-1.crm.t1.review.1', at: '2027-03-04T08:00:00.000Z', what: 'quarterly-review' } },
  renewsOn: '2027-05-06',
  reps: ['Ida Egger'],
  ending: null,
}; // prettier-ignore

const row = (parts: Partial<ClientRow> = {}): ClientRow => ({
  ...entry,
  name: 'Alpine Tools',
  href: '/clients/C-7',
  doing: '/do/D-1.crm.t1/item/D-1.crm.t1.review.1',
  ...parts,
});

const view = (parts: Partial<ClientsView> = {}): ClientsView => ({
  asked: nothingAsked,
  rows: [row()],
  found: 1,
  more: false,
  byNameOnly: false,
  tooMany: false,
  reps: [],
  workgroups: [],
  views: [],
  wrong: null,
  now,
  locale: english,
  ...parts,
});

const shown = (parts: Partial<ClientsView> = {}): string => {
  const of = view(parts);
  return clientsPage(of, { name: 'Ida Egger', language: of.locale.language });
};

/** What a person reads: without tags, and each run of blanks one. */
const read = (html: string): string =>
  html
    .replaceAll(/<(style|script|dialog)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

test('a row says how a client stands, and what comes next, in the reader’s manner', () => {
  const text = read(shown());
  for (const words of [
    '1 client',
    'Alpine Tools',
    'Billing, CRM Pro',
    '€36,000',
    'CHF 1,200.50',
    'amber, 61 of 100',
    'down from green 92',
    'Wed 17 Feb (12 days ago)',
    'Quarterly review, Thu 4 Mar (in 3 days)',
    'Thu 6 May (in 66 days)',
  ])
    expect(text).toContain(words);
});

test('and the same in German', () => {
  const text = read(shown({ locale: german })).replaceAll('\u00a0', ' ');
  for (const words of [
    '1 Kunde',
    '€ 36.000',
    'gelb, 61 von 100',
    'schlechter, war grün 92',
    'Mi, 17. Februar (vor 12 Tagen)',
    'Do, 4. März (in 3 Tagen)',
    'Do, 6. Mai (in 66 Tagen)',
  ])
    expect(text).toContain(words);
  expect(shown({ locale: german })).toContain('<html lang="de">');
});

const steps: readonly (readonly [string, NonNullable<BookEntry['next']>['ask'], string, string])[] = [
  ['an alarm', { kind: 'escalation', id: 'e1', at: '2027-02-25T08:00:00.000Z', reasons: [] }, 'since Thu 25 Feb', 'seit Do, 25. Februar'],
  ['what is overdue', { kind: 'item', id: 'i', at: '2027-02-26T08:00:00.000Z', what: 'call' }, 'Call, due since Fri 26 Feb', 'fällig seit Fr, 26. Februar'],
  ['what is due today', { kind: 'item', id: 'i', at: '2027-03-01T08:00:00.000Z', what: 'call' }, 'Call, today', ', heute'],
  ['a step of onboarding', { kind: 'onboarding', id: 'setup', at: '2027-03-02T08:00:00.000Z', what: 'Set up' }, 'Onboarding step “Set up”, Tue 2 Mar (tomorrow)', 'Einführungsschritt „Set up“, Di, 2. März (morgen)'],
  ['a renewal', { kind: 'renewal', id: 'n', at: '2027-03-08T08:00:00.000Z', on: '2027-06-01' }, 'Decide the renewal, Mon 8 Mar (in 7 days)', 'Verlängerung entscheiden, Mo, 8. März (in 7 Tagen)'],
]; // prettier-ignore
test.each(steps)('%s is a next step in words', (_, ask, inEnglish, inGerman) => {
  const rows = [row({ next: { lifecycle: 'D-1.crm.t1', ask } })];
  expect(read(shown({ rows }))).toContain(inEnglish);
  expect(read(shown({ rows, locale: german }))).toContain(inGerman);
});

const pages: readonly (readonly [string, Partial<ClientsView>])[] = [
  ['full', { rows: [row(), row({ name: 'Berg AG', next: null, doing: null, lastContact: null, course: null })], found: 2 }],
  ['empty', { rows: [], found: 0 }],
  ['without hits', { rows: [], found: 0, asked: { ...nothingAsked, q: 'zzz' } }],
  ['of filters that nobody meets', { rows: [], found: 0, asked: { ...nothingAsked, health: 'red' } }],
  ['of those who left', { asked: { ...nothingAsked, show: 'ended' }, rows: [row({ ending: 'churned', next: null, doing: null })] }],
  ['of nobody who left', { asked: { ...nothingAsked, show: 'ended' }, rows: [], found: 0 }],
  ['too large to be sorted', { byNameOnly: true, found: null, more: true }],
  ['of too many hits', { tooMany: true, asked: { ...nothingAsked, q: 'a' } }],
  ['of a manager', { reps: [{ id: 'rep-a', name: 'Ida Egger' }, { id: 'rep-b', name: 'Ben Berg' }], workgroups: [{ id: 'wg-1', name: 'North' }, { id: 'wg-2', name: 'South' }], asked: { ...nothingAsked, rep: 'rep-a', sort: 'worth', descending: true, page: 2 }, found: 180, more: true }],
  ['with views', { views: [{ id: 'v1', name: 'Red ones', query: 'health=red' }], asked: { ...nothingAsked, health: 'red' } }],
  ['with a view that has no name', { wrong: { name: '', why: bookWords(english).viewNeedsName } }],
  ['of what is not known', { rows: [row({ worth: [], health: { band: 'unknown', score: 100 }, course: { to: 'steady', from: { band: 'unknown', score: 100 } }, lastContact: null })] }],
]; // prettier-ignore

describe.each(pages)('a page %s', (_, parts) => {
  test.each([english, german])('speaks to people, in $language', (locale) => {
    const html = shown({ ...parts, locale });
    const text = read(html);
    expect(text).not.toMatch(/\d{4}-\d\d-\d\d|undefined|null|NaN|\[object|[«»]|\b(?:D-1|C-7|rep-a|wg-1|quarterly-review|at-risk|churned|escalation)\b/); // prettier-ignore
    expect(html).not.toMatch(/<script(?! src)|<style| style=| on[a-z]+=/);
    expect([...html.matchAll(/<h1/g)]).toHaveLength(1);
    for (const [tag] of html.matchAll(/<(?:input(?! type="hidden")|select)\b[^>]*>/g)) {
      const id = / id="([^"]*)"/.exec(tag)?.[1] ?? '';
      expect(html.includes(`for="${id}"`) || tag.includes('aria-label')).toBe(true);
    }
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('what people are called is shown as text, in every place', () => {
  const name = '"><b>Tools</b> & ‘Söhne’';
  const html = shown({
    rows: [row({ name, products: [name], reps: [name] })],
    views: [{ id: 'v', name, query: '' }],
    reps: [{ id: name, name }, { id: 'x', name: 'X' }],
    asked: { ...nothingAsked, q: name, rep: name },
    wrong: { name, why: 'No.' },
  }); // prettier-ignore
  expect(html).not.toContain('<b>');
  expect(html).toContain('&lt;b>Tools');
});

test('running clients and those who left are told apart, and each column sorts', () => {
  const html = shown({ asked: { ...nothingAsked, sort: 'worth' } });
  expect(html).toContain('<a href="/clients" aria-current="page">Clients we have</a>');
  expect(html).toContain('<a href="/clients?show=ended">Clients who left</a>');
  expect(html).toMatch(/aria-sort="ascending"[^>]*><a class="sort ascending" href="\/clients\?sort=-worth"/);
  for (const column of bookColumns.filter((one) => one !== 'rep' && one !== 'worth'))
    expect(html).toContain(`href="/clients${column === 'name' ? '' : `?sort=${column}`}"`);
});

test('a row opens its client and does its next step', () => {
  const html = shown();
  expect(html).toMatch(/<tr data-row[^>]*>.*<a href="\/clients\/C-7" data-open/s);
  expect(html).toContain('<a href="/do/D-1.crm.t1/item/D-1.crm.t1.review.1">Quarterly review');
  expect(shown({ rows: [row({ doing: null })] })).not.toContain('/do/');
});

test('a page of fifty clients with the longest names is small', () => {
  const long = 'Donaudampfschifffahrtsgesellschaft & Partner GmbH & Co. KG '.repeat(3);
  const html = shown({ rows: Array.from({ length: 50 }, () => row({ name: long, products: [long, long, long, long] })), found: 50 });
  expect(Buffer.byteLength(html)).toBeLessThan(150_000);
}); // prettier-ignore

const csv = (rows: readonly (BookEntry & { readonly name: string })[], locale = english): readonly string[] =>
  bookCsv(rows, nothingAsked, locale, now).trimEnd().split('\n');

test('the file has the reader’s columns, money in whole units, and a column for each currency', () => {
  const { next, ...rest } = row();
  expect(csv([{ ...rest, next }])).toEqual([
    '\ufeffClient,Products,Stage,Worth a year (CHF),Worth a year (EUR),Health,Health (0 to 100),Last contact,Next step,Next step due,Renewal,Looked after by',
    'Alpine Tools,"Billing, CRM Pro",In use,1200.50,36000.00,amber,61,2027-02-17,Quarterly review,2027-03-04,2027-05-06,Ida Egger',
  ]);
  expect(csv([row()], german)[0]).toContain('Kunde,Produkte,Phase,Wert im Jahr (CHF)');
});

test('a client without a currency has an empty cell there, and what is not known says so', () => {
  const [, first, second] = csv([row(), row({ name: 'Berg AG', worth: [], health: { band: 'unknown', score: 100 }, lastContact: null, next: null })]); // prettier-ignore
  expect(first).toContain(',1200.50,36000.00,');
  expect(second).toBe('Berg AG,"Billing, CRM Pro",In use,,,not known yet,,,,,2027-05-06,Ida Egger');
});

test.each(['=1+1', '+41 1', '-2+3', '@sum(a1)', '\tx', '\rx', '＝1'])('no name is a formula: %j', (name) => {
  const [, cell = ''] = bookCsv([row({ name })], nothingAsked, english, now).split('\n');
  expect(cell.replace(/^"/, '')).toMatch(/^'/);
});

test('an empty book is a file with nothing in it', () => {
  expect(bookCsv([], nothingAsked, english, now).replace('\ufeff', '').trim()).toBe('');
});
