/** What a route is: one declaration that gives the handler, the checks, the roles and the OpenAPI entry. */
import type { Locale } from '../../domain/told/locale';
import type { ToldCharset } from './charset';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Config } from '../../config/config';
import type { Archive } from '../../outside/archive';
import type { Oidc } from '../../outside/oidc';
import type { Database } from '../../prisma/client';
import type { LifecycleClient } from '../../temporal/client';
import type { Viewer } from '../../domain/organisation/access';
import type { RouteAccess } from './route-access';
import type { Threads } from '../../threads/pool';
import type { Principal, Role } from './keys';

/** Sends a mail with which somebody signs in, as long as that helps; it never fails. `id` names it, and tells nothing. */
export interface SignInMails {
  send(
    id: string,
    secrets: {
      readonly to: { readonly name: string; readonly address: string };
      readonly language: Locale['language'];
      readonly link: string;
      readonly code: string;
    },
  ): Promise<void>;
}

export interface ApiDeps {
  readonly db: Database;
  readonly lifecycles: LifecycleClient;
  readonly archive: Archive;
  /** Where what would hold this thread for long is done. */
  readonly threads: Threads;
  readonly config: Pick<Config, 'api' | 'temporal' | 'mail' | 'trustedHosts'>;
  readonly log: Logger;
  /** Sends the mails with which people sign in. */
  readonly signInMails: SignInMails;
  /** Where people sign in elsewhere; null where they do not. */
  readonly oidc: Oidc | null;
  /** A request that died half-way frees its Idempotency-Key after so long. */
  readonly idempotencyLeaseMs: number;
}

export interface Call<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly principal: Principal;
  /** Which rows the caller has to do with. */
  readonly viewer: Viewer;
  /** The Idempotency-Key, if one was sent: made unique per key holder. */
  readonly idempotencyKey: string | null;
  /** The file that was sent: what it is, and where it is stored; empty where the route takes none. */
  readonly file: { readonly type: string; readonly id: string; readonly told: ToldCharset };
  /** The type of answer that was asked for. */
  readonly wants: 'json' | 'csv';
  /** Seconds the caller is willing to wait to learn what became of a fact (`Prefer: wait=N`). */
  readonly waitSeconds: number | null;
  /** How whoever asks reads sentences (`Accept-Language`): English where nobody says. */
  readonly locale: Locale;
}

export interface Reply {
  readonly status: number;
  /** Goes out as JSON. */
  readonly body?: unknown;
  /** Goes out instead of a body, as a file of that name without its ending. */
  readonly csv?: { readonly name: string; readonly text: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** What the audit names in place of the ids in the address, where those may name a person. */
  readonly subject?: string;
  /** Fields of the body that are shown once: what is kept under an Idempotency-Key has none of them. */
  readonly secret?: readonly string[];
}

/** An answer that a route may give when all goes well. */
export interface Answer {
  readonly description: string;
  readonly body: z.ZodType;
  /** Set where the same can be had as CSV: what its columns are. */
  readonly csv?: string;
}

export type SuccessStatus = 200 | 201 | 202;
export type Answers = Readonly<Partial<Record<SuccessStatus, Answer>>>;

type ReadonlyDeep<T> = T extends readonly (infer Item)[]
  ? readonly ReadonlyDeep<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: object extends Pick<T, K> ? ReadonlyDeep<T[K]> | undefined : ReadonlyDeep<T[K]> }
    : T;
/** What an answer's schema lets a handler return; a field that may be absent may be undefined, for JSON leaves it out. */
export type BodyOf<S extends z.ZodType> = ReadonlyDeep<z.output<S>>;

/** What the declared answers let a handler return: a status that is among them, with that status's body. */
export type ReplyOf<A extends Answers> = {
  [S in keyof A & SuccessStatus]: A[S] extends Answer
    ? Omit<Reply, 'status' | 'body' | 'csv'> & { readonly status: S } & (
          | { readonly body: BodyOf<A[S]['body']> }
          | (A[S] extends { readonly csv: string } ? Required<Pick<Reply, 'csv'>> : never)
        )
    : never;
}[keyof A & SuccessStatus];

/** What the document says of a route. */
export interface Documented {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `:params`, for example `/v1/lifecycles/:id`. */
  readonly path: string;
  readonly tag: string;
  /** What clients call it: short, unique, and the same for ever. */
  readonly operationId: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answers: Answers;
  /** Set where an id in the address means that very client, though it is one with another by now. */
  readonly idsAsNamed?: true;
  /** Set where `Prefer: wait=N` makes the answer say what became of a fact. */
  readonly waits?: true;
  /** Set where its sentences are told in the language of `Accept-Language`. */
  readonly tells?: true;
  /** Headers of its own that a request carries, as the document shows them. */
  readonly headers?: readonly object[];
  /** Failures of its own, beyond those of every route. */
  readonly problems?: readonly (404 | 409)[];
}

export interface Route extends Documented {
  /** Who may call it; `admin` always may. */
  readonly roles: readonly Role[];
  /** What it is about, and so who of them may. */
  readonly access: RouteAccess<Call<never, never, never>>;
  /** Takes a file as its body in place of JSON. It is stored as it comes; no job that wants it, and it goes again. */
  readonly upload?: {
    readonly types: readonly string[];
    readonly limitBytes: number;
    readonly description: string;
    /** A file of each type, for the document. */
    readonly examples: Readonly<Record<string, string>>;
  };
  handle(call: Call<never, never, never>, deps: ApiDeps): Promise<Reply>;
}

type Declared<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends Answers> = Omit<
  Route,
  'params' | 'query' | 'body' | 'answers' | 'handle' | 'access'
> & {
  readonly access: RouteAccess<Call<z.output<P>, z.output<Q>, z.output<B>>>;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answers: A;
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>, deps: ApiDeps): Promise<ReplyOf<A>>;
};

/** Declares a route: what its handler gets, and what it may answer, is typed by its schemas. */
export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, const A extends Answers>(
  declared: Declared<P, Q, B, A>,
): Route {
  return declared;
}
