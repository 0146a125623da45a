/**
 * The one door for bytes: every body that the API reads, and the address of every request. What is packed in another way
 * than it says, cut off, too large once it is unpacked, or no text, ends here with the place, and reaches nobody.
 */
import express, { type Request, type RequestHandler, type Response } from 'express';
import { strictDecoder, type Decoder } from '../../outside/decoder';
import { brokenBody, notJson, Problem, tooLarge, unknownPacking, unreadable, wrongType } from './problems';

/** A place in bytes, for people: both from 1. */
export interface BytePlace {
  readonly line: number;
  readonly byte: number;
}

const stepBytes = 65_536;

/** Where the character begins whose later bytes end, or break, at that one. */
function beginOf(bytes: Uint8Array, at: number): number {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[at - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? at - back : at;
  }
  return at;
}

/** How many lines end in these bytes. */
function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let newline = bytes.indexOf(10); newline >= 0; newline = bytes.indexOf(10, newline + 1)) lines += 1;
  return lines;
}

/** Where bytes stop being text in that charset; null where all of them are. The byte is exact in UTF-8, else near. */
export function brokenAt(bytes: Uint8Array, charset: string): BytePlace | null {
  let decoder = strictDecoder(charset);
  const takes = (from: number, to: number): boolean => {
    try {
      decoder.decode(bytes.subarray(from, to), { stream: to < bytes.length });
      return true;
    } catch {
      return false;
    }
  };
  let good = 0;
  while (good < bytes.length && takes(good, good + stepBytes)) good += stepBytes;
  if (good >= bytes.length) return null;
  const isUtf8 = decoder.encoding === 'utf-8';
  // The step may have cut a character in two; the units of other charsets are never cut by it.
  let at = isUtf8 ? beginOf(bytes, good) : good;
  decoder = strictDecoder(charset);
  while (at < bytes.length - 1 && takes(at, at + 1)) at += 1;
  if (isUtf8) at = beginOf(bytes, at);
  return { line: linesIn(bytes.subarray(0, at)) + 1, byte: at + 1 };
}

/** Throws a 415 `Problem` for an unknown charset. */
function decoderOf(charset: string): Decoder {
  try {
    return strictDecoder(charset);
  } catch {
    throw wrongType('The body’s charset is unknown: send it in UTF-8.');
  }
}

const noText = ({ encoding }: Decoder, place: BytePlace | null): Problem =>
  unreadable(
    `The body is not ${encoding.toUpperCase()}: look at byte ${place?.byte ?? 1}, in line ${place?.line ?? 1}.`,
  );

/** Bytes as text, without a byte order mark. Throws a 415 `Problem` for an unknown charset, a 400 that names the place where it is no text. */
export function textIn(bytes: Uint8Array, charset: string): string {
  const decoder = decoderOf(charset);
  try {
    return decoder.decode(bytes);
  } catch {
    throw noText(decoder, brokenAt(bytes, charset));
  }
}

/** The bytes at the end that begin a character of UTF-8 and do not end it. */
const openEnd = (bytes: Uint8Array): Uint8Array => bytes.subarray(beginOf(bytes, bytes.length));

/** Pieces of text in that charset, each as UTF-8 as soon as it is there. Throws as `textIn` does. */
export async function* asUtf8(pieces: AsyncIterable<Uint8Array>, charset: string): AsyncGenerator<Uint8Array> {
  const decoder = decoderOf(charset);
  const encoder = new TextEncoder();
  const at = { line: 1, byte: 1 };
  let open: Uint8Array = new Uint8Array();
  const place = (bytes: Uint8Array): BytePlace => {
    const within = brokenAt(bytes, charset) ?? { line: 1, byte: 1 };
    return { line: at.line + within.line - 1, byte: at.byte + within.byte - 1 };
  };
  for await (const piece of pieces) {
    const bytes = open.length === 0 ? piece : Buffer.concat([open, piece]);
    let text: string;
    try {
      text = decoder.decode(piece, { stream: true });
    } catch {
      throw noText(decoder, place(bytes));
    }
    open = decoder.encoding === 'utf-8' ? openEnd(bytes) : new Uint8Array();
    const done = bytes.subarray(0, bytes.length - open.length);
    at.byte += done.length;
    at.line += linesIn(done);
    yield encoder.encode(text);
  }
  try {
    decoder.decode();
  } catch {
    throw noText(decoder, place(open));
  }
}

/** What `body-parser` says went wrong; of what does not unpack it says nothing but that it is a 400. */
const bodyErrors: Readonly<Record<string, () => Problem>> = {
  'entity.too.large': tooLarge,
  'encoding.unsupported': unknownPacking,
};

function bodyProblem(error: unknown): Problem {
  const type = error instanceof Error && 'type' in error ? String(error.type) : '';
  const known = Object.hasOwn(bodyErrors, type) ? bodyErrors[type] : undefined;
  return (known ?? brokenBody)();
}

const readers = new Map<number, RequestHandler>();

/** The bytes of the body, unpacked; undefined where there is none. Throws 400, 413 and 415 `Problem`s. */
async function bytesOf(request: Request, response: Response, limit: number): Promise<Buffer | undefined> {
  const read = readers.get(limit) ?? express.raw({ type: () => true, limit });
  readers.set(limit, read);
  await new Promise<void>((resolve, reject) => {
    const done = (error?: unknown): void => (error === undefined ? resolve() : reject(bodyProblem(error)));
    void read(request, response, done);
  });
  return Buffer.isBuffer(request.body) && request.body.length > 0 ? request.body : undefined;
}

/** The charset that a request names, in small letters; null where it names none. */
export const namedCharset = (request: Request): string | null =>
  /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(request.get('Content-Type') ?? '')?.[1]?.toLowerCase() ?? null;

/** The charset that a request names; UTF-8 where it names none. */
const charsetOf = (request: Request): string => namedCharset(request) ?? 'utf-8';

/** The body as text, in the charset that it names; empty where there is none. Throws 400, 413 and 415 `Problem`s. */
export async function readText(request: Request, response: Response, limit: number): Promise<string> {
  const bytes = await bytesOf(request, response, limit);
  return bytes === undefined ? '' : textIn(bytes, charsetOf(request));
}

/** The body as it came; empty where there is none. Throws 400, 413 and 415 `Problem`s. */
export async function readBytes(request: Request, response: Response, limit: number): Promise<Uint8Array> {
  return (await bytesOf(request, response, limit)) ?? new Uint8Array();
}

/** The JSON in a text. Throws a 400 `Problem`. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw notJson();
  }
}

/** The body as JSON; undefined where there is none. Throws 400, 413 and 415 `Problem`s. */
export async function readJsonBody(request: Request, response: Response, limit: number): Promise<unknown> {
  if (!['utf-8', 'utf8', 'us-ascii'].includes(charsetOf(request))) throw wrongType('Send JSON in UTF-8.');
  const text = await readText(request, response, limit);
  return text === '' ? undefined : jsonIn(text);
}

/** A part of an address, or of a form, as it was meant. Throws a 400 `Problem` that names it. */
export function unescaped(escaped: string, what: string): string {
  let text: string;
  try {
    text = decodeURIComponent(escaped.replaceAll('+', ' '));
  } catch {
    throw unreadable(`${what} is not UTF-8, or wrongly escaped.`);
  }
  if (text.includes('\0')) throw unreadable(`${what} holds characters that cannot be stored.`);
  return text;
}

/** Lets a request in whose address is text, and is escaped as addresses are. */
export const addressDoor: RequestHandler = (request, _, next) => {
  const [path = '', ...query] = request.originalUrl.split('?');
  // Path first: what an address names is looked at before what it asks.
  unescaped(path.replaceAll('+', '%2B'), 'The address');
  unescaped(query.join('?'), 'The query of the address');
  if (/[^\x21-\x7e]/.test(request.originalUrl)) throw unreadable('The address holds characters that are not escaped.');
  next();
};
