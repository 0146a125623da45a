/** Brings a database to the present schema, while those who use it go on. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { isFailure, pause, migrationSteps, takeStep } from './migration-steps';

/** The advisory lock that `prisma migrate` itself takes, so that both may run side by side. */
const prismaLock = 72707369;
/** So long it waits for whoever migrates already, and looks so often. */
const [turnMs, turnPauseMs] = [60 * 60_000, 250];

const bookkeeping = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/** A migration is not applied: it failed earlier, or is another than the one that was applied. Thrown by `migrate`. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
  constructor(
    readonly migration: string,
    why: string,
  ) {
    super(`migration ${migration} ${why}`);
  }
}

/** Somebody else has been migrating this database for an hour. Thrown by `migrate`; asking again helps once they are through. */
export class MigrationsUnderWay extends Error {
  override readonly name = 'MigrationsUnderWay';
  constructor() {
    super('another process has been migrating this database for an hour');
  }
}

/** What is noted of a migration that was begun. */
interface NotedMigration {
  readonly id: string;
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
  /** What PostgreSQL said to the step that failed. */
  readonly logs: string | null;
  /** How many of its steps are done. */
  readonly applied_steps_count: number;
}

/**
 * Applies `prisma/migrations` in their order: table, checksum and lock are those of `prisma migrate deploy`, but a file may
 * have several steps, and one that waits for a lock waits briefly and comes again (prisma/migration-steps.ts). A migration
 * that was interrupted goes on at the step at which it was. Returns the names of what it applied. Throws `MigrationRefused`,
 * `MigrationsUnderWay`, and what PostgreSQL says to a step that fails.
 */
export async function migrate(
  connectionString: string,
  folder = path.join(__dirname, 'migrations'),
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  // A connection that is cut ends the statement that goes on, which says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await waitForTurn(client);
    await client.query(bookkeeping);
    const { rows } = await client.query<NotedMigration>(
      'select * from _prisma_migrations where rolled_back_at is null',
    );
    const known = new Map(rows.map((row) => [row.migration_name, row]));
    const applied: string[] = [];
    for (const name of readdirSync(folder).toSorted()) {
      const file = path.join(folder, name, 'migration.sql');
      if (existsSync(file) && (await apply(client, name, readFileSync(file, 'utf8'), known.get(name))))
        applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** One migrates at a time. It is asked for again and again: a statement that waits holds up every index that is built concurrently. */
async function waitForTurn(client: pg.Client): Promise<void> {
  for (const deadline = Date.now() + turnMs; Date.now() < deadline; await pause(turnPauseMs)) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [prismaLock]);
    if (rows[0]?.mine === true) return;
  }
  throw new MigrationsUnderWay();
}

/** Applies what is left of a migration; false where nothing is. */
async function apply(
  client: pg.Client,
  name: string,
  sql: string,
  before: NotedMigration | undefined,
): Promise<boolean> {
  const checksum = createHash('sha256').update(sql).digest('hex');
  if (before !== undefined && before.finished_at !== null) {
    if (before.checksum !== checksum) throw new MigrationRefused(name, 'was changed after it was applied');
    return false;
  }
  const steps = migrationSteps(sql);
  if (before !== undefined && before.logs !== null)
    throw new MigrationRefused(
      name,
      `failed earlier at step ${before.applied_steps_count + 1} of ${steps.length}, and goes on there: mend what it failed at, then run "update _prisma_migrations set logs = null where migration_name = '${name}'" and start again`,
    );
  const id = before?.id ?? randomUUID();
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)
     on conflict (id) do update set checksum = excluded.checksum`,
    [id, checksum, name],
  );
  for (const [index, step] of steps.entries()) {
    if (index < (before?.applied_steps_count ?? 0)) continue;
    try {
      await takeStep(
        client,
        step,
        `update _prisma_migrations set applied_steps_count = ${index + 1} where id = '${id}'`,
      );
    } catch (error) {
      if (isFailure(error))
        await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, error.message]);
      throw error;
    }
  }
  await client.query('update _prisma_migrations set finished_at = now() where id = $1', [id]);
  return true;
}
