/** Where the Prisma CLI finds schema, migrations and engine; for development alone. The CLI imports it: it is an entry point. */
import path from 'node:path';
import { defineConfig } from 'prisma-cli/config';
import { readDevEnv } from './env';

// Prisma would download a native engine; ours runs the same engine from npm (docs/decisions/0005).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(__dirname, 'schema-engine.mjs');

export default defineConfig({
  schema: '../prisma/schema.prisma',
  migrations: { path: '../prisma/migrations' },
  datasource: { url: readDevEnv(process.env).databaseUrl ?? 'postgresql://localhost:5432/holdfast' },
});
