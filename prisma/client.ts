/** The connection to PostgreSQL. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';

export type Database = PrismaClient;
export { Prisma } from './generated/client';

/** A pool of connections to PostgreSQL; end it with `$disconnect`. `onQuery` hears of every statement. */
export function connectDatabase(connectionString: string, poolSize = 10, onQuery?: () => void): Database {
  const db = new PrismaClient({
    adapter: new PrismaPg({
      connectionString,
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      idle_in_transaction_session_timeout: 30_000,
      statement_timeout: 30_000,
    }),
    transactionOptions: { maxWait: 5_000, timeout: 10_000 },
    log: [{ emit: 'event', level: 'query' }],
  });
  if (onQuery !== undefined) db.$on('query', onQuery);
  return db;
}

/** Throws where PostgreSQL does not answer. */
export async function reachDatabase(db: Pick<Database, '$queryRaw'>): Promise<void> {
  await db.$queryRaw`select 1`;
}
