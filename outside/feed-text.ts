/** The text of a feed, whose charset its server, its first line and its bytes may each say otherwise. */
import { strictDecoder, textOf1252 } from './decoder';

/** The charset of bytes by how they begin: a mark, or the first `<` of XML. */
function beginningOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c) ? 'utf-16be' : null;
}

/** What is said of the charset: by the server, which knows if anybody translated it on its way, then by its first line. */
function saidOf(bytes: Uint8Array, contentType: string | undefined): readonly string[] {
  const beginning = Buffer.from(bytes.subarray(0, 300)).toString('latin1');
  return [
    /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1],
    /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/i.exec(beginning)?.[1],
  ].flatMap((one) => one?.toLowerCase() ?? []);
}

/** The text in that charset; null for a charset that nobody knows, and where the bytes are no text in it. */
function textIn(charset: string, bytes: Uint8Array): string | null {
  try {
    return strictDecoder(charset).decode(bytes);
  } catch {
    return null;
  }
}

/** More is read than is lost: a few bytes in UTF-8 are broken. */
function isMostlyUtf8(text: string): boolean {
  const lost = text.match(/\uFFFD/g)?.length ?? 0;
  // oxlint-disable-next-line eslint/no-control-regex -- what is no ASCII
  return lost < (text.match(/[^\u0000-\u007F\uFFFD]/g)?.length ?? 0);
}

/**
 * The bytes of a feed as text. What is UTF-8 is read as that, whatever is said of it: text in another charset is hardly
 * ever valid UTF-8. Else what the server says counts, then what the feed says; where neither fits, it is what old systems
 * write, Windows-1252. No feed is refused for its charset.
 */
export function feedText(bytes: Uint8Array, contentType: string | undefined): string {
  const wide = beginningOf(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  const said = saidOf(bytes, contentType);
  // Of these every byte is ASCII, and so UTF-8.
  const escaped = said.find((charset) => charset.startsWith('iso-2022'));
  const whole = escaped === undefined ? textIn('utf-8', bytes) : null;
  if (whole !== null) return whole;
  for (const charset of said) {
    const text = textIn(charset, bytes);
    if (text !== null) return text;
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  return isMostlyUtf8(text) ? text : textOf1252(bytes);
}
