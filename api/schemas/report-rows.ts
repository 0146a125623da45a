/** The rows of every report: each report has columns of its own. */
import { z } from 'zod';
import { losses } from '../../domain/core/stages';
import { touchKinds } from '../../domain/core/item';
import { targetStates } from '../../domain/figures/targets';
import type { WorkKind } from '../../domain/figures/work';
import {
  civilDate,
  clientId,
  count,
  currencyShown,
  fraction,
  lifecycleId,
  productCode,
  repId,
  sellerId,
} from './common';

/** A row as reports compute it: any columns. The schema of a report says which. */
type AnyRow = Readonly<Record<string, string | number | null | undefined>>;
type ReportColumn = z.ZodType<string | number | null | undefined>;

const share = (description: string) =>
  fraction.nullable().describe(`${description}, a fraction; null where there is nothing to divide`);
const minor = (description: string, example: number) =>
  z.int().meta({ description: `${description}, in minor units`, examples: [example] });

/** Columns that stand in a row when it is of one product, or of one period. */
const cut = {
  product: productCode.describe('The product, where rows are by product').optional(),
  from: civilDate.describe('First day of the period, where rows are over time, YYYY-MM-DD').optional(),
  to: civilDate.describe('The day after the period, where rows are over time, YYYY-MM-DD').optional(),
};

/** Unit of a column that has a target, and its target and threshold for an example. */
const units = {
  fraction: { unit: 'a fraction', target: 0.9, threshold: 0.8 },
  days: { unit: 'in days', target: 30, threshold: 60 },
} as const;
type Unit = keyof typeof units;

/** Columns that stand beside a column that has a target, in its unit. */
const against = (column: string, { unit, target, threshold }: (typeof units)[Unit]): Record<string, ReportColumn> => ({
  [`${column}Target`]: z
    .number()
    .meta({ description: `What \`${column}\` should be, ${unit}`, examples: [target] })
    .optional(),
  [`${column}Threshold`]: z
    .number()
    .meta({ description: `From where on \`${column}\` is critical, ${unit}`, examples: [threshold] })
    .optional(),
  [`${column}State`]: z.enum(targetStates).describe(`How \`${column}\` stands against its target`).optional(),
});

function rowOf(
  name: string,
  description: string,
  columns: Readonly<Record<string, ReportColumn>>,
  withTargets: readonly string[] = [],
  unit: Unit = 'fraction',
): z.ZodType<AnyRow> {
  const targets = Object.fromEntries(withTargets.flatMap((column) => Object.entries(against(column, units[unit]))));
  const shape: Record<string, ReportColumn> = { ...cut, ...columns, ...targets };
  return z.strictObject(shape).meta({ id: name, description });
}

const logos = {
  atStart: count.describe('Clients who were there when the period began'),
  kept: count.describe('Those of them who are still there when it is over'),
  lost: count.describe('Those of them who are not'),
  retention: share('Kept, of those at the start'),
};
const shareLost = 'Clients lost, of those at the start';

/** The row of each report by which retention is judged, by its name. */
export const rowSchemas = {
  retention: rowOf(
    'RetentionRow',
    'How many clients and how much value stayed; a row a currency',
    {
      ...logos,
      churnRate: share(shareLost),
      currency: currencyShown.describe('ISO 4217 code; absent where nobody was there at the start').optional(),
      start: minor('Annual value when the period begins', 48_000_000).optional(),
      agreed: minor('By steps that were agreed when the contract was made; below 0 where they go down', 0).optional(),
      expansion: minor('What came on top from clients who were there', 2_400_000).optional(),
      contraction: minor('What clients who stayed took less', 600_000).optional(),
      churn: minor('Annual value of clients who left', 480_000).optional(),
      end: minor('Annual value of the same clients when the period is over', 49_320_000).optional(),
      grr: share('Gross revenue retention').optional(),
      nrr: share('Net revenue retention').optional(),
    },
    ['retention', 'grr', 'nrr'],
  ),
  growth: rowOf(
    'GrowthRow',
    'Who came and who left',
    {
      ...logos,
      churnRate: share(shareLost),
      acquired: count.describe('Clients there when the period is over who were not when it began'),
      atEnd: count.describe('Clients who are there when it is over'),
      acquisition: share('Acquired, of those at the start'),
      netGrowth: share('Acquisition less churn'),
    },
    ['netGrowth'],
  ),
  renewals: rowOf(
    'RenewalsRow',
    'What became of terms whose renewal date lies in the period and has come',
    {
      upForRenewal: count.describe('Terms up for renewal'),
      renewed: count.describe('Terms that were renewed, or renewed by themselves'),
      lost: count.describe('Terms that were not'),
      undecided: count.describe('Terms on which nobody has decided'),
      rate: share('Renewed, of those up for renewal'),
    },
    ['rate'],
  ),
  'time-to-value': rowOf(
    'TimeToValueRow',
    'How fast clients were onboarded',
    {
      onboarded: count.describe('Product lines whose onboarding was first completed in the period'),
      medianDays: z
        .number()
        .nullable()
        .meta({ description: 'Median of days from contract start to then; null where there are none', examples: [38] }),
    },
    ['medianDays'],
    'days',
  ),
  churn: rowOf('ChurnRow', 'Why lifecycles ended; a row a reason and currency', {
    ending: z.enum(losses).describe('How they ended'),
    reason: z.string().meta({ description: 'Why, as a code', examples: ['price'] }),
    lifecycles: count.describe('How many ended so'),
    currency: currencyShown,
    annualValue: minor('What they were worth a year', 1_800_000),
  }),
  saved: rowOf('SavedRow', 'What came of notices that reached us in the period; a row a reason', {
    reason: z.string().meta({ description: 'Why the client would leave, as a code', examples: ['price'] }),
    given: count.describe('Notices that were given'),
    saved: count.describe('Those that were withdrawn, or whose client renewed after all'),
    lost: count.describe('Those whose client is gone'),
    open: count.describe('Those of which neither is known yet'),
    rate: share('Saved, of those saved and lost'),
    firstSteps: count.describe('First steps of alarms that were done while the notices stood'),
  }),
  oversold: rowOf('OversoldRow', 'What was flagged as oversold; a row a seller and product', {
    seller: sellerId,
    product: productCode,
    sold: count.describe('Product lines sold in the period'),
    flagged: count.describe('Those of them that were flagged since'),
    rate: share('Flagged, of those sold'),
  }),
  cohorts: rowOf('CohortRow', 'How many clients of a cohort are still there; a row a cohort and age', {
    cohort: civilDate.describe('First day of the period in which its clients came, YYYY-MM-DD'),
    periods: count.describe('Its age in periods: months, quarters or years, as `by` says'),
    clients: count.describe('Clients of the cohort'),
    there: count.describe('Those who are still there at that age'),
    retention: fraction.describe('Still there, of the cohort, a fraction'),
  }),
} as const;

/** How often; below 0 only in a line of corrections. */
const times = z.int().meta({ examples: [12] });
const counted = {
  touches: times.describe('Touches, answered or not'),
  unanswered: times.describe('Touches and reviews that came to nothing'),
  reviews: times.describe('Quarterly reviews that were held'),
  checkIns: times.describe('Check-ins and success checks'),
  cards: times.describe('Birthday cards'),
  rescueSteps: times.describe('First steps of an escalation'),
  rescues: times.describe('Escalations that were resolved'),
  renewals: times.describe('Renewals that were decided'),
  handoversGiven: times.describe('Lifecycles that were passed on'),
  handoversTaken: times.describe('Lifecycles that were taken over'),
  trainings: times.describe('Trainings that were held'),
  onboardings: times.describe('Onboardings that were completed'),
} satisfies Record<WorkKind, typeof times>;
/** The row of the work performed; as CSV its counts stand flat. */
export const workRow = z
  .strictObject({
    rep: repId,
    correction: z
      .literal(true)
      .describe(
        'Set on a line of its own: what corrections changed of months that were over by then; below 0 where work was taken back',
      )
      .optional(),
    counts: z.strictObject(counted).meta({ id: 'WorkCounts', description: 'How often each kind of work was done' }),
    touchesByKind: z
      .record(z.string(), z.int())
      .meta({ description: `How many touches of each kind: ${touchKinds.join(', ')}, …`, examples: [{ call: 12 }] }),
    renewedValue: z
      .record(z.string(), z.int())
      .meta({ description: 'Annual value renewed, in minor units per currency', examples: [{ EUR: 1_800_000 }] }),
  })
  .meta({ id: 'WorkOfRep', description: 'What a rep did in a period' });

/** The row of what was collected. */
export const collectedRow = z
  .strictObject({
    collector: repId.nullable().describe('The receivables manager; null where the workgroup names none'),
    currency: currencyShown.nullable().describe('ISO 4217 code; null where no amount was told'),
    opened: count.describe('Invoices that became overdue in the period'),
    collected: count.describe('Invoices that were paid in it'),
    collectedAmount: count.meta({ description: 'What was paid, also in part, in minor units', examples: [1_200_000] }),
    writtenOff: count.describe('Invoices that were written off'),
    writtenOffAmount: count.meta({ description: 'What was written off, in minor units', examples: [0] }),
    voided: count.describe('Invoices that the billing system voided: neither collected nor lost'),
    voidedAmount: count.meta({ description: 'What was voided, in minor units', examples: [0] }),
    medianDays: z
      .number()
      .nullable()
      .meta({ description: 'Median of days overdue when it was paid; null where none was', examples: [21] }),
    triesEach: z
      .number()
      .nullable()
      .meta({ description: 'Tries for each invoice that was paid; null where none was', examples: [1.5] }),
  })
  .meta({ id: 'ReceivablesRow', description: 'What a receivables manager collected in a currency' });

/** The row of what was sold to clients who are there. */
export const soldRow = z
  .strictObject({
    developer: repId.nullable().describe('The business developer; null where the workgroup names none'),
    currency: currencyShown,
    opened: count.describe('Opportunities that were opened in the period'),
    won: count.describe('Opportunities that were won in it'),
    lost: count.describe('Opportunities that were lost in it'),
    winRate: fraction.nullable().describe('Won, of those won and lost; null where there are none'),
    annualValueWon: z.int().meta({
      description: 'By how much the annual value of lines grew by what was won, in minor units',
      examples: [600_000],
    }),
  })
  .meta({ id: 'OpportunitiesRow', description: 'What a business developer sold in a currency' });

export const behindRow = z
  .strictObject({
    lifecycle: lifecycleId,
    client: clientId,
    as: z.string().meta({ description: 'What it counts as', examples: ['renewed'] }),
  })
  .meta({ id: 'BehindFigure', description: 'A lifecycle behind a figure, and what it counts as' });
