/** The shapes of long work: jobs, their rows, and what they are asked to do. */
import { z } from 'zod';
import { warningKinds } from '../../domain/organisation/campaign-warnings';
import { choices, jobKinds, jobStates, rowStates } from '../../domain/organisation/job';
import {
  civilDate,
  count,
  groupId,
  instant,
  jobId,
  lifecycleId,
  page,
  policyId,
  productCode,
  repId,
  wholeNumber,
} from './common';

import { assignments, handoverCounts } from './handover';
import { importCounts, rowError } from './imports';

const some = z
  .array(lifecycleId)
  .min(1, 'Name a lifecycle.')
  .max(10_000, 'At most 10000.')
  .describe('These lifecycles');
const when = z
  .enum(choices)
  .describe('`stay`: as it is. `now`: the new rules at once. `next-quarter`: at the next quarter of the contract');

const scope = z
  .strictObject({
    group: groupId.describe('Only those of this group').optional(),
    product: productCode.describe('Only those of this product').optional(),
    rep: repId.describe('Only those that this rep keeps').optional(),
  })
  .meta({ id: 'RolloutScope', description: 'Which lifecycles a roll-out is about; all where nothing is said' });
const version = wholeNumber(1, 1_000_000).meta({ description: 'The version of the policy', examples: [2] });
export const rollout = z
  .strictObject({
    version: version.describe('The version to go over to; the latest where left out').optional(),
    when,
    scope: scope.optional(),
  })
  .meta({ id: 'RolloutToPrepare', description: 'Which version, when, and for whom' });
export const rolloutChoices = z
  .strictObject({ lifecycles: some, when })
  .meta({ id: 'RolloutChoices', description: 'What these lifecycles do instead' });

/** Of a campaign: how many of the previewed clients its moment does not suit, and why. */
const campaignCounts = {
  warned: count.describe('Clients whose preview warns of something'),
  onHoliday: count.describe('Clients at whom it falls on a public holiday'),
  onDayOff: count.describe('Clients who do not work on its day'),
  outOfHours: count.describe('Clients for whom it begins before 7:00 or ends after 19:00'),
  repAway: count.describe('Clients whose rep is away on its day'),
};

const summary = z
  .strictObject({
    ...handoverCounts,
    ...importCounts,
    lifecycles: count.describe('Lifecycles that are passed on, or begin'),
    ...campaignCounts,
  })
  .partial()
  .meta({
    id: 'JobSummary',
    description:
      'What was counted beforehand, of a handover, an import or a campaign; of an import that still reads its file the rows so far; empty for other jobs',
  });
const input = z
  .record(z.string(), z.unknown())
  .meta({ description: 'What it was asked to do, as its request said', examples: [{ policy: 'key-accounts' }] });

const refusedFile = z
  .strictObject({
    detail: z.string().meta({ description: 'Why', examples: ['The file has no rows.'] }),
    errors: z
      .array(
        z
          .strictObject({
            pointer: z.string().meta({ description: 'The row and field', examples: ['/rows/3/contactEmail'] }),
            detail: rowError.shape.detail,
          })
          .meta({ id: 'RefusedField', description: 'What is wrong in a field of a file' }),
      )
      .describe('What is wrong, row by row; 100 at most'),
  })
  .meta({ id: 'RefusedFile', description: 'Why the file of an import was not taken; the job is `cancelled`' });

const jobState = z.enum(jobStates).describe('How far it is; `previewed` waits to be started');
const kind = z.enum(jobKinds).describe('What it does');
const by = z
  .string()
  .nullable()
  .meta({ description: 'Who asked for it: a rep’s id, or a key’s role', examples: ['ops'] });

export const jobFields = {
  id: jobId,
  kind,
  state: jobState,
  told: z.string().meta({ description: 'Where it stands, in one line', examples: ['working: 12 of 40 done'] }),
  progress: z
    .strictObject({
      total: count.describe('Rows'),
      previewed: count.describe('Rows that have a preview'),
      waiting: count.describe('Rows still to do'),
      done: count.describe('Rows that are done'),
      skipped: count.describe('Rows that did not apply any more'),
      failed: count.describe('Rows that failed'),
      waitsFor: z
        .record(z.string(), count)
        .meta({
          description: 'Of the rows still to do, how many were tried and for what they wait, by the names of failures',
          examples: [{ NotBegun: 1 }],
        })
        .optional(),
    })
    .meta({ id: 'JobProgress', description: 'How far it is, in rows' }),
  input,
  summary: summary.nullable().describe('What was counted beforehand; null of a job from before anything was'),
  refused: refusedFile.optional(),
  by,
  createdAt: instant.describe('When it was asked for'),
  finishedAt: instant.describe('When it ended').optional(),
  links: z
    .strictObject({
      self: z.url().meta({ description: 'This job', examples: ['https://holdfast.example/v1/jobs/handover-qJk2'] }),
      rows: z
        .url()
        .meta({ description: 'Its rows', examples: ['https://holdfast.example/v1/jobs/handover-qJk2/rows'] }),
      temporal: z.url().meta({
        description: 'Its workflow in the Temporal UI',
        examples: ['https://temporal.example/namespaces/holdfast/workflows/handover-qJk2'],
      }),
    })
    .meta({ id: 'JobLinks', description: 'Where to look at a job' }),
};
export const job = z.strictObject(jobFields).meta({ id: 'Job', description: 'Long work, and how far it is' });
export const handoverJob = z
  .strictObject({ ...jobFields, assignments })
  .meta({ id: 'HandoverJob', description: 'The handover that is at work, client by client' });

export const jobsQuery = z.strictObject({
  kind: kind.describe('Only jobs that do this').optional(),
  limit: page.shape.limit,
});
const jobListed = z
  .strictObject({
    id: jobId,
    kind,
    state: jobState,
    by: by.unwrap().describe('Who asked for it: a rep’s id, or a key’s role').optional(),
    createdAt: instant.describe('When it was asked for'),
    finishedAt: instant.describe('When it ended').optional(),
  })
  .meta({ id: 'JobListed', description: 'A job in a list' });
export const jobs = z
  .strictObject({ items: z.array(jobListed).describe('The newest first') })
  .meta({ id: 'Jobs', description: 'Jobs, the newest first' });

const planned = z
  .strictObject({
    items: z
      .record(z.string(), z.int())
      .meta({ description: 'Items that lie ahead, by programme', examples: [{ touch: 6, review: 3 }] }),
    firstTouchOn: civilDate.nullable().describe('The day of the next touch, YYYY-MM-DD; null where none lies ahead'),
    band: z.string().meta({ description: 'The health band', examples: ['green'] }),
  })
  .meta({ id: 'PlannedBy', description: 'What lies ahead by some rules' });
const refused = z.string().meta({ description: 'Why it would not apply, as a code', examples: ['contact-cap'] });
const rolloutPreview = z
  .strictObject({
    when,
    refused: refused.optional(),
    at: instant.describe('When the rules change').optional(),
    before: planned.optional().describe('By the rules of today'),
    after: planned.optional().describe('By the new rules'),
    atOnce: z
      .array(z.string())
      .meta({ description: 'What follows at that moment', examples: [['A call is planned.']] })
      .optional(),
    alarms: z.boolean().describe('True when it would raise an alarm at once').optional(),
    agenda: z
      .array(
        z
          .strictObject({
            at: instant.describe('When it comes'),
            what: z.string().meta({ description: 'What happens then', examples: ['The call falls due.'] }),
          })
          .meta({ id: 'PreviewedStep', description: 'A step after the change' }),
      )
      .describe('The agenda right after the change')
      .optional(),
  })
  .meta({ id: 'RolloutRowPreview', description: 'What a roll-out would do to this lifecycle' });
const campaignPreview = z
  .strictObject({
    invites: count.describe('Contacts it would invite').optional(),
    refused: refused.optional(),
    warnings: z
      .array(
        z
          .strictObject({
            about: z.enum(warningKinds).describe('Of what it warns'),
            told: z.string().meta({
              description: 'The warning, in a sentence',
              examples: ['Saturday 26 December 2026 is a public holiday in Austria.'],
            }),
          })
          .meta({ id: 'CampaignWarning', description: 'What speaks against the campaign’s moment at this client' }),
      )
      .describe('What speaks against its moment at this client; nothing is refused for it')
      .optional(),
  })
  .meta({ id: 'CampaignRowPreview', description: 'Whom a campaign would invite at this client' });

const given = z
  .strictObject({ lifecycle: lifecycleId, rep: repId })
  .meta({ id: 'Given', description: 'A lifecycle, and who keeps it now' });
const outcome = z
  .strictObject({
    reason: z
      .string()
      .meta({ description: 'Why it was skipped, as a code', examples: ['ended'] })
      .optional(),
    errors: z
      .array(
        z
          .strictObject({
            row: rowError.shape.row.optional(),
            field: rowError.shape.field.optional(),
            pointer: z
              .string()
              .meta({ description: 'JSON Pointer into the row', examples: ['/dealId'] })
              .optional(),
            detail: rowError.shape.detail,
          })
          .meta({ id: 'RowFailure', description: 'What went wrong' }),
      )
      .describe('Why it failed')
      .optional(),
    given: z.array(given).describe('Of a handover or an import: what went to whom').optional(),
    when: when.optional(),
    lifecycle: lifecycleId
      .describe('Of a roll-out: the next term that went over, where it was renewed meanwhile')
      .optional(),
    invited: count.describe('Of a campaign: contacts who were invited').optional(),
    moved: z.literal(true).describe('Of a move: it was moved there').optional(),
    calledOff: z.literal(true).describe('Of a call-off: it was called off there').optional(),
  })
  .meta({ id: 'RowOutcome', description: 'What became of a row' });

export const rowsQuery = page.extend({ state: z.enum(rowStates).describe('Only rows in this state').optional() });
const row = z
  .strictObject({
    row: count.describe('Its number, counted from 1'),
    subject: z
      .string()
      .meta({ description: 'The lifecycle or deal that it is about', examples: ['D-1042.crm-pro.t1'] }),
    input,
    state: z.enum(rowStates).describe('How far it is'),
    preview: z.union([rolloutPreview, campaignPreview]).describe('What it would do').optional(),
    outcome: outcome.optional(),
  })
  .meta({ id: 'JobRow', description: 'A row of a job' });
export const rows = z
  .strictObject({
    items: z.array(row).describe('In their order'),
    next: z
      .string()
      .meta({ description: 'The `cursor` of the next page; absent on the last one', examples: ['NTA'] })
      .optional(),
  })
  .meta({ id: 'JobRows', description: 'Rows of a job' });
export const jobParams = z.strictObject({ id: jobId });
export const rolloutParams = z.strictObject({ id: policyId });
