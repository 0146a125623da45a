/** What jobs of each kind were asked for, and what their rows hold. */
import { z } from 'zod';
import type { Entry } from '../../domain/core/concern';
import { touchKinds, type TouchKind } from '../../domain/core/item';
import type { CivilDate } from '../../domain/core/json';
import { contactLevels, type Deal } from '../../domain/core/deal';
import { languages } from '../../domain/core/language';
import { bands } from '../../domain/concerns/health-bands';
import { invitationKinds } from '../../domain/concerns/invitations';
import { amountUnits, dayOrders, decimalMarks, type Habits } from '../../domain/integrations/spreadsheet';
import type { Campaign } from '../../domain/told/campaign';
import {
  choices,
  jobKinds,
  jobStates,
  rowStates,
  type CallOffInput,
  type RolloutChoice,
  type HandoverInput,
  type HandoverRow,
  type JobKind,
  type JobState,
  type MoveInput,
  type RolloutInput,
  type RolloutRow,
  type RowState,
} from '../../domain/organisation/job';
import type { Routing } from '../../domain/organisation/routing';
import { anyObject, column, wordOf, type Column } from './column';
import { dealSchema } from './deals';

/** How a line of an import enters: its term, where it goes, and what lies behind it. */
export interface EntryOf {
  readonly term: number;
  /** Its group and rep, decided when the import was looked through. */
  readonly to: Routing;
  readonly entry: Entry;
  /** Onboarding steps that were completed before. */
  readonly completedSteps: readonly string[];
  /** What came along of the time before, with its words; absent: nothing. */
  readonly past?: readonly PastSaid[];
}

/** A touch of the past, or a note, in the words in which it came. */
export interface PastSaid {
  readonly on?: CivilDate;
  readonly touchKind?: TouchKind;
  readonly words?: string;
}

/** A deal as an import's row holds it. */
export interface ImportRow {
  readonly deal: Deal;
  readonly entries: Readonly<
    Record<string, Omit<EntryOf, 'entry'> & { readonly entry: Omit<EntryOf['entry'], 'job'> }>
  >;
  readonly fingerprint: string;
  /** Lines of the file that it was read from. */
  readonly rows: readonly number[];
}

/** A row of an import that was wrong from the beginning: only its lines of the file are kept. */
export type WrongRow = Pick<ImportRow, 'rows'>;

/** What each kind of job was asked for. */
export interface JobInputs {
  /** Beside the policy, when and for whom it was prepared: shown only. */
  readonly rollout: RolloutInput & { readonly when?: RolloutChoice; readonly scope?: object };
  readonly handover: HandoverInput;
  /** `file` is there until it was read; a job of a release before has none. */
  readonly import: {
    readonly type: string;
    readonly file?: string;
    readonly dryRun?: true;
    /** How days, decimals and amounts are written, as it was said; the usual way where nothing was. */
    readonly habits?: Habits;
    /** In which charset the file came; UTF-8 where nothing is said. */
    readonly told?: { readonly charset: string; readonly by: string };
  };
  readonly campaign: Campaign;
  readonly calloff: CallOffInput;
  readonly move: MoveInput;
}

/** What a row of each kind of job is about. */
export interface RowInputs {
  readonly rollout: RolloutRow;
  readonly handover: HandoverRow;
  readonly import: ImportRow;
  readonly campaign: { readonly client: string };
  readonly calloff: { readonly client: string };
  readonly move: { readonly client: string };
}

const ids = z.array(z.string());
const campaignWords = { description: z.string().optional(), place: z.string().optional() };
const campaign: z.ZodType<Campaign> = z.looseObject({
  kind: z.enum(invitationKinds),
  title: z.string(),
  ...campaignWords,
  translations: z
    .partialRecord(z.enum(languages), z.looseObject({ title: z.string().optional(), ...campaignWords }))
    .optional(),
  startsAt: z.string(),
  minutes: z.number(),
  perClient: z.number(),
  levels: z.array(z.enum(contactLevels)).optional(),
  filter: z.looseObject({
    products: ids.optional(),
    groups: ids.optional(),
    reps: ids.optional(),
    bands: z.array(z.enum(bands)).optional(),
    countries: ids.optional(),
    industries: ids.optional(),
    clients: ids.optional(),
  }),
  moved: ids.optional(),
});

const importRow: z.ZodType<ImportRow> = z.looseObject({
  deal: dealSchema,
  entries: z.record(
    z.string(),
    z.looseObject({
      term: z.number(),
      to: z.looseObject({ group: z.string(), rep: z.string(), why: z.array(z.string()), policyId: z.string() }),
      entry: z.looseObject({ retainedSince: z.string().nullable(), firstStepOn: z.string() }),
      completedSteps: ids,
      past: z
        .array(
          z.looseObject({
            on: z.string().exactOptional(),
            touchKind: z.enum(touchKinds).exactOptional(),
            words: z.string().exactOptional(),
          }),
        )
        .exactOptional(),
    }),
  ),
  fingerprint: z.string(),
  rows: z.array(z.number()),
});
const wrongRow: z.ZodType<WrongRow> = z.looseObject({ rows: z.array(z.number()), deal: z.undefined().optional() });
const client = z.looseObject({ client: z.string() });

const input = <K extends JobKind>(kind: K, schema: z.ZodType<JobInputs[K]>): Column<JobInputs[K]> =>
  column('jobs', 'input', schema, { kind });
const rowInput = <K extends JobKind>(kind: K, schema: z.ZodType<RowInputs[K]>): Column<RowInputs[K]> =>
  column('job_rows', 'input', schema, { kind });

export const inputColumns: { readonly [K in JobKind]: Column<JobInputs[K]> } = {
  rollout: input(
    'rollout',
    z.looseObject({
      policy: z.string(),
      version: z.number(),
      when: z.enum(choices).exactOptional(),
      scope: anyObject.exactOptional(),
    }),
  ),
  handover: input(
    'handover',
    z.looseObject({ from: z.string(), to: ids, leaves: z.boolean(), lifecycles: ids.nullable() }),
  ),
  import: input(
    'import',
    z.looseObject({
      type: z.string(),
      file: z.string().exactOptional(),
      dryRun: z.literal(true).exactOptional(),
      habits: z
        .looseObject({ dates: z.enum(dayOrders), decimals: z.enum(decimalMarks), amounts: z.enum(amountUnits) })
        .exactOptional(),
      told: z.looseObject({ charset: z.string(), by: z.string() }).exactOptional(),
    }),
  ),
  campaign: input('campaign', campaign),
  calloff: input('calloff', z.looseObject({ campaign: z.string() })),
  move: input(
    'move',
    z.looseObject({ campaign: z.string(), startsAt: z.string(), minutes: z.number(), sequence: z.number() }),
  ),
};
export const summaryColumn = column('jobs', 'summary', anyObject.nullable());

export const rowInputColumns: { readonly [K in JobKind]: Column<RowInputs[K]> } = {
  rollout: rowInput('rollout', z.looseObject({ when: z.enum(choices) })),
  handover: rowInput('handover', z.looseObject({ client: z.string(), to: z.string() })),
  import: rowInput('import', importRow),
  campaign: rowInput('campaign', client),
  calloff: rowInput('calloff', client),
  move: rowInput('move', client),
};
/** A row that failed may have been wrong from the beginning. */
export const failedImportColumn = column('job_rows', 'input', z.union([importRow, wrongRow]), {
  kind: 'import',
  state: 'failed',
});

/** What a row would do: of a roll-out when it goes over, of a campaign how many it invites and what it warns of, or why it does not. */
export const previewColumn = column(
  'job_rows',
  'preview',
  z
    .looseObject({
      when: z.enum(choices).optional(),
      invites: z.number().optional(),
      refused: z.string().optional(),
      warnings: z.array(z.looseObject({ about: z.string(), told: z.string() })).optional(),
    })
    .nullable(),
);

/** What became of a row: to whom lifecycles were given, why it was skipped, or what was wrong. */
export const outcomeColumn = column(
  'job_rows',
  'outcome',
  z
    .looseObject({
      given: z.array(z.looseObject({ lifecycle: z.string(), rep: z.string() })).optional(),
      reason: z.string().optional(),
      errors: z.array(z.looseObject({ detail: z.string() })).optional(),
    })
    .nullable(),
);

/** The kind of a job; throws `BrokenRecord` for one that nobody works on. */
export function jobKindOf(row: { readonly id: string; readonly kind: string }): JobKind {
  return wordOf(jobKinds, { table: 'jobs', column: 'kind', id: row.id }, row.kind);
}

/** The state of a job; throws `BrokenRecord`. */
export function jobStateOf(row: { readonly id: string; readonly state: string }): JobState {
  return wordOf(jobStates, { table: 'jobs', column: 'state', id: row.id }, row.state);
}

/** What became of a row of a job; throws `BrokenRecord`. */
export function rowStateOf(row: Placed & { readonly state: string }): RowState {
  return wordOf(rowStates, { table: 'job_rows', column: 'state', id: placeOf(row) }, row.state);
}

/** What a job of that kind was asked for. */
export function jobInputOf<K extends JobKind>(
  kind: K,
  row: { readonly id: string; readonly input: unknown },
): JobInputs[K] {
  return inputColumns[kind].read(row.input, row.id);
}

/** What was counted when the job was prepared; null where nothing was. */
export function summaryOf(row: { readonly id: string; readonly summary: unknown }): object | null {
  return summaryColumn.read(row.summary, row.id);
}

const refusalSchema = z.looseObject({
  refused: z
    .looseObject({ detail: z.string(), errors: z.array(z.looseObject({ pointer: z.string(), detail: z.string() })) })
    .optional(),
});
const refusalColumn = column('jobs', 'summary', refusalSchema.nullable());

/** Why the file of an import was not taken; null where it was. */
export function refusalIn(row: {
  readonly id: string;
  readonly summary: unknown;
}): { readonly detail: string; readonly errors: { pointer: string; detail: string }[] } | null {
  const refused = refusalColumn.read(row.summary, row.id)?.refused;
  return refused === undefined
    ? null
    : { detail: refused.detail, errors: refused.errors.map(({ pointer, detail }) => ({ pointer, detail })) };
}

interface Placed {
  readonly jobId: string;
  readonly position: number;
}
const placeOf = ({ jobId, position }: Placed): string => `${jobId} ${position}`;

/** What a row of a job of that kind is about; throws `BrokenRecord` for one that was wrong from the beginning. */
export function rowInputOf<K extends JobKind>(kind: K, row: Placed & { readonly input: unknown }): RowInputs[K] {
  return rowInputColumns[kind].read(row.input, placeOf(row));
}

/** A row as it is shown, whatever became of it. */
export function shownRowOf(
  kind: JobKind,
  row: Placed & {
    readonly state: string;
    readonly input: unknown;
    readonly preview: unknown;
    readonly outcome: unknown;
  },
): { readonly input: object; readonly preview: object | null; readonly outcome: object | null } {
  const id = placeOf(row);
  const inputs: Column<object> =
    kind === 'import' && row.state === 'failed' ? failedImportColumn : rowInputColumns[kind];
  return {
    input: inputs.read(row.input, id),
    preview: previewColumn.read(row.preview, id),
    outcome: outcomeColumn.read(row.outcome, id),
  };
}
