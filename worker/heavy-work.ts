/** What would hold a worker's own thread for long, and with it every life, mail and heartbeat, is done on another one. */
import path from 'node:path';
import type { FeedDeps } from '../activities/feeds';
import type { JobDeps } from '../activities/job-rows';
import type { MorningDeps } from '../activities/mornings';
import { FeedError } from '../outside/feed';
import type { Database } from '../prisma/client';
import { refuseFile } from '../records/import-reading';
import { createThreads, TooHeavy } from '../threads/pool';
import { measureTask, readFeedTask, readFileTask } from './heavy-tasks';

/** A figure, a feed and a file at one time; more wait their turn. */
const threadsOfWorker = { size: 2, queue: 100, heapMb: 768 } as const;
/** Each within its activity's own limit (workflows/retries.ts). */
const limits = { readFileMs: 100_000, readFeedMs: 20_000, measureMs: 50_000 } as const;

export type HeavyWork = Pick<JobDeps, 'readFile'> &
  Pick<FeedDeps, 'readFeed'> &
  Pick<MorningDeps, 'valueOf'> & { close(): Promise<void> };

/** The threads of a worker, and what is done on them. */
export function createHeavyWork(databaseUrl: string, db: Database): HeavyWork {
  const threads = createThreads({ entry: path.join(__dirname, 'thread'), data: { databaseUrl }, ...threadsOfWorker });
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
    async readFeed(xml) {
      try {
        const read = await threads.run(readFeedTask, xml, limits.readFeedMs);
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
