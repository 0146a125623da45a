/**
 * Signing in and out. Whoever asks for a mail gets the same answer at the same moment whether they are known or not: whose
 * address it is, is looked up afterwards. GET shows; only a form signs in or out.
 */
import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { addressTyped, codeIn, ownPageIn } from '../../domain/organisation/signing-in';
import { signInWords } from '../../domain/told/words/sign-in';
import {
  goingElsewhere,
  hashOfCode,
  hashOfSecret,
  leadsToIn,
  mintSession,
  mintSignIn,
  secretPattern,
  type MintedSignIn,
} from '../../links/sign-in';
import { NotProvedElsewhere } from '../../outside/oidc';
import {
  codePage,
  linkPage,
  notSignedInPage,
  signedOutHerePage,
  signInPage,
  type NotSignedIn,
  type SignInReader,
} from '../../pages/desk/sign-in';
import type { Filled } from '../../pages/parts/filled';
import {
  beginSession,
  endSession,
  endSessionsOf,
  personByAddress,
  whoWorksHere,
  type DeskPerson,
} from '../../records/sessions';
import {
  hasMailLeft,
  keepSignIn,
  nameSignIn,
  signInByLink,
  useCode,
  useLink,
  type SigningIn,
} from '../../records/sign-ins';
import { audit } from '../http/audit';
import { readForm, type SentForm } from '../http/form';
import { sendProblemPage } from '../http/problem-page';
import { fromAnotherSite, isPassing, pageStatus } from '../http/problems';
import { readerBy } from '../http/reader';
import type { ApiDeps } from '../http/route';
import { isSameSite } from '../http/same-site';
import { dropCookie, holdInCookie, secretInCookie, sessionCookie, signedInBy } from '../http/session';

/** So many bytes of a form are read: an address and a page are short. */
const longestSignInForm = 4_000;
/** What the browser holds that asked for a mail, and what it holds while somebody signs in elsewhere. */
const askedCookie = 'hf_sign_in';
const elsewhereCookie = 'hf_elsewhere';

/** As much of an address as must be there for a mail to go to it. */
const looksLikeAddress = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]+$/;

const textIn = (sent: SentForm[string] | undefined): string => (typeof sent === 'string' ? sent : '');

/** Where somebody signs in elsewhere, on the way there and back. */
const elsewherePath = '/sign-in/elsewhere';

/** The routes of signing in and out. */
export function signInRouter(deps: ApiDeps): Router {
  const router = Router();
  const { db, config, log, signInMails, oidc } = deps;
  const { publicUrl, oidc: provider } = config.api;
  const mailbox = config.mail.mailboxUrl ?? null;
  const at = (path: string): string => new URL(path, publicUrl).href;

  const readerOf = (response: Response): SignInReader => ({ ...readerBy(response.req), house: config.mail.sender });
  // The address of a page may hold a token: nobody is told where somebody comes from.
  const send = (response: Response, status: number, body: string): void => {
    response
      .status(status)
      .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
      .type('html')
      .send(body);
  };
  const lead = (response: Response, address: string): void => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, address);
  };
  const notIn = (response: Response, status: number, why: NotSignedIn): void =>
    send(response, status, notSignedInPage(readerOf(response), why));

  const handled =
    <P>(handle: (request: Request<P>, response: Response) => Promise<void>): RequestHandler<P> =>
    (request, response: Response, next: NextFunction) => {
      handle(request, response).catch((error: unknown) =>
        sendProblemPage(error, response.set('Referrer-Policy', 'no-referrer'), next, deps, (problem) => {
          const why = isPassing(problem) ? 'later' : 'anotherSite';
          return notSignedInPage(readerOf(response), why);
        }),
      );
    };
  const handledForm = <P>(
    handle: (request: Request<P>, response: Response, form: SentForm) => Promise<void>,
  ): RequestHandler<P> =>
    handled<P>(async (request, response) => {
      if (!isSameSite(response.req, publicUrl)) throw fromAnotherSite();
      await handle(request, response, await readForm(response.req, response, longestSignInForm));
    });

  const nameOf = ({ kind, id }: DeskPerson): string => `${kind}/${id}`;
  const noted = (person: DeskPerson, route: string, status: number): Promise<void> =>
    audit(db, { actor: person.id, method: 'POST', route, subject: nameOf(person), status, keyId: null });

  /** Begins a session in this browser, and leads to the page that was asked for. */
  async function signIn(response: Response, { person, leadsTo }: SigningIn, route: string): Promise<void> {
    const there = await whoWorksHere(db, person);
    if (there === null) return notIn(response, pageStatus.closed, 'over');
    const before = secretInCookie(response.req, sessionCookie, config);
    if (before !== null) await endSession(db, hashOfSecret(before));
    const { token, ...session } = mintSession();
    await beginSession(db, session, person, new Date());
    await noted(person, route, 303);
    holdInCookie(response, sessionCookie, token, config);
    dropCookie(response, askedCookie, config);
    lead(response, ownPageIn(leadsTo));
  }

  const firstPage = (response: Response, leadsTo: string, form?: Filled): string =>
    signInPage(readerOf(response), {
      leadsTo,
      ...(form === undefined ? {} : { form }),
      elsewhere:
        provider === null
          ? null
          : { name: provider.name, href: `${elsewherePath}?then=${encodeURIComponent(leadsTo)}` },
      mailbox,
    });

  /** Mails a link and a code to whoever works here and has that address; nobody waits for it. */
  async function mail(address: string, minted: MintedSignIn): Promise<void> {
    const { id, token, code } = minted;
    if (!(await hasMailLeft(db, { id, address }, new Date()))) return log.info({ id }, 'too many mails to sign in');
    const there = await personByAddress(db, address);
    if (there === null) return;
    const { person, locale } = there;
    await nameSignIn(db, id, person);
    const to = { name: person.name, address };
    await signInMails.send(id, { to, language: locale.language, link: at(`/sign-in/${token}`), code });
  }

  router.get(
    '/sign-in',
    handled(async (request, response) => {
      const leadsTo = ownPageIn(request.query['then']);
      if ((await signedInBy(response.req, deps)) !== null) return lead(response, leadsTo);
      send(response, pageStatus.shown, firstPage(response, leadsTo));
    }),
  );

  router.post(
    '/sign-in',
    handledForm(async (_, response, form) => {
      const leadsTo = ownPageIn(form['then']);
      const typed = textIn(form['email']);
      const address = addressTyped(typed);
      if (address.length > 254 || !looksLikeAddress.test(address)) {
        const errors = { email: signInWords(readerOf(response)).ask.noAddress };
        return send(response, pageStatus.wrong, firstPage(response, leadsTo, { values: { email: [typed] }, errors }));
      }
      const minted = mintSignIn();
      await keepSignIn(db, { id: minted.id, ...minted.hashes, address, leadsTo }, new Date());
      holdInCookie(response, askedCookie, minted.browser, config);
      lead(response, '/sign-in/code');
      mail(address, minted).catch((error: unknown) =>
        log.warn({ err: error, id: minted.id }, 'a mail to sign in was not sent'),
      );
    }),
  );

  router.get(
    '/sign-in/code',
    handled(async (_, response) => {
      if (secretInCookie(response.req, askedCookie, config) === null) return lead(response, '/sign-in');
      send(response, pageStatus.shown, codePage(readerOf(response), undefined, mailbox));
    }),
  );

  router.post(
    '/sign-in/code',
    handledForm(async (_, response, form) => {
      const browser = secretInCookie(response.req, askedCookie, config);
      if (browser === null) return lead(response, '/sign-in');
      const { sent } = signInWords(readerOf(response));
      const again = (error: string): void =>
        send(
          response,
          pageStatus.wrong,
          codePage(readerOf(response), { values: {}, errors: { code: error } }, mailbox),
        );
      const code = codeIn(textIn(form['code']));
      if (code === null) return again(sent.noCode);
      const hashes = { browserHash: hashOfSecret(browser), codeHash: hashOfCode(browser, code) };
      const used = await useCode(db, hashes, new Date());
      if (used === 'wrong' || used === 'spent') {
        log.info({ used }, 'a code to sign in was not taken');
        return again(sent[used]);
      }
      await signIn(response, used, '/sign-in/code');
    }),
  );

  router.get(
    elsewherePath,
    handled(async (request, response) => {
      if (oidc === null) return lead(response, '/sign-in');
      const { browser } = mintSignIn();
      const checks = goingElsewhere(browser, ownPageIn(request.query['then']));
      const address = await oidc.addressFor(at(`${elsewherePath}/back`), checks).catch(passedOver);
      if (address === null) return notIn(response, pageStatus.closed, 'elsewhere');
      holdInCookie(response, elsewhereCookie, browser, config);
      lead(response, address);
    }),
  );

  router.get(
    `${elsewherePath}/back`,
    handled(async (request, response) => {
      const browser = secretInCookie(response.req, elsewhereCookie, config);
      const state = request.query['state'];
      if (oidc === null || browser === null || typeof state !== 'string')
        return notIn(response, pageStatus.closed, 'elsewhere');
      // What came back is good once.
      dropCookie(response, elsewhereCookie, config);
      const leadsTo = leadsToIn(state);
      const checks = goingElsewhere(browser, leadsTo);
      const address = await oidc.verifiedAddress(new URL(request.originalUrl, publicUrl), checks).catch(failedOver);
      if (address === failed) return notIn(response, pageStatus.closed, 'elsewhere');
      const there = address === null ? null : await personByAddress(db, addressTyped(address));
      if (there === null) return notIn(response, pageStatus.notOpened, 'nobody');
      await signIn(response, { person: there.person, leadsTo }, `${elsewherePath}/back`);
    }),
  );

  router.get(
    '/sign-in/:token',
    handled<{ token: string }>(async ({ params: { token } }, response) => {
      const who = secretPattern.test(token) ? await signInByLink(db, hashOfSecret(token), new Date()) : null;
      const there = who === null ? null : await whoWorksHere(db, who.person);
      if (there === null) return notIn(response, pageStatus.closed, 'over');
      const { name } = there.person;
      send(response, pageStatus.shown, linkPage({ language: there.locale.language, house: config.mail.sender }, name));
    }),
  );

  router.post(
    '/sign-in/:token',
    handledForm<{ token: string }>(async ({ params: { token } }, response) => {
      const used = secretPattern.test(token) ? await useLink(db, hashOfSecret(token), new Date()) : null;
      if (used === null) return notIn(response, pageStatus.closed, 'over');
      await signIn(response, used, '/sign-in/:token');
    }),
  );

  router.post(
    '/sign-out',
    handledForm(async (_, response, form) => {
      const token = secretInCookie(response.req, sessionCookie, config);
      const signedIn = await signedInBy(response.req, deps);
      const everywhere = form['everywhere'] !== undefined && signedIn !== null;
      if (everywhere) await endSessionsOf(db, signedIn.person);
      if (token !== null) await endSession(db, hashOfSecret(token));
      if (signedIn !== null) await noted(signedIn.person, '/sign-out', 200);
      dropCookie(response, sessionCookie, config);
      const { language } = signedIn?.locale ?? readerBy(response.req);
      send(response, pageStatus.shown, signedOutHerePage({ language, house: config.mail.sender }, everywhere));
    }),
  );
  router.get('/sign-out', (_, response) => lead(response, '/sign-in'));
  return router;
}

/** Stands for an answer that proves nothing. */
const failed = Symbol('failed');

function failedOver(error: unknown): typeof failed {
  if (error instanceof NotProvedElsewhere) return failed;
  throw error;
}

function passedOver(error: unknown): null {
  failedOver(error);
  return null;
}
