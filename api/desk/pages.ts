/** Pages for those who hold a key, the stylesheet, and the browsable API document. */
import { parseCookie } from 'cookie';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { absolutePath } from 'swagger-ui-dist';
import { lifecycleIdPattern } from '../../domain/core/identity';
import { closedPage } from '../../pages/act/closed';
import { apiDocumentPage } from '../../pages/api-document';
import { lifecyclePage } from '../../pages/lifecycle';
import { signInPage } from '../../pages/sign-in';
import { stylesheet } from '../../pages/stylesheet';
import { readableAmong } from '../../records/access';
import { lastOfCourse } from '../../records/health-course';
import { keyPattern, principalOf, viewerOf } from '../http/keys';
import { sendProblemPage } from '../http/problem-page';
import { fromAnotherSite, needsKey, pageStatus, thereIsNo } from '../http/problems';
import { plainEnglish } from '../../domain/told/locale';
import { readCard } from '../messages/read';
import type { ApiDeps } from '../http/route';
import { readForm } from '../http/form';
import { linksOf } from '../http/lifecycle-links';
import { cookieName, isSameSite } from '../http/same-site';
import { front } from './front';

/** So many changes of health are shown on a lifecycle's page. */
const courseShown = 12;

/** So many bytes of a form are read: a key is short. */
const longestForm = 2_000;
const readers = ['admin', 'sales', 'rep', 'ops'];

/** The routes of pages for people with a key, of the front page and of the stylesheet. */
export function pagesRouter(deps: ApiDeps): Router {
  const router = Router();
  const secure = deps.config.api.publicUrl.startsWith('https:');
  const keyCookie = cookieName('hf_key', secure);
  const html = (response: Response, status: number, body: string): void => {
    response.status(status).set('Cache-Control', 'no-store').type('html').send(body);
  };
  const failed = (error: unknown, response: Response, next: NextFunction): void =>
    sendProblemPage(error, response, next, deps, (problem) =>
      needsKey(problem) ? signInPage(problem.message) : closedPage('That did not work', problem.message, 'en'),
    );

  router.get('/', front(deps.config));
  router.get('/assets/pages.css', (_, response) => {
    response.set('Cache-Control', 'public, max-age=3600').type('css').send(stylesheet);
  });

  async function showLifecycle(
    { params: { id }, headers }: Request<{ id: string }>,
    response: Response,
  ): Promise<void> {
    const key = parseCookie(headers.cookie ?? '')[keyCookie];
    if (key === undefined) return html(response, pageStatus.notOpened, signInPage());
    const principal = await principalOf(deps.db, `Bearer ${key}`);
    const { role } = principal;
    if (!readers.includes(role))
      return html(response, pageStatus.roleMayNot, signInPage(`A key of role ${role} may not read this.`));
    if (!lifecycleIdPattern.test(id))
      return html(
        response,
        pageStatus.unknown,
        closedPage('There is no such lifecycle', 'Its id looks like D-1042.crm-pro.t1.', 'en'),
      );
    const viewer = await viewerOf(deps.db, principal, deps.config.api.openBook);
    if ((await readableAmong(deps.db, viewer, [id])).length === 0) throw thereIsNo('such lifecycle');
    const { lifecycle, decisions, source } = await readCard(id, deps, plainEnglish);
    const { temporal } = linksOf(id, deps.config);
    const course = await lastOfCourse(deps.db, id, null, courseShown);
    html(response, pageStatus.shown, lifecyclePage({ lifecycle, decisions, course, source, temporal }));
  }
  router.get('/lifecycles/:id', (request: Request<{ id: string }>, response, next) => {
    showLifecycle(request, response).catch((error: unknown) => failed(error, response, next));
  });

  async function signIn(request: Request<{ id: string }>, response: Response): Promise<void> {
    if (!isSameSite(request, deps.config.api.publicUrl)) throw fromAnotherSite();
    const { key } = await readForm(request, response, longestForm);
    const given = typeof key === 'string' ? key.trim() : '';
    if (!keyPattern.test(given)) return html(response, pageStatus.notOpened, signInPage('This is no key.'));
    response.cookie(keyCookie, given, { httpOnly: true, secure, sameSite: 'strict', path: '/lifecycles' });
    response.redirect(303, `/lifecycles/${encodeURIComponent(request.params.id)}`);
  }
  router.post('/lifecycles/:id', (request: Request<{ id: string }>, response, next) => {
    signIn(request, response).catch((error: unknown) => failed(error, response, next));
  });

  const start = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: -1, tryItOutEnabled: false });`;
  router.get('/docs', (_, response) => {
    html(response, pageStatus.shown, apiDocumentPage());
  });
  router.get('/docs/start.js', (_, response) => {
    response.type('js').send(start);
  });
  router.use('/docs/assets', express.static(absolutePath(), { index: false, maxAge: '1h' }));
  return router;
}
