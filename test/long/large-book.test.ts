/**
 * A large book is migrated while the release before works on it: nobody waits longer than a bound for a lock, rows that
 * somebody has are filled later, and a migration that is cut goes on where it was.
 */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { withDatabase } from '../../dev/postgres';
import { migrate } from '../../prisma/migrate';
import { eventually, fresh, running } from '../support/api';
import { size } from '../support/size';

const migrations = path.join(__dirname, '..', '..', 'prisma', 'migrations');
const names = readdirSync(migrations).toSorted();
const [beside, filled] = ['20261127034000_columns_beside', '20261127034100_columns_filled'];
/** Five times as many lines of the ledger. */
const lifecycles = size(2_000, 60_000);
/** Whoever waits longer for a lock is told so, and this test fails. */
const boundMs = 3_000;

const database = fresh('large').replaceAll('-', '_');
const url = running.postgres.replace(/[^/]+$/, database);
let folder = '';

async function connect(lockMs = 0): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set lock_timeout = ${lockMs}`);
  return client;
}

/** Applies the migrations up to one, as a release that ends with it would. */
function migrateTo(last: string): Promise<readonly string[]> {
  for (const name of names.filter((one) => one <= last))
    cpSync(path.join(migrations, name), path.join(folder, name), { recursive: true });
  return migrate(url, folder);
}

const book = `
  insert into clients (id, name, "timeZone") select 'C-' || n, 'Client ' || n, 'UTC' from generate_series(0, ${lifecycles} / 10) n;
  insert into deals (id, "clientId", document, fingerprint)
    select 'D-' || n, 'C-' || n, '{"seller":{"id":"sam"}}', 'f' from generate_series(0, ${lifecycles} / 10) n;
  insert into lifecycles (id, "dealId", "clientId", "productCode", term, seed, state, seq, stage, "groupId", "repId", band, score, "renewsOn", worth, currency)
    select 'L-' || n, 'D-' || n / 10, 'C-' || n / 10, 'crm', 1, '{}', jsonb_build_object('words', repeat('word ', 80)), 5, 'retention', 'everyone',
      'rep-' || n % 40, 'green', 80, to_char(date '2027-01-01' + n % 700, 'YYYY-MM-DD'), n * 100, 'EUR' from generate_series(1, ${lifecycles}) n;
  insert into ledger ("lifecycleId", seq, at, kind, data)
    select 'L-' || n, seq, now(), 'item-due', '{"item":"touch-1"}' from generate_series(1, ${lifecycles}) n, generate_series(1, 5) seq;
  insert into terms ("lifecycleId", line, "clientId", "productCode", term, "startsOn", "renewsOn", amount, currency, began)
    select id, id, "clientId", 'crm', 1, '2026-01-01', "renewsOn", worth, 'EUR', now() from lifecycles;
  insert into term_values ("lifecycleId", seq, at, amount) select id, 3, now(), worth + 1 from lifecycles;
  insert into term_turns ("lifecycleId", seq, at, kind, "on", until) select id, 4, now(), 'term-prolonged', "renewsOn", '2030-01-01' from lifecycles;
  insert into outlooks ("lifecycleId", day, probability, outlook, worth, currency, "repId", "groupId", "renewsOn")
    select id, '2026-11-27', 50, 'unknown', worth, 'EUR', "repId", 'everyone', "renewsOn" from lifecycles;
  insert into shared_items ("lifecycleId", "itemId", "clientId", "shareKey", day) select id, 'review-1', "clientId", 'review', '2026-12-01' from lifecycles;
  analyze`;

/** What somebody did while it was migrated. */
interface Work {
  done: number;
  readonly refused: string[];
}

const hands: Promise<void>[] = [];
let isOver = false;

/** Works on the book until it is migrated, turn by turn. */
function keepWorking(turn: (client: pg.Client, n: number) => Promise<unknown>): Work {
  const work: Work = { done: 0, refused: [] };
  const act = async (): Promise<void> => {
    const client = await connect(boundMs);
    for (let n = 1; !isOver; n += 1)
      await turn(client, n).then(
        () => (work.done += 1),
        (error: unknown) => work.refused.push(String(error)),
      );
    await client.end();
  };
  hands.push(act());
  return work;
}

/** As the release before records: a life of its own each time, and one that was there. */
async function record(client: pg.Client, n: number): Promise<void> {
  const [id, renewsOn] = [`W-${n}`, '2028-02-29'];
  const row = { id, dealId: 'D-0', clientId: 'C-0', productCode: 'crm', term: 1, seed: {}, seq: 1, stage: 'retention', groupId: 'everyone', repId: 'rep-1', band: 'green', score: 80, renewsOn }; // prettier-ignore
  const columns = Object.keys(row).map((name) => `"${name}"`);
  await client.query('begin');
  try {
    await client.query(
      `insert into lifecycles (${columns.join()}) select ${columns.join()} from jsonb_populate_record(null::lifecycles, $1::jsonb)`,
      [JSON.stringify(row)],
    );
    await client.query(
      `insert into terms ("lifecycleId", line, "clientId", "productCode", term, "startsOn", "renewsOn", amount, currency, began)
       values ($1, $1, 'C-0', 'crm', 1, $2, $3, $4::float8, 'EUR', now())`,
      [id, '2027-03-01', renewsOn, n],
    );
    await client.query(
      `insert into term_values ("lifecycleId", seq, at, amount) values ($1, 1, now(), $2::float8)
       on conflict ("lifecycleId", seq) do update set amount = excluded.amount`,
      [`L-${2 + (n % (lifecycles - 2))}`, n],
    );
    await client.query(
      `insert into shared_items ("lifecycleId", "itemId", "clientId", "shareKey", day) values ($1, 'review-1', 'C-0', 'review', $2)`,
      [id, '2027-06-01'],
    );
    await client.query('update lifecycles set "renewsOn" = $2, seq = seq + 1 where id = $1', [
      `L-${2 + (n % (lifecycles - 2))}`,
      renewsOn,
    ]);
    await client.query(
      `insert into ledger ("lifecycleId", seq, at, kind, data) values ($1, 1, now(), 'lifecycle-began', '{}')`,
      [id],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** As the release before reads lists and figures. */
async function read(client: pg.Client, n: number): Promise<void> {
  await client.query('select id, "renewsOn" from lifecycles where "repId" = $1 order by id limit 50', [
    `rep-${n % 40}`,
  ]);
  await client.query('select "startsOn", "renewsOn", amount from terms where "clientId" = $1 and "renewsOn" >= $2', [
    `C-${n % 100}`,
    '2027-01-01',
  ]);
  await client.query('select count(*) from term_values v join terms using ("lifecycleId") where "clientId" = $1', [
    `C-${n % 100}`,
  ]);
}

const only = async <T extends object>(client: pg.Client, sql: string): Promise<T | undefined> =>
  (await client.query<T>(sql)).rows[0];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-large-'));
  await withDatabase(running.postgres, (client) => client.query(`create database ${database}`));
  await migrateTo(names.filter((name) => name < beside).at(-1) ?? '');
  await withDatabase(url, (client) => client.query(book));
});

afterAll(async () => {
  isOver = true;
  await Promise.all(hands);
  rmSync(folder, { recursive: true });
});

test('nobody waits long for a lock, and a migration that is cut goes on where it was', async () => {
  const [writer, reader] = [keepWorking(record), keepWorking(read)];
  const [holder, watcher] = [await connect(), await connect(boundMs)];

  // Somebody has the table: the migration comes again and again, and whoever comes behind it is let through.
  await holder.query(`begin; update lifecycles set score = 70 where id = 'L-1'`);
  const besides = migrateTo(beside);
  const waiting = `select count(*)::int as count from pg_locks
    where relation = 'lifecycles'::regclass and mode = 'AccessExclusiveLock' and not granted`;
  for (const count of [1, 0, 1]) await eventually(async () => expect(await only(watcher, waiting)).toEqual({ count }));
  await read(watcher, 1);
  await holder.query('commit');
  expect(await besides).toEqual([beside]);

  // Somebody has a row: all others are filled around it.
  await holder.query(`begin; select from lifecycles where id = 'L-1' for update`);
  const filling = migrateTo(filled).catch((error: unknown) => error);
  const unfilled = 'select count(*)::int as count, min(id) as id from lifecycles where "renewsOnTyped" is null';
  await eventually(async () => expect(await only(watcher, unfilled)).toEqual({ count: 1, id: 'L-1' }));
  await watcher.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like 'call in_batches%'`,
    [database],
  );
  expect(String(await filling)).toMatch(/terminat/);
  await holder.query('commit');
  const rest = names.filter((name) => name >= filled);
  expect(await migrate(url)).toEqual(rest);

  const worked = { writer: writer.done, reader: reader.done };
  await eventually(() => {
    expect(writer.done).toBeGreaterThan(worked.writer);
    expect(reader.done).toBeGreaterThan(worked.reader);
    return Promise.resolve();
  });
  isOver = true;
  await Promise.all(hands);
  expect([writer.refused, reader.refused]).toEqual([[], []]);

  const told = `select
    (select count(*)::int from lifecycles) as lifecycles,
    (select count(*)::int from terms where "startDay" = "startsOn"::date and "endDay" = "renewsOn"::date and "amountMinor" = amount) as terms,
    (select count(*)::int from term_values where "amountMinor" = amount) - (select count(*)::int from term_values) as "otherValues",
    (select count(*)::int from shared_items where day in ('2026-12-01', '2027-06-01')) as items,
    (select count(*)::int from outlooks o join lifecycles l on l.id = o."lifecycleId" and l.worth = o.worth) as outlooks`;
  const all = lifecycles + writer.done;
  expect(await only(watcher, told)).toEqual({
    lifecycles: all,
    terms: all,
    otherValues: 0,
    items: all,
    outlooks: lifecycles,
  });
  await Promise.all([holder.end(), watcher.end()]);
});
