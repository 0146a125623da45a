/** A file may name more people, products and clients than PostgreSQL takes parameters in one statement. */
import { lookThrough } from '../../api/imports/preview';
import { readImport } from '../../api/imports/rows';
import { catchAll } from '../../domain/organisation/groups';
import type { Database } from '../../prisma/client';
import { inSlices } from '../../records/in-slices';
import { aLine } from '../support/import-lines';

/** A statement takes 10,000 names at most, and a few values beside them; PostgreSQL takes three times as many. */
const mostParameters = 10_050;
const rows = 10_100;

/** How many parameters a question takes: every value in it that is no object. A list that a raw statement takes is one. */
const parametersOf = (asked: unknown): number =>
  typeof asked === 'object' && asked !== null
    ? Object.values(asked).reduce((sum: number, one) => sum + parametersOf(one), 0)
    : 1;

/** A database where every statement is counted: there is each rep whom somebody asks for, one group, and nothing else. */
function countingDatabase(): { readonly db: Database; readonly counted: number[] } {
  const counted: number[] = [];
  const group = {
    id: catchAll,
    repId: 'r-0',
    policyId: 'standard',
    stage: null,
    productTypes: [],
    countries: [],
    value: null,
  };
  type Where = { readonly id?: { readonly in: readonly string[] } };
  const found = (model: string, { id }: Where): readonly object[] =>
    model === 'group'
      ? [group]
      : model === 'rep'
        ? (id?.in ?? []).map((one) => ({ id: one, profile: null, capacity: null }))
        : [];
  const modelOf = (model: string) => ({
    findMany: async ({ where = {} }: { readonly where?: Where } = {}) => {
      counted.push(parametersOf(where));
      return found(model, where);
    },
    findUnique: async () => null,
  });
  const raw = async (_: unknown, ...values: readonly unknown[]): Promise<readonly object[]> => {
    counted.push(values.length);
    return [];
  };
  const handler = { get: (_: object, name: string) => (name === '$queryRaw' ? raw : modelOf(name)) };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it answers what is asked here, and nothing else
  return { db: new Proxy({}, handler) as Database, counted };
}

test('a file whose every row has a deal, a client, a product and a rep of its own asks for no more than PostgreSQL takes', async () => {
  const lines = Array.from({ length: rows }, (_, index) => {
    const { product, ...line } = aLine(index);
    return JSON.stringify({ ...line, product: { ...product, code: `p-${index}` }, rep: `r-${index}` });
  });
  const pieces = async function* () {
    yield new TextEncoder().encode(lines.join('\n'));
  };
  const file = await readImport('application/x-ndjson', pieces(), '2027-03-01', async () => undefined);
  const { db, counted } = countingDatabase();
  const { summary } = await lookThrough('application/x-ndjson', file, '2027-03-01', { db });
  expect(summary).toMatchObject({ rows, deals: rows, wrongRows: 0 });
  expect(counted.length).toBeGreaterThan(15);
  expect(counted.filter((one) => one > mostParameters)).toEqual([]);
});

test.each([
  ['none', 0, 0],
  ['one', 1, 1],
  ['as many as one statement takes', 10_000, 1],
  ['one more', 10_001, 2],
  ['more than PostgreSQL takes', 33_000, 4],
])('of %s each name is asked about once', async (__, count, statements) => {
  const names = Array.from({ length: count }, (_, index) => `n-${index}`);
  const asked: (readonly string[])[] = [];
  const found = await inSlices([...names, ...names.slice(0, 5)], async (some) => {
    asked.push(some);
    return some;
  });
  expect(asked).toHaveLength(statements);
  expect(found).toEqual(names);
});
