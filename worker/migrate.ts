/** Entry point of the one-shot job before a deploy: applies the migrations, gives API and workers their rights, and creates the defaults. */
import { readConfig } from '../config/config';
import { connectDatabase } from '../prisma/client';
import { migrate } from '../prisma/migrate';
import { grantTo } from '../prisma/roles';
import { ensureDefaults } from '../records/defaults';

async function main(): Promise<void> {
  const { databaseUrl, databaseAppRole } = readConfig(process.env);
  const applied = await migrate(databaseUrl);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
  if (databaseAppRole !== undefined) await grantTo(databaseUrl, databaseAppRole);
  const db = connectDatabase(databaseUrl, 2);
  await ensureDefaults(db);
  await db.$disconnect();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
