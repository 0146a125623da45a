/** What a billing system tells of an invoice: whose it is, and whether it is still owed. */
import type { Money } from '../../domain/core/json';
import {
  collectedAs,
  collectedIn,
  isCounted,
  isOvertaken,
  isPaidSince,
  isSettledSo,
  invoicePlace,
  openOf,
  type InvoiceNews,
  type UnplacedInvoice,
} from '../../domain/organisation/invoices';

const moment = (day: string): string => `2027-03-${day}T10:00:00.000Z`;
const paid = (day: string): InvoiceNews => ({
  kind: 'invoice-paid',
  at: moment(day),
  lifecycle: 'D-1.x.t1',
});
const overdue = (day: string, lifecycle: string | null): InvoiceNews => ({
  kind: 'invoice-overdue',
  at: moment(day),
  lifecycle,
});
const remains = (day: string, amount: number): InvoiceNews => ({
  kind: 'invoice-remains',
  at: moment(day),
  lifecycle: null,
  amount: { amount, currency: 'EUR' },
});

test.each<[string, readonly InvoiceNews[], boolean]>([
  ['nothing is known of it', [], false],
  ['it was paid before it was overdue again', [paid('04')], false],
  ['it was paid at that moment', [paid('05')], true],
  ['it has been paid since', [overdue('01', 'D-1.x.t1'), paid('06')], true],
  ['it was told as overdue later', [overdue('06', 'D-1.x.t1')], false],
])('of an invoice that was overdue on the fifth: %s', (_, news, expected) => {
  expect(isPaidSince(moment('05'), news)).toBe(expected);
});

test.each<[string, readonly InvoiceNews[], string | null]>([
  ['nowhere, where nothing is overdue', [paid('05')], null],
  ['nowhere, where nobody was to be told', [overdue('05', null)], null],
  ['where it was told, or was about to be', [overdue('05', 'D-1.x.t1'), paid('06')], 'D-1.x.t1'],
  ['where it was told last', [overdue('05', 'D-1.x.t1'), overdue('07', 'D-1.y.t1'), overdue('06', null)], 'D-1.y.t1'],
])('an invoice is collected %s', (_, news, expected) => {
  expect(collectedIn(news)).toBe(expected);
});

test.each<[string, readonly InvoiceNews[], string]>([
  ['by what it is called now, where nothing was told', [], 'in_1'],
  ['by the name under which it went out', [{ ...overdue('05', 'D-1.x.t1'), invoice: 'A-1' }, paid('06')], 'A-1'],
  [
    'by the number that was known when it went out by its id',
    [
      { ...overdue('05', 'D-1.x.t1'), invoice: 'in_1', calledAs: 'A-1' },
      { ...overdue('06', null), invoice: 'A-1' },
    ],
    'A-1',
  ],
  ['by its number, where only that was told of it', [{ ...remains('04', 20), invoice: 'A-1', alias: 'in_1' }], 'A-1'],
  [
    'by its id, where it went out so before anybody told its number',
    [
      { ...overdue('05', 'D-1.x.t1'), invoice: 'in_1' },
      { ...remains('06', 20), invoice: 'A-1', alias: 'in_1' },
    ],
    'in_1',
  ],
])('an invoice is collected %s', (_, news, expected) => {
  expect(collectedAs('in_1', news)).toBe(expected);
});

test.each<[string, readonly InvoiceNews[], boolean]>([
  ['nothing was told of it', [overdue('05', 'D-1.x.t1')], false],
  ['its lifecycle was told so', [overdue('05', 'D-1.x.t1'), paid('06')], true],
  ['that was before it was overdue again', [overdue('05', 'D-1.x.t1'), paid('04')], false],
  ['nobody was told', [overdue('05', 'D-1.x.t1'), { ...paid('06'), lifecycle: null }], false],
  ['it was written off before', [overdue('05', 'D-1.x.t1'), { ...paid('06'), end: 'written-off' }], false],
])('whether an invoice is known as paid where %s: %s', (_, news, expected) => {
  expect(isSettledSo(undefined, news)).toBe(expected);
});

const euro = (amount: number): Money => ({ amount, currency: 'EUR' });

test.each<[string, readonly InvoiceNews[], Money | undefined, Money | undefined]>([
  ['what its own news say', [remains('04', 20)], euro(100), euro(100)],
  ['what came later', [remains('06', 20), remains('07', 10)], euro(100), euro(10)],
  ['the less of two at one moment', [remains('05', 20)], euro(100), euro(20)],
  ['its own where that is less', [remains('05', 200)], euro(100), euro(100)],
  ['what was told before, where it says nothing', [remains('03', 30), remains('04', 20)], undefined, euro(20)],
  ['nothing, where nobody says it', [overdue('04', null)], undefined, undefined],
  [
    'its own, where others are in another currency',
    [{ ...remains('06', 2), amount: { amount: 2, currency: 'JPY' } }],
    euro(9),
    euro(9),
  ],
])('open of an invoice that was overdue on the fifth is %s', (_, news, own, expected) => {
  expect(openOf(own === undefined ? null : { at: moment('05'), amount: own }, news)).toEqual(expected);
});

const cameIn = (day: string, amount: number, time = '10:00:00'): InvoiceNews => ({
  kind: 'invoice-part-paid',
  at: `2027-03-${day}T${time}.000Z`,
  lifecycle: null,
  paid: { amount, currency: 'EUR' },
});

test.each<[string, readonly InvoiceNews[], number]>([
  ['less what came in since', [remains('05', 100), cameIn('06', 30), cameIn('07', 20)], 50],
  ['with what came in before', [cameIn('04', 30), remains('05', 100)], 100],
  ['with what came in within a minute of it', [remains('05', 100), cameIn('05', 30, '10:00:59')], 100],
  ['nothing, where more came in', [remains('05', 100), cameIn('06', 130)], 0],
])('open is what was said last, %s', (_, news, expected) => {
  expect(openOf(null, news)).toEqual({ amount: expected, currency: 'EUR' });
});

test.each<[string, readonly InvoiceNews[], boolean]>([
  ['nothing was said', [overdue('05', 'D-1.x.t1')], false],
  ['it was said before', [remains('04', 100)], false],
  ['it was said with it', [remains('05', 100)], true],
  ['it was said after it', [remains('06', 100)], true],
])('whether a payment of the fifth is in what is open where %s: %s', (_, news, expected) => {
  expect(isCounted(moment('05'), news)).toBe(expected);
});

test.each<[string, readonly InvoiceNews[], boolean]>([
  ['by nothing', [remains('05', 20), remains('04', 10)], false],
  ['by what came later', [remains('06', 10)], true],
  ['by what left less at the same moment', [remains('05', 10)], true],
])('that twenty euros are open is overtaken %s', (_, news, expected) => {
  expect(isOvertaken(moment('05'), euro(20), news)).toBe(expected);
});

test.each<[string, Partial<UnplacedInvoice>, ReturnType<typeof invoicePlace>]>([
  ['to the lifecycle that it names', { named: 'D-1.y.t2' }, { lifecycle: 'D-1.y.t2' }],
  ['there, whoever the client is', { named: 'D-1.y.t2', externalId: null, running: null }, { lifecycle: 'D-1.y.t2' }],
  ['to the first that runs of its client', {}, { lifecycle: 'D-1.a.t1' }],
  ['nowhere, where it names nobody', { externalId: null, running: null }, { nowhere: 'nobody-named' }],
  ['nowhere, until somebody says who the client is', { running: null }, { nowhere: 'unmapped' }],
  ['nowhere, where the client has nothing any more', { running: [] }, { nowhere: 'no-running-lifecycle' }],
])('an overdue invoice goes %s', (_, parts, expected) => {
  expect(invoicePlace({ named: null, externalId: 'cus_1', running: ['D-1.a.t1', 'D-1.b.t1'], ...parts })).toEqual(
    expected,
  );
});
