/** The connection to PostgreSQL. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';

export type Database = PrismaClient;
export { Prisma } from './generated/client';

/** PostgreSQL ends a statement that takes longer. */
const usualStatementMs = 30_000;
/** One that hangs ends nothing: so long after it should have, whoever asked gives up. */
const graceMs = 1_000;
/** Nobody waits longer for a connection of the pool. */
const waitMs = 5_000;
/** Whoever asks whether it is there does not wait long. */
const reachMs = 3_000;

/** A pool of connections to PostgreSQL; end it with `$disconnect`. No call of it waits without end, also when PostgreSQL hangs. `onQuery` hears of every statement. */
export function connectDatabase(
  connectionString: string,
  poolSize = 10,
  onQuery?: () => void,
  statementMs = usualStatementMs,
  connectionMs = waitMs,
): Database {
  const db = new PrismaClient({
    adapter: new PrismaPg({
      connectionString,
      max: poolSize,
      connectionTimeoutMillis: connectionMs,
      idle_in_transaction_session_timeout: 30_000,
      statement_timeout: statementMs,
      query_timeout: statementMs + graceMs,
    }),
    transactionOptions: { maxWait: connectionMs, timeout: 10_000 },
    log: [{ emit: 'event', level: 'query' }],
  });
  if (onQuery !== undefined) db.$on('query', onQuery);
  return db;
}

/** What a thread is told of PostgreSQL as its `workerData`. */
export interface ThreadDatabase {
  readonly databaseUrl: string;
  readonly connections: number;
  readonly statementMs: number;
}

/** The pool of a thread: so few connections that its statements wait for one another. */
export function connectThread({ databaseUrl, connections, statementMs }: ThreadDatabase): Database {
  return connectDatabase(databaseUrl, connections, undefined, statementMs, statementMs);
}

/** PostgreSQL was asked whether it is there, and did not say so in time. Thrown by `reachDatabase`. */
export class DatabaseSilent extends Error {
  override readonly name = 'DatabaseSilent';
  constructor() {
    super('PostgreSQL did not answer in time');
  }
}

/** Throws where PostgreSQL does not answer within a few seconds, or as many milliseconds as are said. */
export async function reachDatabase(db: Pick<Database, '$queryRaw'>, withinMs = reachMs): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseSilent()), withinMs);
  });
  try {
    await Promise.race([db.$queryRaw`select 1`, silence]);
  } finally {
    clearTimeout(timer);
  }
}
