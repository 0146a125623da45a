/** The OpenAPI 3.1 document, made from the same declarations that serve the requests. */
import { z } from 'zod';
import { version } from '../../package.json';
import { isKeptOnce } from '../http/idempotency';
import type { Documented, Route } from '../http/route';
import { mailIn } from '../inbound/mail/operation';
import { inbound } from '../inbound/operation';
import { routes } from '../routes';
import { healthOperations } from '../schemas/health';
import { webhookBody } from '../schemas/webhooks';
import { failureResponses, failuresOf, headers, headersOf, parameters, type FailureName } from './components';
import { createComponents, type Components } from './named-schemas';

const tags: Readonly<Record<string, string>> = {
  Deals: 'What sales closed, and where it went',
  Lifecycles: 'Where each product line stands, what happened and what comes next',
  Clients: 'A client as one relationship, and its people',
  Facts: 'What has happened: accepted with 202, each once per `eventId`',
  Signals: 'What tells of a client’s health',
  Renewals: 'The renewals that come, and what is expected of them',
  Decisions: 'What a person decides: 200 when it stands, 409 when it does not apply',
  Organisation: 'Reps, groups, workgroups, products and policies',
  Jobs: 'Long work in many rows: imports, handovers, roll-outs',
  Campaigns: 'A training or an event for many clients',
  Reports: 'What the ledger tells over time',
  Mails: 'What waits, what went out, and what was refused for good',
  Webhooks: 'Where others hear of what happens',
  Sources: 'Other systems that tell us what happens',
  Feeds: 'Where news come from',
  Calendars: 'Addresses at which reps’ calendar programs read what is due',
  Keys: 'Who may call',
  Health: 'Whether the API is up',
};

function parametersOf(schema: z.ZodObject | undefined, where: 'path' | 'query', schemas: Components): object[] {
  return Object.entries((schema?.shape ?? {}) as Readonly<Record<string, z.ZodType>>).map(([name, field]) => {
    const { description, ...rest } = schemas.use(field, 'input');
    return {
      name,
      in: where,
      required: where === 'path' || !field.safeParse(undefined).success,
      description,
      schema: rest,
    };
  });
}

/** How a request is let in. */
type Access = 'key' | 'signature' | 'open';

/** Whether what is not the caller's looks as if it were not there. */
const isAboutRows = (access: Route['access'] | undefined): boolean =>
  typeof access === 'object' && access.of !== 'hand-off';

function failureNames(
  { method, body, problems = [], access }: Documented & Partial<Pick<Route, 'access'>>,
  entry: Access,
  upload: boolean,
): FailureName[] {
  const withBody = body !== undefined || upload;
  return [
    'Malformed',
    ...(entry === 'key' ? (['NoKey', 'Forbidden'] as const) : entry === 'signature' ? (['NotSigned'] as const) : []),
    ...(problems.includes(404) || isAboutRows(access) ? (['NotFound'] as const) : []),
    ...(problems.includes(409) || (method !== 'get' && entry === 'key') ? (['Conflict'] as const) : []),
    ...(withBody ? (['TooLarge', 'WrongType'] as const) : []),
    ...(entry === 'open' ? [] : (['Wrong', 'TooMany', 'Unavailable'] as const)),
    'OurFault',
  ];
}

function successesOf(route: Documented, entry: Access, schemas: Components): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(route.answers).map(([status, { description, body, csv }]) => [
      status,
      {
        description,
        headers: headersOf(
          'RequestId',
          ...(entry === 'open' ? [] : (['RateLimit', 'RateLimitPolicy'] as const)),
          ...(status === '201' ? (['Location'] as const) : []),
          ...(isKeptOnce(route.method) && entry === 'key' ? (['IdempotentReplayed'] as const) : []),
          ...(route.waits === true ? (['PreferenceApplied'] as const) : []),
          ...(csv === undefined ? [] : (['ContentDisposition'] as const)),
        ),
        content: {
          'application/json': { schema: schemas.use(body, 'output') },
          ...(csv === undefined ? {} : { 'text/csv': { schema: { type: 'string', description: csv } } }),
        },
      },
    ]),
  );
}

function requestOf({ body }: Documented, upload: Route['upload'], schemas: Components): object {
  if (upload !== undefined) {
    const content = upload.types.map((type) => [
      type,
      { schema: { type: 'string', description: upload.description, examples: [upload.examples[type]] } },
    ]);
    return { requestBody: { required: true, description: upload.description, content: Object.fromEntries(content) } };
  }
  if (body === undefined) return {};
  // A body whose every field is optional may be left out.
  const required = !body.safeParse({}).success;
  return { requestBody: { required, content: { 'application/json': { schema: schemas.use(body, 'input') } } } };
}

/** What an operation says; more stands in it than its name. */
interface Operation {
  readonly operationId: string;
  readonly [field: string]: unknown;
}

const refTo = (parameter: keyof typeof parameters): object => ({ $ref: `#/components/parameters/${parameter}` });

function operationOf(
  route: Documented & Partial<Pick<Route, 'roles' | 'upload' | 'access'>>,
  entry: Access,
  schemas: Components,
): Operation {
  const { method, tag, operationId, summary, roles, upload, params, query, headers: own = [], waits, tells } = route;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(roles === undefined ? {} : { description: `Roles: ${['admin', ...roles].join(', ')}.` }),
    ...(entry === 'key' ? {} : { security: [] }),
    parameters: [
      ...parametersOf(params, 'path', schemas),
      ...parametersOf(query, 'query', schemas),
      ...own,
      ...(isKeptOnce(method) && entry === 'key' ? [refTo('IdempotencyKey')] : []),
      ...(waits === true ? [refTo('Prefer')] : []),
      ...(tells === true ? [refTo('AcceptLanguage')] : []),
    ],
    ...requestOf(route, upload, schemas),
    responses: {
      ...successesOf(route, entry, schemas),
      ...failuresOf(failureNames(route, entry, upload !== undefined)),
    },
  };
}

type Paths = Record<string, Record<string, Operation>>;

function pathsOf(operations: readonly (readonly [Documented, Operation])[]): Paths {
  const paths: Paths = {};
  for (const [{ method, path }, operation] of operations) {
    const template = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method]: operation };
  }
  return paths;
}

/** What a receiver of webhooks gets. */
const webhookOperation = (schemas: Components): object => ({
  operationId: 'hook',
  tags: ['Webhooks'],
  summary: 'Something happened. Any 2xx takes it; 410 switches the webhook off; anything else is tried again.',
  parameters: [
    ['webhook-id', 'The message’s id: the same however often it comes', 'partner.D-1042.crm-pro.t1#17'],
    ['webhook-timestamp', 'When it was sent, in seconds since 1970', '1805097600'],
    [
      'webhook-signature',
      '`v1,` and the HMAC-SHA256 of id, timestamp and body, in base64',
      'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
    ],
  ].map(([name, description, example]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string', examples: [example] },
  })),
  requestBody: { required: true, content: { 'application/json': { schema: schemas.use(webhookBody, 'output') } } },
  responses: { '2XX': { description: 'Taken' }, 410: { description: 'Send nothing more' } },
});

/** The document, as served at `/openapi.json`. */
export function openApi(publicUrl: string): { readonly paths: Readonly<Paths>; readonly [part: string]: unknown } {
  const schemas = createComponents();
  const paths = pathsOf([
    ...routes.map((route) => [route, operationOf(route, 'key', schemas)] as const),
    [inbound, operationOf(inbound, 'signature', schemas)],
    [mailIn, operationOf(mailIn, 'signature', schemas)],
    ...healthOperations.map((one) => [one, operationOf(one, 'open', schemas)] as const),
  ]);
  const webhooks = { hook: { post: webhookOperation(schemas) } };
  const responses = failureResponses(schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Keeps clients after the sale. Facts are accepted with 202 and count once per `eventId`; decisions answer 200, or 409 when they do not apply; 503 on a decision means that its outcome is unknown. Amounts are whole minor units with their ISO 4217 currency; days are YYYY-MM-DD; moments are ISO 8601.',
    },
    servers: [{ url: publicUrl }],
    security: [{ key: [] }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    webhooks,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key such as hf_sales_…' } },
      parameters,
      headers,
      responses,
      schemas: schemas.all(),
    },
  };
}
