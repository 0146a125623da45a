/** Signing in and out. */
import { Router } from 'express';
import type { ApiDeps } from '../http/route';

/** The routes of signing in and out. */
export function signInRouter(_: ApiDeps): Router {
  return Router();
}
