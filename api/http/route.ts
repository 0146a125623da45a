/** What a route is: one declaration that gives the handler, the checks, the roles and the OpenAPI entry. */
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Config } from '../../config/config';
import type { Archive } from '../../outside/archive';
import type { Database } from '../../prisma/client';
import type { LifecycleClient } from '../../temporal/client';
import type { Principal, Role } from './keys';

export interface ApiDeps {
  readonly db: Database;
  readonly lifecycles: LifecycleClient;
  readonly archive: Archive;
  readonly config: Pick<Config, 'api' | 'temporal' | 'mail' | 'trustedHosts'>;
  readonly log: Logger;
}

export interface Call<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly principal: Principal;
  /** The Idempotency-Key, if one was sent: made unique per key holder. */
  readonly idempotencyKey: string | null;
  /** The file that was sent, and what it is; empty where the route takes none. */
  readonly file: { readonly type: string; readonly text: string };
  /** The type of answer that was asked for. */
  readonly wants: 'json' | 'csv';
  /** Seconds the caller is willing to wait to learn what became of a fact (`Prefer: wait=N`). */
  readonly waitSeconds: number | null;
}

export interface Reply {
  readonly status: number;
  /** Text goes out as it is, with the content type in `headers`; everything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the audit names as written to, where the address may name a person; else the ids of the address. */
  readonly subject?: string;
}

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With `:params`, for example `/v1/lifecycles/:id`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Who may call it; `admin` always may. */
  readonly roles: readonly Role[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Takes a file as its body, as text, in place of JSON. */
  readonly upload?: { readonly types: readonly string[]; readonly limitBytes: number; readonly description: string };
  readonly success: { readonly status: number; readonly description: string };
  /** What else it may answer, beyond what every route may. */
  readonly problems?: readonly number[];
  handle(call: Call<never, never, never>, deps: ApiDeps): Promise<Reply>;
}

type Declared<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = Omit<
  Route,
  'params' | 'query' | 'body' | 'handle'
> & {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>, deps: ApiDeps): Promise<Reply>;
};

/** Declares a route; what its handler gets is typed by its schemas. */
export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  declared: Declared<P, Q, B>,
): Route {
  return declared;
}
