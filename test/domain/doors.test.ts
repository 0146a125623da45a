/** The doors of the API as pure rules: bytes, addresses, forms, moments, names, and how often somebody may ask. */
import { asUtf8, brokenAt, jsonIn, textIn, unescaped } from '../../api/http/bytes';
import { formIn } from '../../api/http/form';
import { boundedCounts } from '../../api/http/limits';
import { decodeCursor } from '../../api/http/paging';
import { fieldErrors, toProblem, wrongFields } from '../../api/http/problems';
import { cookieName, siteCookieName } from '../../api/http/same-site';
import { readConfig } from '../../config/config';
import { isByBirth, oneLinePattern } from '../../domain/core/names';
import { isMomentInSpan } from '../../domain/core/span';
import { id, line, moment } from '../../api/schemas/common';
import { readFeed as feedIn } from '../../outside/feed';

const readFeed = (text: string) =>
  feedIn({ text, url: 'https://news.example/feed.xml', now: '2027-04-01T10:00:00.000Z' });
const statusOf = (act: () => unknown): string => {
  try {
    return `took ${JSON.stringify(act())}`;
  } catch (error) {
    const { status, message } = toProblem(error);
    return `${status} ${message}`;
  }
};

const long = Buffer.concat([Buffer.from('ä'.repeat(40_000)), Buffer.from('\n€\n'), Buffer.from([0xe2, 0x82])]);

test.each([
  ['plain', Buffer.from('words'), null],
  ['of every length', Buffer.from('aäé€🛠'), null],
  ['0xFF', Buffer.from([0x61, 0x0a, 0xff, 0x62]), { line: 2, byte: 3 }],
  ['another charset', Buffer.from('Alpïne', 'latin1'), { line: 1, byte: 4 }],
  ['an overlong slash', Buffer.from([0xc0, 0xaf]), { line: 1, byte: 1 }],
  ['half a surrogate', Buffer.from([0x61, 0xed, 0xa0, 0x80]), { line: 1, byte: 2 }],
  ['a long text that is cut off', long, { line: 3, byte: long.length - 1 }],
  ['a long text', long.subarray(0, -2), null],
  ['a break just behind a cut character', Buffer.concat([Buffer.from('a'.repeat(65_535)), Buffer.from('€€'), Buffer.from([0xff])]), { line: 1, byte: 65_542 }], // prettier-ignore
] as const)('text %s', async (_, bytes, place) => {
  expect(brokenAt(bytes, 'utf-8')).toEqual(place);
  const said = statusOf(() => textIn(bytes, 'utf-8'));
  expect(said).toMatch(place === null ? /^took / : new RegExp(`^400 .* byte ${place.byte}, in line ${place.line}`));
  // A file comes piece by piece, wherever it is cut.
  for (const size of bytes.length > 1_000 ? [4_093, 65_536] : [1, 2, 3, 7]) {
    const { text, fault } = await inPieces(bytes, size, 'utf-8');
    expect({ size, said: fault ?? `took ${JSON.stringify(text)}` }).toEqual({ size, said });
  }
});

/** What comes of a file that arrives in pieces of that size. */
async function inPieces(bytes: Uint8Array, size: number, charset: string): Promise<{ text: string; fault?: string }> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  }
  const taken: Uint8Array[] = [];
  try {
    for await (const piece of asUtf8(pieces(), charset)) taken.push(piece);
  } catch (error) {
    const { status, message } = toProblem(error);
    return { text: '', fault: `${status} ${message}` };
  }
  return { text: Buffer.concat(taken).toString() };
}

test('where UTF-16 breaks off beyond the first pieces is said too', () => {
  const bytes = Buffer.concat([Buffer.from('line\n'.repeat(20_000), 'utf16le'), Buffer.from([0x00, 0xdc, 0x61, 0x00])]);
  expect(brokenAt(bytes, 'utf-16le')).toMatchObject({ line: 20_001 });
  expect(brokenAt(bytes.subarray(0, 200_000), 'utf-16le')).toBeNull();
});

test('a file in another charset is kept in UTF-8', async () => {
  expect(await inPieces(Buffer.from('Cliënt', 'latin1'), 2, 'iso-8859-1')).toEqual({ text: 'Cliënt' });
  expect((await inPieces(Buffer.from('a'), 1, 'klingon')).fault).toMatch(/^415 /);
});

test('text in other charsets, and in none', () => {
  expect(textIn(Buffer.from([0xe4]), 'iso-8859-1')).toBe('ä');
  expect(textIn(Buffer.from('\ufeffD-1'), 'utf-8')).toBe('D-1');
  expect(statusOf(() => textIn(Buffer.from('a'), 'klingon'))).toMatch(/^415 /);
  expect(statusOf(() => jsonIn('{"a":'))).toMatch(/^400 /);
});

test.each([
  ['a=1&b=two+words&a=3', 'took {"a":["1","3"],"b":"two words"}'],
  ['', 'took {}'],
  ['a', 'took {"a":""}'],
  ['note=%FF', '400 Field 1 of the form is not UTF-8, or wrongly escaped.'],
  ['a=1&note=%C3', '400 Field 2 of the form is not UTF-8, or wrongly escaped.'],
  ['note=a%00b', '400 Field 1 of the form holds characters that cannot be stored.'],
  ['%00=a', '400 The name of field 1 holds characters that cannot be stored.'],
  ['note=100%', '400 Field 1 of the form is not UTF-8, or wrongly escaped.'],
  ['a&'.repeat(1_001), '413 The body is larger than this address takes.'],
])('the form %j', (text, expected) => {
  expect(statusOf(() => formIn(text))).toBe(expected);
});

test('a form may have fields that every object has by birth', () => {
  const form = formIn('__proto__=x&constructor=y');
  expect(Object.keys(form)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(form)).toBe(Object.prototype);
});

test.each([
  ['%61', 'took "a"'],
  ['%00', '400 The address holds characters that cannot be stored.'],
  ['%ED%A0%80', '400 The address is not UTF-8, or wrongly escaped.'],
])('the address %s', (text, expected) => {
  expect(statusOf(() => unescaped(text, 'The address'))).toBe(expected);
});

test.each([
  [Buffer.from('D-1').toString('base64url'), 'took "D-1"'],
  [Buffer.from([0xff]).toString('base64url'), '422 Look at the fields named below.'],
  [Buffer.from('a\0').toString('base64url'), '422 Look at the fields named below.'],
])('the cursor %s', (cursor, expected) => {
  expect(statusOf(() => decodeCursor(cursor))).toBe(expected);
});

test.each([
  ['1970-01-01T00:00:00Z', true],
  ['2200-12-31T23:59:59.999Z', true],
  ['2027-03-15T10:00:00+01:00', true],
  ['0000-01-01T00:00:00Z', false],
  ['0001-01-01T00:00:00+23:59', false],
  ['9999-12-31T23:59:59-23:59', false],
  ['1970-01-01T00:00:00+00:01', false],
  ['2200-12-31T23:59:59-00:01', false],
  ['+275760-09-13T00:00:00Z', false],
  ['-000001-01-01T00:00:00Z', false],
  ['words', false],
])('the moment %s can be kept: %s', (at, expected) => {
  expect([isMomentInSpan(at), moment('2027-01-15T09:00:00Z').safeParse(at).success]).toEqual([expected, expected]);
});

test('an article of a moment that cannot be kept has none', () => {
  const item = (date: string) =>
    `<item><title>t</title><link>https://x.example/${date.length}</link><pubDate>${date}</pubDate></item>`;
  const dates = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '2027-03-15T10:00:00Z'];
  const { entries } = readFeed(
    `<rss version="2.0"><channel><title>n</title>${dates.map(item).join('')}</channel></rss>`,
  );
  expect(entries.map(({ publishedAt }) => publishedAt?.getUTCFullYear() ?? 0).toSorted((a, b) => b - a)).toEqual([
    2027, 0, 0,
  ]);
});

test('a title of nothing but openings is read in no time', () => {
  const began = performance.now();
  const items = Array.from({ length: 200 }, (_, index) => `<item><title>t</title><link>https://x.example/${index}</link><description><![CDATA[${'<'.repeat(8_000)}]]></description></item>`); // prettier-ignore
  readFeed(`<rss version="2.0"><channel><title>n</title>${items.join('')}</channel></rss>`);
  expect(performance.now() - began).toBeLessThan(5_000);
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('%s is no id', (name) => {
  expect([isByBirth(name), id.safeParse(name).success]).toEqual([true, false]);
});

test.each([
  ['Alpine Tools', true],
  ['Ünïcødé 漢字 🛠 שלום\u200f', true],
  ['Alpine\nTools', false],
  ['Alpine\tTools', false],
  ['Alpine\u0085Tools', false],
  ['Alpine\u2028Tools', false],
  ['Alpine\u202eslooT', false],
  ['Alpine\u2066Tools', false],
  ['Alpine\u0007Tools', false],
])('%j is a name: %s', (name, expected) => {
  expect([oneLinePattern.test(name), line(200).safeParse(name).success]).toEqual([expected, expected]);
});

test('counts end with their minute, and take bounded room however many ask', () => {
  let now = 1_000;
  const counts = boundedCounts(() => now, 3, 2);
  const hit = (name: string): number => {
    const counted = counts.increment(name);
    return 'totalHits' in counted ? counted.totalHits : -1;
  };
  expect(['a', 'a', 'b', 'c', 'a'].map(hit)).toEqual([1, 2, 1, 1, 3]);
  // Whoever comes beyond shares; those who were there are counted alone.
  const shared = Array.from({ length: 100 }, (_, index) => hit(`other ${index}`));
  expect(Math.max(...shared)).toBeGreaterThanOrEqual(50);
  expect(hit('a')).toBe(4);
  now += 60_000;
  expect(hit('a')).toBe(1);
});

test.each([
  ['', false],
  ['1', 1],
  [' 2 ', 2],
  ['10.0.0.0/8, 192.168.1.7', ['10.0.0.0/8', '192.168.1.7']],
  ['fd00::/8', ['fd00::/8']],
])('HOLDFAST_TRUST_PROXY=%j', (text, expected) => {
  const env = { HOLDFAST_DATABASE_URL: 'postgresql://h:s@db:5432/h', HOLDFAST_TRUST_PROXY: text };
  expect(readConfig(env).api.trustProxy).toEqual(expected);
});

test.each(['true', 'loopback', '10.0.0.0/99', 'proxy.example', '1,2'])('HOLDFAST_TRUST_PROXY=%s is refused', (text) => {
  expect(() => readConfig({ HOLDFAST_DATABASE_URL: 'postgresql://h:s@db:5432/h', HOLDFAST_TRUST_PROXY: text })).toThrow(
    /HOLDFAST_TRUST_PROXY: says neither/,
  );
});

test('over https a cookie has the prefix with which browsers take it from https alone', () => {
  expect([cookieName('hf_x', true), cookieName('hf_x', false)]).toEqual(['__Secure-hf_x', 'hf_x']);
  expect([siteCookieName('hf_x', true), siteCookieName('hf_x', false)]).toEqual(['__Host-hf_x', 'hf_x']);
});

test.each([
  [1, 1, 'Look at the fields named below.'],
  [100, 100, 'Look at the fields named below.'],
  [101, 100, 'Look at the fields named below. 1 more is wrong.'],
  [85_000, 100, 'Look at the fields named below. 84900 more are wrong.'],
])('of %i fields that are wrong, %i are named', (wrong, named, detail) => {
  const keys = Array.from({ length: wrong }, (_, index) => `k${index}`);
  const { message, more } = wrongFields(
    fieldErrors([{ code: 'unrecognized_keys', keys, path: [], message: 'Unrecognized' }]),
  );
  expect(message).toBe(detail);
  expect(more.errors?.map(({ pointer }) => pointer)).toEqual(keys.slice(0, named).map((key) => `/${key}`));
});
