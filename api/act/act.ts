/**
 * The pages behind mailed links. A link's token is exchanged for a cookie and a clean address; GET and
 * HEAD only show; a POST with an outcome acts, once: sent again it shows the same receipt.
 */
import { parseCookie } from 'cookie';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import type { Occasion } from '../../domain/told/occasion';
import { itemById, opportunityById, receivableById } from '../../domain/told/present';
import { hasEnded } from '../../domain/concerns/standing';
import { hashToken, isOpen, type Grant, type Purpose } from '../../links/links';
import { askPage, closedPage, receiptPage, type Receipt } from '../../pages/act';
import { contactPages, isForContacts } from './contacts';
import { receiptOf } from '../../records/columns/answers';
import { asJson } from '../../records/columns/column';
import { occasionOf } from '../../records/occasion';
import { actOn, FormError } from './forms';
import { audit } from '../http/audit';
import { Problem, toProblem } from '../http/problems';
import type { ApiDeps } from '../http/route';

type LinkRow = NonNullable<Awaited<ReturnType<ApiDeps['db']['link']['findUnique']>>>;

interface Opened {
  readonly link: LinkRow;
  readonly grant: Grant;
  /** The term in which it goes on, when the lifecycle was renewed meanwhile. */
  readonly occasion: Occasion;
}

const cookieOf = (linkId: string): string => `hf_${linkId}`;
const cookieMissing = closedPage(
  'Open this page from the mail',
  'This address alone opens nothing: press the button in the mail again. Your browser must accept a cookie for it.',
);
const unknown = closedPage(
  'This link is not known',
  'It may have been cut off in the mail. Open the newest mail about this client, or ask your manager.',
);

async function open(link: LinkRow, deps: ApiDeps): Promise<Opened | null> {
  let lifecycleId = link.lifecycleId;
  for (let terms = 0; terms < 50; terms += 1) {
    const occasion = await occasionOf(deps.db, lifecycleId, link.subjectId, link.recipientId);
    if (occasion === null) return null;
    const row = await deps.db.lifecycle.findUnique({ where: { id: lifecycleId }, select: { successorId: true } });
    const goesOn =
      occasion.lifecycle.stage === 'renewed' && link.purpose !== 'renewal' && link.purpose !== 'onboarding'
        ? (row?.successorId ?? null)
        : null;
    if (goesOn === null)
      return { link, grant: { purpose: link.purpose as Purpose, subject: link.subjectId }, occasion };
    lifecycleId = goesOn;
  }
  return null;
}

/** Why nothing can be done behind this link, or null. */
async function closed(
  { link, grant, occasion }: Opened,
  { db }: ApiDeps,
): Promise<{ title: string; why: string } | null> {
  const { lifecycle } = occasion;
  const mail = await db.mail.findUnique({ where: { key: link.mailKey }, select: { role: true } });
  if (mail?.role === 'rep' && lifecycle.rep !== (link.forRepId ?? link.recipientId)) {
    const rep = await db.rep.findUnique({ where: { id: lifecycle.rep } });
    return {
      title: 'Somebody else has this client now',
      why: `${lifecycle.client.name} is with ${rep?.name ?? lifecycle.rep} now. Pass on to them what you know.`,
    };
  }
  if (hasEnded(lifecycle.stage))
    return {
      title: 'This has ended',
      why: `${lifecycle.client.name}, ${lifecycle.product.name}: ${lifecycle.stage} (${lifecycle.endReason ?? ''}).`,
    };
  if (isOpen(grant, lifecycle, link.recipientId)) return null;
  const item = itemById(lifecycle, grant.subject);
  const end =
    grant.purpose === 'receivable'
      ? receivableById(lifecycle, grant.subject)?.end
      : grant.purpose === 'opportunity'
        ? opportunityById(lifecycle, grant.subject)?.end
        : undefined;
  const how =
    end !== undefined
      ? `It is ${end.replaceAll('-', ' ')}.`
      : item === undefined
        ? 'Somebody has dealt with it.'
        : `It is ${item.state}${item.outcome === undefined ? '' : ` (${item.outcome})`}.`;
  return { title: 'This is closed already', why: `${how} Nothing is left to do here.` };
}

/** The page that asks; a contact of the client sees a page of theirs, and nothing of ours. */
function asking(opened: Opened, brand: string, more: { readonly done?: string; readonly error?: string }): string {
  const { grant, occasion } = opened;
  return isForContacts(grant.purpose)
    ? contactPages[grant.purpose].asks(occasion, brand, more)
    : askPage(grant, occasion, more);
}

function receipted({ grant, occasion }: Opened, brand: string, receipt: Receipt): string {
  return isForContacts(grant.purpose)
    ? contactPages[grant.purpose].thanks(occasion, brand, receipt.what)
    : receiptPage(occasion, receipt);
}

function refused(
  { grant, occasion }: Opened,
  brand: string,
  { title, why }: { readonly title: string; readonly why: string },
): string {
  return isForContacts(grant.purpose) ? contactPages[grant.purpose].closed(occasion, brand) : closedPage(title, why);
}

/** Sent by a page of ours, or by something that is no browser. */
function isSameSite(request: Request, publicUrl: string): boolean {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('Origin');
  return (
    origin === undefined ||
    origin === new URL(publicUrl).origin ||
    origin === `${request.protocol}://${request.get('Host')}`
  );
}

const param = (request: Request, name: string): string => {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
};

export function actRouter(deps: ApiDeps): Router {
  const { db, config, log } = deps;
  const router = Router();
  const secure = config.api.publicUrl.startsWith('https:');
  const brand = config.mail.sender;

  const html = (response: Response, status: number, body: string): void => {
    response
      .status(status)
      .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
      .type('html')
      .send(body);
  };

  /** What the address and the cookie name together; answers by itself when that is nothing. */
  async function opened(request: Request, response: Response): Promise<Opened | null> {
    const id = param(request, 'link');
    const token = parseCookie(request.headers.cookie ?? '')[cookieOf(id)];
    const link = token === undefined ? null : await db.link.findUnique({ where: { id, tokenHash: hashToken(token) } });
    const found = link === null ? null : await open(link, deps);
    if (found === null) html(response, token === undefined ? 401 : 404, token === undefined ? cookieMissing : unknown);
    return found;
  }

  const handled =
    (act: (request: Request, response: Response) => Promise<void>) =>
    (request: Request, response: Response, next: NextFunction) => {
      act(request, response).catch((error: unknown) => {
        const problem = toProblem(error);
        if (problem.status === 500) return next(error);
        log.info({ status: problem.status }, 'a page could not be served');
        const why =
          problem.status === 503
            ? 'No answer came in time. It may have been recorded or not: send it again in a minute, it counts once.'
            : problem.message;
        html(
          response.set(problem.more.headers ?? {}),
          problem.status,
          closedPage(problem.status === 503 ? 'Not known yet' : 'That did not work', why),
        );
      });
    };

  router.get(
    '/l/:token',
    handled(async (request, response) => {
      const token = param(request, 'token');
      const link = await db.link.findUnique({ where: { tokenHash: hashToken(token) } });
      if (link === null) return html(response, 404, unknown);
      response.cookie(cookieOf(link.id), token, { httpOnly: true, secure, sameSite: 'lax', path: `/act/${link.id}` });
      response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, `/act/${link.id}`);
    }),
  );

  router.get(
    '/act/:link',
    handled(async (request, response) => {
      const found = await opened(request, response);
      if (found === null) return;
      const receipt = receiptOf(found.link);
      if (receipt?.final === true) return html(response, 200, receipted(found, brand, receipt));
      const why = await closed(found, deps);
      if (why === null)
        return html(response, 200, asking(found, brand, receipt === null ? {} : { done: receipt.what }));
      html(response, 200, receipt === null ? refused(found, brand, why) : receipted(found, brand, receipt));
    }),
  );

  router.post(
    '/act/:link',
    express.urlencoded({ extended: false, limit: 30_000 }),
    handled(async (request, response) => {
      if (!isSameSite(request, config.api.publicUrl)) throw new Problem(403, 'This form was sent from another site.');
      const found = await opened(request, response);
      if (found === null) return;
      const address = `/act/${found.link.id}`;
      if (found.link.usedAt !== null) return response.redirect(303, address);
      const why = await closed(found, deps);
      if (why !== null) return html(response, 409, refused(found, brand, why));
      try {
        const receipt = await actOn(
          found.grant,
          found.occasion,
          { linkId: found.link.id, by: found.link.recipientId, form: (request.body ?? {}) as Record<string, unknown> },
          deps,
        );
        await db.link.updateMany({
          where: { id: found.link.id, usedAt: null },
          data: {
            ...(receipt.final ? { usedAt: new Date() } : {}),
            receipt: asJson(receipt),
          },
        });
        const subject = `${found.occasion.lifecycle.id}/${found.grant.purpose}/${found.grant.subject ?? ''}`;
        await audit(db, { actor: found.link.recipientId, method: 'POST', route: '/act/:link', subject, status: 303 });
        response.redirect(303, address);
      } catch (error) {
        if (error instanceof FormError) return html(response, 422, asking(found, brand, { error: error.message }));
        throw error;
      }
    }),
  );
  return router;
}
