/** How pages behind mailed links are sent: kept nowhere, and their address told to nobody. */
import type { NextFunction, Response } from 'express';
import { closedPage } from '../../pages/act/closed';
import { sendProblemPage } from '../http/problem-page';
import { isPassing } from '../http/problems';
import type { ApiDeps } from '../http/route';

export const unknownLink = closedPage(
  'This link is not known',
  'It may have been cut off in the mail. Open the newest mail about this client, or ask your manager.',
);

const notKnownYet = closedPage(
  'Not known yet',
  'No answer came in time. It may have been recorded or not: send it again in a minute, it counts once.',
);

/** Sends a page. */
export function sendPage(response: Response, status: number, body: string): void {
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    .type('html')
    .send(body);
}

/** Answers an error with a page that names the address of no link. */
export function pageFailed(error: unknown, response: Response, next: NextFunction, deps: ApiDeps): void {
  sendProblemPage(error, response.set('Referrer-Policy', 'no-referrer'), next, deps, (problem) =>
    isPassing(problem) ? notKnownYet : closedPage('That did not work', problem.message),
  );
}
