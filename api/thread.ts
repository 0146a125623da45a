/** A thread of the API: computes figures of the whole book, while the API's own thread answers everybody else. */
import { workerData } from 'node:worker_threads';
import { connectDatabase } from '../prisma/client';
import { outageCode } from '../prisma/errors';
import { doing, serve } from '../threads/serve';
import { behindPage, collectedRows, figureRows, soldRows, workRows } from './reports/compute';
import { behindTask, collectedTask, figureTask, soldTask, workTask } from './reports/tasks';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what api/server.ts hands over
const { databaseUrl } = workerData as { readonly databaseUrl: string };
const db = connectDatabase(databaseUrl, 2);

serve(
  [
    doing(figureTask, (asked) => figureRows(asked, db)),
    doing(behindTask, (asked) => behindPage(asked, db)),
    doing(workTask, (asked) => workRows(asked, db)),
    doing(collectedTask, (asked) => collectedRows(asked, db)),
    doing(soldTask, (asked) => soldRows(asked, db)),
  ],
  outageCode,
);
