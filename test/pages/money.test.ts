/** No amount changes its size: each currency of ISO 4217 goes through form, mail and file, and comes back as it was. */
import fc from 'fast-check';
import { annualAmount, readAmount } from '../../api/act/amount';
import { actKinds } from '../../api/act/kinds';
import { readImport } from '../../api/imports/rows';
import { readEvent } from '../../api/inbound/formats';
import { stripeAmount } from '../../api/inbound/stripe-amount';
import { toCsv } from '../../api/reports/csv';
import * as schemas from '../../api/schemas/common';
import { minorDigits } from '../../domain/core/currencies';
import type { Money } from '../../domain/core/json';
import { fromMajor, largestAmount, moneyText, toMajor } from '../../domain/core/money';
import type { Occasion } from '../../domain/told/occasion';
import type { Draft } from '../../mail/draft';
import { draftOf } from '../../mail/kinds';
import { notFilled } from '../../pages/parts/filled';
import { amountShownIn as shownIn, moneyIn, plainEnglish, tagOf } from '../../domain/told/locale';
import { languages } from '../../domain/core/language';
import { askedFor, inEnglish, inGerman, mailed } from '../support/occasions';
import { sentenceFor } from '../support/told';

const codes = [...minorDigits.keys()];
const everyMoney = fc.record({
  amount: fc.oneof(fc.constantFrom(0, 1, 9, 10, 99, 100, 120_050, largestAmount), fc.nat(largestAmount)),
  currency: fc.constantFrom(...codes),
});

const worth = (occasion: Occasion, annualValue: Money): Occasion => ({
  ...occasion,
  lifecycle: { ...occasion.lifecycle, renewal: { ...occasion.lifecycle.renewal, annualValue } },
});
const filledIn = (purpose: 'renewal' | 'opportunity', annualValue: Money): string => {
  const occasion = worth(askedFor[purpose], annualValue);
  const html = actKinds[purpose].asks({
    occasion,
    subject: occasion.subject,
    form: notFilled,
    formNumber: 1,
    brand: 'V',
  });
  return /name="annualValue"[^>]* value="([^"]*)"/.exec(html)?.[1] ?? '';
};

/** The amount that a mail says they pay, without the sign of its currency and what groups its digits in English. */
function paidIn({ matters }: Draft): string {
  const [, paid = ''] = /They pay (.*) a year/.exec(matters[0]?.why ?? '') ?? [];
  return (/[\d,]+(?:\.\d+)?/.exec(paid)?.[0] ?? '').replaceAll(',', '');
}

const header =
  'dealId,clientId,clientName,contactId,contactName,contactEmail,sellerId,sellerName,sellerEmail,productCode,productName,annualAmount,currency,startsOn,termMonths';
const csvWith = (amount: string, currency: string): string =>
  `${header}\nD-1,C-1,Alpine,ada,Ada,ada@alpine.example,sam,Sam,sam@holdfast.example,crm,CRM,${amount},${currency},2027-01-01,12\n`;

async function* inOnePiece(file: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(file);
}
const readCsv = (file: string) => readImport('text/csv', inOnePiece(file), '2027-02-01', async () => undefined);

describe('for every currency of ISO 4217', () => {
  test.each(codes)('%s: a form takes back what it filled in, whatever it is', (currency) => {
    for (const amount of [0, 1, 1_200, 12_345, 120_500, 1_200_500, 100_000_000, largestAmount])
      for (const purpose of ['renewal', 'opportunity'] as const) {
        const standing = { amount, currency };
        expect(annualAmount(standing, inEnglish).parse(filledIn(purpose, standing))).toEqual(standing);
      }
  });

  test('what a form shows, however its reader writes amounts, is read back as what stands, and never asked back', () =>
    fc.assert(
      fc.property(
        everyMoney,
        fc.constantFrom(...languages),
        fc.constantFrom('GB', 'US', 'DE', 'AT', 'CH', 'FR', 'MX', 'ES', 'IT', 'CA', null),
        (money, language, country) => {
          const reader = { language, country, zone: 'UTC' };
          const shown = shownIn(reader, money);
          expect({ tag: tagOf(reader), shown, found: readAmount(shown, money, reader) }).toMatchObject({
            found: money,
          });
          // A browser may send other spaces than it was given.
          expect(readAmount(` ${shown.replaceAll(/\s/g, ' ')} `, money, reader)).toEqual(money);
        },
      ),
    ));

  test('text, mail, timeline and file give back the amount that they were given', () =>
    fc.assert(
      fc.asyncProperty(everyMoney, async (money) => {
        const { amount, currency } = money;
        const said = { kind: 'money', money };
        expect(fromMajor(toMajor(money), currency)).toEqual(said);
        const { role, occasion } = mailed['opportunity'];
        const mail = draftOf('opportunity', role, worth(occasion, money));
        expect(fromMajor(paidIn(mail), currency)).toEqual(said);
        const annualValue = { amount: amount + 1, currency };
        const renewed = { kind: 'renewal-decided', by: 'person', termMonths: 12, annualValue, before: money } as const;
        expect(sentenceFor(renewed)).toContain(`(${moneyIn(plainEnglish, { amount: 1, currency })} more than before)`);
        const changed = {
          kind: 'annual-value-changed',
          opportunity: 'opportunity-1',
          from: annualValue,
          to: money,
        } as const;
        expect(sentenceFor(changed)).toContain(` ${moneyIn(plainEnglish, money)} (`);
        const [columns, row] = toCsv([{ currency, annualValue: amount }]).split('\n');
        expect([columns, row]).toEqual([`currency,annualValue ${currency}`, `${currency},${toMajor(money)}`]);
        const read = await readCsv(csvWith(String(amount), currency));
        expect(read.errors).toEqual([]);
        expect(read.deals[0]?.deal.products[0]?.annualValue).toEqual(money);
      }),
    ));

  test('amounts are exact up to the largest whole number', () => {
    const amount = Number.MAX_SAFE_INTEGER;
    for (const currency of codes)
      expect(fromMajor(toMajor({ amount, currency }), currency)).toEqual({
        kind: 'money',
        money: { amount, currency },
      });
    expect(fromMajor('9007199254740992', 'JPY')).toEqual({ kind: 'too-much' });
  });
});

test.each([
  ['HUF', 2, '1800000.00'],
  ['IDR', 2, '1800000.00'],
  ['COP', 2, '1800000.00'],
  ['PKR', 2, '1800000.00'],
  ['IQD', 3, '180000.000'],
  ['KWD', 3, '180000.000'],
  ['JPY', 0, '180000000'],
  ['CLF', 4, '18000.0000'],
])('%s has %i decimals, as ISO 4217 says and the runtime may not', (currency, digits, text) => {
  expect(minorDigits.get(currency)).toBe(digits);
  expect(toMajor({ amount: 180_000_000, currency })).toBe(text);
});

test('a code that ISO 4217 has no longer is refused, and shown where it stands', () => {
  for (const code of ['BGN', 'HRK', 'XAU', 'XXX', 'QQQ']) {
    expect(schemas.money.safeParse({ amount: 100, currency: code }).error?.issues[0]?.message).toBe(
      'There is no such currency.',
    );
    expect(schemas.moneyShown.safeParse({ amount: 100, currency: code }).success).toBe(true);
    expect(moneyText({ amount: 120_050, currency: code })).toBe(`1200.50 ${code}`);
  }
});

const eur = { amount: 1_200_000, currency: 'EUR' };
const kwd = { amount: 120_500, currency: 'KWD' };
const jpy = { amount: 1_800_000, currency: 'JPY' };
test.each<[string, Money, number | string]>([
  ['15000', eur, 1_500_000],
  ['15000.5', eur, 1_500_050],
  ['15.000,50', eur, 1_500_050],
  // Three digits are thousands where that is near what stands; else it is asked back.
  ['15.000', eur, 1_500_000],
  ['36,000', eur, 3_600_000],
  ['36 000', eur, 3_600_000],
  ['1.200', eur, '“1.200” could be 1200 or 1.2: write one of them.'],
  ['1,200', eur, '“1,200” could be 1200 or 1.2: write one of them.'],
  ['1200.505', eur, 'EUR has 2 decimals: write the amount like 1200 or 1200.50.'],
  ['much', eur, 'Write the amount like 1200 or 1200.50.'],
  ['-5', eur, 'Write the amount like 1200 or 1200.50.'],
  ['', eur, 'Write the amount like 1200 or 1200.50.'],
  ['15000 USD', eur, 'This is in EUR, not in USD.'],
  ['$15000', eur, 'This is in EUR, not in USD.'],
  ['€15000', eur, 1_500_000],
  ['15000 EUR', eur, 1_500_000],
  ['$15000', { amount: 1, currency: 'CAD' }, 1_500_000],
  ['99999999999', eur, 'That is more than we count.'],
  ['1900000.50', jpy, 'JPY has no decimals: write the amount like 1200.'],
  ['1,900,000', jpy, 1_900_000],
  ['2400000', jpy, 2_400_000],
  ['120.500', kwd, 120_500],
  ['130.525', kwd, 130_525],
  ['1200.5', kwd, 1_200_500],
  ['1.200', { amount: 0, currency: 'KWD' }, '“1.200” could be 1200 or 1.2: write one of them.'],
  ['130.5250', { amount: 0, currency: 'KWD' }, 130_525],
  ['1200.12345', kwd, 'KWD has 3 decimals: write the amount like 1200 or 1200.500.'],
])('“%s”, where %j stands, is %s', (text, standing, expected) => {
  expect(readAmount(text, standing, inEnglish)).toEqual(
    typeof expected === 'number' ? { amount: expected, currency: standing.currency } : expected,
  );
});

test.each<[Money, string, string]>([
  [eur, '12,000', '12.000'],
  [{ amount: 1_200_050, currency: 'EUR' }, '12,000.50', '12.000,50'],
  [kwd, '120.500', '120,500'],
  [{ amount: 1_200_000, currency: 'KWD' }, '1,200', '1.200'],
  [jpy, '1,800,000', '1.800.000'],
])('%j is filled in as its reader writes it, and taken back', (money, english, german) => {
  expect([shownIn(inEnglish, money), shownIn(inGerman, money).replaceAll(/\s/g, '.')]).toEqual([english, german]);
  for (const locale of [inEnglish, inGerman, { ...inGerman, country: 'CH' }, { ...inGerman, country: 'DE' }])
    expect(readAmount(shownIn(locale, money), money, locale)).toEqual(money);
});

test('what is wrong with an amount is said in German to who reads German', () => {
  expect(readAmount('viel', eur, inGerman)).toBe('Schreiben Sie den Betrag wie 1200 oder 1200,50.');
  expect(readAmount('1.200', eur, inGerman)).toBe('„1.200“ kann 1200 oder 1,2 heißen: Schreiben Sie eines davon.');
  expect(readAmount('15000 USD', eur, inGerman)).toBe('Das ist in EUR, nicht in USD.');
  expect(readAmount('1900000,50', jpy, inGerman)).toBe(
    'JPY hat keine Nachkommastellen: Schreiben Sie den Betrag wie 1200.',
  );
});

/** Whose each sign is, among all currencies of ISO 4217; nobody else's amount is taken with it. */
const signed: Readonly<Record<string, { readonly names: string; readonly shared: string }>> = {
  '€': { names: 'EUR', shared: '' },
  $: {
    names: 'USD',
    shared:
      'USN ARS AUD BBD BMD BND BRL BSD BZD CAD CLP COP CUP CVE DOP FJD GYD HKD JMD KYD LRD MOP MXN NAD NIO NZD SBD SGD SRD TOP TTD TWD UYU WST XCD ZWG',
  },
  '£': { names: 'GBP', shared: 'EGP FKP GIP LBP SDG SHP SSP SYP' },
  '¥': { names: 'JPY', shared: 'CNY' },
};

test.each(Object.entries(signed))('%s is taken for its own currencies alone', (sign, { names, shared }) => {
  const own = [names, ...shared.split(' ').filter((code) => code !== '')];
  expect(own.filter((code) => !minorDigits.has(code))).toEqual([]);
  for (const currency of codes)
    for (const text of [`${sign}1200`, `1200 ${sign}`, `1200${sign}`, `${sign} 1200 ${currency}`]) {
      const standing = { amount: 1, currency };
      const taken = fromMajor('1200', currency);
      const expected = own.includes(currency)
        ? taken
        : { kind: 'refused', said: `This is in ${currency}, not in ${names}.` };
      const found = readAmount(text, standing, inEnglish);
      expect({ text, currency, found: typeof found === 'string' ? { kind: 'refused', said: found } : { kind: 'money', money: found } }).toEqual({ text, currency, found: expected }); // prettier-ignore
    }
});

test.each(['12000.00', '12000,50', '1.200.000', '1,200', '-5'])(
  'a file that says %s minor units is refused',
  async (amount) => {
    const { errors } = await readCsv(csvWith(`"${amount}"`, 'EUR'));
    expect(errors.map(({ field }) => field)).toEqual(['annualAmount']);
  },
);

describe('Stripe writes amounts in a unit of its own', () => {
  test.each<[number, string, Money | null]>([
    [120_050, 'eur', { amount: 120_050, currency: 'EUR' }],
    [50_000, 'isk', { amount: 500, currency: 'ISK' }],
    [50_000, 'ugx', { amount: 500, currency: 'UGX' }],
    [500, 'jpy', { amount: 500, currency: 'JPY' }],
    [500, 'mga', { amount: 50_000, currency: 'MGA' }],
    [180_000_000, 'huf', { amount: 180_000_000, currency: 'HUF' }],
    [120_050, 'twd', { amount: 120_050, currency: 'TWD' }],
    [5_120, 'kwd', { amount: 5_120, currency: 'KWD' }],
    [500, 'lyd', { amount: 5_000, currency: 'LYD' }],
    [50_050, 'isk', null],
    [500, 'xyz', null],
  ])('%i %s is %j', (amount, code, expected) => expect(stripeAmount(amount, code)).toEqual(expected));

  test('an invoice whose amount cannot be said exactly is told without one', () => {
    const object = { id: 'in_1', customer: 'cus_1', amount_remaining: 50_050, due_date: 1_805_000_000 };
    const event = (currency: string) =>
      readEvent('stripe', {
        id: 'evt_1',
        created: 1_805_097_600,
        type: 'invoice.overdue',
        data: { object: { ...object, currency } },
      })?.told;
    expect(event('isk')).toEqual({ kind: 'invoice-overdue', invoice: 'in_1', days: 1 });
    expect(event('eur')).toMatchObject({ amount: { amount: 50_050, currency: 'EUR' } });
  });
});
