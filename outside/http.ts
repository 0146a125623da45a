/**
 * The one way out to addresses that somebody gave us (webhooks, feeds). It cannot be led into the inner network: not
 * by a name that resolves there, not by a redirect, not by a name that resolves elsewhere the second time, for the
 * connection goes to the very addresses that were looked at. What comes back is bounded in bytes and in time.
 */
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';

export type OutsideFailure =
  'not-http' | 'private-address' | 'too-many-redirects' | 'too-large' | 'too-slow' | 'packed' | 'unreachable';

/** It could not be asked, or its answer was no answer. The message is for people, and quotes nothing of the answer. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';
  constructor(
    readonly failure: OutsideFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface OutsideRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** So much of the answer is read; a longer one fails as `too-large`, unless `cut` is set. */
  readonly maxBytes: number;
  /** Only the beginning of the answer matters: what is longer is left unread. */
  readonly cut?: true;
  /** From the first lookup to the last byte. */
  readonly timeoutMs: number;
  readonly maxRedirects?: number;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Where the answer came from in the end. */
  readonly url: string;
}

export interface Outside {
  /** Throws `OutsideError`. */
  request(asked: OutsideRequest): Promise<Answered>;
  close(): Promise<void>;
}

/** True for an address that anybody on the internet could reach. IPv4 inside IPv6 is looked at as what it is. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').toLowerCase();

const portOf = ({ port, protocol }: URL): string => (port === '' ? (protocol === 'https:' ? '443' : '80') : port);

/** Whether an address lies on a host of the inner network that may be asked: at the port that was named with it, at any for `*`, at the usual ones where none was. */
export function isTrusted(url: URL, trusted: readonly string[]): boolean {
  const [host, port] = [url.hostname.toLowerCase(), portOf(url)];
  return (
    trusted.includes(`${host}:${port}`) ||
    trusted.includes(`${host}:*`) ||
    (trusted.includes(host) && (port === '80' || port === '443'))
  );
}

/** True for an address that plainly leads inward, and to no host that is trusted; a name is known only once it is looked up. */
export function leadsInward(url: URL, trusted: readonly string[]): boolean {
  const host = hostOf(url);
  return !isTrusted(url, trusted) && isIP(host) !== 0 && !isPublic(host);
}

const privateMessage = 'The address leads into a private network.';

/** Addresses of a name, all of them public; the connection is made to these and to no others. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error !== null) return callback(error, '');
    const [first] = found;
    if (first === undefined || !found.every(({ address }) => isPublic(address)))
      return callback(new OutsideError('private-address', privateMessage), '');
    if (options.all === true) return callback(null, found);
    callback(null, first.address, first.family);
  });
};

/** What went wrong, by its name. */
function outsideErrorOf(error: unknown, { aborted }: AbortSignal): OutsideError {
  for (let one = error; typeof one === 'object' && one !== null; one = 'cause' in one ? one.cause : undefined) {
    if (one instanceof OutsideError) return one;
    if (aborted || ('name' in one && /Timeout/.test(String(one.name))))
      return new OutsideError('too-slow', 'No whole answer came in time.', { cause: error });
  }
  return new OutsideError('unreachable', 'It could not be reached.', { cause: error });
}

/** How long a server may take to accept us, and to be silent; the whole answer has a limit of its own, `timeoutMs`. */
const connectTimeoutMs = 10_000;
const silenceTimeoutMs = 20_000;

/** `trusted`: hosts in the inner network, with their ports, that may be asked all the same; nobody else leads there by a redirect. */
export function createOutside(trusted: readonly string[] = []): Outside {
  const timeouts = { headersTimeout: silenceTimeoutMs, bodyTimeout: silenceTimeoutMs };
  const outer = new Agent({ ...timeouts, connect: { lookup: publicLookup, timeout: connectTimeoutMs } });
  const inner = new Agent({ ...timeouts, connect: { timeout: connectTimeoutMs } });

  function agentFor(url: URL, from: URL | null): Agent {
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new OutsideError('not-http', 'Only http and https are asked.');
    // Whoever was asked may lead on within itself; another one's word leads nobody inward.
    const named = from === null || from.host === url.host ? trusted : [];
    if (isTrusted(url, named)) return inner;
    // A literal address is not looked up.
    if (leadsInward(url, named)) throw new OutsideError('private-address', privateMessage);
    return outer;
  }

  async function once(url: URL, from: URL | null, asked: OutsideRequest, signal: AbortSignal): Promise<Answered | URL> {
    const { method, headers = {}, body, maxBytes } = asked;
    const response = await request(url, {
      dispatcher: agentFor(url, from),
      method,
      headers: { 'user-agent': 'Holdfast', 'accept-encoding': 'identity', ...headers },
      ...(body === undefined ? {} : { body }),
      signal,
    });
    // A request that is given up half-way fails twice: the second error is no news.
    response.body.on('error', () => undefined);
    const plain = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    );
    const { location } = plain;
    const goesOn = response.statusCode >= 300 && response.statusCode < 400 && response.statusCode !== 304;
    if (goesOn && location !== undefined && asked.maxRedirects !== undefined) {
      response.body.destroy();
      return new URL(location, url);
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    // A small body that unpacks into a large one is none that was asked for.
    const packed = plain['content-encoding'] ?? 'identity';
    try {
      if (packed !== 'identity') throw new OutsideError('packed', 'It is packed, though it was asked for as it is.');
      for await (const chunk of response.body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxBytes && asked.cut === true) break;
        if (bytes > maxBytes) throw new OutsideError('too-large', `It is larger than ${maxBytes} bytes.`);
        chunks.push(chunk);
      }
    } finally {
      response.body.destroy();
    }
    return { status: response.statusCode, headers: plain, body: Buffer.concat(chunks), url: url.toString() };
  }

  return {
    async request(asked) {
      const signal = AbortSignal.timeout(asked.timeoutMs);
      try {
        let url = new URL(asked.url);
        let from: URL | null = null;
        for (let redirects = 0; redirects <= (asked.maxRedirects ?? 0); redirects += 1) {
          const answered = await once(url, from, asked, signal);
          if (!(answered instanceof URL)) return answered;
          from = url;
          url = answered;
        }
        throw new OutsideError('too-many-redirects', 'It leads from one address to the next.');
      } catch (error) {
        throw outsideErrorOf(error, signal);
      }
    },
    async close() {
      await Promise.all([outer.close(), inner.close()]);
    },
  };
}
