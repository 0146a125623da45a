/** How pages behind mailed links are sent: kept nowhere, and their address told to nobody. */
import type { NextFunction, Request, Response } from 'express';
import { closedPage, closedWords } from '../../pages/act/closed';
import { sendProblemPage } from '../http/problem-page';
import { isPassing } from '../http/problems';
import { readerBy } from '../http/reader';
import type { ApiDeps } from '../http/route';
import { refusalText } from './fields';

/** A page of those that nobody can act on. */
export function pageWhere(which: 'notOpened' | 'unknown' | 'notKnownYet', response: Response): string {
  const reader = readerBy(response.req);
  const { title, why } = closedWords(reader)[which];
  return closedPage(title, why, reader.language);
}

/** Sends a page. */
export function sendPage(response: Response, status: number, body: string): void {
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    .type('html')
    .send(body);
}

/** Answers an error with a page that names the address of no link. */
function pageFailed(error: unknown, response: Response, next: NextFunction, deps: ApiDeps): void {
  sendProblemPage(error, response.set('Referrer-Policy', 'no-referrer'), next, deps, (problem) => {
    if (isPassing(problem)) return pageWhere('notKnownYet', response);
    const reader = readerBy(response.req);
    return closedPage(closedWords(reader).failed, refusalText(reader, problem), reader.language);
  });
}

/** A page's handler of which whatever goes wrong is answered with a page. */
export const pageHandler =
  (deps: ApiDeps) =>
  <P>(handle: (request: Request<P>, response: Response) => Promise<void>) =>
  (request: Request<P>, response: Response, next: NextFunction): void => {
    handle(request, response).catch((error: unknown) => pageFailed(error, response, next, deps));
  };
