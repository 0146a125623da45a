/** What the threads of an API or a worker take of its memory and of its connections to PostgreSQL. */

/**
 * An API has as many threads as a worker, and each may take so much. Together with the process itself they fit into the
 * `mem_limit` of docker-compose.yml. A thread that ends before its time may leave a statement behind: it ends soon.
 */
export const threadsOfProcess = { size: 2, heapMb: 768, connections: 1, statementMs: 20_000 } as const;

/** A request that holds a connection may need another one. */
const leastOwn = 2;

const ofThreads = threadsOfProcess.size * threadsOfProcess.connections;

/** With fewer connections a process does not work. */
export const leastPool = ofThreads + leastOwn;

/** How many of the connections of a process are left to itself, beside those of its threads. */
export const ownConnections = (pool: number): number => pool - ofThreads;
