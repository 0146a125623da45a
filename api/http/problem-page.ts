/** The one way in which an error becomes a page: with the status of its problem and with its headers, such as `Retry-After`. */
import type { NextFunction, Response } from 'express';
import type { Logger } from 'pino';
import { isBug, toProblem, type Problem } from './problems';

/** Answers an error with the page that `pageOf` makes of its problem; a bug, which is logged as such, too. Once an answer has begun, the last-resort handler ends it. */
export function sendProblemPage(
  error: unknown,
  response: Response,
  next: NextFunction,
  { log }: { readonly log: Logger },
  pageOf: (problem: Problem) => string,
): void {
  const problem = toProblem(error);
  if (response.headersSent) return next(error);
  const { status, more } = problem;
  if (isBug(problem)) log.error({ err: error, requestId: response.getHeader('X-Request-Id') }, 'unforeseen');
  else log.info({ status }, 'a page could not be served');
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', ...more.headers })
    .type('html')
    .send(pageOf(problem));
}
