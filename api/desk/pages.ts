/** The browsable API document. */
import express, { Router, type Response } from 'express';
import { absolutePath } from 'swagger-ui-dist';
import { apiDocumentPage } from '../../pages/api-document';

/** The routes of the API's document. */
export function pagesRouter(): Router {
  const router = Router();
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
