/** A thread of the API: computes figures of the whole book, writes calendars and reads mail, while the API's own thread answers everybody else. */
import { workerData } from 'node:worker_threads';
import { connectThread, type ThreadDatabase } from '../prisma/client';
import { outageCode } from '../prisma/errors';
import { doing, serve } from '../threads/serve';
import { calendarTask } from './calendars/tasks';
import { calendarOfRep } from './calendars/text';
import { mailTask, readAndProve } from './inbound/mail/tasks';
import { behindPage, collectedRows, figureRows, forecastRows, healthRows, soldRows, workRows } from './reports/compute';
import { behindTask, collectedTask, figureTask, forecastTask, healthTask, soldTask, workTask } from './reports/tasks';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what api/server.ts hands over
const db = connectThread(workerData as ThreadDatabase);

serve(
  [
    doing(figureTask, (asked) => figureRows(asked, db)),
    doing(behindTask, (asked) => behindPage(asked, db)),
    doing(workTask, (asked) => workRows(asked, db)),
    doing(collectedTask, (asked) => collectedRows(asked, db)),
    doing(forecastTask, (asked) => forecastRows(asked, db)),
    doing(healthTask, (asked) => healthRows(asked, db)),
    doing(calendarTask, (asked) => calendarOfRep(asked, db)),
    doing(mailTask, readAndProve),
    doing(soldTask, (asked) => soldRows(asked, db)),
  ],
  outageCode,
);
