/** The figures by which retention is judged: each from small books that can be counted by hand. */
import { knownAsOf, type BookTerm } from '../../domain/figures/book';
import { calendarParts, cohorts, periodStart } from '../../domain/figures/cohorts';
import { logos, netGrowth, oversoldBySeller, timeToValue } from '../../domain/figures/figures';
import { renewals } from '../../domain/figures/renewals';
import {
  crossing,
  isTargetOf,
  valueOfMeasure,
  targetState,
  trailingYear,
  type Target,
} from '../../domain/figures/targets';
import { churnByReason, value } from '../../domain/figures/value';

let made = 0;
const year = { from: '2027-01-01', to: '2028-01-01' };

/** A term of one year that is there when 2027 begins, of a client of its own. */
function term(parts: Partial<BookTerm> & { amount?: number; currency?: string } = {}): BookTerm {
  const { amount = 1_000, currency = 'EUR', ...rest } = parts;
  const startsOn = rest.startsOn ?? '2026-12-01';
  const line = rest.line ?? `L-${(made += 1)}`;
  return {
    lifecycle: `${line}.t${rest.term ?? 1}`,
    line,
    client: `C-${line}`,
    product: 'crm',
    seller: 'sam',
    term: 1,
    startsOn,
    renewsOn: `${Number(startsOn.slice(0, 4)) + 1}${startsOn.slice(4)}`,
    annualValue: { amount, currency },
    changes: [],
    notices: [],
    prolonged: [],
    began: `${startsOn}T09:00:00.000Z`,
    imported: false,
    onboardedAt: null,
    ended: null,
    flaggedAt: null,
    ...rest,
  };
}
const ended = (on: string, as: 'renewed' | 'churned' | 'ineligible', reason = 'price'): BookTerm['ended'] => ({
  at: `${on}T12:00:00.000Z`,
  as,
  reason,
});
/** A term that was renewed at its end, and the next. */
const renewedTo = (
  amount: number,
  parts: Partial<BookTerm> & { amount?: number; currency?: string } = {},
  currency = 'EUR',
): BookTerm[] => {
  const first = term({ startsOn: '2026-07-01', ended: ended('2027-06-20', 'renewed'), ...parts });
  return [
    first,
    {
      ...first,
      lifecycle: `${first.line}.t2`,
      term: 2,
      startsOn: '2027-07-01',
      renewsOn: '2028-07-01',
      began: '2027-06-20T12:00:00.000Z',
      ended: null,
      annualValue: { amount, currency },
    },
  ];
};

describe('renewal rate', () => {
  test.each([
    [
      'renewed ÷ up for renewal',
      [
        term({ renewsOn: '2027-05-01', ended: ended('2027-04-20', 'renewed') }),
        term({ renewsOn: '2027-05-01', ended: ended('2027-05-31', 'churned') }),
      ],
      { upForRenewal: 2, renewed: 1, lost: 1, undecided: 0, rate: 0.5 },
    ],
    [
      'who said early that they leave counts at the renewal date',
      [term({ renewsOn: '2027-12-01', ended: ended('2026-12-01', 'churned') })],
      { upForRenewal: 1, lost: 1, rate: 0 },
    ],
    [
      'ineligible was not up for renewal',
      [term({ renewsOn: '2027-05-01', ended: ended('2027-02-01', 'ineligible') })],
      { upForRenewal: 0, rate: null },
    ],
    [
      'undecided is up, and not renewed',
      [term({ renewsOn: '2027-05-01' })],
      { upForRenewal: 1, undecided: 1, rate: 0 },
    ],
    [
      'the first day counts, the day after does not',
      [term({ renewsOn: '2027-01-01' }), term({ renewsOn: '2028-01-01' })],
      { upForRenewal: 1 },
    ],
  ])('%s', (_, terms, expected) => {
    expect(renewals(terms, year)).toMatchObject(expected);
  });
});

describe('clients', () => {
  test.each([
    ['one who is there at both ends is kept', [term()], { kept: 1, lost: 0, acquired: 0, retention: 1 }],
    [
      'one whose only line is gone is lost',
      [term({ ended: ended('2027-03-01', 'churned') })],
      { kept: 0, lost: 1, retention: 0 },
    ],
    [
      'one with a line left is kept',
      [term({ client: 'a', ended: ended('2027-03-01', 'churned') }), term({ client: 'a' })],
      { kept: 1, lost: 0 },
    ],
    [
      'one who comes is acquired',
      [term(), term({ startsOn: '2027-03-01' })],
      { acquired: 1, acquisition: 1, netGrowth: 1 },
    ],
    [
      'one who comes and goes within the period is neither',
      [term({ startsOn: '2027-03-01', ended: ended('2027-08-01', 'churned') })],
      { atStart: 0, acquired: 0, retention: null },
    ],
    ['one who leaves on the last day is lost', [term({ ended: ended('2027-12-31', 'churned') })], { lost: 1 }],
    ['one who leaves on the first day is lost', [term({ ended: ended('2027-01-01', 'churned') })], { lost: 1 }],
    ['one who leaves on the day after is kept', [term({ ended: ended('2028-01-01', 'churned') })], { kept: 1 }],
    ['one who comes on the first day is acquired', [term({ startsOn: '2027-01-01' })], { atStart: 0, acquired: 1 }],
    [
      'one who comes on the day after is not yet there',
      [term({ startsOn: '2028-01-01' })],
      { atStart: 0, acquired: 0, atEnd: 0 },
    ],
    [
      'one who comes over from elsewhere on the first day was there before',
      [term({ imported: true, began: '2027-01-01T09:00:00.000Z' })],
      { atStart: 1, kept: 1, acquired: 0 },
    ],
    [
      'one who came over from elsewhere counts from that day',
      [term({ imported: true, began: '2027-02-01T09:00:00.000Z' })],
      { atStart: 0, acquired: 1 },
    ],
  ])('%s', (_, terms, expected) => {
    expect(logos(terms, year)).toMatchObject(expected);
  });

  test.each([
    [0.2, 0.85, 0.05],
    [0.2, 0.9, 0.1],
    [0, 1, 0],
    [0.1, 0.8, -0.1],
  ])('%f new at %f kept is %f net growth', (acquisition, retention, growth) => {
    expect(netGrowth(acquisition, retention)).toBeCloseTo(growth, 12);
  });

  test('20 % new at 85 % kept is 5 % net growth in a book of a hundred clients', () => {
    const book = [
      ...Array.from({ length: 85 }, () => term()),
      ...Array.from({ length: 15 }, () => term({ ended: ended('2027-06-01', 'churned') })),
      ...Array.from({ length: 20 }, () => term({ startsOn: '2027-04-01' })),
    ];
    const { atStart, atEnd, netGrowth: growth } = logos(book, year);
    expect([atStart, atEnd]).toEqual([100, 105]);
    expect(growth).toBeCloseTo(0.05, 12);
  });
});

describe('annual value', () => {
  test.each([
    [
      'a better renewal is expansion',
      renewedTo(1_500),
      [{ start: 1_000, expansion: 500, end: 1_500, grr: 1, nrr: 1.5 }],
    ],
    ['a worse one contraction', renewedTo(600), [{ start: 1_000, contraction: 400, end: 600, grr: 0.6, nrr: 0.6 }]],
    [
      'a client who is gone is churn',
      [term({ ended: ended('2027-03-01', 'churned') })],
      [{ start: 1_000, churn: 1_000, end: 0, grr: 0 }],
    ],
    [
      'a further line of the client is expansion',
      [term({ client: 'a' }), term({ client: 'a', startsOn: '2027-05-01', amount: 300 })],
      [{ start: 1_000, expansion: 300, nrr: 1.3 }],
    ],
    [
      'a new client is nothing of that',
      [term(), term({ startsOn: '2027-05-01', amount: 9_000 })],
      [{ start: 1_000, expansion: 0, nrr: 1 }],
    ],
    [
      'more here and less there of one client is one change',
      [...renewedTo(1_500, { client: 'a' }), ...renewedTo(700, { client: 'a' })],
      [{ start: 2_000, expansion: 200, contraction: 0 }],
    ],
    [
      'a client who goes over to another currency contracts in the first, and is new in the other',
      renewedTo(1_100, {}, 'USD'),
      [{ currency: 'EUR', start: 1_000, contraction: 1_000, churn: 0, end: 0 }],
    ],
    [
      'currencies stand apart',
      [term(), term({ currency: 'USD', amount: 7 })],
      [
        { currency: 'EUR', start: 1_000 },
        { currency: 'USD', start: 7 },
      ],
    ],
  ])('%s', (_, terms, expected) => {
    expect(value(terms, year)).toMatchObject(expected);
  });

  test('what was sold in between counts from its day on, and is not known before', () => {
    const [sold] = [term({ startsOn: '2026-07-01', changes: [{ at: '2027-03-10T15:00:00.000Z', amount: 1_400 }] })];
    const until = (to: string) => value(knownAsOf([sold], '2027-12-31'), { from: '2027-01-01', to });
    expect(until('2027-03-11')).toMatchObject([{ start: 1_000, expansion: 400, nrr: 1.4, grr: 1 }]);
    expect(until('2027-03-10')).toMatchObject([{ start: 1_000, expansion: 0, end: 1_000 }]);
    expect(value(knownAsOf([sold], '2027-03-09'), year)).toMatchObject([{ start: 1_000, expansion: 0 }]);
    const gone = { ...sold, ended: ended('2027-05-01', 'churned') };
    expect(churnByReason([gone], year)).toMatchObject([{ annualValue: [{ amount: 1_400 }] }]);
    expect(value([gone], { from: '2027-04-01', to: '2028-01-01' })).toMatchObject([{ start: 1_400, churn: 1_400 }]);
  });

  test('an early renewal counts from the day on which the new term starts', () => {
    const book = renewedTo(1_500, { ended: ended('2026-12-01', 'renewed') }).map((one) => ({
      ...one,
      began: '2026-08-01T00:00:00.000Z',
    }));
    expect(value(book, { from: '2027-01-01', to: '2027-07-02' })).toMatchObject([{ start: 1_000, end: 1_500 }]);
    expect(value(book, { from: '2027-01-01', to: '2027-07-01' })).toMatchObject([{ start: 1_000, end: 1_000 }]);
  });
});

test('as of a day, what came later is not known', () => {
  const book = renewedTo(1_500);
  expect(renewals(knownAsOf(book, '2027-06-19'), year)).toMatchObject({ undecided: 1, renewed: 0 });
  expect(renewals(knownAsOf(book, '2027-06-20'), year)).toMatchObject({ undecided: 0, renewed: 1 });
  const left = [term({ ended: ended('2027-03-01', 'churned'), flaggedAt: '2027-02-01T00:00:00.000Z' })];
  expect(logos(knownAsOf(left, '2027-02-28'), year).kept).toBe(1);
  const sold = { from: '2026-12-01', to: '2028-01-01' };
  expect(oversoldBySeller(knownAsOf(left, '2027-01-31'), sold)[0]?.flagged).toBe(0);
  expect(oversoldBySeller(knownAsOf(left, '2027-02-01'), sold)[0]?.flagged).toBe(1);
});

describe('time to value', () => {
  const onboarded = (on: string, parts: Partial<BookTerm> = {}): BookTerm =>
    term({ startsOn: '2027-01-01', onboardedAt: `${on}T10:00:00.000Z`, ...parts });
  test.each([
    ['the middle one', [onboarded('2027-01-11'), onboarded('2027-01-21'), onboarded('2027-03-01')], 20],
    ['between the two in the middle', [onboarded('2027-01-11'), onboarded('2027-01-21')], 15],
    ['early ones count below nothing', [onboarded('2027-01-11', { startsOn: '2027-01-21' })], -10],
    ['not who came over from elsewhere', [onboarded('2027-01-11', { imported: true })], null],
    ['nor who skipped it', [term()], null],
  ])('%s', (_, terms, days) => {
    expect(timeToValue(terms, year).medianDays).toBe(days);
  });
});

test('reasons for leaving are counted by ending and reason, money by currency', () => {
  const book = [
    term({ ended: ended('2027-02-01', 'churned', 'price') }),
    term({ ended: ended('2027-03-01', 'churned', 'price'), currency: 'USD', amount: 5 }),
    term({ ended: ended('2027-03-01', 'ineligible', 'merged') }),
    term({ ended: ended('2028-03-01', 'churned', 'price') }),
    term({ ended: ended('2027-03-01', 'renewed', 'decision') }),
  ];
  expect(churnByReason(book, year)).toMatchObject([
    {
      ending: 'churned',
      reason: 'price',
      lifecycles: 2,
      annualValue: [
        { amount: 1_000, currency: 'EUR' },
        { amount: 5, currency: 'USD' },
      ],
    },
    { ending: 'ineligible', reason: 'merged', lifecycles: 1 },
  ]);
});

test('oversold lines are counted once, by who sold them and what', () => {
  const flaggedAt = '2027-08-01T00:00:00.000Z';
  const startsOn = '2027-01-01';
  const book = [
    term({ startsOn, flaggedAt }),
    term({ startsOn }),
    ...renewedTo(1, { startsOn, renewsOn: '2027-07-01', flaggedAt }),
    term({ startsOn, imported: true }),
    term({ startsOn, seller: 'ann' }),
  ];
  expect(oversoldBySeller(book, year)).toMatchObject([
    { seller: 'sam', product: 'crm', sold: 3, flagged: 2 },
    { seller: 'ann', product: 'crm', sold: 1, flagged: 0, rate: 0 },
  ]);
});

describe('cohorts', () => {
  test.each([
    ['2027-05-17', 'month', '2027-05-01'],
    ['2027-05-17', 'quarter', '2027-04-01'],
    ['2027-12-31', 'quarter', '2027-10-01'],
    ['2027-05-17', 'year', '2027-01-01'],
  ] as const)('%s lies in the %s of %s', (day, length, start) => {
    expect(periodStart(day, length)).toBe(start);
  });

  test('each client is looked at so long after their own start, once all are that old', () => {
    const book = [
      term({ startsOn: '2027-01-05' }),
      term({ startsOn: '2027-01-25', ended: ended('2027-04-10', 'churned') }),
    ];
    expect(cohorts(book, year, 'month', '2027-05-01')).toMatchObject([
      {
        from: '2027-01-01',
        clients: 2,
        after: [
          { periods: 1, there: 2 },
          { periods: 2, there: 2 },
          { periods: 3, there: 1, retention: 0.5 },
        ],
      },
    ]);
  });
});

describe('a target', () => {
  const wanted = (parts: Partial<Target> = {}): Target => ({
    measure: 'logo-retention',
    currency: null,
    target: 0.9,
    threshold: 0.8,
    ...parts,
  });
  test.each([
    [0.9, {}, 'met'],
    [0.89, {}, 'below-target'],
    [0.8, {}, 'below-target'],
    [0.79, {}, 'critical'],
    [null, {}, 'unknown'],
    [30, { measure: 'time-to-value' as const, target: 30, threshold: 60 }, 'met'],
    [61, { measure: 'time-to-value' as const, target: 30, threshold: 60 }, 'critical'],
  ] as const)('%p is %p: %s', (found, parts, state) => {
    expect(targetState(found, wanted(parts))).toBe(state);
  });

  test.each([
    ['critical at the first look: leaders and webhooks hear', 'unknown', 'critical', true, true],
    ['any other first look is where it starts from', 'unknown', 'below-target', false, false],
    ['it has become critical', 'met', 'critical', true, true],
    ['it is critical still: nobody hears again', 'critical', 'critical', false, false],
    ['it is better again: webhooks hear', 'critical', 'below-target', false, true],
    ['it fell below the target, not the threshold: webhooks hear', 'met', 'below-target', false, true],
    ['it stays', 'met', 'met', false, false],
    ['there is nothing to measure any more', 'met', 'unknown', false, true],
  ] as const)('%s', (_, from, to, alarms, crosses) => {
    expect(crossing(from, to)).toEqual({ alarms, crosses });
  });

  test('looks at the twelve months before the day, as known then', () => {
    expect(trailingYear('2028-01-01')).toEqual(year);
    const book = [term(), term({ ended: ended('2027-06-01', 'churned') })];
    expect(valueOfMeasure(wanted(), book, '2028-01-01')).toBe(0.5);
    expect(valueOfMeasure(wanted({ measure: 'grr', currency: 'EUR' }), book, '2028-01-01')).toBe(0.5);
    expect(valueOfMeasure(wanted({ measure: 'grr', currency: 'USD' }), book, '2028-01-01')).toBeNull();
  });
});

test.each([
  ['whole months', '2027-01-01', '2027-03-01', 'month', ['2027-01-01 2027-02-01', '2027-02-01 2027-03-01']],
  [
    'a first and a last month in part',
    '2027-01-15',
    '2027-02-10',
    'month',
    ['2027-01-15 2027-02-01', '2027-02-01 2027-02-10'],
  ],
  [
    'quarters of the calendar',
    '2027-02-01',
    '2027-07-01',
    'quarter',
    ['2027-02-01 2027-04-01', '2027-04-01 2027-07-01'],
  ],
  ['within one year', '2027-02-01', '2027-07-01', 'year', ['2027-02-01 2027-07-01']],
  ['nothing of no days', '2027-02-01', '2027-02-01', 'month', []],
] as const)('a period is cut into %s', (_, from, to, length, expected) => {
  expect(calendarParts({ from, to }, length).map((part) => `${part.from} ${part.to}`)).toEqual(expected);
});

test.each([
  ['of its product', { product: 'crm', currency: null }, { product: 'crm', currency: null }, true],
  ['not of another one', { product: 'crm', currency: null }, { product: 'erp', currency: null }, false],
  ['not of all products', { product: 'crm', currency: null }, { product: null, currency: null }, false],
  ['of all products', { product: null, currency: null }, { product: null, currency: 'EUR' }, true],
  ['in its currency', { product: null, currency: 'EUR' }, { product: null, currency: 'EUR' }, true],
  ['not in another one', { product: null, currency: 'EUR' }, { product: null, currency: 'USD' }, false],
])('a target is for a figure %s', (_, target, figure, expected) => {
  expect(isTargetOf(target, figure)).toBe(expected);
});
