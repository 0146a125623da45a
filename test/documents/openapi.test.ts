/** The OpenAPI document itself: every field described with its unit, every example right, every operation named. */
import { z } from 'zod';
import { openApi } from '../../api/document/openapi';
import { route } from '../../api/http/route';
import { email } from '../../api/schemas/common';
import { reviewHeld } from '../../api/schemas/facts';

type Json = Readonly<Record<string, unknown>>;
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Json[];
  readonly responses: Readonly<
    Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, { readonly schema: Json }>> }>
  >;
}
interface Document {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

const document = openApi('https://holdfast.example') as unknown as Document;
const { schemas } = document.components;
const operations = [document.paths, document.webhooks].flatMap((paths) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      at: `${method.toUpperCase()} ${path}`,
      method,
      operation,
    })),
  ),
);

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const prefix = '#/components/schemas/';
const namedBy = ({ $ref }: Json): Json | undefined =>
  typeof $ref === 'string' ? schemas[$ref.slice(prefix.length)] : undefined;

/** Every node of the document, with its place; examples are no part of it. */
function* nodes(value: unknown, place: string): Generator<{ readonly node: Json; readonly place: string }> {
  if (!isObject(value)) return;
  yield { node: value, place };
  for (const [key, one] of Object.entries(value)) if (key !== 'examples') yield* nodes(one, `${place}/${key}`);
}

const described = (schema: Json): boolean =>
  typeof schema.description === 'string' ||
  namedBy(schema)?.description !== undefined ||
  (Array.isArray(schema.anyOf) && schema.anyOf.some((one: Json) => '$ref' in one && described(one)));

test('every field, parameter, header and component is described', () => {
  const silent = [...nodes(document, '')].flatMap(({ node, place }) => [
    ...(isObject(node.properties)
      ? Object.entries(node.properties).flatMap(([name, field]) =>
          isObject(field) && described(field) ? [] : [`${place}/${name}`],
        )
      : []),
    ...(typeof node.in === 'string' && typeof node.name === 'string' && typeof node.description !== 'string'
      ? [`${place} ${node.name}`]
      : []),
  ]);
  expect(silent).toEqual([]);
  expect(Object.entries(schemas).flatMap(([name, schema]) => (described(schema) ? [] : [name]))).toEqual([]);
});

test('money says that it is in minor units, days and moments how they are written', () => {
  const vague = [...nodes(schemas, '')].flatMap(({ node, place }) => {
    const { properties } = node;
    if (!isObject(properties)) return [];
    return Object.entries(properties).flatMap(([name, field]) => {
      const { format, description } = field as Json;
      const said = typeof description === 'string' ? description : '';
      if (format === 'date' && !said.includes('YYYY-MM-DD')) return [`${place}/${name}: ${said}`];
      const isMoney = (field as Json).$ref === `${prefix}Money` && said !== '';
      return isMoney && !said.includes('minor units') ? [`${place}/${name}: ${said}`] : [];
    });
  });
  expect(vague).toEqual([]);
});

/** A schema with the components that it needs beside it. */
function alone(schema: Json): Json {
  const text = JSON.stringify(schema);
  const asDefinitions = (value: string): Json => JSON.parse(value.replaceAll(prefix, '#/$defs/')) as Json;
  return text.includes(prefix)
    ? { ...asDefinitions(text), $defs: asDefinitions(JSON.stringify(schemas)) }
    : asDefinitions(text);
}

test('every example is what its schema takes', () => {
  const wrong = [...nodes(document, '')].flatMap(({ node, place }) => {
    const { examples } = node;
    if (!Array.isArray(examples)) return [];
    const schema = z.fromJSONSchema(alone(node));
    return examples.flatMap((example) =>
      schema.safeParse(example).success ? [] : [`${place}: ${JSON.stringify(example)}`],
    );
  });
  expect(wrong).toEqual([]);
});

test('examples tell of one world', () => {
  const world: Readonly<Record<string, string>> = {
    dealId: 'D-1042',
    deal: 'D-1042',
    client: 'C-7',
    clientId: 'C-7',
    lifecycle: 'D-1042.crm-pro.t1',
    lifecycleId: 'D-1042.crm-pro.t1',
    currency: 'EUR',
  };
  const strange = [...nodes(schemas, '')].flatMap(({ node, place }) =>
    Object.entries(isObject(node.properties) ? node.properties : {}).flatMap(([name, field]) => {
      const { type, examples } = field as Json;
      const expected = world[name];
      const first = Array.isArray(examples) ? (examples[0] as unknown) : undefined;
      return expected === undefined || type !== 'string' || first === expected
        ? []
        : [`${place}/${name}: ${String(first)}`];
    }),
  );
  expect(strange).toEqual([]);
});

test('what a mail server or the database would not take is refused', () => {
  expect(email.safeParse(`${'a'.repeat(64)}@client.example`).success).toBe(true);
  expect(email.safeParse(`${'a'.repeat(65)}@client.example`).success).toBe(false);
  const found = (value: number) => ({ actuals: [{ metric: 'Time to a quote', value }] });
  expect(reviewHeld.safeParse(found(1e15)).success).toBe(true);
  expect(reviewHeld.safeParse(found(Number.MAX_VALUE)).success).toBe(false);
});

test('every operation has a summary, a tag that is explained, and a short name of its own', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = document.tags.map(({ name }) => name);
  for (const { at, operation } of operations) {
    const { operationId, summary, tags: own } = operation;
    expect({ at, operationId }).toEqual({ at, operationId: expect.stringMatching(/^[a-z][A-Za-z]{2,29}$/) as string });
    expect({ at, summary }).toEqual({ at, summary: expect.stringMatching(/^[A-Z].+\.$/) as string });
    expect({ at, known: own.every((tag) => tags.includes(tag)) }).toEqual({ at, known: true });
  }
});

test('every answer that goes well is a component with a name', () => {
  const nameless = operations.flatMap(({ at, operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) => {
      if (!/^2\d\d$/.test(status)) return [];
      const schema = content?.['application/json']?.schema;
      return schema !== undefined && namedBy(schema) !== undefined ? [] : [`${at} ${status}`];
    }),
  );
  expect(nameless).toEqual([]);
});

test('every operation with a key says how it may fail', () => {
  for (const { at, operation } of operations.filter(({ at: place }) => place.includes(' /v1/')))
    expect({ at, statuses: Object.keys(operation.responses) }).toEqual({
      at,
      statuses: expect.arrayContaining(['401', '403', '422', '429', '500', '503']) as string[],
    });
});

test('no object is open where it could be told what it holds', () => {
  const open = [...nodes(document, '')].flatMap(({ node, place }) =>
    node.type === 'object' && !('properties' in node) && !('additionalProperties' in node) ? [place] : [],
  );
  expect(open).toEqual([]);
});

test('an answer that is not declared does not compile', () => {
  // Never called: the compiler has to refuse it, and `npm run check` fails when it no longer does.
  const untyped = (): void => {
    const open = { method: 'get', path: '/v1/x', tag: 'X', operationId: 'getX', summary: 'X.', roles: [] } as const;
    const common = { ...open, access: 'organisation' } as const;
    const body = z.strictObject({ id: z.string(), next: z.string().optional() });
    const answers = { 200: { description: 'X', body } } as const;
    const right = { status: 200, body: { id: '' } } as const;
    // @ts-expect-error -- a route without a declared answer
    route({ ...common, handle: async () => right });
    // @ts-expect-error -- an answer without a schema
    route({ ...common, answers: { 200: { description: 'X' } }, handle: async () => right });
    // @ts-expect-error -- a body of another shape
    route({ ...common, answers, handle: async () => ({ status: 200, body: {} }) });
    // @ts-expect-error -- a status that is not declared
    route({ ...common, answers, handle: async () => ({ status: 201, body: { id: '' } }) });
    // @ts-expect-error -- a route that does not say what it is about
    route({ ...open, answers, handle: async () => right });
    route({ ...common, answers, handle: async () => right });
  };
  expect(untyped).toBeDefined();
});
