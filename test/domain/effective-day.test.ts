/** Figures count on the day on which something takes effect, by what was known then: notices, prolonging, agreed steps. */
import { cut, knownAsOf, type BookTerm, type Period } from '../../domain/figures/book';
import { logos } from '../../domain/figures/figures';
import { renewals } from '../../domain/figures/renewals';
import { savedByReason } from '../../domain/figures/saved';
import { termNewsIn, turnIn, withTurns, worthIn, type TimedTurn } from '../../domain/figures/term-news';
import { churnByReason, value } from '../../domain/figures/value';
import type { Event, Recorded } from '../../domain/core/concern';

const noon = (day: string): string => `${day}T12:00:00.000Z`;

/** A term of one year to 2027-01-01, of a client of its own. */
function term(name: string, parts: Partial<BookTerm> = {}): BookTerm {
  return {
    lifecycle: `${name}.t1`,
    line: name,
    client: name,
    product: 'crm',
    seller: null,
    term: 1,
    startsOn: '2026-01-01',
    renewsOn: '2027-01-01',
    annualValue: { amount: 1_000, currency: 'EUR' },
    changes: [],
    notices: [],
    prolonged: [],
    began: noon('2026-01-01'),
    imported: false,
    onboardedAt: null,
    ended: null,
    flaggedAt: null,
    ...parts,
  };
}

const noticeOn = (day: string, parts: Partial<BookTerm['notices'][number]> = {}): BookTerm['notices'][number] => ({
  at: noon(day),
  receivedOn: day,
  endsOn: '2027-01-01',
  reason: 'price',
  steps: [],
  ...parts,
});

const renewed = (name: string, amount = 1_000): readonly BookTerm[] => [
  term(name, { ended: { at: noon('2026-11-01'), as: 'renewed', reason: 'decision' } }),
  term(name, {
    lifecycle: `${name}.t2`,
    term: 2,
    startsOn: '2027-01-01',
    renewsOn: '2028-01-01',
    began: noon('2026-11-01'),
    annualValue: { amount, currency: 'EUR' },
  }),
];

const january: Period = { from: '2027-01-01', to: '2027-02-01' };
const march: Period = { from: '2026-03-01', to: '2026-04-01' };
const december: Period = { from: '2026-12-01', to: '2027-01-01' };

describe('four lines to 2027-01-01, and one notice on 2026-03-10', () => {
  const leaving = term('leaves', { notices: [noticeOn('2026-03-10')] });
  const left: BookTerm = {
    ...leaving,
    ended: { at: '2027-01-01T08:00:00.000Z', as: 'churned', reason: 'price', on: '2027-01-01' },
  };
  const others = ['a', 'b', 'c'].flatMap((name) => renewed(name));
  const grrOf = (book: readonly BookTerm[], period: Period, asOf: string): number | null | undefined =>
    value(knownAsOf(book, asOf), cut(period, asOf))[0]?.grr;

  test.each([
    ['March, as of its end', march, '2026-03-31', 1],
    ['March, as of today', march, '2027-06-30', 1],
    ['December, as of its end', december, '2026-12-31', 1],
    ['December, as of a year later', december, '2027-12-31', 1],
    ['January, as of its first day', january, '2027-01-01', 0.75],
    ['January, as of its end', january, '2027-01-31', 0.75],
    ['January, as of a year later', january, '2028-01-31', 0.75],
    ['January, as of December: nothing of it has come', january, '2026-12-15', 1],
    ['February, as of its end', { from: '2027-02-01', to: '2027-03-01' }, '2027-02-28', 1],
  ])('GRR of %s', (_, period, asOf, expected) => {
    expect(grrOf([left, ...others], period, asOf)).toBe(expected);
    // The notice alone says it, before its lifecycle has ended.
    expect(grrOf([leaving, ...others], period, asOf)).toBe(expected);
  });

  test('the client, the reason and the renewal date count in January too', () => {
    for (const book of [
      [left, ...others],
      [leaving, ...others],
    ]) {
      expect(logos(book, march)).toMatchObject({ kept: 4, lost: 0 });
      expect(logos(book, january)).toMatchObject({ kept: 3, lost: 1, retention: 0.75, churnRate: 0.25 });
      expect(churnByReason(book, march)).toEqual([]);
      expect(churnByReason(book, january)).toMatchObject([
        { ending: 'churned', reason: 'price', lifecycles: 1, annualValue: [{ amount: 1_000, currency: 'EUR' }] },
      ]);
      expect(renewals(book, january)).toMatchObject({ upForRenewal: 4, renewed: 3, lost: 1, undecided: 0 });
    }
  });

  test('a notice that was withdrawn loses nothing, and lost until then', () => {
    const back = term('leaves', {
      notices: [noticeOn('2026-03-10', { withdrawnAt: noon('2027-01-20'), saved: 'withdrawal' })],
    });
    expect(grrOf([back, ...others], january, '2027-01-19')).toBe(0.75);
    expect(grrOf([back, ...others], january, '2027-01-20')).toBe(1);
  });

  test('a second notice says from when on it is gone', () => {
    const later = term('leaves', {
      notices: [noticeOn('2026-03-10'), noticeOn('2026-05-02', { endsOn: '2026-12-01' })],
    });
    expect(grrOf([later, ...others], december, '2026-12-31')).toBe(0.75);
    expect(grrOf([later, ...others], january, '2027-01-31')).toBe(1);
  });
});

test('what begins and what ends on one day is one change of that day, not two of two months', () => {
  const old = term('old', { client: 'c', ended: { at: noon('2027-01-01'), as: 'churned', reason: 'product-fit' } });
  const next = term('new', { client: 'c', startsOn: '2027-01-01', renewsOn: '2028-01-01' });
  expect(value([old, next], december)).toMatchObject([{ start: 1_000, expansion: 0, contraction: 0, end: 1_000 }]);
  expect(value([old, next], january)).toMatchObject([{ start: 1_000, expansion: 0, contraction: 0, churn: 0 }]);
});

describe('agreed steps in value', () => {
  const step = { at: noon('2027-01-04'), on: '2027-01-01', amount: 1_200, agreed: true } as const;
  const long = { renewsOn: '2029-01-01', changes: [step] };
  test.each<[string, readonly BookTerm[], Period, object]>([
    [
      'is neither expansion nor contraction',
      [term('a', long)],
      january,
      { agreed: 200, expansion: 0, end: 1_200, nrr: 1, grr: 1 },
    ],
    ['counts on its day, not on that of its event', [term('a', long)], december, { agreed: 0, end: 1_000 }],
    [
      'may go down',
      [term('a', { ...long, changes: [{ ...step, amount: 700 }] })],
      january,
      { agreed: -300, contraction: 0, end: 700, grr: 1 },
    ],
    [
      'stands beside what was sold',
      [term('a', { ...long, changes: [step, { at: noon('2027-01-20'), amount: 1_500 }] })],
      january,
      { agreed: 200, expansion: 300, end: 1_500, nrr: 1.3 },
    ],
    [
      'stands beside what was given up',
      [term('a', { ...long, changes: [step, { at: noon('2027-01-20'), amount: 900 }] })],
      january,
      { agreed: 200, contraction: 300, end: 900, grr: 0.7 },
    ],
    [
      'is counted from what was amended on its day',
      [term('a', { ...long, changes: [{ at: noon('2026-12-30'), on: '2027-01-01', amount: 1_050 }, step] })],
      january,
      { agreed: 150, expansion: 50, end: 1_200 },
    ],
    [
      'does not make a loss larger than what was there',
      [
        term('a', {
          ...long,
          changes: [
            { ...step, amount: 3_000 },
            { at: noon('2027-01-20'), amount: 500 },
          ],
        }),
      ],
      january,
      { agreed: 500, contraction: 1_000, end: 500, grr: 0 },
    ],
    [
      'of who is gone is nothing',
      [term('a', { ...long, ended: { at: noon('2027-01-20'), as: 'churned', reason: 'price' } })],
      january,
      { agreed: 0, churn: 1_000, end: 0 },
    ],
    [
      'leaves the renewal its own change, against the value at the end of the term',
      renewed('a', 1_500).map((one) => (one.term === 1 ? { ...one, changes: [{ ...step, on: '2026-12-10' }] } : one)),
      { from: '2026-12-01', to: '2027-02-01' },
      { agreed: 200, expansion: 300, end: 1_500 },
    ],
  ])('%s', (_, terms, period, expected) => {
    const [found] = value(terms, period);
    expect(found).toMatchObject(expected);
    const { start = 0, agreed = 0, expansion = 0, contraction = 0, churn = 0, end } = found ?? {};
    expect(end).toBe(start + agreed + expansion - contraction - churn);
  });
});

test.each([
  ['an amendment of the past counts from its day on', '2026-05-01', 400],
  ['not before', '2026-04-30', 0],
])('%s, once it is known', (_, day, expansion) => {
  const amended = term('a', { changes: [{ at: noon('2026-09-09'), on: '2026-05-01', amount: 1_400 }] });
  const period = { from: '2026-02-01', to: `${day.slice(0, 8)}${String(Number(day.slice(8)) + 1).padStart(2, '0')}` };
  expect(value(knownAsOf([amended], '2026-09-09'), period)).toMatchObject([{ start: 1_000, expansion }]);
  expect(value(knownAsOf([amended], '2026-09-08'), period)).toMatchObject([{ start: 1_000, expansion: 0 }]);
});

describe('a term that renews by itself', () => {
  const monthly = term('a', {
    prolonged: [
      { at: noon('2027-01-01'), on: '2027-01-01', until: '2027-02-01' },
      { at: noon('2027-02-01'), on: '2027-02-01', until: '2027-03-01' },
    ],
  });
  const spring = { from: '2027-01-01', to: '2027-04-01' };
  test('is renewed at each of its dates, and up at the next', () => {
    expect(renewals([monthly], cut(spring, '2027-02-15'))).toMatchObject({ upForRenewal: 2, renewed: 2, rate: 1 });
    expect(renewals([monthly], spring)).toMatchObject({ upForRenewal: 3, renewed: 2, undecided: 1 });
  });
  test('is lost at the date at which it was given up', () => {
    const given = { ...monthly, notices: [noticeOn('2027-02-10', { endsOn: '2027-03-01' })] };
    expect(renewals([given], spring)).toMatchObject({ upForRenewal: 3, renewed: 2, lost: 1 });
    expect(value([given], { from: '2027-03-01', to: '2027-04-01' })).toMatchObject([{ start: 1_000, churn: 1_000 }]);
  });
  test('was not known to be renewed before it was', () => {
    const known = knownAsOf([monthly], '2027-01-31');
    expect(renewals(known, spring)).toMatchObject({ upForRenewal: 2, renewed: 1, undecided: 1 });
  });
});

test.each([
  ['undecided at its date, it is up', '2027-01-01', { upForRenewal: 1, undecided: 1, rate: 0 }],
  ['before its date it is not', '2026-12-31', { upForRenewal: 0, rate: null }],
])('a renewal rate counts no date to come: %s', (_, asOf, expected) => {
  const period = { from: '2026-06-01', to: '2027-06-01' };
  expect(renewals(knownAsOf([term('a')], asOf), cut(period, asOf))).toMatchObject(expected);
});

describe('saved after notice', () => {
  const year = { from: '2026-01-01', to: '2027-01-01' };
  const given = noticeOn('2026-03-10');
  const back = { ...given, withdrawnAt: noon('2026-05-01'), saved: 'withdrawal' } as const;
  const gone = (on: string): BookTerm['ended'] => ({ at: noon(on), as: 'churned', reason: 'price', on });
  test.each<[string, Partial<BookTerm>, string, readonly object[]]>([
    ['is open while it stands', { notices: [given] }, '2026-12-31', [{ given: 1, open: 1, rate: null }]],
    ['is lost on the day it takes effect', { notices: [given] }, '2027-01-01', [{ lost: 1, open: 0, rate: 0 }]],
    ['is lost when the life has ended', { notices: [given], ended: gone('2026-07-01') }, '2026-07-01', [{ lost: 1 }]],
    ['is saved when it is withdrawn', { notices: [back] }, '2026-12-31', [{ saved: 1, rate: 1 }]],
    [
      'is saved when the client renews',
      { notices: [given], ended: { at: noon('2026-08-01'), as: 'renewed', reason: 'decision' } },
      '2026-12-31',
      [{ saved: 1, rate: 1 }],
    ],
    [
      'stays saved when the client leaves later',
      { notices: [back, noticeOn('2026-09-01')], ended: gone('2026-10-01') },
      '2026-12-31',
      [{ given: 2, saved: 1, lost: 1, rate: 0.5 }],
    ],
    [
      'counts once when a second one replaces it',
      { notices: [given, noticeOn('2026-04-01')] },
      '2026-12-31',
      [{ given: 1 }],
    ],
    ['counts by the day on which it was received', { notices: [noticeOn('2025-12-30')] }, '2026-12-31', []],
    [
      'says how many first steps were done',
      { notices: [{ ...back, steps: [noon('2026-03-12'), noon('2026-03-20')] }] },
      '2026-12-31',
      [{ saved: 1, firstSteps: 2 }],
    ],
    [
      'says how many were done, and not those that were corrected to not done',
      { notices: [{ ...back, steps: [noon('2026-03-12'), noon('2026-03-20')], undone: [noon('2026-03-21')] }] },
      '2026-12-31',
      [{ saved: 1, firstSteps: 1 }],
    ],
    [
      'says what was known then, before it was corrected',
      { notices: [{ ...back, steps: [noon('2026-03-12')], undone: [noon('2026-05-21')] }] },
      '2026-04-30',
      [{ firstSteps: 1 }],
    ],
  ])('a notice %s', (_, parts, day, expected) => {
    expect(savedByReason(knownAsOf([term('a', parts)], day), year, day)).toMatchObject(expected);
  });

  test('by reason, the most frequent first', () => {
    const other = noticeOn('2026-03-10', { reason: 'competitor' });
    const book = [term('a', { notices: [other] }), term('b', { notices: [given] }), term('c', { notices: [back] })];
    expect(savedByReason(book, year, '2026-12-31').map(({ reason, given: all }) => [reason, all])).toEqual([
      ['price', 2],
      ['competitor', 1],
    ]);
  });
});

test('the book learns of notices, of prolonging, of the day of an ending and of first steps from their events', () => {
  const event = (day: string, told: Event): Recorded => ({ seq: 1, at: noon(day), event: told });
  const events = [
    event('2026-03-10', { kind: 'notice-given', receivedOn: '2026-03-09', endsOn: '2027-01-01', reason: 'price' }),
    event('2026-03-12', {
      kind: 'item-completed',
      item: 'rescue-1',
      itemKind: 'call',
      programme: 'rescue',
      outcome: 'done',
    }),
    event('2026-04-01', { kind: 'notice-withdrawn', by: 'withdrawal', reason: 'price' }),
    event('2027-01-01', { kind: 'term-prolonged', on: '2027-01-01', until: '2027-02-01' }),
    event('2027-01-10', { kind: 'notice-given', receivedOn: '2027-01-10', endsOn: '2027-02-01', reason: 'unused' }),
    event('2027-02-02', {
      kind: 'stage-changed',
      from: 'retention',
      to: 'churned',
      reason: 'unused',
      on: '2027-02-01',
    }),
  ];
  const turns = events.flatMap((one): TimedTurn[] => {
    const turn = turnIn(one);
    return turn === null ? [] : [{ ...turn, at: one.at }];
  });
  const { notices, prolonged, changes, ...row } = term('a', { ended: termNewsIn(events, 0).ended });
  expect(withTurns(row, turns, changes)).toMatchObject({
    notices: [
      {
        receivedOn: '2026-03-09',
        endsOn: '2027-01-01',
        withdrawnAt: noon('2026-04-01'),
        saved: 'withdrawal',
        steps: [noon('2026-03-12')],
      },
      { receivedOn: '2027-01-10', endsOn: '2027-02-01', reason: 'unused', steps: [] },
    ],
    prolonged: [{ on: '2027-01-01', until: '2027-02-01' }],
    ended: { as: 'churned', reason: 'unused', on: '2027-02-01' },
  });
  expect(events.map(worthIn)).toEqual(events.map(() => null));
});

describe('a first step that was recorded by mistake', () => {
  const step = { item: 'rescue-1', itemKind: 'call', programme: 'rescue' } as const;
  const given = { kind: 'notice-given', receivedOn: '2026-03-10', endsOn: '2027-01-01', reason: 'price' } as const;
  const withdrawn = { kind: 'notice-withdrawn', by: 'withdrawal', reason: 'price' } as const;
  const said = (outcome: 'done' | 'declined'): Event => ({ kind: 'item-completed', ...step, outcome });
  const corrected = (before: 'done' | 'missed' | 'declined', outcome: 'done' | 'declined' | 'open', acted: string): Event => ({ kind: 'item-corrected', ...step, outcome, before: { outcome: before }, actedAt: noon(acted) }); // prettier-ignore
  const bookOf = (events: readonly (readonly [string, Event])[]): BookTerm => {
    const turns = events.flatMap(([day, event]): TimedTurn[] => {
      const turn = turnIn({ seq: 1, at: noon(day), event });
      return turn === null ? [] : [{ ...turn, at: noon(day) }];
    });
    const { notices, prolonged, changes, ...row } = term('a');
    return withTurns(row, turns, changes);
  };
  const year: Period = { from: '2026-01-01', to: '2027-01-01' };

  test.each<[string, readonly (readonly [string, Event])[], number]>([
    ['does not count', [['2026-03-12', said('done')], ['2026-03-13', corrected('done', 'declined', '2026-03-12')]], 0],
    ['does not count once it is open again', [['2026-03-12', said('done')], ['2026-03-13', corrected('done', 'open', '2026-03-12')]], 0],
    ['counts when it is done after all', [['2026-03-12', said('declined')], ['2026-03-13', corrected('declined', 'done', '2026-03-12')]], 1],
    ['counts by what was said last', [['2026-03-12', said('done')], ['2026-03-13', corrected('done', 'declined', '2026-03-12')], ['2026-03-14', corrected('declined', 'done', '2026-03-12')]], 1],
    ['counts for the notice that stood then, corrected after it was withdrawn', [['2026-03-12', said('done')], ['2026-04-01', withdrawn], ['2026-04-02', corrected('done', 'declined', '2026-03-12')]], 0],
    ['was none of a notice that came later', [['2026-03-12', said('done')], ['2026-03-13', corrected('missed', 'done', '2026-03-01')]], 1],
  ])('%s', (_, events, expected) => {
    const book = bookOf([['2026-03-10', given], ...events]);
    expect(savedByReason([book], year, '2026-12-31')[0]?.firstSteps).toBe(expected);
  }); // prettier-ignore
});
