/** Rows of reports as people read them: rounded, and as CSV with money in whole units; and what a rate may count. */
import { flatWork, rounded, roundedRow, toCsv } from '../../api/reports/csv';
import { behindOf, rowsOf, type ReportQuestion } from '../../api/reports/reports';
import type { BookTerm } from '../../domain/figures/book';
import { sumUp } from '../../domain/figures/work';

const lines = (csv: string): readonly string[] => csv.trimEnd().split('\n');

test('money stands in whole units under a header that names them, with the decimals of its currency', () => {
  const row = { atStart: 2, retention: 0.985 };
  const csv = toCsv([
    { ...row, currency: 'EUR', start: 3_600_050, agreed: -1_205, churn: 0 },
    { ...row, currency: 'JPY', start: 3_600_050, agreed: 0, churn: 5 },
    { ...row, currency: 'KWD', start: 3_600_050, agreed: 7, churn: 0 },
  ]);
  expect(lines(csv)).toEqual([
    'atStart,retention,currency,start EUR,start JPY,start KWD,agreed EUR,agreed JPY,agreed KWD,churn EUR,churn JPY,churn KWD',
    '2,0.985,EUR,36000.50,,,-12.05,,,0.00,,',
    '2,0.985,JPY,,3600050,,,0,,,5,',
    '2,0.985,KWD,,,3600.050,,,0.007,,,0.000',
  ]);
});

test.each([
  ['churn by reason', { reason: 'price', currency: 'EUR', annualValue: 1_800_000 }, 'annualValue EUR', '18000.00'],
  ['receivables', { collector: 'r', currency: 'EUR', collectedAmount: 1_250 }, 'collectedAmount EUR', '12.50'],
  ['written off', { collector: 'r', currency: 'JPY', writtenOffAmount: 1_250 }, 'writtenOffAmount JPY', '1250'],
  ['opportunities', { developer: null, currency: 'KWD', annualValueWon: -1_500 }, 'annualValueWon KWD', '-1.500'],
])('so it is in the CSV of %s', (_, row, header, value) => {
  const [head, line] = lines(toCsv([row]));
  expect(head?.split(',').at(-1)).toBe(header);
  expect(line?.split(',').at(-1)).toBe(value);
});

test('and in that of work performed', () => {
  const decided = { kind: 'renewal-decided', by: 'person', termMonths: 12 } as const;
  const work = sumUp(
    [10_080_000, 2_000].map((amount, index) => ({
      event: { ...decided, annualValue: { amount, currency: index === 0 ? 'EUR' : 'JPY' } },
      rep: 'hannah',
      by: null,
      times: 1,
    })),
  );
  const [head = '', line = ''] = lines(toCsv(work.map(flatWork)));
  expect(head.split(',').slice(-2)).toEqual(['renewed EUR', 'renewed JPY']);
  expect(line.split(',').slice(-2)).toEqual(['100800.00', '2000']);
});

test('a word is no formula to a spreadsheet, and a number below 0 is a number', () => {
  expect(lines(toCsv([{ reason: '=1+1', netGrowth: -0.25, other: '-2+3', days: -3 }]))).toEqual([
    'reason,netGrowth,other,days',
    "'=1+1,-0.25,'-2+3,-3",
  ]);
});

test.each([
  [0.9848484848484849, 0.9848],
  [0.985, 0.985],
  [-0.00001, 0],
  [1 / 3, 0.3333],
  [20.5, 20.5],
  [3_600_000, 3_600_000],
])('%d is written as %d', (value, expected) => {
  expect(rounded(value)).toBe(expected);
  expect(roundedRow({ rate: value, of: { kind: 'untouched' }, none: null })).toEqual({
    rate: expected,
    of: { kind: 'untouched' },
    none: null,
  });
});

describe('a renewal rate', () => {
  const term = (renewsOn: string, began = '2026-01-01'): BookTerm => ({
    lifecycle: `${renewsOn}.t1`,
    line: renewsOn,
    client: renewsOn,
    product: 'crm',
    seller: null,
    term: 1,
    startsOn: '2026-01-01',
    renewsOn,
    annualValue: { amount: 1_000, currency: 'EUR' },
    changes: [],
    notices: [],
    prolonged: [],
    began: `${began}T12:00:00.000Z`,
    imported: false,
    onboardedAt: null,
    ended: null,
    flaggedAt: null,
  });
  const book = [
    { ...term('2026-10-01'), ended: { at: '2026-09-20T12:00:00.000Z', as: 'renewed', reason: 'decision' } as const },
    term('2026-11-20'),
    term('2026-12-24'),
  ];
  const asked = (day: string, today: string): ReportQuestion => ({
    name: 'renewals',
    period: { from: '2026-01-01', to: '2027-01-01' },
    day,
    today,
    grain: 'all',
  });

  test.each([
    ['a date to come does not count', '2026-11-27', '2026-11-27', 2, 0.5],
    ['nor does it where somebody asks as of a day to come', '2026-12-31', '2026-11-27', 2, 0.5],
    ['once it has come it counts', '2026-12-31', '2026-12-31', 3, 0.3333],
  ])('%s', (_, day, today, up, rate) => {
    const [row] = rowsOf(asked(day, today), book, []).map(roundedRow);
    expect(row).toMatchObject({ upForRenewal: up, rate });
    expect(behindOf(asked(day, today), book)).toHaveLength(up);
  });

  test('lives whose clock is ahead have come further than today', () => {
    const ahead = [...book, term('2028-01-01', '2026-12-30')];
    expect(rowsOf(asked('2026-12-31', '2026-11-27'), ahead, [])).toMatchObject([{ upForRenewal: 3 }]);
  });
});
