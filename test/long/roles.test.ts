/** API and workers can only add to the ledger: PostgreSQL itself refuses the rest. */
import { withDatabase } from '../../dev/postgres';
import { migrate } from '../../prisma/migrate';
import { grantTo, prepareDatabases } from '../../prisma/roles';
import { fresh, running } from '../support/api';

const as = (address: string, role: string): string => address.replace(/\w+@/, `${role}@`);
const inDatabase = (name: string): string => running.postgres.replace(/[^/]+$/, name);

async function codeOf(address: string, sql: string): Promise<string> {
  return withDatabase(address, (client) =>
    client.query(sql).then(
      () => 'done',
      ({ code }: { readonly code: string }) => code,
    ),
  );
}

const refused = '42501';

test.each([
  ['select count(*) from ledger', 'done'],
  ['update ledger set seq = seq', refused],
  ['delete from ledger', refused],
  ['truncate ledger', refused],
  ['alter table ledger disable trigger all', refused],
  ['drop table ledger', refused],
  ['create table own (x int)', refused],
  ['create role other superuser', refused],
  ['select count(*) from _prisma_migrations', refused],
  ['update leases set name = name where false', 'done'],
])('the stack’s own role: %s is %s', async (sql, code) => {
  expect(await codeOf(as(running.postgres, 'holdfast_app'), sql)).toBe(code);
});

test('roles and databases are made once; a second time changes nothing; what is there goes to its owner', async () => {
  const name = fresh('roles').replaceAll('-', '_');
  const [owner, app, other] = [`${name}_owner`, `${name}_app`, `${name}_other`];
  const roles = [owner, app, other].map((role) => ({ name: role, password: `${role}'s "/#?` }));
  const databases = [
    { name, owner },
    { name: `${name}_2`, owner: other },
  ];
  await prepareDatabases(running.postgres, roles, databases);
  // As in a volume from before: everything belongs to the administrator.
  await migrate(inDatabase(name));
  await prepareDatabases(running.postgres, roles, databases);
  const ownersOf = () =>
    withDatabase(inDatabase(name), async (client) => {
      const { rows } = await client.query<{ tableowner: string }>(
        `select distinct tableowner from pg_tables where schemaname = 'public'`,
      );
      return rows.map(({ tableowner }) => tableowner);
    });
  expect(await ownersOf()).toEqual([owner]);

  const ownerUrl = as(inDatabase(name), owner);
  expect(await migrate(ownerUrl)).toEqual([]);
  for (let times = 0; times < 2; times += 1) await grantTo(ownerUrl, app);
  const appUrl = as(inDatabase(name), app);
  expect(await codeOf(appUrl, 'select count(*) from ledger')).toBe('done');
  expect(await codeOf(appUrl, 'delete from ledger')).toBe(refused);
  // Databases of others are closed to it.
  expect(await codeOf(as(inDatabase(`${name}_2`), other), 'create table own (x int)')).toBe('done');
  await expect(codeOf(as(inDatabase(`${name}_2`), app), 'select 1')).rejects.toMatchObject({ code: refused });
});
