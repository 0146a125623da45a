/** A file as a body: stored while it comes, in bounded memory, and looked at by nobody here. */
import { createHash } from 'node:crypto';
import { PassThrough, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Request } from 'express';
import { dropFile, recodeFile, storeFile } from '../../records/import-files';
import type { Database } from '../../prisma/client';
import { namedCharset } from './bytes';
import type { ToldCharset } from './charset';
import { textOf1252 } from '../../outside/decoder';
import { openText } from './told-text';
import { brokenBody, Problem, tooLarge, unknownPacking, wrongType } from './problems';
import type { Route } from './route';

/** A file that was sent. */
export interface SentFile {
  readonly type: string;
  /** Where it is stored; empty where the route takes none. */
  readonly id: string;
  /** Hash of the request with what is in the file, as `onceUnder` compares it; null where the route takes none. */
  readonly fingerprint: string | null;
  /** In which charset it came; it is stored in UTF-8. */
  readonly told: ToldCharset;
}
export const noFile: SentFile = { type: '', id: '', fingerprint: null, told: { charset: 'utf-8', by: 'usual' } };

const chunk = { chunkSize: 65_536 };
const unpacking: Readonly<Record<string, () => Transform>> = {
  identity: () => new PassThrough(),
  gzip: () => createGunzip(chunk),
  deflate: () => createInflate(chunk),
  br: () => createBrotliDecompress(chunk),
};

/** Stores the body; limits count it unpacked. Throws a 400, 413 or 415 `Problem`, and keeps nothing then. */
export async function takeFile(
  { types, limitBytes }: NonNullable<Route['upload']>,
  request: Request,
  db: Database,
): Promise<SentFile> {
  const type = request.is([...types]);
  if (typeof type !== 'string') throw wrongType(`Send the file as ${types.join(' or ')}.`);
  const encoding = (request.get('Content-Encoding') ?? 'identity').toLowerCase();
  const unpack = Object.hasOwn(unpacking, encoding) ? unpacking[encoding] : undefined;
  if (unpack === undefined) throw unknownPacking();
  if (encoding === 'identity' && Number(request.get('Content-Length') ?? 0) > limitBytes) throw tooLarge();
  const unpacked = unpack();
  // It may break before anybody reads it; whoever reads it then hears of that.
  unpacked.on('error', () => undefined);
  // As `sha256` of the same parts would be, were the file one text.
  const hash = createHash('sha256').update([request.method, request.originalUrl, '{}', ''].join('\u0000'));
  const brokenOff = (): void => void (request.complete || unpacked.destroy(brokenBody()));
  request.once('close', brokenOff).once('error', brokenOff);
  try {
    const sent = bounded(request.pipe(unpacked), limitBytes, (bytes) => void hash.update(bytes));
    const { bytes, end } = await openText(sent, namedCharset(request), type === 'text/csv');
    const id = await storeFile(db, bytes);
    const told = end();
    if (told.by === 'bytes') await inUtf8(db, id);
    return { type, id, fingerprint: hash.digest('hex'), told };
  } finally {
    request.off('close', brokenOff).off('error', brokenOff);
    request.unpipe(unpacked);
    unpacked.destroy();
    // Whoever still sends hears the answer; a connection that is torn down says nothing.
    request.resume();
  }
}

/** A file that turned out to be Windows-1252 is stored anew in UTF-8; a byte of it is a character, so no piece cuts one. */
async function inUtf8(db: Database, id: string): Promise<void> {
  const encoder = new TextEncoder();
  try {
    await recodeFile(db, id, (piece) => encoder.encode(textOf1252(piece)));
  } catch (error) {
    await dropFile(db, id);
    throw error;
  }
}

async function* bounded(
  unpacked: Transform,
  limitBytes: number,
  seen: (bytes: Buffer) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const piece of unpacked as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limitBytes) throw tooLarge();
      seen(piece);
      yield piece;
    }
  } catch (error) {
    throw error instanceof Problem ? error : brokenBody();
  }
}
