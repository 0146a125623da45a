/** The shapes of renewals: the book by renewal date, the calls of the rep and the manager, past outlooks. */
import { z } from 'zod';
import { forecastVoices } from '../../domain/figures/accuracy';
import { outlooks } from '../../domain/figures/forecast';
import {
  byId,
  civilDate,
  count,
  currencyShown,
  fraction,
  groupId,
  lifecycleId,
  listOf,
  longestAheadDays,
  minorUnits,
  money,
  moneyShown,
  note,
  page,
  repId,
  wholeNumber,
} from './common';
import { forecast } from './lifecycle-parts';
import { call, calls, voice } from './renewal-calls';
import { namedClient, namedProduct, stage } from './lifecycle-summary';

const outlook = z.enum(outlooks).describe('How the renewal looks');

export const renewalCallParams = byId(lifecycleId);
export const callToMake = z
  .strictObject({
    by: voice,
    call,
    amount: money
      .describe('What they expect it to be worth a year, in minor units of the currency that the line has')
      .optional(),
    note,
  })
  .meta({ id: 'RenewalCallToMake', description: 'What the rep or the manager makes of a renewal' });
export const callKept = z
  .strictObject({ id: lifecycleId, calls, forecast })
  .meta({ id: 'RenewalCalls', description: 'Both calls as they stand, beside the forecast' });

/** Lists of renewals go by one of these. */
export const renewalSorts = ['date', 'value', 'probability'] as const;
export const renewalFilter = page.extend({
  from: civilDate.describe('Renewal dates from this day on, YYYY-MM-DD; from today where left out').optional(),
  to: civilDate
    .describe('Renewal dates before this day, YYYY-MM-DD; twelve months after `from` where left out')
    .optional(),
  rep: repId.describe('Only those that this rep keeps').optional(),
  group: groupId.describe('Only those of this group').optional(),
  outlook: outlook.describe('Only those that look like this').optional(),
  sort: z
    .enum(renewalSorts)
    .describe('By renewal date, the dearest first, or the least probable first')
    .default('date'),
});
const listed = z
  .strictObject({
    id: lifecycleId,
    client: namedClient,
    product: namedProduct,
    stage,
    group: groupId,
    rep: repId.describe('Who keeps it'),
    renewsOn: civilDate.describe('The renewal date, YYYY-MM-DD'),
    annualValue: moneyShown.describe('What the line is worth a year now, in minor units'),
    forecast,
    calls,
  })
  .meta({ id: 'ComingRenewal', description: 'A lifecycle whose renewal comes' });
export const comingRenewals = listOf('ComingRenewals', listed, 'Renewals that come, page by page');

const callsThen = z
  .strictObject({
    rep: call.describe('The rep’s call').optional(),
    manager: call.describe('The manager’s call').optional(),
  })
  .meta({ id: 'CallsThen', description: 'The calls as they stood then; absent where nobody had made one' });
const pastOutlook = z
  .strictObject({
    day: civilDate.describe('It was so at the end of this day, and until the next one that is listed, YYYY-MM-DD'),
    outlook,
    probability: z.int().meta({ description: 'That it renews, in whole per cent', examples: [65] }),
    annualValue: moneyShown.describe('What the line was worth a year, in minor units'),
    rep: repId.describe('Who kept it'),
    renewsOn: civilDate.describe('The renewal date, YYYY-MM-DD'),
    calls: callsThen,
  })
  .meta({ id: 'PastOutlook', description: 'How a renewal looked at the end of a day' });
export const pastOutlooks = listOf('PastOutlooks', pastOutlook, 'How a renewal looked, the newest day first');

export const forecastQuery = z.strictObject({
  from: civilDate.describe('First renewal date, YYYY-MM-DD; twelve months before `to` where left out').optional(),
  to: civilDate.describe('The day after the last renewal date, YYYY-MM-DD; tomorrow where left out').optional(),
  ahead: z.coerce
    .number('Use a whole number of days.')
    .pipe(wholeNumber(0, longestAheadDays))
    .default(90)
    .describe('As of so many days before each renewal date'),
  asOf: civilDate.describe('What was known at the end of that day, YYYY-MM-DD; today where left out').optional(),
});
export const accuracyRow = z
  .strictObject({
    rep: repId.describe('Who kept them then'),
    saidBy: z.enum(forecastVoices).describe('Who said it: the outlook, the rep or the manager'),
    said: z.enum([...outlooks, 'lost']).describe('What was said'),
    currency: currencyShown,
    terms: count.describe('Terms of which it was said'),
    renewed: count.describe('Those that were renewed'),
    lost: count.describe('Those that were not'),
    undecided: count.describe('Those on which nobody has decided'),
    right: count.nullable().describe('How often it was right; null for unknown'),
    accuracy: fraction
      .nullable()
      .describe('Right, of those decided, a fraction; null where there is nothing to divide'),
    value: minorUnits.describe('What they were worth a year then, in minor units'),
    expectedValue: minorUnits.nullable().describe('The same × probability, in minor units; null for calls'),
    renewedValue: minorUnits.describe('Of it, what was renewed, in minor units'),
    lostValue: minorUnits.describe('Of it, what was not, in minor units'),
  })
  .meta({ id: 'ForecastRow', description: 'What was said of renewals ahead, and what came' });
export const forecastReport = z
  .strictObject({
    report: z.literal('forecast').describe('Its name'),
    definitions: z
      .array(z.string())
      .meta({ description: 'What each figure means', examples: [['Accuracy = right ÷ decided.']] }),
    from: civilDate.describe('First renewal date, YYYY-MM-DD'),
    to: civilDate.describe('The day after the last, YYYY-MM-DD'),
    ahead: count.describe('As of so many days before each renewal date'),
    asOf: civilDate.describe('It is as it was known at the end of this day, YYYY-MM-DD'),
    rows: z.array(accuracyRow).describe('One a rep, voice, what it said, and currency'),
  })
  .meta({ id: 'ForecastReport', description: 'Forecasts held against what came' });
