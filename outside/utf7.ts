/** Mail of old programs in UTF-7 (RFC 2152), which no decoder of today reads: what is not ASCII stands between `+` and `-`. */

const shifted = /\+([A-Za-z0-9+/]*)-?/g;

/** The text that was written in UTF-7; what is none stays. */
export function textOfUtf7(text: string): string {
  return text.replaceAll(shifted, (whole, letters: string) => {
    if (letters === '') return whole === '+-' ? '+' : whole;
    const bytes = Buffer.from(letters, 'base64');
    if (bytes.length < 2) return whole;
    return bytes
      .subarray(0, bytes.length - (bytes.length % 2))
      .swap16()
      .toString('utf16le');
  });
}

const labelled = /charset\s*=\s*"?(?:x-)?(?:unicode-1-1-)?utf-?7\b/i;
/** So much of a mail is looked at: the label stands in the head of its part. */
const headOfMail = 20_000;

/** Whether a mail says that it is written so. */
export const isInUtf7 = (raw: Uint8Array): boolean =>
  labelled.test(Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headOfMail)).toString('latin1'));
