/**
 * The typed client of Holdfast's API: a method for each operation, by its name in the OpenAPI document.
 *
 *     const holdfast = createHoldfast({ baseUrl: 'https://holdfast.example', key: 'hf_sales_…' });
 *     const { stage, agenda } = await holdfast.getLifecycle({ path: { id: 'D-1042.crm-pro.t1' } });
 */
import createClient from 'openapi-fetch';
import { operations as places } from './operations';
import type { components, operations, paths } from './schema';

export type { components, operations, paths } from './schema';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

/** Every operation that a key may ask for. */
export type OperationName = keyof typeof places;

/** Thrown when the API answers with a problem, or with something that is none of its answers. */
export class HoldfastError extends Error {
  override readonly name = 'HoldfastError';
  constructor(
    readonly operation: OperationName,
    readonly status: number,
    /** What the API says about it; null where it is no problem+json, as from a proxy. */
    readonly problem: Problem | null,
    /** Seconds after which to ask again, where waiting helps. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(`${operation}: ${status} ${problem?.detail ?? 'without a problem'}`);
  }
}

type Json = 'application/json';

/** What an operation's path, query and headers take. */
type Parameters<O> = O extends { readonly parameters: infer P }
  ? { readonly [K in keyof P as K extends 'path' | 'query' | 'header' ? K : never]: P[K] }
  : never;

/** What a body may be, by its type; never where there is none. */
type Content<O> = O extends { readonly requestBody?: infer B }
  ? [NonNullable<B>] extends [never]
    ? never
    : NonNullable<B> extends { readonly content: infer C }
      ? C
      : never
  : never;

/** The body: JSON, or a file with its type. */
type Body<O> = [Content<O>] extends [never]
  ? unknown
  : Content<O> extends { readonly [K in Json]: infer B }
    ? O extends { readonly requestBody: object }
      ? { readonly body: B }
      : { readonly body?: B }
    : { readonly body: string; readonly type: keyof Content<O> };

/** What a call takes. */
export type Input<N extends OperationName> = Parameters<operations[N]> & Body<operations[N]>;

/** What a call answers when all goes well. */
export type Answer<N extends OperationName> = {
  [S in keyof operations[N]['responses']]: S extends 200 | 201 | 202
    ? operations[N]['responses'][S] extends { readonly content: { readonly [K in Json]: infer T } }
      ? T
      : never
    : never;
}[keyof operations[N]['responses']];

export type Holdfast = {
  /** Throws `HoldfastError`, and what `fetch` throws when nobody answers. */
  readonly [N in OperationName]: object extends Input<N>
    ? (input?: Input<N>) => Promise<Answer<N>>
    : (input: Input<N>) => Promise<Answer<N>>;
};

export interface HoldfastOptions {
  /** Where the API is, without `/v1`. */
  readonly baseUrl: string;
  /** A key such as `hf_sales_…`. */
  readonly key: string;
  /** Used in place of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Of any operation: which one it is, is known to the table only. */
interface AnyInput {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly type?: string;
}
interface AnyClient {
  request(method: string, path: string, init: object): Promise<{ data?: unknown; error?: unknown; response: Response }>;
}

/** A client for a key. */
export function createHoldfast({ baseUrl, key, fetch }: HoldfastOptions): Holdfast {
  const client = createClient<paths>({
    baseUrl,
    headers: { Authorization: `Bearer ${key}` },
    ...(fetch === undefined ? {} : { fetch }),
  }) as AnyClient;
  const methods = Object.entries(places).map(([name, [method, path]]) => {
    const operation = name as OperationName;
    return [operation, (input: AnyInput = {}) => call(client, operation, method, path, input)] as const;
  });
  // Each method of the table takes and answers what its operation says; the document is its proof.
  return Object.fromEntries<unknown>(methods) as Holdfast;
}

async function call(
  client: AnyClient,
  operation: OperationName,
  method: string,
  at: string,
  { path, query, header, body, type }: AnyInput,
): Promise<unknown> {
  const { data, error, response } = await client.request(method, at, {
    params: { path, query, header },
    ...(body === undefined ? {} : { body }),
    ...(type === undefined ? {} : { headers: { 'Content-Type': type }, bodySerializer: (text: string) => text }),
  });
  if (response.ok) return data;
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  throw new HoldfastError(
    operation,
    response.status,
    isProblem(error) ? error : null,
    Number.isNaN(retryAfter) ? null : retryAfter,
  );
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'detail' in error && 'status' in error;
}
