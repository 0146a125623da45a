/**
 * The pages behind mailed links. A link's token is exchanged for a cookie and a clean address; GET and HEAD only show;
 * a POST with an outcome acts, once.
 *
 *   mailed ──(POST, all is said)──► used: shows the same receipt for ever; a slip can be corrected there, for ninety days
 *    ▲  └──(POST, more is to do)──► receipt kept: asks again by the next form, with what was recorded
 *    │        (a form that was recorded already: the receipt that there is, and nothing else)
 *    └── closed while its subject is, or while somebody else has the client: says why, takes nothing
 */
import { parseCookie } from 'cookie';
import { Router, type Request, type Response } from 'express';
import { formShown, isSentAgain } from '../../links/forms';
import { pathOfClient } from '../../links/doing';
import { hashToken, isForContacts, wayOut } from '../../links/links';
import { scoreIn, withScore } from '../../links/score';
import { signedOutPage } from '../../pages/desk/problem';
import { notFilled, type Filled } from '../../pages/parts/filled';
import { withWayBack } from '../../pages/act/way-back';
import { formNumberField } from '../../pages/parts/form-number';
import { unclearAnswers } from '../../records/mails-in';
import type { KeptReceipt } from '../../records/columns/answers';
import { isRecordedSoon } from '../../records/receipts';
import { fromAnotherSite, pageStatus } from '../http/problems';
import { readerBy } from '../http/reader';
import type { ApiDeps } from '../http/route';
import { cookieName, isSameSite } from '../http/same-site';
import { signedInBy, type SignedIn } from '../http/session';
import { FormError } from './fields';
import { readForm, type SentForm } from '../http/form';
import { actKinds } from './kinds';
import { isReadIn, noSuchLink, pageHandler, pageWhere, sendPage } from './page-sent';
import { mustBeTheirs } from './own';
import { recordThrough } from './record';
import {
  amendable,
  isOfDesk,
  linkBy,
  linkFor,
  opened,
  readerOf,
  readerOfReceipt,
  whyClosed,
  type MailedLink,
  type Opened,
} from './opened';

/** So many bytes of a form are read: a note of the longest kind, each character escaped, fits. */
const longestForm = 60_000;

/** A form that was sent twice at once finds closed what its twin has just done: so long it waits for the receipt. */
const twiceAtOnceMs = 1_000;

const cookieOf = (linkId: string, secure: boolean): string => cookieName(`hf_${linkId}`, secure);
/** The form as it was sent, with what was wrong with it. */
function filledAgain(form: SentForm, { errors }: FormError): Filled {
  return { values: Object.fromEntries(Object.entries(form).map(([name, typed]) => [name, [typed].flat()])), errors };
}

/** The routes behind mailed links: the link is exchanged for a cookie, the page is shown, its form is taken. */
export function actRouter(deps: ApiDeps): Router {
  const { db, config } = deps;
  const router = Router();
  const secure = config.api.publicUrl.startsWith('https:');

  const handled = pageHandler(deps);

  /**
   * The link that the address and its cookie name together, or the one of who is signed in; answers by itself when that is
   * none. What no mail brought is opened by who is signed in alone, for as long as the rule of access lets them.
   */
  async function linkOf(request: Request<{ link: string }>, response: Response, signedIn: SignedIn | null) {
    const { link: id } = request.params;
    const token = parseCookie(request.headers.cookie ?? '')[cookieOf(id, secure)];
    const mailed = token === undefined ? null : await linkBy(id, token, deps);
    if (mailed !== null) return mailed;
    const own = signedIn === null ? null : await linkFor(id, signedIn.person.id, deps);
    if (own !== null && signedIn !== null) {
      if (own.mailKey === null) await mustBeTheirs(own, signedIn, deps);
      return own;
    }
    if (token !== undefined || signedIn !== null)
      return sendPage(response, pageStatus.unknown, pageWhere('unknown', response));
    if (await isOfDesk(id, deps)) return askToSignIn(request, response);
    return sendPage(response, pageStatus.notOpened, pageWhere('notOpened', response));
  }

  /** Who was signed in when they came there signs in again; what they typed stands there then, and can be sent. */
  async function askToSignIn(request: Request<{ link: string }>, response: Response): Promise<void> {
    const address = `/act/${request.params.link}`;
    const signIn = `/sign-in?then=${encodeURIComponent(address)}`;
    if (request.method !== 'POST') return response.redirect(303, signIn);
    const fields = Object.entries(await readForm(request, response, longestForm)).flatMap(([name, sent]) =>
      [sent].flat().map((one): [string, string] => [name, one]),
    );
    sendPage(response, pageStatus.notOpened, signedOutPage(readerBy(request), { address, signIn, fields }));
  }

  /** Sends a page behind a link; to who is signed in and whose it is, with the way back to the desk. */
  function sendAct(
    response: Response,
    status: number,
    html: string,
    { link, signedIn }: { readonly link: MailedLink; readonly signedIn: SignedIn | null },
  ): void {
    const isTheirs = signedIn !== null && signedIn.person.id === link.recipientId;
    const back = { day: '/', client: pathOfClient(null, link.lifecycleId) };
    sendPage(response, status, isTheirs ? withWayBack(html, back, signedIn.locale) : html);
  }

  /** What is behind the link; from here on its reader is known. */
  async function openedFor(link: MailedLink, response: Response): Promise<Opened | null> {
    const open = await opened(link, deps);
    if (open === null) return null;
    const { language, locale } = open.occasion;
    isReadIn(response, isForContacts(link.purpose) ? language : locale.language);
    return open;
  }

  const asks = ({ link, occasion }: Opened, form: Filled, done?: string): string =>
    actKinds[link.purpose].asks({
      occasion,
      subject: link.subjectId,
      form,
      formNumber: formShown(link.receipt),
      done,
      brand: occasion.vendor.name,
    });

  /** The receipt of a used link; with the form that corrects it, where that can be done still. */
  async function receiptShown(link: MailedLink, receipt: KeptReceipt, form = notFilled): Promise<string> {
    const { amends, receipt: plain } = actKinds[link.purpose];
    const open = await amendable(link, deps);
    if (amends === undefined || open === null)
      return plain(receipt, await readerOfReceipt(link, config.mail.sender, deps));
    const { occasion } = open;
    return amends.asks(receipt, {
      occasion,
      subject: link.subjectId,
      form,
      formNumber: formShown(receipt),
      brand: occasion.vendor.name,
    });
  }

  /** The form with what its reader answered by mail so far, without saying what came of it. */
  async function answeredByMail({ link, occasion }: Opened): Promise<Filled> {
    const { purpose, subjectId: item, recipientId: rep } = link;
    if (purpose !== 'item' || item === null) return notFilled;
    const answers = await unclearAnswers(db, { lifecycle: occasion.lifecycle.id, item, rep });
    return answers.length === 0 ? notFilled : { values: { note: [answers.join('\n\n')] }, errors: {} };
  }

  /** What was recorded through the link before, and is still so. */
  function recordedIn({ link, occasion }: Opened): string | undefined {
    const { purpose, receipt, subjectId: subject, recipientId: by } = link;
    if (receipt === null) return undefined;
    return actKinds[purpose].stillStands?.(receipt, occasion, { subject, by }) === false ? undefined : receipt.what;
  }

  /** Acts, and leads to the page as it is then; what was wrong is shown on the page that asked. */
  async function taken(
    response: Response,
    { address, signedIn }: { readonly address: string; readonly signedIn: SignedIn | null },
    open: Opened,
    form: SentForm,
    again: (filled: Filled) => string | Promise<string>,
  ): Promise<void> {
    try {
      await recordThrough(open, form, { route: '/act/:link', status: 303 }, deps);
      response.redirect(303, address);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      sendAct(response, pageStatus.wrong, await again(filledAgain(form, error)), { link: open.link, signedIn });
    }
  }

  router.get(
    '/l/:token',
    handled<{ token: string }>(async ({ params: { token }, query }, response) => {
      const link = await db.link.findUnique({ where: { tokenHash: hashToken(token) } });
      if (link === null || link.purpose === wayOut)
        return sendPage(response, pageStatus.unknown, pageWhere('unknown', response));
      response.cookie(cookieOf(link.id, secure), token, {
        httpOnly: true,
        secure,
        sameSite: 'lax',
        path: `/act/${link.id}`,
      });
      const score = scoreIn(query);
      response
        .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
        .redirect(303, score === null ? `/act/${link.id}` : withScore(`/act/${link.id}`, score));
    }),
  );

  router.get(
    '/act/:link',
    handled<{ link: string }>(async (request, response) => {
      const signedIn = await signedInBy(request, deps);
      const link = await linkOf(request, response, signedIn);
      if (link === undefined) return;
      const told = { link, signedIn };
      const { receipt } = link;
      const kind = actKinds[link.purpose];
      if (receipt?.final === true) return sendAct(response, pageStatus.shown, await receiptShown(link, receipt), told);
      const open = await openedFor(link, response);
      if (open === null) return sendPage(response, pageStatus.unknown, pageWhere('unknown', response));
      const closed = await whyClosed(open, deps);
      if (closed === null)
        return sendAct(
          response,
          pageStatus.shown,
          asks(open, kind.chosen?.(request.query) ?? (await answeredByMail(open)), recordedIn(open)),
          told,
        );
      const reader = readerOf(open);
      sendAct(
        response,
        pageStatus.shown,
        receipt === null ? kind.closed(closed, reader) : kind.receipt(receipt, reader),
        told,
      );
    }),
  );

  router.post(
    '/act/:link',
    handled<{ link: string }>(async (request, response) => {
      if (!isSameSite(request, config.api.publicUrl)) throw fromAnotherSite();
      const signedIn = await signedInBy(request, deps);
      const link = await linkOf(request, response, signedIn);
      if (link === undefined) return;
      const address = `/act/${link.id}`;
      const form = await readForm(request, response, longestForm);
      if (isSentAgain(form[formNumberField], link.receipt)) return response.redirect(303, address);
      const { receipt } = link;
      if (link.usedAt !== null) {
        const used = receipt === null ? null : await amendable(link, deps);
        if (receipt === null || used === null) return response.redirect(303, address);
        return taken(response, { address, signedIn }, used, form, (filled) => receiptShown(link, receipt, filled));
      }
      const open = await openedFor(link, response);
      if (open === null) return sendPage(response, pageStatus.unknown, pageWhere('unknown', response));
      const closed = await whyClosed(open, deps);
      if (closed !== null && (await isRecordedSoon(db, link.id, formShown(link.receipt), twiceAtOnceMs)))
        return response.redirect(303, address);
      if (closed !== null)
        return sendAct(response, pageStatus.closed, actKinds[link.purpose].closed(closed, readerOf(open)), {
          link,
          signedIn,
        });
      await taken(response, { address, signedIn }, open, form, (filled) => asks(open, filled));
    }),
  );
  router.use(['/l', '/act'], noSuchLink('unknown'));
  return router;
}
