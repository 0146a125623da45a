/** Overdue invoices: who is told and when, what counts against health, and what was collected. */
import { collected, type CollectingLine } from '../../domain/figures/collecting';
import { daysOverdue, endsReceivable, isMeant, stillOverdue, type Receivable } from '../../domain/concerns/receivables';
import { present } from '../../domain/told/present';
import { nextTerm } from '../../domain/seam';
import { begin, viewOf, type LifecycleState } from '../../domain/lifecycle';
import { mailsOf } from '../../domain/told/mails';
import { dayOne, daysOf, happening, retained, say, until } from '../support/lives';

const overdue = (days: number, invoice = 'R-17') => ({
  days,
  invoice,
  amount: { amount: 120_000, currency: 'EUR' },
});
const owing = (days = 3) => say(retained(), dayOne, 'invoiceOverdue', overdue(days));

test.each([
  ['nobody says when it was due', null, '2027-03-01T10:00:00.000Z', 1],
  ['it is due now', '2027-03-01T10:00:00.000Z', '2027-03-01T10:00:00.000Z', 1],
  ['it is due later: their clocks differ', '2027-03-02T10:00:00.000Z', '2027-03-01T10:00:00.000Z', 1],
  ['a day and a half', '2027-03-01T10:00:00.000Z', '2027-03-02T22:00:00.000Z', 1],
  ['two days', '2027-03-01T10:00:00.000Z', '2027-03-03T10:00:00.000Z', 2],
  ['a month', '2027-03-01T10:00:00.000Z', '2027-03-31T10:00:00.000Z', 30],
])('days overdue where %s', (_, due, at, expected) => {
  expect(daysOverdue(due === null ? null : Date.parse(due), Date.parse(at))).toBe(expected);
});

const anInvoice = (id: string, days: number, closedAt: string | null = null): Receivable => ({
  id,
  invoice: id,
  amount: null,
  openedAt: dayOne,
  days,
  heardAt: dayOne,
  level: 0,
  toldAt: dayOne,
  tries: 0,
  atRisk: false,
  ...(closedAt === null ? { state: 'open' } : { state: 'closed', closedAt, end: 'paid' }),
});

test.each<[string, readonly Receivable[], string | undefined, number | null]>([
  ['no other', [anInvoice('R-1', 40)], 'R-1', null],
  ['the oldest of the others', [anInvoice('R-1', 40), anInvoice('R-2', 5), anInvoice('R-3', 9)], 'R-1', 9],
  ['none that is closed', [anInvoice('R-1', 40), anInvoice('R-2', 50, dayOne)], 'R-1', null],
  ['none where no invoice is named: all are paid', [anInvoice('R-1', 40), anInvoice('R-2', 5)], undefined, null],
])('when an invoice is paid, %s stays overdue', (_, list, paid, expected) => {
  expect(stillOverdue({ opened: list.length, list }, isMeant(paid), { ...viewOf(retained()), now: dayOne })).toBe(
    expected,
  );
});

test('it goes to the receivables manager twice, then to the manager, then to the director, and never to the rep', () => {
  const events = happening(owing(), '2027-03-06');
  expect(daysOf(events, 'receivable-climbed', 'role')).toEqual([
    '2027-01-11 receivables',
    '2027-01-18 manager',
    '2027-02-01 director',
    '2027-02-15 director',
    '2027-03-01 director',
  ]);
  const mails = events.flatMap(({ event }) => (event.kind === 'receivable-climbed' ? mailsOf(event) : []));
  expect(new Set(mails.map(({ role }) => role))).toEqual(new Set(['receivables', 'manager', 'director']));
});

test('every try gives the present rung its days anew, and is counted', () => {
  const tried = say(owing(), '2027-01-08T10:00:00.000Z', 'receivableWorked', {
    receivable: 'receivable-1',
    outcome: 'promised',
  });
  expect(daysOf(happening(tried, '2027-01-20'), 'receivable-climbed', 'role')).toEqual(['2027-01-15 receivables']);
  expect(present(tried).receivables).toMatchObject([{ id: 'receivable-1', tries: 1, level: 'receivables' }]);
});

test('a promise keeps the day for which it was given, and nothing else has one', () => {
  const saidOf = (outcome: string) =>
    say(owing(), '2027-01-08T10:00:00.000Z', 'receivableWorked', {
      receivable: 'receivable-1',
      outcome,
      until: '2027-01-20',
    }).recent.at(-1)?.event;
  expect(saidOf('promised')).toEqual({
    kind: 'receivable-tried',
    receivable: 'receivable-1',
    outcome: 'promised',
    until: '2027-01-20',
  });
  expect(saidOf('disputed')).toEqual({ kind: 'receivable-tried', receivable: 'receivable-1', outcome: 'disputed' });
});

test('an invoice that is heard of again grows older and is asked for once; another one is another one', () => {
  const older = say(owing(), '2027-01-06T10:00:00.000Z', 'invoiceOverdue', overdue(5));
  const again = say(older, '2027-01-07T10:00:00.000Z', 'invoiceOverdue', overdue(4));
  const other = say(again, '2027-01-07T11:00:00.000Z', 'invoiceOverdue', overdue(1, 'R-18'));
  expect(present(other).receivables.map(({ id, invoice, days }) => [id, invoice, days])).toEqual([
    ['receivable-1', 'R-17', 5],
    ['receivable-2', 'R-18', 1],
  ]);
  // Health looks at the oldest.
  expect(present(other).health.reasons).toMatchObject([
    { signal: 'invoiceOverdue', detail: 'overdue since 2027-01-01' },
  ]);
});

test('paid closes it; what else is open still counts against health', () => {
  const both = say(owing(40), dayOne, 'invoiceOverdue', overdue(2, 'R-18'));
  const one = say(both, '2027-01-08T10:00:00.000Z', 'invoicePaid', { invoice: 'R-17' });
  expect(present(one).receivables).toMatchObject([{ invoice: 'R-17', end: 'paid' }, { invoice: 'R-18' }]);
  expect(present(one).health.reasons).toMatchObject([{ signal: 'invoiceOverdue', detail: 'overdue since 2027-01-02' }]);
  // One that is not named stands for all of them.
  const none = say(one, '2027-01-09T10:00:00.000Z', 'invoicePaid', {});
  expect(present(none).receivables.map(({ end }) => end)).toEqual(['paid', 'paid']);
  expect(present(none).health.reasons).toEqual([]);
  expect(daysOf(happening(none, '2027-03-01'), 'receivable-climbed')).toEqual([]);
});

describe('an invoice of which a part came in', () => {
  const euro = (amount: number) => ({ amount, currency: 'EUR' });
  const remaining = (state: LifecycleState, parts: object, at = '2027-01-06T10:00:00.000Z') =>
    say(state, at, 'invoiceRemains', { invoice: 'R-17', amount: euro(20_000), ...parts });

  test('is asked for by what remains, and what came in was collected', () => {
    const owed = remaining(owing(), {});
    expect(present(owed).receivables).toMatchObject([{ invoice: 'R-17', amount: euro(20_000), tries: 0 }]);
    expect(owed.recent.at(-1)?.event).toEqual({
      kind: 'receivable-remains',
      receivable: 'receivable-1',
      amount: euro(20_000),
      paid: euro(100_000),
    });
    // It climbs as it would have, and its health is that of an overdue invoice.
    expect(daysOf(happening(owed, '2027-01-12'), 'receivable-climbed', 'role')).toEqual(['2027-01-11 receivables']);
    expect(present(owed).health.reasons).toEqual(present(owing()).health.reasons);
    const paid = say(owed, '2027-01-07T10:00:00.000Z', 'invoicePaid', { invoice: 'R-17' });
    expect(paid.recent.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ kind: 'receivable-closed', end: 'paid', amount: euro(20_000) }),
    );
  });

  test.each<[string, object]>([
    ['the rest was credited', { credited: true }],
    ['it is more than before: a payment was taken back', { amount: euro(130_000) }],
    ['it is in another currency', { amount: { amount: 500, currency: 'JPY' } }],
  ])('collected nothing where %s', (_, parts) => {
    const { event } = remaining(owing(), parts).recent.at(-1) ?? {};
    expect(event).toMatchObject({ kind: 'receivable-remains' });
    expect(event).not.toHaveProperty('paid');
  });

  test('says nothing new where as much was open, and is ignored where nothing is', () => {
    expect(remaining(owing(), { amount: euro(120_000) }).seq).toBe(owing().seq);
    expect(remaining(owing(), { invoice: 'R-99' }).recent.at(-1)?.event).toMatchObject({
      kind: 'fact-ignored',
      reason: 'unknown-receivable',
    });
  });
});

test.each(['voided', 'written-off'] as const)('an invoice that the billing system says is %s was not paid', (end) => {
  const done = say(owing(), '2027-01-08T10:00:00.000Z', 'invoicePaid', { invoice: 'R-17', end });
  expect(present(done).receivables).toMatchObject([{ invoice: 'R-17', end }]);
  expect(present(done).health.reasons).toEqual([]);
  expect(daysOf(happening(done, '2027-03-01'), 'receivable-climbed')).toEqual([]);
});

test('a person can say that it is paid, or write it off; once closed it takes nothing more', () => {
  const written = say(owing(), '2027-01-08T10:00:00.000Z', 'receivableWorked', {
    receivable: 'receivable-1',
    outcome: 'written-off',
  });
  expect(present(written).receivables).toMatchObject([{ end: 'written-off' }]);
  expect(present(written).health.reasons).toEqual([]);
  const again = say(written, '2027-01-09T10:00:00.000Z', 'receivableWorked', {
    receivable: 'receivable-1',
    outcome: 'paid',
  });
  expect(again.recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored', reason: 'receivable-closed' });
  const unknown = say(owing(), dayOne, 'receivableWorked', { receivable: 'receivable-9', outcome: 'paid' });
  expect(unknown.recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored', reason: 'unknown-receivable' });
});

test.each([
  [3, '2027-03-02'],
  [59, '2027-01-05'],
  [60, '2027-01-04'],
  [200, '2027-01-04'],
])('%i days overdue on 4 January put the lifecycle at risk on %s, as an alarm', (days, on) => {
  const owed = owing(days);
  const events = [...owed.recent, ...happening(owed, '2027-03-06')];
  expect(daysOf(events, 'receivable-at-risk')).toEqual([on]);
  expect(present(until(owed, '2027-03-06')).escalations[0]?.reasons).toContain('invoice-long-overdue');
});

test('a policy without a ladder for it asks nobody; health counts it all the same', () => {
  const rules = { receivables: { ladder: [], riskAfterDays: null } };
  const owed = say(retained({}, rules), dayOne, 'invoiceOverdue', overdue(3));
  expect(present(owed).receivables).toEqual([]);
  expect(present(owed).health.reasons).toMatchObject([{ signal: 'invoiceOverdue' }]);
});

test('what is open goes on in the next term', () => {
  const renewed = say(owing(), '2027-01-05T10:00:00.000Z', 'renew', {
    termMonths: 12,
    annualValue: { amount: 1, currency: 'EUR' },
  });
  const seed = nextTerm(renewed);
  if (seed === null) throw new Error('it was not renewed');
  const second = begin(seed, '2027-01-05T10:00:00.000Z').state;
  expect(present(second).receivables).toMatchObject([{ id: 'receivable-1', invoice: 'R-17' }]);
  expect(daysOf(happening(second, '2027-01-20'), 'receivable-climbed', 'role')).toEqual([
    '2027-01-11 receivables',
    '2027-01-18 manager',
  ]);
});

describe('what was collected', () => {
  const euro = (amount: number) => ({ amount, currency: 'EUR' });
  const opened = (collector: string | null, amount?: { amount: number; currency: string }): CollectingLine => ({
    collector,
    event: { kind: 'receivable-opened', receivable: 'r', role: 'receivables', days: 1, ...(amount ? { amount } : {}) },
  });
  const closed = (
    end: 'paid' | 'written-off' | 'voided',
    days: number,
    tries: number,
    amount?: { amount: number; currency: string },
  ): CollectingLine => ({
    collector: 'rita',
    event: { kind: 'receivable-closed', receivable: 'r', end, days, tries, ...(amount ? { amount } : {}) },
  });

  test('is counted per receivables manager and currency: how much, how fast, at what effort', () => {
    const lines = [
      opened('rita', euro(100)),
      opened('rita', euro(200)),
      opened('rita', { amount: 5, currency: 'JPY' }),
      opened(null),
      closed('paid', 10, 1, euro(100)),
      closed('paid', 20, 4, euro(200)),
      closed('written-off', 90, 9, euro(1_000)),
    ];
    const nothing = {
      collected: 0,
      collectedAmount: 0,
      writtenOff: 0,
      writtenOffAmount: 0,
      voided: 0,
      voidedAmount: 0,
      medianDays: null,
      triesEach: null,
    };
    expect(collected(lines)).toEqual([
      { ...nothing, collector: null, currency: null, opened: 1 },
      {
        collector: 'rita',
        currency: 'EUR',
        opened: 2,
        collected: 2,
        collectedAmount: 300,
        writtenOff: 1,
        writtenOffAmount: 1_000,
        voided: 0,
        voidedAmount: 0,
        medianDays: 15,
        triesEach: 2.5,
      },
      { ...nothing, collector: 'rita', currency: 'JPY', opened: 1 },
    ]);
  });

  test('is no invoice that was voided or written off, and is what came in for one before', () => {
    const part = (paid?: { amount: number; currency: string }): CollectingLine => ({
      collector: 'rita',
      event: { kind: 'receivable-remains', receivable: 'r', amount: euro(200), ...(paid ? { paid } : {}) },
    });
    const lines = [
      part(euro(1_000)),
      part(),
      closed('written-off', 90, 9, euro(200)),
      closed('voided', 3, 0, euro(70)),
    ];
    expect(collected(lines)).toMatchObject([
      {
        opened: 0,
        collected: 0,
        collectedAmount: 1_000,
        writtenOff: 1,
        writtenOffAmount: 200,
        voided: 1,
        voidedAmount: 70,
        medianDays: null,
      },
    ]);
  });
});

test.each([
  ['promised', false],
  ['no-answer', false],
  ['disputed', false],
  ['paid', true],
  ['written-off', true],
] as const)('“%s” ends a receivable: %s', (outcome, ends) => {
  expect(endsReceivable(outcome)).toBe(ends);
});
