/** Reading a file of an import piece by piece: what is wrong is named, what is too much ends at once. */
import { readImport, largestImport } from '../../api/imports/rows';
import { afterDeal, contactFieldNames } from '../../domain/organisation/known';
import { aLine } from '../support/import-lines';

const today = '2027-03-01';

/** The file in pieces of some bytes, however characters and lines lie in them; counts what was taken. */
function piecesOf(file: string, size: number): { taken: () => number; pieces: AsyncIterable<Uint8Array> } {
  const bytes = new TextEncoder().encode(file);
  let taken = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += size) {
      taken += 1;
      yield bytes.subarray(from, from + size);
    }
  }
  return { taken: () => taken, pieces: pieces() };
}

const read = (type: string, file: string, size = 7) =>
  readImport(type, piecesOf(file, size).pieces, today, async () => undefined);
const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `${JSON.stringify(aLine(index))}\n`).join('');

test.each([1, 7, 100_000])('pieces of %i bytes come to the same', async (size) => {
  const file = await read(
    'application/x-ndjson',
    `\n${lines(3)}  \n${JSON.stringify(aLine(9, { name: 'Bäckerei 𝕏' }))}`,
    size,
  );
  expect(file).toMatchObject({ rows: 4, errors: [] });
  expect(file.deals.map(({ deal }) => deal.client.name)).toEqual(['Client 0', 'Client 1', 'Client 2', 'Bäckerei 𝕏']);
});

test('rows beyond the most end it, before the rest is read', async () => {
  const { taken, pieces } = piecesOf('x\n'.repeat(1_000_000), 10_000);
  await expect(readImport('application/x-ndjson', pieces, today, async () => undefined)).rejects.toMatchObject({
    status: 422,
    message: `The file has more than ${largestImport.rows} rows; send at most ${largestImport.rows} at once.`,
  });
  expect(taken()).toBe(11);
});

test.each([
  ['a line that never ends', 'x'.repeat(3_000_000), 'Line 1 of the file is longer than 1000000 characters.'],
  ['nothing', '\n \n', 'The file has no rows.'],
])('%s is named', async (_, file, message) => {
  await expect(read('application/x-ndjson', file, 5_000)).rejects.toMatchObject({ status: 422, message });
});

test.each([
  [
    'columns that nobody knows',
    `${Array.from({ length: 5_000 }, (_, index) => `c${index}`).join(',')}\n`,
    /^There are no such columns: c0, .*, c19, …\. There are: dealId/,
  ],
  ['a quote that is never closed', 'dealId,clientId\n"1,2', /not valid CSV/],
  [
    'a column that is there twice',
    'dealId,clientId, dealId ,clientName,clientId\nD-1,C,D-2,A,C',
    /^These columns are there more than once: dealId, clientId\.$/,
  ],
  ['a NUL in a column', 'dealId,client\u0000Name\nD-1,A', /^There are no such columns: client\uFFFDName/],
])('of CSV %s: said so', async (_, file, message) => {
  await expect(read('text/csv', file)).rejects.toMatchObject({ status: 422, message: expect.stringMatching(message) });
});

test('a NUL or half a character that was written as an escape spoils its row alone', async () => {
  const half = JSON.stringify(aLine(1, { name: 'half' })).replace('half', '\\ud83d');
  const nul = JSON.stringify(aLine(2, { name: 'nul' })).replace('nul', '\\u0000');
  const file = await read('application/x-ndjson', `${lines(1)}${half}\n${nul}\n`);
  expect(file.deals.length).toBe(1);
  expect(file.errors.map(({ row, field }) => ({ row, field }))).toEqual([
    { row: 2, field: '/client/name' },
    { row: 3, field: '/client/name' },
  ]);
});

const header = 'dealId,clientId,clientName,contactId,contactName,contactEmail,sellerId,sellerName,sellerEmail,productCode,productName,annualAmount,currency,startsOn,termMonths'; // prettier-ignore
const csvLine = (id: string, name: string): string => {
  const { client, contacts: [contact], seller, product } = aLine(0); // prettier-ignore
  return [id, client.id, name, contact?.id, contact?.name, contact?.email, seller.id, seller.name, seller.email, product.code, product.name, 100, 'EUR', product.startsOn, product.termMonths].join(','); // prettier-ignore
};

test('an empty cell says nothing, and wipes nothing of what is known', async () => {
  const csv = `${header},clientCountry,clientIndustry,contactPhone,contactLevel,contact2Id\n${csvLine('D-1', 'A')},, ,,"",`;
  const { deals, errors } = await read('text/csv', csv);
  expect(errors).toEqual([]);
  const [{ deal } = { deal: undefined }] = deals;
  expect(deal?.client).toEqual({ id: 'C-0', name: 'A' });
  expect(deal?.contacts).toEqual(aLine(0).contacts);
  const values = { name: 'Kim', email: 'kim@client.example', level: 'user', role: null, birthday: null, phone: '+43 1', language: null, channel: null }; // prettier-ignore
  const known = afterDeal(contactFieldNames, { values, said: {} }, deal?.contacts[0] ?? {}, '2027-03-01T08:00:00.000Z');
  expect(known.values).toEqual({ ...values, name: 'Kim Example' });
});

test('a NUL among good rows, raw or escaped, in a CSV or in NDJSON, spoils its row alone', async () => {
  const { dealId, client } = aLine(0);
  const csv = [
    header,
    csvLine(dealId, client.name),
    csvLine('D-nul', 'Al\u0000pine'),
    csvLine('D\u0000', 'A'),
    csvLine('D-last', 'A'),
  ];
  const file = await read('text/csv', csv.join('\n'));
  expect(file.deals.map(({ deal }) => deal.dealId)).toEqual([dealId, 'D-last']);
  expect(file.errors).toEqual([
    expect.objectContaining({ dealId: 'D-nul', row: 2, field: 'clientName' }),
    expect.objectContaining({ row: 3, field: 'dealId' }),
  ]);

  const raw = JSON.stringify(aLine(1, { name: 'raw' })).replace('raw', 'r\u0000w');
  const mixed = await read('application/x-ndjson', `${lines(1)}${raw}\n${JSON.stringify(aLine(2))}\n`);
  expect(mixed.deals.length).toBe(2);
  expect(mixed.errors).toEqual([expect.objectContaining({ row: 2, detail: 'This line is not valid JSON.' })]);
});

const other = (index: number, name: string) => ({
  ...aLine(index),
  successCriteria: name,
  product: { ...aLine(index).product, code: 'other' },
});
const long = 'D'.repeat(64);
test.each<[string, string, readonly string[]]>([
  ['a NUL that was written as an escape', JSON.stringify(other(0, 'x')).replace('"x"', '"\\u0000"'), ['D-0']],
  ['half a character', JSON.stringify(other(0, 'x')).replace('"x"', '"\\ud83d"'), ['D-0']],
  ['a raw NUL, which is no JSON', JSON.stringify(other(0, 'x')).replace('"x"', '"\u0000"'), ['D-0']],
  ['a value that nobody knows', JSON.stringify({ ...other(0, 'x'), stage: 'soon' }), ['D-0']],
  ['a contract that has ended', JSON.stringify({ ...other(0, 'x'), product: { ...other(0, 'x').product, startsOn: '2020-01-01' } }), ['D-0']],
  ['an id that is another one', JSON.stringify({ ...other(0, 'x'), dealId: 'D\u0000' }), ['D\uFFFD']],
  ['an id that is too long', JSON.stringify({ ...other(0, 'x'), dealId: `${long}-2` }), [`${long.slice(1)}…`]],
  ['no id', JSON.stringify({ ...other(0, 'x'), dealId: undefined }), ['row 3']],
  ['nothing', '{', ['row 3']],
])('a deal of two lines, and one of them is spoilt by %s', async (_, spoilt, deals) => {
  const { errors } = await read(
    'application/x-ndjson',
    `${lines(1)}${JSON.stringify({ ...aLine(1), dealId: long })}\n${spoilt}\n`,
  );
  expect([...new Set(errors.map(({ dealId }) => dealId))]).toEqual(deals);
}); // prettier-ignore

test('a row says so much of what is wrong with it, and a deal has so many products', async () => {
  const strange = { ...aLine(0), ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, 1])) };
  const one = Array.from({ length: 52 }, (_, index) => ({
    ...aLine(1),
    product: { ...aLine(1).product, code: `p-${index}` },
  }));
  const file = await read(
    'application/x-ndjson',
    [strange, ...one].map((line) => JSON.stringify(line)).join('\n'),
    10_000,
  );
  expect(file.errors.filter(({ row }) => row === 1).length).toBe(50);
  expect(file.errors.filter(({ row }) => row > 1)).toEqual([
    expect.objectContaining({ row: 52, detail: 'A deal has at most 50 products.' }),
    expect.objectContaining({ row: 53, detail: 'A deal has at most 50 products.' }),
  ]);
});

test('whoever wants it no more ends it', async () => {
  let heard = 0;
  const { taken, pieces } = piecesOf(lines(5_000), 10_000);
  const enough = new RangeError('enough');
  await expect(
    readImport('application/x-ndjson', pieces, today, async (rows) => {
      heard = rows;
      if (rows >= 3_000) throw enough;
    }),
  ).rejects.toBe(enough);
  expect(heard).toBe(3_000);
  expect(taken()).toBeLessThan(150);
});

test('a file that is no CSV is refused with what is wrong', async () => {
  await expect(read('text/csv', '{"dealId":"D-1"}\n')).rejects.toMatchObject({
    status: 422,
    message: 'The file is not valid CSV: it begins as JSON does. Send NDJSON as application/x-ndjson.',
  });
  await expect(read('text/csv', 'dealId,clientId\n"D-1,C-1\n')).rejects.toMatchObject({ status: 422 });
});

test.each([
  ['yes', '30', { autoRenews: true, noticeDays: 30 }],
  ['FALSE', '', { autoRenews: false }],
  ['', '0', { noticeDays: 0 }],
])(
  'a column says whether the contract renews by itself, and with which period of notice: %s, %s',
  async (auto, days, line) => {
    const row =
      'D-1,C-1,Client,k,Kim,kim@client.example,sam,Sam,sam@holdfast.example,crm-pro,CRM Pro,1200000,EUR,2027-01-01,12';
    const { deals, errors } = await read('text/csv', `${header},autoRenews,noticeDays\n${row},${auto},${days}\n`);
    expect(errors).toEqual([]);
    expect(deals[0]?.deal.products[0]).toMatchObject(line);
  },
);

test.each([
  ['no answer', 'maybe', '30', 'autoRenews', 'Use true or false.'],
  ['no number', 'yes', 'a month', 'noticeDays', 'Use a whole number.'],
  ['longer than any', 'yes', '100000', 'noticeDays', 'At most 366.'],
  ['too long for the term', 'yes', '365', 'noticeDays', 'A period of notice is shorter than the term.'],
])('what its columns cannot mean is named: %s', async (_, auto, days, field, detail) => {
  const line = aLine(1);
  const given = {
    ...line,
    product: { ...line.product, autoRenews: auto === 'yes' ? true : auto, noticeDays: Number(days) || days },
  };
  const { errors } = await read('application/x-ndjson', JSON.stringify(given));
  expect(errors).toMatchObject([{ row: 1, field: `/product/${field}`, detail }]);
});

test.each([1e9, -1e9, 0])('a term of %d months is named, whatever its period of notice', async (termMonths) => {
  const line = aLine(1);
  const given = { ...line, product: { ...line.product, termMonths, noticeDays: 30 } };
  const { errors } = await read('application/x-ndjson', JSON.stringify(given));
  expect(errors.map(({ field }) => field)).toEqual(['/product/termMonths']);
});
