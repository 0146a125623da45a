/**
 * Bad input, generated from the OpenAPI document: for every route each field dropped, mistyped, out of
 * range and too long, and what else can be wrong with a request. Always a 4xx problem with the right
 * pointer, never a 5xx, and nothing is stored.
 */
import { fresh, running } from '../support/api';
import { aRow } from '../support/imports';
import { startCell, type Cell } from '../support/cell';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly body?: Schema;
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Bad {
  readonly what: string;
  readonly pointer: string;
  readonly body: unknown;
}

/** A value that the schema takes, every optional field included. */
function valid(schema: Schema): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const either = schema.oneOf ?? schema.anyOf;
  if (either?.[0] !== undefined) return valid(either[0]);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, valid(field)]));
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => valid(schema.items ?? {}));
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    default:
      return 'words'.padEnd(schema.minLength ?? 0, 'x');
  }
}

const wrongType: Readonly<Record<string, unknown>> = {
  string: 12_345,
  number: 'x',
  integer: 'x',
  boolean: 'x',
  array: { a: 1 },
  object: 'x',
};

/** Every way to spoil a value, with the pointer that must be named. */
function* spoiled(
  schema: Schema,
  value: unknown,
  pointer: string,
): Generator<{ what: string; pointer: string; value: unknown }> {
  const either = schema.oneOf ?? schema.anyOf;
  if (either?.[0] !== undefined && schema.type === undefined) {
    yield { what: 'mistyped', pointer, value: either[0].type === 'object' ? 'words' : { a: 1 } };
    if (schema.oneOf !== undefined) yield* spoiled(either[0], value, pointer);
    return;
  }
  if (schema.type !== undefined) yield { what: 'mistyped', pointer, value: wrongType[schema.type] };
  yield { what: 'null', pointer, value: null };
  if (schema.enum !== undefined || schema.const !== undefined)
    yield { what: 'no such choice', pointer, value: 'no-such-choice' };
  else if (schema.type === 'string') {
    yield { what: 'too long', pointer, value: 'x'.repeat((schema.maxLength ?? 3_000) + 1) };
    yield { what: 'empty', pointer, value: '' };
    yield { what: 'NUL', pointer, value: 'a\u0000b' };
    yield { what: 'half a character', pointer, value: 'a\ud800b' };
    // Names are any line of text: of them a second line is malformed.
    if (schema.pattern !== undefined)
      yield { what: 'malformed', pointer, value: new RegExp(schema.pattern).test('!?') ? 'a\nb' : '!?' };
  }
  if (schema.minimum !== undefined) yield { what: 'too small', pointer, value: schema.minimum - 1 };
  if (schema.maximum !== undefined) yield { what: 'too large', pointer, value: schema.maximum + 1 };
  if (schema.type === 'integer') yield { what: 'not whole', pointer, value: Math.max(1, schema.minimum ?? 1) + 0.5 };
  if (schema.type === 'array') {
    const list = value as readonly unknown[];
    if ((schema.minItems ?? 0) > 0) yield { what: 'too few', pointer, value: [] };
    if (schema.maxItems !== undefined)
      yield { what: 'too many', pointer, value: Array.from({ length: schema.maxItems + 1 }, () => list[0]) };
    for (const bad of spoiled(schema.items ?? {}, list[0], `${pointer}/0`))
      yield { ...bad, value: [bad.value, ...list.slice(1)] };
  }
  if (schema.type === 'object') {
    const record = value as Record<string, unknown>;
    for (const name of schema.required ?? []) {
      const { [name]: _, ...rest } = record;
      yield { what: 'dropped', pointer: `${pointer}/${name}`, value: rest };
    }
    yield { what: 'a field too many', pointer: `${pointer}/surprise`, value: { ...record, surprise: 1 } };
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      for (const bad of spoiled(field, record[name], `${pointer}/${name}`))
        yield { ...bad, value: { ...record, [name]: bad.value } };
    }
  }
}

const bodiesOf = (body: Schema): Bad[] =>
  (body.oneOf ?? [body]).flatMap((one) =>
    [...spoiled(one, valid(one), '')].map(({ what, pointer, value }) => ({ what, pointer, body: value })),
  );

/** The document with every reference followed; there are no circles. */
function followed<T>(value: T, schemas: Readonly<Record<string, unknown>>): T {
  if (Array.isArray(value)) return value.map((one: unknown) => followed(one, schemas)) as T;
  if (value === null || typeof value !== 'object') return value;
  const ref = (value as Schema).$ref?.split('/').at(-1);
  if (ref !== undefined && ref in schemas) return followed(schemas[ref], schemas) as T;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, followed(one, schemas)])) as T;
}

let cell: Cell;
let operations: readonly Operation[];
beforeAll(async () => {
  cell = await startCell();
  const { body } = await cell.admin.get('/openapi.json');
  const { parameters: shared, schemas } = body.components as Record<string, Record<string, unknown>>;
  const paths = followed(body.paths as Record<string, Record<string, object>>, { ...shared, ...schemas });
  // Sources sign, and probes are open: what is tried here goes by key.
  const byKey = Object.entries(paths).filter(([path]) => path.startsWith('/v1/'));
  operations = byKey.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { description, parameters, requestBody, responses } = operation as {
        description: string;
        parameters: Parameter[];
        requestBody?: { content: Record<string, { schema: Schema }> };
        responses: Record<string, unknown>;
      };
      const schema = requestBody?.content['application/json']?.schema;
      return {
        method: method.toUpperCase(),
        path,
        description,
        parameters,
        responses,
        ...(schema === undefined ? {} : { body: schema }),
      };
    }),
  );
});
afterAll(async () => {
  await cell.stop();
});

const addressOf = ({ path, parameters }: Operation, replace: Readonly<Record<string, string>> = {}): string =>
  parameters
    .filter(({ in: where }) => where === 'path')
    .reduce(
      (address, { name, schema }) =>
        address.replace(`{${name}}`, replace[name] ?? encodeURIComponent(String(valid(schema)))),
      path,
    );

interface Sent {
  readonly status: number;
  readonly type: string;
  readonly problem: {
    readonly status?: number;
    readonly title?: string;
    readonly errors?: readonly { readonly pointer: string }[];
  };
}

async function send(
  { method }: Operation,
  address: string,
  init: { readonly body?: string; readonly key?: string | null; readonly type?: string } = {},
): Promise<Sent> {
  const { body, key = cell.key, type = 'application/json' } = init;
  const response = await fetch(`${cell.url}${address}`, {
    method,
    headers: {
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'Content-Type': type }),
    },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(20_000),
  });
  return {
    status: response.status,
    type: response.headers.get('Content-Type') ?? '',
    problem: (await response.json()) as Sent['problem'],
  };
}

const stores = [
  'deals',
  'clients',
  'contacts',
  'lifecycles',
  'ledger',
  'notes',
  'actuals',
  'mails',
  'links',
  'readings',
  'buckets',
  'decisions',
  'reps',
  'groups',
  'products',
  'policies',
  'idempotent_requests',
  'audit',
];
const stored = async (): Promise<Record<string, number>> =>
  Object.fromEntries(await Promise.all(stores.map(async (table) => [table, await cell.count(table, 'true')] as const)));

const aProblem = (sent: Sent, status: number | readonly number[], context: string): void => {
  expect({ context, status: sent.status, type: sent.type.split(';')[0], said: sent.problem.status }).toEqual({
    context,
    status: [status].flat().includes(sent.status) ? sent.status : status,
    type: 'application/problem+json',
    said: sent.status,
  });
};

test('each field dropped, mistyped, out of range, too long: 422 that names the field, and nothing is stored', async () => {
  const before = await stored();
  let tried = 0;
  for (const operation of operations) {
    if (operation.body === undefined) continue;
    for (const { what, pointer, body } of bodiesOf(operation.body)) {
      // A body may be left out altogether where every field is optional.
      const context = `${operation.method} ${operation.path}: ${pointer} ${what}`;
      const sent = await send(operation, addressOf(operation), { body: JSON.stringify(body) });
      aProblem(sent, 422, context);
      // The field itself, or what of it is missing.
      const named = (sent.problem.errors ?? []).some(
        (error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`),
      );
      expect({ context, named, errors: sent.problem.errors }).toMatchObject({ context, named: true });
      tried += 1;
    }
  }
  console.log(`${tried} bad bodies over ${operations.length} routes`);
  expect(tried).toBeGreaterThan(500);
  expect(await stored()).toEqual(before);
});

test('ids and query fields of the wrong form: 422 that names the parameter', async () => {
  for (const operation of operations) {
    for (const { name, in: where, schema } of operation.parameters) {
      if (where === 'header') continue;
      const bad =
        schema.maximum === undefined ? ['!?', 'x'.repeat(500)] : ['x', '0', '1.5', String(schema.maximum + 1)];
      for (const value of bad) {
        if (
          where === 'query' &&
          schema.pattern === undefined &&
          schema.enum === undefined &&
          schema.maximum === undefined &&
          value === '!?'
        )
          continue;
        const address =
          where === 'path'
            ? addressOf(operation, { [name]: encodeURIComponent(value) })
            : `${addressOf(operation)}?${name}=${encodeURIComponent(value)}`;
        const context = `${operation.method} ${operation.path}: ${name}=${value.slice(0, 9)}`;
        const sent = await send(operation, address);
        aProblem(sent, 422, context);
        expect({ context, pointers: sent.problem.errors?.map((error) => error.pointer) }).toEqual({
          context,
          pointers: [`/${name}`],
        });
      }
    }
  }
});

test('malformed JSON is 400, another type 415, an oversized body 413', async () => {
  const before = await stored();
  for (const operation of operations.filter(({ body }) => body !== undefined)) {
    const at = addressOf(operation);
    for (const body of ['{"a":', '{]', 'words', '\u0000'])
      aProblem(await send(operation, at, { body }), 400, `${operation.path} ${body}`);
    aProblem(
      await send(operation, at, { body: 'a=1', type: 'application/x-www-form-urlencoded' }),
      415,
      operation.path,
    );
    aProblem(
      await send(operation, at, { body: JSON.stringify({ words: 'x'.repeat(1_100_000) }) }),
      413,
      operation.path,
    );
  }
  expect(await stored()).toEqual(before);
});

test('a file with characters that no database keeps is refused with the place, under an Idempotency-Key too', async () => {
  const worker = await cell.startWorker();
  const before = await stored();
  const header = 'dealId,clientName';
  const bad = (at: object): string => `${JSON.stringify({ ...aRow(1), ...at })}\n`;
  for (const [type, file, place] of [
    ['text/csv', 'deal\u0000Id\nD-1', 'There are no such columns: deal'],
    ['text/csv', `${header}\nD-1,Al\u0000pine`, '/rows/1/clientName'],
    ['text/csv', 'constructor,toString\na,b', 'no such columns'],
    ['application/x-ndjson', bad({ dealId: 'D-\u0000' }), 'dealId'],
    ['application/x-ndjson', bad({ successCriteria: 'a\u0000b' }), 'successCriteria'],
    ['application/x-ndjson', bad({ successCriteria: 'half \ud83d' }), 'successCriteria'],
    ['application/x-ndjson', bad({ 'na\u0000me': 'x' }), 'There is no such field.'],
  ] as const) {
    const response = await fetch(`${cell.url}/v1/imports`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${cell.key}`,
        'Content-Type': type,
        'Idempotency-Key': fresh('key'),
        Prefer: 'wait=30',
      },
      body: file,
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    expect({ file, status: response.status, text }).toMatchObject({
      status: 422,
      text: expect.stringContaining(place),
    });
  }
  // The refusals are kept under their keys, and by the jobs that read the files; nothing else is.
  const kept = { idempotent_requests: 0, jobs: 0 };
  expect({ ...(await stored()), ...kept }).toEqual({ ...before, ...kept });
  expect(await cell.count('import_files', 'true')).toBe(0);
  await worker.stop();
});

test('an unknown id is 404, and nothing is stored', async () => {
  const before = await stored();
  for (const operation of operations) {
    // A choice among names that are all known is no id.
    const named = operation.parameters.some(({ in: where, schema }) => where === 'path' && schema.enum === undefined);
    if (!named || operation.method === 'PUT') continue;
    const body =
      operation.body === undefined ? {} : { body: JSON.stringify(valid(operation.body.oneOf?.[0] ?? operation.body)) };
    // The rep of a reassignment and the metric of an oversold flag are looked up too.
    aProblem(
      await send(operation, addressOf(operation), body),
      operation.path.endsWith('reassign') ? [404, 422] : 404,
      `${operation.method} ${operation.path}`,
    );
  }
  expect(await stored()).toEqual(before);
});

test('no key is 401, an unknown key 401, a wrong role 403, another method 405', async () => {
  const before = await stored();
  for (const operation of operations) {
    const at = addressOf(operation);
    const body = operation.body === undefined ? {} : { body: '{}' };
    for (const key of [null, 'hf_admin_made-up', '<script>'])
      aProblem(await send(operation, at, { ...body, key }), 401, `${operation.path} ${key}`);
    const allowed = operation.description;
    for (const role of ['sales', 'rep', 'telemetry', 'ops']) {
      if (new RegExp(`\\b${role}\\b`).test(allowed)) continue;
      aProblem(
        await send(operation, at, { ...body, key: await cell.keyOf(role) }),
        403,
        `${operation.method} ${operation.path} as ${role}`,
      );
    }
    const another = ['PATCH', 'DELETE', 'PUT'].find(
      (method) => !operations.some((one) => one.path === operation.path && one.method === method),
    );
    aProblem(await send({ ...operation, method: another ?? '' }, at), 405, operation.path);
  }
  // Refusals are kept, of each key so many a minute.
  const { audit, ...now } = await stored();
  expect(audit).toBeGreaterThan(before.audit ?? 0);
  expect({ ...now, audit: before.audit }).toEqual(before);
});

test('the document is the one that a newcomer reads at /docs', async () => {
  expect((await fetch(`${running.api}/docs`)).status).toBe(200);
  expect(operations.length).toBeGreaterThan(25);
});
