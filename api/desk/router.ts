/** The desk: signing in, and the pages that people work with. */
import { Router } from 'express';
import type { ApiDeps } from '../http/route';
import { assetsRouter } from './assets';
import { clientRouter } from './client';
import { clientsRouter } from './clients';
import { dayRouter } from './day';
import { front } from './front';
import { signInRouter } from './sign-in';

/** The routes of the desk. A program that asks for the first page gets JSON. */
export function deskRouter(deps: ApiDeps): Router {
  const router = Router();
  router.get('/', front(deps.config));
  router.use(assetsRouter());
  router.use(signInRouter(deps));
  router.use(dayRouter(deps));
  router.use(clientsRouter(deps));
  router.use(clientRouter(deps));
  return router;
}
