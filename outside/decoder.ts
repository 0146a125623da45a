/**
 * Bytes as text, charset by charset. `TextDecoder` knows all of them but one: Node takes Windows-1252 for ISO-8859-1 where it
 * is in a hurry, and makes control characters of quotation marks, dashes and the sign of the euro.
 */

/** What the bytes from 0x80 to 0x9F stand for in Windows-1252; where they stand for nothing, the control character of that number. */
const of1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/** The text of bytes in Windows-1252, of which each is a character. */
export const textOf1252 = (bytes: Uint8Array): string =>
  withMarksOf1252(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));

/** A text in which control characters are those that Windows-1252 means by them: nobody writes the others. */
export function withMarksOf1252(text: string): string {
  // oxlint-disable-next-line eslint/no-control-regex -- those are the ones that Windows-1252 gives other meanings
  return text.replaceAll(/[\u0080-\u009F]/g, (one) => of1252.charAt((one.codePointAt(0) ?? 0) - 0x80));
}

/** As much of `TextDecoder` as is needed. */
export interface Decoder {
  readonly encoding: string;
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/** A decoder that throws where bytes are no text in that charset. Throws a `RangeError` for an unknown charset. */
export function strictDecoder(charset: string): Decoder {
  const decoder = new TextDecoder(charset, { fatal: true });
  if (decoder.encoding !== 'windows-1252') return decoder;
  return { encoding: decoder.encoding, decode: (bytes = new Uint8Array()) => textOf1252(bytes) };
}
