/** What pages are made of besides their HTML: the stylesheet, our script and htmx. */
import path from 'node:path';
import { Router } from 'express';
import { deskScript } from '../../pages/desk/desk-script';
import { stylesheet } from '../../pages/stylesheet';

/** A browser asks again after so long. */
const keptFor = 'public, max-age=3600';

/** The routes of what pages are made of. */
export function assetsRouter(): Router {
  const router = Router();
  router.get('/assets/pages.css', (_, response) => {
    response.set('Cache-Control', keptFor).type('css').send(stylesheet);
  });
  router.get('/assets/desk.js', (_, response) => {
    response.set('Cache-Control', keptFor).type('js').send(deskScript);
  });
  const htmx = require.resolve('htmx.org/dist/htmx.min.js');
  router.get('/assets/htmx.js', (_, response) => {
    response.sendFile(path.basename(htmx), { root: path.dirname(htmx), maxAge: '1h' });
  });
  return router;
}
