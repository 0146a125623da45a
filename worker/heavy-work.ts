/** What would hold a worker's own thread for long, and with it every life, mail and heartbeat, is done on another one. */
import path from 'node:path';
import type { FeedDeps } from '../activities/feeds';
import type { JobDeps } from '../activities/job-rows';
import type { MorningDeps } from '../activities/mornings';
import type { Config } from '../config/config';
import { FeedError } from '../outside/feed';
import type { Database, ThreadDatabase } from '../prisma/client';
import { refuseFile } from '../records/import-reading';
import { createThreads, TooHeavy } from '../threads/pool';
import { measureTask, readFeedTask, readFileTask } from './heavy-tasks';

/** So many figures, feeds and files wait for a thread. */
const waitingTasks = 100;
/** Each within its activity's own limit (workflows/retries.ts). */
const limits = { readFileMs: 100_000, readFeedMs: 20_000, measureMs: 50_000 } as const;

export type HeavyWork = Pick<JobDeps, 'readFile'> &
  Pick<FeedDeps, 'readFeed'> &
  Pick<MorningDeps, 'valueOf'> & { close(): Promise<void> };

/** The threads of a worker, and what is done on them. */
export function createHeavyWork(config: Pick<Config, 'databaseUrl' | 'threads'>, db: Database): HeavyWork {
  const { size, heapMb, connections, statementMs } = config.threads;
  const ofThread: ThreadDatabase = { databaseUrl: config.databaseUrl, connections, statementMs };
  const threads = createThreads({
    entry: path.join(__dirname, 'thread'),
    data: ofThread,
    size,
    heapMb,
    queue: waitingTasks,
  });
  return {
    async readFile(job) {
      try {
        await threads.run(readFileTask, { job }, limits.readFileMs);
      } catch (error) {
        // Read again, it would take as much again.
        if (!(error instanceof TooHeavy) || error.why !== 'memory') throw error;
        await refuseFile(db, job, 'The file takes more memory than there is: send it in parts.');
      }
    },
    async readFeed(source) {
      try {
        const read = await threads.run(readFeedTask, source, limits.readFeedMs);
        if ('feed' in read) return read.feed;
        throw new FeedError(read.failure, read.why);
      } catch (error) {
        if (!(error instanceof TooHeavy) || error.why === 'broken') throw error;
        throw new FeedError('too-heavy', 'It takes more time or memory to read than a feed may.', { cause: error });
      }
    },
    valueOf: (asked) => threads.run(measureTask, asked, limits.measureMs),
    close: () => threads.close(),
  };
}
