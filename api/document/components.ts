/** What every operation of the document shares: problems, headers, and the responses that carry them. */
import type { Status } from '../http/problems';
import { problem } from '../schemas/problem';
import type { Components } from './named-schemas';

const text = (description: string, example: string, schema: object = { type: 'string' }): object => ({
  description,
  schema: { ...schema, examples: [example] },
});

export const headers = {
  RequestId: text('Names this request in the logs', '0b9f6c4e-5f0a-4a53-9c0e-6f1f5b1f7f7e'),
  RateLimit: text('What is left of the limit: `r` calls, for `t` more seconds', '"30000-in-1min"; r=29987; t=42'),
  RateLimitPolicy: text('The limit: `q` calls in `w` seconds', '"30000-in-1min"; q=30000; w=60; pk=:MzQ1Njc4OTA=:'),
  RetryAfter: {
    description: 'Seconds after which to ask again',
    schema: { type: 'integer', minimum: 1, examples: [5] },
  },
  WwwAuthenticate: text('Send a key', 'Bearer'),
  Location: text('Where the deal is', 'https://holdfast.example/v1/deals/D-1042'),
  PreferenceApplied: text('How long the answer waited for the fact', 'wait=10'),
  IdempotentReplayed: text('`true` when this is the first answer under the key, once more', 'true'),
  ContentDisposition: text('The file’s name', 'attachment; filename="renewals.csv"'),
} as const;
type HeaderName = keyof typeof headers;

const headerNames: Readonly<Record<HeaderName, string>> = {
  RequestId: 'X-Request-Id',
  RateLimit: 'RateLimit',
  RateLimitPolicy: 'RateLimit-Policy',
  RetryAfter: 'Retry-After',
  WwwAuthenticate: 'WWW-Authenticate',
  Location: 'Location',
  PreferenceApplied: 'Preference-Applied',
  IdempotentReplayed: 'Idempotent-Replayed',
  ContentDisposition: 'Content-Disposition',
};

/** References to those headers, by the name that stands in a response. */
export function headersOf(...names: readonly HeaderName[]): Readonly<Record<string, object>> {
  return Object.fromEntries(names.map((name) => [headerNames[name], { $ref: `#/components/headers/${name}` }]));
}

export const parameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'The first answer under this key is kept for a week and given again, without secrets; any 1 to 255 visible characters',
    schema: {
      type: 'string',
      pattern: '^[\\x21-\\x7e]{1,255}$',
      examples: ['renew-D-1042-2027'],
    },
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    required: false,
    description: '`wait=N`: wait up to N seconds, 30 at most, to learn what became of the fact',
    schema: { type: 'string', examples: ['wait=10'] },
  },
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'The language of its sentences: `de`; English without it',
    schema: { type: 'string', examples: ['de'] },
  },
} as const;

interface Failure {
  readonly status: Status;
  readonly description: string;
  readonly headers?: readonly HeaderName[];
}

/** Every way in which a request may fail. */
export const failures = {
  Malformed: { status: 400, description: 'The request could not be read: its address, or a body that is not JSON' },
  NoKey: { status: 401, description: 'No key, or an unknown or revoked one', headers: ['WwwAuthenticate'] },
  NotSigned: { status: 401, description: 'No known source signed this, or too long ago' },
  Forbidden: {
    status: 403,
    description: 'The key’s role may not do that, or it may be read and somebody else may do that with it',
  },
  NotFound: { status: 404, description: 'There is no such thing, or the key may not read it' },
  Conflict: {
    status: 409,
    description: 'It does not apply, or a request with this Idempotency-Key is still under way',
    headers: ['RetryAfter'],
  },
  TooLarge: { status: 413, description: 'The body is too large' },
  WrongType: { status: 415, description: 'The body is of another type than this address takes' },
  Wrong: { status: 422, description: 'Something in the request is wrong; `errors` names each field' },
  TooMany: {
    status: 429,
    description: 'Too many requests in this minute',
    headers: ['RetryAfter', 'RateLimit', 'RateLimitPolicy'],
  },
  OurFault: { status: 500, description: 'Something went wrong on our side; it was logged' },
  Unavailable: {
    status: 503,
    description: 'No answer in time. Of a decision the outcome is unknown: ask again with the same Idempotency-Key',
    headers: ['RetryAfter'],
  },
} as const satisfies Readonly<Record<string, Failure>>;
export type FailureName = keyof typeof failures;

/** References to those failures, by status. */
export function failuresOf(names: readonly FailureName[]): Readonly<Record<string, object>> {
  return Object.fromEntries(names.map((name) => [failures[name].status, { $ref: `#/components/responses/${name}` }]));
}

/** Those failures as components. */
export function failureResponses(schemas: Components): Readonly<Record<string, object>> {
  const all: Readonly<Record<string, Failure>> = failures;
  return Object.fromEntries(
    Object.entries(all).map(([name, { description, headers: own = [] }]) => [
      name,
      {
        description,
        headers: headersOf('RequestId', ...own),
        content: { 'application/problem+json': { schema: schemas.use(problem, 'output') } },
      },
    ]),
  );
}
