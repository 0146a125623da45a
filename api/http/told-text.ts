/** A file of text as it comes, in whatever charset: what is to be stored of it, and in which charset it was, once all of it has come. */
import { asUtf8 } from './bytes';
import { beginningBytes, charsetAtBeginning, CharsetWatch, noTextIn, type ToldCharset } from './charset';
import { unreadable, wrongType } from './problems';

export interface OpenedText {
  /** In UTF-8, except where `end` says that the bytes told another charset. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** In which charset the file came; asked once all of it has come. */
  end(): ToldCharset;
}

/** The beginning of what comes, long enough to be judged, and all of it. */
async function beginning(
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ readonly begin: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const coming = pieces[Symbol.asyncIterator]();
  let begin: Uint8Array = new Uint8Array();
  while (begin.length < beginningBytes) {
    const { done, value } = await coming.next();
    if (done === true) break;
    begin = Buffer.concat([begin, value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (begin.length > 0) yield begin;
      for (let next = await coming.next(); next.done !== true; next = await coming.next()) yield next.value;
    } finally {
      await coming.return?.();
    }
  }
  return { begin, all: all() };
}

/**
 * Opens a file. A mark at its beginning counts before the charset that was named, as it does in browsers. A CSV for which
 * none was named may be UTF-16 or Windows-1252. Throws a 415 `Problem` for an unknown charset and for what is no text, and
 * a 400 that names the place where it is no text in its charset.
 */
export async function openText(
  pieces: AsyncIterable<Uint8Array>,
  named: string | null,
  isCsv: boolean,
): Promise<OpenedText> {
  const { begin, all } = await beginning(pieces);
  const what = noTextIn(begin);
  if (what !== null) throw wrongType(`The file is ${what}.`);
  const asTold = (told: ToldCharset): OpenedText => ({ bytes: asUtf8(all, told.charset), end: () => told });
  const seen = charsetAtBeginning(begin);
  if (seen?.by === 'mark') return asTold(seen);
  if (named !== null)
    return { bytes: asUtf8(all, named), end: () => ({ charset: new TextDecoder(named).encoding, by: 'named' }) };
  if (!isCsv) return asTold({ charset: 'utf-8', by: 'usual' });
  return seen === null ? byItsBytes(all) : asTold(seen);
}

function byItsBytes(pieces: AsyncIterable<Uint8Array>): OpenedText {
  const watch = new CharsetWatch();
  let told: ToldCharset = { charset: 'utf-8', by: 'usual' };
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      watch.take(piece);
      yield piece;
    }
    const end = watch.end();
    if ('strangeAt' in end)
      throw unreadable(
        `The file is neither UTF-8 nor Windows-1252: look at byte ${end.strangeAt.byte}, in line ${end.strangeAt.line}. Name its charset, as in Content-Type: text/csv; charset=macintosh, or save it in UTF-8.`,
      );
    told = end;
  }
  return { bytes: watched(), end: () => told };
}
