/**
 * The desk's way into acts: whoever is signed in and may act there gets a link of their own, and lands on the page that the
 * link in a mail opens. What needs no word is recorded at once, and corrected behind the same link.
 */
import { Router } from 'express';
import { isDoneAtOnce } from '../../domain/told/desk/day';
import { itemById } from '../../domain/told/present';
import { formShown } from '../../links/forms';
import { noSubject } from '../../links/doing';
import { receiptOf } from '../../records/columns/answers';
import { recordedBy } from '../../records/desk/doing';
import { isRecordedSoon } from '../../records/receipts';
import { FormError } from '../act/fields';
import { linkFor, opened, whyClosed } from '../act/opened';
import { ownLinkFor, purposeNamed } from '../act/own';
import { recordThrough } from '../act/record';
import { notForThem } from '../http/problems';
import type { ApiDeps } from '../http/route';
import type { SignedIn } from '../http/session';
import { deskForm, deskHandler } from './signed-in';

interface DoingParams {
  readonly lifecycle: string;
  readonly purpose: string;
  readonly subject: string;
}

/** A click that came twice waits so long for the receipt of the first. */
const twiceAtOnceMs = 1_000;

/** Where what was recorded is told: the page on which the button stood. */
const places = /^\/(?:clients\/[\w.~%-]+)?$/;

/** What was recorded last through a link of the reader's, as an address names it; and the page on which it is corrected. */
export async function recordedFor(
  query: Readonly<Record<string, unknown>>,
  { person }: Pick<SignedIn, 'person'>,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<{ readonly what: string; readonly correctAt: string | null } | null> {
  const { recorded: id } = query;
  if (typeof id !== 'string' || !/^[\w-]{1,40}$/.test(id)) return null;
  const link = await recordedBy(db, id, person.id);
  const receipt = link === null ? null : receiptOf(link);
  if (link === null || receipt === null) return null;
  return { what: receipt.what, correctAt: link.usedAt === null ? null : `/act/${link.id}` };
}

/** The routes by which acts begin. */
export function doingRouter(deps: ApiDeps): Router {
  const { db } = deps;
  const router = Router();
  const at = '/do/:lifecycle/:purpose/:subject';

  const linkIdFor = ({ lifecycle, purpose: name, subject }: DoingParams, signedIn: SignedIn): Promise<string> => {
    const purpose = purposeNamed(name);
    if (purpose === null) throw notForThem('such act');
    return ownLinkFor({ lifecycle, purpose, subject: subject === noSubject ? null : subject }, signedIn, deps);
  };

  router.get(
    at,
    deskHandler<DoingParams>(deps, async ({ request, response, signedIn }) => {
      response.redirect(303, `/act/${await linkIdFor(request.params, signedIn)}`);
    }),
  );

  router.post(
    at,
    deskForm<DoingParams>(deps, async ({ request, response, signedIn, form }) => {
      const id = await linkIdFor(request.params, signedIn);
      const act = `/act/${id}`;
      const back = typeof form.back === 'string' && places.test(form.back) ? form.back : '/';
      const told = `${back}?recorded=${id}`;
      const link = await linkFor(id, signedIn.person.id, deps);
      const open = link === null ? null : await opened(link, deps);
      if (open === null) return response.redirect(303, act);
      const item = open.link.purpose === 'item' ? itemById(open.occasion.lifecycle, open.link.subjectId) : undefined;
      if (item === undefined || !isDoneAtOnce({ what: item.kind })) return response.redirect(303, act);
      if ((await whyClosed(open, deps)) !== null) {
        const isTwin = open.link.usedAt !== null || (await isRecordedSoon(db, id, formShown(open.link.receipt), twiceAtOnceMs)); // prettier-ignore
        return response.redirect(303, isTwin ? told : act);
      }
      try {
        await recordThrough(open, { outcome: 'done' }, { route: at, status: 303 }, deps);
      } catch (error) {
        // The page of the act says what is asked besides.
        if (error instanceof FormError) return response.redirect(303, act);
        throw error;
      }
      response.redirect(303, told);
    }),
  );
  return router;
}
