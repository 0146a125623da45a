/** In which charset a file came, told by its bytes; whatever they are, no character of it is lost in silence. */
import fc from 'fast-check';
import { charsetOfBytes, CharsetWatch, noTextIn } from '../../api/http/charset';
import { textOf1252 } from '../../outside/decoder';
import { openText } from '../../api/http/told-text';

const header = 'dealId,clientName\r\n';
const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();
/** Letters of Windows-1252 by their bytes; those that stand for nothing there are none. */
const letters1252 = Array.from({ length: 224 }, (_, index) => index + 32).filter(
  (byte) => ![0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
);
const in1252 = fc.array(fc.constantFrom(...letters1252), { maxLength: 300 }).map((bytes) => Uint8Array.from(bytes));
const anyText = fc.string({ unit: 'grapheme', maxLength: 300 });
/** A text of a file is mostly letters, not zeros. */
const realText = anyText.filter((one) => !one.includes('\0'));

const charsetOf = (bytes: Uint8Array): string => {
  const told = charsetOfBytes(bytes);
  return 'charset' in told ? told.charset : 'neither';
};

test('a text in UTF-8, or in UTF-16 with or without a mark, comes to the same text', () => {
  fc.assert(
    fc.property(realText, (words) => {
      const all = header.repeat(8) + words.toWellFormed();
      const ways: readonly (readonly [Uint8Array, string])[] = [
        [Buffer.from(all), 'utf-8'],
        [Buffer.from(`\uFEFF${all}`), 'utf-8'],
        [Buffer.from(`\uFEFF${all}`, 'utf16le'), 'utf-16le'],
        [utf16be(`\uFEFF${all}`), 'utf-16be'],
        [Buffer.from(header.repeat(8), 'utf16le'), 'utf-16le'],
        [utf16be(header.repeat(8)), 'utf-16be'],
      ];
      for (const [bytes, charset] of ways) {
        expect(charsetOf(bytes)).toBe(charset);
        expect(all.startsWith(new TextDecoder(charset, { fatal: true }).decode(bytes))).toBe(true);
      }
    }),
  );
});

test('bytes of Windows-1252 are told as that, unless they are UTF-8 as well; however they come in pieces', () => {
  fc.assert(
    fc.property(in1252, fc.integer({ min: 1, max: 50 }), (bytes, size) => {
      const all = Buffer.concat([Buffer.from(header), bytes]);
      let isUtf8 = true;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(all);
      } catch {
        isUtf8 = false;
      }
      expect(charsetOf(all)).toBe(isUtf8 ? 'utf-8' : 'windows-1252');
      const watch = new CharsetWatch();
      for (let from = 0; from < all.length; from += size) watch.take(all.subarray(from, from + size));
      expect(watch.end()).toEqual(charsetOfBytes(all));
    }),
  );
});

async function opened(bytes: Uint8Array, named: string | null, size = 5): Promise<{ text: string; charset: string }> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  }
  const { bytes: stored, end } = await openText(pieces(), named, true);
  const parts: Uint8Array[] = [];
  for await (const one of stored) parts.push(one);
  const told = end();
  const all = Buffer.concat(parts);
  const text = told.by === 'bytes' ? textOf1252(all) : new TextDecoder().decode(all);
  return { text, charset: told.charset };
}

const name = 'Müller & Söhne, Łódź 🚀';
const latin = 'Müller & Söhne – 5 €';
const latinBytes = Buffer.from(latin.replace('–', '\u0096').replace('€', '\u0080'), 'latin1');
test.each<[string, Uint8Array, string | null, string, string]>([
  ['UTF-8', Buffer.from(header + name), null, header + name, 'utf-8'],
  ['UTF-8 with a mark, named otherwise', Buffer.from(`\uFEFF${header}${name}`), 'windows-1252', header + name, 'utf-8'],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${header}${name}`, 'utf16le'), null, header + name, 'utf-16le'],
  ['UTF-16 the other way round, named without its order', utf16be(`\uFEFF${header}${name}`), 'utf-16', header + name, 'utf-16be'],
  ['UTF-16 without a mark', Buffer.from(header + latin, 'utf16le'), null, header + latin, 'utf-16le'],
  ['UTF-16 without a mark, named', utf16be(header + latin), 'utf-16be', header + latin, 'utf-16be'],
  ['Windows-1252, not named', Buffer.concat([Buffer.from(header), latinBytes]), null, header + latin, 'windows-1252'],
  ['Windows-1252, named as it often is', Buffer.concat([Buffer.from(header), latinBytes]), 'iso-8859-1', header + latin, 'windows-1252'],
  ['what an old Mac wrote, named', Buffer.from([0x4d, 0x9f, 0x6c]), 'macintosh', 'Mül', 'macintosh'],
])('%s is read as it was written', async (_, bytes, named, text, charset) => {
  for (const size of [1, 5, 1_000]) expect(await opened(bytes, named, size)).toEqual({ text, charset });
}); // prettier-ignore

test.each<[string, Uint8Array, string | null, number, RegExp]>([
  ['a workbook', Buffer.from('PK\u0003\u0004xlsx'), null, 415, /^The file is a workbook or an archive/],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), null, 415, /xls.*save the sheet as CSV/],
  ['a packed file', Buffer.from([0x1f, 0x8b, 8, 0]), null, 415, /Content-Encoding: gzip/],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]), null, 415, /UTF-32/],
  ['neither UTF-8 nor Windows-1252', Buffer.from([...Buffer.from('a,b\nM'), 0x81, 0xff]), null, 400, /neither UTF-8 nor Windows-1252: look at byte 6, in line 2\. Name its charset/],
  ['no UTF-8, though named so', Buffer.from([...Buffer.from('a,b\nM'), 0xfc]), 'utf-8', 400, /not UTF-8: look at byte 6, in line 2/],
  ['marked as UTF-8, and none', Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xfc, 0x62]), null, 400, /not UTF-8/],
  ['UTF-16 that is cut off', Buffer.from([0xff, 0xfe, 0x61]), null, 400, /not UTF-16LE/],
  ['an unknown charset', Buffer.from('a'), 'klingon', 415, /charset is unknown/],
])('%s is refused with what it is', async (_, bytes, named, status, message) => {
  await expect(opened(bytes, named)).rejects.toMatchObject({ status, message: expect.stringMatching(message) });
}); // prettier-ignore

test('what is no text is known by its first bytes, and text is none of it', () => {
  fc.assert(fc.property(anyText, (one) => expect(noTextIn(Buffer.from(`d${one}`))).toBeNull()));
});
