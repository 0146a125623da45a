/** Brings a database to the present schema, as `prisma migrate deploy` would. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** The advisory lock that `prisma migrate` itself takes, so that both may run side by side. */
const prismaLock = 72707369;

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

/**
 * Applies `prisma/migrations` as `prisma migrate deploy` does (same table, checksum and lock), without
 * the Prisma CLI: a container needs nothing else. Each file is sent as one query, so PostgreSQL applies it whole or not
 * at all. Returns the names of what it applied. Throws `MigrationRefused`, and what PostgreSQL says to a migration that
 * fails.
 */
export async function migrate(
  connectionString: string,
  folder = path.join(__dirname, 'migrations'),
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [prismaLock]);
    await client.query(bookkeeping);
    const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
    );
    const known = new Map(rows.map((row) => [row.migration_name, row]));
    const applied: string[] = [];
    for (const name of readdirSync(folder).toSorted()) {
      const file = path.join(folder, name, 'migration.sql');
      if (!existsSync(file)) continue;
      const sql = readFileSync(file, 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = known.get(name);
      if (before?.finished_at === null)
        throw new MigrationRefused(
          name,
          `failed earlier and changed nothing: mend what it failed at, then run "update _prisma_migrations set rolled_back_at = now() where migration_name = '${name}'" and start again`,
        );
      if (before !== undefined && before.checksum !== checksum)
        throw new MigrationRefused(name, 'was changed after it was applied');
      if (before !== undefined) continue;
      const id = randomUUID();
      await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
        id,
        checksum,
        name,
      ]);
      await client.query(sql);
      await client.query('update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1', [
        id,
      ]);
      applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
}
