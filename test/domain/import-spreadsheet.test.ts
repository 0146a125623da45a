/** A table as spreadsheets write it: what is empty is passed over, and one bad row spoils only itself, named in words. */
import { readImport, type ImportFile } from '../../api/imports/rows';
import { readAs } from '../../api/imports/read-as';
import { separatorOf } from '../../api/imports/separator';
import { usualHabits, type Habits } from '../../domain/integrations/spreadsheet';

async function read(file: string, said: Partial<Habits> = {}, size = 11): Promise<ImportFile> {
  const bytes = new TextEncoder().encode(file);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  }
  return readImport('text/csv', pieces(), '2027-03-01', async () => undefined, { ...usualHabits, ...said });
}

const names = ['dealId', 'clientId', 'clientName', 'contactId', 'contactName', 'contactEmail', 'sellerId', 'sellerName', 'sellerEmail', 'productCode', 'productName', 'annualAmount', 'currency', 'startsOn', 'termMonths']; // prettier-ignore
const cells = (parts: Readonly<Record<string, string>> = {}): string[] => {
  const one: Readonly<Record<string, string>> = { dealId: 'D-1', clientId: 'C-1', clientName: 'Kern AG', contactId: 'jo', contactName: 'Jo Kern', contactEmail: 'jo@kern.example', sellerId: 'sel', sellerName: 'Sel', sellerEmail: 'sel@holdfast.example', productCode: 'crm', productName: 'CRM', annualAmount: '1200000', currency: 'EUR', startsOn: '2026-06-01', termMonths: '36', ...parts }; // prettier-ignore
  return names.map((name) => one[name] ?? '');
};
const table = (rows: readonly (readonly string[])[], separator = ',', end = '\r\n'): string =>
  rows.map((row) => row.join(separator)).join(end);

test.each([
  ['commas', table([names, cells()])],
  ['semicolons', table([names, cells()], ';')],
  ['tabs', table([names, cells()], '\t')],
  ['semicolons, as its first line says', `sep=;\r\n${table([names, cells()], ';')}`],
  ['tabs, as its first line says in quotes', `"sep=\t"\r\n${table([names, cells()], '\t')}`],
  ['semicolons, and empty rows before the header', `;;;\r\n\r\n${table([names, cells()], ';')}`],
  ['commas, each line ended by a carriage return alone', table([names, cells()], ',', '\r')],
  ['commas, lines ended in two ways', `${names.join(',')}\r\n${cells().join(',')}\n\n${cells({ dealId: 'D-2' }).join(',')}\r\n`],
  ['semicolons, and a header in capitals', table([names.map((name) => name.toUpperCase()), cells()], ';')],
  ['commas, and a header with blanks, hyphens and underscores', table([names.map((name) => name.replace(/[A-Z]/, (one) => ` ${one}`)), cells()])],
  ['commas, and quotes around everything', table([names, cells()].map((row) => row.map((one) => `"${one}"`)))],
  ['commas, blanks around them, and quotes', `${names.join(' , ')}\n${cells({ clientName: '"Kern, AG" ' }).join(' , ')}`],
])('a file with %s is read', async (_, file) => {
  for (const size of [1, 7, 10_000]) {
    const { errors, deals } = await read(file, {}, size);
    expect(errors).toEqual([]);
    expect(deals[0]?.deal).toMatchObject({ dealId: 'D-1', contacts: [{ email: 'jo@kern.example' }] });
  }
}); // prettier-ignore

test.each([
  ['dealId;clientId', ';'],
  ['dealId\tclientId', '\t'],
  ['dealId,clientId', ','],
  ['"deal;Id",clientId', ','],
  ['a;b;c', ';'],
  ['dealId', ','],
])('the separator of %s is told by its columns', (header, separator) => expect(separatorOf(header)).toBe(separator));

test('empty columns, empty rows and short rows are passed over, and rows are counted as the spreadsheet counts them', async () => {
  const bare = names.map(() => '');
  const rows = [
    [...names, '', '', ''],
    [...cells(), '', '', ''],
    [...bare, '', '', ''],
    [],
    [...cells({ dealId: 'D-2', termMonths: 'ten' }), ''],
    cells({ dealId: 'D-3' }).slice(0, -1),
    cells({ dealId: 'D-4' }),
    bare,
  ];
  const file = await read(table(rows));
  expect(file.rows).toBe(4);
  expect(file.deals.map(({ deal }) => deal.dealId)).toEqual(['D-1', 'D-4']);
  expect(file.errors.map(({ row, field, detail }) => [row, field, detail])).toEqual([
    [4, 'termMonths', 'Use whole months.'],
    [5, 'termMonths', 'It is missing.'],
  ]);
});

test.each<[string, readonly string[], readonly (readonly [string, string])[]]>([
  ['no value in it', cells({ dealId: 'D-2', sellerId: '', sellerName: '', sellerEmail: '' }), [['sellerId', 'It is missing.']]],
  ['a value beyond the header', [...cells({ dealId: 'D-2' }), '', 'x'], [['column P', 'The row is longer than the header. Does a separator stand in a value that has no quotes around it?'], ['column Q', 'There is a value in a column that has no name. Does a separator stand in a value that has no quotes around it?']]],
  ['a formula that failed', cells({ dealId: 'D-2', clientName: '#NV' }), [['clientName', '#NV is a formula that failed.']]],
  ['a local day', cells({ dealId: 'D-2', startsOn: '01.06.2026' }), [['startsOn', '01.06.2026 begins with its day or its month: say which (dates=dmy or dates=mdy), or write it as 2026-06-01.']]],
  ['a day and an amount that are none', cells({ dealId: 'D-2', startsOn: '46174', annualAmount: '12000.00' }), [['annualAmount', '12000.00 is no whole number of minor units (cents). If the file counts in whole EUR, say amounts=whole.'], ['startsOn', '46174 is a day as a spreadsheet counts it inside: 2026-06-01, or 2030-06-02 where it counts from 1904. Show the column as dates (2026-06-01) before it is saved.']]],
  ['a quote in the middle', cells({ dealId: 'D-2', clientName: '5" pipes', termMonths: 'x' }), [['termMonths', 'Use whole months.']]],
])('a row with %s spoils only itself, in words', async (_, bad, errors) => {
  const file = await read(table([names, cells(), bad, cells({ dealId: 'D-3' })]));
  expect(file.deals.map(({ deal }) => deal.dealId)).toEqual(['D-1', 'D-3']);
  expect(file.errors.map(({ row, field, detail }) => [row, field, detail])).toEqual(
    errors.map((one) => [2, ...one]),
  );
}); // prettier-ignore

test('no message of a library reaches people, whatever a row holds', async () => {
  const every = ['stage', 'contactLevel', 'contactChannel', 'contactLanguage', 'contactBirthday', 'quantity', 'completedSteps', 'clientTimeZone', 'retainedSince', 'term', 'group', 'rep']; // prettier-ignore
  const rows = [
    [...names, ...every],
    ...['?', '-1', '1e9', 'x'.repeat(5_000)].map((text) => [...cells(Object.fromEntries(names.map((name) => [name, text]))), ...every.map(() => text)]),
    [...names.map(() => ''), ...every.map(() => 'x')],
  ]; // prettier-ignore
  const { errors } = await read(table(rows));
  expect(errors.length).toBeGreaterThan(50);
  for (const { detail } of errors) expect(detail).not.toMatch(/Invalid|expected|received|undefined|Too (?:big|small)/);
});

test('how a file was read is said in sentences', () => {
  const german = { dates: 'dmy', decimals: 'comma', amounts: 'whole' } as const;
  expect(readAs({ charset: 'windows-1252', by: 'bytes' }, german, ';')).toEqual({
    charset: 'windows-1252',
    separator: 'semicolons',
    said: [
      'The text is read as Windows-1252: no charset was named, and its bytes are no UTF-8. Look at names with accents.',
      'Fields are separated by semicolons.',
      'Days are read day first: 03.04.2027 is 2027-04-03.',
      'Amounts are read as whole units of their currency, with a comma before decimals: 12.000,50 EUR is 12000.50 EUR.',
    ],
  });
  expect(readAs(undefined, usualHabits, null)).toEqual({ charset: 'utf-8', said: ['The text is read as UTF-8.'] });
});
