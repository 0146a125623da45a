/** Where people sign in by OpenID Connect: the one provider that is configured. */
import type { Configuration } from 'openid-client';

/** As what Holdfast is known to a provider. */
export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What goes along with whoever is sent there, and must come back. */
export interface OidcChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The provider did not answer, or what came back is not what was asked for. The message quotes nothing of it. */
export class NotProvedElsewhere extends Error {
  override readonly name = 'NotProvedElsewhere';
}

export interface Oidc {
  /** Where to send somebody. Throws `NotProvedElsewhere`. */
  addressFor(back: string, checks: OidcChecks): Promise<string>;
  /** The mail address that the provider has verified, of whoever came back to that address; null where it has verified none. Throws `NotProvedElsewhere`. */
  verifiedAddress(cameTo: URL, checks: OidcChecks): Promise<string | null>;
}

/** Seconds that the provider has for an answer. */
const timeoutSeconds = 10;

/** The provider; it is asked for what it can do when somebody first wants to go there. */
export function createOidc({ issuer, clientId, clientSecret }: OidcClient): Oidc {
  let known: Promise<Configuration> | null = null;

  async function discovered(): Promise<Configuration> {
    const { allowInsecureRequests, discovery } = await import('openid-client');
    const overHttp = issuer.startsWith('http:');
    return discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: timeoutSeconds,
      // The configuration takes such an address on this machine alone.
      ...(overHttp ? { execute: [allowInsecureRequests] } : {}),
    });
  }
  function provider(): Promise<Configuration> {
    known ??= discovered();
    // What failed is asked for again.
    known.catch(() => (known = null));
    return known;
  }
  async function proving<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch {
      throw new NotProvedElsewhere('signing in elsewhere did not work');
    }
  }

  return {
    addressFor: (back, { state, nonce, verifier }) =>
      proving(async () => {
        const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
        return buildAuthorizationUrl(await provider(), {
          redirect_uri: back,
          scope: 'openid email',
          code_challenge: await calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
        }).href;
      }),
    verifiedAddress: (cameTo, { state, nonce, verifier }) =>
      proving(async () => {
        const { authorizationCodeGrant, fetchUserInfo } = await import('openid-client');
        const config = await provider();
        const tokens = await authorizationCodeGrant(config, cameTo, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) return null;
        // Some providers say who it is in the token, others when they are asked.
        const { email, email_verified: isVerified } =
          claims.email === undefined ? await fetchUserInfo(config, tokens.access_token, claims.sub) : claims;
        return typeof email === 'string' && isVerified === true ? email : null;
      }),
  };
}
