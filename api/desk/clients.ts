/** Its owner writes this page. */
import { Router } from 'express';
import type { ApiDeps } from '../http/route';

/** The routes of this page. */
export function clientsRouter(_: ApiDeps): Router {
  return Router();
}
