/**
 * The steps of a migration, and how one is taken without holding up those who work meanwhile.
 *
 * A file is cut at lines that begin with `-- step`. What stands between two of them is sent as one query, and PostgreSQL
 * applies it whole or not at all. After `-- step alone` stands one statement that allows no transaction around it: an index
 * built concurrently, or a table filled in batches, each committed for itself. It may be begun again wherever it ended. A
 * file without such lines is one step.
 */
import pg from 'pg';

export interface MigrationStep {
  readonly sql: string;
  /** True: no transaction may be around it. */
  readonly alone: boolean;
}

const mark = /^-- step\b(.*)$/m;

/** The steps of a migration's file, in their order. */
export function migrationSteps(file: string): readonly MigrationStep[] {
  const [head = '', ...rest] = file.split(mark);
  const steps = rest.flatMap((words, index) =>
    index % 2 === 0 ? [{ alone: words.trim().startsWith('alone'), sql: (rest[index + 1] ?? '').trim() }] : [],
  );
  return isEmpty(head) ? steps : [{ alone: false, sql: head.trim() }, ...steps];
}

/** True where there is nothing but comments. */
const isEmpty = (sql: string): boolean => sql.replaceAll(/--.*$/gm, '').trim() === '';

/** A statement that waits for a lock keeps everybody waiting who comes after it: it gives up soon, and comes again. */
const lockMs = 500;
/** A statement that locks nobody out may wait for those who work. */
const aloneLockMs = 60_000;
const [firstPauseMs, longestPauseMs] = [250, 10_000];
/** So long a step tries to get its locks. */
const patienceMs = 15 * 60_000;

/** Goes on after so many milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the same step may succeed a little later: its lock was not to be had, or somebody else had to go first. */
const isPassing = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && ['55P03', '40P01'].includes(error.code ?? '');

/** Whether the step itself is at fault. Else it was interrupted: a lock that was never to be had, a server that went away. */
export function isFailure(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && !isPassing(error) && !/^(?:08|53|57)/.test(error.code ?? '');
}

/**
 * Takes a step, as often as its locks are taken by others; `noting`: statements that are committed with it. Throws what
 * PostgreSQL says to it, and after a quarter of an hour also that a lock was not to be had.
 */
export async function takeStep(client: pg.Client, { sql, alone }: MigrationStep, noting: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  await client.query(`set lock_timeout = ${alone ? aloneLockMs : lockMs}`);
  for (let tries = 1; ; tries += 1) {
    try {
      if (alone) {
        if (await isStillToRun(client, sql)) await client.query(sql);
        await client.query(noting);
      } else await client.query(`${sql}\n;${noting}`);
      return;
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error;
      await pause(Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs));
    }
  }
}

const building = /create (?:unique )?index concurrently "?(\w+)"?/i;

/** False for an index that is there. One whose building was interrupted is taken away first: it would stay as it is, and unused. */
async function isStillToRun(client: pg.Client, sql: string): Promise<boolean> {
  const [, index] = building.exec(sql) ?? [];
  if (index === undefined) return true;
  const { rows } = await client.query<{ valid: boolean }>(
    `select i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relname = $1 and c.relnamespace = current_schema()::text::regnamespace`,
    [index],
  );
  if (rows[0]?.valid === false) await client.query(`drop index concurrently ${client.escapeIdentifier(index)}`);
  return rows[0]?.valid !== true;
}
