/** Who is signed in with a browser: what its cookie says, as the API's one rule of roles and rows has it. */
import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import type { Viewer } from '../../domain/organisation/access';
import { deskRoleOf } from '../../domain/organisation/signing-in';
import type { Locale } from '../../domain/told/locale';
import { hashOfSecret, secretPattern } from '../../links/sign-in';
import { sessionBy, type DeskPerson } from '../../records/sessions';
import { viewerOf, type Principal } from './keys';
import type { ApiDeps } from './route';
import { siteCookieName } from './same-site';

/** Somebody who is signed in, and which rows they have to do with. */
export interface SignedIn {
  readonly principal: Principal;
  readonly viewer: Viewer;
  readonly person: DeskPerson & { readonly name: string };
  /** How they read. */
  readonly locale: Locale;
}

type SiteConfig = Pick<ApiDeps['config'], 'api'>;

const overHttps = ({ api }: SiteConfig): boolean => api.publicUrl.startsWith('https:');

/** How a cookie of the whole site is set: scripts never read it, and another site's form never sends it. */
export function siteCookie(config: SiteConfig): CookieOptions {
  return { httpOnly: true, secure: overHttps(config), sameSite: 'lax', path: '/' };
}

/** A cookie of the whole site by its name, where it holds what we put into cookies. */
export function secretInCookie({ headers }: Request, name: string, config: SiteConfig): string | null {
  const held = parseCookie(headers.cookie ?? '')[siteCookieName(name, overHttps(config))];
  return held !== undefined && secretPattern.test(held) ? held : null;
}

/** Sets a cookie of the whole site; it lasts as long as the browser is open. */
export function holdInCookie(response: Response, name: string, value: string, config: SiteConfig): void {
  response.cookie(siteCookieName(name, overHttps(config)), value, siteCookie(config));
}

/** Takes a cookie of the whole site away. */
export function dropCookie(response: Response, name: string, config: SiteConfig): void {
  response.clearCookie(siteCookieName(name, overHttps(config)), siteCookie(config));
}

/** The cookie of a session. */
export const sessionCookie = 'hf_session';

/** What stands for a key where somebody writes who has none: the same in each of their sessions. */
const keyOfDesk = ({ kind, id }: DeskPerson): string => `desk:${kind}:${id}`;

/** Who is signed in with this browser; null for nobody. */
export async function signedInBy(
  request: Request,
  { db, config }: { readonly db: ApiDeps['db']; readonly config: SiteConfig },
): Promise<SignedIn | null> {
  const token = secretInCookie(request, sessionCookie, config);
  const held = token === null ? null : await sessionBy(db, hashOfSecret(token), new Date());
  if (held === null) return null;
  const { person, locale, keyRoles } = held;
  const principal: Principal =
    person.kind === 'rep'
      ? { keyId: keyOfDesk(person), role: deskRoleOf(keyRoles), repId: person.id, sellerId: null }
      : { keyId: keyOfDesk(person), role: 'sales', repId: null, sellerId: person.id };
  return { principal, viewer: await viewerOf(db, principal, config.api.openBook), person, locale };
}
