/** The shapes of reports and targets. A report's rows are flat, the same as JSON and as CSV. */
import { z } from 'zod';
import { definitions as figureDefinitions } from '../../domain/figures/figures';
import { judgedBands } from '../../domain/figures/health-check';
import { measureNames, moneyMeasures, targetStates } from '../../domain/figures/targets';
import {
  civilDate,
  count,
  currency,
  currencyShown,
  fraction,
  id,
  instant,
  listOf,
  longestAheadDays,
  page,
  productCode,
  repId,
  wholeNumber,
} from './common';
import { behindRow, collectedRow, rowSchemas, soldRow, workRow } from './report-rows';

export const grains = ['all', 'product', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];

const from = civilDate.meta({ description: 'First day of the period, YYYY-MM-DD', examples: ['2026-04-01'] });
const to = civilDate.meta({ description: 'The day after the period, YYYY-MM-DD', examples: ['2027-04-01'] });
const by = z.enum(grains).describe('How the rows are cut: into one, by product, or over time');
export const period = z.strictObject({
  from: from.describe('First day of the period, YYYY-MM-DD; twelve months before `to` where left out').optional(),
  to: to.describe('The day after the period, YYYY-MM-DD; tomorrow where left out').optional(),
});
export const workQuery = period.extend({ rep: repId.describe('Only the work of this rep').optional() });
export const figureQuery = period.extend({
  asOf: civilDate.describe('As it was known at the end of that day, YYYY-MM-DD; today where left out').optional(),
  by: by.default('all'),
  product: productCode.describe('Only this product').optional(),
});
export const behindQuery = figureQuery.extend(page.shape);
export type ReportName = keyof typeof rowSchemas;
const isReportName = (name: string): name is ReportName => Object.hasOwn(rowSchemas, name);
const reportNames = Object.keys(rowSchemas).filter(isReportName);
export const reportParams = z.strictObject({ report: z.enum(reportNames).describe('The report’s name') });

const definitions = z
  .array(z.string())
  .meta({ description: 'What each figure means', examples: [[figureDefinitions.renewals]] });

export const work = z
  .strictObject({
    report: z.literal('work').describe('Its name'),
    from,
    to,
    rows: z.array(workRow).describe('One a rep, by id'),
  })
  .meta({ id: 'WorkReport', description: 'Work performed per rep' });

export const receivablesReport = z
  .strictObject({
    report: z.literal('receivables').describe('Its name'),
    definitions,
    from,
    to,
    rows: z.array(collectedRow).describe('One a receivables manager and currency'),
  })
  .meta({ id: 'ReceivablesReport', description: 'What was collected, how fast and at what effort' });
export const opportunitiesReport = z
  .strictObject({
    report: z.literal('opportunities').describe('Its name'),
    definitions,
    from,
    to,
    rows: z.array(soldRow).describe('One a business developer and currency'),
  })
  .meta({ id: 'OpportunitiesReport', description: 'What was sold to clients who are there' });

export const healthQuery = period.extend({
  ahead: z.coerce
    .number('Use a whole number of days.')
    .pipe(wholeNumber(1, longestAheadDays))
    .default(90)
    .describe('As of so many days before each of them left'),
});
const healthRow = z
  .strictObject({
    band: z.enum(judgedBands).describe('The band; `new`: they were no clients yet so many days before'),
    left: count.describe('Product lines that were lost in the period, and stood in it so many days before'),
    share: fraction.nullable().describe('Of all that were lost, a fraction; null where none was'),
    stood: count.describe('Product lines that stood in it when the period began'),
    stoodAndLeft: count.describe('Those of them that were lost until its end'),
    rate: fraction.nullable().describe('Stood and left, of those that stood, a fraction; null where none stood'),
  })
  .meta({ id: 'HealthCheckRow', description: 'What a band of health said of who left' });
export const healthReport = z
  .strictObject({
    report: z.literal('health').describe('Its name'),
    definitions,
    from,
    to,
    ahead: count.describe('As of so many days before each of them left'),
    rows: z.array(healthRow).describe('One a band, the best first'),
  })
  .meta({ id: 'HealthCheckReport', description: 'Health, checked against who really left' });

const reportLinks = z
  .strictObject({
    behind: z.url().meta({
      description: 'The lifecycles behind the figures',
      examples: ['https://holdfast.example/v1/reports/renewals/behind?by=all'],
    }),
  })
  .meta({ id: 'ReportLinks', description: 'Where to look further' });

const reportOf = <N extends ReportName>(name: N, title: string) =>
  z
    .strictObject({
      report: z.literal(name).describe('Its name'),
      definitions,
      from,
      to,
      asOf: civilDate.describe('It is as it was known at the end of this day, YYYY-MM-DD'),
      by,
      rows: z.array(rowSchemas[name]).describe('As `by` cuts them'),
      links: reportLinks,
    })
    .meta({ id: title, description: `The report \`${name}\`` });
export const report = z
  .discriminatedUnion('report', [
    reportOf('retention', 'RetentionReport'),
    reportOf('growth', 'GrowthReport'),
    reportOf('renewals', 'RenewalsReport'),
    reportOf('time-to-value', 'TimeToValueReport'),
    reportOf('churn', 'ChurnReport'),
    reportOf('saved', 'SavedReport'),
    reportOf('oversold', 'OversoldReport'),
    reportOf('cohorts', 'CohortsReport'),
  ])
  .meta({ id: 'Report', description: 'Figures with their definitions; `report` says which columns the rows have' });
export const behindReport = listOf('BehindFigures', behindRow, 'The lifecycles behind the figures of a report');

export const targetId = id.meta({ description: 'The target’s id', examples: ['renewals-2027'] });
export const targetParams = z.strictObject({ id: targetId });
const measure = z.enum(measureNames).describe('The figure of the last twelve months that is watched');
const goal = z
  .number()
  .min(-10, 'At least -10.')
  .max(10_000, 'At most 10000.')
  .meta({ description: 'What it should be: a fraction, or days for `time-to-value`', examples: [0.9] });
const threshold = goal.meta({ description: 'From where on it is critical, in the same unit', examples: [0.8] });
export const target = z
  .strictObject({
    measure,
    product: productCode.describe('Of this product; of all where left out').optional(),
    currency: currency.describe('Of this currency; `grr` and `nrr` need one').optional(),
    target: goal,
    threshold,
  })
  .refine(({ measure: of, currency: code }) => !moneyMeasures.includes(of) || code !== undefined, {
    path: ['currency'],
    message: 'Money is never summed across currencies: name one.',
  })
  .meta({ id: 'TargetToKeep', description: 'What a figure should be' });
export const targetKept = z
  .strictObject({
    id: targetId,
    measure,
    product: productCode.describe('Of this product; of all where absent').optional(),
    currency: currencyShown.optional(),
    target: goal,
    threshold,
    state: z.enum(targetStates).describe('How it stands'),
    value: z
      .number()
      .meta({
        description: 'The figure when it was looked at last, in the target’s unit; for whoever reads every lifecycle',
        examples: [0.93],
      })
      .optional(),
    checkedAt: instant.describe('When it was looked at last').optional(),
  })
  .meta({ id: 'Target', description: 'A target, and how it stands' });
