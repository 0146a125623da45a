/** The contract after the close: amendments and agreed steps in value, each from its own day on. */
import fc from 'fast-check';
import { mostLines, whyNotAdded } from '../../domain/core/added-lines';
import { quantityOf, worthAtEnd } from '../../domain/concerns/contract';
import { annualValueOf } from '../../domain/concerns/growth';
import type { CivilDate } from '../../domain/core/json';
import { accept, agenda, advance, begin, concernNames, fold, type LifecycleState } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import { sellingEvents } from '../../domain/figures/selling';
import { explain, present } from '../../domain/told/present';
import { happened } from '../support/happened';
import { happening, retained, say, until } from '../support/lives';
import { seedOf } from '../support/seeds';
import { agendaFor, inEnglish } from '../support/told';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
/** The contract of these lives runs from the first of 2027, for a year or for three. */
const year = { startsOn: '2027-01-01', termMonths: 12, annualValue: eur(1000) };
const threeYears = {
  ...year,
  termMonths: 36,
  steps: [
    { on: '2028-01-01', annualValue: eur(1100) },
    { on: '2029-01-01', annualValue: eur(1200) },
  ],
};
const noon = (day: CivilDate): string => `${day}T12:00:00.000Z`;
const seats = { code: 'crm', name: 'CRM', quantity: 20 };
const sold = (contract: typeof year = year, parts: object = {}): LifecycleState =>
  retained(
    { contract, product: seats, ...parts },
    { renewal: { noticeDays: [], graceDays: 30, undecided: 'renewed' } },
  );

interface Said {
  readonly amendment: string;
  readonly on: CivilDate;
  readonly quantity?: number;
  readonly annualValue?: ReturnType<typeof eur>;
}
const amended = (state: LifecycleState, day: CivilDate, data: Said): LifecycleState =>
  say(until(state, day), noon(day), 'contractAmended', data);
const stands = (state: LifecycleState): readonly [quantity: number, worth: number] => [
  quantityOf(state),
  annualValueOf(state).amount,
];

test.each<[string, readonly (readonly [heardOn: CivilDate, Said])[], CivilDate, readonly [number, number]]>([
  [
    'seats and their price, from today on',
    [['2027-03-01', { amendment: 'A', on: '2027-03-01', quantity: 25, annualValue: eur(1250) }]],
    '2027-03-01',
    [25, 1250],
  ],
  [
    'what is to come leaves everything as it is until its day',
    [['2027-03-01', { amendment: 'A', on: '2027-06-01', quantity: 25, annualValue: eur(1250) }]],
    '2027-05-31',
    [20, 1000],
  ],
  [
    'and holds from its day on, a Sunday or not',
    [['2027-03-01', { amendment: 'A', on: '2027-06-06', quantity: 25, annualValue: eur(1250) }]],
    '2027-06-06',
    [25, 1250],
  ],
  [
    'what is dated back holds at once',
    [['2027-03-01', { amendment: 'A', on: '2027-02-01', annualValue: eur(1250) }]],
    '2027-03-01',
    [20, 1250],
  ],
  [
    'what is dated back before another does not undo that one',
    [
      ['2027-03-01', { amendment: 'A', on: '2027-03-01', quantity: 25, annualValue: eur(1250) }],
      ['2027-04-01', { amendment: 'B', on: '2027-02-01', quantity: 22, annualValue: eur(1100) }],
    ],
    '2027-04-01',
    [25, 1250],
  ],
  [
    'the same amendment counts once',
    [
      ['2027-03-01', { amendment: 'A', on: '2027-03-01', annualValue: eur(1250) }],
      ['2027-04-01', { amendment: 'A', on: '2027-04-01', annualValue: eur(9999) }],
    ],
    '2027-04-01',
    [20, 1250],
  ],
  [
    'two that wait come in the order of their days, in whatever order they were heard',
    [
      ['2027-03-01', { amendment: 'B', on: '2027-08-01', annualValue: eur(1500) }],
      ['2027-03-02', { amendment: 'A', on: '2027-06-01', annualValue: eur(1250) }],
    ],
    '2027-09-01',
    [20, 1500],
  ],
  [
    'another currency is no amendment of this line',
    [['2027-03-01', { amendment: 'A', on: '2027-03-01', annualValue: { amount: 5, currency: 'USD' } }]],
    '2027-03-01',
    [20, 1000],
  ],
])('an amendment: %s', (_, told, day, expected) => {
  const after = told.reduce((state, [heardOn, data]) => amended(state, heardOn, data), sold());
  expect(stands(until(after, day))).toEqual(expected);
});

test('what is to come stands in the agenda with its day and its reason, and why says afterwards what came', () => {
  const waiting = amended(sold(), '2027-03-01', { amendment: 'A', on: '2027-06-01', quantity: 25 });
  expect(agendaFor(waiting).find(({ why }) => why.includes('amended'))).toMatchObject({
    at: '2027-06-01T07:00:00.000Z',
    what: 'The quantity becomes 25.',
    why: 'The contract was amended: it applies from Tue 1 Jun 2027.',
  });
  const [last] = happening(until(waiting, '2027-05-31'), '2027-06-01').filter(
    ({ event }) => event.kind === 'contract-amended',
  );
  expect(last && explain(last, inEnglish)).toMatchObject({
    what: 'An amendment of the contract applies from Tue 1 Jun 2027: the quantity is 25.',
    causedBy: 'the plan',
  });
});

test('a life in flight, which began before amendments were known, hears of one as every other does', () => {
  const inFlight = (concerns: readonly string[] | undefined) =>
    amended(sold(year, concerns === undefined ? {} : { concerns }), '2027-03-01', {
      amendment: 'A',
      on: '2027-06-01',
      quantity: 25,
      annualValue: eur(1250),
    });
  const before = concernNames.filter((name) => name !== 'contract');
  for (const concerns of [before, undefined]) {
    expect(stands(until(inFlight(concerns), '2027-05-31'))).toEqual([20, 1000]);
    expect(stands(until(inFlight(concerns), '2027-06-01'))).toEqual([25, 1250]);
  }
  expect(agenda(sold(year, { concerns: before }))).toEqual(agenda(sold(year, { concerns: concernNames })));
});

test('what is to come after the end goes on to the next term', () => {
  const waiting = amended(sold(), '2027-03-01', {
    amendment: 'A',
    on: '2028-06-01',
    quantity: 30,
    annualValue: eur(1500),
  });
  const renewed = say(until(waiting, '2027-10-01'), noon('2027-10-01'), 'renew', {
    termMonths: 12,
    annualValue: eur(1000),
  });
  const second = begin(nextTerm(renewed) ?? seedOf(), noon('2027-10-01')).state;
  expect(stands(until(second, '2028-05-31'))).toEqual([20, 1000]);
  expect(stands(until(second, '2028-06-01'))).toEqual([30, 1500]);
  const again = accept(
    second,
    happened('contractAmended', 'late', { amendment: 'A', on: '2028-06-01' }),
    noon('2028-01-01'),
  );
  expect(again.events.at(-1)?.event).toEqual({
    kind: 'fact-ignored',
    fact: 'contractAmended',
    reason: 'already-there',
  });
});

test('an early renewal is held against the value at the end of the term, and what is to come before it keeps its day', () => {
  const waiting = amended(sold(), '2027-03-01', {
    amendment: 'A',
    on: '2027-11-01',
    quantity: 25,
    annualValue: eur(1250),
  });
  const { state: renewed, events } = advance(
    until(waiting, '2027-10-01'),
    happened('renew', 'r', { termMonths: 12, annualValue: eur(1500) }),
    noon('2027-10-01'),
  );
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining([
      { kind: 'contract-amended', amendment: 'A', on: '2027-11-01', quantity: 25, annualValue: eur(1250) },
      expect.objectContaining({ kind: 'renewal-decided', before: eur(1250) }),
    ]),
  );
  expect(present(renewed).renewal.decision?.change).toEqual({ kind: 'expansion', amount: 250 });
  const next = nextTerm(renewed);
  expect(next?.product.quantity).toBe(25);
  expect(begin(next ?? seedOf(), noon('2027-10-01')).state.slices.contract.coming).toEqual([]);
});

test('an amendment after the renewal changes the term that was agreed', () => {
  const renewed = say(until(sold(), '2027-10-01'), noon('2027-10-01'), 'renew', {
    termMonths: 12,
    annualValue: eur(1000),
  });
  const second = begin(nextTerm(renewed) ?? seedOf(), noon('2027-10-01')).state;
  const after = amended(second, '2027-11-05', {
    amendment: 'A',
    on: '2027-11-01',
    quantity: 25,
    annualValue: eur(1250),
  });
  expect(stands(until(after, '2028-02-01'))).toEqual([25, 1250]);
});

describe('agreed steps in value', () => {
  test('change the value at their days, as agreed, and are no growth that somebody sold', () => {
    const events = happening(sold(threeYears), '2029-12-31');
    const steps = events.flatMap(({ at, event }) =>
      event.kind === 'contract-amended' ? [[at.slice(0, 10), event]] : [],
    );
    expect(steps).toEqual([
      ['2028-01-01', { kind: 'contract-amended', on: '2028-01-01', annualValue: eur(1100), agreed: true }],
      ['2029-01-01', { kind: 'contract-amended', on: '2029-01-01', annualValue: eur(1200), agreed: true }],
    ]);
    expect(sellingEvents).not.toContain('contract-amended');
  });

  test('a renewal is no expansion where it renews at the value of the last step', () => {
    const life = until(sold(threeYears), '2027-06-01');
    expect([annualValueOf(life).amount, worthAtEnd(life).amount]).toEqual([1000, 1200]);
    const early = say(life, noon('2027-06-01'), 'renew', { termMonths: 12, annualValue: eur(1200) });
    expect(present(early).renewal.decision?.change).toEqual({ kind: 'flat', amount: 0 });
    // Each of the steps keeps its day, though nobody wakes for it any more.
    expect(early.recent.flatMap(({ event }) => (event.kind === 'contract-amended' ? [event.on] : []))).toEqual([
      '2028-01-01',
      '2029-01-01',
    ]);
  });

  test('those behind a line that enters mid-term are taken at once, each with its day', () => {
    const entered = begin(seedOf({ contract: threeYears, concerns: concernNames }), noon('2028-07-01')).state;
    expect(annualValueOf(entered).amount).toBe(1100);
    expect(agenda(entered).filter(({ tells }) => tells.kind === 'value-steps')).toHaveLength(1);
  });

  test('a value that is amended takes the place of the steps after it', () => {
    const life = amended(sold(threeYears), '2028-03-01', { amendment: 'A', on: '2028-05-01', annualValue: eur(2000) });
    expect(stands(until(life, '2028-04-30'))[1]).toBe(1100);
    expect(stands(until(life, '2029-12-01'))[1]).toBe(2000);
    const seatsOnly = amended(sold(threeYears), '2028-03-01', { amendment: 'A', on: '2028-05-01', quantity: 25 });
    expect(stands(until(seatsOnly, '2029-12-01'))).toEqual([25, 1200]);
  });
});

test('law: whatever amendments come in whatever order, the one with the latest day that is here counts', () => {
  const day = (n: number): CivilDate => new Date(Date.UTC(2027, 0, 5 + n)).toISOString().slice(0, 10);
  const one = fc.record({
    heard: fc.integer({ min: 1, max: 200 }),
    on: fc.integer({ min: 0, max: 300 }),
    worth: fc.nat(5000),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), fc.integer({ min: 200, max: 320 }), (all, asOf) => {
      const told = all.toSorted((a, b) => a.heard - b.heard);
      const life = told.reduce(
        (state, { heard, on, worth }, n) =>
          amended(state, day(heard), { amendment: `A-${n}`, on: day(on), annualValue: eur(worth) }),
        sold(),
      );
      const now = until(life, day(asOf));
      const here = told.filter(({ on }) => on <= asOf);
      const last = Math.max(...here.map(({ on }) => on));
      expect(annualValueOf(now).amount).toBe(here.findLast(({ on }) => on === last)?.worth ?? 1000);
    }),
    { numRuns: 60 },
  );
});

test('the ledger folded is the state, amendments and steps included', () => {
  const seed = seedOf({ contract: threeYears, concerns: concernNames });
  const began = begin(seed, noon('2027-01-04'));
  const heard = accept(
    began.state,
    happened('contractAmended', 'x', { amendment: 'A', on: '2028-05-01', quantity: 25, annualValue: eur(1700) }),
    noon('2027-02-01'),
  );
  const later = advance(heard.state, null, noon('2028-06-01'));
  expect(fold(seed, [...began.events, ...heard.events, ...later.events]).slices).toEqual(later.state.slices);
});

describe('lines that are added to a deal', () => {
  const lines = (count: number, prefix = 'p') => Array.from({ length: count }, (_, n) => ({ code: `${prefix}${n}` }));
  test.each<[string, number, readonly { readonly code: string }[], ReturnType<typeof whyNotAdded>]>([
    ['one that it has not', 1, lines(1, 'x'), null],
    ['as many as it may have', mostLines - 2, lines(2, 'x'), null],
    ['one that it has by now', 3, [...lines(1, 'x'), { code: 'p2' }], { there: 'p2' }],
    ['more than it may have', mostLines - 2, lines(3, 'x'), { tooMany: true }],
    ['none, to a deal that has more', mostLines + 1, [], null],
  ])('%s', (_, has, added, why) => expect(whyNotAdded(lines(has), added)).toEqual(why));
});
