/** A migration keeps nobody waiting, however large the book: what locks a large table is refused here. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { migrationSteps } from '../../prisma/migration-steps';
import { lockingStatements, validatedIn } from '../support/locking-statements';

const folder = path.join(__dirname, '..', '..', 'prisma', 'migrations');
/** Those before it were written when a migration was one script. */
const since = '20261127031000';
const migrations = readdirSync(folder)
  .filter((name) => name.slice(0, since.length) > since)
  .toSorted()
  .map((name) => ({ name, file: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') }));

test('no migration locks a large table', () => {
  expect(migrations.length).toBeGreaterThan(5);
  const found = migrations.flatMap(({ name, file }, index) => {
    const validated = migrations.slice(0, index).flatMap((before) => validatedIn(before.file));
    return lockingStatements(file, validated).map((what) => `${name}: ${what}`);
  });
  expect(found).toEqual([]);
});

const refused: readonly (readonly [string, string])[] = [
  ['create index a on ledger (kind);', 'an index is built concurrently'],
  ['create unique index "a" on "mails" (key);', 'an index is built concurrently'],
  ['create index concurrently a on ledger (kind);', 'it allows no transaction, and is a step alone'],
  ['-- step alone\ncreate index concurrently a on ledger (kind);\nselect 1;', 'a step alone is one statement'],
  ['alter table ledger alter column kind type varchar(9);', 'a column is exchanged for one of another type'],
  ['alter table ledger alter "at" set data type date;', 'a column is exchanged for one of another type'],
  ['alter table mails add constraint a check (round > 0);', 'a constraint is added not valid, and validated in a later step'],
  ['alter table mails add check (round > 0);', 'a constraint is added not valid, and validated in a later step'],
  [
    'alter table mails add constraint a check (round > 0) not valid, add constraint b check (round > 1);',
    'a constraint is added not valid, and validated in a later step',
  ],
  [
    'alter table mails add constraint a check (round > 0) not valid; alter table mails validate constraint a;',
    'what is added is validated in a later step',
  ],
  ['alter table mails alter column seq set not null;', 'a check that it is not null is validated before'],
  ['alter table mails add column a text references deals (id);', 'a column is added empty, or with one default for all'],
  ['alter table mails add column a int generated always as (round) stored;', 'a column is added empty, or with one default for all'],
  ["update lifecycles set worth = 0 where stage = 'renewed';", 'rows are changed by in_batches'],
  ['delete from audit;', 'rows are changed by in_batches'],
  ["call in_batches('mails', 'round = 1', 'round = 0');", 'it allows no transaction, and is a step alone'],
  ['alter table mails add column a text; alter table links add column a text;', 'a step locks one large table'],
  ['lock table mails;', 'nobody may work meanwhile'],
]; // prettier-ignore

test.each(refused)('%s is refused', (file, why) => {
  expect(lockingStatements(file).map((what) => what.split(': ').at(-1))).toEqual([why]);
});

test.each([
  'alter table mails add column a text, add column b integer not null default 0;',
  'create table a (id text primary key); create index b on a (id); update a set id = 1;',
  "update reps set mails = 'single'; alter table groups alter column stage type varchar(9);",
  '-- step\nalter table mails add constraint a check (round > 0) not valid;\n-- step\nalter table mails validate constraint a;',
  '-- step alone\ncreate index concurrently a on ledger (kind);\n-- step alone\ncreate index concurrently b on ledger (at);',
  "-- step alone\ncall in_batches('mails', 'round = 1', 'round = 0');",
  '-- update mails set round = 1;\ncreate function a() returns void language sql as $$ update mails set round = 1; $$;',
  '-- step\nalter table mails add column a text;\n-- step\nalter table links add column a text;',
])('%s is not', (file) => {
  expect(lockingStatements(file)).toEqual([]);
});

test('a file is cut into its steps', () => {
  expect(migrationSteps('create table a (id text);\n')).toEqual([{ alone: false, sql: 'create table a (id text);' }]);
  expect(migrationSteps('-- About it.\n\n-- step\nselect 1;\n\n-- step alone\n-- How.\nselect 2;\n')).toEqual([
    { alone: false, sql: 'select 1;' },
    { alone: true, sql: '-- How.\nselect 2;' },
  ]);
  expect(migrationSteps('select 0;\n-- step\nselect 1;').map(({ sql }) => sql)).toEqual(['select 0;', 'select 1;']);
});
