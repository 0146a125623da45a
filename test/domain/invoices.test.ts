/** What a billing system tells of an invoice: whose it is, and whether it is still owed. */
import {
  collectedIn,
  isPaidSince,
  invoicePlace,
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
