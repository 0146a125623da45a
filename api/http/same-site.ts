/** Who sent a form, and cookies that no other site can set. */
import type { Request } from 'express';

/** Whether a page of ours sent the form, or a program that is no browser. */
export function isSameSite(request: Request, publicUrl: string): boolean {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('Origin');
  return (
    origin === undefined ||
    origin === new URL(publicUrl).origin ||
    origin === `${request.protocol}://${request.get('Host')}`
  );
}

/** The name of a cookie; over https with the prefix with which browsers take it from https alone. */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Secure-${name}` : name;
}

/** The name of a cookie of the whole site; over https with the prefix that binds it to this host alone. */
export function siteCookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}
