/** Entry point of the first job in an empty PostgreSQL: makes roles and databases, ours and Temporal's. Again, it changes nothing. */
import { readDatabasesConfig } from '../config/databases';
import { prepareDatabases } from '../prisma/roles';

const [owner, app, temporal] = ['holdfast_owner', 'holdfast_app', 'temporal'];

async function main(): Promise<void> {
  const { adminUrl, passwords } = readDatabasesConfig(process.env);
  await prepareDatabases(
    adminUrl,
    [
      { name: owner, password: passwords.owner },
      { name: app, password: passwords.app },
      { name: temporal, password: passwords.temporal },
    ],
    [
      { name: 'holdfast', owner },
      { name: 'temporal', owner: temporal },
      { name: 'temporal_visibility', owner: temporal },
    ],
  );
  console.log('Roles and databases are there.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
