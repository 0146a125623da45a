/** The one way in which an error becomes a page: with the status of its problem and with its headers, such as `Retry-After`. */
import type { NextFunction, Response } from 'express';
import type { Logger } from 'pino';
import { isBug, toProblem, type Problem } from './problems';

/** Answers an error with the page that `pageOf` makes of its problem. A bug goes on to the last-resort handler, which logs it. */
export function sendProblemPage(
  error: unknown,
  response: Response,
  next: NextFunction,
  { log }: { readonly log: Logger },
  pageOf: (problem: Problem) => string,
): void {
  const problem = toProblem(error);
  if (isBug(problem)) return next(error);
  const { status, more } = problem;
  log.info({ status }, 'a page could not be served');
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', ...more.headers })
    .type('html')
    .send(pageOf(problem));
}
