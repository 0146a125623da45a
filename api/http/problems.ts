/**
 * Every error that the API answers, as RFC 9457 problem+json: the one mapping from errors to HTTP. A room that cannot
 * go on throws one of the problems named here, or an error of its own that `toProblem` knows.
 */
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { refusals, type Refusal } from '../../domain/core/refusals';
import { ArchiveAway } from '../../outside/archive';
import { isDuplicate, isOutage } from '../../prisma/errors';
import { PeopleChanged } from '../../records/client-people';
import { NobodyTakes } from '../../records/hand-off';
import { TooManyContacts } from '../../records/limits';
import { ThreadsBusy, TooHeavy } from '../../threads/pool';
import { NoAnswer, NotRunning } from '../../temporal/errors';

export interface FieldError {
  /** JSON Pointer to the field; `in` says where when it is not the body. */
  readonly pointer: string;
  readonly detail: string;
  readonly in?: 'path' | 'query' | 'header';
}

const titles = {
  400: 'The request could not be read',
  401: 'A key is needed',
  403: 'This key may not do that',
  404: 'There is no such thing',
  405: 'This address does not know that method',
  409: 'It does not apply',
  413: 'The body is too large',
  415: 'The body must be JSON',
  422: 'Something in the request is wrong',
  429: 'Too many requests',
  500: 'Something went wrong on our side',
  503: 'No answer in time',
} as const;
export type Status = keyof typeof titles;

/** Thrown anywhere in the API, made by the functions below alone; answered as problem+json. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: Status,
    detail: string,
    readonly more: {
      readonly errors?: readonly FieldError[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly code?: string;
    } = {},
    /** Whether access decided it: that key may not, or not with that row. Such are audited; it is no part of the answer. */
    readonly refusesKey = false,
  ) {
    super(detail);
  }
}

/** A 404 “There is no …”. */
export const thereIsNo = (what: string): Problem => new Problem(404, `There is no ${what}.`);
/** The same 404 where access decides: whether it is there is not for whoever asks to know. */
export const notForThem = (what: string): Problem => new Problem(404, thereIsNo(what).message, {}, true);
/** What was looked for; where it is not there, throws a 404 `Problem` “There is no such …”. */
export async function existing<T extends object>(what: string, row: Promise<T | null>): Promise<T> {
  const there = await row;
  if (there === null) throw thereIsNo(`such ${what}`);
  return there;
}
/** So many fields are named in one answer: a body of a megabyte has room for more that is wrong than anybody reads. */
const fieldsNamed = 100;
/** A 422 that names what is wrong field by field, and says of how many more it does not. */
export function wrongFields(errors: readonly FieldError[]): Problem {
  const more = errors.length - fieldsNamed;
  const unnamed = more > 0 ? ` ${more} more ${more === 1 ? 'is' : 'are'} wrong.` : '';
  return new Problem(422, `Look at the fields named below.${unnamed}`, { errors: errors.slice(0, fieldsNamed) });
}
/** A 422 of ids that a body names where access decides. */
export const wrongForThem = (errors: readonly FieldError[]): Problem => {
  const { status, message, more } = wrongFields(errors);
  return new Problem(status, message, more, true);
};
/** A 422 about one field, named by its JSON pointer. */
export const wrong = (pointer: string, detail: string, where?: FieldError['in']): Problem =>
  wrongFields([{ pointer, detail, ...(where === undefined ? {} : { in: where }) }]);
/** A 409: the lifecycle refuses, with the reason as a code and as a sentence. */
export const refusedBecause = (code: Refusal): Problem => new Problem(409, refusals[code], { code });
/** A 409 that is no refusal of a lifecycle: what was asked does not fit what is there. `code` says why to programs. */
export const conflict = (code: string, detail: string): Problem => new Problem(409, detail, { code });
/** A 409: the first request with that Idempotency-Key has no answer yet. */
export const inFlight = (): Problem =>
  new Problem(409, 'A request with this Idempotency-Key is still under way.', {
    code: 'in-flight',
    headers: { 'Retry-After': '1' },
  });

const notThisKey = (detail: string): Problem =>
  new Problem(401, detail, { headers: { 'WWW-Authenticate': 'Bearer' } }, true);
/** A 401: no key came, or one that nobody holds. */
export const keyRefused = (sent: boolean): Problem =>
  notThisKey(sent ? 'This key is unknown, expired or revoked.' : 'Send a key: Authorization: Bearer hf_…');
/** A 401: a key of role rep that belongs to no rep; such were made before they had to. */
export const keyOfNobody = (): Problem =>
  notThisKey(
    'This key of role rep belongs to no rep. Ask an admin for a key of your own: POST /v1/keys with your id as rep.',
  );
/** A 401: its rep has left. */
export const keyOfSomebodyWhoLeft = (): Problem =>
  notThisKey('The rep to whom this key belongs does not work here any more.');
/** A 403: the key is known, and its role may not do that. */
export const roleMayNot = (role: string): Problem =>
  new Problem(403, `A key of role ${role} may not do that.`, {}, true);
/** A 403: it may be read, and the key may not do that with it. `who` says who may; a pointer names what it may not say. */
export const othersMay = (who: string, pointer?: string): Problem =>
  new Problem(403, who, pointer === undefined ? {} : { errors: [{ pointer, detail: who }] }, true);
/** A 403: a form of ours that a page of ours did not send. */
export const fromAnotherSite = (): Problem => new Problem(403, 'This form was sent from another site.');
/** A 401: what a source sends must carry its signature. An unknown source looks the same from outside. */
export const notSigned = (): Problem => new Problem(401, 'The signature is not that of a known source, or too old.');

/** A 401: a mail that comes in must carry the relay's signature. */
export const mailNotSigned = (): Problem =>
  new Problem(401, 'The signature is not made with a secret of ours, or too old.');
/** A 503: DNS did not answer, by which it is proved who sent a mail. */
export const senderNotLookedUp = (): Problem =>
  tryAgain('DNS did not answer, so that nobody knows who sent this mail. Hand it on again shortly.');

/** A 400 that says where the bytes of a request are no text. */
export const unreadable = (detail: string): Problem => new Problem(400, detail);
/** A 400: the body is no JSON. */
export const notJson = (): Problem => unreadable('The body is not valid JSON.');
/** A 413. */
export const tooLarge = (): Problem => new Problem(413, 'The body is larger than this address takes.');
/** A 415 that says as what to send it. */
export const wrongType = (sendIt: string): Problem => new Problem(415, sendIt);
/** A 422: signed, and no event that its source sends. */
export const notInFormat = (format: string): Problem =>
  new Problem(422, `This is not an event in the format “${format}”.`);
/** A 400: the body is not packed as its request says, or is cut off. */
export const brokenBody = (): Problem => unreadable('The body could not be unpacked, or was cut off.');
/** A 415: packed in a way that nobody here unpacks. */
export const unknownPacking = (): Problem =>
  wrongType('The body is packed in an unknown way: use gzip, deflate, br or none.');
/** A 422: a file that cannot be taken as a whole. `errors` names rows. */
export const wrongFile = (detail: string, errors?: readonly FieldError[]): Problem =>
  new Problem(422, detail, errors === undefined ? {} : { errors });

/** A 404 for an address that is none of ours. */
export const nothingHere = (): Problem => new Problem(404, 'There is nothing at this address. See /docs.');
/** A 405 that says which methods the address knows. */
export const wrongMethod = (allowed: readonly string[]): Problem =>
  new Problem(405, `Use ${allowed.join(' or ')}.`, { headers: { Allow: allowed.join(', ') } });
/** A 429, and how many seconds to wait. */
export const tooMany = (seconds: number): Problem =>
  new Problem(429, `Too many requests in this minute: ask again in ${seconds} seconds.`, {
    headers: { 'Retry-After': String(seconds) },
  });

const tryAgain = (what: string, code?: string): Problem =>
  new Problem(503, what, { headers: { 'Retry-After': '5' }, ...(code === undefined ? {} : { code }) });
/** A 503 for what was asked and not answered in time: it may have happened or not. */
export const outcomeUnknown = (): Problem =>
  tryAgain(
    'No answer came in time. The outcome is unknown: ask again with the same Idempotency-Key to learn it.',
    'outcome-unknown',
  );

/** Whether it is a 409: what was asked does not apply any more. */
export const isConflict = (error: unknown): boolean => error instanceof Problem && error.status === 409;
/** Whether it is a 503: waiting helps. */
export const isPassing = ({ status }: Problem): boolean => status === 503;
/** Whether it is a 500: a bug of ours, and nobody’s fault who asked. */
export const isBug = ({ status }: Problem): boolean => status === 500;
/** The status under which access refused a key, or a row to it; null for any other error. */
export const refusedAs = (error: unknown): number | null =>
  error instanceof Problem && error.refusesKey ? error.status : null;
/** The status under which a page goes out: as it was asked for, or one that says why it is not shown. */
export const pageStatus = {
  shown: 200,
  notOpened: 401,
  roleMayNot: 403,
  unknown: 404,
  closed: 409,
  wrong: 422,
  tooMany: 429,
} as const;

/** True of a shape of several that is not meant: its `kind` is another one. */
const isOfAnotherKind = (errors: readonly z.core.$ZodIssue[]): boolean => errors.some(({ path }) => path[0] === 'kind');

/** What a schema found, field by field. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], where?: FieldError['in']): FieldError[] {
  const pointer = (path: readonly PropertyKey[]): string =>
    path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return issues.flatMap((issue): FieldError[] => {
    const at = where === undefined ? {} : { in: where };
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        pointer: pointer([...issue.path, key]),
        detail: 'There is no such field.',
        ...at,
      }));
    if (issue.code === 'invalid_union' && issue.errors.some(isOfAnotherKind)) {
      const meant = issue.errors.filter((errors) => !isOfAnotherKind(errors));
      const [own] = meant;
      if (own !== undefined && meant.length === 1)
        return fieldErrors(
          own.map((one) => ({ ...one, path: [...issue.path, ...one.path] })),
          where,
        );
      return [{ pointer: pointer([...issue.path, 'kind']), detail: issue.message, ...at }];
    }
    return [{ pointer: pointer(issue.path), detail: issue.message, ...at }];
  });
}

/** An answer is not what its route declares (see answer-check.ts). A bug of ours. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/** The problem behind any error. Only what nobody foresaw is a 500. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof NoAnswer) return tryAgain('Temporal did not answer in time. Try again shortly.');
  if (error instanceof ArchiveAway)
    return tryAgain('Where mails are kept did not answer: nothing is erased yet. Try again shortly.');
  if (error instanceof NotRunning) return refusedBecause('ended');
  if (error instanceof NobodyTakes) return wrong(`/products/${error.index}/group`, error.message);
  if (error instanceof PeopleChanged)
    return tryAgain('Others write about the people of this client. Try again shortly.');
  if (error instanceof TooManyContacts) return wrong('/contacts', error.message);
  if (isDuplicate(error)) return new Problem(409, 'It is there already, with other content.');
  if (error instanceof ThreadsBusy || (error instanceof TooHeavy && error.why === 'time'))
    return tryAgain('Too much is being computed at this moment. Try again shortly.');
  if (isOutage(error)) return tryAgain('The database did not answer in time. Try again shortly.');
  if (error instanceof URIError) return new Problem(400, 'The address could not be read.');
  // Only where answers are checked, which is not in production: there the check is off.
  if (error instanceof WrongAnswer) return new Problem(500, error.message);
  return new Problem(500, 'It was logged. Please tell us the request id.');
}

/** A problem as it is kept under an Idempotency-Key. */
export function problemToKeep(error: unknown): { readonly status: Status; readonly body: object } {
  const { status, message, more } = toProblem(error);
  return { status, body: { problem: message, more } };
}

/** The problem that was kept; with headers of the answer that repeats it. */
export function keptProblem({
  status,
  body,
  headers,
}: {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Problem['more']['headers'];
}): Problem {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- replies of 400 and more are made by `problemToKeep` alone
  const { problem, more } = body as { problem: string; more: Problem['more'] };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the status of that problem
  return new Problem(status as Status, problem, { ...more, headers: { ...more.headers, ...headers } });
}

/** Answers with the problem, and logs what nobody foresaw. */
export function sendProblem(response: Response, error: unknown, log: Logger): void {
  const problem = toProblem(error);
  const requestId = String(response.getHeader('X-Request-Id') ?? '');
  if (isBug(problem)) log.error({ err: error, requestId }, 'unforeseen');
  const { errors, headers, code } = problem.more;
  response
    .status(problem.status)
    .set({ 'Cache-Control': 'no-store', ...headers })
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: code === undefined ? 'about:blank' : `urn:holdfast:problem:${code}`,
        title: titles[problem.status],
        status: problem.status,
        detail: problem.message,
        ...(requestId === '' ? {} : { requestId }),
        ...(errors === undefined ? {} : { errors }),
      }),
    );
}
