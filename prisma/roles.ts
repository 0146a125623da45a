/**
 * Who may do what in PostgreSQL. Four roles: the administrator makes the others and is used for nothing else; Temporal has
 * its own, with databases of its own; one owns our tables and runs migrations; one is that of API and workers, which read
 * and write them but add to the ledger only. Everything here may be done again and changes nothing then.
 */
import pg from 'pg';

/** A role that a program connects as. */
interface LoginRole {
  readonly name: string;
  readonly password: string;
}

/** A database, and the role that owns it. */
interface OwnedDatabase {
  readonly name: string;
  readonly owner: string;
}

/** What is only ever added to. */
const addedToOnly = ['ledger'];
/** What is the migration job's alone. */
const ownersAlone = ['_prisma_migrations'];

/** Makes roles, gives them these passwords, and makes databases. `adminUrl` is an administrator's address of any database. */
export async function prepareDatabases(
  adminUrl: string,
  roles: readonly LoginRole[],
  databases: readonly OwnedDatabase[],
): Promise<void> {
  await connected(adminUrl, async (admin) => {
    for (const { name, password } of roles) {
      const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [name]);
      const [role, secret] = [admin.escapeIdentifier(name), admin.escapeLiteral(password)];
      if (rowCount === 0) await admin.query(`create role ${role}`);
      await admin.query(`alter role ${role} login nosuperuser nocreatedb nocreaterole password ${secret}`);
    }
    for (const { name, owner } of databases) {
      const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
      const [database, role] = [admin.escapeIdentifier(name), admin.escapeIdentifier(owner)];
      // Who makes a database for another must be able to be that other, which an administrator can.
      await admin.query(
        rowCount === 0 ? `create database ${database} owner ${role}` : `alter database ${database} owner to ${role}`,
      );
      await admin.query(`revoke all on database ${database} from public`);
    }
  });
  for (const { name, owner } of databases) await connected(within(adminUrl, name), (admin) => handTo(admin, owner));
}

/** Lets a role connect to this database and use its tables as API and workers do. The tables' owner says so, after migrations. */
export async function grantTo(ownerUrl: string, role: string): Promise<void> {
  await connected(ownerUrl, async (owner) => {
    const [name, database] = [owner.escapeIdentifier(role), owner.escapeIdentifier(await databaseOf(owner))];
    await owner.query(`
      grant connect on database ${database} to ${name};
      grant usage on schema public to ${name};
      grant select, insert, update, delete on all tables in schema public to ${name};
      grant usage, select on all sequences in schema public to ${name};
      revoke update, delete on ${addedToOnly.join(', ')} from ${name};
      revoke all on ${ownersAlone.join(', ')} from ${name};`);
  });
}

/** Everything in `public` that belongs to whoever made it before becomes the owner's. */
async function handTo(admin: pg.Client, owner: string): Promise<void> {
  const role = admin.escapeIdentifier(owner);
  await admin.query(`alter schema public owner to ${role}`);
  const { rows } = await admin.query<{ command: string }>(
    `select format('alter %s public.%I owner to %I', case c.relkind when 'S' then 'sequence' when 'v' then 'view' else 'table' end,
                   c.relname, $1::text) as command
       from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
        and c.relowner <> (select oid from pg_roles where rolname = $1)
        -- A column's own sequence goes with its table.
        and not exists (select 1 from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i', 'e'))
     union all
     select format('alter routine %s owner to %I', p.oid::regprocedure, $1::text)
       from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.proowner <> (select oid from pg_roles where rolname = $1)
        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`,
    [owner],
  );
  for (const { command } of rows) await admin.query(command);
}

async function databaseOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  return rows[0]?.name ?? '';
}

/** The same address, of another database. */
function within(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

async function connected<T>(connectionString: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, query_timeout: 60_000 });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
