/** The book: which term is in force on a day, what it is worth, and while a line is there. */
import {
  isThere,
  linesOf,
  termOn,
  valueAtStartOf,
  worthOn,
  type BookTerm,
  type ProductLine,
} from '../../domain/figures/book';
import { termNewsIn, type TermNews } from '../../domain/figures/term-news';
import type { Event, Recorded } from '../../domain/core/concern';
import { median } from '../../domain/core/grouped';

const first: BookTerm = {
  lifecycle: 'D-1.crm.t1',
  line: 'D-1.crm',
  client: 'C-1',
  product: 'crm',
  seller: 'sam',
  term: 1,
  startsOn: '2027-01-01',
  renewsOn: '2028-01-01',
  annualValue: { amount: 1_000, currency: 'EUR' },
  changes: [
    { at: '2027-06-01T12:00:00.000Z', amount: 1_500 },
    { at: '2027-06-01T15:00:00.000Z', amount: 1_600 },
  ],
  notices: [],
  prolonged: [],
  began: '2026-12-20T09:00:00.000Z',
  imported: false,
  onboardedAt: null,
  ended: { at: '2027-11-01T12:00:00.000Z', as: 'renewed', reason: 'decision' },
  flaggedAt: null,
};
const second: BookTerm = {
  ...first,
  lifecycle: 'D-1.crm.t2',
  term: 2,
  startsOn: '2028-01-01',
  renewsOn: '2029-01-01',
  annualValue: { amount: 2_000, currency: 'EUR' },
  changes: [],
  began: '2027-11-01T12:00:00.000Z',
  ended: { at: '2028-06-30T12:00:00.000Z', as: 'churned', reason: 'price' },
};
const lineOf = (...terms: readonly BookTerm[]): ProductLine => {
  const [line] = linesOf(terms);
  if (line === undefined) throw new Error('a book with terms has a line');
  return line;
};
const line = lineOf(second, first);

test.each([
  ['before the contract starts: the first all the same', '2026-12-31', 1],
  ['on its first day', '2027-01-01', 1],
  ['on its last day, though it was renewed before', '2027-12-31', 1],
  ['on the first day of the next', '2028-01-01', 2],
  ['after the end', '2030-01-01', 2],
])('the term in force %s', (_, day, expected) => {
  expect(termOn(line, day)?.term).toBe(expected);
});

test.each([
  ['as it began', '2027-05-31', 1_000],
  ['on the day of a change, the last of that day', '2027-06-01', 1_600],
  ['afterwards', '2027-12-31', 1_600],
])('a term is worth a year: %s', (_, day, expected) => {
  expect(worthOn(first, day)).toEqual({ amount: expected, currency: 'EUR' });
});

test.each([
  ['before the contract starts', '2026-12-31', false],
  ['on its first day', '2027-01-01', true],
  ['on the last day before it is gone', '2028-06-29', true],
  ['on the day on which it is gone', '2028-06-30', false],
])('a line is there: %s', (_, day, expected) => {
  expect(isThere(line, day)).toBe(expected);
});

test.each([
  ['the contract starts on it', '2027-01-01', null],
  ['the day after its start', '2027-01-02', 1_000],
  ['the next term starts on it', '2028-01-01', 1_600],
  ['the day after', '2028-01-02', 2_000],
  ['the client is gone from it on', '2028-06-30', 2_000],
  ['the day after that', '2028-07-01', null],
])('a line is worth a year, when a day begins: %s', (_, day, expected) => {
  expect(valueAtStartOf(line, day)?.amount ?? null).toBe(expected);
});

test.each<[string, Partial<BookTerm>, string, string | null]>([
  ['sold before its start', {}, '2027-01-01', null],
  ['imported mid-term', { imported: true, began: '2027-03-01T09:00:00.000Z' }, '2027-03-01', null],
  ['imported before its start', { imported: true }, '2027-01-01', null],
  [
    'churned',
    { ended: { at: '2027-05-05T12:00:00.000Z', as: 'churned', reason: 'price' } },
    '2027-01-01',
    '2027-05-05',
  ],
  [
    'ineligible',
    { ended: { at: '2027-05-05T12:00:00.000Z', as: 'ineligible', reason: 'fraud' } },
    '2027-01-01',
    '2027-05-05',
  ],
])('a line counts from one day to another: %s', (_, parts, since, goneOn) => {
  expect(lineOf({ ...first, ...parts })).toMatchObject({ since, goneOn });
});

test.each([
  [[], null],
  [[3], 3],
  [[9, 1, 2], 2],
  [[4, 1, 2, 9], 3],
])('the middle of %j is %s', (values, expected) => {
  expect(median(values)).toBe(expected);
});

describe('what the book learns from events', () => {
  const told = (event: Event, day: number): Recorded => ({ seq: day, at: `2027-01-0${day}T10:00:00.000Z`, event });
  const began = told({ kind: 'lifecycle-began', term: 1, skipOnboarding: false }, 1);
  const onboarded = (day: number): Recorded => told({ kind: 'onboarding-completed', steps: 3 }, day);
  const recycled = told({ kind: 'recycled', reason: 'training', steps: [] }, 3);
  const flagged = (day: number): Recorded => told({ kind: 'oversold-flagged', promise: null }, day);
  const moved = told({ kind: 'stage-changed', from: 'onboarding', to: 'retention', reason: 'onboarding-completed' }, 2);
  const left = told({ kind: 'stage-changed', from: 'retention', to: 'churned', reason: 'price' }, 4);
  const at = (day: number): string => `2027-01-0${day}T10:00:00.000Z`;
  const nothingNew = { began: null, onboardedAt: null, ended: null, flaggedAt: null };

  test.each<[string, readonly Recorded[], number, Partial<TermNews>]>([
    ['nothing', [], 0, {}],
    ['that it began', [began], 0, { began: at(1) }],
    ['when it was onboarded', [onboarded(2)], 0, { onboardedAt: at(2) }],
    [
      'the first onboarding, before a recycle among them',
      [onboarded(2), recycled, onboarded(5)],
      1,
      { onboardedAt: at(2) },
    ],
    ['not one after a recycle among them', [recycled, onboarded(5)], 1, {}],
    ['not one after an earlier recycle', [onboarded(5)], 1, {}],
    ['that it is called oversold, the first time', [flagged(2), flagged(3)], 0, { flaggedAt: at(2) }],
    ['its ending, with the reason', [left], 0, { ended: { at: at(4), as: 'churned', reason: 'price' } }],
    ['no ending where it goes on in another stage', [moved], 0, {}],
  ])('%s', (_, events, recycles, news) => {
    expect(termNewsIn(events, recycles)).toEqual({ ...nothingNew, ...news });
  });
});
