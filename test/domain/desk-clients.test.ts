/** The book of clients: what of several lines is shown as one client, and what an address asks for. */
import {
  bookAddress,
  bookAskedIn,
  bookEntry,
  bookQuery,
  furthestPage,
  isNarrowed,
  isSoughtWithin,
  keptOfBook,
  longestSearch,
  nothingAsked,
  pagesOf,
  rankOfBand,
  searchedWords,
  type BookAsked,
  type BookEntry,
  type BookLine,
} from '../../domain/told/desk/clients';
import type { Ask } from '../../domain/told/asks';
import { bands, worstBand } from '../../domain/concerns/health-bands';

const line = (parts: Partial<BookLine> = {}): BookLine => ({
  lifecycle: 'one',
  product: 'CRM Pro',
  stage: 'retention',
  worth: { amount: 1_200_000, currency: 'EUR' },
  health: { band: 'green', score: 90 },
  before: null,
  lastContact: null,
  asks: [],
  renewsOn: '2027-12-31',
  rep: 'Ida Egger',
  ...parts,
});
const call = (at: string): Ask => ({ kind: 'item', id: `call-${at}`, at, what: 'call' });
const alarm = (at: string): Ask => ({ kind: 'escalation', id: 'alarm', at, reasons: ['health-red'] as never });

/** Lines, and what of them the book shows. */
const shown: readonly (readonly [string, readonly [BookLine, ...BookLine[]], Partial<BookEntry>])[] = [
  [
    'one line stands for itself',
    [line()],
    { products: ['CRM Pro'], worth: [{ amount: 1_200_000, currency: 'EUR' }], health: { band: 'green', score: 90 }, ending: null },
  ],
  [
    'the worst line is the health of the client',
    [line(), line({ health: { band: 'red', score: 20 } }), line({ health: { band: 'amber', score: 55 } })],
    { health: { band: 'red', score: 20 } },
  ],
  [
    'of two lines of one band the lower score counts',
    [line({ health: { band: 'amber', score: 61 } }), line({ health: { band: 'amber', score: 52 } })],
    { health: { band: 'amber', score: 52 } },
  ],
  [
    'nobody is green of whom something is not known',
    [line(), line({ health: { band: 'unknown', score: 100 } })],
    { health: { band: 'unknown', score: 100 } },
  ],
  [
    'what is bad is bad, whatever is not known',
    [line({ health: { band: 'unknown', score: 100 } }), line({ health: { band: 'amber', score: 60 } })],
    { health: { band: 'amber', score: 60 } },
  ],
  [
    'worth is added in each currency, and never across',
    [line(), line({ worth: { amount: 500_000, currency: 'EUR' } }), line({ worth: { amount: 9_000_000, currency: 'CHF' } }), line({ worth: null })],
    { worth: [{ amount: 9_000_000, currency: 'CHF' }, { amount: 1_700_000, currency: 'EUR' }] },
  ],
  ['of what is not recorded yet nothing is known', [line({ worth: null })], { worth: [] }],
  [
    'the next renewal is the client’s',
    [line(), line({ renewsOn: '2027-03-31' }), line({ renewsOn: '2028-03-31' })],
    { renewsOn: '2027-03-31' },
  ],
  [
    'the latest contact with any line is the last',
    [line({ lastContact: '2027-01-05T10:00:00.000Z' }), line({ lastContact: '2027-02-05T10:00:00.000Z' }), line()],
    { lastContact: '2027-02-05T10:00:00.000Z' },
  ],
  [
    'what waits longest is next, on whichever line',
    [line({ asks: [call('2027-03-02T09:00:00.000Z')] }), line({ lifecycle: 'two', asks: [alarm('2027-03-01T09:00:00.000Z'), call('2027-03-09T09:00:00.000Z')] })],
    { next: { lifecycle: 'two', ask: alarm('2027-03-01T09:00:00.000Z') } },
  ],
  ['where nothing is asked nothing is next', [line()], { next: null }],
  ['a product is named once', [line(), line(), line({ product: 'Billing' })], { products: ['Billing', 'CRM Pro'] }],
  ['a client is new while a line is being set up', [line(), line({ stage: 'onboarding' })], { isNew: true }],
  ['and not new once none is', [line()], { isNew: false }],
  [
    'while one line runs, those that ended do not count',
    [line({ stage: 'churned', worth: { amount: 1, currency: 'USD' }, health: { band: 'red', score: 0 }, renewsOn: '2026-01-01', product: 'Old' }), line()],
    { ending: null, worth: [{ amount: 1_200_000, currency: 'EUR' }], health: { band: 'green', score: 90 }, renewsOn: '2027-12-31', products: ['CRM Pro'] },
  ],
  [
    'a client who left is told by the line that ended last, and nothing is next',
    [
      line({ stage: 'ineligible', renewsOn: '2026-05-31' }),
      line({ stage: 'churned', renewsOn: '2026-12-31', asks: [call('2026-01-02T09:00:00.000Z')] }),
      line({ stage: 'renewed', renewsOn: '2027-12-31', worth: { amount: 1, currency: 'USD' } }),
    ],
    { ending: 'churned', renewsOn: '2026-12-31', next: null, worth: [{ amount: 2_400_000, currency: 'EUR' }] },
  ],
  ['who looks after it is named once', [line(), line(), line({ rep: 'Ben Berg' })], { reps: ['Ben Berg', 'Ida Egger'] }],
]; // prettier-ignore

test.each(shown)('%s', (_, lines, expected) => {
  expect(bookEntry(lines)).toMatchObject(expected);
  expect(bookEntry([...lines].toReversed() as unknown as typeof lines)).toMatchObject(expected);
});

test.each([
  [{ band: 'amber', score: 60 }, { band: 'green', score: 90 }, 'worse'],
  [{ band: 'green', score: 80 }, { band: 'amber', score: 60 }, 'better'],
  [{ band: 'green', score: 80 }, { band: 'green', score: 95 }, 'worse'],
  [{ band: 'green', score: 93 }, { band: 'green', score: 95 }, 'steady'],
  [{ band: 'red', score: 35 }, { band: 'amber', score: 38 }, 'worse'],
  [{ band: 'green', score: 90 }, { band: 'unknown', score: 90 }, 'steady'],
  [{ band: 'green', score: 70 }, { band: 'unknown', score: 100 }, 'worse'],
] as const)('%p after %p is %s', (health, before, to) => {
  expect(bookEntry([line({ health, before })]).course).toEqual({ to, from: before });
});

test('what was not known has no course', () => {
  expect(bookEntry([line()]).course).toBeNull();
});

test('bands are ranked as the worst of several is chosen', () => {
  for (const one of bands)
    for (const other of bands) {
      const worse = rankOfBand(one) <= rankOfBand(other) ? one : other;
      expect(worstBand([one, other])).toBe(worse);
    }
});

const asks = (parts: Partial<BookAsked>): BookAsked => ({ ...nothingAsked, ...parts });

test.each<readonly [Record<string, unknown>, BookAsked]>([
  [{}, nothingAsked],
  [{ q: '  Alpine   Tools ' }, asks({ q: 'Alpine Tools' })],
  [{ q: 'a\u0000b\u202ec\n' }, asks({ q: 'a b c' })],
  [{ q: '\ud800x' }, asks({ q: 'x' })],
  [{ q: ['one', 'two'] }, asks({ q: 'one' })],
  [{ q: { $gt: '' } }, nothingAsked],
  [{ q: 'x'.repeat(50_000) }, asks({ q: 'x'.repeat(longestSearch) })],
  [{ q: '😀'.repeat(50_000) }, asks({ q: '😀'.repeat(longestSearch) })],
  [{ health: 'red', renewal: '90', silent: '42', stage: 'onboarding' }, asks({ health: 'red', renewal: 90, silent: 42, stage: 'onboarding' })],
  [{ health: 'purple', renewal: '91', silent: '-1', stage: 'churned', sort: 'id', page: 'x' }, nothingAsked],
  [{ show: 'ended', stage: 'churned', renewal: '90', silent: '42' }, asks({ show: 'ended', stage: 'churned' })],
  [{ sort: '-worth', page: '3' }, asks({ sort: 'worth', descending: true, page: 3 })],
  [{ page: '0' }, nothingAsked],
  [{ page: '1e9' }, nothingAsked],
  [{ page: '9999' }, asks({ page: furthestPage })],
  [{ rep: 'r'.repeat(5_000), workgroup: 'north' }, asks({ rep: 'r'.repeat(longestSearch), workgroup: 'north' })],
  [{ health: '', rep: '', sort: 'name' }, nothingAsked],
])('%j asks for what it says, and for nothing where it says nothing of sense', (query, asked) => {
  expect(bookAskedIn(query)).toEqual(asked);
}); // prettier-ignore

test.each<Partial<BookAsked>>([
  {},
  { q: 'Müller & Söhne 100%' },
  { show: 'ended', stage: 'ineligible', sort: 'renewal', descending: true },
  { health: 'unknown', renewal: 30, silent: 180, rep: 'ida/egger', workgroup: 'north&south' },
  { sort: 'name', descending: true, page: 7 },
])('%j stands in an address that asks for it again', (parts) => {
  const asked = asks(parts);
  expect(bookAskedIn(Object.fromEntries(new URLSearchParams(bookQuery(asked))))).toEqual(asked);
});

test('an address says only what is asked, and a change begins at the first page', () => {
  expect(bookAddress(nothingAsked)).toBe('/clients');
  expect(bookAddress(asks({ q: 'alp', page: 4 }), { sort: 'worth' })).toBe('/clients?q=alp&sort=worth');
  expect(bookAddress(asks({ q: 'alp' }), { page: 2 })).toBe('/clients?q=alp&page=2');
});

test('a saved view keeps neither what was typed nor the page', () => {
  expect(bookQuery(keptOfBook(asks({ q: 'Ada Example', health: 'red', page: 3 })))).toBe('health=red');
});

test.each([
  [{}, false],
  [{ show: 'ended' }, false],
  [{ sort: 'worth', page: 2 }, false],
  [{ q: 'a' }, true],
  [{ silent: 30 }, true],
] as const)('whether %j narrows the book: %p', (parts, narrowed) => {
  expect(isNarrowed(asks(parts))).toBe(narrowed);
});

test('each word is looked for, five at most; a short one only where words begin', () => {
  expect(searchedWords('a b a c d e f')).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(['a', 'ab', 'abc', '日本'].map(isSoughtWithin)).toEqual([false, false, true, false]);
});

test.each([
  [0, 1],
  [1, 1],
  [50, 1],
  [51, 2],
  [1_000_000, furthestPage],
])('%i clients are %i pages', (found, pages) => {
  expect(pagesOf(found)).toBe(pages);
});
