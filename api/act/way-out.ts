/**
 * The way out at the end of each mail to a client's contact, and in its header (RFC 8058): GET and HEAD show a page with a
 * button, a POST leaves them alone. It takes no cookie and no word: the address is all there is to know, and whoever posts is
 * the reader's browser or their mail program. It never closes: what it asks for is asked for again where they came back.
 */
import { Router, type Request, type Response } from 'express';
import { languageOf } from '../../domain/told/language';
import { voices } from '../../domain/told/voice';
import { formShown, onceKeyOf } from '../../links/forms';
import { hashToken, wayOut } from '../../links/links';
import type { Addressed } from '../../pages/act/closed';
import { leftAlonePage, wayOutPage } from '../../pages/act/way-out';
import { vendorFor } from '../../records/brands';
import { receiptOf } from '../../records/columns/answers';
import { contactReader } from '../../records/contact-reader';
import { presentPerson } from '../../records/merged-clients';
import { keepReceipt } from '../../records/receipts';
import { audit } from '../http/audit';
import { otherMethod } from '../http/mount';
import { pageStatus } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { contactWishes } from '../messages/client-facts';
import { isReadIn, noSuchLink, pageHandler, pageWhere, sendPage } from './page-sent';

/** A way out that somebody holds. */
interface Opening {
  readonly link: { readonly id: string; readonly lifecycleId: string; readonly recipientId: string };
  /** The number of what is asked now. */
  readonly form: number;
  readonly leftAlone: boolean;
  readonly reader: Addressed;
}

/** What a token opens; null for any other token, and once nothing is left of whom it was mailed to. */
async function openingOf(token: string, { db, config }: ApiDeps): Promise<Opening | null> {
  const link = await db.link.findUnique({
    where: { tokenHash: hashToken(token), purpose: wayOut },
    select: { id: true, lifecycleId: true, recipientId: true, receipt: true },
  });
  if (link === null) return null;
  const [contact, lifecycle] = await Promise.all([
    contactReader(db, await presentPerson(db, link.recipientId)),
    db.lifecycle.findUnique({ where: { id: link.lifecycleId }, select: { repId: true } }),
  ]);
  if (contact === null) return null;
  const { name: brand } = await vendorFor(db, lifecycle?.repId ?? '', config.mail.sender);
  return {
    link,
    form: formShown(receiptOf(link)),
    leftAlone: contact.leftAlone,
    reader: { language: languageOf(contact.speaker), brand },
  };
}

/** The routes of the way out. */
export function wayOutRouter(deps: ApiDeps): Router {
  const { db } = deps;
  const router = Router();

  async function show({ params: { token } }: Request<{ token: string }>, response: Response): Promise<void> {
    const opening = await openingOf(token, deps);
    if (opening === null) return sendPage(response, pageStatus.unknown, pageWhere('unknownWayOut', response));
    const { leftAlone, reader } = opening;
    sendPage(response, pageStatus.shown, leftAlone ? leftAlonePage(reader) : wayOutPage(reader));
  }

  async function leave({ params: { token } }: Request<{ token: string }>, response: Response): Promise<void> {
    const opening = await openingOf(token, deps);
    if (opening === null) return sendPage(response, pageStatus.unknown, pageWhere('unknownWayOut', response));
    const { link, form, reader } = opening;
    isReadIn(response, reader.language);
    if (!opening.leftAlone) {
      const by = link.recipientId;
      // Two that come at once have one key, and count once.
      await contactWishes('contactOptedOut', by, { by, eventId: onceKeyOf(link.id, form) }, deps);
      const what = voices[reader.language].leftAlone;
      await keepReceipt(db, link.id, { what, at: new Date().toISOString(), form, final: false, amends: false });
      const about = `${link.lifecycleId}/${wayOut}/`;
      await audit(db, { actor: by, method: 'POST', route: '/leave/:token', subject: about, status: 200, keyId: null });
    }
    // RFC 8058 wants no redirect.
    sendPage(response, pageStatus.shown, leftAlonePage(reader));
  }

  const handled = pageHandler(deps);
  router.get('/leave/:token', handled(show));
  router.post('/leave/:token', handled(leave));
  router.all('/leave/:token', otherMethod(['GET', 'HEAD', 'POST'], deps));
  router.use('/leave', noSuchLink('unknownWayOut'));
  return router;
}
