/** My day, and the way from it into acts. */
import { Router } from 'express';
import { dayOf } from '../../domain/core/calendar';
import { hrefOfDoing, pathOfClient } from '../../links/doing';
import { dayPage } from '../../pages/desk/day';
import { readReach } from '../../records/access';
import { dayFor, sellersDayFor, type DayShown } from '../../records/desk/day';
import { pageStatus } from '../http/problems';
import type { ApiDeps } from '../http/route';
import type { SignedIn } from '../http/session';
import { doingRouter, recordedFor } from './doing';
import { aboveDesk, deskHandler, sendDesk } from './signed-in';

const hrefs = { doing: hrefOfDoing, client: pathOfClient };

/** The day of whoever is signed in: their own, whatever else they may see. */
async function readDay({ person, viewer, locale }: SignedIn, { db }: Pick<ApiDeps, 'db'>): Promise<DayShown> {
  const now = new Date().toISOString();
  if (person.kind === 'seller') return sellersDayFor(db, person.id, { now, today: dayOf(now, locale.zone) });
  const reach = viewer.sees === 'reach' ? viewer.reach : await readReach(db, person.id, now);
  return dayFor(db, person.id, reach, now);
}

/** The routes of my day. */
export function dayRouter(deps: ApiDeps): Router {
  const router = Router();
  router.get(
    '/',
    deskHandler(deps, async ({ request, response, signedIn }) => {
      const [shown, recorded] = await Promise.all([
        readDay(signedIn, deps),
        recordedFor(request.query, signedIn, deps),
      ]);
      const isSeller = signedIn.person.kind === 'seller';
      const view = {
        ...shown,
        isSeller,
        recorded,
        hrefs,
        locale: signedIn.locale,
        signedIn: aboveDesk(signedIn, deps),
      };
      sendDesk(response, pageStatus.shown, dayPage(view));
    }),
  );
  router.use(doingRouter(deps));
  return router;
}
