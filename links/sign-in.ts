/** The secrets with which people sign in: what is mailed, and what a browser holds. Of each a hash is kept alone. */
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';

/** 256 random bits, as they stand in an address or a cookie. */
const secret = (): string => randomBytes(32).toString('base64url');

/** The hash under which a secret of a session, a link or a browser is found, in hex. */
export function hashOfSecret(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The hash of a code. Six digits alone would be guessed from their hash: what the browser holds that asked stands before
 * them, and of that nobody keeps more than a hash either.
 */
export function hashOfCode(browser: string, code: string): string {
  return createHash('sha256').update(`${browser}:${code}`).digest('hex');
}

/** A new session. */
export function mintSession(): { readonly id: string; readonly token: string; readonly tokenHash: string } {
  const token = secret();
  return { id: randomUUID(), token, tokenHash: hashOfSecret(token) };
}

/** A link and a code that were asked for. */
export interface MintedSignIn {
  readonly id: string;
  /** Stays in the browser that asked. */
  readonly browser: string;
  /** These two go into the mail and nowhere else. */
  readonly token: string;
  readonly code: string;
  readonly hashes: { readonly browserHash: string; readonly linkHash: string; readonly codeHash: string };
}

/** A new link and code. */
export function mintSignIn(): MintedSignIn {
  const browser = secret();
  const token = secret();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const hashes = {
    browserHash: hashOfSecret(browser),
    linkHash: hashOfSecret(token),
    codeHash: hashOfCode(browser, code),
  };
  return { id: randomUUID(), browser, token, code, hashes };
}

/** What such a secret is made of; anything else is none. */
export const secretPattern = /^[\w-]{43}$/;

/** What goes along with somebody who signs in elsewhere, so that only their own browser can come back with it. */
export interface GoingElsewhere {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE: stays here until the code that came back is exchanged. */
  readonly verifier: string;
}

/** What goes along, made of what their browser holds; `leadsTo`, the page to come to, stands in the state. */
export function goingElsewhere(browser: string, leadsTo: string): GoingElsewhere {
  const made = (of: string): string => createHash('sha256').update(`${of}:${browser}:${leadsTo}`).digest('base64url');
  const state = `${made('state')}.${Buffer.from(leadsTo).toString('base64url')}`;
  return { state, nonce: made('nonce'), verifier: made('verifier') };
}

/** The page to come to that stands in a state which came back. It is believed only with the state that is made of it. */
export function leadsToIn(state: string): string {
  return Buffer.from(state.split('.')[1] ?? '', 'base64url').toString();
}
