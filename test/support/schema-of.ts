/** Reads a database's schema from its catalog, as SQL that is the same whenever the schema is the same. */
import type pg from 'pg';

const tables = `
  select c.relname as "table",
    (select array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
        || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select array_agg(format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid)) order by k.contype desc, k.conname)
      from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') as constraints,
    (select array_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text)
      from pg_index i where i.indrelid = c.oid
        and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))) as indexes
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
  order by c.relname collate "C"`;

interface Described {
  readonly table: string;
  readonly columns: readonly string[];
  readonly constraints: readonly string[] | null;
  readonly indexes: readonly string[] | null;
}

/** Tables with their columns, constraints and indexes; what Prisma keeps for itself is left out. */
export async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<Described>(tables);
  return rows
    .map(({ table, columns, constraints, indexes }) => {
      const parts = [...columns, ...(constraints ?? [])].map((part) => `  ${part}`).join(',\n');
      return [`create table ${table} (\n${parts}\n);`, ...(indexes ?? []).map((index) => `${index};`)].join('\n');
    })
    .join('\n\n');
}
