/** Existing clients, mid-term: thousands of rows, looked through first, then worked through as a job. */
import { createJob, jobUnder } from '../../records/jobs';
import { importExamples } from '../imports/examples';
import { importColumns, importTypes, largestImport } from '../imports/rows';
import { lookThrough } from '../imports/preview';
import { beginJob, jobReply } from '../messages/jobs';
import { actorOf } from '../http/keys';
import { wrongFile } from '../http/problems';
import { route } from '../http/route';
import * as schemas from '../schemas/imports';
import { job as jobSchema } from '../schemas/jobs';

export const importClients = route({
  method: 'post',
  path: '/v1/imports',
  tag: 'Jobs',
  operationId: 'importClients',
  summary:
    'Brings existing clients over, mid-term: one product line a row, as CSV or NDJSON. With `dryRun=true` it only says what would happen, and what is wrong by row and field. Rows that are right are brought over, each once, however often the file is sent; nothing of the past is asked for again, and first steps are spread.',
  roles: ['ops'],
  access: 'house',
  query: schemas.importQuery,
  upload: {
    types: importTypes,
    limitBytes: largestImport.bytes,
    description: `CSV with a header, of these columns: ${importColumns.join(', ')}. Amounts are whole minor units. Or NDJSON: each line { dealId, client, contacts, seller, product } as in a hand-off, and optionally term, stage, retainedSince, lastTouchOn, completedSteps, rep. At most ${largestImport.rows} rows.`,
    examples: importExamples,
  },
  answers: {
    202: { description: 'The job', body: jobSchema },
    200: { description: 'Of a dry run: what it would do', body: schemas.importPreview },
  },
  handle: async ({ query: { dryRun }, file, principal, idempotencyKey: key }, deps) => {
    const begun = await jobUnder(deps.db, 'import', key);
    if (begun !== null) return { status: 202, body: await jobReply(begun, deps) };
    const { rows, summary } = await lookThrough(file.type, file.text, new Date().toISOString().slice(0, 10), deps);
    if (dryRun === 'true') return { status: 200, body: { dryRun: true as const, ...summary } };
    if (summary.lifecycles === 0)
      throw wrongFile(
        'No row can be brought over; look at it with ?dryRun=true.',
        summary.errors
          .slice(0, 100)
          .map(({ row, field, detail }) => ({ pointer: `/rows/${row}/${field.replace(/^\//, '')}`, detail })),
      );
    const job = await createJob(deps.db, {
      kind: 'import',
      state: 'working',
      input: { type: file.type },
      summary,
      by: actorOf(principal),
      key,
      rows,
    });
    await beginJob(job, 'work', deps);
    return { status: 202, body: await jobReply(job, deps), subject: job };
  },
});
