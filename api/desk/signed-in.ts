/** Pages of the desk: whoever asks for one is signed in, or led to where they sign in; what goes wrong is said on a page. */
import type { Request, RequestHandler, Response } from 'express';
import type { Locale } from '../../domain/told/locale';
import { deskWords } from '../../domain/told/words/desk';
import { closedPage } from '../../pages/act/closed';
import { deskProblemPage, signedOutPage, type DeskRefusal } from '../../pages/desk/problem';
import type { DeskPageProps } from '../../pages/desk/shell';
import { readForm, type SentForm } from '../http/form';
import { sendProblemPage } from '../http/problem-page';
import { fromAnotherSite, pageStatus, type Problem } from '../http/problems';
import { readerBy } from '../http/reader';
import type { ApiDeps } from '../http/route';
import { isSameSite } from '../http/same-site';
import { signedInBy, type SignedIn } from '../http/session';

/** What a page of the desk is asked with. */
export interface DeskRequest<P> {
  readonly request: Request<P>;
  readonly response: Response;
  readonly signedIn: SignedIn;
}

/** So many bytes of a form are read: a note of the longest kind, each character escaped, fits. */
const longestDeskForm = 60_000;

/** Who stands above a page of the desk. */
export function aboveDesk(
  { person, locale }: SignedIn,
  { config }: Pick<ApiDeps, 'config'>,
): DeskPageProps['signedIn'] {
  return { name: person.name, language: locale.language, house: config.mail.sender };
}

/** Pages of the desk are kept nowhere, and their addresses told to this site alone. */
const deskHeaders = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' };

/** Sends a page of the desk. */
export function sendDesk(response: Response, status: number, body: string): void {
  response.status(status).set(deskHeaders).type('html').send(body);
}

/** A problem in words for a person; in English as it was said, where it was said for people. */
function refusalIn(reader: Pick<Locale, 'language'>, { status, message, more }: Problem): DeskRefusal {
  const words = deskWords(reader).problem;
  const asSaid = (one: DeskRefusal): DeskRefusal => (reader.language === 'en' ? { ...one, why: message } : one);
  switch (status) {
    case 401:
    case 404:
      return words.unknown;
    case 403:
      return message === fromAnotherSite().message ? words.anotherSite : asSaid(words.notYours);
    case 409:
      return asSaid(words.closed);
    case 413:
      return words.tooLarge;
    case 429: {
      const { title, why } = words.tooMany;
      return { title, why: why(Number(more.headers?.['Retry-After'] ?? 60)) };
    }
    case 503:
      return words.later;
    default:
      return words.wrong;
  }
}

/** Where somebody signs in who asked for this page. */
const signInFor = (address: string): string => `/sign-in?then=${encodeURIComponent(address)}`;

function leadToSignIn(request: Request, response: Response): void {
  const address = signInFor(request.originalUrl);
  response.set('Cache-Control', 'no-store');
  // A part of a page that was asked for alone must not become the page to sign in.
  if (request.get('HX-Request') === undefined) return response.redirect(303, address);
  response.set('HX-Redirect', address).status(pageStatus.notOpened).end();
}

/** Answers what goes wrong with a page of the desk. */
const failing =
  <P>(deps: ApiDeps, handle: (request: Request<P>, response: Response) => Promise<void>): RequestHandler<P> =>
  (request, response, next) => {
    handle(request, response).catch((error: unknown) => {
      signedInBy(response.req, deps)
        .catch(() => null)
        .then((signedIn) =>
          sendProblemPage(error, response, next, deps, (problem) => {
            const reader = signedIn?.locale ?? readerBy(response.req);
            const refusal = refusalIn(reader, problem);
            return signedIn === null
              ? closedPage(refusal.title, refusal.why, reader.language)
              : deskProblemPage(refusal, aboveDesk(signedIn, deps));
          }),
        )
        .catch(next);
    });
  };

/** A page of the desk: who is not signed in is led to where they do, and a `Problem` becomes a page in words. */
export function deskHandler<P>(deps: ApiDeps, handle: (call: DeskRequest<P>) => Promise<void>): RequestHandler<P> {
  return failing<P>(deps, async (request, response) => {
    const signedIn = await signedInBy(response.req, deps);
    if (signedIn === null) return leadToSignIn(response.req, response);
    response.set(deskHeaders);
    await handle({ request, response, signedIn });
  });
}

/** Where to come back to after a form: the page on which it stood, or the first. */
function pageOf(request: Request): string {
  const from = request.get('Referer');
  const { pathname, search } = from !== undefined && URL.canParse(from) ? new URL(from) : { pathname: '/', search: '' };
  return `${pathname}${search}`;
}

const fieldsOf = (form: SentForm): readonly (readonly [string, string])[] =>
  Object.entries(form).flatMap(([name, sent]) => [sent].flat().map((one): [string, string] => [name, one]));

/** The same for a form: it comes from a page of ours; of who was signed out meanwhile nothing that was typed is lost. */
export function deskForm<P>(
  deps: ApiDeps,
  handle: (call: DeskRequest<P> & { readonly form: SentForm }) => Promise<void>,
): RequestHandler<P> {
  return failing<P>(deps, async (request, response) => {
    if (!isSameSite(response.req, deps.config.api.publicUrl)) throw fromAnotherSite();
    const form = await readForm(response.req, response, longestDeskForm);
    const signedIn = await signedInBy(response.req, deps);
    if (signedIn === null)
      return sendDesk(
        response,
        pageStatus.notOpened,
        signedOutPage(readerBy(response.req), {
          address: request.originalUrl,
          signIn: signInFor(pageOf(response.req)),
          fields: fieldsOf(form),
        }),
      );
    response.set(deskHeaders);
    await handle({ request, response, signedIn, form });
  });
}
