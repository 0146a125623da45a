/** Entry point of the one-shot job before a deploy: applies the migrations and creates the defaults. */
import { readConfig } from '../config/config';
import { connectDatabase } from '../prisma/client';
import { migrate } from '../prisma/migrate';
import { ensureDefaults } from '../records/defaults';

async function main(): Promise<void> {
  const { databaseUrl } = readConfig(process.env);
  const applied = await migrate(databaseUrl);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
  const db = connectDatabase(databaseUrl, 2);
  await ensureDefaults(db);
  await db.$disconnect();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
