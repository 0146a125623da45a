/**
 * Every schema that was ever released, with rows in it, is brought to the present one. test/migrations holds a file of
 * rows for each migration that added tables or columns, with lives as the program of that version kept them; rows of
 * earlier versions stay. prisma/schema.sql is what a fresh database looks like: HOLDFAST_WRITE_SCHEMA=1 writes it anew.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { withDatabase } from '../../dev/postgres';
import { hasEnded } from '../../domain/core/stages';
import { advance } from '../../domain/lifecycle';
import { upcast } from '../../domain/upcast';
import { migrate, MigrationRefused } from '../../prisma/migrate';
import { fresh, running } from '../support/api';
import { backfilled, dropped, filled } from '../migrations/backfilled';
import { testEnv } from '../support/env';
import { schemaOf } from '../support/schema-of';

const root = path.join(__dirname, '..', '..');
const migrations = path.join(root, 'prisma', 'migrations');
const names = readdirSync(migrations).toSorted();
const releases = names.map((name, index) => ({ name, version: index + 1 }));

const urlOf = (database: string): string => running.postgres.replace(/[^/]+$/, database);

const connections = new Map<string, Promise<pg.Client>>();

/** One connection for each database; they are closed at the end. */
function connected(database: string): Promise<pg.Client> {
  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: urlOf(database) });
    await client.connect();
    return client;
  };
  const found = connections.get(database) ?? open();
  connections.set(database, found);
  return found;
}

/** A database of this test's own; nobody may be connected to its template. */
async function createDatabase(template = 'template1'): Promise<string> {
  const name = fresh('migrations').replaceAll('-', '_');
  await withDatabase(running.postgres, (client) => client.query(`create database ${name} template ${template}`));
  return name;
}

/** Every row of every table, as JSON, under its table's name. */
async function rowsOf(client: pg.Client): Promise<ReadonlyMap<string, readonly object[]>> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> '_prisma_migrations'`,
  );
  const found = new Map<string, readonly object[]>();
  for (const { name } of rows) {
    const table = await client.query<{ row: object }>(`select to_jsonb(t) as row from ${name} t`);
    found.set(
      name,
      table.rows.map(({ row }) => row),
    );
  }
  return found;
}

/** How often each row occurs in a table, by those columns alone. */
function counted(rows: readonly object[], columns: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const values = new Map(Object.entries(row));
    const text = JSON.stringify(columns.map((column) => [column, values.get(column)]));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** What Prisma says of the difference between a database and schema.prisma; it takes seconds. */
async function comparedWithSchema(url: string): Promise<string> {
  const prisma = path.join(root, 'node_modules', '.bin', 'prisma');
  const to = ['--to-schema', 'prisma/schema.prisma', '--config', 'dev/prisma.config.ts'];
  const args = ['migrate', 'diff', '--from-config-datasource', ...to, '--exit-code'];
  const env = { ...process.env, HOLDFAST_DATABASE_URL: url, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' };
  const told = await promisify(execFile)(prisma, args, { cwd: root, env, timeout: 60_000 }).catch(
    (error: unknown) => error,
  );
  const { stdout, stderr, code } = told as { stdout: string; stderr: string; code?: number };
  return code === undefined ? stdout.trim() : `${stdout}\n${stderr}`.trim();
}

interface Released {
  readonly database: string;
  /** Its rows before it was brought to the present schema. */
  readonly before: ReadonlyMap<string, readonly object[]>;
  /** The migrations that brought it there. */
  readonly applied: readonly string[];
}

const released = new Map<string, Released>();
let present = '';
let schema = '';
let compared: Promise<string> | undefined;

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-migrations-'));
  const growing = await createDatabase();
  const clones = new Map<string, string>();
  for (const name of names) {
    cpSync(path.join(migrations, name), path.join(folder, name), { recursive: true });
    const applied = await migrate(urlOf(growing), folder);
    if (applied.join() !== name) throw new Error(`${name} was not applied alone, but ${applied.join()}`);
    const rows = path.join(__dirname, '..', 'migrations', `${name}.sql`);
    if (existsSync(rows)) await withDatabase(urlOf(growing), (client) => client.query(readFileSync(rows, 'utf8')));
    clones.set(name, await createDatabase(growing));
  }
  rmSync(folder, { recursive: true });
  await Promise.all(
    [...clones].map(async ([name, database]) => {
      const before = await rowsOf(await connected(database));
      released.set(name, { database, before, applied: await migrate(urlOf(database)) });
    }),
  );
  present = await createDatabase();
  await migrate(urlOf(present));
  schema = await schemaOf(await connected(present));
  compared = comparedWithSchema(urlOf(present));
});

afterAll(async () => {
  for (const client of connections.values()) await (await client).end();
});

test('there are rows for every migration that added tables or columns, and for no other', () => {
  const adding = names.filter((name) =>
    /create table|add column/i.test(readFileSync(path.join(migrations, name, 'migration.sql'), 'utf8')),
  );
  const rows = readdirSync(path.join(__dirname, '..', 'migrations')).filter((name) => name.endsWith('.sql'));
  expect(rows.toSorted()).toEqual(adding.map((name) => `${name}.sql`));
});

describe.each(releases)('from $name', ({ name, version }) => {
  const at = (): string => released.get(name)?.database ?? '';

  test('what came later is applied, and nothing twice', async () => {
    expect(released.get(name)?.applied).toEqual(names.slice(version));
    expect(await migrate(urlOf(at()))).toEqual([]);
  });

  test('the schema becomes that of a fresh database', async () => {
    expect(await schemaOf(await connected(at()))).toBe(schema);
  });

  test('every row is still there, once, with what it held', async () => {
    const before = released.get(name)?.before ?? new Map<string, readonly object[]>();
    const after = await rowsOf(await connected(at()));
    const missing = [...before].flatMap(([table, rows]) => {
      const changed = [...(dropped[table] ?? []), ...(filled[table] ?? [])];
      const columns = Object.keys(rows[0] ?? {}).filter((column) => !changed.includes(column));
      const there = counted(after.get(table) ?? [], columns);
      return [...counted(rows, columns)]
        .filter(([row, count]) => there.get(row) !== count)
        .map(([row]) => ({ table, row }));
    });
    expect(missing).toEqual([]);
    const grown = [...before]
      .filter(([table, rows]) => after.get(table)?.length !== rows.length)
      .map(([table]) => table);
    expect(grown).toEqual([]);
    expect(before.get('lifecycles')?.length).toBeGreaterThan(0);
  });

  test.each(backfilled.filter(({ since }) => since <= version))('$what', async ({ query, rows }) => {
    expect((await (await connected(at())).query<object>(query)).rows).toEqual(rows);
  });

  test('this program reads every state that was kept', async () => {
    const client = await connected(at());
    const { rows } = await client.query<{ id: string; stage: string; state: { readonly schema: number } }>(
      'select id, stage, state from lifecycles',
    );
    for (const { id, stage, state } of rows) {
      const { seed, slices } = upcast(state);
      expect([seed.lifecycleId, slices.standing.stage]).toEqual([id, stage]);
      expect(hasEnded(slices.standing.stage)).toBe(
        ['v1-churned', 'v1-renewed.crm-pro.t1', 'v2-gone'].some((one) => id.startsWith(one)),
      );
    }
  });
});

test('every life that was kept goes on under this program, whatever version lived it', async () => {
  const client = await connected(released.get(names.at(-1) ?? '')?.database ?? '');
  const { rows } = await client.query<{ id: string; state: { readonly schema: number } }>(
    `select id, state from lifecycles where stage in ('onboarding', 'retention') order by id`,
  );
  const idle = rows.filter(({ state }) => advance(upcast(state), null, '2027-12-01T08:00:00.000Z').events.length === 0);
  expect(rows.length).toBeGreaterThan(6);
  expect(idle).toEqual([]);
});

test('prisma/schema.sql is what a fresh database looks like', () => {
  const file = path.join(root, 'prisma', 'schema.sql');
  const content = `-- What the migrations make of an empty database. Written by HOLDFAST_WRITE_SCHEMA=1 npm test -- migrations.\n\n${schema}\n`;
  if (testEnv().HOLDFAST_WRITE_SCHEMA === '1') writeFileSync(file, content);
  expect(readFileSync(file, 'utf8')).toBe(content);
});

test('schema.prisma says what the migrations make', async () => {
  expect(await compared).toBe('No difference detected.');
});

describe('a migration that fails', () => {
  let folder = '';
  let url = '';
  const write = (name: string, sql: string): void => {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, 'migration.sql'), sql);
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'holdfast-migrations-'));
    url = urlOf(await createDatabase());
    write('1_first', 'create table first (id text primary key);');
    write('2_second', 'create table second (id text primary key); insert into missing values (1);');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('leaves nothing behind, and is not tried again until somebody says so', async () => {
    await expect(migrate(url, folder)).rejects.toThrow('relation "missing" does not exist');
    await expect(migrate(url, folder)).rejects.toMatchObject({ name: 'MigrationRefused', migration: '2_second' });
    expect(await withDatabase(url, schemaOf)).not.toContain('create table second');
  });

  test('is applied once it was mended and marked as the message says', async () => {
    const told = await migrate(url, folder).catch((error: unknown) => String(error));
    const [, mark] = /run "(update .+)"/.exec(String(told)) ?? [];
    await withDatabase(url, (client) => client.query(mark ?? 'the message names no statement'));
    write('2_second', 'create table second (id text primary key);');
    expect(await migrate(url, folder)).toEqual(['2_second']);
  });

  test('in steps is mended where it failed, and begins again there; an index that was half built is built anew', async () => {
    write(
      '3_third',
      `-- step
insert into first values ('a'), ('b');
-- step alone
create unique index concurrently firsts on first (length(id));
-- step
alter table first add column name text;`,
    );
    await expect(migrate(url, folder)).rejects.toThrow('could not create unique index');
    const told = await migrate(url, folder).catch((error: unknown) => String(error));
    expect(told).toContain('failed earlier at step 2 of 3');
    const [, mark] = /run "(update .+)"/.exec(String(told)) ?? [];
    await withDatabase(url, async (client) => {
      await client.query(`delete from first where id = 'b'`);
      await client.query(mark ?? 'the message names no statement');
    });
    expect(await migrate(url, folder)).toEqual(['3_third']);
    const built =
      'select i.indisvalid as valid, (select count(*)::int from first) as rows from pg_index i join pg_class c on c.oid = i.indexrelid where c.relname = $1';
    expect((await withDatabase(url, (client) => client.query(built, ['firsts']))).rows).toEqual([
      { valid: true, rows: 1 },
    ]);
  });

  test('whose connection is cut goes on at its step, asked by nobody', async () => {
    write(
      '4_fourth',
      `-- step
create table cut as select 1 as times;
-- step alone
do $$ begin
  if exists (select from cut) then
    delete from cut;
    commit;
    perform pg_terminate_backend(pg_backend_pid());
  end if;
end $$;
-- step
create table fourth (id text primary key);`,
    );
    await expect(migrate(url, folder)).rejects.toThrow('terminating connection');
    expect(await migrate(url, folder)).toEqual(['4_fourth']);
    expect(await migrate(url, folder)).toEqual([]);
  });

  test('and one that was changed after it was applied is refused', async () => {
    write('1_first', 'create table first (id text primary key, name text);');
    await expect(migrate(url, folder)).rejects.toThrow(MigrationRefused);
  });
});
