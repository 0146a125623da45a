/** How pages behind mailed links are sent: kept nowhere, and their address told to nobody. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { languages, type Language } from '../../domain/core/language';
import { isRefusal } from '../../domain/core/refusals';
import { strangerVoices, type PageFailure } from '../../domain/told/stranger-voice';
import { closedPage } from '../../pages/act/closed';
import { sendProblemPage } from '../http/problem-page';
import { isPassing, pageStatus, type Problem } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { refusalText } from './fields';

/** Readers of pages that failed once they were known: whoever reads in another language than their browser says. */
const readers = new WeakMap<Response, Language>();

/** From here on the reader is known: what fails is said in their language. */
export function isReadIn(response: Response, language: Language): void {
  readers.set(response, language);
}

/** The reader's language; where nobody is known yet the browser says which of those that we write is read. */
function languageFor(response: Response): Language {
  const known = readers.get(response);
  if (known !== undefined) return known;
  const accepted = response.req.acceptsLanguages(...languages);
  return languages.find((one) => one === accepted) ?? 'en';
}

/** A page of those that nobody can act on. */
export function pageWhere(
  which: 'notOpened' | 'unknown' | 'unknownWayOut' | 'notKnownYet',
  response: Response,
): string {
  const language = languageFor(response);
  const { title, why } = strangerVoices[language][which];
  return closedPage(title, why, language);
}

/** Answers whatever stands below the address of a link, and is none. */
export const noSuchLink =
  (which: 'unknown' | 'unknownWayOut'): RequestHandler =>
  (_, response) =>
    sendPage(response, pageStatus.unknown, pageWhere(which, response));

/** Answers whoever opens or sends pages too often. */
export function tooManyPages(response: Response, seconds: number): void {
  const language = languageFor(response);
  const { title, why } = strangerVoices[language].tooMany;
  const page = closedPage(title, why(seconds), language);
  sendPage(response.set('Retry-After', String(seconds)), pageStatus.tooMany, page);
}

/** Sends a page. */
export function sendPage(response: Response, status: number, body: string): void {
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    .type('html')
    .send(body);
}

const failures: Readonly<Partial<Record<Problem['status'], PageFailure>>> = {
  400: 'unreadable',
  403: 'elsewhere',
  409: 'closed',
  413: 'tooLong',
  415: 'unreadable',
};

/** Why it failed, as its reader reads: our own people are told which rule refused it. */
function whyFailed(problem: Problem, language: Language): string {
  const isOurs = language === 'en' || language === 'de';
  if (isOurs && isRefusal(problem.more.code)) return refusalText({ language }, problem);
  return strangerVoices[language].failures[failures[problem.status] ?? 'ours'];
}

/** Answers an error with a page that names the address of no link. */
function pageFailed(error: unknown, response: Response, next: NextFunction, deps: ApiDeps): void {
  sendProblemPage(error, response.set('Referrer-Policy', 'no-referrer'), next, deps, (problem) => {
    if (isPassing(problem)) return pageWhere('notKnownYet', response);
    const language = languageFor(response);
    return closedPage(strangerVoices[language].failed, whyFailed(problem, language), language);
  });
}

/** A page's handler of which whatever goes wrong is answered with a page. */
export const pageHandler =
  (deps: ApiDeps) =>
  <P>(handle: (request: Request<P>, response: Response) => Promise<void>) =>
  (request: Request<P>, response: Response, next: NextFunction): void => {
    handle(request, response).catch((error: unknown) => pageFailed(error, response, next, deps));
  };
