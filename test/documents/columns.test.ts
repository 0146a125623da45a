/**
 * Columns say what they hold: money is whole minor units, days are dates, moments have a zone, words are checked, and what
 * belongs together has a key. What is otherwise stands with its reason in docs/decisions/0047.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { columnWords, wordsOf } from '../support/column-words';

const root = path.join(__dirname, '..', '..');
const schema = readFileSync(path.join(root, 'prisma', 'schema.sql'), 'utf8');
const decision = readFileSync(path.join(root, 'docs/decisions/0047-columns-say-what-they-hold.md'), 'utf8');

/** Columns that stay otherwise: those of the decision's second table. */
const [, , stays = ''] = /\*\*What stays as it is:\*\*()([\s\S]+?)\n\n[^|]/.exec(decision) ?? [];
const excepted = new Set([...stays.matchAll(/`(\w+\.\w+)`/g)].map(([, column = '']) => column));

interface ColumnType {
  readonly column: string;
  readonly name: string;
  readonly type: string;
}

const tables = [...schema.matchAll(/^create table (\w+) \(\n([\s\S]+?)\n\);/gm)].map(([, table = '', body = '']) => ({
  table,
  lines: body.split('\n').map((line) => line.trim()),
}));
const types =
  /^"?(\w+)"? (text\[\]|text|integer\[\]|integer|bigint|double precision|boolean|bytea|jsonb|date|timestamp\(3\) with time zone)\b/;
const allColumns = tables.flatMap(({ table, lines }): readonly ColumnType[] =>
  lines.flatMap((line) => {
    const [, name = '', type = ''] = line.startsWith('constraint') ? [] : (types.exec(line) ?? []);
    return name === '' ? [] : [{ column: `${table}.${name}`, name, type }];
  }),
);
const constraints = tables.flatMap(({ table, lines }) =>
  lines.filter((line) => line.startsWith('constraint')).map((line) => ({ table, line })),
);

/** Columns by their names that are of no such type, and for which no reason is given. */
const otherwise = (names: RegExp, expected: readonly string[]): readonly string[] =>
  allColumns
    .filter(({ name, type, column }) => names.test(name) && !expected.includes(type) && !excepted.has(column))
    .map(({ column, type }) => `${column} is ${type}`);

test('every column has a type that is known here, and every exception is a column', () => {
  const lines = tables.flatMap(({ lines: all }) => all.filter((line) => !line.startsWith('constraint')));
  expect(lines.filter((line) => !types.test(line))).toEqual([]);
  expect(allColumns.length).toBeGreaterThan(300);
  const known = new Set(allColumns.map(({ column }) => column));
  expect([...excepted].filter((column) => !known.has(column))).toEqual([]);
});

test('money is whole minor units that are never negative', () => {
  expect(otherwise(/amount|worth/i, ['bigint'])).toEqual([]);
  const amounts = allColumns.filter(({ type }) => type === 'bigint').map(({ column }) => column);
  const checked = constraints.flatMap(({ table, line }) =>
    [...line.matchAll(/\("?(\w+)"? >= 0\)/g)].map(([, name]) => `${table}.${name}`),
  );
  expect(amounts.length).toBeGreaterThan(4);
  expect(checked.toSorted()).toEqual(amounts.toSorted());
  // Nothing else is floating point without a reason.
  expect(otherwise(/./, ['text', 'text[]', 'integer', 'integer[]', 'bigint', 'boolean', 'bytea', 'jsonb', 'date', 'timestamp(3) with time zone'])).toEqual([]); // prettier-ignore
});

test('civil days are dates, and moments have a zone', () => {
  expect(otherwise(/^(?:days?|on|birthday)$|(?:On|Day)$/, ['date'])).toEqual([]);
  expect(otherwise(/^until$|Until$/, ['date', 'timestamp(3) with time zone'])).toEqual([]);
  expect(otherwise(/^(?:at|since|began)$|(?:At|Since)$/, ['timestamp(3) with time zone'])).toEqual([]);
});

/** The words that checks of one column list, by table and column. */
const checkedWords = new Map(
  constraints.flatMap(({ table, line }) => {
    const [, column = '', words = ''] = /CHECK \(\("?(\w+)"? = ANY \(ARRAY\[(.+)\]\)\)\),?$/.exec(line) ?? [];
    return column === ''
      ? []
      : [[`${table}.${column}`, [...words.matchAll(/'([^']*)'/g)].map(([, word = '']) => word)]];
  }),
);

test('a column of few words has a check with the words of the domain’s list', () => {
  const words = /^(?:state|kind|stage|band|role|level|channel|language|outlook|voice|call|purpose|format|figure|ending|profile|mails|better|outcome|reason|why|type|types|bucket|told|method)$|Call$/; // prettier-ignore
  const unchecked = allColumns.filter(
    ({ column, name, type }) =>
      words.test(name) && type.startsWith('text') && !excepted.has(column) && columnWords[column] === undefined,
  );
  expect(unchecked.map(({ column }) => column)).toEqual([]);
  const ofDatabase = Object.fromEntries([...checkedWords].map(([column, list]) => [column, list.toSorted()]));
  expect(ofDatabase).toEqual(Object.fromEntries(Object.keys(columnWords).map((column) => [column, wordsOf(column)])));
});

test('what names another row has a foreign key, or a reason for none', () => {
  const keys = new Set(
    constraints.flatMap(({ table, line }) =>
      [...(/FOREIGN KEY \(([^)]+)\)/.exec(line)?.[1] ?? '').matchAll(/"?(\w+)"?/g)].map(
        ([, name]) => `${table}.${name}`,
      ),
    ),
  );
  const open = allColumns.filter(
    ({ column, name }) => name.endsWith('Id') && !keys.has(column) && !excepted.has(column),
  );
  expect(open.map(({ column }) => column)).toEqual([]);
  expect([...keys].filter((column) => excepted.has(column))).toEqual([]);
  // Every row was looked through: no constraint is left that only new rows meet.
  expect(schema).not.toContain('NOT VALID');
});
