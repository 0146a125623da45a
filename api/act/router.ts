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
import { hashToken, wayOut } from '../../links/links';
import { scoreIn, withScore } from '../../links/score';
import { closedPage, closedWords } from '../../pages/act/closed';
import { notFilled, type Filled } from '../../pages/parts/filled';
import { formNumberField } from '../../pages/parts/form-number';
import { unclearAnswers } from '../../records/mails-in';
import type { KeptReceipt } from '../../records/columns/answers';
import { isRecordedSoon } from '../../records/receipts';
import { fromAnotherSite, pageStatus } from '../http/problems';
import { readerBy } from '../http/reader';
import type { ApiDeps } from '../http/route';
import { cookieName, isSameSite } from '../http/same-site';
import { FormError } from './fields';
import { readForm, type SentForm } from '../http/form';
import { actKinds } from './kinds';
import { pageHandler, pageWhere, sendPage } from './page-sent';
import { recordThrough } from './record';
import {
  amendable,
  linkBy,
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

/** Answers whoever opens or sends pages too often. */
export function tooManyPages(response: Response, seconds: number): void {
  const reader = readerBy(response.req);
  const { title, why } = closedWords(reader).tooMany;
  const page = closedPage(title, why(seconds), reader.language);
  sendPage(response.set('Retry-After', String(seconds)), pageStatus.tooMany, page);
}

/** The routes behind mailed links: the link is exchanged for a cookie, the page is shown, its form is taken. */
export function actRouter(deps: ApiDeps): Router {
  const { db, config } = deps;
  const router = Router();
  const secure = config.api.publicUrl.startsWith('https:');

  const handled = pageHandler(deps);

  /** The link that the address and the cookie name together; answers by itself when that is none. */
  async function linkOf({ params: { link: id }, headers }: Request<{ link: string }>, response: Response) {
    const token = parseCookie(headers.cookie ?? '')[cookieOf(id, secure)];
    if (token === undefined) return sendPage(response, pageStatus.notOpened, pageWhere('notOpened', response));
    return (await linkBy(id, token, deps)) ?? sendPage(response, pageStatus.unknown, pageWhere('unknown', response));
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
    address: string,
    open: Opened,
    form: SentForm,
    again: (filled: Filled) => string | Promise<string>,
  ): Promise<void> {
    try {
      await recordThrough(open, form, { route: '/act/:link', status: 303 }, deps);
      response.redirect(303, address);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      sendPage(response, pageStatus.wrong, await again(filledAgain(form, error)));
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
      const link = await linkOf(request, response);
      if (link === undefined) return;
      const { receipt } = link;
      const kind = actKinds[link.purpose];
      if (receipt?.final === true) return sendPage(response, pageStatus.shown, await receiptShown(link, receipt));
      const open = await opened(link, deps);
      if (open === null) return sendPage(response, pageStatus.unknown, pageWhere('unknown', response));
      const closed = await whyClosed(open, deps);
      if (closed === null)
        return sendPage(
          response,
          pageStatus.shown,
          asks(open, kind.chosen?.(request.query) ?? (await answeredByMail(open)), recordedIn(open)),
        );
      const reader = readerOf(open);
      sendPage(
        response,
        pageStatus.shown,
        receipt === null ? kind.closed(closed, reader) : kind.receipt(receipt, reader),
      );
    }),
  );

  router.post(
    '/act/:link',
    handled<{ link: string }>(async (request, response) => {
      if (!isSameSite(request, config.api.publicUrl)) throw fromAnotherSite();
      const link = await linkOf(request, response);
      if (link === undefined) return;
      const address = `/act/${link.id}`;
      const form = await readForm(request, response, longestForm);
      if (isSentAgain(form[formNumberField], link.receipt)) return response.redirect(303, address);
      const { receipt } = link;
      if (link.usedAt !== null) {
        const used = receipt === null ? null : await amendable(link, deps);
        if (receipt === null || used === null) return response.redirect(303, address);
        return taken(response, address, used, form, (filled) => receiptShown(link, receipt, filled));
      }
      const open = await opened(link, deps);
      if (open === null) return sendPage(response, pageStatus.unknown, pageWhere('unknown', response));
      const closed = await whyClosed(open, deps);
      if (closed !== null && (await isRecordedSoon(db, link.id, formShown(link.receipt), twiceAtOnceMs)))
        return response.redirect(303, address);
      if (closed !== null)
        return sendPage(response, pageStatus.closed, actKinds[link.purpose].closed(closed, readerOf(open)));
      await taken(response, address, open, form, (filled) => asks(open, filled));
    }),
  );
  return router;
}
