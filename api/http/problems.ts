/** Every error that the API answers, as RFC 9457 problem+json: the one mapping from errors to HTTP. */
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { refusals, type Refusal } from '../../domain/core/refusals';
import { Prisma } from '../../prisma/client';
import { ArchiveAway } from '../../outside/archive';
import { NoAnswer, NotRunning } from '../../temporal/client';

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

/** Thrown anywhere in the API; answered as problem+json. */
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
  ) {
    super(detail);
  }
}

/** A 404 «There is no …». */
export const thereIsNo = (what: string): Problem => new Problem(404, `There is no ${what}.`);
/** What was looked for; where it is not there, throws a 404 `Problem` «There is no such …». */
export async function existing<T extends object>(what: string, row: Promise<T | null>): Promise<T> {
  const there = await row;
  if (there === null) throw thereIsNo(`such ${what}`);
  return there;
}
/** A 422 that names what is wrong field by field. */
export const wrongFields = (errors: readonly FieldError[]): Problem =>
  new Problem(422, 'Look at the fields named below.', { errors });
/** A 422 about one field, named by its JSON pointer. */
export const wrong = (pointer: string, detail: string, where?: FieldError['in']): Problem =>
  wrongFields([{ pointer, detail, ...(where === undefined ? {} : { in: where }) }]);
/** A 409: the lifecycle refuses, with the reason as a code and as a sentence. */
export const refusedBecause = (code: Refusal): Problem => new Problem(409, refusals[code], { code });
/** A 503 for what was asked and not answered in time: it may have happened or not. */
export const outcomeUnknown = (): Problem =>
  new Problem(
    503,
    'No answer came in time. The outcome is unknown: ask again with the same Idempotency-Key to learn it.',
    { code: 'outcome-unknown', headers: { 'Retry-After': '5' } },
  );

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
    return [{ pointer: pointer(issue.path), detail: issue.message, ...at }];
  });
}

/** An answer is not what its route declares (see answer-check.ts). A bug of ours. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

interface BodyParserError extends Error {
  readonly type: string;
  readonly status: number;
}
const isBodyParserError = (error: unknown): error is BodyParserError =>
  error instanceof Error && 'type' in error && 'status' in error;

/** The problem behind any error. Only what nobody foresaw is a 500. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof NoAnswer)
    return new Problem(503, 'Temporal did not answer in time. Try again shortly.', { headers: { 'Retry-After': '5' } });
  if (error instanceof ArchiveAway)
    return new Problem(503, 'Where mails are kept did not answer: nothing is erased yet. Try again shortly.', {
      headers: { 'Retry-After': '5' },
    });
  if (error instanceof NotRunning) return refusedBecause('ended');
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    if (error.code === 'P2002') return new Problem(409, 'It is there already, with other content.');
    if (['P1001', 'P1002', 'P1008', 'P1017', 'P2024'].includes(error.code))
      return new Problem(503, 'The database did not answer in time. Try again shortly.', {
        headers: { 'Retry-After': '5' },
      });
  }
  if (isBodyParserError(error)) {
    if (error.type === 'entity.too.large') return new Problem(413, 'The body is larger than this address takes.');
    if (error.type === 'entity.parse.failed') return new Problem(400, 'The body is not valid JSON.');
    if (error.type === 'charset.unsupported' || error.type === 'encoding.unsupported')
      return new Problem(415, 'The body must be JSON in UTF-8, not compressed in an unknown way.');
    if (error.status >= 400 && error.status < 500) return new Problem(400, 'The body could not be read.');
  }
  if (error instanceof URIError) return new Problem(400, 'The address could not be read.');
  // Only where answers are checked, which is not in production: there the check is off.
  if (error instanceof WrongAnswer) return new Problem(500, error.message);
  return new Problem(500, 'It was logged. Please tell us the request id.');
}

/** Answers with the problem, and logs what nobody foresaw. */
export function sendProblem(response: Response, error: unknown, log: Logger): void {
  const problem = toProblem(error);
  const requestId = String(response.getHeader('X-Request-Id') ?? '');
  if (problem.status === 500) log.error({ err: error, requestId }, 'unforeseen');
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
