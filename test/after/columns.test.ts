import { withDatabase } from '../../dev/postgres';
import { columns } from '../../records/columns';
import { running } from '../support/api';

type Row = Readonly<Record<string, unknown>>;

const query = (sql: string): Promise<readonly Row[]> =>
  withDatabase(running.postgres, async (client) => (await client.query<Row>(sql)).rows);

/** What tells the rows of a table apart that hold different things in one column. */
const apart: Readonly<Record<string, string>> = {
  job_rows: 'select r.*, j.kind from job_rows r join jobs j on j.id = r."jobId"',
};

test('every JSON column of the database has a schema, and every row that any test wrote reads by it', async () => {
  const there = await query(`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and data_type in ('json', 'jsonb') order by 1, 2`);
  const known = [...new Set(columns.map(({ table, column }) => `${table}.${column}`))];
  expect(there.map((one) => `${String(one.table_name)}.${String(one.column_name)}`).toSorted()).toEqual(
    known.toSorted(),
  );

  const read: string[] = [];
  for (const one of there) {
    const [table, column] = [String(one.table_name), String(one.column_name)];
    const rows = await query(
      `select * from (${apart[table] ?? `select * from ${table}`}) t order by random() limit 5000`,
    );
    for (const row of rows) {
      const fits = columns.filter(
        (candidate) =>
          candidate.table === table &&
          candidate.column === column &&
          Object.entries(candidate.when).every(([name, word]) => row[name] === word),
      );
      // Of several, the one that asks for most.
      const [schema] = fits.toSorted((a, b) => Object.keys(b.when).length - Object.keys(a.when).length);
      if (schema === undefined) throw new Error(`no schema of ${table}.${column} is meant for ${JSON.stringify(row)}`);
      schema.read(row[column], JSON.stringify(Object.values(row).slice(0, 3)));
    }
    read.push(`${table}.${column} ${rows.length}`);
  }
  console.log(`rows that read: ${read.join(', ')}`);
});
