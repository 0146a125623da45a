/** Existing clients, mid-term: thousands of rows in a file that is stored as it comes; a job reads it and works it through. */
import { setTimeout as sleep } from 'node:timers/promises';
import { usualHabits, type Habits } from '../../domain/integrations/spreadsheet';
import { phaseOf } from '../../domain/organisation/job';
import { jobStateOf } from '../../records/columns/jobs';
import { createJob, jobUnder } from '../../records/jobs';
import { importExamples } from '../imports/examples';
import { importColumns } from '../imports/file-columns';
import { importTypes, largestImport } from '../imports/rows';
import { beginJob, jobReply } from '../messages/jobs';
import { actorOf } from '../http/keys';
import { unreadable, wrongFile } from '../http/problems';
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
    description: `CSV with a header, of these columns: ${importColumns.join(', ')}. Capitals, blanks and hyphens in a header make no other column. Fields are separated by commas, semicolons or tabs, as the header shows; the text is UTF-8, UTF-16 or Windows-1252, or what \`charset\` names. \`dates\`, \`decimals\` and \`amounts\` say how those are written; amounts are minor units where nothing is said. Or NDJSON: each line { dealId, client, contacts, seller, product } as in a hand-off, and optionally term, stage, retainedSince, lastTouchOn, completedSteps, rep. At most ${largestImport.rows} rows.`,
    examples: importExamples,
  },
  answers: {
    202: {
      description: 'The job; of a file that was not read yet, `summary` says so far how many rows were',
      body: jobSchema,
    },
    200: { description: 'Of a dry run: what it would do', body: schemas.importPreview },
  },
  handle: async ({ query: { dryRun, ...said }, file, principal, idempotencyKey: key, waitSeconds }, deps) => {
    const begun = await jobUnder(deps.db, 'import', key);
    const looksOnly = dryRun === 'true';
    const habits = habitsOf(file.type, said);
    const id =
      begun ??
      (await createJob(deps.db, {
        kind: 'import',
        state: 'previewing',
        input: {
          type: file.type,
          file: file.id,
          habits,
          told: file.told,
          ...(looksOnly ? { dryRun: true as const } : {}),
        },
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

/** What was said of a CSV. Throws a 400 `Problem` for what was said of a file of another type, which has one way to write them. */
function habitsOf(type: string, said: { readonly [K in keyof Habits]?: Habits[K] | undefined }): Habits {
  const { dates = usualHabits.dates, decimals = usualHabits.decimals, amounts = usualHabits.amounts } = said;
  const [first] = Object.keys(said);
  if (type !== 'text/csv' && first !== undefined)
    throw unreadable(
      `\`${first}\` is said of CSV alone: NDJSON writes days as 2027-04-03, and amounts in minor units.`,
    );
  return { dates, decimals, amounts };
}

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
