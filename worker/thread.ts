/** A thread of a worker: reads what others sent, and computes figures that are watched. */
import { workerData } from 'node:worker_threads';
import { readFileOf } from '../api/imports/reading';
import { valueOfMeasure } from '../domain/figures/targets';
import { FeedError, readFeed } from '../outside/feed';
import { connectThread, type ThreadDatabase } from '../prisma/client';
import { outageCode } from '../prisma/errors';
import { readBook } from '../records/book';
import { doing, serve } from '../threads/serve';
import { measureTask, readFeedTask, readFileTask } from './heavy-tasks';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what worker/heavy-work.ts hands over
const db = connectThread(workerData as ThreadDatabase);

serve(
  [
    doing(readFileTask, ({ job }) => readFileOf({ db }, job)),
    doing(readFeedTask, async (source) => {
      try {
        return { feed: readFeed(source) };
      } catch (error) {
        if (!(error instanceof FeedError)) throw error;
        return { failure: error.failure, why: error.message };
      }
    }),
    doing(measureTask, async ({ measure, currency, product, day }) =>
      valueOfMeasure({ measure, currency }, await readBook(db, { of: 'everything' }, product), day),
    ),
  ],
  outageCode,
);
