/**
 * How often somebody may ask: an address before anything is done for it, a key once it is known, a source once its
 * signature is checked. Each process counts for itself, and in bounded memory, however many ask.
 */
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import type { Logger } from 'pino';
import type { Config } from '../../config/config';
import { sendProblem, tooMany } from './problems';

const windowMs = 60_000;
/** A calendar is read so often a minute at most: programs ask every few minutes, and several may have one address. */
const calendarReads = 30;
/** So many are counted one by one; whoever comes beyond them shares a count with others, by a hash. */
const countedAlone = 20_000;
const sharedCounts = 1_024;

function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) >>> 0;
  return hash;
}

/** Counts of one minute, for at most so many names by themselves. */
export function boundedCounts(now: () => number = Date.now, alone = countedAlone, shared = sharedCounts): Store {
  let counts = new Map<string, number>();
  let ends = 0;
  return {
    localKeys: true,
    increment(name) {
      if (now() >= ends) {
        counts = new Map();
        ends = now() + windowMs;
      }
      const counted = counts.has(name) || counts.size < alone ? name : `#${hashOf(name) % shared}`;
      const totalHits = (counts.get(counted) ?? 0) + 1;
      counts.set(counted, totalHits);
      return { totalHits, resetTime: new Date(ends) };
    },
    decrement: () => undefined,
    resetKey: (name) => void counts.delete(name),
  };
}

const secondsLeft = (request: Request): number => {
  const { rateLimit: info } = request as Request & { readonly rateLimit?: { readonly resetTime?: Date } };
  return Math.max(1, Math.ceil(((info?.resetTime?.getTime() ?? 0) - Date.now()) / 1_000));
};

/** An address; of IPv6 the network that one customer has. */
const addressOf = ({ ip }: Request): string => (ip === undefined ? '' : ipKeyGenerator(ip, 56));

/** Counts a request under a name; throws a 429 `Problem`. */
export type CallLimit = (name: string, request: Request, response: Response) => Promise<void>;

export interface Limits {
  /** Before any work. */
  readonly address: RequestHandler;
  /** The same for pages, which answer for themselves. */
  page(refuse: (response: Response, seconds: number) => void): RequestHandler;
  /** Asking for a mail to sign in, and sending its code. */
  signIn(refuse: (response: Response, seconds: number) => void): RequestHandler;
  readonly key: CallLimit;
  readonly source: CallLimit;
  readonly calendar: CallLimit;
}

/** The limits as they are set. */
export function createLimits({ limits }: Pick<Config['api'], 'limits'>, log: Logger): Limits {
  const common = { windowMs, legacyHeaders: false, validate: false } as const;
  const counting = (limit: number): CallLimit => {
    const names = new WeakMap<Request, string>();
    const refused = new WeakMap<Request, (problem: Error) => void>();
    const count = rateLimit({
      ...common,
      limit,
      standardHeaders: 'draft-8',
      store: boundedCounts(),
      keyGenerator: (request) => names.get(request) ?? '',
      handler: (request) => refused.get(request)?.(tooMany(secondsLeft(request))),
    });
    return (name, request, response) =>
      new Promise((resolve, reject) => {
        names.set(request, name);
        refused.set(request, reject);
        const next = (error?: unknown): void => (error === undefined ? resolve() : reject(error));
        void count(request, response, next);
      });
  };
  const byAddress = (limit: number, refuse: (request: Request, response: Response) => void): RequestHandler =>
    rateLimit({
      ...common,
      limit,
      standardHeaders: false,
      store: boundedCounts(),
      keyGenerator: addressOf,
      handler: refuse,
    });
  return {
    address: byAddress(limits.address, (request, response) =>
      sendProblem(response, tooMany(secondsLeft(request)), log),
    ),
    page: (refuse) => byAddress(limits.page, (request, response) => refuse(response, secondsLeft(request))),
    signIn: (refuse) => byAddress(limits.signIn, (request, response) => refuse(response, secondsLeft(request))),
    key: counting(limits.key),
    source: counting(limits.source),
    calendar: counting(calendarReads),
  };
}
