/**
 * In which charset a file was written, told by its bytes alone: by the mark that it begins with, by the zeros between the
 * letters of UTF-16, or because its bytes are no UTF-8. What is told is shown to whoever sent the file; nothing is guessed
 * beyond Windows-1252, which spreadsheets write where they write no Unicode.
 */

/** A charset, and how it came to be known. `usual`: nobody named one, and the bytes are UTF-8. */
export interface ToldCharset {
  /** As `TextDecoder` calls it. */
  readonly charset: string;
  readonly by: 'named' | 'mark' | 'zeros' | 'bytes' | 'usual';
}

/** What a file is, by its first bytes, when it is no text at all. */
const noTexts: readonly (readonly [begin: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a workbook or an archive (xlsx, ods, numbers or zip), not text: save the sheet as CSV'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook (xls), not text: save the sheet as CSV'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF, not text: save the sheet as CSV'],
  [[0x1f, 0x8b], 'packed with gzip: send it with Content-Encoding: gzip'],
  [[0xff, 0xfe, 0x00, 0x00], 'in UTF-32: save it in UTF-8'],
  [[0x00, 0x00, 0xfe, 0xff], 'in UTF-32: save it in UTF-8'],
];

const marks: readonly (readonly [begin: readonly number[], charset: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Bytes by which a beginning is judged; fewer only where the file is shorter. */
export const beginningBytes = 256;

const beginsWith = (bytes: Uint8Array, begin: readonly number[]): boolean =>
  bytes.length >= begin.length && begin.every((byte, index) => bytes[index] === byte);

/** What the file is, as it goes on after "The file is"; null where it may be text. */
export function noTextIn(beginning: Uint8Array): string | null {
  return noTexts.find(([begin]) => beginsWith(beginning, begin))?.[1] ?? null;
}

/** UTF-16 without a mark: nearly every second byte of what begins with column names is 0, and none of the others is. */
function byZeros(beginning: Uint8Array): string | null {
  const pairs = Math.floor(Math.min(beginning.length, beginningBytes) / 2);
  if (pairs < 2) return null;
  let [first, second] = [0, 0];
  for (let pair = 0; pair < pairs; pair += 1) {
    if (beginning[2 * pair] === 0) first += 1;
    if (beginning[2 * pair + 1] === 0) second += 1;
  }
  const most = 0.8 * pairs;
  if (second >= most && first === 0) return 'utf-16le';
  return first >= most && second === 0 ? 'utf-16be' : null;
}

/** A place in a file, for people: both from 1. */
interface StrangePlace {
  readonly line: number;
  readonly byte: number;
}

/** What the beginning of a file says of its charset; null where only its bytes can tell, UTF-8 or not. */
export function charsetAtBeginning(beginning: Uint8Array): ToldCharset | null {
  const marked = marks.find(([begin]) => beginsWith(beginning, begin));
  if (marked !== undefined) return { charset: marked[1], by: 'mark' };
  const charset = byZeros(beginning);
  return charset === null ? null : { charset, by: 'zeros' };
}

/** Bytes that stand for nothing in Windows-1252: a file with one of them was written in yet another charset. */
const unused1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Tells, of bytes as they come, whether they are UTF-8; and where one stands that is nothing in Windows-1252 either. */
export class CharsetWatch {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private isUtf8 = true;
  private seen = 0;
  private lines = 0;
  private strange: StrangePlace | null = null;

  take(bytes: Uint8Array): void {
    if (this.isUtf8) this.isUtf8 = this.decodes(() => this.decoder.decode(bytes, { stream: true }));
    if (this.strange !== null) return;
    const at = bytes.findIndex((byte) => unused1252.has(byte));
    for (let newline = bytes.indexOf(10); newline >= 0; newline = bytes.indexOf(10, newline + 1))
      if (at < 0 || newline < at) this.lines += 1;
    if (at >= 0) this.strange = { line: this.lines + 1, byte: this.seen + at + 1 };
    this.seen += bytes.length;
  }

  /** What all of them are; `strangeAt` where they are neither. */
  end(): ToldCharset | { readonly strangeAt: StrangePlace } {
    if (this.isUtf8) this.isUtf8 = this.decodes(() => this.decoder.decode());
    if (this.isUtf8) return { charset: 'utf-8', by: 'usual' };
    return this.strange === null ? { charset: 'windows-1252', by: 'bytes' } : { strangeAt: this.strange };
  }

  private decodes(decode: () => string): boolean {
    try {
      decode();
      return true;
    } catch {
      return false;
    }
  }
}

/** In which charset those bytes are, where nobody named one. */
export function charsetOfBytes(bytes: Uint8Array): ToldCharset | { readonly strangeAt: StrangePlace } {
  const told = charsetAtBeginning(bytes.subarray(0, beginningBytes));
  if (told !== null) return told;
  const watch = new CharsetWatch();
  watch.take(bytes);
  return watch.end();
}
