/** Existing clients, mid-term: thousands of rows in a file that is stored as it comes; a job reads it and works it through. */
import { setTimeout as sleep } from 'node:timers/promises';
import { phaseOf } from '../../domain/organisation/job';
import { jobStateOf } from '../../records/columns/jobs';
import { createJob, jobUnder } from '../../records/jobs';
import { importExamples } from '../imports/examples';
import { importColumns } from '../imports/csv';
import { importTypes, largestImport } from '../imports/rows';
import { beginJob, jobReply } from '../messages/jobs';
import { actorOf } from '../http/keys';
import { wrongFile } from '../http/problems';
import { route, type ApiDeps } from '../http/route';
import * as schemas from '../schemas/imports';
import { job as jobSchema } from '../schemas/jobs';

export const importClients = route({
  method: 'post',
  path: '/v1/imports',
  tag: 'Jobs',
  operationId: 'importClients',
  summary:
    'Brings existing clients over, mid-term: one product line a row, as CSV or NDJSON. With `dryRun=true` it only says what would happen, and what is wrong by row and field. The file is read by the job: the answer waits for that, three seconds or, for a dry run, twenty, or as `Prefer: wait` says; what is not read by then, the job tells. Rows that are right are brought over, each once, however often the file is sent; nothing of the past is asked for again, and first steps are spread.',
  roles: ['ops'],
  access: 'house',
  waits: true,
  query: schemas.importQuery,
  upload: {
    types: importTypes,
    limitBytes: largestImport.bytes,
    description: `CSV with a header, of these columns: ${importColumns.join(', ')}. Amounts are whole minor units. Or NDJSON: each line { dealId, client, contacts, seller, product } as in a hand-off, and optionally term, stage, retainedSince, lastTouchOn, completedSteps, rep. At most ${largestImport.rows} rows.`,
    examples: importExamples,
  },
  answers: {
    202: {
      description: 'The job; of a file that was not read yet, `summary` says so far how many rows were',
      body: jobSchema,
    },
    200: { description: 'Of a dry run: what it would do', body: schemas.importPreview },
  },
  handle: async ({ query: { dryRun }, file, principal, idempotencyKey: key, waitSeconds }, deps) => {
    const begun = await jobUnder(deps.db, 'import', key);
    const looksOnly = dryRun === 'true';
    const id =
      begun ??
      (await createJob(deps.db, {
        kind: 'import',
        state: 'previewing',
        input: { type: file.type, file: file.id, ...(looksOnly ? { dryRun: true as const } : {}) },
        by: actorOf(principal),
        key,
        rows: [],
      }));
    if (begun === null) await beginJob(id, 'preview', deps);
    await untilRead(id, waitSeconds ?? (looksOnly ? dryRunWaits : importWaits), deps);
    const job = await jobReply(id, deps);
    if (job.refused !== undefined) throw wrongFile(job.refused.detail, job.refused.errors);
    return looksOnly && job.state === 'done'
      ? { status: 200, body: schemas.importPreview.parse({ dryRun: true, ...job.summary }) }
      : { status: 202, body: job };
  },
});

/** Seconds for which the answer waits for the file to be read, where nobody said: long enough for an ordinary file. */
const importWaits = 3;
const dryRunWaits = 20;
const lookEveryMs = 100;

/** Waits until a job has read its file, for so long at most. */
async function untilRead(id: string, seconds: number, { db }: Pick<ApiDeps, 'db'>): Promise<void> {
  for (const until = Date.now() + 1_000 * seconds; Date.now() < until; await sleep(lookEveryMs)) {
    const row = await db.job.findUnique({ where: { id }, select: { id: true, state: true } });
    if (row === null || phaseOf(jobStateOf(row)) !== 'preview') return;
  }
}
