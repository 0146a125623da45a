/**
 * `npm run seed [-- <lifecycles> [<reps>]]`: fills a database with a book as large as a big company's, to look at lists,
 * briefs and reports at that size. Some hundred lives are lived through the domain and recorded as a worker would; the
 * others are copies of them under ids of their own. Rows only: no workflow runs behind them, so nothing falls due.
 *
 * It fills `holdfast_seeded` on the PostgreSQL of `npm start`, made anew; or the empty database that
 * HOLDFAST_DATABASE_URL names.
 */
import pg from 'pg';
import { createKey } from '../api/http/keys';
import { recordTerm } from '../records/book';
import { connectDatabase, type Database } from '../prisma/client';
import { ensureDefaults } from '../records/defaults';
import { migrate } from '../prisma/migrate';
import { writeLedger, writeLifecycle } from '../records/recording';
import { readDevEnv, type DevEnv } from './env';
import { live, products, type LifeIds } from './lives';
import { numbers } from './numbers';
import { runningIn } from './running';

const say = (line: string): void => console.log(line);
const seededName = 'holdfast_seeded';
/** Lives that are lived; the others are copies of them. */
const livedAtMost = 120;
/** Rows that one statement writes: small enough to tell how far it is. */
const copiesAtOnce = 20;

/** Stands in every id of a life that was lived; a copy has something else there. */
const mark = (life: number): string => `x${life}x`;
const idsOf = (life: number): LifeIds => ({
  deal: `D-${mark(life)}`,
  client: `C-${mark(life)}`,
  contact: `c_${mark(life)}`,
  rep: 'rep-xx',
  group: 'group-xx',
});

/** The database to fill, and how people reach it afterwards. Throws when it holds something already. */
async function target({ databaseUrl, home }: DevEnv): Promise<string> {
  if (databaseUrl !== undefined) return databaseUrl;
  const { postgres } = runningIn(home);
  const client = new pg.Client({ connectionString: postgres, connectionTimeoutMillis: 5_000 });
  await client.connect();
  await client.query(`drop database if exists ${seededName} with (force)`);
  await client.query(`create database ${seededName}`);
  await client.end();
  return postgres.replace(/[^/]+$/, seededName);
}

async function writeOrganisation(db: Database, reps: number): Promise<void> {
  const ids = Array.from({ length: reps }, (_, index) => String(index).padStart(3, '0'));
  const people = ids.map((n) => ({
    id: `rep-${n}`,
    name: `Rep ${n}`,
    email: `rep-${n}@holdfast.example`,
    timeZone: 'UTC',
    mails: 'brief',
    capacity: 400,
    // These reps do not exist: no workflow is started for their mornings.
    morningsAt: new Date(),
  }));
  await db.rep.createMany({ data: people });
  await db.group.createMany({
    data: ids.map((n) => ({
      id: `group-${n}`,
      name: `Group ${n}`,
      repId: `rep-${n}`,
      managerId: 'default-manager',
      directorId: 'default-director',
      policyId: 'default',
      // Nothing that is handed over later goes to them by itself.
      productTypes: ['seeded'],
    })),
  });
}

/** Lives and records; returns how many lifecycles there are. */
async function writeLives(db: Database, lives: number, now: string): Promise<number> {
  const next = numbers(lives);
  let lifecycles = 0;
  for (let life = 0; life < lives; life += 1) {
    const ids = idsOf(life);
    await db.client.create({ data: { id: ids.client, name: `Client ${mark(life)}`, timeZone: 'UTC' } });
    await db.contact.create({
      data: { id: ids.contact, clientId: ids.client, givenId: 'k', name: 'Kim Example', email: 'kim@client.example' },
    });
    const seller = { id: `seller-${life % 20}`, name: 'Sam Seller', email: 'sam@holdfast.example' };
    const document = {
      dealId: ids.deal,
      client: { id: ids.client, name: `Client ${mark(life)}` },
      seller,
      products: [],
    };
    await db.deal.create({ data: { id: ids.deal, clientId: ids.client, document, fingerprint: ids.deal } });
    const terms = live(ids, now, next);
    for (const { state, events } of terms)
      await db.$transaction([
        writeLedger(db, state, events),
        writeLifecycle(db, state),
        ...recordTerm(db, state, events),
      ]);
    lifecycles += terms.length;
  }
  return lifecycles;
}

/** A column's value in the copy: `life`, `n` and `r` say which life, which copy and which rep. */
const renamed = (column: string): string =>
  `replace(replace(replace(${column}, 'x' || life || 'x', life || '-' || n), 'rep-xx', 'rep-' || r), 'group-xx', 'group-' || r)`;

/** Tables that hold a life, the column by which rows of it are found, and how a row is copied. */
const tables = [
  ...[
    ['clients', 'id'],
    ['contacts', 'id'],
    ['deals', 'id'],
    ['lifecycles', 'id'],
    ['terms', '"lifecycleId"'],
    ['term_values', '"lifecycleId"'],
    ['term_turns', '"lifecycleId"'],
  ].map(([table = '', key = '']) => ({
    table,
    key,
    lived: 'to_jsonb(t)::text as row',
    columns: null,
    copied: (columns: string) => `${columns} from jsonb_populate_record(null::${table}, ${renamed('row')}::jsonb) t`,
  })),
  // By far the most rows, few of them with an id inside what they tell.
  {
    table: 'ledger',
    key: '"lifecycleId"',
    lived: "*, data::text ~ 'x[0-9]+x|rep-xx|group-xx' as speaks",
    columns: '"lifecycleId", seq, at, kind, data, cause, by, "noteId", "repId", "recordedAt"',
    copied:
      () => `${renamed('"lifecycleId"')}, seq, at, kind, case when speaks then ${renamed('data::text')}::jsonb else data end,
      cause, ${renamed('by')}, "noteId", ${renamed('"repId"')}, "recordedAt"`,
  },
];

const isLived = (key: string): string => `${key} ~ '^[A-Za-z]+[-_]x[0-9]+x'`;

/** The columns of a table that are written; PostgreSQL itself makes the others. */
async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows[0]?.columns ?? '';
}

interface Copies {
  /** The first copy. */
  readonly from: number;
  /** The one after the last. */
  readonly to: number;
  readonly reps: number;
  told(copies: number): void;
}

/** Copies every life that was lived, some copies at a time. */
async function copy(connectionString: string, { from: first, to, reps, told }: Copies): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query('set synchronous_commit = off');
    const written = await Promise.all(
      tables.map(async ({ table, columns }) => columns ?? (await columnsOf(client, table))),
    );
    for (const { table, key, lived } of tables)
      await client.query(`create temp table lived_${table} as
        select substring(${key} from 'x([0-9]+)x')::int as life, ${lived} from ${table} t where ${isLived(key)}`);
    for (let from = first; from < to; from += copiesAtOnce) {
      const until = Math.min(from + copiesAtOnce, to) - 1;
      for (const [index, { table, copied }] of tables.entries())
        await client.query(
          `insert into ${table} (${written[index]}) select c.* from lived_${table} l, generate_series($1::int, $2::int) n,
             lpad(((life * 7 + n * 13) % $3::int)::text, 3, '0') r, lateral (select ${copied(written[index] ?? '')}) c`,
          [from, until, reps],
        );
      told(until + 1 - from);
    }
  } finally {
    await client.end();
  }
}

/** Does it without the indexes that are not keys, and without packing states: both cost more than all the rest. */
async function inBulk(connectionString: string, act: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const names = tables.map(({ table }) => table);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select i.indexname as name, i.indexdef as definition from pg_indexes i
       where i.schemaname = 'public' and i.tablename = any($1)
         and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`,
      [names],
    );
    for (const { name } of indexes) await client.query(`drop index ${client.escapeIdentifier(name)}`);
    await client.query('alter table lifecycles alter column state set storage external');
    try {
      await act();
    } finally {
      await client.query('alter table lifecycles alter column state set storage default');
      await client.query("set maintenance_work_mem = '512MB'");
      for (const { definition } of indexes) await client.query(definition);
    }
  } finally {
    await client.end();
  }
}

/** Copies on two connections, and takes away what was lived. */
async function copyAll(connectionString: string, db: Database, copies: number, reps: number): Promise<void> {
  const lived = new Map<string, readonly string[]>();
  for (const { table, key } of tables) {
    const rows = await db.$queryRawUnsafe<{ key: string }[]>(
      `select distinct ${key} as key from ${table} where ${isLived(key)}`,
    );
    lived.set(
      table,
      rows.map((row) => row.key),
    );
  }
  let done = 0;
  const told = (more: number): void => {
    done += more;
    say(`  ${done} of ${copies} copies of each life`);
  };
  const half = Math.ceil(copies / 2);
  await Promise.all([
    copy(connectionString, { from: 0, to: half, reps, told }),
    copy(connectionString, { from: half, to: copies, reps, told }),
  ]);
  for (const { table, key } of tables.toReversed())
    await db.$executeRawUnsafe(`delete from ${table} where ${key} = any($1)`, lived.get(table) ?? []);
}

async function main(): Promise<void> {
  const [lifecycles = 100_000, reps = 300] = process.argv.slice(2).map(Number);
  if (!(lifecycles >= 1 && reps >= 1 && reps <= 1_000))
    throw new Error('Usage: npm run seed [-- <lifecycles> [<reps, at most 1000>]]');
  const env = readDevEnv(process.env);
  const url = await target(env);
  await migrate(url);
  const db = connectDatabase(url, 4);
  try {
    await ensureDefaults(db);
    if ((await db.lifecycle.count()) > 0)
      throw new Error('There are lifecycles in this database: it is left as it is.');
    await writeOrganisation(db, reps);
    const lives = Math.min(livedAtMost, lifecycles);
    say(`Living ${lives} product lines through the domain …`);
    const lived = await writeLives(db, lives, new Date().toISOString());
    const copies = Math.max(1, Math.round(lifecycles / lived));
    say(`${lived} lifecycles; copying each ${copies} times, for ${reps} reps …`);
    await inBulk(url, () => copyAll(url, db, copies, reps));
    say('Looking the tables over (vacuum, analyze) …');
    await db.$executeRaw`vacuum analyze`;
    const [count, events] = [await db.lifecycle.count(), await db.ledgerRow.count()];
    say(
      `\n${count} lifecycles of ${await db.client.count()} clients with ${events} events, ${products.length} products.`,
    );
    if (env.databaseUrl !== undefined) return;
    const key = await createKey(db, 'admin');
    say(`
An API over it, in this terminal (Ctrl-C ends it):

  HOLDFAST_DATABASE_URL=${url} HOLDFAST_PORT=4700 node dev/start.cjs ../api/main

and then, for example:

  curl -sS 'http://127.0.0.1:4700/v1/reports/retention?by=quarter' -H 'Authorization: Bearer ${key}'
`);
  } finally {
    await db.$disconnect();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
