/** Agreed steps in value as sales and imports write them: within the term, in order, in one currency. */
import { deal, amendment } from '../../api/schemas/deals';
import { fieldErrors } from '../../api/http/problems';
import { readImport } from '../../api/imports/rows';
import { aLine } from '../support/import-lines';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const soldWith = (steps: readonly object[]) => {
  const { product, ...rest } = aLine(1);
  return { ...rest, products: [{ ...product, termMonths: 36, steps }] };
};
const wrongIn = (steps: readonly object[]): readonly string[] =>
  fieldErrors(deal.safeParse(soldWith(steps)).error?.issues ?? []).map(({ pointer }) => pointer);

test.each<[string, readonly object[], readonly string[]]>([
  [
    'each year more',
    [
      { on: '2028-01-01', annualValue: eur(2) },
      { on: '2029-01-01', annualValue: eur(3) },
    ],
    [],
  ],
  ['none', [], []],
  ['one on the first day is the value itself', [{ on: '2027-01-01', annualValue: eur(2) }], ['/products/0/steps/0/on']],
  ['one on the day on which the term ends', [{ on: '2030-01-01', annualValue: eur(2) }], ['/products/0/steps/0/on']],
  [
    'two in no order',
    [
      { on: '2029-01-01', annualValue: eur(2) },
      { on: '2028-01-01', annualValue: eur(3) },
    ],
    ['/products/0/steps/1/on'],
  ],
  [
    'another currency',
    [{ on: '2028-01-01', annualValue: { amount: 2, currency: 'USD' } }],
    ['/products/0/steps/0/annualValue/currency'],
  ],
  ['no day', [{ annualValue: eur(2) }], ['/products/0/steps/0/on']],
])('a hand-off with steps in value: %s', (_, steps, wrong) => {
  expect(wrongIn(steps)).toEqual(wrong);
});

test('an import takes them too, and names the row of those that do not fit', async () => {
  const { product, ...rest } = aLine(1);
  const rows = [
    { ...rest, product: { ...product, termMonths: 36, steps: [{ on: '2028-01-01', annualValue: eur(2) }] } },
    { ...rest, dealId: 'D-2', product: { ...product, steps: [{ on: '2031-01-01', annualValue: eur(2) }] } },
  ];
  // oxlint-disable-next-line require-await -- a file comes in pieces
  async function* pieces() {
    yield new TextEncoder().encode(rows.map((row) => JSON.stringify(row)).join('\n'));
  }
  const { deals, errors } = await readImport('application/x-ndjson', pieces(), '2027-02-01', () => Promise.resolve());
  expect(deals.map((one) => one.deal.products[0]?.steps)).toEqual([[{ on: '2028-01-01', annualValue: eur(2) }]]);
  expect(errors).toMatchObject([{ dealId: 'D-2', row: 2, field: '/product/steps/0/on' }]);
});

test('an amendment names each product once', () => {
  const twice = { amendmentId: 'A', effectiveOn: '2027-03-01', products: [{ code: 'crm' }, { code: 'crm' }] };
  expect(fieldErrors(amendment.safeParse(twice).error?.issues ?? [])).toHaveLength(1);
});
