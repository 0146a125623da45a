/** The OpenAPI 3.1 document, made from the same declarations that serve the requests. */
import { z } from 'zod';
import { version } from '../../package.json';
import type { Route } from './route';

const always = {
  401: 'No key, or an unknown one',
  403: 'The key’s role may not do that',
  422: 'Something in the request is wrong; `errors` names each field',
};
const sometimes: Readonly<Record<number, string>> = {
  404: 'There is no such thing',
  409: 'It does not apply',
  503: 'No answer in time; see Retry-After',
};
const withBody = { 400: 'The body is not JSON', 413: 'The body is too large', 415: 'The body is not application/json' };

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string' },
          detail: { type: 'string' },
          in: { enum: ['path', 'query', 'header'] },
        },
      },
    },
  },
};

const json = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  return rest;
};

function parameters(schema: z.ZodObject | undefined, where: 'path' | 'query'): object[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: json(field as z.ZodType),
  }));
}

const header = (name: string, description: string): object => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

function operation({
  method,
  path,
  tag,
  summary,
  roles,
  params,
  query,
  body,
  upload,
  success,
  problems = [],
}: Route): object {
  const failures = {
    ...always,
    ...(body === undefined ? {} : withBody),
    ...(upload === undefined ? {} : { ...withBody, 415: `The body is not ${upload.types.join(' or ')}` }),
    ...Object.fromEntries(problems.map((status) => [status, sometimes[status] ?? ''])),
  };
  const headers =
    method === 'post'
      ? [
          header('Idempotency-Key', 'The first answer under this key is kept and replayed.'),
          header('Prefer', '`wait=N`: for a fact, wait up to N seconds to learn what became of it.'),
        ]
      : [];
  return {
    operationId: `${method}${path.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '')}`,
    tags: [tag],
    summary,
    description: `Roles: ${['admin', ...roles].join(', ')}.`,
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query'), ...headers],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !body.safeParse({}).success,
            content: { 'application/json': { schema: json(body) } },
          },
        }),
    ...(upload === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            description: upload.description,
            content: Object.fromEntries(upload.types.map((type) => [type, { schema: { type: 'string' } }])),
          },
        }),
    responses: {
      [success.status]: {
        description: success.description,
        content: { 'application/json': { schema: { type: 'object' } } },
      },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, description]) => [
          status,
          {
            description,
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

/** The document for these routes, as served at `/openapi.json`. */
export function openApi(routes: readonly Route[], publicUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version,
      description:
        'Keeps clients after the sale. Facts are accepted with 202 and count once per `eventId`; decisions answer 200, or 409 when they do not apply; 503 on a decision means that its outcome is unknown.',
    },
    servers: [{ url: publicUrl }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key such as hf_sales_…' } },
      schemas: { Problem: problem },
    },
  };
}
