/** The page of one lifecycle, and the browsable API document. */
import express, { Router, type Response } from 'express';
import { absolutePath } from 'swagger-ui-dist';
import { lifecycleIdPattern } from '../../domain/core/identity';
import { apiDocumentPage } from '../../pages/api-document';
import { lifecyclePage } from '../../pages/lifecycle';
import { readableAmong } from '../../records/access';
import { lastOfCourse } from '../../records/health-course';
import { linksOf } from '../http/lifecycle-links';
import { pageStatus, thereIsNo } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { readCard } from '../messages/read';
import { deskHandler, sendDesk } from './signed-in';

/** So many changes of health are shown on a lifecycle's page. */
const courseShown = 12;

/** The routes of the page of a lifecycle, and of the document. */
export function pagesRouter(deps: ApiDeps): Router {
  const router = Router();
  const { db, config } = deps;

  router.get(
    '/lifecycles/:id',
    deskHandler<{ id: string }>(deps, async ({ request, response, signedIn: { viewer } }) => {
      const { id } = request.params;
      if (!lifecycleIdPattern.test(id) || (await readableAmong(db, viewer, [id])).length === 0)
        throw thereIsNo('such lifecycle');
      const { lifecycle, decisions, source } = await readCard(id, deps);
      const { temporal } = linksOf(id, config);
      const course = await lastOfCourse(db, id, null, courseShown);
      sendDesk(response, pageStatus.shown, lifecyclePage({ lifecycle, decisions, course, source, temporal }));
    }),
  );

  const html = (response: Response, body: string): void => {
    response.set('Cache-Control', 'no-store').type('html').send(body);
  };
  const start = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: -1, tryItOutEnabled: false });`;
  router.get('/docs', (_, response) => html(response, apiDocumentPage()));
  router.get('/docs/start.js', (_, response) => {
    response.type('js').send(start);
  });
  router.use('/docs/assets', express.static(absolutePath(), { index: false, maxAge: '1h' }));
  return router;
}
