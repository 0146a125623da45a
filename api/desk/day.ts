/** Its owner writes this page. */
import { Router } from 'express';
import { deskWords } from '../../domain/told/words/desk';
import { deskProblemPage } from '../../pages/desk/problem';
import type { ApiDeps } from '../http/route';
import { aboveDesk, deskHandler, sendDesk } from './signed-in';

/** The routes of this page. */
export function dayRouter(deps: ApiDeps): Router {
  const router = Router();
  router.get(
    '/',
    deskHandler(deps, async ({ response, signedIn }) => {
      const { myDay: title } = deskWords(signedIn.locale);
      sendDesk(response, 200, deskProblemPage({ title, why: '' }, aboveDesk(signedIn, deps)));
    }),
  );
  return router;
}
