/** What the job reads that makes roles and databases in an empty PostgreSQL. */
import { z } from 'zod';
import { readVariables, variablesOf, type Environment, type Variable } from './environment';
import { withPassword } from './passwords';

const password = (whose: string) => z.string({ error: 'is not set' }).describe(`Password of the role of ${whose}`);

const shape = z.object({
  HOLDFAST_ADMIN_DATABASE_URL: z
    .url()
    .describe('PostgreSQL, as an administrator who makes roles: postgresql://postgres@db:5432/postgres'),
  HOLDFAST_ADMIN_DATABASE_PASSWORD: z.string().optional().describe('The administrator’s password'),
  HOLDFAST_OWNER_PASSWORD: password('migrations, `holdfast_owner`'),
  HOLDFAST_APP_PASSWORD: password('API and workers, `holdfast_app`'),
  HOLDFAST_TEMPORAL_PASSWORD: password('Temporal, `temporal`'),
});

/** Every variable that this job alone reads. */
export const databaseVariables: readonly Variable[] = variablesOf(shape);

export interface DatabasesConfig {
  readonly adminUrl: string;
  readonly passwords: { readonly owner: string; readonly app: string; readonly temporal: string };
}

/** Reads the variables (`process.env` at the entry point). Throws `ConfigError`. */
export function readDatabasesConfig(env: Environment): DatabasesConfig {
  const read = readVariables(shape, env);
  return {
    adminUrl: withPassword(read.HOLDFAST_ADMIN_DATABASE_URL, read.HOLDFAST_ADMIN_DATABASE_PASSWORD),
    passwords: {
      owner: read.HOLDFAST_OWNER_PASSWORD,
      app: read.HOLDFAST_APP_PASSWORD,
      temporal: read.HOLDFAST_TEMPORAL_PASSWORD,
    },
  };
}
