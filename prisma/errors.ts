/**
 * Says what an error from PostgreSQL means: an outage, a row that is there already, or neither, which is a bug of ours.
 * An error comes in one of four shapes: a code of Prisma’s; an error of the driver adapter, in `meta` or `cause`; an
 * error of Node’s sockets; or a bare sentence of `pg`.
 */

/** Prisma: not reachable, too slow, closed, no connection free, a transaction that ran out of time or must be tried again. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);

/** What the driver adapter calls the same. */
const adapterKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
]);

/** SQLSTATE: connection exceptions, too few resources and errors of the system below PostgreSQL, each a whole class. */
const stateClasses = /^(?:08|53|58)[0-9A-Z]{3}$/;
/** SQLSTATE: shut down, crashed, starting, idle for too long, cancelled by a timeout, a lock or a deadlock. */
const states = new Set(['57P01', '57P02', '57P03', '57P05', '57014', '25P03', '55P03', '40001', '40P01']);

/** Node’s sockets. */
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What `pg` and its pool say without a code. */
const sentences = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'Query read timeout',
]);

/** An error holds others; they may, in turn. Nothing that we have seen is nested deeper. */
const deepest = 4;

const fieldOf = (of: object, name: string): unknown => Object.getOwnPropertyDescriptor(of, name)?.value;

const isCode = (code: unknown): boolean =>
  typeof code === 'string' &&
  (prismaCodes.has(code) || socketCodes.has(code) || states.has(code) || stateClasses.test(code));

/** Whether a row with the same key is there already. */
export function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && fieldOf(error, 'code') === 'P2002';
}

/** Whether PostgreSQL is away or too busy, so that the same may succeed a moment later. False for what nobody knows. */
export function isOutage(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > deepest) return false;
  const kind = fieldOf(error, 'kind');
  const message = fieldOf(error, 'message');
  return (
    (typeof kind === 'string' && adapterKinds.has(kind)) ||
    (typeof message === 'string' && sentences.has(message)) ||
    ['code', 'errorCode', 'originalCode'].some((name) => isCode(fieldOf(error, name))) ||
    ['cause', 'meta', 'driverAdapterError'].some((name) => isOutage(fieldOf(error, name), depth + 1))
  );
}

/** The code of an outage, for an error that leaves the thread it was thrown on; undefined for anything else. */
export function outageCode(error: unknown): string | undefined {
  return isOutage(error) ? 'P1001' : undefined;
}
