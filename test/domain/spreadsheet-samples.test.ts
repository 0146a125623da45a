/**
 * Files as Excel, LibreOffice, Google Sheets and Numbers save them, in German and in English: the same two clients, however
 * they are written; and files that are refused, by name and row.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { textOf1252 } from '../../outside/decoder';
import { openText } from '../../api/http/told-text';
import { readImport, type ImportFile } from '../../api/imports/rows';
import { usualHabits, type Habits } from '../../domain/integrations/spreadsheet';

const today = '2027-03-01';

async function read(name: string, said: Partial<Habits>): Promise<ImportFile & { readonly charset: string }> {
  const bytes = readFileSync(path.join(__dirname, '..', 'samples', 'spreadsheets', name));
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += 100) yield bytes.subarray(from, from + 100);
  }
  const opened = await openText(pieces(), null, true);
  const stored: Uint8Array[] = [];
  for await (const one of opened.bytes) stored.push(one);
  const { charset, by } = opened.end();
  async function* utf8(): AsyncGenerator<Uint8Array> {
    yield* by === 'bytes' ? stored.map((one) => new TextEncoder().encode(textOf1252(one))) : stored;
  }
  return {
    ...(await readImport('text/csv', utf8(), today, async () => undefined, { ...usualHabits, ...said })),
    charset,
  };
}

const german = { dates: 'dmy', decimals: 'comma', amounts: 'whole' } as const;
const english = { dates: 'mdy', decimals: 'point', amounts: 'whole' } as const;

test.each<[string, Partial<Habits>, string, string]>([
  ['excel-de-ansi.csv', german, 'windows-1252', ';'],
  ['excel-de-utf8.csv', german, 'utf-8', ';'],
  ['excel-de-unicode.txt', german, 'utf-16le', '\t'],
  ['excel-en-ansi.csv', english, 'windows-1252', ','],
  ['excel-en-utf8.csv', english, 'utf-8', ','],
  ['excel-en-unicode.txt', english, 'utf-16le', '\t'],
  ['libreoffice-de.csv', german, 'utf-8', ','],
  ['libreoffice-de-sep.csv', german, 'utf-16le', ';'],
  ['libreoffice-en.csv', english, 'utf-8', '\t'],
  ['google-de.csv', german, 'utf-8', ','],
  ['google-en.csv', english, 'utf-8', ','],
  ['numbers-de.csv', german, 'utf-8', ';'],
  ['numbers-en.csv', english, 'utf-8', ','],
])('%s is read as it was meant', async (name, said, charset, separator) => {
  const file = await read(name, said);
  expect(file.errors).toEqual([]);
  expect(file).toMatchObject({ rows: 2, charset, separator });
  const seller = { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' };
  const product = { code: 'crm-pro', name: 'CRM Pro', skipOnboarding: true };
  expect(file.deals.map(({ deal }) => deal)).toEqual([
    {
      dealId: 'D-1',
      client: { id: 'C-1', name: 'Müller & Söhne; Bäckerei', country: 'DE' },
      contacts: [{ id: 'joerg', name: 'Jörg Weiß', email: 'joerg@mueller.example', birthday: '1968-06-01' }],
      seller,
      products: [
        { ...product, quantity: 1_200, annualValue: { amount: 1_200_050, currency: 'EUR' }, startsOn: '2026-06-01', termMonths: 36, autoRenews: true, noticeDays: 90 },
      ],
    },
    {
      dealId: 'D-2',
      client: { id: 'C-2', name: 'Café "Crème", Zürich', country: 'CH' },
      contacts: [{ id: 'zoe', name: 'Zoë D’Arc', email: 'zoe@creme.example' }],
      seller,
      products: [
        { ...product, quantity: 7, annualValue: { amount: 125_000_000, currency: 'CHF' }, startsOn: '2027-01-31', termMonths: 12, autoRenews: false },
      ],
    },
  ]);
  expect(file.deals.map(({ lines }) => lines.map(({ row, line }) => [row, line.lastTouchOn]))).toEqual([
    [[1, '2027-02-09']],
    [[2, undefined]],
  ]);
}); // prettier-ignore

test.each<[string, number, string, RegExp]>([
  ['refused-serial-days.csv', 1, 'startsOn', /^46174 is a day as a spreadsheet counts it inside: 2026-06-01/],
  ['refused-comma-in-name.csv', 2, 'column V', /^The row is longer than the header\. Does a separator/],
  ['refused-garbled.csv', 1, 'clientName', /garbled before it came/],
])('%s: one bad row spoils only itself, and is named', async (name, row, field, detail) => {
  const { errors, deals } = await read(name, {});
  expect(errors[0]).toMatchObject({ row, field, detail: expect.stringMatching(detail) });
  expect(deals.length).toBe(new Set(['D-1', 'D-2'].filter((id) => errors.every(({ dealId }) => dealId !== id))).size);
});

test.each<[string, number, RegExp]>([
  ['refused-twice.csv', 422, /^These columns are there more than once: dealId \(dealId, Deal ID\)\.$/],
  ['refused-quote.csv', 422, /^The file is not valid CSV: the quote that opens in row 2, or before it, is never closed\.$/],
  ['refused-mac-roman.csv', 400, /^The file is neither UTF-8 nor Windows-1252: look at byte \d+, in line \d+/],
  ['refused-workbook.csv', 415, /^The file is a workbook or an archive/],
])('%s is refused as a whole, and why', async (name, status, message) => {
  await expect(read(name, {})).rejects.toMatchObject({ status, message: expect.stringMatching(message) });
}); // prettier-ignore
