/** Bodies as Stripe and Zendesk send them, in the shapes of several versions: each is read rightly, ignored by name, or refused. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { factOfSignal } from '../../api/messages/signals';
import { readEvent } from '../../api/inbound/formats';
import type { SourceFormat } from '../../api/schemas/sources';

const folder = (format: string): string => path.join(__dirname, '..', 'samples', format);
const ending = '.json.example';
const sample = (format: string, name: string): unknown =>
  JSON.parse(readFileSync(path.join(folder(format), `${name}${ending}`), 'utf8'));

/** What is told of a sample: its news, the reason why nothing is, or null where it is refused. */
function told(format: SourceFormat, name: string, forTests = false): unknown {
  const event = readEvent(format, sample(format, name), forTests);
  return event === null ? null : (event.told ?? event.ignored);
}

const invoice = { invoice: 'ALP-0031', alias: 'in_1QAlpine0001' };
const euro = (amount: number) => ({ amount, currency: 'EUR' });
const overdue = { kind: 'invoice-overdue', ...invoice, days: 3, amount: euro(120_000) };
const paid = { kind: 'invoice-paid', ...invoice };
const remains = { kind: 'invoice-remains', ...invoice };
const nothing = 'nothing-about-health';

const verdicts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  stripe: {
    overdue,
    'overdue-in-test-mode': 'test-mode',
    'overdue-of-2020': overdue,
    'paid-in-part': { ...remains, amount: euro(20_000) },
    'credited-in-part': { ...remains, amount: euro(90_000), credited: true },
    'payment-taken-back': { ...remains, amount: euro(120_000) },
    renamed: nothing,
    'one-payment': { kind: 'invoice-part-paid', invoice: invoice.alias, paid: euro(100_000) },
    'last-try-failed': { ...overdue, days: 33 },
    'try-failed-more-to-come': { ...remains, amount: euro(120_000) },
    'client-tried-before-it-was-due': 'not-due',
    'client-tried-when-it-was-late': overdue,
    'client-must-confirm': nothing,
    'written-off': { ...paid, end: 'written-off' },
    voided: { ...paid, end: 'voided' },
    paid,
    'paid-outside': paid,
    'overdue-and-paid-by-then': paid,
    draft: nothing,
    upcoming: nothing,
    'subscription-past-due': { kind: 'invoice-overdue', invoice: invoice.alias, days: 1 },
    'subscription-unpaid': { kind: 'invoice-overdue', invoice: invoice.alias, days: 1 },
    'subscription-late-as-before': 'nothing-new',
    'subscription-active-again': nothing,
    'of-a-subscription-since-basil': overdue,
    'of-a-subscription-before-basil': overdue,
    'in-iceland': { ...overdue, amount: { amount: 500, currency: 'ISK' } },
    'in-hungary': { ...overdue, amount: { amount: 180_000_000, currency: 'HUF' } },
    'in-kuwait': { ...overdue, amount: { amount: 5_120, currency: 'KWD' } },
    'everything-empty': { kind: 'invoice-overdue', invoice: invoice.alias, days: 1 },
    'client-created': nothing,
    'product-with-empty-metadata': nothing,
    'payout-in-hundreds': nothing,
    thin: nothing,
    'thin-of-a-core-object': nothing,
    'no-event': null,
    'amount-in-words': null,
  },
  zendesk: {
    created: { kind: 'ticket', ticket: '35436', open: true },
    solved: { kind: 'ticket', ticket: '35436', open: false },
    'on-hold': { kind: 'ticket', ticket: '35436', open: true },
    'changes-hands': { kind: 'ticket', ticket: '35436', open: true },
    'loses-its-organization': { kind: 'ticket', ticket: '35436', open: true, ofNobody: true },
    'organization-zero': { kind: 'ticket', ticket: '35436', open: true, ofNobody: true },
    'requester-of-nobody': { kind: 'ticket', ticket: '35436', open: true, ofNobody: true },
    merged: { kind: 'ticket', ticket: '35436', open: false },
    'gone-for-good': { kind: 'ticket', ticket: '35436', open: false },
    'numbers-for-ids': { kind: 'ticket', ticket: '35436', open: true },
    undeleted: { kind: 'ticket', ticket: '35436', open: true },
    'previous-version': { kind: 'ticket', ticket: '35436', open: true },
    'from-a-trigger': { kind: 'ticket', ticket: '35436', open: true },
    'from-a-trigger-of-nobody': { kind: 'ticket', ticket: '35436', open: true, ofNobody: true },
    'from-a-trigger-in-german': 'unknown-status',
    'user-without-organization': nothing,
    'article-published': nothing,
    'no-event': null,
  },
};

describe.each(['stripe', 'zendesk'] as const)('%s', (format) => {
  const expected = verdicts[format] ?? {};

  test('every sample has a verdict', () => {
    const names = readdirSync(folder(format)).map((name) => name.slice(0, -ending.length));
    expect(names.toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  test.each(Object.entries(expected))('%s', (name, verdict) => {
    expect(told(format, name)).toEqual(verdict);
  });
});

test.each([
  [undefined, {}],
  ['paid', {}],
  ['voided', { end: 'voided' }],
  ['written-off', { end: 'written-off' }],
] as const)('a billing system without a format of its own may say that an invoice is %s', (end, expected) => {
  const sent = { kind: 'invoice-paid' as const, invoiceId: 'R-1', ...(end === undefined ? {} : { end }) };
  expect(factOfSignal(sent, '')).toEqual({ name: 'invoicePaid', data: { invoice: 'R-1', ...expected } });
});

test('what is of a test counts where the source is one for tests', () => {
  expect(told('stripe', 'overdue-in-test-mode', true)).toEqual(overdue);
});

test.each([
  ['subscription-past-due', 'D-1042.crm-pro.t1'],
  ['of-a-subscription-since-basil', 'D-1042.crm-pro.t1'],
  ['of-a-subscription-before-basil', 'D-1042.crm-pro.t1'],
  ['everything-empty', null],
  ['overdue', null],
])('%s names the lifecycle %s', (name, lifecycle) => {
  expect(readEvent('stripe', sample('stripe', name))).toMatchObject({ lifecycle });
});

test.each([
  ['changes-hands', '360009999'],
  ['organization-zero', null],
  ['gone-for-good', null],
  ['numbers-for-ids', '360001234'],
])('%s is of %s', (name, externalId) => {
  expect(readEvent('zendesk', sample('zendesk', name))).toMatchObject({ externalId });
});
